"""The care cascade in plain words: how many people are missed, against the national goal.

"Now" is usual care where a place has no service, and its own indicators where it gave some; the words follow.
"""

from collections.abc import Sequence

from flsguide.evidence.parameters import parameters
from flsguide.evidence.ranges import Range
from flsguide.model.pathway import Cascade, gap
from flsguide.report.marks import in_part, marked, why_marked
from flsguide.report.numbers import about, between, step_of, with_range
from flsguide.report.sentences import Sentence, short_names

__all__ = ["missed_aloud", "missed_for_the_case", "missed_in_brief", "missed_step_by_step"]

HALF = 0.5
AT_12 = "persisting_12"
LATER = ("persisting_24", "persisting_60")
GOAL = "80-50-80 goal"


def missed_in_brief(place: str, now: Cascade, audit: Cascade, goal: Cascade, fractures: Range) -> Sentence:
    """How many more people would be on treatment at the goal than now, and where services are."""
    more = gap(now, goal, AT_12, fractures)
    if more.value <= 0:
        lead = f"{place} already has as many people on a bone medicine after a year as the national audit's {GOAL}."
    else:
        lead = (
            f"Measured against the national audit's {GOAL}, {place} misses about "
            f"{marked(f'{with_range(more)} people')} a year: that many more would be taking a bone medicine a year "
            f"after their fracture than {_how(now)}."
        )
    return Sentence(
        f"{lead} Of every 100 people with a fracture, about {_of(now, AT_12)} would be taking one {_how(now)} and "
        f"{_of(goal, AT_12)} at the goal. {_not_through_it(now)}The goal is not what services achieve: in England "
        f"and Wales they find about {_of(audit, 'identified')} of every 100, not {_of(goal, 'identified')}. "
        f"{why_marked()}".rstrip()
    )


def missed_aloud(place: str, now: Cascade, goal: Cascade, fractures: Range) -> Sentence:
    """What to say in a meeting: the number, its range, and the two things it leans on."""
    more, (today, at_goal) = gap(now, goal, AT_12, fractures), _people(now, goal, fractures)
    why = in_part()
    if more.value <= 0:
        first = f"At {place} we have as many people on treatment a year after a fracture as the national goal asks."
    else:
        first = (
            f"At {place} we miss about {_rounded(more)} people a year, perhaps {between(more)}. At the national goal "
            f"some {_rounded(at_goal)} would be on treatment a year after their fracture; {_how(now)} we expect "
            f"{_rounded(today)}."
        )
    goal_only = "It is a goal, and national figures are far from it"
    caveat = f"{goal_only}. A part of our count is illustrative: {why}." if why else f"{goal_only}."
    return Sentence(f"\u201c{first} {caveat}\u201d")


def missed_for_the_case(
    place: str, now: Cascade, audit: Cascade, goal: Cascade, fractures: Range, year: int
) -> Sentence:
    """A paragraph to paste into a business case."""
    more, (today, at_goal) = gap(now, goal, AT_12, fractures), _people(now, goal, fractures)
    why = in_part()
    illustrative = f" A part of that count is illustrative: {why}." if why else ""
    lead = (
        f"Measured against the national audit's {GOAL}, {place} misses about {with_range(more)} people a year: that "
        f"many more would be taking a bone medicine a year after their fracture than {_how(now)}. "
        if more.value > 0
        else ""
    )
    shared = "The range of the difference allows for both numbers resting on one count of fractures. " if lead else ""
    return Sentence(
        f"> {lead}We estimate about {with_range(fractures)} fractures a year at age 50 and over ({year})."
        f"{illustrative} {_started(now)}, and about {_of(now, AT_12)} in 100 would still take it a year later: about "
        f"{with_range(today)} of our patients. A service that met the goal would have about {_of(goal, AT_12)} in "
        f"100 on treatment at a year: about {with_range(at_goal)}. "
        f"{_not_through_it(now)}Today's services are far from that goal: about "
        f"{_of(audit, 'identified')} in 100 people with a fracture in England and Wales are found by one. Not "
        f"everyone needs treatment, and this counts one person for each fracture. {shared}This is our "
        "calculation, and what some shares are out of is inferred. Sources of the shares: "
        f"{_sources_of((now, audit, goal))}."
    )


def missed_step_by_step(now: Cascade, goal: Cascade, fractures: Range) -> Sentence:
    """The multiplication for both, and the difference, so that a reader can follow it by hand."""
    more = gap(now, goal, AT_12, fractures)
    apart = goal[AT_12].of_100.value - now[AT_12].of_100.value
    both = f"At the goal, of 100 people {_in_steps(goal)}. {_how(now).capitalize()}, {_in_steps(now)}."
    if more.value <= 0:
        return Sentence(f"{both} So the goal is met.")
    return Sentence(
        f"{both} The difference is about {about(apart, 1)} of every 100. Of about "
        f"{marked(f'{_rounded(fractures)} fractures')} a year that is about {_rounded(more)} people."
    )


def _people(now: Cascade, goal: Cascade, fractures: Range) -> tuple[Range, Range]:
    return now.people(AT_12, fractures), goal.people(AT_12, fractures)


def _how(now: Cascade) -> str:
    return "through our service today" if now.preset == "own" else "without a service"


def _not_through_it(now: Cascade) -> str:
    """What a service's own indicators leave out."""
    return "Who starts a medicine in some other way is not counted. " if now.preset == "own" else ""


def _started(now: Cascade) -> str:
    number = _of(now, "started")
    if now.preset == "own":
        return f"By our own indicators about {number} in 100 people start a bone medicine through our service"
    return (
        f"On average across controlled studies about {number} in 100 people start a bone medicine without a service"
    )


def _in_steps(found: Cascade) -> str:
    """What is multiplied, up to the first year; assessed is beside the chain, so it is left out."""
    of_them = set(found[AT_12].inputs)
    steps = [s for s in found.steps[1:] if s.name not in LATER and set(s.inputs) <= of_them]
    said = [f"{_of(found, s.name)} {s.in_words}" for s in steps]
    return ", ".join(said[:-1]) + f" and {said[-1]}"


def _sources_of(cascades: Sequence[Cascade]) -> str:
    """The sources of the rows multiplied up to the first year: all that the paragraph states."""
    rows = {n for found in cascades for s in found.steps if s.name not in LATER for n in s.inputs}
    own = "; our own indicators" if any(found.preset == "own" for found in cascades) else ""
    return short_names(key for name in rows for key in parameters()[name].source) + own


def _of(found: Cascade, step: str) -> str:
    """Whole people: nobody says "4.1 people". The table has the decimal."""
    number = found[step].of_100.value
    return about(number, 1) if number == 0 or number >= HALF else "fewer than 1"


def _rounded(people: Range) -> str:
    return about(people.value, step_of(people.high - people.low))
