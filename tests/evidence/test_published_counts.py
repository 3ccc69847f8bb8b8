from collections.abc import Callable
from datetime import date

import pytest

from flsguide.evidence.areas import areas
from flsguide.evidence.incidence import INDEX_SITES
from flsguide.evidence.published_counts import PublishedCount, published_counts

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


def named(name: str) -> PublishedCount:
    (found,) = (count for count in published_counts() if count.name == name)
    return found


@pytest.mark.parametrize(
    ("name", "value", "sites", "age_from", "people"),
    [
        ("hip_nhfd_2024", 70_000, ("hip",), 60, 3),  # National Hip Fracture Database, report on 2024: over 70,000
        ("all_flsdb_2024", 347_770, (), 50, 2),  # audit report 2026: at least, England and Wales
        ("all_nogg", 549_000, (), 50, 4),  # national guideline 2024, United Kingdom
        ("hip_admissions_rate_england", 558, ("hip",), 65, 1),  # Fingertips 41401, 2022/23
        ("all_lords_library", 180_000, (), None, 2),  # House of Lords Library 2024
        ("cohort_dh2009", 797, ("hip", "humerus", "vertebral", "forearm"), None, 0),
    ],
)
def test_a_published_figure_is_held_as_printed(
    name: str, value: float, sites: tuple[str, ...], age_from: int | None, people: int
):
    found = named(name)
    assert (found.value, found.sites, found.age_from, len(found.area_codes)) == (value, sites, age_from, people)


def test_a_range_may_have_one_end_and_a_day_is_a_date():
    assert (named("hip_nhfd_2024").low, named("hip_nhfd_2024").high) == (70_000, None)
    assert (named("hip_england_working_band").low, named("hip_england_working_band").high) == (65_000, 70_000)
    assert named("hip_nhfd_2024").checked_on == date(2026, 11, 23)
    assert named("hip_england_working_band").checked_on is None


def test_every_site_and_area_is_one_the_model_knows():
    for count in published_counts():
        assert set(count.sites) <= set(INDEX_SITES), count.name
        assert set(count.area_codes) <= set(areas()), count.name


ROW = (
    'hip_scotland_2024,"Hip fractures, Scottish Hip Fracture Audit",'
    "hip,8355,,,fractures a year,S92000003,Scotland,50,all,2024,published,shfa2024,"
    "report on 2024,2026-11-23,,the rates are England's,"
)


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("hip,8355", "hip,over 8355", ["value: 'over 8355'", "a number of 0 or more", "digits and a point only"]),
        ("hip,8355", "hip,-8355", ["value: '-8355'", "a number of 0 or more"]),
        ("hip,8355", "hip,0", ["value: '0'", "a number above 0"]),
        ("8355,,,fractures a year", "100.5,,,%", ["value: '100.5'", "a number from 0 to 100"]),
        ("8355,,,", "8355,x,,", ["low: 'x'", "a number from 0 to 8355", "digits and a point only"]),
        ("8355,,,", "8355,,x,", ["high: 'x'", "a number of 8355 or more", "digits and a point only"]),
        ("8355,,,", "8355,8356,,", ["low: '8356'", "a number from 0 to 8355"]),
        ("8355,,,", "8355,,8354,", ["high: '8354'", "a number of 8355 or more"]),
        ("8355,,,", "8355,-1,,", ["low: '-1'", "a number from 0 to 8355"]),
        ("fractures a year", "fractures", ["unit: 'fractures'", "one of fractures a year, admissions a year, "]),
        ("fractures a year", "", ["unit: a blank", "one of fractures a year, admissions a year, "]),
        ("published", "certain", ["certainty: 'certain'", "one of published, derived, expert, illustrative"]),
        ("shfa2024", "shfa2042", ["source: 'shfa2042'", "keys of sources.bib such as shfa2024"]),
        ("shfa2024", "", ["source: a blank", "a key of sources.bib"]),
        ("shfa2024", ";", ["source: ';'", "a key of sources.bib"]),
        ("2026-11-23", "23/11/2026", ["checked_on: '23/11/2026'", "a date such as 2026-11-23"]),
        ("S92000003", "S92000003;S92000003", ["area_code: 'S92000003;S92000003'", "codes of areas.csv, each once"]),
        ("hip,8355", "hips,8355", ["site: 'hips'", "all, or sites joined by ; from hip, vertebral"]),
        ("hip,8355", "all;hip,8355", ["site: 'all;hip'", "all, or sites joined by ;"]),
        ("hip,8355", ",8355", ["site: a blank"]),
        ("S92000003", "S99999999", ["area_code: 'S99999999'", "codes of areas.csv", "'S99999999' is not one"]),
        (",,the rates are England's,", ",much,the rates are England's,", ["agrees_within: 'much'", "from 0 to 1"]),
        (",,the rates are England's,", ",1.5,the rates are England's,", ["agrees_within: '1.5'", "from 0 to 1"]),
        (",,the rates are England's,", ",,,", ["why: a blank", "the reason for the tolerance"]),
        (",50,all,", ",50.5,all,", ["age_low: '50.5'", "a whole number from 0 to 120"]),
        (",all,2024,", ",all,banana,", ["year: 'banana'", "a year (2024), a financial year (2022/23)", "or a blank"]),
        (",all,2024,", ",all,20024,", ["year: '20024'"]),
        (",all,2024,", ",all,2024/2025,", ["year: '2024/2025'"]),
        ("2026-11-23", "2999-11-23", ["checked_on: '2999-11-23'", "a date that has been"]),
        (",50,all,", ",50,both,", ["sex: 'both'", "one of all, female, male"]),
        ("hip_scotland_2024", "hip_scotland_2023", ["name: 'hip_scotland_2023'", "each row once"]),
    ],
)
def test_a_broken_row_of_the_published_figures_is_named(
    edit_data: Edit, refusal: Refusal, old: str, new: str, parts: list[str]
):
    edit_data("incidence_checks.csv", ROW, ROW.replace(old, new))
    message = refusal(published_counts)
    assert message.startswith("incidence_checks.csv, row ")
    assert [part for part in parts if part not in message] == [], message
