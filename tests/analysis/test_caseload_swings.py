"""What moves a caseload most: each source of doubt by itself."""

import math

import pytest

from flsguide.analysis.caseload_swings import WAY_OF_COUNTING, caseload_swings
from flsguide.analysis.sensitivity import Swing
from flsguide.evidence.incidence import incidence
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.parameters import parameters
from flsguide.evidence.places import Place
from flsguide.evidence.population import people_at_england_shares
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import (
    CHANCE,
    FOLLOWING,
    OWN_HIP_COUNT,
    PLACE,
    Calibration,
    Caseload,
    FractureCount,
    caseload,
)
from flsguide.model.local_caseload import local_caseload

LOAD = caseload(people_at_england_shares(340_000), incidence(), 2023)
WAYS = Range(1, 1, 1.55)


def _by_name(load: Caseload) -> dict[str, Swing]:
    return {swing.name: swing for swing in caseload_swings(load, WAYS)}


def test_the_way_of_counting_moves_a_caseload_most_and_ends_at_its_own_total():
    widest = caseload_swings(LOAD, WAYS)[0]
    assert widest.name == WAY_OF_COUNTING
    assert widest.answer_at_low == pytest.approx(LOAD.total().value)
    assert widest.answer_at_high == pytest.approx(1.55 * LOAD.total().value)


def test_each_source_of_doubt_by_hand():
    """400 hips (360 to 450) and 600 others (500 to 640), places differing by 15 %; chance is 1.96 x root 1,000."""
    hip = FractureCount("hip", "female", 50, 54, 400, 360, 450)
    other = FractureCount("other", "female", 50, 54, 600, 500, 640)
    found = _by_name(Caseload((hip, other), 2026, 1.0, Calibration(place_difference=0.15)))
    ends = {name: (swing.answer_at_low, swing.answer_at_high) for name, swing in found.items()}
    chance = 1.96 * math.sqrt(1000)
    assert ends["hip"] == pytest.approx((960, 1050))
    assert ends["other"] == pytest.approx((900, 1040))
    assert ends[PLACE] == pytest.approx((850, 1150))
    assert ends[CHANCE] == pytest.approx((1000 - chance, 1000 + chance), abs=0.01)
    assert ends[FOLLOWING] == pytest.approx((1000, 1000))
    assert ends[WAY_OF_COUNTING] == pytest.approx((1000, 1550))


@pytest.mark.parametrize("hips", [None, 440])
def test_the_doubts_together_are_the_range_of_the_total(hips: int | None):
    inputs = with_values(parameters(), {"n_hip_fractures_60_plus": hips}, "audit", 2024)
    load = local_caseload(Place("Here", None, 340_000), incidence(), 2026, inputs)
    total = load.total()
    swings = [swing for swing in caseload_swings(load, WAYS) if swing.name != WAY_OF_COUNTING]
    assert math.hypot(*(total.value - s.answer_at_low for s in swings)) == pytest.approx(total.value - total.low)
    assert math.hypot(*(s.answer_at_high - total.value for s in swings)) == pytest.approx(total.high - total.value)
    names = {swing.name for swing in swings if swing.width > 0}
    assert (OWN_HIP_COUNT in names, FOLLOWING in names) == (hips is not None, hips is not None)
    assert (PLACE in names, "hip" in names) == (hips is None, hips is None)


def test_a_caseload_counted_another_way_swings_back_to_the_base():
    other_way = caseload(people_at_england_shares(340_000), incidence(), 2023, 1.55)
    widest = caseload_swings(other_way, Range(1.55, 1, 1.55))[0]
    assert widest.answer_at_low == pytest.approx(LOAD.total().value)
