"""Refracture: the next fracture of each person, with death as a competing risk, up to the edge of the extract.

Counts admitted fractures only, so a rate from here is below the rate of all fractures.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import ibis
from ibis.expr.types import Table

from flsguide.records.errors import RecordsError

__all__ = [
    "Point",
    "by_day",
    "cumulative_incidence",
    "deaths_in_hospital",
    "follow_up",
    "incidence_at",
    "person_time",
]

_YEAR = 365.25


@dataclass(frozen=True)
class Point:
    """Cumulative incidence just after `day`, days since the index fracture.

    `at_risk` are the people followed until that day. `refracture` and `death` are the probabilities that each
    has come first by then, `neither` that none has: the three add up to 1.
    """

    day: int
    at_risk: int
    refracture: float
    death: float
    neither: float


def deaths_in_hospital(stays: Table) -> Table:
    """One row a person who died in hospital, from `continuous_spells`: the first day of death (`died_on`).

    Deaths elsewhere are not in an admitted-care extract: hand registered deaths to `follow_up` in this shape if you
    have them, or mortality is too low and refracture too high.
    """
    died = stays.filter(stays.died)
    return died.group_by("pseudo_hesid").aggregate(died_on=died.end.min())


def follow_up(fractures: Table, deaths: Table, edge: dt.date) -> Table:
    """One row a person: the first fracture in the extract's window, what came next, and the days until then.

    The next fracture is the first of any site in a later stay on a later day. `outcome` is what came first:
    refracture, death, or edge, the last day that the extract covers. On one day a refracture comes before a
    death, and either before the edge. People with an index fracture after the edge are left out.

    Expected: hip on day 0, wrist on day 300, edge at day 1,000: refracture, 300 days. Edge: hip and wrist in one stay
    are one index. Erroneous: a death registered before the index fracture counts as death on day 0.
    """
    known = fractures.filter(fractures.fracture_date <= edge)
    order = ibis.window(group_by="pseudo_hesid", order_by=("fracture_date", "continuous_spell", "site"))
    first = known.mutate(_rank=ibis.row_number().over(order))
    index = first.filter(first["_rank"] == 0).drop("_rank")
    index = index.rename(index_date="fracture_date", index_stay="continuous_spell")
    index = index.select("pseudo_hesid", "index_date", "index_stay", "site", "startage", "sex", "procode3")
    later = known.select("pseudo_hesid", "continuous_spell", "fracture_date").join(
        index.select("pseudo_hesid", "index_stay", "index_date"), "pseudo_hesid"
    )
    later = later.filter((later.continuous_spell != later.index_stay) & (later.fracture_date > later.index_date))
    following = later.group_by("pseudo_hesid").aggregate(next_date=later.fracture_date.min())
    people = index.left_join(following, "pseudo_hesid").drop("pseudo_hesid_right")
    people = people.left_join(deaths, "pseudo_hesid").drop("pseudo_hesid_right")
    end = ibis.literal(edge)
    refracture = people.next_date.notnull() & (people.next_date <= ibis.coalesce(people.died_on, end))
    death = people.died_on.notnull() & (people.died_on <= end)
    until = ibis.cases((refracture, people.next_date), (death, people.died_on), else_=end)
    days = ibis.greatest(until.delta(people.index_date, unit="day").cast("int64"), 0)
    outcome = ibis.cases((refracture, "refracture"), (death, "death"), else_="edge")
    return people.mutate(outcome=outcome, days=days)


def by_day(people: Table) -> Table:
    """One row a day of follow-up that ends somebody's, from `follow_up`: refractures, deaths, edges."""
    ends = {name: (people.outcome == name).cast("int64").sum() for name in ("refracture", "death", "edge")}
    return people.group_by("days").aggregate(**ends)


def person_time(rows: Iterable[Mapping[str, int]]) -> tuple[int, float]:
    """Refractures and person-years, from the rows of `by_day`; their ratio is the rate.

    >>> person_time([{"days": 0, "refracture": 0, "death": 1, "edge": 0},
    ...              {"days": 1461, "refracture": 1, "death": 0, "edge": 1}])
    (1, 8.0)
    """
    given = list(rows)
    days = sum(row["days"] * (row["refracture"] + row["death"] + row["edge"]) for row in given)
    return sum(row["refracture"] for row in given), days / _YEAR


def cumulative_incidence(rows: Iterable[Mapping[str, int]]) -> list[Point]:
    """Aalen-Johansen estimate of refracture and death, from the rows of `by_day`: a point for each day of an event.

    At each day, in order, with n people at risk, r refractures and d deaths: refracture grows by neither * r / n,
    death by neither * d / n, and neither shrinks by both. People who reach the edge that day are still at risk.
    A Kaplan-Meier curve that ends follow-up at death would overstate refracture.

    >>> told = [{"days": 1, "refracture": 1, "death": 1, "edge": 0},
    ...         {"days": 2, "refracture": 1, "death": 0, "edge": 1}]
    >>> [(point.day, point.at_risk, point.refracture, point.death) for point in cumulative_incidence(told)]
    [(1, 4, 0.25, 0.25), (2, 2, 0.5, 0.25)]
    """
    given = sorted(rows, key=lambda row: row["days"])
    at_risk = sum(row["refracture"] + row["death"] + row["edge"] for row in given)
    refracture, death, neither = 0.0, 0.0, 1.0
    points = []
    for row in given:
        events = row["refracture"] + row["death"]
        if events:
            refracture += neither * row["refracture"] / at_risk
            death += neither * row["death"] / at_risk
            neither *= 1 - events / at_risk
            points.append(Point(row["days"], at_risk, refracture, death, neither))
        at_risk -= events + row["edge"]
    return points


def incidence_at(points: Iterable[Point], day: int, followed: int) -> Point | None:
    """The estimate at `day`: the last point up to it, None before the first event.

    `followed` is the longest follow-up in days.

    Raises:
        RecordsError: if nobody is followed until `day`, where there is no estimate.
    """
    if day > followed:
        raise RecordsError.at("cumulative incidence, day", day, f"a day up to {followed}, the longest follow-up")
    return max((point for point in points if point.day <= day), key=lambda point: point.day, default=None)
