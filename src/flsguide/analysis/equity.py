"""Who gains: shares of people, of QALYs gained and of fractures avoided by sex and age, without small cells.

What differs between groups here is risk and the years ahead. People are as likely to be found and treated
whatever their sex and age, because no figure says otherwise. Nothing was found on deprivation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from flsguide.analysis.cost_effectiveness import discounted
from flsguide.evidence.case_file import Case
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.vocabulary import AGES, KINDS, SEXES, YOUNGEST
from flsguide.model.pathway_table import Person
from flsguide.model.strategies import PathwayTable, group_sizes, pathway_table

__all__ = ["AGE_BANDS", "Group", "Shares", "gains_by_group", "shares", "without_small_counts"]

AGE_BANDS = ((50, 64), (65, 74), (75, 84), (85, YOUNGEST + AGES - 1))
"""Youngest and oldest age as people enter, the last band open."""


@dataclass(frozen=True)
class Group:
    """People of one sex and of neighbouring ages as they enter, and what a service gains them in all."""

    sex: str | None
    """None where both sexes had to be taken together."""
    age_low: int
    age_high: int
    people: float
    """A year, with a fracture, seen by the service or not."""
    qalys_gained: float
    """Discounted, over the case's horizon."""
    fractures_avoided: float


@dataclass(frozen=True)
class Shares:
    """A group's part of all people and of all that is gained, 0 to 1; a part of the gain can be below 0."""

    group: Group
    people: float
    qalys_gained: float | None
    """None where nothing is gained in all: there are no parts of nothing."""
    fractures_avoided: float | None


def gains_by_group(case: Case) -> tuple[Group, ...]:
    """What the new strategy of a case gains each sex and age band over the base, women first, the youngest first.

    Raises:
        EvidenceError: nobody enters.
    """
    sizes, table = group_sizes(case), pathway_table(case)
    if not sum(sizes.values()) > 0:
        raise EvidenceError.at("equity", None, "people", 0, "at least some people with a fracture")
    found = []
    for sex in SEXES:
        for low, high in AGE_BANDS:
            some = {who: n for who, n in sizes.items() if who.sex == sex and low <= who.age < high + 1}
            found.append(_group(case, table, some, (sex, low, high)))
    return tuple(found)


def without_small_counts(groups: Sequence[Group], largest_small: float) -> tuple[Group, ...]:
    """The same people in groups none of which is small: a small one is joined to its neighbour in age.

    A group of more than none and of `largest_small` people or fewer is small. Where all people of a sex are that few,
    both sexes are one, as the other could be taken from the total. Empty where all of them together are that few.
    Joining hides nobody: the groups still sum to everybody, so no cell can be worked out from a total.

    Raises:
        EvidenceError: a limit below 0.

    >>> few = [Group("female", 50, 64, 30, 1, 2), Group("female", 65, 99, 4, 0.5, 1), Group("male", 50, 99, 20, 1, 1)]
    >>> [(g.sex, g.age_low, g.age_high, g.people) for g in without_small_counts(few, 7)]
    [('female', 50, 99, 34), ('male', 50, 99, 20)]
    """
    if not largest_small >= 0:
        raise EvidenceError.at("equity", None, "largest_small", largest_small, "0 or more people")
    by_sex = [[g for g in groups if g.sex == sex] for sex in dict.fromkeys(g.sex for g in groups)]
    if any(_is_small(sum(g.people for g in of_sex), largest_small) for of_sex in by_sex):
        bands = dict.fromkeys((g.age_low, g.age_high) for g in groups)
        by_sex = [[reduce(_joined, (g for g in groups if (g.age_low, g.age_high) == band)) for band in bands]]
    found = tuple(group for of_sex in by_sex for group in _merged(of_sex, largest_small))
    return () if any(_is_small(g.people, largest_small) for g in found) else found


def shares(groups: Sequence[Group]) -> tuple[Shares, ...]:
    """Each group's part of everybody and of everything gained.

    Raises:
        EvidenceError: no people in any group.
    """
    people = sum(g.people for g in groups)
    if not people > 0:
        raise EvidenceError.at("equity", None, "groups", len(groups), "groups with people in them")
    qalys = sum(g.qalys_gained for g in groups)
    fractures = sum(g.fractures_avoided for g in groups)
    return tuple(
        Shares(
            g,
            g.people / people,
            g.qalys_gained / qalys if qalys > 0 else None,
            g.fractures_avoided / fractures if fractures > 0 else None,
        )
        for g in groups
    )


def _group(case: Case, table: PathwayTable, sizes: Mapping[Person, float], at: tuple[str, int, int]) -> Group:
    base, new = case.compare
    qalys = fractures = 0.0
    for who, n in sizes.items():
        for strategy, sign in ((new, 1.0), (base, -1.0)):
            for pathway, share in case.strategies[strategy][who.site].items():
                if share > 0:
                    each = table[who, pathway]
                    weight = sign * n * float(share)
                    qalys += weight * discounted(each["qalys"], case.discount_qalys)
                    fractures -= weight * sum(sum(each[kind]) for kind in KINDS)
    return Group(*at, sum(sizes.values()), qalys, fractures)


def _merged(groups: Sequence[Group], largest_small: float) -> list[Group]:
    """From the youngest on, each small group goes into the next; the oldest, if small, into the one before."""
    found: list[Group] = []
    for group in groups:
        if found and (_is_small(found[-1].people, largest_small) or found[-1].people == 0):
            found[-1] = _joined(found[-1], group)
        else:
            found.append(group)
    if len(found) > 1 and (_is_small(found[-1].people, largest_small) or found[-1].people == 0):
        last = found.pop()
        found[-1] = _joined(found[-1], last)
    return found


def _is_small(people: float, largest_small: float) -> bool:
    """Expected people are no whole numbers: whatever is short of the first number that may be shown is small."""
    return 0 < people < largest_small + 1


def _joined(one: Group, two: Group) -> Group:
    return Group(
        one.sex if one.sex == two.sex else None,
        min(one.age_low, two.age_low),
        max(one.age_high, two.age_high),
        one.people + two.people,
        one.qalys_gained + two.qalys_gained,
        one.fractures_avoided + two.fractures_avoided,
    )
