"""A search finds the value at which an excess is nothing, nearest to where it starts, or says that there is none."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.analysis.thresholds import crossing
from flsguide.evidence.errors import EvidenceError


@given(st.floats(0.05, 0.95), st.floats(1, 3))
def test_the_value_found_gives_what_was_wanted(wanted: float, power: float) -> None:
    at = crossing(lambda values: [v**power - wanted for v in values], 0, 1, 0.5)
    assert at is not None
    assert at**power == pytest.approx(wanted, abs=0.002)


def test_an_end_of_the_range_counts() -> None:
    assert crossing(lambda values: [v - 1 for v in values], 0, 1, 0) == pytest.approx(1)
    assert crossing(lambda values: [1 - v for v in values], 0, 1, 0) == pytest.approx(1)
    assert crossing(lambda values: [-v for v in values], 0, 1, 0) == 0


def test_of_several_the_nearest_counts() -> None:
    def excess(values: object) -> list[float]:
        return [math.cos(v) for v in values]  # type: ignore[attr-defined]

    assert crossing(excess, 0, 6, 1) == pytest.approx(math.pi / 2, abs=0.001)
    assert crossing(excess, 0, 6, 5) == pytest.approx(3 * math.pi / 2, abs=0.001)


def test_where_the_sign_stays_there_is_none() -> None:
    assert crossing(lambda values: [v + 1 for v in values], 0, 10, 5) is None


def test_an_answer_that_is_not_finite_is_refused() -> None:
    with pytest.raises(EvidenceError, match="threshold, at 5"):
        crossing(lambda values: [math.inf if v == 5 else v - 3 for v in values], 0, 10, 5)
