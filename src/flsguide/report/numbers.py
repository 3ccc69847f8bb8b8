"""How a number is written: no more digits than its range supports, always with the range."""

import math
from datetime import date

from flsguide.evidence.ranges import Range

__all__ = [
    "about",
    "as_written",
    "between",
    "in_words",
    "of_100",
    "of_digits",
    "out_of_100",
    "step_of",
    "with_range",
    "with_range_of_100",
]

FEW = 5
"""People of 100 below which one decimal is shown."""


def step_of(width: float) -> float:
    """What to round to when a range is `width` wide: the largest 1, 2 or 5 x 10^k that is a fifth of it or less.

    >>> step_of(440), step_of(140), step_of(60_000)
    (50.0, 20.0, 10000.0)
    """
    if not width > 0:
        return 0.0
    target = width / 5
    power = 10.0 ** math.floor(math.log10(target))
    return max(power * digit for digit in (1, 2, 5) if power * digit <= target * (1 + 1e-12))


def about(value: float, step: float) -> str:
    """A number rounded to a step, with thousands separated.

    >>> about(1754, 50), about(0.1234, 0.05), about(12.0, 0)
    ('1,750', '0.10', '12')
    """
    if not math.isfinite(value):
        msg = f"{value!r} cannot be shown; results must be finite numbers"
        raise ValueError(msg)
    if step <= 0:
        return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
    places = max(0, -math.floor(math.log10(step)))
    return f"{round(value / step) * step + 0.0:,.{places}f}"


def as_written(number: float) -> str:
    """As many decimals as the number has, with thousands separated, never as a power of ten.

    >>> as_written(0.1200), as_written(23752.0)
    ('0.12', '23,752')
    """
    return f"{number:,.10f}".rstrip("0").rstrip(".")


def of_digits(number: float, digits: int) -> str:
    """A number above 0 to so many digits, with thousands separated.

    >>> of_digits(6687.9, 3), of_digits(0.02708, 2), of_digits(3.743, 3)
    ('6,690', '0.027', '3.74')
    """
    return as_written(round(number, digits - 1 - math.floor(math.log10(number))))


def between(given: Range, step: float | None = None) -> str:
    """A range in words: "1,550 to 2,000"."""
    size = step_of(given.high - given.low) if step is None else step
    return f"{about(given.low, size)} to {about(given.high, size)}"


def with_range(given: Range, step: float | None = None) -> str:
    """A value and its range, both rounded alike.

    >>> with_range(Range(1754, 1574, 2014))
    '1,750 (1,550 to 2,000)'
    """
    size = step_of(given.high - given.low) if step is None else step
    if given.low == given.high:
        return about(given.value, size)
    return f"{about(given.value, size)} ({between(given, size)})"


def out_of_100(share: float) -> str:
    """A share as people out of 100, the one denominator of the site.

    >>> out_of_100(0.242), out_of_100(0.018), out_of_100(0.0)
    ('24 out of 100', '2 out of 100', '0 out of 100')
    """
    number = 100 * share
    if 0 < number < 1:
        return "fewer than 1 out of 100"
    return f"{number:.0f} out of 100"


def of_100(number: float) -> str:
    """A number of people out of 100: whole, with one decimal where few remain and whole ones would all look alike.

    >>> of_100(24.2), of_100(1.44), of_100(0.0)
    ('24', '1.4', '0')
    """
    return about(number, _step_of_100(number))


def with_range_of_100(given: Range) -> str:
    """A number out of 100 with its range, all three written alike.

    >>> with_range_of_100(Range(1.8, 1.2, 2.7)), with_range_of_100(Range(24, 20, 37))
    ('1.8 (1.2 to 2.7)', '24 (20 to 37)')
    """
    return with_range(given, _step_of_100(given.value))


def _step_of_100(number: float) -> float:
    # 4.97 would be written 5.0 beside a 5 that is written 5.
    return 0.1 if number > 0 and round(number, 1) < FEW else 1


def in_words(day: date) -> str:
    """A date as people say it.

    >>> in_words(date(2026, 11, 23))
    '23 November 2026'
    """
    return f"{day.day} {day:%B %Y}"
