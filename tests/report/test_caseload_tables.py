"""What a caseload's tables say in words."""

import pytest

from flsguide.analysis.caseload_swings import caseload_swings
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import Calibration, Caseload, FractureCount
from flsguide.report.caseload_tables import swing_table

WAYS = Range(1, 1, 1.56)
NATIONAL = Calibration(place_difference=0.17)
OWN_COUNT = Calibration(hip=1.1, non_hip=1.05, non_hip_low=1, non_hip_high=1.1, hip_relative_error=0.1)


def _rows(factors: Calibration, count: int) -> dict[str, tuple[object, ...]]:
    hip = FractureCount("hip", "female", 50, 54, 400, 360, 450)
    spine = FractureCount("vertebral", "female", 50, 54, 600, 500, 900)
    load = Caseload((hip, spine), 2026, 1.0, factors)
    table = swing_table(caseload_swings(load, WAYS), load.total(), "Here", count)
    return {str(row[0]): row[1:] for row in table.rows}


def test_a_national_rate_is_in_doubt_by_itself_beside_chance_and_place() -> None:
    """1,000 expected: counting adds 560, spine takes 100 or adds 300, places differ by 170, chance by 62."""
    assert _rows(NATIONAL, 9) == {
        "How fractures are counted": ("1,000", "1,600"),
        "Rate of fractures: spine": ("900", "1,300"),
        "How places differ": ("800", "1,200"),
        "Chance from year to year": ("900", "1,100"),
        "Rate of fractures: hip": ("1,000", "1,000"),
    }


def test_a_service_with_its_own_hip_count_doubts_that_count_and_how_far_others_follow_it() -> None:
    """Others follow by 600 / 1.05 x 0.05 = 28.6 either way; places no longer differ, so that row is left out."""
    rows = _rows(OWN_COUNT, 9)
    assert list(rows) == [
        "How fractures are counted",
        "Rate of fractures: spine",
        "Chance from year to year",
        "Chance in the year of the hip count",
        "How far other fractures follow the hip count",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_only_the_widest_are_shown(count: int) -> None:
    widest = ["How fractures are counted", "Rate of fractures: spine", "How places differ"]
    assert list(_rows(NATIONAL, count)) == widest[:count]
