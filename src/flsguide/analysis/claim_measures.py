"""What a claim counts, read from a run of our model: with a service, less without it.

Each measure is a ratio of two numbers, so that a claim can be looked for where the first is the claim times the
second, even where the ratio itself would have no value. Floats, or arrays of draws.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flsguide.evidence.case_file import Case
from flsguide.evidence.claims import Claim
from flsguide.evidence.vocabulary import FAMILY, KINDS, Value
from flsguide.model.outcomes import Yearly

__all__ = ["LESS_IS_KIND", "MEASURED", "Seen"]

PEOPLE = 1000
LESS_IS_KIND = ("pounds_per_qaly", "hips_change")
"""Measures of which a lower figure makes the service look better."""
_OUTSIDE = {"nhs": ("social", FAMILY)}
"""Holders outside a perspective; where a claim does not say, social care is counted, which is kind."""


@dataclass(frozen=True)
class Seen:
    """A run, as a measure looks at it: with the service, less without it."""

    case: Case
    outcomes: Mapping[str, Mapping[str, Yearly]]
    claim: Claim
    people_per_fracture: float

    @property
    def people(self) -> float:
        """How many enter."""
        return sum(row.n for row in self.case.cohort)

    @property
    def people_seen(self) -> Value:
        """How many of them the service sees: whoever it misses goes on as without it, and changes nothing."""
        new, case = self.case.compare[1], self.case
        return sum(
            row.n * share
            for row in case.cohort
            for name, share in case.strategies[new][row.site].items()
            if case.pathways[name].at_entry
        )

    def more(self, output: str) -> tuple[Value, ...]:
        """An output by year, with the service less without."""
        base, new = (self.outcomes[name][output] for name in self.case.compare)
        return tuple(n - b for n, b in zip(new, base, strict=True))

    def avoided(self, *kinds: str) -> Value:
        """Fractures of some kinds that the service avoids over all years."""
        return -sum(sum(self.more(kind)) for kind in kinds)

    def discounted(self, output: str, rate: float) -> Value:
        """An output over all years, those to come counting less."""
        return sum(value * (1 + rate) ** -year for year, value in enumerate(self.more(output)))

    def cost(self, lines: Sequence[str]) -> Value:
        """Discounted cost of some lines to those whose money the claim counts."""
        outside = _OUTSIDE.get(self.claim.perspective, (FAMILY,))
        total: Value = 0.0
        for name in lines:
            share = sum(part for holder, part in self.case.lines[name].holders.items() if holder not in outside)
            total = total + share * self.discounted(name, self.case.discount_costs)
        return total

    @property
    def spent_on(self) -> list[str]:
        """Lines that a plan pays for: the service itself and its medicines. The others are what it may save."""
        pathways = self.case.pathways.values()
        return [
            line for line in self.case.lines if any(line in {**p.at_entry, **p.per_month_on_drug} for p in pathways)
        ]


def _in_england(seen: Seen) -> tuple[Value, Value]:
    """Over all years, with new people at the start of each: those of the last year have one year."""
    by_year = zip(*(seen.more(kind) for kind in KINDS), strict=True)
    years = seen.case.horizon_years
    return -sum((years - y) * sum(kinds) for y, kinds in enumerate(by_year)), 1.0


def _hips_change(seen: Seen) -> tuple[Value, Value]:
    """In a service's last year, in % of a place's hip fractures: a year's people are then at each of their years."""
    hips = sum(row.n for row in seen.case.cohort if row.site == "hip")
    return -100 * seen.avoided("hip"), hips / seen.people_per_fracture


def _saved_per_pound(seen: Seen) -> tuple[Value, Value]:
    spent = seen.spent_on
    return -seen.cost([line for line in seen.case.lines if line not in spent]), seen.cost(spent)


def _on_treatment(seen: Seen) -> tuple[Value, Value]:
    """Of 100 people with a fracture, how many started with the service and have not stopped by 12 months."""
    case, total = seen.case, 0.0
    for row in case.cohort:
        for name, share in case.strategies[case.compare[1]][row.site].items():
            pathway = case.pathways[name]
            if pathway.treated:
                total = total + row.n * share * (1 - pathway.stop_monthly[0]) ** 12
    return 100 * total, seen.people


def _per_patient(value: Value, seen: Seen) -> tuple[Value, Value]:
    """For each 1,000 patients of the service, as such claims count: nobody whom it misses is among them."""
    return PEOPLE * value, seen.people_seen


MEASURED: Mapping[str, Callable[[Seen], tuple[Value, Value]]] = {
    "fractures_avoided": lambda seen: _per_patient(seen.avoided(*KINDS), seen),
    "hips_avoided": lambda seen: _per_patient(seen.avoided("hip"), seen),
    "fractures_in_england": _in_england,
    "hips_change": _hips_change,
    "qalys": lambda seen: _per_patient(seen.discounted("qalys", seen.case.discount_qalys), seen),
    "saving": lambda seen: _per_patient(-seen.cost(list(seen.case.lines)), seen),
    "pounds_per_qaly": lambda seen: (
        seen.cost(list(seen.case.lines)), seen.discounted("qalys", seen.case.discount_qalys),
    ),
    "saved_per_pound": _saved_per_pound,
    "on_treatment": _on_treatment,
}  # fmt: skip
"""Each measure as a ratio of two numbers: a threshold is then where the top is the claim times the bottom."""
