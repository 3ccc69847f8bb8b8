import csv
import io
import math
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.data_path import data_path
from flsguide.evidence.distributions import Beta, Fixed, Gamma
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import COLUMNS, LOCAL_COLUMNS, Parameters, parameters, read_parameters
from flsguide.evidence.ranges import Range

Refusal = Callable[..., str]
LOCAL_HEADER = "name,value,low,high,source,note\n"
GOOD = {
    "name": "p_found", "label": "Found", "value": "0.24", "low": "0.2", "high": "0.3", "distribution": "beta",
    "unit": "proportion", "price_year": "", "budget_holder": "", "release": "", "applies_to": "cascade",
    "minimum": "0", "maximum": "1", "local": "yes", "help": "", "source": "audit2026", "locator": "page 3",
    "transform": "", "certainty": "published", "checked_on": "2026-11-23", "review_by": "2027-11-23", "note": "",
}  # fmt: skip
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


def local(folder: Path, content: str | bytes) -> Path:
    path = folder / "local.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


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
        ({"unit": ""}, ["unit: a blank", "give a value"]),
        ({"applies_to": ""}, ["applies_to: a blank", "give a value"]),
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
        ({"distribution": "gamma", "low": "0"}, ["low: '0'", "an interval above 0"]),
        ({"distribution": "triangular"}, ["distribution: 'triangular'", "fixed, normal, beta, gamma, lognormal"]),
        ({"distribution": ""}, ["distribution: a blank", "fixed, normal, beta, gamma, lognormal"]),
        ({"minimum": ""}, ["minimum: a blank", "a finite number"]),
        ({"minimum": "0.5", "maximum": "0.1"}, ["maximum: '0.1'", "a number of 0.5 or more"]),
        ({"maximum": "inf"}, ["maximum: 'inf'", "a number of 0 or more"]),
        ({"price_year": "2025/26"}, ["price_year: '2025/26'", "for costs, and a blank for all else"]),
        ({"price_year": "2025"}, ["price_year: '2025'", "for costs, and a blank for all else"]),
        (COST | {"price_year": ""}, ["price_year: a blank", "a price year such as 2025/26"]),
        (COST | {"price_year": "2025/27"}, ["price_year: '2025/27'", "a price year such as 2025/26"]),
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


@pytest.mark.parametrize("certainty", ["expert", "illustrative"])
def test_a_judgement_may_lack_a_source_when_a_note_says_so(tmp_path: Path, certainty: str):
    assert read(tmp_path, {"source": "", "certainty": certainty, "note": "Assumed."})["p_found"].source == ()


def test_the_same_name_twice_is_refused(tmp_path: Path, refusal: Refusal):
    assert "row 3, name: 'p_found' is not allowed; give each row once (row 2" in refusal(read, tmp_path, {}, {})


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(KeyError, match=r"'p_identifed' is not a parameter; did you mean 'p_identified'\?"):
        parameters().number("p_identifed")


def test_inputs_are_a_mapping_in_file_order():
    found = parameters()
    assert len(found) == len(list(found))
    assert "p_identified" in found
    assert "p_unknown" not in found
    assert 3 not in found
    assert found.get("p_unknown") is None


# A service's own numbers


def test_a_local_value_stands_in_and_keeps_the_national_row(tmp_path: Path):
    path = local(tmp_path, LOCAL_HEADER + "p_identified,0.5,0.4,0.6,Our audit of 2024/25,checked\n")
    found = parameters().with_local(path)
    own, national = found["p_identified"], parameters()["p_identified"]
    assert (own.value, own.low, own.high, own.certainty) == (0.5, 0.4, 0.6, "local")
    assert (own.source, own.note) == (("Our audit of 2024/25",), "checked")
    assert (own.locator, own.transform, own.checked_on, own.review_by) == ("", "", None, None)
    assert own.national == national
    assert (own.label, own.unit, own.minimum, own.maximum) == (
        national.label, national.unit, national.minimum, national.maximum,
    )  # fmt: skip
    assert isinstance(own.uncertainty, Beta)
    assert found.number("p_identified") == 0.5
    assert {n: p for n, p in found.items() if n != "p_identified"} == {
        n: p for n, p in parameters().items() if n != "p_identified"
    }


def test_a_local_value_without_a_range_is_not_varied(tmp_path: Path):
    found = parameters().with_local(local(tmp_path, LOCAL_HEADER + "p_identified,0.5,,,ours,\n"))
    assert found["p_identified"].uncertainty == Fixed(0.5)


def test_a_second_local_file_still_remembers_the_national_row():
    once = parameters().with_values({"p_identified": 0.5}, "first")
    twice = once.with_values({"p_identified": 0.6, "p_started": None}, "second")
    assert twice["p_identified"].national == parameters()["p_identified"]
    assert twice["p_identified"].source == ("second",)


@pytest.mark.parametrize(("source", "certainty"), [("Artificial: Northmoor", "artificial"), ("ours", "local")])
def test_an_artificial_source_is_marked_wherever_the_value_appears(source: str, certainty: str):
    assert parameters().with_values({"p_identified": 0.5}, source)["p_identified"].certainty == certainty


def test_the_example_service_is_read_and_is_artificial():
    found = parameters().with_local(data_path("example_service/local.csv"))
    own = [p for p in found.values() if p.national is not None]
    assert own
    assert {p.certainty for p in own} == {"artificial"}


def test_a_service_is_asked_for_the_local_rows_of_one_part_or_of_all(tmp_path: Path):
    found = read(tmp_path, {}, {"name": "n_hips", "applies_to": "caseload"}, {"name": "p_fixed", "local": "no"})
    assert [p.name for p in found.asked_of_a_service()] == ["p_found", "n_hips"]
    assert [p.name for p in found.asked_of_a_service("caseload")] == ["n_hips"]
    assert found.asked_of_a_service("costs") == ()


def test_the_share_of_local_values_counts_the_rows_asked_for():
    asked = parameters().asked_of_a_service("cascade")
    assert parameters().share_local() == 0.0
    assert parameters().with_values({}, "").share_local() == 0.0
    assert parameters().share_local("nothing") == 0.0
    half = parameters().with_values({p.name: p.value for p in asked[::2]}, "ours")
    assert half.share_local("cascade") == len(asked[::2]) / len(asked)
    everything = parameters().with_values({p.name: p.value for p in parameters().asked_of_a_service()}, "ours")
    assert everything.share_local() == 1.0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_every_local_interval_is_taken_with_a_distribution_or_refused(scratch: Path, a: float, b: float, c: float):
    low, value, high = sorted((a, b, c))
    path = local(scratch, f"{LOCAL_HEADER}p_identified,{value!r},{low!r},{high!r},ours,\n")
    try:
        mean, message = parameters().with_local(path)["p_identified"].uncertainty.mean, ""
    except EvidenceError as problem:
        mean, message = value, str(problem)
    assert mean == pytest.approx(value)
    assert message == "" or message.startswith("local.csv, row 2, low: ")


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ("p_identified,nan,,,ours,", ["row 2, value: 'nan'", "a number from 0 to 1"]),
        ("p_identified,inf,,,ours,", ["row 2, value: 'inf'", "a number from 0 to 1"]),
        ("p_identified,-0.1,,,ours,", ["row 2, value: '-0.1'", "a number from 0 to 1"]),
        ("p_identified,37,,,ours,", ["row 2, value: '37'", "a number from 0 to 1 (0.24 for 24%)"]),
        ("p_identified,37%,,,ours,", ["row 2, value: '37%'", "a number from 0 to 1", "0.172 for 17.2%"]),
        (
            'n_residents,"340,000",,,ours,',
            ["row 2, value: '340,000'", "from 1000 to 100000000", "digits and a point"],
        ),
        ("n_residents,340 000,,,ours,", ["row 2, value: '340 000'", "from 1000 to 100000000", "digits and a point"]),
        ("n_residents,0,,,ours,", ["row 2, value: '0'", "from 1000 to 100000000"]),
        ("p_identified,,,,ours,", ["row 2, value: a blank", "a number from 0 to 1"]),
        ("p_identified,0.5,0.4,,ours,", ["row 2, high: a blank", "both low and high, or neither"]),
        ("p_identified,0.5,0.6,0.7,ours,", ["row 2, low: '0.6'", "no higher than the value 0.5"]),
        ("p_identified,0.5,0.3,0.4,ours,", ["row 2, high: '0.4'", "no lower than the value 0.5"]),
        ("p_identified,0.5,-1,0.6,ours,", ["row 2, low: '-1'", "a number from 0 to 1"]),
        ("p_identified,1,0.9,1,ours,", ["row 2, low: '0.9'", "an interval", "does not fit between 0 and 1"]),
        ("p_identified,0,0,0.1,ours,", ["row 2, low: '0'", "an interval", "does not fit between 0 and 1"]),
        ("p_identified,0.5,,,,", ["row 2, source: a blank", "where the number comes from"]),
        ("p_identifed,0.5,,,ours,", ["row 2, name: 'p_identifed'", "give 'p_identified'"]),
        ("P_IDENTIFIED,0.5,,,ours,", ["row 2, name: 'P_IDENTIFIED'", "give 'p_identified'"]),
        ("hip fractures,440,,,ours,", ["row 2, name: 'hip fractures'", "give 'n_hip_fractures_60_plus'"]),
        (",0.5,,,ours,", ["row 2, name: a blank", "one of ", "p_identified"]),
        ("p_people_per_fracture,0.9,,,ours,", ["row 2, name:", "one of ", "p_identified", "stays national"]),
        ("p_started,0.5,,,ours,\np_started,0.6,,,ours,", ["row 3, name: 'p_started'", "row 2 has it already"]),
        ("p_started,0.5,,,ours", ["row 2", "5 cells where the header has 6", "needs quotes"]),
        ("p_started,0.5,,,ours,a,b", ["row 2", "7 cells where the header has 6", "needs quotes"]),
        ('p_started,0.5,,,ours,"a\nb"\np_assessed,7,,,ours,', ["row 3, value: '7'", "a number from 0 to 1"]),
    ],
)
def test_a_local_row_that_cannot_be_used_is_named(tmp_path: Path, refusal: Refusal, row: str, parts: list[str]):
    message = refusal(parameters().with_local, local(tmp_path, LOCAL_HEADER + row + "\n"))
    assert message.startswith("local.csv, row ")
    assert [part for part in parts if part not in message] == [], message


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("", ["empty", ",".join(LOCAL_COLUMNS)]),
        (LOCAL_HEADER, ["row 2", "no rows"]),
        ((LOCAL_HEADER + "p_started,0.5,,,Queen\u2019s,\n").encode("cp1252"), ["row 2", "CSV UTF-8"]),
        ((LOCAL_HEADER + "p_started,0.5,,,ours,\n").encode("utf-16"), ["row 1", "CSV UTF-8"]),
        (LOCAL_HEADER.replace(",", ";") + "p_started;0,5;;;ours;\n", ["row 1", "semicolons", "CSV with commas"]),
        (LOCAL_HEADER.replace(",", "\t") + "p_started\t0.5\t\t\tours\t\n", ["row 1", "tabs", "CSV with commas"]),
        ("name,value\np_started,0.5\n", ["row 1", "missing 'low', 'high', 'source', 'note'"]),
        (LOCAL_HEADER.strip() + ",unit\np_started,0.5,,,ours,,%\n", ["row 1", "unknown 'unit'"]),
    ],
    ids=["blank file", "header only", "cp1252", "utf-16", "semicolons", "tabs", "missing columns", "extra column"],
)
def test_a_local_file_of_another_shape_is_refused_whole(
    tmp_path: Path, refusal: Refusal, content: str | bytes, parts: list[str]
):
    message = refusal(parameters().with_local, local(tmp_path, content))
    assert message.startswith("local.csv")
    assert [part for part in parts if part not in message] == [], message


def test_a_local_file_that_is_not_there_is_named(tmp_path: Path, refusal: Refusal):
    assert refusal(parameters().with_local, tmp_path / "local.csv").startswith("local.csv: cannot be read")


@pytest.mark.parametrize("value", [math.nan, math.inf, -1, 1.5, True, "many", [], 10**400])
def test_a_number_typed_on_a_page_is_checked_like_one_in_a_file(refusal: Refusal, value: object):
    message = refusal(parameters().with_values, {"p_identified": value}, "ours")
    assert message.startswith("your numbers, p_identified, value: ")
    assert "a number from 0 to 1" in message


def test_numbers_typed_on_a_page_need_a_known_name_and_a_source(refusal: Refusal):
    assert "your numbers, p_x, name: 'p_x'" in refusal(parameters().with_values, {"p_x": 0.5}, "ours")
    assert "your numbers, p_identified, source: a blank" in refusal(
        parameters().with_values, {"p_identified": 0.5}, ""
    )


@given(st.dictionaries(st.sampled_from([p.name for p in parameters().asked_of_a_service()]), st.none() | st.floats()))
def test_typed_numbers_are_taken_whole_or_not_at_all(values: dict[str, float | None]):
    given_values = {n: v for n, v in values.items() if v is not None}
    known = parameters()
    fits = all(
        known[n].minimum <= v <= known[n].maximum and (v.is_integer() or not n.startswith("n_"))
        for n, v in given_values.items()
    )
    try:
        found: Parameters | None = known.with_values(values, "ours")
    except EvidenceError:
        found = None
    assert (found is not None) == fits
    if found is not None:
        assert {n: p.value for n, p in found.items() if p.national is not None} == given_values
    assert known.share_local() == 0.0


def test_a_bad_number_typed_on_a_page_is_named(refusal):  # noqa: ANN001
    message = refusal(parameters().with_values, {"n_residents": 340_000, "p_started": -1}, "ours")
    assert all(part in message for part in ("your numbers", "p_started", "'-1'", "from 0 to 1"))
