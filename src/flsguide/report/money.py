"""How draws of an amount of money are written: a mean with what 8 of 10 draws lie between, no finer than that."""

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.budget_draws import Spread, spread
from flsguide.report.numbers import about, step_of
from flsguide.report.tables import Cell

__all__ = ["MINUS", "THOUSAND", "pounds", "range_cell", "signed", "step_of_total", "sterling", "thousands"]

THOUSAND = 1000
MINUS = "\u2212"
LEAST = 100
"""Pounds: nothing here is known more finely; what is large not more finely than a thousand."""
LARGE = 100_000
Array = NDArray[np.float64]


def pounds(amounts: Array) -> str:
    """About so many pounds, with what 8 of 10 draws lie between.

    >>> pounds(np.linspace(0, 10_000, 101))
    'about £5,000 (£1,000 to £9,000)'
    """
    found = spread(amounts)
    least = THOUSAND if abs(found.mean) >= LARGE else LEAST
    step = max(least, step_of((found.high_80 - found.low_80) / 2))
    low, high = sterling(found.low_80, step), sterling(found.high_80, step)
    mean = f"about {sterling(found.mean, step)}"
    return mean if low == high else f"{mean} ({low} to {high})"


def sterling(amount: float, step: float) -> str:
    """Pounds rounded to a step, with a true minus sign.

    >>> sterling(1234.0, 100), sterling(-20.0, 100)
    ('£1,200', '£0')
    """
    shown = about(abs(amount), step)
    return f"{MINUS if amount < 0 and float(shown.replace(',', '')) else ''}£{shown}"


def thousands(amounts: Array) -> str:
    """A total of draws in thousand pounds with what 8 of 10 draws lie between, both rounded alike.

    >>> thousands(np.linspace(0, 100_000, 101))
    '50 (10 to 90)'
    """
    found = spread(amounts)
    step = step_of_total(found) / THOUSAND
    mean, low, high = (signed(x / THOUSAND, step) for x in (found.mean, found.low_80, found.high_80))
    return mean if low == high else f"{mean} ({low} to {high})"


def range_cell(text: str) -> Cell:
    """A mean with its range, which stands whole on a line of its own where a column is narrow."""
    mean, bracket, rest = text.partition(" (")
    return Cell(text, f'{mean} <span class="fls-range">({rest}</span>' if bracket else mean)


def step_of_total(found: Spread) -> float:
    """What a total is rounded to: a tenth of its interval or less, so that a reader sees totals add up; in pounds."""
    return max(float(THOUSAND), step_of((found.high_80 - found.low_80) / 2))


def signed(value: float, step: float) -> str:
    """A number rounded to a step, with a true minus sign."""
    return about(value, step).replace("-", MINUS)
