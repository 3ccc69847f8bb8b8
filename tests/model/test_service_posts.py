"""A service in whole posts: who is hired, from when, and what the budget shows of it."""

from dataclasses import replace

import pytest

from flsguide.analysis.budget_impact import budget_impact, net_cost
from flsguide.analysis.cost_effectiveness import compared
from flsguide.evidence.case_file import Case, Subgroup, case_content, case_from
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import CHOICES, Choices
from flsguide.model.service_posts import SET_UP, STAFF, planned_posts, ramp, set_up_cost
from flsguide.model.strategies import pathway_table, strategy_outcomes

INPUTS = parameters()
TABLES = national_tables(INPUTS)
PEOPLE = (Subgroup(82.5, "female", "hip", 300), Subgroup(72.5, "male", "forearm", 700))
POSTS = Choices(staff="posts")


def with_values(**values: float) -> Parameters:
    rows = {name: replace(row, value=values.get(name, row.value)) for name, row in INPUTS.items()}
    return Parameters(rows)


def case(inputs: Parameters = INPUTS, choices: Choices = POSTS) -> Case:
    return base_case(inputs, TABLES, PEOPLE, choices=choices)


def test_the_team_is_worked_out_from_minutes() -> None:
    """1,000 people: 2,000 nurse hours, 1,000 of administration and 167 of consultants."""
    nurse, admin, consultant = planned_posts(INPUTS, 1000, POSTS)
    assert (nurse.needed, nurse.hired) == (pytest.approx(2000 / 1553), 2)
    assert (admin.needed, admin.hired) == (pytest.approx(1000 / 1553), 1)
    assert (consultant.needed, consultant.hired) == (pytest.approx(1000 / 6 / 168), 1)
    paid = sum(post.cost_a_year for post in (nurse, admin, consultant))
    assert paid == 2 * 64_545 + 38_424 + 16_498


@pytest.mark.parametrize("band", CHOICES["nurse_band"])
@pytest.mark.parametrize("basis", CHOICES["service_costs"])
def test_every_band_on_every_basis_has_its_cost_and_dearer_bases_cost_more(basis: str, band: str) -> None:
    posts = planned_posts(INPUTS, 776, Choices(service_costs=basis, nurse_band=band))  # type: ignore[arg-type]
    assert {post.role.basis for post in posts} == {basis}
    trust = planned_posts(INPUTS, 776, Choices(nurse_band=band))  # type: ignore[arg-type]
    assert all(post.cost_a_year >= cash.cost_a_year for post, cash in zip(posts, trust, strict=True))


def test_posts_are_paid_once_four_months_have_passed_while_people_enter_and_set_up_once() -> None:
    paid = case().fixed_costs["fls"]
    seen = INPUTS.number("p_identified_80_50_80") * 1000
    year = sum(post.cost_a_year for post in planned_posts(INPUTS, seen, POSTS))
    assert paid[STAFF] == pytest.approx((year * 8 / 12, *[year] * 4, *[0] * 5))
    assert paid[SET_UP] == (INPUTS.number("c_set_up"), *[0.0] * 9)


def test_the_budget_pays_posts_and_for_each_person_only_scans_and_tests() -> None:
    of = case()
    found = strategy_outcomes(of, pathway_table(of))
    seen = INPUTS.number("p_identified_80_50_80") * 1000
    tests = of.pathways["oral_seen"].at_entry["service_tests"]
    posts = map(sum, zip(*of.fixed_costs["fls"].values(), strict=True))
    expected = [post + share * seen * tests for post, share in zip(posts, (*of.ramp, *[0] * 5), strict=True)]
    assert budget_impact(of, found)["programme"]["cash"] == pytest.approx(expected)


def test_posts_with_overheads_are_capacity_and_setting_up_is_cash_all_the_same() -> None:
    of = case(choices=Choices(staff="posts", service_costs="full_economic"))
    found = budget_impact(of, strategy_outcomes(of, pathway_table(of)))["programme"]
    seen = INPUTS.number("p_identified_80_50_80") * 1000
    tests = of.pathways["oral_seen"].at_entry["service_tests"]
    once = (INPUTS.number("c_set_up"), *[0.0] * 9)
    assert found["capacity"] == pytest.approx(of.fixed_costs["fls"][STAFF])
    cash = [more + share * seen * tests for more, share in zip(once, (*of.ramp, *[0] * 5), strict=True)]
    assert found["cash"] == pytest.approx(cash)


def test_what_one_person_costs_and_gains_does_not_know_how_staff_are_hired() -> None:
    posts, each = case(), case(choices=Choices())
    table = {of: strategy_outcomes(c, pathway_table(c)) for of, c in (("posts", posts), ("each", each))}
    assert compared(posts, table["posts"]) == compared(each, table["each"])
    assert net_cost(posts, table["posts"]) == net_cost(each, table["each"])
    assert each.fixed_costs == {}


def test_draws_move_no_post() -> None:
    drawn = base_case(INPUTS, TABLES, PEOPLE, {"p_identified_80_50_80": 0.6}, POSTS)
    assert drawn.fixed_costs == case().fixed_costs


def test_a_case_with_posts_can_be_written_and_read() -> None:
    assert case_from(case_content(case())) == case()


def test_the_share_that_a_refusal_offers_is_itself_allowed() -> None:
    with pytest.raises(EvidenceError, match=r"at most 0\.66, the part of the year"):
        case(with_values(p_ramp_year_1=0.67))
    assert case(with_values(p_ramp_year_1=0.66)).ramp[0] == 0.66


def test_a_service_that_is_there_already_sees_its_people_from_the_first_day() -> None:
    late = with_values(n_recruitment_months=9.0)
    assert case(late, Choices(options=("usual", "today"), staff="posts")).ramp == (1.0,) * 5
    assert ramp(INPUTS, Choices(options=("today", "expanded")), 5) == (0.4, 0.8, 1, 1, 1), "it has to grow"


def test_nobody_is_seen_before_the_team_is_there() -> None:
    late = with_values(n_recruitment_months=9.0)
    with pytest.raises(EvidenceError, match=r"p_ramp_year_1: .*0.4.* at most 0.25, the part of the year"):
        case(late)
    assert ramp(late, Choices(), 5) == (0.4, 0.8, 1, 1, 1), "by the person there is no team to wait for"
    assert case(with_values(n_recruitment_months=9.0, p_ramp_year_1=0.25)).ramp[0] == 0.25


@pytest.mark.parametrize(
    ("option", "part"), [("usual", 0.0), ("today", 0.0), ("expanded", 0.0), ("fls", 1.0), ("hub", 1 / 3)]
)
def test_setting_up_is_paid_where_something_new_is_set_up(option: str, part: float) -> None:
    inputs = with_values(c_set_up=60_000.0, n_hub_services=3.0)
    assert set_up_cost(inputs, option) == pytest.approx(60_000 * part)
