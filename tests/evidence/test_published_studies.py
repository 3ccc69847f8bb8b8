from collections.abc import Callable

import pytest

from flsguide.evidence.published_studies import Statement, published_statements, rounded_from
from flsguide.evidence.ranges import Range

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


def named(name: str) -> Statement:
    return next(s for s in published_statements() if s.name == name)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("312", 311.5, 312.5), ("-98", -98.5, -97.5), ("0.099", 0.0985, 0.0995), ("1.00", 0.995, 1.005)],
)
def test_a_printed_number_was_rounded_from_half_of_its_last_digit_either_way(text: str, low: float, high: float):
    assert rounded_from(text) == Range(float(text), low, high)


def test_an_identity_has_its_parts_and_a_sign_its_direction_and_a_calibration_its_number():
    saving = named("mclellan_net_saving")
    assert (saving.number.value, [p.value for p in saving.parts]) == (21, [312, -98, 14, -292, 85])
    assert (saving.direction, saving.people, saving.years) == ("", "", 0)
    cost = named("leal_cost_men")
    assert (cost.direction, cost.people, cost.years, cost.printed) == ("more", "hip_male", 50, None)
    gained = named("leal_female_qalys")
    assert (gained.number.value, gained.people, gained.parts) == (0.093, "hip_female", ())


def test_a_direction_has_no_number():
    with pytest.raises(ValueError, match="leal_cost_men: a statement of direction"):
        _ = named("leal_cost_men").number


@pytest.mark.parametrize(
    ("name", "amount", "per", "money"),
    [
        ("mclellan_qalys", 22, 1000, ""),
        ("mclellan_treated", 493, 1000, ""),
        ("sander_hip", 3, 500, ""),
        ("leal_cost_men", 1975, 1, "pounds"),
        ("ontario_cost", 277, 1, "Canadian dollars of 2018"),
        ("dh_cost", 56_527, 797, "pounds of 2009"),
        ("senay_cost_per_qaly", 9000, 0, "Canadian dollars"),
        ("pinedo_qalys", 11_709, 0, ""),
        ("majumdar_wrist_cost", None, 0, ""),
        ("hawley_hip", None, 0, ""),
    ],
)
def test_an_amount_is_as_printed_with_its_people_and_its_money(name: str, amount: float, per: int, money: str):
    found = named(name)
    assert (found.amount, found.per, found.money) == (amount, per, money)


def test_only_a_direction_has_an_amount():
    assert [s.name for s in published_statements() if s.kind != "sign" and s.amount is not None] == []


def test_what_is_not_compared_says_why_and_has_no_number():
    apart = [s for s in published_statements() if s.kind == "not_compared"]
    assert "yates_qalys" in {s.name for s in apart}
    assert [s.name for s in apart if not s.note or s.printed or s.parts or s.people or s.years] == []


def test_every_study_known_to_the_project_is_on_the_page():
    """The economic studies and claims of services that were found; each is compared, or the reason is given."""
    named_here = {key for s in published_statements() for key in s.source}
    known = {
        "mclellan2011", "solomon2014", "leal2017", "pinedo2023", "cooper2012", "majumdar2009", "majumdar2011",
        "sander2008", "yates2015", "moriwaki2017", "naranjo2022", "ontario2021", "senay2022", "major2018",
        "jones2024", "hawley2016", "dh2009", "rcp_savings2019", "ros_campaign", "nos_claim2015",
    }  # fmt: skip
    assert known <= named_here


IDENTITY = "1486;0.089,,,,,cooper2012,abstract,"
RATIO = 'usual care",identity,ratio,17291,1486;0.089,'
SIGN = "Costs more than usual care,sign,cost,more,1975,1,pounds,hip_male,50,leal2017,Table 3,,"
RATIO_OF_TWO = "sign,cost_per_qaly,more,19955,,pounds,hip_male,50,leal2017,"
SAVING = "sign,hip,less,34;-31,500,,all,1,sander2008,"
APART = "yates_qalys,QALYs gained over five years,not_compared,reason,,,,,,,yates2015,abstract,,"
GAIN = '"QALYs gained by each of the men after a hip fracture, through survival",calibration,'
NUMBER = "qalys_through_survival,0.099,,,,hip_male,50,leal2017,"


@pytest.mark.parametrize(
    ("text", "old", "new", "parts"),
    [
        (RATIO, "identity", "identical", ["kind: 'identical'", "one of identity, sign, calibration, not_compared"]),
        (RATIO, "ratio", "cost", ["measure: 'cost'", "one of sum, ratio"]),
        (RATIO, "17291", "17 291", ["printed: '17 291'"]),
        (RATIO, "1486;0.089", "1486", ["parts: '1486'", "two numbers or more"]),
        (RATIO, "1486;0.089", "1486;0.089;2", ["parts: ", "for a ratio two"]),
        (RATIO, "1486;0.089", "1486;0.000", ["parts: ", "the second above 0"]),
        (RATIO, "1486;0.089", "1486;x", ["parts: 'x'"]),
        (RATIO, "1486;0.089", "", ["parts: a blank", "joined by ;"]),
        (IDENTITY, "abstract", "", ["locator: a blank", "where in the source it stands"]),
        (IDENTITY, "cooper2012", "cooper2021", ["source: 'cooper2021'", "cooper2012"]),
        (SIGN, ",more,", ",higher,", ["printed: 'higher'", "one of more, less, unclear"]),
        (SIGN, ",more,", ",12,", ["printed: '12'"]),
        (SIGN, ",hip_male,", ",hips,", ["people: 'hips'", "one of all, hip, hip_female, hip_male, forearm"]),
        (SIGN, ",50,", ",51,", ["years: '51'", "from 1 to 50"]),
        (SIGN, ",50,", ",,", ["years: a blank"]),
        (SIGN, "1975", "x", ["parts: 'x'"]),
        (SIGN, "1975", "-1975", ["parts: '-1975'", "more than 0", "`printed` says which way"]),
        (SIGN, ",pounds,", ",,", ["money: a blank", "such as Canadian dollars of 2018"]),
        (SIGN, ",1,pounds", ",0,pounds", ["per: '0'", "from 1 to"]),
        (SIGN, "1975,1,", ",1,", ["per: '1'", "only an amount for people"]),
        (SIGN, "1975,1,", ",,", ["money: 'pounds'", "only an amount of money"]),
        (RATIO_OF_TWO, "19955,,", "19955,1,", ["per: '1'", "only an amount for people"]),
        (SAVING, "500,,", "500,pounds,", ["money: 'pounds'", "only an amount of money"]),
        (SAVING, "34;-31", "34;-34", ["parts: '34;-34'", "more than 0"]),
        (APART, "reason,,,,", "reason,,,9,", ["per: '9'", "only an amount for people"]),
        (SIGN, "cost,", "qalys_through_survival,", ["measure: 'qalys_through_survival'"]),
        (NUMBER, "0.099", "", ["printed: a blank"]),
        (GAIN, "calibration", "sign", ["measure: 'qalys_through_survival'"]),
    ],
)
def test_a_broken_statement_is_named(
    edit_data: Edit, refusal: Refusal, text: str, old: str, new: str, parts: list[str]
):
    edit_data("published_studies.csv", text, text.replace(old, new))
    message = refusal(published_statements)
    assert message.startswith("published_studies.csv, row ")
    assert [part for part in parts if part not in message] == [], message


def test_what_is_not_compared_needs_its_reason(edit_data: Edit, refusal: Refusal):
    why = "The abstract that was read is cut off before its results."
    edit_data("published_studies.csv", why, "")
    assert "note: a blank is not allowed; give the reason why it is not compared" in refusal(published_statements)


def test_a_statement_stands_once(edit_data: Edit, refusal: Refusal):
    edit_data("published_studies.csv", "leal_qalys_men,", "leal_cost_men,")
    assert "each row once" in refusal(published_statements)
