import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.evidence.areas import ENGLAND, areas, find_area
from flsguide.evidence.population import (
    AGE_BANDS,
    SEXES,
    growth,
    people_at_england_shares,
    people_in,
    projection_years,
    residents,
)

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


def england() -> dict[tuple[str, int], float]:
    return {(p.sex, p.age_low): p.number for p in people_in(areas()[ENGLAND])}


# Published: Office for National Statistics, mid-2023 estimates


def test_england_had_57690323_residents_in_mid_2023():
    assert residents(find_area("England")) == 57_690_323


def test_21926696_of_them_were_50_and_over_and_10783087_were_65_and_over():
    assert sum(england().values()) == 21_926_696
    assert sum(number for (_, low), number in england().items() if low >= 65) == 10_783_087


@pytest.mark.parametrize(
    ("sex", "low", "number"),
    [
        ("female", 50, 1_936_763),
        ("male", 50, 1_872_253),
        ("female", 75, 1_275_145),
        ("male", 80, 653_365),
        ("female", 85, 547_342),
        ("female", 90, 347_835),
        ("male", 90, 173_456),
    ],
)
def test_england_s_bands_are_the_published_single_years_added_up(sex: str, low: int, number: int):
    assert england()[sex, low] == number


@pytest.mark.parametrize(("code", "number"), [("E06000059", 384_809), ("QVV", 788_859.0), ("E08000007", 299_545)])
def test_a_place_and_the_board_of_the_same_name_are_not_the_same_people(code: str, number: float):
    assert residents(find_area(code)) == pytest.approx(number, abs=1)


@pytest.mark.parametrize(
    ("sex", "low", "year", "ratio"),
    [
        ("female", 85, 2040, 783_194 / 556_028),  # 2020-based national projection, England
        ("male", 90, 2030, 237_901 / 185_971),
    ],
)
def test_growth_is_the_projection_s_ratio_to_2023(sex: str, low: int, year: int, ratio: float):
    assert growth(sex, low, year) == pytest.approx(ratio)
    grown = {(p.sex, p.age_low): p.number for p in people_in(areas()[ENGLAND], year)}
    assert grown[sex, low] == pytest.approx(england()[sex, low] * ratio)


# Properties


def test_every_area_gives_each_sex_and_band_once_and_no_more_than_its_residents():
    for area in areas().values():
        if area.status != "specialist":
            people = people_in(area)
            assert [(p.sex, p.age_low, p.age_high) for p in people] == [(s, *b) for s in SEXES for b in AGE_BANDS]
            assert all(p.number >= 0 for p in people)
            assert 0 < sum(p.number for p in people) < residents(area)


def test_2023_is_the_year_the_projection_starts_from():
    assert projection_years() == tuple(range(2023, 2041))
    assert {growth(sex, low, 2023) for sex in SEXES for low, _ in AGE_BANDS} == {1.0}


@given(st.floats(0, 1e9), st.integers(2023, 2040))
def test_people_at_england_s_shares_are_england_in_small(number: float, year: int):
    share = number / 57_690_323
    small = people_at_england_shares(number, year)
    assert [p.number for p in small] == pytest.approx([p.number * share for p in people_in(areas()[ENGLAND], year)])


def test_340000_residents_as_old_as_england_have_129225_people_of_50_and_over():
    # 340,000 x 21,926,696 / 57,690,323
    assert sum(p.number for p in people_at_england_shares(340_000)) == pytest.approx(129_225, abs=1)


# Bad input


@pytest.mark.parametrize("number", [-1, math.nan, math.inf, "many", None, "340,000", True, 10**400])
def test_a_number_of_residents_that_is_none_is_refused(refusal: Refusal, number: object):
    message = refusal(people_at_england_shares, number)
    assert message.startswith("your numbers, residents: ")
    assert repr(number)[:20] in message
    assert "a number of 0 or more" in message


@pytest.mark.parametrize("year", [2022, 2041, 2023.5, "2030", None, -1])
def test_a_year_outside_the_projection_is_refused(refusal: Refusal, year: object):
    message = refusal(people_in, areas()[ENGLAND], year)
    assert message.startswith(f"year: {year!r} ")
    assert "a whole year from 2023 to 2040" in message


@pytest.mark.parametrize(("sex", "low"), [("women", 50), ("female", 51), ("", 50), ("female", 120)])
def test_an_unknown_sex_or_band_is_not_blamed_on_the_year(refusal: Refusal, sex: str, low: int):
    message = refusal(growth, sex, low, 2030)
    assert message.startswith(f"population_projection.csv, sex and age_low: ({sex!r}, {low}) ")
    assert "female or male" in message


@pytest.mark.parametrize("count", [people_in, residents])
def test_a_specialist_trust_has_no_population(refusal: Refusal, count: Callable[..., object]):
    message = refusal(count, find_area("Moorfields"))
    assert "Moorfields Eye Hospital" in message
    assert "a local authority or integrated care board instead" in message


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("E92000001,50,54,3809016,1936763\n", "", ["E92000001", "age bands that start at [0, 50, 55"]),
        ("E92000001,50,54,", "E92000001,51,54,", ["row 3, age_low: '51'", "first year of an age band: 0, 50, 55,"]),
        ("E92000001,50,54,", "E92000001,50,x,", ["row 3, age_high: 'x'", "a number from 49 to 120"]),
        ("E92000001,50,54,", "E92000001,50,,", ["row 3, age_high: a blank", "a number from 49 to 120"]),
        ("E92000001,50,54,", "E92000001,50,1e15,", ["row 3, age_high: '1e15'", "a number from 49 to 120"]),
        ("E92000001,50,54,", "E92000001,50,59,", ["row 3, age_high: '59'", "give 54, the last year"]),
        ("E92000001,0,49,", "E92000001,0,50,", ["row 2, age_high: '50'", "give 49, the last year"]),
        ("E92000001,50,54,", "E92000001,50.5,54,", ["row 3, age_low: '50.5'", "a whole number from 0 to 90"]),
        ("E92000001,50,54,", "E92000009,50,54,", ["row 3, area_code: 'E92000009'", "a code of areas.csv"]),
        ("E92000001,50,54,", ",50,54,", ["row 3, area_code: a blank"]),
        ("E92000001,55,59,", "E92000001,50,59,", ["row 4, area_code: 'E92000001'", "row 3 has it already"]),
        ("3809016,1936763", "-1,0", ["row 3, persons: '-1'", "0 or more"]),
        ("3809016,1936763", "nan,0", ["row 3, persons: 'nan'", "0 or more"]),
        ("3809016,1936763", "3809016,3809017", ["row 3, female: '3809017'", "from 0 to 3809016"]),
        ("3809016,1936763", '"3,809,016",1936763', ["row 3, persons: '3,809,016'", "digits and a point only"]),
    ],
)
def test_a_broken_row_of_the_population_is_named(
    edit_data: Edit, refusal: Refusal, old: str, new: str, parts: list[str]
):
    edit_data("population.csv", old, new)
    message = refusal(residents, areas()[ENGLAND])
    assert message.startswith("population.csv")
    assert [part for part in parts if part not in message] == [], message


def test_an_area_without_a_population_is_named(edit_data: Edit, refusal: Refusal):
    row = "XXX,icb,New Board,New Board,,,2026-04-01,2023,ons_population_mid2023,derived,current,\n"
    edit_data("areas.csv", "E12000001,region,", row + "E12000001,region,")
    message = refusal(residents, areas()["XXX"])
    assert message.startswith("population.csv: XXX needs the age bands")


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("2030,male,90,120,237901,ons_npp2020\n", "", ["2030, male, age 90", "one row for each sex and age band"]),
        ("2023,male,90,120,185971,ons_npp2020\n", "", ["2023, male, age 90", "one row for each sex and age band"]),
        ("2030,male,90,", "2030,men,90,", ["sex: 'men'", "one of female, male"]),
        ("2030,male,90,120,237901", "2030,male,90,120,0", ["population: '0'", "1 or more"]),
        ("2030,male,90,", "2030,male,85,", ["each row once"]),
        ("2030,male,90,", "2030,male,91,", ["row 161, age_low: '91'", "a number from 0 to 90"]),
        ("2030,male,90,", "2030,male,88,", ["row 161, age_low: '88'", "the first year of an age band: 0, 50,"]),
        ("2030,male,90,120,", "2030,male,90,x,", ["age_high: 'x'", "a number from 49 to 120"]),
        ("2030,male,90,120,", "2030,male,90,,", ["age_high: a blank", "a number from 49 to 120"]),
        ("2030,male,90,120,", "2030,male,90,1e15,", ["age_high: '1e15'", "a number from 49 to 120"]),
        ("2030,male,90,120,", "2030,male,90,94,", ["age_high: '94'", "give 120, the last year"]),
        (
            "237901,ons_npp2020",
            "237901,ons_npp2002",
            ["source: 'ons_npp2002'", "keys of sources.bib such as ons_npp2020"],
        ),
        ("237901,ons_npp2020", "237901,", ["source: a blank", "a key of sources.bib"]),
    ],
)
def test_a_broken_row_of_the_projection_is_named(
    edit_data: Edit, refusal: Refusal, old: str, new: str, parts: list[str]
):
    edit_data("population_projection.csv", old, new)
    message = refusal(growth, "female", 50, 2030)
    assert message.startswith("population_projection.csv")
    assert [part for part in parts if part not in message] == [], message
