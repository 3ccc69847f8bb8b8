"""A number with its plausible range: the form in which figures and results are handed on."""

import math
from dataclasses import dataclass

__all__ = ["Range"]

ROUNDING = 1e-9


@dataclass(frozen=True)
class Range:
    """An expected number with a plausible range. Not a 95 % interval where the range rests on judgement.

    Raises:
        ValueError: a number that is not finite, or a value outside its own range.
    """

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse what no page may show."""
        slack = ROUNDING * max(abs(self.low), abs(self.value), abs(self.high), ROUNDING)
        is_finite = all(math.isfinite(n) for n in (self.value, self.low, self.high))
        if not (is_finite and self.low <= self.value + slack and self.value <= self.high + slack):
            msg = f"{self.value} with the range {self.low} to {self.high}: give finite numbers, low <= value <= high"
            raise ValueError(msg)

    def __mul__(self, factor: float) -> "Range":
        """The same in other units; `factor` is 0 or more and taken as certain."""
        return Range(self.value * factor, self.low * factor, self.high * factor)
