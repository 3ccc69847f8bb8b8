"""The regression: a spline that is straight at its ends, fits what it should, and predicts without having looked."""

import numpy as np
import pytest

from flsguide.analysis.smoothing import Basis, fitted, predicted_unseen
from flsguide.evidence.errors import EvidenceError

X = np.random.default_rng(8).normal(10, 2, 600)


def test_a_straight_line_is_fitted_exactly_seen_or_not() -> None:
    y = np.column_stack([3 - 2 * X, X * 0])
    for found in (fitted(Basis.of(X[:, None]), y), predicted_unseen(Basis.of(X[:, None]), y)):
        assert found == pytest.approx(y, abs=1e-9)


def test_five_knots_make_a_constant_and_four_terms_that_are_straight_beyond_the_outer_knots() -> None:
    even = np.linspace(0, 1, 2001)
    terms = Basis.of(even[:, None]).terms
    bend = np.diff(terms, n=2, axis=0) / (even[1] - even[0]) ** 2
    assert terms.shape == (2001, 5)
    assert np.linalg.matrix_rank(terms) == 5
    assert np.abs(bend[even[1:-1] < 0.049]).max() < 1e-3 * np.abs(bend).max()
    assert np.abs(bend[even[1:-1] > 0.951]).max() < 1e-3 * np.abs(bend).max()
    assert np.abs(np.diff(bend, axis=0)).max() < 0.01 * np.abs(bend).max(), "the bend itself never jumps"


def test_a_smooth_curve_is_followed() -> None:
    y = np.exp(-((X - 10) ** 2) / 8)[:, None]
    assert np.abs(fitted(Basis.of(X[:, None]), y) - y).std() < 0.1 * y.std()


def test_the_mean_is_kept() -> None:
    y = np.random.default_rng(9).exponential(5, (600, 2))
    assert fitted(Basis.of(X[:, None]), y).mean(axis=0) == pytest.approx(y.mean(axis=0), rel=1e-12)


def test_two_inputs_have_their_product() -> None:
    z = np.random.default_rng(10).normal(0, 1, 600)
    y = (X * z)[:, None]
    assert fitted(Basis.of(np.column_stack([X, z])), y) == pytest.approx(y, abs=1e-9)


def test_an_input_of_two_values_gives_the_mean_of_each() -> None:
    x, y = np.repeat([0.0, 1.0], [200, 400]), np.random.default_rng(11).normal(0, 1, 600)
    found = fitted(Basis.of(x[:, None]), y[:, None])[:, 0]
    assert found == pytest.approx(np.repeat([y[:200].mean(), y[200:].mean()], [200, 400]))


def test_an_input_that_does_not_vary_adds_nothing() -> None:
    same = np.full(600, 0.1)
    assert Basis.of(same[:, None]).terms.shape == (600, 1)
    assert Basis.of(np.column_stack([same, X])).terms == pytest.approx(Basis.of(X[:, None]).terms)


def test_a_prediction_has_not_seen_its_own_outcome() -> None:
    y = np.random.default_rng(12).normal(0, 1, (600, 1))
    changed = y.copy()
    changed[17] += 1000
    before, after = (predicted_unseen(Basis.of(X[:, None]), each) for each in (y, changed))
    assert after[17] == pytest.approx(before[17])
    assert abs(after[18] - before[18]) > 1e-3


def test_too_few_draws_for_the_terms_are_refused_with_how_many_it_takes() -> None:
    with pytest.raises(EvidenceError, match="draws: 49 is not allowed; give 50 or more for 1 inputs, or name fewer"):
        Basis.of(X[:49, None])
    assert Basis.of(X[:50, None]).terms.shape == (50, 5)
