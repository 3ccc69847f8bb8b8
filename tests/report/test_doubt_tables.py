"""Two numbers at once and the cross-check, as a reader sees them."""

from dataclasses import replace
from itertools import pairwise

import pytest

from flsguide.analysis.cross_check import cross_checks
from flsguide.analysis.tornado import Grid
from flsguide.evidence.ranges import Range
from flsguide.evidence.refracture_studies import refracture_studies
from flsguide.report.doubt_tables import STAFF, TREATED, cross_check_table, grid_table, round_steps, staff_and_treated
from report.doubt_case import ANSWERS, BY_BASIS, INPUTS, THRESHOLD

DRAWS = next(iter(BY_BASIS.values()))


def test_a_mark_stands_where_a_service_is_worth_its_cost_and_nowhere_else() -> None:
    grid = Grid((STAFF, TREATED), (50.0, 150.0), (0.3, 0.6), ((20.0, -60.4), (0.6, 0.0)))
    shown = [[str(getattr(cell, "text", cell)) for cell in row] for row in grid_table(grid, INPUTS, THRESHOLD).rows]
    assert shown == [["50", "20\u00a0✓", "\u221260"], ["150", "1\u00a0✓", "0"]]


def test_the_grid_covers_what_both_bases_of_cost_may_be() -> None:
    grid = staff_and_treated(next(iter(ANSWERS.values())), INPUTS)
    assert grid.names == (STAFF, TREATED)
    for basis in ("trust_cash", "full_economic"):
        assert min(grid.rows) < INPUTS.number(f"c_service_staff_person_{basis}") < max(grid.rows)
    assert min(grid.columns) <= INPUTS.number(TREATED) <= max(grid.columns)
    assert len(grid.rows) <= 7
    assert len(grid.columns) <= 5, "a phone shows five at most"


@pytest.mark.parametrize(("low", "high", "most"), [(0.25, 0.69, 9), (49, 355, 7), (0, 1, 5), (3, 4.2, 4)])
def test_steps_are_round_within_the_ends_and_not_too_many(low: float, high: float, most: int) -> None:
    steps = round_steps(low, high, most)
    assert 2 <= len(steps) <= most
    assert low <= steps[0] < steps[-1] <= high
    apart = {round(b - a, 9) for a, b in pairwise(steps)}
    assert len(apart) == 1


def test_each_study_stands_beside_ours_and_the_two_are_not_multiplied() -> None:
    checks = cross_checks(DRAWS, "usual", "fls", refracture_studies())
    shown = cross_check_table(checks, 0.21)
    assert len(shown.rows) == len(checks)
    first = tuple(map(str, shown.rows[0]))
    assert first[1] == "67 (47 to 95)"
    assert first[2] == "3 years"
    assert f"{100 * checks[0].ours[0].mean:.0f} (" in first[3]
    assert "never multiplied together" in shown.note
    assert "21 more of each 100" in shown.note
    assert "79 of 100 would still happen" in shown.note


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.4, 0.5, "outside its interval, and the study's is the larger fall"),
        (0.5, 1.0, "within its interval, and the study's is the larger fall"),
        (1.4, 1.6, "outside its interval, and ours is the larger fall"),
    ],
)
def test_the_sentence_says_whether_ours_lies_within_the_interval_and_whose_fall_is_larger(
    low: float, high: float, said: str
) -> None:
    middle = (low + high) / 2
    study = replace(refracture_studies()[0], ratio=middle, interval=Range(middle, low, high))
    note = cross_check_table(cross_checks(DRAWS, "usual", "fls", [study]), 0.21).note
    assert f"ours lies {said}" in note


def test_a_study_without_its_follow_up_makes_no_sentence_of_one() -> None:
    unread = [study for study in refracture_studies() if study.years is None]
    shown = cross_check_table(cross_checks(DRAWS, "usual", "fls", unread), 0.21)
    assert "ours lies" not in shown.note
    assert all(row[2] == "not read" and "after 1 to 4 years" in str(row[3]) for row in shown.rows)
