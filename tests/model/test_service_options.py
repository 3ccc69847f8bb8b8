"""The ways to run a service: whom each sees and treats, and what each team costs a budget."""

import math

import pytest

from flsguide.analysis.cost_effectiveness import compared
from flsguide.analysis.national_table import national_cohort
from flsguide.evidence.case_file import Case
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.vocabulary import SITES
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.service_options import OPTIONS, reach, strategies
from flsguide.model.service_posts import STAFF, planned_posts
from flsguide.model.strategies import pathway_table, strategy_outcomes

INPUTS = parameters()
TABLES = national_tables(INPUTS)
COHORT = national_cohort(INPUTS, 2026)
PEOPLE = sum(row.n for row in COHORT)
SHARES = strategies(tuple(OPTIONS), INPUTS, INPUTS.number)


def case(*options: str, **choices: object) -> Case:
    return base_case(INPUTS, TABLES, COHORT, choices=Choices(options=options, **choices))  # type: ignore[arg-type]


def of_all(option: str, wanted: str) -> float:
    """Share of England's people whose pathway is treated, or seen."""
    return math.fsum(
        row.n / PEOPLE * share
        for row in COHORT
        for name, share in SHARES[option][row.site].items()
        if (not name.startswith("untreated") if wanted == "treated" else name.endswith("_seen"))
    )


@pytest.mark.parametrize("option", OPTIONS)
def test_shares_of_each_site_are_shares_and_sum_to_1(option: str) -> None:
    for by_site in SHARES[option].values():
        assert sum(by_site.values()) == pytest.approx(1, abs=1e-12)
        assert all(0 <= share <= 1 for share in by_site.values())


def test_who_is_seen_and_treated_by_each_option() -> None:
    """Usual care, and of those seen by a service, as in Wu et al. 2018; today's as in the audit: 0.485 x 0.354."""
    hips = sum(row.n for row in COHORT if row.site == "hip") / PEOPLE
    seen = {"usual": 0, "hip_only": 0.8 * hips, "fls": 0.8, "hub": 0.8, "today": 0.24, "expanded": 0.8}
    assert {o: of_all(o, "seen") for o in OPTIONS} == pytest.approx(seen, abs=1e-9)
    audited, whole = 0.485 * 0.354, 0.8 * 0.38 + 0.2 * 0.172
    treated = {
        "usual": 0.172, "fls": whole, "hub": whole,
        "today": 0.24 * audited + 0.76 * 0.172, "expanded": 0.8 * audited + 0.2 * 0.172,
    }  # fmt: skip
    assert {o: of_all(o, "treated") for o in treated} == pytest.approx(treated, abs=0.001)
    assert 0.172 < of_all("hip_only", "treated") < whole


@pytest.mark.parametrize("option", OPTIONS)
def test_one_rule_for_all_whoever_is_not_seen_goes_on_as_in_usual_care(option: str) -> None:
    for site, shares in SHARES[option].items():
        unseen = {name: share for name, share in shares.items() if not name.endswith("_seen")}
        part = sum(unseen.values())
        assert unseen == pytest.approx(
            {name: part * share for name, share in SHARES["usual"][site].items()}, abs=1e-12
        )


def test_the_other_reading_of_the_studies_is_inside_the_range_of_the_row() -> None:
    """If 38 in 100 were of all people, and the fifth who are missed had usual care, 43.2 in 100 seen would start."""
    row = INPUTS["p_treated_fls"]
    of_seen = (0.38 - 0.2 * 0.172) / 0.8
    assert of_seen == pytest.approx(0.432, abs=0.0005)
    assert "0.432" in row.note
    assert row.low is not None
    assert row.high is not None
    assert row.low < of_seen < row.high


def test_a_service_for_hips_leaves_everybody_else_as_they_are_without_one() -> None:
    for site in SITES:
        same_as = "fls" if site == "hip" else "usual"
        treated = {name: share for name, share in SHARES["hip_only"][site].items() if share > 0}
        assert treated == {name: share for name, share in SHARES[same_as][site].items() if share > 0}


def test_what_is_compared_is_the_first_two_and_all_can_be_ranked() -> None:
    of = case("today", "expanded", "usual")
    assert of.compare == ("today", "expanded")
    found = strategy_outcomes(of, pathway_table(of))
    assert set(compared(of, found).cost) == {"today", "expanded", "usual"}


@pytest.mark.parametrize("options", [(), ("fls",), ("fls", "fls"), ("usual", "clinic")])
def test_fewer_than_two_options_one_twice_or_one_that_is_none_are_refused(options: tuple[str, ...]) -> None:
    with pytest.raises(EvidenceError, match=r"options: .* is not allowed|option: 'clinic' is not allowed"):
        case(*options)


def test_a_place_without_a_service_has_no_team_and_hips_alone_need_a_smaller_one() -> None:
    paid = case("usual", "hip_only", "fls", staff="posts").fixed_costs
    assert "usual" not in paid
    assert paid["hip_only"][STAFF][1] < paid["fls"][STAFF][1]


def test_a_shared_team_costs_each_hospital_its_part_of_one_team_and_of_setting_up() -> None:
    paid = case("usual", "fls", "hub", staff="posts").fixed_costs
    services = INPUTS.number("n_hub_services")
    seen = reach("hub", INPUTS, INPUTS.number).seen
    assert seen is not None
    team = planned_posts(INPUTS, services * seen["hip"] * PEOPLE, Choices())
    assert paid["hub"][STAFF][1] == pytest.approx(sum(post.cost_a_year for post in team) / services)
    assert paid["hub"][STAFF][1] <= paid["fls"][STAFF][1] + 1e-6
    assert paid["hub"][STAFF][0] < paid["fls"][STAFF][0]


def test_todays_team_is_paid_from_the_first_day_and_what_is_added_once_it_is_found() -> None:
    paid = case("today", "expanded", staff="posts").fixed_costs
    today = paid["today"][STAFF]
    assert today[0] == today[1] > 0
    added = [more - less for more, less in zip(paid["expanded"][STAFF], today, strict=True)]
    lag = INPUTS.number("n_recruitment_months")
    assert added[0] == pytest.approx(added[1] * (12 - lag) / 12)
    assert case("usual", "expanded", staff="posts").fixed_costs["expanded"] == paid["expanded"]


def test_seeing_more_people_as_the_audit_found_services_treat_them_changes_little() -> None:
    """Of those seen 17 in 100 start by 16 weeks, and so do 17 in 100 without a service: two ways of counting."""
    assert of_all("expanded", "treated") == pytest.approx(of_all("today", "treated"), abs=0.002)
