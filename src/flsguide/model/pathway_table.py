"""What each pathway comes to for one person entering it, year by year: the table that everything else is read from.

A cohort model is linear in who enters, so a strategy is a set of weights on this table and a service is a set of
group sizes: identification, uptake and case mix need no new run.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from flsguide.evidence.case_file import Case, Pathway
from flsguide.evidence.vocabulary import AGES, KINDS, STATES, YOUNGEST, Value
from flsguide.model.cohort import (
    ALIVE,
    MONTHLY,
    Month,
    capped,
    drug_effect,
    imminent_risk,
    step,
    step_without_medicine,
)
from flsguide.model.runner import Counted, Values, run

__all__ = ["Person", "Stretch", "Tally", "month_of", "run_pathway"]

_N = len(STATES)


class Tally(NamedTuple):
    """One year of one pathway, per person entering: everything that costs and health are counted from."""

    months: Values
    """Person-months in each state (`STATES`), half-cycle."""
    norm_months: Values
    """The same, times the population's utility norm at that age."""
    on_months: Value
    """Person-months on medicine."""
    events: Values
    """Fractures of each kind, then deaths, as they happen (`cohort.EVENTS`)."""


class Stretch(NamedTuple):
    """Cycles `first` to `last` - 1: one year of the model, in which nobody has a birthday."""

    first: int
    last: int
    year: int


class People(Protocol):
    """Those who run together: one person in floats, or many groups in arrays."""

    def stretches(self, years: int) -> Iterator[Stretch]:
        """The stretches of the horizon, until all have reached the age of 100."""

    def start(self) -> Value:
        """1 in the shape of a value."""

    def remaining(self, values: Values, cycle: int) -> Values:
        """The values of those below the age of 100."""

    def at_age(self, table: Mapping[str, Sequence[Value]], cycle: int) -> Value:
        """A table by sex and year of age, looked up at the age in a cycle."""

    def by_sex(self, values: Mapping[str, Value], cycle: int) -> Value:
        """A value by sex."""

    def at_site(self, values: Mapping[str, Value], cycle: int) -> Value:
        """A value by index site."""

    def collected(self, tally: Tally, cycle: int) -> Tally:
        """A stretch's tally as it is kept: as it is, or summed over groups."""


@dataclass(frozen=True)
class Person:
    """One person of an age (fractions allowed), sex and index site, in floats."""

    age: float
    sex: str
    site: str

    def stretches(self, years: int) -> Iterator[Stretch]:
        """See `People`."""
        first = 0
        for cycle in range(1, 12 * years + 1):
            if cycle % 12 == 0 or self._age(cycle) != self._age(first):
                yield Stretch(first, cycle, first // 12)
                first = cycle
            if self._age(first) >= YOUNGEST + AGES:
                return

    def start(self) -> float:
        """See `People`."""
        return 1.0

    def remaining(self, values: Values, cycle: int) -> Values:
        """Everybody: the run ends at 100."""
        del cycle
        return values

    def at_age(self, table: Mapping[str, Sequence[Value]], cycle: int) -> Value:
        """See `People`."""
        return table[self.sex][self._age(cycle) - YOUNGEST]

    def by_sex(self, values: Mapping[str, Value], cycle: int) -> Value:
        """See `People`."""
        del cycle
        return values[self.sex]

    def at_site(self, values: Mapping[str, Value], cycle: int) -> Value:
        """See `People`."""
        del cycle
        return values[self.site]

    def collected(self, tally: Tally, cycle: int) -> Tally:
        """As it is."""
        del cycle
        return tally

    def _age(self, cycle: int) -> int:
        return math.floor(self.age + cycle / 12)


def run_pathway(case: Case, pathway: Pathway, people: People) -> tuple[Tally, ...]:
    """Each year of one pathway, per person entering it; years after the age of 100 hold nothing.

    Numbers of `case` and `pathway` are floats, or arrays of draws where `people` are arrays.
    """
    treated = pathway.treated
    occupancy = _everybody(people.start(), treated=treated)
    years: list[Tally | None] = [None] * case.horizon_years
    for stretch in people.stretches(case.horizon_years):
        occupancy = people.remaining(occupancy, stretch.first)
        months = _Months(case, pathway, people, stretch)
        counted = run(months.treated if treated else months.untreated, occupancy, stretch.first, stretch.last)
        occupancy = counted.after
        norm = people.at_age(case.utility_norm, stretch.first)
        tally = people.collected(_tally(counted, norm), stretch.first)
        before = years[stretch.year]
        years[stretch.year] = tally if before is None else _sum(before, tally)
    first = years[0]
    if first is None:
        msg = "nobody below the age of 100 enters"
        raise ValueError(msg)
    nothing = _sum(first, first, -1.0)
    return tuple(nothing if year is None else year for year in years)


def month_of(case: Case, pathway: Pathway, people: People, cycle: int) -> Month:
    """What holds in one month of a pathway, `cycle` months after the index fracture: what `run_pathway` runs."""
    return _Months(case, pathway, people, Stretch(cycle, cycle + 1, cycle // 12)).month(cycle)


class _Months:
    """The months of one stretch: what does not change in it is worked out once."""

    def __init__(self, case: Case, pathway: Pathway, people: People, stretch: Stretch) -> None:
        cycle, year = stretch.first, stretch.year
        self._case, self._pathway = case, pathway
        alive = 1 - people.at_age(case.mortality, cycle)
        ratio = _in_year(pathway.mortality_ratio, year)
        smr = {s: people.by_sex(case.smr[s], cycle) for s in STATES}
        self._survival = tuple(alive ** (smr[state] * ratio / 12) for state in STATES)
        self._hazard = tuple(people.at_age(case.fracture[kind], cycle) * MONTHLY for kind in KINDS)
        self._site = people.at_site(case.site_multiplier, cycle)
        self._stop = _in_year(pathway.stop_monthly, year)
        months = pathway.residual_months
        self._keeps = months > 0
        self._fade = capped(self._keeps / (months + (months == 0)))  # a draw may last less than a month

    def treated(self, occupancy: Values, cycle: int) -> tuple[Values, Values]:
        """One month of somebody who may be on medicine."""
        return step(occupancy, self.month(cycle))

    def untreated(self, occupancy: Values, cycle: int) -> tuple[Values, Values]:
        """One month of somebody who never is: a third of the work."""
        return step_without_medicine(occupancy, self._month(cycle, (), ()))

    def month(self, cycle: int) -> Month:
        """What holds in a month for somebody who may be on medicine."""
        pathway = self._pathway
        effect = drug_effect(cycle, pathway.delay_months, pathway.onset_months)
        on = tuple(1 - (1 - pathway.relative_risk[kind]) * effect for kind in KINDS)
        residual = tuple(1 - (1 - ratio) * pathway.residual_share for ratio in on)
        return self._month(cycle, on, residual)

    def _month(self, cycle: int, on: Values, residual: Values) -> Month:
        case = self._case
        risk = imminent_risk(cycle, self._site, case.imminent_excess, case.imminent_months)
        return Month(
            survival=self._survival,
            hazard=tuple(h * risk for h in self._hazard),
            on_ratio=on,
            residual_ratio=residual,
            refracture_multiplier=case.refracture_multiplier,
            care_home=case.care_home_monthly,
            stop=self._stop,
            keeps_effect=self._keeps,
            fade=self._fade,
        )


def _everybody(one: Value, *, treated: bool) -> Values:
    """Everybody in `index`, on medicine if the pathway is treated; only the states that can be reached."""
    zero = one * 0.0
    start = (one, *[zero] * (_N - 1))
    return (*[zero] * _N, *start, *[zero] * _N, zero) if treated else (*start, zero)


def _tally(counted: Counted, norm: Value) -> Tally:
    spent = counted.occupancy
    if len(spent) > ALIVE:
        off, on, residual = spent[:_N], spent[_N : 2 * _N], spent[2 * _N : ALIVE]
        months = tuple(a + b + c for a, b, c in zip(off, on, residual, strict=True))
        on_months = sum(on)
    else:
        months, on_months = spent[:_N], spent[0] * 0.0
    return Tally(months, tuple(m * norm for m in months), on_months, counted.events)


def _sum(one: Tally, two: Tally, times: float = 1.0) -> Tally:
    """One tally plus `times` another."""
    return Tally(
        tuple(a + times * b for a, b in zip(one.months, two.months, strict=True)),
        tuple(a + times * b for a, b in zip(one.norm_months, two.norm_months, strict=True)),
        one.on_months + times * two.on_months,
        tuple(a + times * b for a, b in zip(one.events, two.events, strict=True)),
    )


def _in_year(values: tuple[Value, ...], year: int) -> Value:
    """The value of a year of the model; the last one repeats."""
    return values[min(year, len(values) - 1)]
