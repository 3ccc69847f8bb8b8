"""The numbers behind a chart are plain: a spreadsheet reads them as numbers and gets the same answer."""

import csv
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.report.numbers_behind import Numbers


def _read(numbers: Numbers) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(numbers.to_csv())))


def test_numbers_and_words_come_back_as_they_went_in() -> None:
    found = Numbers(("place", "a_year"), (("Here, there", 57_690_323), ("Elsewhere", 0.925), ("Nowhere", 0.0)))
    assert _read(found) == [
        {"place": "Here, there", "a_year": "57690323"},
        {"place": "Elsewhere", "a_year": "0.925"},
        {"place": "Nowhere", "a_year": "0"},
    ]


@given(st.floats(-1e9, 1e9))
def test_a_number_has_digits_and_a_point_only_and_keeps_four_decimals(value: float) -> None:
    (row,) = _read(Numbers(("value",), ((value,),)))
    assert set(row["value"]) <= set("-0123456789.")
    assert float(row["value"]) == pytest.approx(value, abs=5.1e-5)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, ""])
def test_what_no_reader_should_get_is_refused_by_its_column(bad: object) -> None:
    with pytest.raises(ValueError, match=r"^low: "):
        Numbers(("value", "low"), ((1.0, bad),))  # type: ignore[arg-type]


def test_a_ragged_table_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 headings"):
        Numbers(("a", "b"), ((1.0,),))
