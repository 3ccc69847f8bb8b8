"""Teams of several sizes: worked out by hand, and which way each number moves them."""

from dataclasses import replace

import pytest

from flsguide.analysis.sensitivity import one_way
from flsguide.evidence.errors import EvidenceError, MissingRowError
from flsguide.evidence.incidence import incidence
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.evidence.places import place_of
from flsguide.evidence.ranges import Range
from flsguide.model.base_case import people_entering
from flsguide.model.base_strategies import CHOICES, Choices
from flsguide.model.local_caseload import local_caseload
from flsguide.model.team_sizes import (
    MINUTES,
    Basis,
    at_minutes,
    cost_answer,
    doubts,
    people_planned,
    team,
    ways,
    whole_posts_each,
    with_room,
)

INPUTS = parameters()
PLAIN = Choices()


def changed(**values: float) -> Parameters:
    return Parameters(INPUTS.rows | {name: replace(INPUTS[name], value=value) for name, value in values.items()})


def test_a_team_by_hand() -> None:
    """1,263 people: 2,526 nurse hours of 1,553 a post; half that for co-ordinators; 210.5 of 168 a session."""
    found = team(INPUTS, 1263, PLAIN)
    assert [post.needed for post in found.posts] == pytest.approx([2526 / 1553, 1263 / 1553, 210.5 / 168])
    assert [post.hired for post in found.posts] == [2, 1, 1.5]
    year = 2 * 64_545 + 38_424 + 1.5 * 16_498
    assert found.cost_a_year == year == 192_261
    assert found.cost_each == pytest.approx(year / 1263)
    assert found.by_year == pytest.approx((year * 8 / 12 + 61_000, *[year] * 4))


def test_a_shared_team_is_that_of_all_and_each_pays_its_part() -> None:
    """Three times 1,263 people: 4.88 nurses, 2.44 co-ordinators and 3.76 sessions, rounded up, by three."""
    found = team(INPUTS, 1263, PLAIN, "hub")
    assert [post.hired for post in found.posts] == [5, 3, 4]
    assert found.cost_a_year == pytest.approx((5 * 64_545 + 3 * 38_424 + 4 * 16_498) / 3)
    assert found.by_year[1] == pytest.approx(found.cost_a_year)
    assert (found.people, found.shared_by) == (1263, 3)


@pytest.mark.parametrize("sharing", [1.0, 2.0, 5.0])
def test_a_shared_team_never_costs_a_hospital_more(sharing: float) -> None:
    inputs = changed(n_hub_services=sharing)
    for people in range(0, 3000, 130):
        alone, shared = (team(inputs, people, PLAIN, whom).cost_a_year for whom in ("fls", "hub"))
        assert shared <= alone + 1e-6
        assert shared == pytest.approx(alone) or sharing > 1


def test_more_people_and_more_minutes_never_take_fewer_posts() -> None:
    sizes = [team(INPUTS, people, PLAIN) for people in range(0, 4000, 97)]
    ends = [team(at_minutes(INPUTS, end), 1263, PLAIN) for end in ("low", "value", "high")]  # type: ignore[arg-type]
    for some in (sizes, ends):
        for of_role in zip(*(found.posts for found in some), strict=True):
            assert [post.hired for post in of_role] == sorted(post.hired for post in of_role)
            assert all(post.needed <= post.hired < post.needed + post.role.step for post in of_role)
        assert [found.cost_a_year for found in some] == sorted(found.cost_a_year for found in some)


def test_nobody_needs_no_post_and_pays_only_for_setting_up() -> None:
    found = team(INPUTS, 0, PLAIN)
    assert (found.cost_a_year, found.cost_each, found.by_year) == (0, 0, (61_000, 0, 0, 0, 0))


@pytest.mark.parametrize("basis", CHOICES["service_costs"])
def test_a_basis_changes_what_is_paid_and_no_post(basis: str) -> None:
    found = team(INPUTS, 1263, Choices(service_costs=basis))  # type: ignore[arg-type]
    assert [post.hired for post in found.posts] == [2, 1, 1.5]
    assert {post.role.basis for post in found.posts} == {basis}


@pytest.mark.parametrize(
    ("basis", "year"),
    [
        ("trust_cash", 2 * 64_545 + 38_424 + 1.5 * 16_498),
        ("full_employer", 2 * 69_270 + 41_260 + 1.5 * 17_697),
        ("full_economic", 2 * 118_845 + 66_748 + 1.5 * 24_656),
    ],
)
def test_whole_posts_cost_each_person_more_than_minutes_alone(basis: Basis, year: float) -> None:
    each = whole_posts_each(INPUTS, 1263, basis)
    assert each == pytest.approx(year / 1263)
    assert each > INPUTS.number(f"c_service_staff_person_{basis}")
    assert whole_posts_each(INPUTS, 0, basis) == 0


def test_minutes_go_to_the_ends_of_their_rows_and_a_services_own_stay() -> None:
    assert [at_minutes(INPUTS, "low").number(name) for name in MINUTES] == [75, 30, 5]
    assert [at_minutes(INPUTS, "high").number(name) for name in MINUTES] == [180, 90, 15]
    own = with_values(INPUTS, {"n_nurse_minutes_person": 95}, "our clinic", 2025)
    assert at_minutes(own, "high").number("n_nurse_minutes_person") == 95
    assert team(own, 1263, PLAIN).posts[0].needed == pytest.approx(1263 * 95 / 60 / 1553)


def test_room_adds_to_the_need_of_every_role_alike() -> None:
    plain, roomy = team(INPUTS, 1263, PLAIN), team(with_room(INPUTS), 1263, PLAIN)
    assert [b.needed / a.needed for a, b in zip(plain.posts, roomy.posts, strict=True)] == pytest.approx([1.15] * 3)


def test_the_people_planned_are_those_who_enter_the_model() -> None:
    inputs = with_values(
        INPUTS, {"n_residents": 340_000, "n_hip_fractures_60_plus": 440}, "artificial: Northmoor", 2024
    )
    load = local_caseload(place_of(inputs, None, "Northmoor"), incidence(), 2026, inputs)
    entering = people_entering(load.counts, inputs.number("p_eligible_other"), inputs.number("p_people_per_fracture"))
    planned = people_planned(load, inputs)
    assert planned["everybody"].value == pytest.approx(sum(group.n for group in entering))
    assert planned["fls"].value == pytest.approx(0.8 * planned["everybody"].value)
    assert planned["hip_only"].value == pytest.approx(0.8 * sum(g.n for g in entering if g.site == "hip"))
    found = ways(inputs, planned, PLAIN)
    assert found["hip_only"].cost_a_year < found["fls"].cost_a_year <= found["everybody"].cost_a_year
    assert found["hip_only"].cost_each > found["fls"].cost_each, "whole posts for few people"


def test_the_doubts_start_from_the_plan_and_the_cost_at_their_ends_is_a_teams() -> None:
    people = Range(1263, 1107, 1448)
    given, answer = doubts(INPUTS, people), cost_answer(INPUTS, PLAIN)
    assert answer({name: each.value for name, each in given.items()}) == team(INPUTS, 1263, PLAIN).cost_a_year
    swings = {swing.name: swing for swing in one_way(answer, given)}
    high = changed(n_nurse_minutes_person=180.0)
    assert swings["n_nurse_minutes_person"].answer_at_high == team(high, 1263, PLAIN).cost_a_year
    assert swings["people"].answer_at_high == team(INPUTS, 1448, PLAIN).cost_a_year
    roomiest = changed(**{name: 1.3 * INPUTS.number(name) for name in MINUTES})
    assert swings["rr_staff_room"].answer_at_high == pytest.approx(team(roomiest, 1263, PLAIN).cost_a_year)


@pytest.mark.parametrize("people", [-1.0, float("nan"), float("inf")])
def test_people_that_cannot_be_are_refused_in_one_line(people: float) -> None:
    with pytest.raises(EvidenceError, match="staffing, people") as refused:
        team(INPUTS, people, PLAIN)
    assert "\n" not in str(refused.value)


def test_a_band_that_is_none_names_its_row() -> None:
    with pytest.raises(MissingRowError, match="c_staff_band_9_trust_cash"):
        team(INPUTS, 1263, Choices(nurse_band="9"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"n_nurse_minutes_person": 0}, "n_nurse_minutes_person"),
        ({"n_hub_services": 0}, "n_hub_services"),
        ({"n_nurse_hours_year": 1400}, "this figure stays national"),
        ({"rr_staff_room": 1.2}, "this figure stays national"),
    ],
)
def test_numbers_of_a_service_that_cannot_be_are_refused_in_one_line(values: dict[str, float], said: str) -> None:
    with pytest.raises(EvidenceError, match=said) as refused:
        with_values(INPUTS, values, "ours", 2025)
    assert "\n" not in str(refused.value)
