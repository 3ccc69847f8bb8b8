"""When an outlay has come back, how likely that is, and how much is out at the worst: from draws of yearly amounts.

Amounts are new minus base in pounds, as `budget_impact` gives them for one holder and one kind of money: below 0 is a
saving. Cash and freed capacity each have their own answer; nobody can pay a bill with a bed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import fmean, quantiles

from flsguide.analysis.cost_effectiveness import NOTHING
from flsguide.evidence.errors import EvidenceError

__all__ = ["BreakEven", "break_even", "nominal"]

ByYear = Sequence[Sequence[float]]
"""Years x draws: lists, or arrays with one number for each draw."""
HALF = 0.5
"""Share of draws that makes a break-even year."""


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


def break_even(by_year: ByYear) -> BreakEven:
    """Look at the running total of yearly amounts, years x draws.

    An amount of 0 in every year costs nothing, and so breaks even in the first.

    Raises:
        EvidenceError: no years, no draws, years with different numbers of draws, a number that is not finite.

    >>> found = break_even([[90, 90], [-60, -60], [-45, 20]])
    >>> found.year, found.by_year, found.ever, found.peak
    (3, (0.0, 0.0, 0.5), 0.5, 90.0)
    """
    draws = _by_draw(by_year)
    running = [tuple(accumulate(amounts)) for amounts in draws]
    is_back = [_is_back(amounts, totals) for amounts, totals in zip(draws, running, strict=True)]
    shares = tuple(fmean(year) for year in zip(*is_back, strict=True))
    ever = fmean(any(years) for years in is_back)
    out = [max(0.0, *totals) for totals in running]
    return BreakEven(
        year=next((year for year, share in enumerate(shares, start=1) if share >= HALF), None),
        by_year=shares,
        ever=ever,
        standard_error=math.sqrt(ever * (1 - ever) / len(draws)),
        peak=fmean(out),
        peak_high=quantiles(out, n=10, method="inclusive")[-1] if len(out) > 1 else out[0],
    )


def nominal(by_year: ByYear, inflation: float) -> list[list[float]]:
    """Yearly amounts in the money of their own year: each times (1 + inflation) ** year, the first year as it stands.

    Raises:
        EvidenceError: inflation of -100 % or less, or not finite.

    >>> nominal([[100.0], [100.0]], 0.02)
    [[100.0], [102.0]]
    """
    if not -1 < inflation < math.inf:
        raise EvidenceError.at("break-even", None, "inflation", inflation, "a rate above -1")
    return [[float(amount) * (1 + inflation) ** year for amount in amounts] for year, amounts in enumerate(by_year)]


def _is_back(amounts: Sequence[float], totals: Sequence[float]) -> list[bool]:
    rounding = NOTHING * sum(map(abs, amounts))
    return [total <= rounding for total in totals]


def _by_draw(by_year: ByYear) -> list[list[float]]:
    """Draws x years."""
    lengths = sorted({len(amounts) for amounts in by_year})
    if len(lengths) != 1 or lengths[0] == 0:
        raise EvidenceError.at("break-even", None, "by_year", lengths, "the same number of draws in one year or more")
    draws = [[float(amount) for amount in draw] for draw in zip(*by_year, strict=True)]
    worst = next((amount for draw in draws for amount in draw if not math.isfinite(amount)), None)
    if worst is not None:
        raise EvidenceError.at("break-even", None, "by_year", worst, "finite numbers only")
    return draws
