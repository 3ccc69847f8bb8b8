"""A place with its own hip count, and one without."""

import math

import pytest

from flsguide.evidence.areas import find_area
from flsguide.evidence.incidence import incidence
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.evidence.population import people_at_england_shares, people_in
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import Calibration, caseload
from flsguide.model.local_caseload import has_own_hip_count, local_caseload

PEOPLE = people_at_england_shares(340_000, 2026)


def _with_hips(count: float) -> Parameters:
    return parameters().with_values({"n_hip_fractures_60_plus": count}, "NHFD 2025")


def _width(total: Range) -> float:
    return (total.high - total.low) / total.value


def test_without_a_count_the_rates_stay_national_and_the_range_allows_for_the_place():
    """The national range's distance from the value and 15 % of the value, as the root of the sum of their squares."""
    national = caseload(PEOPLE, incidence(), 2026).total()
    place = local_caseload(PEOPLE, incidence(), 2026, parameters()).total()
    assert not has_own_hip_count(parameters())
    assert place.value == pytest.approx(national.value)
    assert place.value - place.low == pytest.approx(math.hypot(national.value - national.low, 0.15 * national.value))
    assert place.high - place.value == pytest.approx(
        math.hypot(national.high - national.value, 0.15 * national.value)
    )


@pytest.mark.parametrize("count", [380, 404, 440])
def test_a_hip_count_of_its_own_is_kept_and_narrows_the_range(count: int):
    own = local_caseload(PEOPLE, incidence(), 2026, _with_hips(count))
    without = local_caseload(PEOPLE, incidence(), 2026, parameters())
    assert own.total(("hip",), age_from=60).value == pytest.approx(count)
    assert _width(own.total()) < _width(without.total())
    assert _width(own.total(("hip",))) < _width(without.total(("hip",)))


def test_a_place_moves_all_sites_together_so_its_part_of_the_total_is_no_smaller_than_of_each_site():
    certain = {key: type(row)(**{**vars(row), "low": row.rate, "high": row.rate}) for key, row in incidence().items()}
    people = people_in(find_area("England"))
    moved = caseload(people, certain, 2023, calibration=Calibration(place_difference=0.15)).total()
    assert (moved.high - moved.value) / moved.value == pytest.approx(0.15, rel=1e-3), "chance is small in a country"


def test_published_local_counts_lie_within_the_range_of_their_place():
    """Oldham 230 admissions at 65+ (2022/23); Dorset County 330 hips (2018); people of 2023 stand for both."""
    for name, age, published in (("Oldham", 65, 230), ("RBD", 60, 330)):
        load = local_caseload(people_in(find_area(name)), incidence(), 2023, parameters())
        hips = load.total(("hip",), age_from=age)
        assert hips.low < published < hips.high, (name, hips)


def test_the_scenario_multiplies_the_calibrated_total():
    base = local_caseload(PEOPLE, incidence(), 2026, _with_hips(440))
    more = local_caseload(PEOPLE, incidence(), 2026, _with_hips(440), 1.55)
    assert more.total().value == pytest.approx(1.55 * base.total().value)
    assert more.total(("hip",)).value == pytest.approx(base.total(("hip",)).value)
