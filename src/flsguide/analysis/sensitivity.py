"""Which inputs matter: the answer at both ends of each input's range, the others held."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.ranges import Range

__all__ = ["Swing", "one_way"]


@dataclass(frozen=True)
class Swing:
    """The answer at the two ends of one input's range."""

    name: str
    value: Range
    """The input: value, low and high."""
    answer_at_low: float
    answer_at_high: float

    @property
    def width(self) -> float:
        """How far the answer moves, never negative."""
        return abs(self.answer_at_high - self.answer_at_low)


def one_way(answer: Callable[[Mapping[str, float]], float], inputs: Mapping[str, Range]) -> tuple[Swing, ...]:
    """The swing of each input, widest first; equal ones stay in the order given.

    `answer` takes a value for every input. It is called twice for each of them. Only the ends are looked at: an
    answer that turns in between can move further than its swing.

    Raises:
        EvidenceError: an answer that is not a finite number.

    >>> area = lambda side: side["a"] * side["b"]
    >>> [swing.name for swing in one_way(area, {"a": Range(2, 1, 3), "b": Range(5, 4.9, 5.1)})]
    ['a', 'b']
    """
    base = {name: given.value for name, given in inputs.items()}
    swings = [
        Swing(name, given, answer(base | {name: given.low}), answer(base | {name: given.high}))
        for name, given in inputs.items()
    ]
    for swing in swings:
        if not math.isfinite(swing.width):
            ends = f"{swing.answer_at_low} to {swing.answer_at_high}"
            raise EvidenceError.at("sensitivity", None, swing.name, ends, "ends at which the answer is finite")
    return tuple(sorted(swings, key=lambda swing: -swing.width))
