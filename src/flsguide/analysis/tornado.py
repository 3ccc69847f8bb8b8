"""Which uncertain inputs move the net benefit of a choice: both ends of each range, and a grid of two.

Many variants of the inputs are asked for at once, as if they were draws, so that the model runs for all of them
together. `sensitivity.one_way` asks for the same ends one at a time, with the standard library alone.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from flsguide.analysis.cost_effectiveness import NOTHING
from flsguide.analysis.draws import IMMINENT, PERSISTENCE, level_of
from flsguide.analysis.variants import Answer, Values, answers
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import NationalTables
from flsguide.evidence.parameters import Parameters
from flsguide.model.base_case import RATE

__all__ = ["Bar", "Grid", "Move", "moves", "moving", "possible", "tornado", "two_way"]


@dataclass(frozen=True)
class Move:
    """One input with the ends of its range, or inputs that were fitted or are drawn together and so move together."""

    names: tuple[str, ...]
    value: tuple[float, ...]
    low: tuple[float, ...]
    """At one end. Of inputs that go opposite ways, the first has its low and the other its high."""
    high: tuple[float, ...]


@dataclass(frozen=True)
class Bar:
    """The answer at the two ends of a move, with everything else held."""

    move: Move
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """How far the answer moves, never negative."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class Grid:
    """The answer for every pair of two inputs' values."""

    names: tuple[str, str]
    rows: tuple[float, ...]
    columns: tuple[float, ...]
    answers: tuple[tuple[float, ...], ...]
    """Rows x columns."""


def moves(inputs: Parameters, tables: NationalTables, names: Sequence[str]) -> tuple[Move, ...]:
    """The ways that inputs can move: each alone but for those that go together; none for those without a range.

    Persistence: no share is higher than the one before. Imminent risk: a higher start fades sooner, as it was fitted.

    Raises:
        MissingRowError: a name that is neither a row's nor that of a site's fracture rates.
    """
    found: dict[str, Move] = {}
    for name in names:
        group = next((each for each in (PERSISTENCE, IMMINENT) if name in each), (name,))
        if group[0] not in found:
            found[group[0]] = _move(inputs, tables, group)
    return tuple(move for move in found.values() if move.low != move.high)


def tornado(answer: Answer, given: Sequence[Move]) -> tuple[float, tuple[Bar, ...]]:
    """The answer as things stand, and the bar of each move, widest first; equal ones stay in the order given.

    Only the ends are looked at: an answer that turns in between can move further than its bar.

    Raises:
        EvidenceError: no moves, or an answer that is not a finite number.

    >>> side = Move(("side",), (2.0,), (1.0,), (3.0,))
    >>> tornado(lambda v: 10 * v["side"], [side])
    (20.0, (Bar(move=Move(names=('side',), value=(2.0,), low=(1.0,), high=(3.0,)), at_low=10.0, at_high=30.0),))
    """
    if not given:
        raise EvidenceError.at("tornado", None, "moves", [], "one input with a range, or more")
    own = {name: value for move in given for name, value in zip(move.names, move.value, strict=True)}
    ends = [dict(zip(move.names, end, strict=True)) for move in given for end in (move.low, move.high)]
    base, *found = answers(answer, own, ends)
    bars = [Bar(move, *found[2 * i : 2 * i + 2]) for i, move in enumerate(given)]
    return base, tuple(sorted(bars, key=lambda bar: -bar.width))


def moving(bars: Sequence[Bar]) -> tuple[str, ...]:
    """The inputs that move the answer at all: a medicine that nobody has, for one, does not."""
    most = max((bar.width for bar in bars), default=0.0)
    return tuple(name for bar in bars if bar.width > NOTHING * most for name in bar.move.names)


def possible(bars: Sequence[Bar], inputs: Parameters) -> dict[str, tuple[float, float]]:
    """Between what each input can lie at all, if it moves alone and its row says so: where to look for `zeros`."""
    names = [bar.move.names[0] for bar in bars if len(bar.move.names) == 1]
    rows = [inputs[name] for name in names if name in inputs.rows]
    return {row.name: (row.minimum, row.maximum) for row in rows if math.isfinite(row.maximum)}


def two_way(
    answer: Answer, own: Values, rows: tuple[str, Sequence[float]], columns: tuple[str, Sequence[float]]
) -> Grid:
    """The answer for every pair of two inputs' values; `own` has their values as they stand.

    Raises:
        EvidenceError: twice the same input, no values, or an answer that is not a finite number.
    """
    (down, downs), (across, acrosses) = rows, columns
    if down == across or not downs or not acrosses:
        raise EvidenceError.at("grid", None, "inputs", f"{down}, {across}", "two inputs, each with its values")
    pairs = [{down: y, across: x} for y in downs for x in acrosses]
    _, *found = answers(answer, own, pairs)
    width = len(acrosses)
    table = tuple(tuple(found[i * width : (i + 1) * width]) for i in range(len(downs)))
    return Grid((down, across), tuple(downs), tuple(acrosses), table)


def _move(inputs: Parameters, tables: NationalTables, names: tuple[str, ...]) -> Move:
    sites = {RATE.format(site=site): site for site, _, _ in tables.rates}
    ranges = [level_of(tables.rates, sites[name]) if name in sites else inputs.range_of(name) for name in names]
    value, low, high = (tuple(getattr(each, end) for each in ranges) for end in ("value", "low", "high"))
    if names == IMMINENT and inputs.number("r_imminent_correlation") < 0:
        low, high = (low[0], high[1]), (high[0], low[1])
    if names == PERSISTENCE:
        value, low, high = (tuple(accumulate(shares, min)) for shares in (value, low, high))
    return Move(names, value, low, high)
