import csv
import io
import math
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from flsguide.evidence.distributions import Beta, Fixed, Gamma
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import COLUMNS, Parameters, parameters, read_parameters
from flsguide.evidence.ranges import Range

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]
GOOD = {
    "name": "p_found", "label": "Found", "value": "0.24", "low": "0.2", "high": "0.3", "distribution": "beta",
    "unit": "proportion", "price_year": "", "budget_holder": "", "release": "", "applies_to": "cascade",
    "minimum": "0", "maximum": "1", "local": "yes", "help": "KPI 2.", "source": "audit2026", "locator": "page 3",
    "transform": "", "certainty": "published", "checked_on": "2026-11-23", "review_by": "2027-11-23", "note": "",
}  # fmt: skip
AHEAD = datetime.now(UTC).date() + timedelta(days=30)  # still ahead if midnight falls within the tests
COST = {
    "name": "c_hip", "value": "15009", "low": "11531", "high": "18869", "distribution": "gamma", "unit": "pounds",
    "price_year": "2025/26", "maximum": "", "local": "no",
}  # fmt: skip


def table(folder: Path, *changes: dict[str, str]) -> Path:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, COLUMNS)
    writer.writeheader()
    writer.writerows(GOOD | change for change in changes)
    path = folder / "parameters.csv"
    path.write_bytes(buffer.getvalue().encode("utf-8"))
    return path


def read(folder: Path, *changes: dict[str, str]) -> Parameters:
    return read_parameters(table(folder, *changes), {"audit2026": None, "wu2018": None})


# The national table


def test_a_row_becomes_a_typed_parameter(tmp_path: Path):
    found = read(tmp_path, {"source": "audit2026; wu2018"})["p_found"]
    assert (found.value, found.low, found.high, found.minimum, found.maximum) == (0.24, 0.2, 0.3, 0.0, 1.0)
    assert found.source == ("audit2026", "wu2018")
    assert (found.checked_on, found.review_by) == (date(2026, 11, 23), date(2027, 11, 23))
    assert found.local is True
    assert found.national is None
    assert found.range == Range(0.24, 0.2, 0.3)


def test_the_distribution_is_the_row_s_own(tmp_path: Path):
    found = read(tmp_path, {}, COST, {"name": "n_people", "distribution": "fixed", "low": "", "high": ""})
    assert isinstance(found["p_found"].uncertainty, Beta)
    assert isinstance(found["c_hip"].uncertainty, Gamma)
    assert found["n_people"].uncertainty == Fixed(0.24)
    assert found.range_of("n_people") == Range(0.24, 0.24, 0.24)
    assert found["p_found"].uncertainty.mean == pytest.approx(0.24)
    assert found["c_hip"].maximum == math.inf


def test_a_figure_is_past_review_the_day_after(tmp_path: Path):
    found = read(tmp_path, {}, {"name": "p_other", "review_by": ""})
    assert not found["p_found"].is_past_review(date(2027, 11, 23))
    assert found["p_found"].is_past_review(date(2027, 11, 24))
    assert not found["p_other"].is_past_review(date(2999, 1, 1))


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"name": ""}, ["name: a blank"]),
        ({"name": "found"}, ["name: 'found'", "a prefix p_ r_ rr_ hr_ smr_ c_ u_ or n_"]),
        ({"name": "p_Found"}, ["name: 'p_Found'", "lower-case words"]),
        ({"name": "p_"}, ["name: 'p_'", "a prefix"]),
        ({"label": ""}, ["label: a blank", "give a value"]),
        ({"unit": ""}, ["unit: a blank", "one of proportion, people, "]),
        (
            {"unit": "proprotion"},
            ["unit: 'proprotion'", "one of proportion, ", "a new one goes into UNITS in flsguide/"],
        ),
        (
            {"applies_to": "casscade"},
            ["applies_to: 'casscade'", "one of caseload, cascade, ", "goes into APPLIES_TO"],
        ),
        (COST | {"budget_holder": "acutee"}, ["budget_holder: 'acutee'", "(blank), acute", "into BUDGET_HOLDERS"]),
        (
            {"review_by": "2026-11-22"},
            ["review_by: '2026-11-22'", "a date after 2026-11-23, when the row was checked"],
        ),
        ({"review_by": "2026-11-23"}, ["review_by: '2026-11-23'", "a date after 2026-11-23"]),
        ({"checked_on": AHEAD.isoformat(), "review_by": ""}, [f"checked_on: '{AHEAD}'", "a date that has been"]),
        ({"locator": ""}, ["locator: a blank", "the row is published"]),
        ({"locator": "", "certainty": "derived", "transform": "x"}, ["locator: a blank", "the row is derived"]),
        ({"certainty": "derived"}, ["transform: a blank", "what was done to the figure"]),
        ({"help": ""}, ["help: a blank", "local is yes"]),
        ({"distribution": "fixed"}, ["low: '0.2'", "a blank low and high", "or another distribution"]),
        ({"applies_to": ""}, ["applies_to: a blank", "one of caseload, cascade, "]),
        ({"value": ""}, ["value: a blank", "a number from 0 to 1"]),
        ({"value": "24%"}, ["value: '24%'", "a number from 0 to 1", "digits and a point only"]),
        ({"value": "24"}, ["value: '24'", "a number from 0 to 1 (0.24 for 24%)"]),
        ({"value": "nan"}, ["value: 'nan'", "a number from 0 to 1"]),
        ({"value": "inf", "maximum": ""}, ["value: 'inf'", "a number of 0 or more"]),
        ({"value": "-0.1"}, ["value: '-0.1'", "a number from 0 to 1"]),
        ({"low": "0.25"}, ["low: '0.25'", "no higher than the value 0.24"]),
        ({"high": "0.23"}, ["high: '0.23'", "no lower than the value 0.24"]),
        ({"high": "1.2"}, ["high: '1.2'", "a number from 0 to 1"]),
        ({"low": ""}, ["low: a blank", "both low and high, or neither"]),
        ({"high": ""}, ["high: a blank", "both low and high, or neither"]),
        ({"low": "", "high": ""}, ["low: a blank", "an interval", "needs finite low <= value <= high"]),
        ({"value": "0.99", "low": "0", "high": "1"}, ["low: '0'", "an interval", "does not fit between 0 and 1"]),
        ({"distribution": "lognormal", "low": "0"}, ["low: '0'", "an interval above 0"]),
        ({"distribution": "triangular"}, ["distribution: 'triangular'", "fixed, normal, beta, gamma, lognormal"]),
        ({"distribution": ""}, ["distribution: a blank", "fixed, normal, beta, gamma, lognormal"]),
        ({"minimum": ""}, ["minimum: a blank", "a finite number"]),
        ({"minimum": "0.5", "maximum": "0.1"}, ["maximum: '0.1'", "a number of 0.5 or more"]),
        ({"maximum": "inf"}, ["maximum: 'inf'", "a number of 0 or more"]),
        ({"price_year": "2025/26"}, ["price_year: '2025/26'", "for costs", "a blank for all else"]),
        ({"price_year": "2025"}, ["price_year: '2025'", "for costs", "a blank for all else"]),
        (COST | {"price_year": ""}, ["price_year: a blank", "give 2025/26 for costs"]),
        (COST | {"price_year": "2025/27"}, ["price_year: '2025/27'", "give 2025/26 for costs"]),
        (COST | {"price_year": "2019/20"}, ["price_year: '2019/20'", "give 2025/26 for costs"]),
        ({"release": "saving"}, ["release: 'saving'", "(blank), cash, capacity, income_neutral, welfare"]),
        ({"local": "true"}, ["local: 'true'", "one of yes, no"]),
        ({"local": ""}, ["local: a blank", "one of yes, no"]),
        ({"certainty": "certain"}, ["certainty: 'certain'", "published, derived, expert, illustrative"]),
        ({"certainty": "local"}, ["certainty: 'local'", "published, derived, expert, illustrative"]),
        ({"source": ""}, ["source: a blank", "a key of sources.bib"]),
        ({"source": "", "certainty": "derived", "note": "x"}, ["source: a blank", "a key of sources.bib"]),
        ({"source": "", "certainty": "expert"}, ["source: a blank", "with a note"]),
        ({"source": "audit2062"}, ["source: 'audit2062'", "such as audit2026"]),
        ({"source": "audit2026, wu2018"}, ["source: 'audit2026, wu2018'", "joined by ;"]),
        ({"source": "audit2026;audit2026"}, ["source: 'audit2026;audit2026'", "keys of sources.bib, each once"]),
        ({"checked_on": "23/11/2026"}, ["checked_on: '23/11/2026'", "a date such as 2026-11-23"]),
        ({"review_by": "soon"}, ["review_by: 'soon'", "a date such as 2026-11-23"]),
    ],
)
def test_a_row_that_breaks_a_rule_is_named(
    tmp_path: Path, refusal: Refusal, change: dict[str, str], parts: list[str]
):
    message = refusal(read, tmp_path, {"name": "p_first"}, change)
    assert message.startswith("parameters.csv, row 3, ")
    assert [part for part in parts if part not in message] == [], message


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("audit's level,1.15,", "audit's level,0.15,", ["value: '0.15'", "a number from 1 to 5"]),
        ("modelled total,1.55,", "modelled total,-1.55,", ["value: '-1.55'", "a number from 1 to 5"]),
        ("general practice records them,1.0,", "general practice records them,0.1,", ["value: '0.1'", "from 1 to 5"]),
    ],
)
def test_a_scenario_that_counts_fewer_than_were_recorded_is_refused(
    edit_data: Edit, refusal: Refusal, old: str, new: str, parts: list[str]
):
    edit_data("parameters.csv", old, new)
    message = refusal(parameters)
    assert message.startswith("parameters.csv, row ")
    assert [part for part in parts if part not in message] == [], message


@pytest.mark.parametrize("ahead", [0, 1])
def test_a_row_checked_today_is_taken_in_every_time_zone(tmp_path: Path, ahead: int):
    day = datetime.now(UTC).date() + timedelta(days=ahead)
    later = day + timedelta(days=365)
    found = read(tmp_path, {"checked_on": day.isoformat(), "review_by": later.isoformat()})["p_found"]
    assert (found.checked_on, found.review_by) == (day, later)


def test_a_judgement_needs_no_place_in_a_source_and_a_row_that_is_not_asked_for_no_help(tmp_path: Path):
    rows = {"certainty": "expert", "locator": ""}, {"name": "p_other", "local": "no", "help": ""}
    assert len(read(tmp_path, *rows)) == 2


@pytest.mark.parametrize("certainty", ["expert", "illustrative"])
def test_a_judgement_may_lack_a_source_when_a_note_says_so(tmp_path: Path, certainty: str):
    assert read(tmp_path, {"source": "", "certainty": certainty, "note": "Assumed."})["p_found"].source == ()


def test_the_same_name_twice_is_refused(tmp_path: Path, refusal: Refusal):
    assert "row 3, name: 'p_found' is not allowed; give each row once (row 2" in refusal(read, tmp_path, {}, {})


def test_an_unknown_name_is_answered_with_the_nearest():
    said = r"^parameters.csv, name: no row 'p_identifed' \(the nearest is 'p_identified'\); add the row, or mend"
    for kind in (EvidenceError, KeyError):
        with pytest.raises(kind, match=said):
            parameters().number("p_identifed")


def test_inputs_are_a_mapping_in_file_order():
    found = parameters()
    assert len(found) == len(list(found))
    assert "p_identified" in found
    assert "p_unknown" not in found
    assert 3 not in found
    assert found.get("p_unknown") is None


def test_a_service_is_asked_for_the_local_rows_of_one_part_or_of_all(tmp_path: Path):
    found = read(tmp_path, {}, {"name": "n_hips", "applies_to": "caseload"}, {"name": "p_fixed", "local": "no"})
    assert [p.name for p in found.asked_of_a_service()] == ["p_found", "n_hips"]
    assert [p.name for p in found.asked_of_a_service("caseload")] == ["n_hips"]
    assert found.asked_of_a_service("costs") == ()


def test_rows_are_taken_by_name_in_file_order_and_a_missing_one_is_refused(tmp_path: Path, refusal: Refusal):
    found = read(tmp_path, {}, {"name": "n_hips"}, {"name": "p_fixed"})
    assert [p.name for p in found.named({"p_fixed", "p_found"})] == ["p_found", "p_fixed"]
    assert found.named(()) == ()
    assert "no row 'p_fixt'" in refusal(found.named, ["p_fixt"])
