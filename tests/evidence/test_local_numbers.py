"""A service's own numbers stand in for the national ones, keep them, and are refused in one line."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.data_path import data_path
from flsguide.evidence.days import this_year
from flsguide.evidence.distributions import Beta, Fixed
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.local_numbers import LOCAL_COLUMNS, with_local, with_values
from flsguide.evidence.parameters import Parameters, parameters

Refusal = Callable[..., str]
LOCAL_HEADER = ",".join(LOCAL_COLUMNS) + "\n"


def local(folder: Path, content: str | bytes) -> Path:
    path = folder / "local.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_a_local_value_stands_in_and_keeps_the_national_row(tmp_path: Path):
    path = local(tmp_path, LOCAL_HEADER + "p_identified,0.5,0.4,0.6,2024,Our audit of 2024/25,checked\n")
    found = with_local(parameters(), path)
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
    found = with_local(parameters(), local(tmp_path, LOCAL_HEADER + "p_identified,0.5,,,2024,ours,\n"))
    assert found["p_identified"].uncertainty == Fixed(0.5)


def test_a_second_local_file_still_remembers_the_national_row():
    once = with_values(parameters(), {"p_identified": 0.5}, "first", 2024)
    twice = with_values(once, {"p_identified": 0.6, "p_started": None}, "second", 2024)
    assert twice["p_identified"].national == parameters()["p_identified"]
    assert twice["p_identified"].source == ("second",)


@pytest.mark.parametrize(("source", "certainty"), [("Artificial: Northmoor", "artificial"), ("ours", "local")])
def test_an_artificial_source_is_marked_wherever_the_value_appears(source: str, certainty: str):
    assert with_values(parameters(), {"p_identified": 0.5}, source, 2024)["p_identified"].certainty == certainty


def test_the_example_service_is_read_and_is_artificial():
    found = with_local(parameters(), data_path("example_service/local.csv"))
    own = [p for p in found.values() if p.national is not None]
    assert own
    assert {p.certainty for p in own} == {"artificial"}


def test_the_share_of_local_values_counts_the_rows_asked_for():
    asked = parameters().asked_of_a_service("cascade")
    assert parameters().share_local() == 0.0
    assert with_values(parameters(), {}, "", 2024).share_local() == 0.0
    assert parameters().share_local("nothing") == 0.0
    half = with_values(parameters(), {p.name: p.value for p in asked[::2]}, "ours", 2024)
    assert half.share_local("cascade") == len(asked[::2]) / len(asked)
    everything = with_values(parameters(), {p.name: p.value for p in parameters().asked_of_a_service()}, "ours", 2024)
    assert everything.share_local() == 1.0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_every_local_interval_is_taken_with_a_distribution_or_refused(scratch: Path, a: float, b: float, c: float):
    low, value, high = sorted((a, b, c))
    path = local(scratch, f"{LOCAL_HEADER}p_identified,{value!r},{low!r},{high!r},2024,ours,\n")
    try:
        mean, message = with_local(parameters(), path)["p_identified"].uncertainty.mean, ""
    except EvidenceError as problem:
        mean, message = value, str(problem)
    assert mean == pytest.approx(value)
    assert message == "" or message.startswith("local.csv, row 2, low: ")


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ("p_identified,nan,,,2024,ours,", ["row 2, value: 'nan'", "a number from 0 to 1"]),
        ("p_identified,inf,,,2024,ours,", ["row 2, value: 'inf'", "a number from 0 to 1"]),
        ("p_identified,-0.1,,,2024,ours,", ["row 2, value: '-0.1'", "a number from 0 to 1"]),
        ("p_identified,37,,,2024,ours,", ["row 2, value: '37'", "a number from 0 to 1 (0.24 for 24%)"]),
        ("p_identified,37%,,,2024,ours,", ["row 2, value: '37%'", "a number from 0 to 1", "0.172 for 17.2%"]),
        (
            'n_residents,"340,000",,,2024,ours,',
            ["row 2, value: '340,000'", "from 1000 to 100000000", "digits and a point"],
        ),
        (
            "n_residents,340 000,,,2024,ours,",
            ["row 2, value: '340 000'", "digits and a point"],
        ),
        ("n_residents,0,,,2024,ours,", ["row 2, value: '0'", "from 1000 to 100000000"]),
        ("p_identified,,,,2024,ours,", ["row 2, value: a blank", "a number from 0 to 1"]),
        ("p_identified,0.5,0.4,,2024,ours,", ["row 2, high: a blank", "both low and high, or neither"]),
        ("p_identified,0.5,0.6,0.7,2024,ours,", ["row 2, low: '0.6'", "no higher than the value 0.5"]),
        ("p_identified,0.5,0.3,0.4,2024,ours,", ["row 2, high: '0.4'", "no lower than the value 0.5"]),
        ("p_identified,0.5,-1,0.6,2024,ours,", ["row 2, low: '-1'", "a number from 0 to 1"]),
        ("p_identified,1,0.9,1,2024,ours,", ["row 2, low: '0.9'", "an interval", "does not fit between 0 and 1"]),
        ("p_identified,0,0,0.1,2024,ours,", ["row 2, low: '0'", "an interval", "does not fit between 0 and 1"]),
        ("p_identified,0.5,,,2024,,", ["row 2, source: a blank", "where the number comes from"]),
        ("p_identifed,0.5,,,2024,ours,", ["row 2, name: 'p_identifed'", "give 'p_identified'"]),
        ("P_IDENTIFIED,0.5,,,2024,ours,", ["row 2, name: 'P_IDENTIFIED'", "give 'p_identified'"]),
        ("hip fractures,440,,,2024,ours,", ["row 2, name: 'hip fractures'", "give 'n_hip_fractures_60_plus'"]),
        (",0.5,,,2024,ours,", ["row 2, name: a blank", "one of ", "p_identified"]),
        ("p_people_per_fracture,0.9,,,2024,ours,", ["row 2, name:", "one of ", "p_identified", "stays national"]),
        (
            "p_started,0.5,,,2024,ours,\np_started,0.6,,,2024,ours,",
            ["row 3, name:", "row 2 has it already"],
        ),
        ("p_started,0.5,,,2024,ours", ["row 2", "6 cells where the header has 7", "needs quotes"]),
        ("p_started,0.5,,,2024,ours,a,b", ["row 2", "8 cells where the header has 7", "needs quotes"]),
        (
            'p_started,0.5,,,2024,ours,"a\nb"\np_assessed,7,,,2024,ours,',
            ["row 3, value: '7'", "from 0 to 1"],
        ),
    ],
)
def test_a_local_row_that_cannot_be_used_is_named(tmp_path: Path, refusal: Refusal, row: str, parts: list[str]):
    message = refusal(with_local, parameters(), local(tmp_path, LOCAL_HEADER + row + "\n"))
    assert message.startswith("local.csv, row ")
    assert [part for part in parts if part not in message] == [], message


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("", ["empty", ",".join(LOCAL_COLUMNS)]),
        (LOCAL_HEADER, ["row 2", "no rows"]),
        ((LOCAL_HEADER + "p_started,0.5,,,2024,Queen\u2019s,\n").encode("cp1252"), ["row 2", "CSV UTF-8"]),
        ((LOCAL_HEADER + "p_started,0.5,,,2024,ours,\n").encode("utf-16"), ["row 1", "CSV UTF-8"]),
        (LOCAL_HEADER.replace(",", ";") + "p_started;0,5;;;2024;ours;\n", ["row 1", "semicolons", "CSV with commas"]),
        (
            LOCAL_HEADER.replace(",", "\t") + "p_started\t0.5\t\t\t2024\tours\t\n",
            ["row 1", "tabs"],
        ),
        ("name,value\np_started,0.5\n", ["row 1", "missing 'low', 'high', 'year', 'source', 'note'"]),
        (LOCAL_HEADER.strip() + ",unit\np_started,0.5,,,2024,ours,,%\n", ["row 1", "unknown 'unit'"]),
    ],
    ids=["blank file", "header only", "cp1252", "utf-16", "semicolons", "tabs", "missing columns", "extra column"],
)
def test_a_local_file_of_another_shape_is_refused_whole(
    tmp_path: Path, refusal: Refusal, content: str | bytes, parts: list[str]
):
    message = refusal(with_local, parameters(), local(tmp_path, content))
    assert message.startswith("local.csv")
    assert [part for part in parts if part not in message] == [], message


def test_a_local_file_that_is_not_there_is_named(tmp_path: Path, refusal: Refusal):
    assert refusal(with_local, parameters(), tmp_path / "local.csv").startswith("local.csv: cannot be read")


@pytest.mark.parametrize("value", [math.nan, math.inf, -1, 1.5, True, "many", [], 10**400])
def test_a_number_typed_on_a_page_is_checked_like_one_in_a_file(refusal: Refusal, value: object):
    message = refusal(with_values, parameters(), {"p_identified": value}, "ours", 2024)
    assert message.startswith("your numbers, p_identified, value: ")
    assert "a number from 0 to 1" in message


def test_numbers_typed_on_a_page_need_a_known_name_and_a_source(refusal: Refusal):
    assert "your numbers, p_x, name: 'p_x'" in refusal(with_values, parameters(), {"p_x": 0.5}, "ours", 2024)
    assert "your numbers, p_identified, source: a blank" in refusal(
        with_values, parameters(), {"p_identified": 0.5}, "", 2024
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
        found: Parameters | None = with_values(known, values, "ours", 2024)
    except EvidenceError:
        found = None
    assert (found is not None) == fits
    if found is not None:
        assert {n: p.value for n, p in found.items() if p.national is not None} == given_values
    assert known.share_local() == 0.0


def test_a_bad_number_typed_on_a_page_is_named(refusal):  # noqa: ANN001
    message = refusal(with_values, parameters(), {"n_residents": 340_000, "p_started": -1}, "ours", 2024)
    assert all(part in message for part in ("your numbers", "p_started", "'-1'", "from 0 to 1"))


@pytest.mark.parametrize(
    "year",
    ["", "24", "2040", "2041", str(this_year() + 1), "2024/25", "last year", "1999", "2101", "2024.0", "-2024"],
)
def test_a_number_without_the_year_it_was_counted_in_is_refused(tmp_path: Path, refusal: Refusal, year: str):
    message = refusal(with_local, parameters(), local(tmp_path, f"{LOCAL_HEADER}p_started,0.5,,,{year},ours,\n"))
    assert message.startswith("local.csv, row 2, year: ")
    assert f"{this_year()} at the latest, such as 2024 (for 2024/25 too)" in message


def test_a_count_of_this_year_is_taken():
    found = with_values(parameters(), {"p_started": 0.5}, "ours", this_year())
    assert found["p_started"].counted_in == this_year()


def test_the_year_and_the_place_of_a_number_are_kept(tmp_path: Path):
    row = with_local(parameters(), local(tmp_path, LOCAL_HEADER + "p_started,0.5,,,2023,ours,\n"))["p_started"]
    assert (row.counted_in, row.where) == (2023, "local.csv, row 2")
    assert with_values(parameters(), {"p_started": 0.5}, "ours", 2022)["p_started"].counted_in == 2022
    assert parameters()["p_started"].counted_in is None


@pytest.mark.parametrize("name", ["n_residents", "n_hip_fractures_60_plus"])
def test_a_range_that_nothing_would_use_is_refused(tmp_path: Path, refusal: Refusal, name: str):
    content = f"{LOCAL_HEADER}{name},2000,1900,2100,2024,ours,\n"
    message = refusal(with_local, parameters(), local(tmp_path, content))
    assert message.startswith("local.csv, row 2, low: '1900'")
    assert "blank low and high" in message


@pytest.mark.parametrize(
    ("values", "source", "year", "parts"),
    [
        ({"n_residents": 340_000}, None, 2024, ["your numbers, source: None", "quotation marks"]),
        ({"n_residents": 340_000}, 3, 2024, ["your numbers, source: 3"]),
        ({3: 340_000}, "ours", 2024, ["your numbers, 3, name: '3'", "n_residents"]),
        ({None: 1}, "ours", 2024, ["name: 'None'"]),
        ([("n_residents", 340_000)], "ours", 2024, ["your numbers: [('n_residents', 340000)]", "names and numbers"]),
        (None, "ours", 2024, ["your numbers: None"]),
        ({"n_residents": 340_000}, "ours", None, ["your numbers, n_residents, year: 'None'", "such as 2024"]),
        ({"n_residents": 340_000}, "ours", "2024/25", ["year: '2024/25'", "for 2024/25 too"]),
    ],
)
def test_a_page_cell_of_another_shape_is_refused_in_one_line(
    refusal: Refusal, values: object, source: object, year: object, parts: list[str]
):
    message = refusal(with_values, parameters(), values, source, year)
    assert [part for part in parts if part not in message] == [], message
