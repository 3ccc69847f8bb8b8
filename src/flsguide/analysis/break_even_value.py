"""The value of an input at which a choice's net benefit is 0: where it stops, or starts, to be worth its cost."""

from collections.abc import Mapping
from dataclasses import dataclass

from flsguide.analysis.variants import Answer, Values, answers
from flsguide.evidence.errors import EvidenceError

__all__ = ["zeros"]

NOTHING = 1e-12
"""Part of the larger of an input's answers at its two ends below which an answer is 0, and of its span."""
ROUNDED = 1e-6
"""The same where no value lies nearer, because an answer is rounded as it is worked out; a jump leaves more."""
_ROUNDS = 60


def zeros(answer: Answer, own: Values, spans: Mapping[str, tuple[float, float]]) -> dict[str, float | None]:
    """The value of each input at which the answer is 0, the others held; None if it is 0 nowhere in the span.

    All inputs are looked for at once, by the Illinois form of false position. Only whether the two ends lie on
    different sides is looked at: an answer that turns in between may be 0 there all the same.

    Raises:
        EvidenceError: a span that is not from low to high, an answer that is not a finite number or that jumps
            past 0.

    >>> zeros(lambda v: 2 * v["x"] - 5 + v["y"], {"x": 1, "y": 1}, {"x": (0, 10), "y": (0, 1)})
    {'x': 2.0, 'y': None}
    """
    for name, (low, high) in spans.items():
        if not low < high:
            raise EvidenceError.at("break-even", None, name, (low, high), "a span from low to high")
    ends = [{name: end} for name, span in spans.items() for end in span]
    _, *found = answers(answer, own, ends)
    sides = {name: _Bracket(*spans[name], found[2 * i], found[2 * i + 1]) for i, name in enumerate(spans)}
    for _ in range(_ROUNDS):
        open_ones = [name for name, side in sides.items() if side.crosses and not side.is_at_zero]
        if not open_ones:
            return {name: side.best if side.crosses else None for name, side in sides.items()}
        _, *tried = answers(answer, own, [{name: sides[name].guess} for name in open_ones])
        for name, y in zip(open_ones, tried, strict=True):
            sides[name].narrow(y)
    raise EvidenceError.at(
        "break-even", None, open_ones[0], sides[open_ones[0]].best, "an answer without a jump past 0"
    )


@dataclass
class _Bracket:
    """Two values of an input between which the answer is 0."""

    left: float
    right: float
    at_left: float
    at_right: float

    def __post_init__(self) -> None:
        self.crosses = self.at_left * self.at_right <= 0
        at_left = abs(self.at_left) <= abs(self.at_right)
        self.best, self.at_best = (self.left, self.at_left) if at_left else (self.right, self.at_right)
        self._kept = ""
        self._span, self._largest = self.right - self.left, max(abs(self.at_left), abs(self.at_right))

    @property
    def is_at_zero(self) -> bool:
        """Whether the answer is 0, or as near as rounding within the answer lets it come."""
        is_narrow = self.right - self.left <= NOTHING * self._span
        return abs(self.at_best) <= (ROUNDED if is_narrow else NOTHING) * self._largest

    @property
    def guess(self) -> float:
        return self.left - self.at_left * (self.right - self.left) / (self.at_right - self.at_left)

    def narrow(self, y: float) -> None:
        """Take the guess in for the end on its side; an end that stays twice counts half, so that it moves too."""
        self.best, self.at_best = self.guess, y
        if y * self.at_left > 0:
            self.left, self.at_left = self.best, y
            self.at_right /= 2 if self._kept == "right" else 1
            self._kept = "right"
        else:
            self.right, self.at_right = self.best, y
            self.at_left /= 2 if self._kept == "left" else 1
            self._kept = "left"
