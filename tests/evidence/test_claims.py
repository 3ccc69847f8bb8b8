from collections.abc import Callable

import pytest

from flsguide.evidence.claims import claim_named, claims, claims_about, return_claimed
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.sources import sources

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


def test_every_claim_has_its_source_and_what_speaks_against_it():
    assert len(claims()) == 20
    for claim in claims():
        assert claim.source
        assert claim.against_source
        assert {*claim.source, *claim.against_source} <= set(sources())


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("glasgow_admissions", -3.6),  # Skelton and others 2010, abstract
        ("glasgow_rate", -1.7),
        ("england_admissions", 16.2),
        ("scotland_admissions", 5.1),
        ("glasgow_headline", -7.3),  # Drew and others 2015
        ("england_headline", 17),
        ("mclellan_fractures", 18),  # McLellan and others 2011, abstract
        ("mclellan_hips", 11),
        ("mclellan_saving", 21_000),
        ("leal_men", 19_955),  # Leal and others 2017, Table 3
        ("leal_women", 20_421),
        ("ros_return", 3.26),
    ],
)
def test_a_figure_is_as_printed(name: str, figure: float):
    assert claim_named(name).figure == figure


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dh_return", 290_708 / 234_181),
        ("rcp_return", 2.1 / 0.64),
        ("goal_80_50_80", 100 * 0.8 * 0.5 * 0.8),
    ],
)
def test_a_derived_figure_follows_from_what_was_printed(name: str, value: float):
    claim = claim_named(name)
    assert claim.status == "derived"
    assert claim.figure == pytest.approx(value, abs=0.005)
    assert claim.transform.endswith(f"= {claim.figure:g}")


def test_what_is_from_memory_is_not_said_to_be_checked():
    assert [claim.name for claim in claims() if claim.checked_on is None] == ["pinedo_ratio"]
    assert claim_named("pinedo_ratio").status == "unverified"
    assert not claim_named("leal_men").price_year_read


def test_groups_hold_every_claim_once():
    assert sorted(c.name for c in claims_about("glasgow", "economics", "goal")) == sorted(c.name for c in claims())
    assert {c.measure for c in claims_about("glasgow")} == {"hips_change", "comparator"}


HEADLINE = "glasgow_headline,Glasgow: as often quoted,glasgow,"
RETURN = "ros_return,Campaign: return,economics,Pounds saved for each pound spent,3.26,saved_per_pound,England,all,5,"


@pytest.mark.parametrize(
    ("text", "old", "new", "parts"),
    [
        (HEADLINE, "glasgow,", "glasgows,", ["group: 'glasgows'", "one of glasgow, economics, goal"]),
        (HEADLINE, "Glasgow: as often quoted", "", ["label: a blank"]),
        (RETURN, "saved_per_pound", "saved", ["measure: 'saved'"]),
        (RETURN, "3.26", "3,26", ["cells where the header has"]),
        (RETURN, "3.26", "x", ["figure: 'x'"]),
        (RETURN, ",5,", ",51,", ["years: '51'", "from 1 to 50"]),
        (RETURN, ",5,", ",,", ["years: a blank"]),
        (RETURN, ",all,", ",everybody,", ["people: 'everybody'"]),
        ("page of the campaign,,published,2026-11-23,\"Of", "published", "sure", ["status: 'sure'"]),
        ("page of the campaign,,published,2026-11-23,\"Of", "page of the campaign", "", ["locator: a blank"]),
        ("page of the campaign,,published,2026-11-23,\"Of", "2026-11-23", "", ["checked_on: a blank"]),
        ("from memory\",,unverified,,", "unverified,,", "unverified,2026-11-23,", ["checked_on: '2026-11-23'"]),
        ("290,708 / 234,181 = 1.24", "290,708 / 234,181 = 1.24", "", ["transform: a blank", "derived"]),
        ("jones2024", "jones2024", "jones2042", ["against_source: 'jones2042'", "jones2024"]),
        ("treated;kept,flsdb2023", "treated;kept", "treated;kepd", ["levers: ", "'kepd' is not one"]),
        ("treated;kept,flsdb2023", "treated;kept", "", ["levers: a blank", "one or more"]),
    ],
)  # fmt: skip
def test_a_broken_claim_is_named(edit_data: Edit, refusal: Refusal, text: str, old: str, new: str, parts: list[str]):
    edit_data("claims.csv", text, text.replace(old, new, 1))
    message = refusal(claims)
    assert message.startswith("claims.csv, row ")
    assert [part for part in parts if part not in message] == [], message


def test_a_price_year_says_whether_it_was_read(edit_data: Edit, refusal: Refusal):
    men = (
        'Pounds for each QALY gained after a hip fracture, men",19955,pounds_per_qaly,England,hip_male,50,men with a'
    )
    edit_data(
        "claims.csv", f"{men} hip fracture,lifetime,nhs,2012/13,no", f"{men} hip fracture,lifetime,nhs,2012/13,"
    )
    assert "price_year_read: a blank" in refusal(claims)


def test_a_claim_stands_once(edit_data: Edit, refusal: Refusal):
    edit_data("claims.csv", "\nleal_men,", "\nleal_women,")
    assert "each row once" in refusal(claims)


def test_an_unknown_claim_is_refused_with_the_nearest(refusal: Refusal):
    assert "leal_men" in refusal(claim_named, "leal_man")


def test_a_reader_puts_in_a_return_of_their_own():
    own = return_claimed(1.5, 10)
    assert (own.figure, own.years, own.measure) == (1.5, 10, "saved_per_pound")


@pytest.mark.parametrize(
    ("pounds", "years"), [(0, 5), (-1, 5), (float("nan"), 5), ("two", 5), (2, 0), (2, 51), (2, 2.5)]
)
def test_a_return_that_nobody_can_claim_is_refused(pounds: float, years: float):
    with pytest.raises(EvidenceError, match="this page, claimed_"):
        return_claimed(pounds, years)
