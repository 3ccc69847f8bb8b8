"""The care cascade in plain words."""

from flsguide.evidence.ranges import Range
from flsguide.model.pathway import Cascade
from flsguide.report.numbers import about, with_range
from flsguide.report.sentences import Sentence

__all__ = ["missed_for_the_case", "missed_in_brief"]


def missed_in_brief(place: str, now: Cascade, goal: Cascade, fractures: Range) -> Sentence:
    """How many people start, and how many are on treatment a year later, now and at the goal."""
    started, kept = (about(now[step].of_100.value, 1) for step in ("started", "persisting_12"))
    first, second = (found.people("persisting_12", fractures.value) for found in (now, goal))
    more = Range(second.value - first.value, second.value - first.high, second.value - first.low)
    return Sentence(
        f"Put together, national audit figures suggest that across England and Wales about {started} of every "
        f"100 people with a fracture start treatment through a service, and about {kept} still take it a year "
        f"later. The audit's 80-50-80 goal is {about(goal['persisting_12'].of_100.value, 1)} on treatment at "
        f"a year. At {place} that is about {with_range(first)} people a year against "
        f"{about(second.value, 10)}: about {with_range(more)} more. Most drop out before anyone has found "
        "them."
    )


def missed_for_the_case(place: str, now: Cascade, goal: Cascade, fractures: Range, year: int) -> Sentence:
    """A paragraph to paste into a business case."""
    found, started = (about(now[step].of_100.value, 1) for step in ("identified", "started"))
    first, second = (each.people("persisting_12", fractures.value) for each in (now, goal))
    return Sentence(
        f"> We estimate that {place} has about {with_range(fractures)} fractures a year at age 50 and over "
        f"({year}). National audit figures suggest that across England and Wales about {found} in 100 people "
        f"with a fracture are found by a fracture liaison service and about {started} in 100 start treatment "
        f"through it. At that level about {with_range(first)} of our patients would be on treatment a year "
        f"after their fracture; at the audit's 80-50-80 goal, about {about(second.value, 10)}. Some people "
        "start treatment without a service, so the gain is smaller than the difference between these two "
        "numbers. Source: our calculation from national audit figures for 2021 to 2024, general practice "
        "records of 2010 to 2015 and the audit's own goal; what some shares are out of is inferred."
    )
