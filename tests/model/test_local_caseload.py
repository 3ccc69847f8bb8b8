"""A place with its own hip count, and one without."""

import math

import pytest

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.incidence import incidence
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.evidence.places import Place, place_of
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import Calibration, Caseload, caseload
from flsguide.model.local_caseload import local_caseload

PLACE = Place("Here", None, 340_000, 2023)
PEOPLE = PLACE.people(2026)


def _with_hips(count: float, year: int = 2026) -> Parameters:
    return with_values(parameters(), {"n_hip_fractures_60_plus": count}, "NHFD", year)


def _width(total: Range) -> float:
    return (total.high - total.low) / total.value


def test_without_a_count_the_rates_stay_national_and_the_range_allows_for_the_place():
    """The national range's distance from the value and 15 % of the value, as the root of the sum of their squares."""
    national = caseload(PEOPLE, incidence(), 2026).total()
    place = local_caseload(PLACE, incidence(), 2026, parameters()).total()
    assert place.value == pytest.approx(national.value)
    assert place.value - place.low == pytest.approx(math.hypot(national.value - national.low, 0.15 * national.value))
    assert place.high - place.value == pytest.approx(
        math.hypot(national.high - national.value, 0.15 * national.value)
    )


@pytest.mark.parametrize("count", [380, 404, 440])
def test_a_hip_count_of_its_own_is_kept_and_narrows_the_range(count: int):
    own = local_caseload(PLACE, incidence(), 2026, _with_hips(count))
    without = local_caseload(PLACE, incidence(), 2026, parameters())
    assert own.total(("hip",), age_from=60).value == pytest.approx(count)
    assert _width(own.total()) < _width(without.total())
    assert _width(own.total(("hip",))) < _width(without.total(("hip",)))


def test_a_place_moves_all_sites_together_so_its_part_of_the_total_is_no_smaller_than_of_each_site():
    certain = {key: type(row)(**{**vars(row), "low": row.rate, "high": row.rate}) for key, row in incidence().items()}
    people = place_of(parameters(), "England").people(2023)
    moved = caseload(people, certain, 2023, calibration=Calibration(place_difference=0.15)).total()
    assert (moved.high - moved.value) / moved.value == pytest.approx(0.15, rel=1e-3), "chance is small in a country"


def test_published_local_counts_lie_within_the_range_of_their_place():
    """Oldham 230 admissions at 65+ (2022/23); Dorset County 330 hips (2018); people of 2023 stand for both."""
    for name, age, published in (("Oldham", 65, 230), ("RBD", 60, 330)):
        load = local_caseload(place_of(parameters(), name), incidence(), 2023, parameters())
        hips = load.total(("hip",), age_from=age)
        assert hips.low < published < hips.high, (name, hips)


def test_the_scenario_multiplies_the_calibrated_total():
    base = local_caseload(PLACE, incidence(), 2026, _with_hips(440))
    more = local_caseload(PLACE, incidence(), 2026, _with_hips(440), 1.55)
    assert more.total().value == pytest.approx(1.55 * base.total().value)
    assert more.total(("hip",)).value == pytest.approx(base.total(("hip",)).value)


def test_a_count_of_one_year_grows_with_its_people_to_another():
    """Hips grow as the national rates make this population's hips grow, from exactly the count in its own year."""
    inputs = _with_hips(440, 2024)
    then, later = (local_caseload(PLACE, incidence(), year, inputs) for year in (2024, 2040))
    national = {year: caseload(PLACE.people(year), incidence(), year) for year in (2024, 2040)}

    def hips(load: Caseload) -> float:
        return load.total(("hip",), age_from=60).value

    assert hips(then) == pytest.approx(440)
    assert hips(later) / 440 == pytest.approx(hips(national[2040]) / hips(national[2024]))
    assert hips(later) > 1.3 * 440, "the projection has many more of the oldest by then"
    assert then.calibration == later.calibration


def test_the_count_of_an_earlier_year_stands_for_a_higher_rate_than_the_same_count_later():
    early, late = (local_caseload(PLACE, incidence(), 2040, _with_hips(440, year)) for year in (2023, 2026))
    assert early.calibration.hip > late.calibration.hip
    assert early.total().value > late.total().value


def test_england_does_not_differ_from_england():
    england = place_of(parameters(), "England")
    load = local_caseload(england, incidence(), 2023, parameters())
    assert load.total() == caseload(england.people(2023), incidence(), 2023).total()


def test_a_count_far_from_the_population_names_where_it_was_read():
    inputs = _with_hips(4400)
    with pytest.raises(EvidenceError, match=r"^your numbers, n_hip.*4400.*a third and three"):
        local_caseload(PLACE, incidence(), 2026, inputs)
