"""A number with its plausible range: the form in which figures and results are handed on."""

from dataclasses import dataclass

__all__ = ["Range"]


@dataclass(frozen=True)
class Range:
    """An expected number with a plausible range. Not a 95 % interval where the range rests on judgement."""

    value: float
    low: float
    high: float

    def __mul__(self, factor: float) -> "Range":
        """The same in other units; `factor` is 0 or more and taken as certain."""
        return Range(self.value * factor, self.low * factor, self.high * factor)
