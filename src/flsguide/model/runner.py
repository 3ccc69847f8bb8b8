"""Moves a cohort through time: one runner for any step, whatever its states are.

A step is a pure function `(occupancy, cycle) -> (occupancy, events)` on tuples of values. A value is a float,
or an array of draws x subgroups: the runner only adds and halves, so it does not mind which.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from flsguide.evidence.vocabulary import Value

__all__ = ["Counted", "Counting", "Step", "run"]

Counting = Literal["start", "end", "half"]
"""At which end of a cycle a state's people are counted; `half` takes the mean of both (half-cycle correction)."""
Values = tuple[Value, ...]
"""Floats, or arrays of one shape."""
Step = Callable[[Values, int], tuple[Values, Values]]


class Counted(NamedTuple):
    """What a stretch of cycles came to."""

    occupancy: Values
    """Person-cycles in each state, counted as asked."""
    events: Values
    """How often each event happened."""
    after: Values
    """Who is where at the end of the last cycle."""


def run(step: Step, occupancy: Values, first: int, last: int, counting: Counting = "half") -> Counted:
    """Run the cycles `first` to `last` - 1 and count people and events over them.

    Person-cycles are the sum of each cycle's start, of its end, or of their mean. Running a stretch in
    two parts and adding the parts up is the same as running it at once.

    >>> decay = lambda x, cycle: ((x[0] * 0.5, x[1] + x[0] * 0.5), (x[0] * 0.5,))
    >>> run(decay, (1.0, 0.0), 0, 2)
    Counted(occupancy=(1.125, 0.875), events=(0.75,), after=(0.25, 0.75))

    Raises:
        ValueError: no cycle to run, or an unknown way of counting.
    """
    if last <= first:
        msg = f"cycles {first} to {last}: the last must come after the first"
        raise ValueError(msg)
    if counting not in ("start", "end", "half"):
        msg = f"counting {counting!r} is not known; give start, end or half"
        raise ValueError(msg)
    start = occupancy
    occupancy, events = step(occupancy, first)
    ends = occupancy
    for cycle in range(first + 1, last):
        occupancy, happened = step(occupancy, cycle)
        ends = tuple([a + b for a, b in zip(ends, occupancy)])  # noqa: B905  # the innermost loop
        events = tuple([a + b for a, b in zip(events, happened)])  # noqa: B905
    # The sum of starts is the sum of ends, one stretch earlier: it has the first start and lacks the last end.
    weight = {"start": 1.0, "end": 0.0, "half": 0.5}[counting]
    counted = tuple(e + weight * (a - z) for e, a, z in zip(ends, start, occupancy, strict=True))
    return Counted(counted, events, occupancy)
