"""A number has no more digits than its range supports."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.evidence.ranges import Range
from flsguide.report.numbers import (
    about,
    between,
    in_words,
    of_100,
    out_of_100,
    step_of,
    with_range,
    with_range_of_100,
)

positive = st.floats(1e-6, 1e9)


@given(positive)
def test_a_step_is_1_2_or_5_times_a_power_of_ten_and_a_fifth_of_the_width_at_most(width: float) -> None:
    step = step_of(width)
    assert step <= width / 5 * (1 + 1e-9)
    assert step >= width / 5 / 2.5 * (1 - 1e-9)
    digit = step / 10 ** math.floor(math.log10(step) + 1e-9)
    assert min(abs(digit - d) for d in (1, 2, 5)) < 1e-6


@given(st.floats(-1e9, 1e9), positive)
def test_rounding_moves_a_number_by_half_a_step_at_most(value: float, width: float) -> None:
    step = step_of(width)
    shown = float(about(value, step).replace(",", ""))
    assert abs(shown - value) <= step * 0.5 * (1 + 1e-6) + abs(value) * 1e-12


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_never_reaches_a_page(bad: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        about(bad, 1)


def test_minus_nothing_is_nothing() -> None:
    assert about(-0.2, 1) == "0"


@pytest.mark.parametrize(
    ("given_range", "shown"),
    [
        (Range(1754, 1574, 2014), "1,750 (1,550 to 2,000)"),
        (Range(74.4, 58, 98), "75 (60 to 100)"),
        (Range(12, 12, 12), "12"),
        (Range(0.436, 0.295, 0.535), "0.44 (0.30 to 0.54)"),
    ],
)
def test_value_and_range_are_rounded_alike(given_range: Range, shown: str) -> None:
    assert with_range(given_range) == shown


def test_a_range_in_words() -> None:
    assert between(Range(10, 5, 15), 5) == "5 to 15"


def test_shares_as_people() -> None:
    assert out_of_100(0.242) == "24 out of 100"
    assert out_of_100(0.004) == "fewer than 1 out of 100"


def test_a_date_in_words() -> None:
    assert in_words(date(2026, 5, 3)) == "3 May 2026"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0"), (0.04, "0.0"), (1.44, "1.4"), (4.94, "4.9"), (4.97, "5"), (5, "5"), (24.2, "24"), (100, "100")],
)
def test_few_of_100_have_a_decimal(number: float, shown: str) -> None:
    assert of_100(number) == shown


def test_a_range_of_100_is_written_as_its_value_is() -> None:
    assert with_range_of_100(Range(4.2, 2.55, 6.04)) == "4.2 (2.5 to 6.0)"
    assert with_range_of_100(Range(4.97, 2.55, 6.04)) == "5 (3 to 6)"
    assert with_range_of_100(Range(80, 80, 80)) == "80"
