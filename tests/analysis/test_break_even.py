"""When an outlay has come back: by hand, by running totals, and where it never does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from flsguide.analysis.break_even import break_even, nominal
from flsguide.evidence.errors import EvidenceError

YEARS = st.integers(1, 6).flatmap(
    lambda years: arrays(float, (years, 4), elements=st.floats(-1e6, 1e6, allow_subnormal=False))
)


def each(*by_year: float) -> list[np.ndarray]:
    return [np.array([amount]) for amount in by_year]


def test_the_first_year_by_whose_end_nothing_more_is_out() -> None:
    found = break_even(each(100, -30, -70, 50))
    assert (found.year, found.by_year, found.ever, found.peak) == (3, (0, 0, 1, 0), 1, 100)


def test_a_cost_in_every_year_never_comes_back_and_the_peak_is_all_of_it() -> None:
    found = break_even(each(100, 100, 100))
    assert (found.year, found.ever, found.peak, found.peak_high) == (None, 0, 300, 300)


def test_a_saving_from_the_start_needs_no_waiting_and_nothing_is_out() -> None:
    found = break_even(each(-5, -5))
    assert (found.year, found.ever, found.peak) == (1, 1, 0)
    assert break_even(each(0, 0)).year == 1


def test_half_of_the_draws_make_a_year_and_the_chance_has_its_error() -> None:
    first, then = np.array([100.0, 100, 100, 100]), np.array([-100.0, -100, 0, 0])
    found = break_even([first, then])
    assert (found.year, found.ever) == (2, 0.5)
    assert found.standard_error == pytest.approx(0.25)
    assert break_even([first, np.array([-100.0, 0, 0, 0])]).year is None


@given(YEARS)
def test_chances_are_of_running_totals(amounts: np.ndarray) -> None:
    found = break_even(list(amounts))
    assert max(found.by_year) <= found.ever <= sum(found.by_year) + 1e-12
    assert found.peak >= 0
    if found.year is not None:
        assert found.by_year[found.year - 1] >= 0.5
    if np.all(amounts > 1):
        assert found.ever == 0


@given(YEARS)
def test_what_is_out_is_never_less_than_the_whole_of_it_at_the_end(amounts: np.ndarray) -> None:
    assert break_even(list(amounts)).peak >= float(amounts.sum(axis=0).mean()) - 1e-3


def test_money_of_its_own_year_grows_and_no_inflation_changes_nothing() -> None:
    by_year = [np.array([10.0, -4.0])] * 3
    assert nominal(by_year, 0.0) == [[10, -4]] * 3
    assert nominal(by_year, 0.1)[2] == pytest.approx([12.1, -4.84])


@pytest.mark.parametrize(
    ("by_year", "said"),
    [
        ([], "the same number of draws"),
        ([np.array([])], "the same number of draws"),
        ([np.array([1.0]), np.array([1.0, 2.0])], "the same number of draws"),
        ([np.array([float("nan")])], "finite numbers only"),
    ],
)
def test_draws_that_cannot_be_are_refused(by_year: list[np.ndarray], said: str) -> None:
    with pytest.raises(EvidenceError, match=said):
        break_even(by_year)


@pytest.mark.parametrize("inflation", [-1.0, float("inf"), float("nan")])
def test_inflation_that_cannot_be_is_refused(inflation: float) -> None:
    with pytest.raises(EvidenceError, match="inflation"):
        nominal([np.array([1.0])], inflation)
