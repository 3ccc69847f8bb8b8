"""One month of the model: nobody is made or lost, and each rule moves whom it should."""

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.evidence.vocabulary import STATES
from flsguide.model.cohort import (
    ALIVE,
    DEAD,
    STATUSES,
    Month,
    capped,
    drug_effect,
    imminent_risk,
    step,
    step_without_medicine,
    transition_matrix,
)

probability = st.floats(0, 1)
hazard = st.floats(0, 5)
months = st.builds(
    Month,
    survival=st.tuples(*[probability] * 8),
    hazard=st.tuples(*[hazard] * 3),
    on_ratio=st.tuples(*[st.floats(0, 2)] * 3),
    residual_ratio=st.tuples(*[st.floats(0, 2)] * 3),
    refracture_multiplier=st.floats(0, 50),
    care_home=st.floats(0, 11 / 12),
    stop=probability,
    keeps_effect=st.sampled_from([0, 1]),
    fade=probability,
)
QUIET = Month(
    survival=(1.0,) * 8, hazard=(0.0,) * 3, on_ratio=(1.0,) * 3, residual_ratio=(1.0,) * 3,
    refracture_multiplier=1.0, care_home=0.0, stop=0.0, keeps_effect=1, fade=0.0,
)  # fmt: skip


def at(state: str, status: str = "off") -> int:
    return STATUSES.index(status) * len(STATES) + STATES.index(state)


def everybody(state: str, status: str = "off") -> tuple[float, ...]:
    return tuple(1.0 if i == at(state, status) else 0.0 for i in range(ALIVE + 1))


def moved(month: Month, state: str, status: str = "off") -> dict[str, float]:
    """Where somebody is after a month, by state and medicine; what is nowhere is left out."""
    after, _ = step(everybody(state, status), month)
    names = [f"{s} {m}" for m, s in itertools.product(STATUSES, STATES)] + ["dead"]
    return {name: value for name, value in zip(names, after, strict=True) if value}


@given(months, st.lists(st.floats(0, 1), min_size=25, max_size=25))
def test_nobody_is_made_or_lost_and_no_occupancy_is_negative(month: Month, start: list[float]) -> None:
    after, events = step(tuple(start), month)
    assert sum(after) == pytest.approx(sum(start), abs=1e-12)
    assert min(after) >= 0
    assert min(events) >= 0
    assert after[DEAD] - start[DEAD] == pytest.approx(events[3], abs=1e-12)


@given(months)
def test_the_matrix_of_a_month_has_rows_that_sum_to_1_and_the_dead_stay_dead(month: Month) -> None:
    rows = transition_matrix(month)
    assert len(rows) == ALIVE + 1
    assert all(math.isclose(sum(row), 1, abs_tol=1e-12) for row in rows)
    assert rows[DEAD] == tuple(float(i == DEAD) for i in range(ALIVE + 1))


@given(months, st.lists(st.floats(0, 1), min_size=25, max_size=25))
def test_people_times_the_matrix_are_the_people_a_month_later(month: Month, start: list[float]) -> None:
    rows = transition_matrix(month)
    by_matrix = [math.fsum(n * row[to] for n, row in zip(start, rows, strict=True)) for to in range(ALIVE + 1)]
    assert by_matrix == pytest.approx(step(tuple(start), month)[0], abs=1e-12)


@given(months, st.lists(st.floats(0, 1), min_size=9, max_size=9))
def test_without_medicine_the_short_step_is_the_long_one(month: Month, start: list[float]) -> None:
    short, events = step_without_medicine(tuple(start), month)
    long, all_events = step((*start[:8], *[0.0] * 16, start[8]), month)
    assert short == pytest.approx((*long[:8], long[DEAD]), abs=1e-15)
    assert events == pytest.approx(all_events, abs=1e-15)
    assert long[8:DEAD] == (0.0,) * 16


def test_a_quiet_month_moves_people_on_by_a_twelfth() -> None:
    assert moved(QUIET, "index") == {"index off": 1}
    for first, later in (("hip1", "hip2"), ("vert1", "vert2"), ("other1", "other2")):
        assert moved(QUIET, first) == pytest.approx({f"{first} off": 11 / 12, f"{later} off": 1 / 12})
        assert moved(QUIET, later) == {f"{later} off": 1}
    month = QUIET._replace(care_home=0.25)
    assert moved(month, "hip1") == pytest.approx(
        {"hip1 off": 1 - 0.25 - 1 / 12, "hip2 off": 1 / 12, "care off": 0.25}
    )


@pytest.mark.parametrize(
    ("state", "kind", "where"),
    [
        ("index", "hip", "hip1"), ("index", "vert", "vert1"), ("index", "other", "other1"),
        ("other2", "hip", "hip1"), ("other2", "vert", "vert1"), ("other2", "other", "other1"),
        ("vert2", "hip", "hip1"), ("vert2", "vert", "vert1"), ("vert2", "other", "vert2"),
        ("hip2", "hip", "hip1"), ("hip2", "vert", "hip2"), ("hip2", "other", "hip2"),
        ("care", "hip", "care"), ("care", "vert", "care"), ("care", "other", "care"),
    ],
)  # fmt: skip
def test_a_fracture_at_least_as_severe_moves_and_a_lesser_one_only_counts(state: str, kind: str, where: str) -> None:
    hazards = {"hip": (30.0, 0, 0), "vert": (0, 30.0, 0), "other": (0, 0, 30.0)}
    month = QUIET._replace(hazard=hazards[kind])
    after, events = step(everybody(state), month)
    assert after[at(where)] == pytest.approx(1, abs=1e-12)
    counted = "hip" if state == "care" else kind  # in a care home every fracture counts as hip
    assert events == pytest.approx([float(counted == k) for k in ("hip", "vert", "other")] + [0.0], abs=1e-12)


def test_who_enters_a_state_in_a_month_does_not_move_on_in_it() -> None:
    month = QUIET._replace(hazard=(30.0, 0.0, 0.0), care_home=0.5)
    assert moved(month, "hip1")["hip1 off"] == pytest.approx(1, abs=1e-12)


def test_death_comes_first_so_the_dead_break_no_bones() -> None:
    month = QUIET._replace(survival=(0.0,) * 8, hazard=(1.0, 1.0, 1.0))
    after, events = step(everybody("index"), month)
    assert after[DEAD] == 1
    assert events == (0, 0, 0, 1)


def test_the_risk_after_a_further_fracture_is_multiplied_and_never_above_1() -> None:
    month = QUIET._replace(hazard=(0.0, 0.0, 0.1), refracture_multiplier=3.0)
    first = 1 - math.exp(-0.1)
    assert step(everybody("index"), month)[1][2] == pytest.approx(first)
    assert step(everybody("other2"), month)[1][2] == pytest.approx(3 * first)
    assert step(everybody("care"), month)[1][0] == pytest.approx(3 * first)
    assert step(everybody("other2"), month._replace(refracture_multiplier=50.0))[1][2] == 1


def test_medicine_works_while_taken_and_some_of_it_after() -> None:
    month = QUIET._replace(
        hazard=(0.1, 0, 0), on_ratio=(0.5, 1, 1), residual_ratio=(0.75, 1, 1), stop=0.2, fade=0.1
    )  # fmt: skip
    for status, ratio in (("off", 1), ("on", 0.5), ("residual", 0.75)):
        assert step(everybody("index", status), month)[1][0] == pytest.approx(1 - math.exp(-0.1 * ratio))
    still = month._replace(hazard=(0.0, 0.0, 0.0))
    assert moved(still, "index", "on") == pytest.approx({"index on": 0.8, "index residual": 0.2})
    assert moved(still, "index", "residual") == pytest.approx({"index residual": 0.9, "index off": 0.1})
    assert moved(still._replace(keeps_effect=0), "index", "on") == pytest.approx({"index on": 0.8, "index off": 0.2})


def test_a_probability_is_capped_at_1_whatever_the_multiplier() -> None:
    assert [capped(x) for x in (0.0, 0.3, 1.0, 1.5, 1e300)] == [0.0, 0.3, 1.0, 1.0, 1.0]


def test_imminent_risk_is_highest_at_once_and_fades() -> None:
    assert imminent_risk(0, 2.0, 1.5, 20) == 5
    assert imminent_risk(20, 2.0, 1.5, 20) == pytest.approx(2 * (1 + 1.5 / math.e))
    assert imminent_risk(10_000, 2.0, 1.5, 20) == pytest.approx(2)


@pytest.mark.parametrize(
    ("cycle", "delay", "onset", "share"),
    [
        (0, 0, 0, 1), (2, 3, 0, 0), (3, 3, 0, 1), (3, 3.2, 0, 0), (2, 3, 9, 0), (3, 3, 9, 0.5 / 9),
        (11, 3, 9, 8.5 / 9), (12, 3, 9, 1), (500, 3, 9, 1), (5, 5.5, 2, 0),
    ],
)  # fmt: skip
def test_an_effect_begins_after_the_delay_and_grows_in_a_line(
    cycle: int, delay: float, onset: float, share: float
) -> None:
    assert drug_effect(cycle, delay, onset) == pytest.approx(share)
    in_arrays = drug_effect(cycle, np.array([delay, delay]), np.array([onset, onset]))
    assert in_arrays == pytest.approx([share, share])


@given(st.lists(months, min_size=3, max_size=3), st.lists(st.floats(0, 1), min_size=25, max_size=25))
def test_floats_and_arrays_agree(draws: list[Month], start: list[float]) -> None:
    together = Month(*[_together(field) for field in zip(*draws, strict=True)])
    after, events = step(tuple(np.full(3, x) for x in start), together)
    for i, month in enumerate(draws):
        one_by_one, happened = step(tuple(start), month)
        assert [x[i] for x in after] == pytest.approx(one_by_one, abs=1e-12)
        assert [x[i] for x in events] == pytest.approx(happened, abs=1e-12)


def _together(field: tuple[Any, ...]) -> Any:
    """One field of several months as arrays, an element for each."""
    if isinstance(field[0], tuple):
        return tuple(np.array(values) for values in zip(*field, strict=True))
    return np.array(field)
