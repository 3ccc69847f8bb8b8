from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import flsguide.data_path
from flsguide.evidence.days import this_year
from flsguide.evidence.kpis import audit_results, kpis

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


def test_there_are_eleven_indicators_and_five_measure_a_step_of_the_cascade():
    assert list(kpis()) == list(range(1, 12))
    steps = {kpi.cascade_step: number for number, kpi in kpis().items() if kpi.cascade_step}
    assert steps == {"identified": 2, "assessed": 4, "recommended": 7, "started": 10, "persisting": 11}


def test_an_indicator_holds_its_colours_as_the_audit_draws_them():
    assert (kpis()[2].green_from, kpis()[2].amber_from) == (80, 50)
    assert (kpis()[7].green_from, kpis()[7].amber_from) == (50, None), "only green or red"
    assert (kpis()[1].green_from, kpis()[1].amber_from) == (None, None)


def test_a_result_is_the_number_its_source_prints_with_its_indicator():
    # HQIP 2025: patients who started by 16 weeks, 30.0 % in 2022 and 35.4 % in 2023
    national = {r.year: r for r in audit_results() if r.area == "National"}
    assert {year: r.value for year, r in national.items()} == {2022: 30.0, 2023: 35.4}
    assert {r.kpi for r in national.values()} == {kpis()[10]}
    assert national[2023].checked_on == date(2026, 11, 23)


def test_what_is_no_indicator_has_none():
    (hips,) = (r for r in audit_results() if (r.measure, r.year) == ("hip_fractures", 2018))
    assert (hips.kpi, hips.value, hips.unit) == (None, 66_313, "patients")


def test_a_result_that_nobody_has_checked_says_so():
    unchecked = [r for r in audit_results() if r.checked_on is None]
    assert unchecked
    assert [r.note for r in unchecked if "recheck" not in r.note] == []


KPI = "10,treatment_started,Bone medicine started,"
COLOURS = (
    '"People recommended treatment (inferred, not read)",80,50,started,flsdb_benchmarks2021;hqip2025;javaid2020,'
)


@pytest.mark.parametrize(
    ("text", "old", "new", "parts"),
    [
        (KPI, "10,", "11,", ["row 12, kpi: '11'", "row 11 has it already"]),
        (KPI, "10,", "ten,", ["row 11, kpi: 'ten'", "a number from 1 to 99"]),
        (KPI, "treatment_started", "followed_up_16_weeks", ["row 11, name:", "each name once (row 10 has it"]),
        (KPI, "Bone medicine started", "", ["row 11, label: a blank"]),
        (COLOURS, ",80,50,", ",80%,50,", ["row 11, green_from: '80%'", "a number from 0 to 100"]),
        (COLOURS, ",80,50,", ",50,80,", ["row 11, amber_from: '80'", "a number from 0 to 50"]),
        (COLOURS, ",80,50,", ",,50,", ["row 11, green_from: a blank", "where amber has one"]),
        (
            COLOURS,
            "started",
            "begun",
            ["row 11, cascade_step: 'begun'", "identified, assessed, recommended, started"],
        ),
        (COLOURS, "hqip2025", "hqip2052", ["row 11, source:", "such as hqip2025"]),
    ],
)
def test_a_broken_indicator_is_named(
    edit_data: Edit, refusal: Refusal, text: str, old: str, new: str, parts: list[str]
):
    edit_data("kpis.csv", text, text.replace(old, new))
    message = refusal(kpis)
    assert message.startswith("kpis.csv, row ")
    assert [part for part in parts if part not in message] == [], message


RESULT = (
    "FLS-DB,2023,England,4,assessed_90_days,64.2,%,see kpis.csv,published,hqip2025,list of differences,2026-11-23,\n"
)


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("FLS-DB,", "FLSDB,", ["audit: 'FLSDB'", "one of FLS-DB, NHFD"]),
        (",2023,", f",{this_year() + 1},", ["year: ", f"a number from 2007 to {this_year()}"]),
        (",2023,", ",2022/23,", ["year: '2022/23'"]),
        (",England,", ",,", ["area: a blank"]),
        (",4,", ",14,", ["kpi: '14'", "one of (blank), 1, 2, 3"]),
        (",4,", ",5,", ["measure: 'assessed_90_days'", "dxa_90_days, the name of indicator 5"]),
        ("64.2", "642", ["value: '642'", "a number from 0 to 100"]),
        ("64.2", "", ["value: a blank"]),
        (",%,", ",percent,", ["unit: 'percent'", "one of %, records"]),
        ("published", "read", ["certainty: 'read'"]),
        ("hqip2025", "hqip", ["source: 'hqip'", "hqip2025"]),
        ("list of differences", "", ["locator: a blank", "where in the source it stands"]),
        ("2026-11-23", "2999-01-01", ["checked_on: '2999-01-01'", "a date that has been"]),
        ("2026-11-23", "", ["note: a blank", "recheck"]),
        ("England,4,assessed_90_days", "Wales,4,assessed_90_days", ["audit: 'FLS-DB'", "has it already"]),
    ],
)
def test_a_broken_result_is_named(edit_data: Edit, refusal: Refusal, old: str, new: str, parts: list[str]):
    edit_data("audit_results.csv", RESULT, RESULT.replace(old, new))
    message = refusal(audit_results)
    assert message.startswith("audit_results.csv, row ")
    assert [part for part in parts if part not in message] == [], message


@pytest.mark.parametrize(("name", "read"), [("kpis.csv", kpis), ("audit_results.csv", audit_results)])
def test_another_encoding_is_refused(edit_data: Edit, refusal: Refusal, name: str, read: Callable[[], object]):
    path: Path = flsguide.data_path.data_root() / name
    header = path.read_text(encoding="utf-8").splitlines()[0]
    edit_data(name, header, header)
    path.write_bytes(path.read_bytes().replace(b"published", "publié".encode("latin-1")) + b"\xe9\n")
    assert "not UTF-8 text" in refusal(read)
