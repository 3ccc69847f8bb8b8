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
    cost = named("leal_cost")
    assert (cost.direction, cost.people, cost.years, cost.printed, cost.parts) == ("more", "hip", 50, None, ())
    gained = named("leal_female_qalys")
    assert (gained.number.value, gained.people, gained.parts) == (0.093, "hip_female", ())


def test_a_direction_has_no_number():
    with pytest.raises(ValueError, match="leal_cost: a statement of direction"):
        _ = named("leal_cost").number


IDENTITY = "1486;0.089,,,cooper2012,abstract,"
RATIO = 'usual care",identity,ratio,17291,1486;0.089,'
SIGN = "Costs more than usual care after a hip fracture,sign,cost,more,,hip,50,leal2017,Table 3,"
GAIN = '"QALYs gained by each of the men after a hip fracture, through survival",calibration,'
NUMBER = "qalys_through_survival,0.099,,hip_male,50,leal2017,"


@pytest.mark.parametrize(
    ("text", "old", "new", "parts"),
    [
        (RATIO, "identity", "identical", ["kind: 'identical'", "one of identity, sign, calibration"]),
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
        (SIGN, ",hip,", ",hips,", ["people: 'hips'", "one of all, hip, hip_female, hip_male"]),
        (SIGN, ",50,", ",51,", ["years: '51'", "from 1 to 50"]),
        (SIGN, ",50,", ",,", ["years: a blank"]),
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


def test_a_statement_stands_once(edit_data: Edit, refusal: Refusal):
    edit_data("published_studies.csv", "leal_qalys,", "leal_cost,")
    assert "each row once" in refusal(published_statements)
