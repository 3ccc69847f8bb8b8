import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.evidence.ranges import Range


def test_a_range_in_other_units_keeps_its_proportions():
    assert Range(5.0, 4.0, 8.0) * 10 == Range(50.0, 40.0, 80.0)


@given(st.tuples(*[st.floats(0, 1e9)] * 3).map(sorted), st.floats(0, 1e6))
def test_the_value_stays_inside_its_range(numbers: list[float], factor: float):
    low, value, high = numbers
    scaled = Range(value, low, high) * factor
    assert scaled.low <= scaled.value <= scaled.high


@pytest.mark.parametrize(
    "bad",
    [(5, 6, 8), (5, 4, 4.9), (math.nan, 1, 2), (1, math.nan, 2), (0.9, 0.9, math.nan), (1, 0, math.inf)],
    ids=str,
)
def test_a_value_outside_its_range_or_not_finite_is_refused(bad: tuple[float, float, float]):
    with pytest.raises(ValueError, match="give finite numbers, low <= value <= high"):
        Range(*bad)
