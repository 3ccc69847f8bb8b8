"""Whose fractures are counted, and which places are refused."""

from collections.abc import Callable

import pytest

from flsguide.evidence.areas import ENGLAND, areas
from flsguide.evidence.days import this_year
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.evidence.places import place_of
from flsguide.evidence.population import people_in, residents

Refusal = Callable[..., str]
NORTHMOOR = {"n_residents": 340_000, "n_hip_fractures_60_plus": 440}


def _own(values: dict[str, float], source: str = "annual report", year: int = 2024) -> Parameters:
    return with_values(parameters(), values, source, year)


def test_an_area_is_its_own_people_under_its_own_name():
    place = place_of(_own({"n_residents": 340_000}), "oldham", "Northmoor (artificial)")
    assert place.name == "Oldham (local authority)"
    assert place.people(2030) == people_in(areas()["E08000004"], 2030)
    assert not place.is_england
    assert place_of(parameters(), ENGLAND).is_england


def test_residents_are_those_of_the_year_they_were_counted_in():
    """340,000 of 2024 are as large a share of England in 2024; the same number of 2026 is a smaller place."""
    for counted_in in (2024, 2026):
        place = place_of(_own({"n_residents": 340_000}, year=counted_in), None, "Here")
        england = areas()[ENGLAND]
        share = 340_000 / residents(england, counted_in)
        expected = share * sum(p.number for p in people_in(england, 2030))
        assert place.name == "Here"
        assert sum(p.number for p in place.people(2030)) == pytest.approx(expected)


def test_a_place_without_a_name_is_called_by_its_size_and_source():
    assert place_of(_own({"n_residents": 340_000}), None).name == "A population of 340,000 (annual report)"


@pytest.mark.parametrize(
    ("inputs", "area", "parts"),
    [
        (_own(NORTHMOOR, "artificial: Northmoor"), "Oldham", ["n_hip_fractures_60_plus", "Oldham", "area is real"]),
        (_own({"p_started": 0.4}, "Artificial: x"), "Oldham", ["your numbers, p_started", "artificial"]),
        (_own({"n_residents": 340_000}), "Scotland", ["area: 'Scotland'", "rates are England's"]),
        (_own({"n_residents": 340_000}), "W92000004", ["area: 'Wales'"]),
        (_own({"n_residents": 340_000}), "Northern Ireland", ["area: 'Northern Ireland'"]),
        (parameters(), None, ["your numbers, n_residents", "or name an area"]),
        (parameters(), "", ["areas.csv, area: a blank"]),
        (parameters(), "Atlantis", ["'Atlantis'"]),
        (
            _own(NORTHMOOR, year=2022),
            None,
            ["year of n_hip_fractures_60_plus: 2022", f"a count of 2023 to {min(this_year(), 2040)},"],
        ),
        (_own({"n_hip_fractures_60_plus": 250}, year=2019), "Oldham", ["your numbers", "2019", "a count of 2023 to"]),
    ],
)
def test_a_place_that_cannot_be_counted_is_refused(
    refusal: Refusal, inputs: Parameters, area: str | None, parts: list[str]
):
    message = refusal(place_of, inputs, area)
    assert [part for part in parts if part not in message] == [], message


def test_artificial_residents_do_not_count_where_an_area_is_named():
    assert place_of(_own({"n_residents": 340_000}, "artificial: Northmoor"), "Oldham").area is not None


def test_a_country_with_its_own_hip_count_is_taken():
    assert place_of(_own({"n_hip_fractures_60_plus": 8355}), "Scotland").name == "Scotland (country)"
