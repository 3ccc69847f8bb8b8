"""A smooth regression of outcomes on uncertain inputs: natural cubic splines, by least squares.

A natural cubic spline is smooth, bends between its knots and is straight beyond the outer ones, so that a few extreme
draws do not swing it (hastie2009, chapter 5). Several inputs have a spline each, and the product of every two.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.cost_effectiveness import NOTHING
from flsguide.evidence.errors import EvidenceError

__all__ = ["DRAWS_PER_TERM", "FOLDS", "KNOTS", "Basis", "fitted", "predicted_unseen"]

Array = NDArray[np.float64]
KNOTS = (0.05, 0.275, 0.5, 0.725, 0.95)
"""Where the spline may bend, as quantiles of the draws: the usual places for five."""
DRAWS_PER_TERM = 10
"""Fewer draws than this for each term would let the regression follow chance."""
FOLDS = 10
"""Parts of the draws that are left out in turn."""
_FEWEST = 3
"""Knots below which a spline is a straight line."""


@dataclass(frozen=True, eq=False)
class Basis:
    """Terms of the regression: draws x terms, the first of them 1."""

    terms: Array

    @classmethod
    def of(cls, inputs: Array) -> "Basis":
        """The terms for draws x inputs. An input that does not vary adds none.

        Raises:
            EvidenceError: fewer than `DRAWS_PER_TERM` draws for each term.
        """
        n = len(inputs)
        varying = inputs[:, np.ptp(inputs, axis=0) > NOTHING * np.abs(inputs).max(axis=0)]
        scaled = (varying - varying.mean(axis=0)) / varying.std(axis=0)
        columns = [np.ones(n)]
        for x in scaled.T:
            columns += _natural_spline(x)
        count = scaled.shape[1]
        columns += [scaled[:, i] * scaled[:, j] for i in range(count) for j in range(i)]
        if len(columns) * DRAWS_PER_TERM > n:
            allowed = f"{len(columns) * DRAWS_PER_TERM} or more for {inputs.shape[1]} inputs, or name fewer inputs"
            raise EvidenceError.at("value of information", None, "draws", n, allowed)
        return cls(np.column_stack(columns))


def fitted(basis: Basis, outcomes: Array) -> Array:
    """What the regression expects of each draw: draws x outcomes, from draws x outcomes. It keeps their means."""
    return basis.terms @ _coefficients(basis.terms, outcomes)


def predicted_unseen(basis: Basis, outcomes: Array) -> Array:
    """The same for each draw from a regression that has not seen it: one in `FOLDS` draws is left out at a time."""
    found = np.empty_like(outcomes)
    fold = np.arange(len(outcomes)) % FOLDS
    for left_out in range(FOLDS):
        seen = fold != left_out
        found[~seen] = basis.terms[~seen] @ _coefficients(basis.terms[seen], outcomes[seen])
    return found


def _coefficients(terms: Array, outcomes: Array) -> Array:
    """By least squares; the smallest ones where terms repeat each other."""
    return np.asarray(np.linalg.lstsq(terms, outcomes, rcond=None)[0], dtype=np.float64)


def _natural_spline(x: Array) -> list[Array]:
    """The terms of one input without the constant: x itself, and one for each knot but two (hastie2009, 5.4)."""
    knots = np.unique(np.quantile(x, KNOTS))
    if len(knots) < _FEWEST:  # few values, such as yes and no
        return [x]
    *inner, last = knots

    def beyond(knot: float) -> Array:
        cubes: Array = (np.maximum(x - knot, 0) ** 3 - np.maximum(x - last, 0) ** 3) / (last - knot)
        return cubes

    return [x, *(beyond(knot) - beyond(inner[-1]) for knot in inner[:-1])]
