"""Whole posts, the months before somebody starts, and set-up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import parameters
from flsguide.model.staffing import BASES, Role, fixed_costs, in_post, posts_for, role

NURSE = Role("nurse", minutes_each=120, hours_a_year=1552, cost_a_year=52_271)
SESSIONS = Role("consultant", minutes_each=10, hours_a_year=1500, cost_a_year=165_000, step=0.1)


@pytest.mark.parametrize(
    ("people", "needed", "hired"),
    [(0, 0, 0), (1, 1 / 776, 1), (776, 1, 1), (777, 777 / 776, 2), (1552, 2, 2), (1600, 1600 / 776, 3)],
)
def test_part_of_a_post_cannot_be_hired(people: float, needed: float, hired: float) -> None:
    post = posts_for(people, NURSE)
    assert post.needed == pytest.approx(needed)
    assert post.hired == hired
    assert post.cost_a_year == hired * 52_271


def test_consultant_time_is_hired_by_the_session() -> None:
    post = posts_for(1000, SESSIONS)
    assert post.needed == pytest.approx(0.1111, abs=1e-4)
    assert post.hired == pytest.approx(0.2)


@given(st.floats(0, 20_000), st.floats(0, 20_000))
def test_more_people_never_need_fewer_posts_and_no_post_is_short_of_hours(one: float, two: float) -> None:
    fewer, more = (posts_for(n, NURSE) for n in sorted((one, two)))
    assert fewer.hired <= more.hired
    for post in (fewer, more):
        assert post.needed <= post.hired + 1e-6
        assert post.hired - post.needed < 1
        assert 0 <= post.spare <= 1 or post.needed > post.hired


def test_a_post_is_paid_from_the_day_somebody_starts() -> None:
    posts = [posts_for(776, NURSE), posts_for(0, SESSIONS)]
    assert fixed_costs(posts, 3, 0) == (52_271, 52_271, 52_271)
    assert fixed_costs(posts, 3, 3) == pytest.approx((52_271 * 0.75, 52_271, 52_271))
    assert fixed_costs(posts, 3, 15) == pytest.approx((0, 52_271 * 0.75, 52_271))


def test_no_post_is_paid_once_nobody_enters_any_more() -> None:
    posts = [posts_for(776, NURSE)]
    assert fixed_costs(posts, 4, 6, open_years=2) == pytest.approx((52_271 / 2, 52_271, 0, 0))
    assert fixed_costs(posts, 2, 6, open_years=2) == fixed_costs(posts, 2, 6)


def test_a_post_is_filled_from_the_month_when_recruitment_ends() -> None:
    assert in_post(3, 0) == (1, 1, 1)
    assert in_post(3, 12) == (0, 1, 1)
    assert in_post(2, 3) == (0.75, 1)


@pytest.mark.parametrize(
    ("people", "role", "field"),
    [
        (-1, NURSE, "people"),
        (float("nan"), NURSE, "people"),
        (1, Role("nurse", -1, 1552, 1), "nurse, minutes_each"),
        (1, Role("nurse", 1, 0, 1), "nurse, hours_a_year"),
        (1, Role("nurse", 1, 1552, float("inf")), "nurse, cost_a_year"),
        (1, Role("nurse", 1, 1552, 1, step=0), "nurse, step"),
    ],
)
def test_a_number_that_cannot_be_is_refused(people: float, role: Role, field: str) -> None:
    with pytest.raises(EvidenceError, match=f"staffing, {field}: "):
        posts_for(people, role)


def test_months_and_shares_that_cannot_be_are_refused() -> None:
    with pytest.raises(EvidenceError, match="recruitment_months"):
        fixed_costs([], 3, -1)
    with pytest.raises(EvidenceError, match="years"):
        fixed_costs([], 0, 1)


def test_a_band_has_its_cost_on_each_basis_and_costs_more_with_more_in_it() -> None:
    inputs = parameters()
    costs = [role(inputs, "nurse", "6", basis, 120).cost_a_year for basis in BASES]
    assert costs == sorted(costs)
    assert costs[0] == inputs.number("c_staff_band_6_trust_cash")
    people = 60 / 120 * inputs.number("n_nurse_hours_year")
    assert posts_for(people, role(inputs, "nurse", "6", "trust_cash", 120)).hired == 1


def test_posts_on_two_cost_bases_are_not_added_up() -> None:
    posts = [
        posts_for(100, role(parameters(), "nurse", "6", basis, 120)) for basis in ("trust_cash", "full_economic")
    ]
    with pytest.raises(
        EvidenceError, match="full_economic and trust_cash' is not allowed; give posts on one cost basis"
    ):
        fixed_costs(posts, 3, 0)


@pytest.mark.parametrize(
    ("band", "basis", "said"), [("6", "marginal", "one of trust_cash"), ("9", "trust_cash", "c_staff_band_9")]
)
def test_a_band_or_basis_that_is_none_is_refused(band: str, basis: str, said: str) -> None:
    with pytest.raises(EvidenceError, match=said):
        role(parameters(), "nurse", band, basis, 120)
