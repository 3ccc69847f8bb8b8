"""How far one number would have to move before the answer is another: a search between two ends, in sections."""

import math
from collections.abc import Callable, Sequence

from flsguide.evidence.errors import EvidenceError

__all__ = ["crossing"]

SECTIONS = 16
"""Parts into which an interval is cut: the model runs many values at once for little more than the price of one."""
PASSES = 2
"""Cuts of the whole, then of the part that holds the answer. What is left is so short that a line fits
a smooth answer."""


def crossing(
    excess: Callable[[Sequence[float]], Sequence[float]], low: float, high: float, near: float
) -> float | None:
    """The value between `low` and `high` at which an excess is nothing: bisection, in sixteen parts at a time.

    `excess` takes values of an input and gives, for each, the answer less what is wanted. Where it is nothing more
    than once, the value nearest to `near` counts. None where it keeps one sign: no value in the range will do. Two
    crossings within one part of the range are not seen.

    >>> round(crossing(lambda values: [v**2 - 2 for v in values], 0, 10, 1), 3)
    1.414
    >>> crossing(lambda values: [v - 10 for v in values], 0, 10, 1)
    10.0
    >>> crossing(lambda values: [v**2 + 2 for v in values], 0, 10, 1) is None
    True

    Raises:
        EvidenceError: an excess that is not a finite number.
    """
    points: list[float] = []
    found: list[float] = []
    for _ in range(PASSES):
        points = [low + (high - low) * i / SECTIONS for i in range(SECTIONS + 1)]
        found = [_checked(value, at) for value, at in zip(excess(points), points, strict=True)]
        parts = [i for i in range(SECTIONS) if found[i] != found[i + 1] and found[i] * found[i + 1] <= 0]
        if not parts:
            return None
        nearest = min(parts, key=lambda i: abs((points[i] + points[i + 1]) / 2 - near))
        low, high = points[nearest], points[nearest + 1]
    before, after = found[nearest], found[nearest + 1]
    return low + (high - low) * before / (before - after)


def _checked(value: float, at: float) -> float:
    if not math.isfinite(value):
        raise EvidenceError.at("threshold", None, f"at {at:g}", value, "a range in which the answer is finite")
    return value
