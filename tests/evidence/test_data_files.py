"""What every table of `data/` keeps to, and whether the tables agree with each other and with what they cite."""

import csv
import math
import re
from datetime import date
from pathlib import Path

import pytest

from flsguide.data_path import data_root
from flsguide.evidence.areas import ENGLAND, areas
from flsguide.evidence.incidence import INDEX_SITES, incidence
from flsguide.evidence.parameters import CERTAINTIES, Parameter, parameters
from flsguide.evidence.population import AGE_BANDS, SEXES, people_in
from flsguide.evidence.sources import sources

TABLES = sorted(data_root().rglob("*.csv"))
EXAMPLE = data_root() / "example_service"
OURS = [path for path in TABLES if EXAMPLE not in path.parents]


def rows(name: str | Path) -> list[dict[str, str]]:
    with (data_root() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def short(path: Path) -> str:
    return path.relative_to(data_root()).as_posix()


# Every table


@pytest.mark.parametrize("path", TABLES, ids=short)
def test_a_table_is_utf8_with_one_cell_for_each_column_and_nothing_hidden(path: Path):
    content = path.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf"), "a byte order mark"
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, strict=True))
    header = lines[0]
    assert len(lines) > 1
    assert len(set(header)) == len(header)
    assert [c for c in header if not re.fullmatch(r"[a-z][a-z0-9_]*", c)] == []
    assert [i for i, line in enumerate(lines, start=1) if len(line) != len(header)] == []
    assert [(i, cell) for i, line in enumerate(lines, start=1) for cell in line if cell != cell.strip()] == []
    assert len({tuple(line) for line in lines}) == len(lines)


@pytest.mark.parametrize("path", TABLES, ids=short)
def test_no_cell_looks_like_a_number_that_failed(path: Path):
    failed = re.compile(r"[-+]?(nan|inf|infinity|null|none|na|n/a|tbc|tbd|\?+|-)|#\S+|=.*", re.IGNORECASE)
    found = [(i, c) for i, row in enumerate(rows(path), start=2) for c in row.values() if failed.fullmatch(c)]
    assert found == []


@pytest.mark.parametrize("path", OURS, ids=short)
def test_every_source_is_an_entry_of_the_bibliography(path: Path):
    columns = [c for c in rows(path)[0] if c == "source" or c.endswith("_source")]
    unknown = {
        key
        for row in rows(path)
        for column in columns
        for key in row[column].split(";")
        if key and key not in sources()
    }
    assert unknown == set()


@pytest.mark.parametrize("path", OURS, ids=short)
def test_certainty_is_one_of_four_words_and_only_a_judgement_lacks_a_source(path: Path):
    for i, row in enumerate(rows(path), start=2):
        if "certainty" in row:
            assert row["certainty"] in CERTAINTIES, (i, row["certainty"])
            judged = row["certainty"] in ("expert", "illustrative") and (row.get("note") or row.get("why"))
            assert row["source"] or judged, (i, row)


@pytest.mark.parametrize("path", OURS, ids=short)
def test_days_are_days_and_were_not_checked_in_the_future_of_their_review(path: Path):
    for row in rows(path):
        checked, review = row.get("checked_on", ""), row.get("review_by", "")
        days = [date.fromisoformat(day) for day in (checked, review) if day]
        assert days == sorted(days)
        assert len(set(days)) == len(days)


@pytest.mark.parametrize("path", TABLES, ids=short)
def test_low_and_high_hold_the_value_between_them(path: Path):
    value_of = {"value", "rate_per_100000", "eq5d_mean"}
    for i, row in enumerate(rows(path), start=2):
        (name,) = value_of & row.keys() or {None}
        if name is not None and "low" in row:
            low, value, high = (row[c] and float(row[c]) for c in ("low", name, "high"))
            assert low == "" or low <= value, (i, row)
            assert high == "" or value <= high, (i, row)


@pytest.mark.parametrize("path", TABLES, ids=short)
def test_age_bands_are_whole_years_in_order(path: Path):
    for i, row in enumerate(rows(path), start=2):
        if row.get("age_low") and row.get("age_high"):
            assert 0 <= int(row["age_low"]) < int(row["age_high"]) <= 120, (i, row)


# Parameters


def test_every_row_that_is_not_judgement_has_a_source_and_a_place_in_it():
    national = parameters().values()
    assert [
        p.name for p in national if p.certainty in ("published", "derived") and not (p.source and p.locator)
    ] == []


def test_a_derived_row_says_what_was_done():
    assert [p.name for p in parameters().values() if p.certainty == "derived" and not p.transform] == []


def test_what_a_note_calls_assumed_is_not_marked_published_or_derived():
    assumed = [p for p in parameters().values() if p.note.startswith(("Assum", "A guess", "Illustrat"))]
    assert assumed
    assert [p.name for p in assumed if p.certainty not in ("expert", "illustrative")] == []


def test_every_row_has_a_review_date_and_was_checked_or_says_what_is_left_to_check():
    for p in parameters().values():
        assert p.review_by is not None, p.name
        judged = p.certainty in ("expert", "illustrative")
        assert p.checked_on is not None or judged or "check" in p.note, p.name


def test_a_row_that_a_service_is_asked_for_helps_to_fill_it_in():
    asked = parameters().asked_of_a_service()
    assert [p.name for p in asked if not p.help or math.isinf(p.maximum)] == []


def test_probabilities_lie_between_0_and_1_and_costs_say_whose_they_are():
    for p in parameters().values():
        if p.name.startswith("p_"):
            assert 0 <= p.minimum < p.maximum <= 1, p.name
        if p.name.startswith("c_"):
            assert p.minimum >= 0, p.name
            assert p.budget_holder, p.name
            assert p.release, p.name


def test_a_scenario_counts_no_fewer_fractures_than_were_recorded():
    assert {p.minimum for p in parameters().values() if p.name.startswith("rr_scenario_")} == {1.0}


def number(name: str) -> Parameter:
    return parameters()[name]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_residents", 57_690_323),  # Office for National Statistics, mid-2023
        ("n_hip_fractures_60_plus", 70_000),  # National Hip Fracture Database, report on 2024: over 70,000
        ("p_identified", 83_500 / 347_770),  # audit of 2024: patients over fragility fractures
        ("p_recommended_glasgow", 740 / 1_000),  # McLellan and others 2011, abstract
        ("p_started_glasgow", 686 / 740),
        ("p_treated_usual_care", 0.172),  # Wu and others 2018, abstract
        ("p_treated_fls", 0.38),
        ("p_persisting_12_months", 0.436),  # Morley and others 2020, any medicine
        ("p_persisting_24_months", 0.310),
        ("p_persisting_60_months", 0.131),
        ("rr_scenario_audit_rule", 5 / 4.356),  # the rule over the incidence table
        ("p_refracture_12_months", 0.071),  # Banefelt and others 2019, abstract
        ("p_refracture_24_months", 0.120),
        ("p_refracture_us_60_months", 0.31),  # Balasubramanian and others 2019, abstract
        ("p_care_home_monthly", 1 - (1 - 0.10) ** (1 / 12)),  # 10 in 100 in a year
        ("smr_after_hip_female", 2.43),  # Bliuc and others 2009, abstract
        ("smr_after_hip_male", 3.51),
        ("u_hip1_pooled", 0.59 / 0.76),  # Si and others 2014, abstract
        ("u_vert1_pooled", 0.55 / 0.76),
        ("n_bed_days_hip", 21.4),  # Patel and others 2022, Table 1
        ("rr_hip_oral", 0.66),  # Zhao and others 2022, abstract
        ("rr_vert_zoledronate", 0.38),  # Bastounis and others 2022, abstract
        ("rr_mortality_service_year_1", 0.84),  # Hawley and others 2016, abstract
        ("rr_mortality_zoledronate", 0.72),  # Lyles and others 2007, abstract
        ("p_care_home_family", 0.489),  # Office for National Statistics, 2022 to 2023
        ("c_oral_month", 0.86 * 13 / 12),  # Drug Tariff, July 2026: four tablets
    ],
)
def test_a_row_is_the_number_its_source_prints_rounded_as_shown(name: str, value: float):
    shown = number(name).value
    digits = len(f"{shown:.6f}".rstrip("0").partition(".")[2])
    assert round(value, digits) == shown


def test_the_modelled_scenario_is_rounded_down_never_up():
    exact = 549_000 / 350_342  # national guideline's UK total over the incidence table on the UK population
    assert number("rr_scenario_modelled").value == pytest.approx(math.floor(exact * 20) / 20)


def test_the_fractures_per_hip_range_begins_at_this_project_s_own_ratio():
    people = people_in(areas()[ENGLAND])
    counts = {s: sum(p.number * incidence()[s, p.sex, p.age_low].rate for p in people) for s in INDEX_SITES}
    assert number("n_fractures_per_hip").low == pytest.approx(sum(counts.values()) / counts["hip"], abs=0.005)
    assert number("n_fractures_per_hip").high == pytest.approx(3_500_000 / 620_000, abs=0.05)


def test_the_cascade_holds_the_same_figures_as_the_audit_table():
    audit = {(r["year"], r["area"], r["kpi"]): r["value"] for r in rows("audit_results.csv") if r["kpi"]}
    shares = {
        "p_assessed": ("2023", "England", "4"),
        "p_recommended": ("2021", "All services in the audit", "7"),
        "p_started": ("2023", "National", "10"),
    }
    for name, key in shares.items():
        assert number(name).value == pytest.approx(float(audit[key]) / 100), name


def test_fewer_people_persist_the_longer_they_are_followed():
    values = [number(f"p_persisting_{months}_months").value for months in (12, 24, 60)]
    assert values == sorted(values, reverse=True)


BANDS = {  # NHS pay 2025/26, England: bottom, middle (top for bands 3 and 4) and top of the scale
    "3": (24_937, 26_598, 26_598), "4": (27_485, 30_162, 30_162), "5": (31_049, 33_487, 37_796),
    "6": (38_682, 40_823, 46_580), "7": (47_810, 50_273, 54_710), "8a": (55_690, 58_487, 62_682),
}  # fmt: skip


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize(("basis", "pension"), [("trust_cash", 0.1438), ("full_employer", 0.2378)])
def test_a_post_costs_its_pay_and_what_the_employer_adds(band: str, basis: str, pension: float):
    row = number(f"c_staff_band_{band}_{basis}")
    # National Insurance 15 % over 5,000, apprenticeship levy 0.5 %
    low, value, high = (pay + 0.15 * (pay - 5_000) + pension * pay + 0.005 * pay for pay in BANDS[band])
    assert (row.low, row.value, row.high) == pytest.approx((low, value, high), abs=1)


def test_a_nurse_who_spends_all_hours_with_patients_sees_776_a_year():
    minutes = 60 * number("n_nurse_hours_year").value
    assert int(minutes / number("n_nurse_minutes_person").value) == 776


# Population


def test_local_authorities_regions_and_boards_each_add_up_to_england_in_every_band():
    held = {(r["area_code"], r["age_low"]): r for r in rows("population.csv")}
    kinds = {code: area.kind for code, area in areas().items()}
    for low in {low for _, low in held}:
        for kind, tolerance in (("local_authority", 0), ("region", 0), ("icb", 0.5)):
            persons = sum(float(r["persons"]) for (c, a), r in held.items() if a == low and kinds[c] == kind)
            women = sum(float(r["female"]) for (c, a), r in held.items() if a == low and kinds[c] == kind)
            assert persons == pytest.approx(float(held[ENGLAND, low]["persons"]), rel=0, abs=tolerance), (kind, low)
            assert women == pytest.approx(float(held[ENGLAND, low]["female"]), rel=0, abs=1), (kind, low)


def test_each_region_is_the_sum_of_its_local_authorities():
    held = {(r["area_code"], r["age_low"]): float(r["persons"]) for r in rows("population.csv")}
    places = [a for a in areas().values() if a.kind == "local_authority"]
    for region in (a for a in areas().values() if a.kind == "region"):
        for low in ("0", "50", "65", "90"):
            members = sum(held[a.code, low] for a in places if a.parent == region.code)
            assert members == held[region.code, low], (region.name, low)


def test_every_area_has_a_population_and_every_population_an_area():
    assert {r["area_code"] for r in rows("population.csv")} == set(areas())


def test_every_area_lies_in_an_area_of_the_kind_above_it():
    above = {"region": "country", "local_authority": "region", "trust": "icb"}
    for area in areas().values():
        if area.kind in above:
            assert areas()[area.parent].kind == above[area.kind], area.code
        else:
            assert area.parent == "", area.code


def test_no_code_means_two_areas():
    codes = [c for a in areas().values() for c in (a.code, *a.other_codes)]
    assert len(set(codes)) == len(codes)


def test_bands_of_the_population_follow_each_other_without_a_gap():
    for name in ("population.csv", "population_projection.csv"):
        bands = {(int(r["age_low"]), int(r["age_high"])) for r in rows(name)}
        assert bands == {(0, 49), *AGE_BANDS}, name


def test_published_countries_have_their_mid_2023_totals():
    # Office for National Statistics, mid-2023 estimates; the United Kingdom has 68,265,209
    held = rows("population.csv")
    totals = {c: sum(float(r["persons"]) for r in held if r["area_code"] == c) for c in ("E92000001", "W92000004")}
    assert totals == {"E92000001": 57_690_323, "W92000004": 3_164_404}
    four = {a.code for a in areas().values() if a.kind == "country"}
    assert sum(float(r["persons"]) for r in held if r["area_code"] in four) == 68_265_209


# Mortality, quality of life


def test_every_year_of_age_from_50_to_100_has_a_chance_of_death():
    for area in ("UK", "England"):
        for sex in SEXES:
            table = [r for r in rows("mortality.csv") if (r["area"], r["sex"]) == (area, sex)]
            assert [int(r["age"]) for r in table] == list(range(50, 101))
            assert len({r["period"] for r in table}) == 1
            assert all(0 < float(r["probability_of_death"]) < 1 for r in table)


@pytest.mark.parametrize(
    ("area", "sex", "years"),
    [("UK", "female", 20.76), ("UK", "male", 18.25), ("England", "female", 21.30), ("England", "male", 18.91)],
)
def test_people_of_65_live_as_long_as_the_life_tables_print(area: str, sex: str, years: float):
    # National life tables, UK 2020 to 2022 and England 2017 to 2019: expectation of life at 65
    death = {
        int(r["age"]): float(r["probability_of_death"])
        for r in rows("mortality.csv")
        if (r["area"], r["sex"]) == (area, sex)
    }
    alive, lived = 1.0, 0.5
    for age in range(65, 100):
        alive *= 1 - death[age]
        lived += alive
    lived += alive * (1 - death[100]) / death[100]
    assert lived == pytest.approx(years, abs=0.02)


def test_quality_of_life_is_given_for_every_sex_and_band_and_is_a_share_of_full_health():
    table = rows("utilities.csv")
    assert {(r["sex"], int(r["age_low"]), int(r["age_high"])) for r in table} == {
        (sex, *band) for sex in SEXES for band in AGE_BANDS
    }
    assert all(0 < float(r["eq5d_mean"]) < 1 for r in table)
    printed = {(r["sex"], r["age_low"]): float(r["eq5d_mean"]) for r in table}
    # McNamara and others: women and men of 80 to 84
    assert (printed["female", "80"], printed["male", "80"]) == (0.710, 0.767)


# Audit and checks


def test_percentages_of_the_audit_are_between_0_and_100():
    assert [r for r in rows("audit_results.csv") if r["unit"] == "%" and not 0 <= float(r["value"]) <= 100] == []


def test_every_indicator_of_the_audit_results_is_described():
    described = {(r["kpi"], r["name"]) for r in rows("kpis.csv")}
    assert len(described) == 11
    assert {(r["kpi"], r["measure"]) for r in rows("audit_results.csv") if r["kpi"]} <= described


def test_areas_that_a_check_names_are_known():
    codes = {c for r in rows("incidence_checks.csv") for c in r["area_code"].split(";") if c}
    assert codes <= set(areas())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hip_reduce_england", 168_359 / 3),  # Patel and others 2022, Table 1
        ("hip_share_female", 100 * 118_859 / 168_359),
        ("hip_age_60", 100 * 15_082 / 168_359),
        ("hip_age_70", 100 * 38_562 / 168_359),
        ("hip_age_80", 100 * 76_177 / 168_359),
        ("hip_age_90", 100 * 38_538 / 168_359),
        ("ratio_all_to_hip_flsdb", 1 / 0.19),
        ("ratio_all_to_hip_nogg", 549_000 / 105_000),
        ("ratio_all_to_hip_eu", 3_500_000 / 620_000),
    ],
)
def test_a_derived_check_is_what_its_locator_works_out_to(name: str, value: float):
    (row,) = (r for r in rows("incidence_checks.csv") if r["name"] == name)
    digits = len(row["value"].partition(".")[2])
    assert float(row["value"]) == round(value, digits)
