"""The care cascade in plain words."""

from collections.abc import Sequence

from flsguide.evidence.parameters import parameters
from flsguide.evidence.ranges import Range
from flsguide.model.pathway import Cascade
from flsguide.report.numbers import about, step_of, with_range
from flsguide.report.sentences import Sentence, short_names

__all__ = ["missed_aloud", "missed_for_the_case", "missed_in_brief"]

HALF = 0.5
LATER = ("persisting_24", "persisting_60")


def missed_in_brief(place: str, usual: Cascade, audit: Cascade, goal: Cascade, fractures: Range) -> Sentence:
    """How many are on treatment after a year without a service and at the goal, and where services are."""
    without, with_goal = (found.people("persisting_12", fractures) for found in (usual, goal))
    return Sentence(
        f"Without a service about {_of(usual, 'started')} of every 100 people with a fracture start a bone "
        f"medicine, and about {_of(usual, 'persisting_12')} still take it a year later. At the national "
        f"audit's 80-50-80 goal, {_of(goal, 'persisting_12')} would. At {place} that is about "
        f"{with_range(without)} people a year against {with_range(with_goal)}. Services are far from the "
        f"goal: national figures, put together, suggest that about {_of(audit, 'started')} of every 100 "
        "people in England and Wales start treatment through one, because most are never found."
    )


def missed_aloud(place: str, usual: Cascade, goal: Cascade, fractures: Range) -> Sentence:
    """One sentence to say in a meeting."""
    without, with_goal = (found.people("persisting_12", fractures) for found in (usual, goal))
    return Sentence(
        f"\u201cOf about {with_range(fractures)} fractures a year at {place}, we expect some "
        f"{_rounded(without)} people to be on treatment a year later; a service that met the national "
        f"goal would have about {_rounded(with_goal)}.\u201d"
    )


def missed_for_the_case(
    place: str, usual: Cascade, audit: Cascade, goal: Cascade, fractures: Range, year: int
) -> Sentence:
    """A paragraph to paste into a business case."""
    without, with_goal = (found.people("persisting_12", fractures) for found in (usual, goal))
    return Sentence(
        f"> We estimate that {place} has about {with_range(fractures)} fractures a year at age 50 and over "
        f"({year}). On average across controlled studies about {_of(usual, 'started')} in 100 people start a "
        f"bone medicine without a service, and about {_of(usual, 'persisting_12')} in 100 would still take it "
        f"a year later: about {with_range(without)} of our patients. A service that met the national audit's "
        f"80-50-80 goal would have about {_of(goal, 'persisting_12')} in 100 on treatment at a year: about "
        f"{with_range(with_goal)}. Today's services are far from that goal: about {_of(audit, 'identified')} "
        "in 100 people with a fracture in England and Wales are found by one. Not everyone needs treatment, "
        "and this counts one person for each fracture. This is our calculation, and what some shares are out of "
        f"is inferred. Sources of the shares: {_sources_of((usual, audit, goal))}."
    )


def _sources_of(cascades: Sequence[Cascade]) -> str:
    """The sources of the rows multiplied up to the first year: all that the paragraph states."""
    rows = {n for found in cascades for s in found.steps if s.name not in LATER for n in s.inputs}
    return short_names(key for name in rows for key in parameters()[name].source)


def _of(found: Cascade, step: str) -> str:
    """Whole people: nobody says "4.1 people". The table has the decimal."""
    number = found[step].of_100.value
    return about(number, 1) if number == 0 or number >= HALF else "fewer than 1"


def _rounded(people: Range) -> str:
    return about(people.value, step_of(people.high - people.low))
