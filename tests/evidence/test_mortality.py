from collections.abc import Callable
from pathlib import Path

import pytest

import flsguide.data_path
from flsguide.evidence.mortality import AGES, CHECK, IN_USE, mortality, recorded_mortality
from flsguide.evidence.population import SEXES

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


@pytest.mark.parametrize("table", [IN_USE, CHECK])
def test_each_table_has_every_sex_and_single_year_that_a_cohort_needs(table: tuple[str, str]):
    found = mortality(table)
    assert set(found) == {(sex, age) for sex in SEXES for age in AGES}
    assert set(range(50, 100)) <= set(AGES)
    assert {(m.area, m.period) for m in found.values()} == {table}
    assert all(0 < m.probability < 1 for m in found.values())


@pytest.mark.parametrize(
    ("table", "sex", "age", "probability"),
    [
        (IN_USE, "female", 50, 0.002356),  # national life tables, UK 2020 to 2022
        (IN_USE, "male", 50, 0.003855),
        (IN_USE, "female", 99, 0.331284),
        (CHECK, "male", 50, 0.003233),  # England 2017 to 2019
        (CHECK, "female", 99, 0.314678),
    ],
)
def test_a_probability_is_the_one_its_life_table_prints(
    table: tuple[str, str], sex: str, age: int, probability: float
):
    assert mortality(table)[sex, age].probability == probability


def test_women_of_an_age_are_less_likely_to_die_than_men_and_the_pandemic_shows_below_80():
    now, before = mortality(), mortality(CHECK)
    assert [age for age in AGES if now["female", age].probability >= now["male", age].probability] == []
    assert [age for age in range(50, 80) if now["male", age].probability <= before["male", age].probability] == []


def test_a_table_that_is_not_held_is_refused_with_those_that_are(refusal: Refusal):
    message = refusal(mortality, ("Wales", "2020-2022"))
    assert message.startswith("mortality.csv, area and period: ('Wales', '2020-2022') is not allowed; give ")
    assert str(IN_USE) in message
    assert str(CHECK) in message


ROW = "female,80,0.041003,2020-2022,UK,published,ons_lifetables_uk_2020_22\n"


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("0.041003", "4.1003", ["row 32, probability_of_death: '4.1003'", "a number from 0 to 1 (0.24 for 24%)"]),
        ("0.041003", "0", ["row 32, probability_of_death: '0'", "above 0 and below 1"]),
        ("0.041003", "1", ["row 32, probability_of_death: '1'", "above 0 and below 1"]),
        ("0.041003", "nan", ["row 32, probability_of_death: 'nan'", "digits and a point only"]),
        ("0.041003", "", ["row 32, probability_of_death: a blank"]),
        ("0.041003", "0.0041", ["row 32, probability_of_death: '0.0041'", "no lower than the 0.036102 of a year"]),
        ("0.041003", "0.41003", ["row 33, probability_of_death: '0.046822'", "no lower than the 0.41003"]),
        ("female,80", "woman,80", ["row 32, sex: 'woman'", "one of female, male"]),
        ("female,80", "female,80.5", ["row 32, age: '80.5'", "a whole number from 50 to 100"]),
        ("female,80", "female,49", ["row 32, age: '49'", "a number from 50 to 100"]),
        ("female,80", "female,81", ["row 33, area: 'UK'", "row 32 has it already"]),
        ("UK", "Wales", ["row 32, area: 'Wales'", "one of UK, England"]),
        ("2020-2022", "2017-2019", ["row 32, period: '2017-2019'", "one of 2020-2022"]),
        ("published", "certain", ["row 32, certainty: 'certain'", "one of published, derived"]),
        ("uk_2020_22", "uk_2020_23", ["row 32, source: 'ons_lifetables_uk_2020_23'", "ons_lifetables_uk_2020_22"]),
        ("ons_lifetables_uk_2020_22", "", ["row 32, source: a blank", "a key of sources.bib"]),
    ],
)
def test_a_broken_row_of_the_life_tables_is_named(
    edit_data: Edit, refusal: Refusal, old: str, new: str, parts: list[str]
):
    edit_data("mortality.csv", ROW, ROW.replace(old, new))
    message = refusal(recorded_mortality)
    assert message.startswith("mortality.csv, row ")
    assert [part for part in parts if part not in message] == [], message


def test_an_age_that_is_left_out_is_named(edit_data: Edit, refusal: Refusal):
    edit_data("mortality.csv", ROW, "")
    assert refusal(recorded_mortality).startswith("mortality.csv: no row for UK, female, 80; ")


def test_another_encoding_is_refused(edit_data: Edit, refusal: Refusal):
    edit_data("mortality.csv", ROW, ROW)
    path: Path = flsguide.data_path.data_root() / "mortality.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    assert refusal(recorded_mortality).startswith("mortality.csv, row 1: not UTF-8 text")
