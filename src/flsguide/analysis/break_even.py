"""When an outlay has come back, how likely that is, and how much is out at the worst: from draws of yearly amounts.

Amounts are new minus base in pounds, as `budget_impact` gives them for one holder and one kind of money: below 0 is a
saving. Cash and freed capacity each have their own answer; nobody can pay a bill with a bed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.cost_effectiveness import NOTHING
from flsguide.evidence.errors import EvidenceError

__all__ = ["BreakEven", "break_even", "nominal"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class BreakEven:
    """When the running total of an amount falls to 0 or below."""

    year: int | None
    """The first year, counted from 1, by whose end at least half of the draws have; None where that never happens."""
    by_year: tuple[float, ...]
    """Share of draws whose running total is 0 or below at the end of each year, 0 to 1."""
    ever: float
    """Share of draws in which that is so at the end of some year."""
    standard_error: float
    """Of `ever`, from the number of draws alone."""
    peak: float
    """The most that is out at the end of any year, the mean of the draws, in pounds; 0 where nothing ever is."""
    peak_high: float
    """What the most that is out stays below in 9 of 10 draws."""


def break_even(by_year: Sequence[Array]) -> BreakEven:
    """Look at the running total of yearly amounts, each an array with one number for each draw.

    An amount of 0 in every year costs nothing, and so breaks even in the first.

    Raises:
        EvidenceError: no years, no draws, years with different numbers of draws, a number that is not finite.

    >>> saves_late = [np.array([90.0, 90.0]), np.array([-60.0, -60.0]), np.array([-45.0, 20.0])]
    >>> found = break_even(saves_late)
    >>> found.year, found.by_year, found.ever, found.peak
    (3, (0.0, 0.0, 0.5), 0.5, 90.0)
    """
    amounts = _checked(by_year)
    running = amounts.cumsum(axis=0)
    rounding = NOTHING * np.abs(amounts).sum(axis=0)
    is_back = running <= rounding
    shares = is_back.mean(axis=1)
    ever = float(is_back.any(axis=0).mean())
    out = np.maximum(running, 0.0).max(axis=0)
    return BreakEven(
        year=next((year for year, share in enumerate(shares, start=1) if share >= 0.5), None),  # noqa: PLR2004  # half
        by_year=tuple(map(float, shares)),
        ever=ever,
        standard_error=float(np.sqrt(ever * (1 - ever) / amounts.shape[1])),
        peak=float(out.mean()),
        peak_high=float(np.quantile(out, 0.9)),
    )


def nominal(by_year: Sequence[Array], inflation: float) -> tuple[Array, ...]:
    """Yearly amounts in the money of their own year: each times (1 + inflation) ** year, the first year as it stands.

    Raises:
        EvidenceError: inflation of -100 % or less, or not finite.

    >>> nominal([np.array([100.0]), np.array([100.0])], 0.02)[1]
    array([102.])
    """
    if not -1 < inflation < np.inf:
        raise EvidenceError.at("break-even", None, "inflation", inflation, "a rate above -1")
    return tuple(amount * (1 + inflation) ** year for year, amount in enumerate(by_year))


def _checked(by_year: Sequence[Array]) -> Array:
    """Years x draws."""
    lengths = sorted({np.shape(amount) for amount in by_year})
    if len(lengths) != 1 or len(lengths[0]) != 1 or lengths[0][0] == 0:
        raise EvidenceError.at("break-even", None, "by_year", lengths, "one array for each year, with as many draws")
    amounts = np.array(by_year, dtype=float)
    if not np.all(np.isfinite(amounts)):
        worst = float(amounts[~np.isfinite(amounts)][0])
        raise EvidenceError.at("break-even", None, "by_year", worst, "finite numbers only")
    return amounts
