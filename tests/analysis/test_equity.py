"""Who gains: parts of a whole that sum to it, and no small cell, nor one that can be worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.analysis.cost_effectiveness import compared
from flsguide.analysis.equity import AGE_BANDS, Group, gains_by_group, shares, without_small_counts
from flsguide.analysis.national_table import national_cohort
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.vocabulary import KINDS
from flsguide.model.base_case import base_case
from flsguide.model.strategies import pathway_table, strategy_outcomes

INPUTS = parameters()
COHORT = national_cohort(INPUTS, 2026)[::3]
CASE = base_case(INPUTS, national_tables(INPUTS), COHORT)
GROUPS = gains_by_group(CASE)
SMALL = 7


def test_bands_cover_every_age_of_the_model_once() -> None:
    ages = [age for low, high in AGE_BANDS for age in range(low, high + 1)]
    assert ages == list(range(50, 100))


def test_groups_sum_to_everybody_and_to_all_that_the_case_gains() -> None:
    outcomes = strategy_outcomes(CASE, pathway_table(CASE))
    fewer = sum(sum(outcomes["usual"][kind]) - sum(outcomes["fls"][kind]) for kind in KINDS)
    assert sum(g.people for g in GROUPS) == pytest.approx(sum(row.n for row in COHORT))
    assert sum(g.qalys_gained for g in GROUPS) == pytest.approx(compared(CASE, outcomes).incremental_qalys)
    assert sum(g.fractures_avoided for g in GROUPS) == pytest.approx(fewer)
    assert [(g.sex, g.age_low) for g in GROUPS] == [(sex, low) for sex in ("female", "male") for low, _ in AGE_BANDS]


def test_one_group_alone_gains_what_a_case_of_its_people_gains() -> None:
    """By a run of those people alone."""
    men = tuple(row for row in COHORT if row.sex == "male" and row.age >= 85)
    case = base_case(INPUTS, national_tables(INPUTS), men)
    alone = compared(case, strategy_outcomes(case, pathway_table(case)))
    assert GROUPS[-1].qalys_gained == pytest.approx(alone.incremental_qalys)


def test_parts_sum_to_1() -> None:
    found = shares(GROUPS)
    assert sum(s.people for s in found) == pytest.approx(1)
    assert sum(s.qalys_gained or 0 for s in found) == pytest.approx(1)
    assert sum(s.fractures_avoided or 0 for s in found) == pytest.approx(1)


def test_there_are_no_parts_of_nothing() -> None:
    (found,) = shares([Group("female", 50, 99, 10.0, 0.0, -1.0)])
    assert (found.people, found.qalys_gained, found.fractures_avoided) == (1, None, None)


counts = st.lists(st.floats(0, 40) | st.integers(0, 9), min_size=8, max_size=8)


@given(counts)
def test_no_cell_is_small_nobody_is_lost_and_no_cell_can_be_taken_from_a_total(people: list[float]) -> None:
    ages = [(sex, low, high) for sex in ("female", "male") for low, high in AGE_BANDS]
    before = [Group(*at, n, n / 10, n / 5) for at, n in zip(ages, people, strict=True)]
    after = without_small_counts(before, SMALL)
    assert all(not 0 < g.people < SMALL + 1 for g in after)
    if not after:
        assert 0 < sum(people) < SMALL + 1
        return
    assert sum(g.people for g in after) == pytest.approx(sum(people))
    assert sum(g.qalys_gained for g in after) == pytest.approx(sum(people) / 10)
    by_sex = {
        sex: sum(n for (s, _, _), n in zip(ages, people, strict=True) if s == sex) for sex in ("female", "male")
    }
    if any(0 < n < SMALL + 1 for n in by_sex.values()):
        assert {g.sex for g in after} == {None}, "the other sex could be taken from the total"
    covered = [age for g in after for age in range(g.age_low, g.age_high + 1)]
    assert sorted(covered) == sorted(list(range(50, 100)) * len({g.sex for g in after}))


def test_large_groups_stay_as_they_are() -> None:
    assert without_small_counts(GROUPS, SMALL) == GROUPS


def test_a_small_service_is_told_in_wider_bands_or_not_at_all() -> None:
    few = [Group(sex, low, high, 5, 1, 1) for sex in ("female", "male") for low, high in AGE_BANDS]
    assert [(g.sex, g.age_low, g.age_high, g.people) for g in without_small_counts(few, SMALL)] == [
        ("female", 50, 74, 10), ("female", 75, 99, 10), ("male", 50, 74, 10), ("male", 75, 99, 10),
    ]  # fmt: skip
    assert without_small_counts(few[:1], SMALL) == ()


def test_nobody_and_a_limit_below_nothing_are_refused() -> None:
    with pytest.raises(EvidenceError, match="people: 0 is not allowed"):
        gains_by_group(base_case(INPUTS, national_tables(INPUTS), ()))
    with pytest.raises(EvidenceError, match="groups: 0 is not allowed"):
        shares([])
    with pytest.raises(EvidenceError, match="largest_small: -1 is not allowed"):
        without_small_counts(GROUPS, -1)
