"""The one table that travels: undiscounted totals by strategy, output and year, checked when it is made.

A value is a float, or an array with one number for each draw. Discounting, cost-effectiveness and budget
impact are all read from here.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flsguide.evidence.case_file import Case, Pathway
from flsguide.evidence.vocabulary import KINDS, STATES, Value
from flsguide.model.pathway_table import Tally
from flsguide.model.resources import line_costs

__all__ = ["Outcomes", "health", "mixed", "outputs_of"]

Yearly = tuple[Value, ...]
"""One value for each year of the horizon."""


@dataclass(frozen=True)
class Outcomes:
    """Totals by strategy, output (health outputs and cost lines) and year.

    Raises:
        ValueError: a number that is not finite, strategies with different outputs, years of different length;
            the strategy and the column are named.
    """

    values: Mapping[str, Mapping[str, Yearly]]

    def __post_init__(self) -> None:
        """Check the panel: a NaN or an infinity must never reach a page."""
        panels = {s: {name: len(years) for name, years in outputs.items()} for s, outputs in self.values.items()}
        first = next(iter(panels.values()), {})
        for strategy, panel in panels.items():
            wrong = next((name for name in {**first, **panel} if first.get(name) != panel.get(name)), None)
            if wrong is not None:
                msg = f"{strategy}.{wrong}: every strategy has the same outputs and years"
                raise ValueError(msg)
        for strategy, outputs in self.values.items():
            for name, years in outputs.items():
                _refuse_not_finite(years, f"{strategy}.{name}")

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str, int, Value]]) -> "Outcomes":
        """From rows of strategy, output, year (from 0) and value, in any order.

        Raises:
            ValueError: a row that stands twice, a year that is missing, or as the class.
        """
        found: dict[str, dict[str, dict[int, Value]]] = {}
        for strategy, output, year, value in rows:
            years = found.setdefault(strategy, {}).setdefault(output, {})
            if year in years:
                msg = f"{strategy}.{output}[{year}]: each strategy, output and year once"
                raise ValueError(msg)
            years[year] = value
        for strategy, outputs in found.items():
            for output, years in outputs.items():
                if sorted(years) != list(range(len(years))):
                    msg = f"{strategy}.{output}: years {sorted(years)} are not 0 to {len(years) - 1}"
                    raise ValueError(msg)
        return cls({s: {o: tuple(y[i] for i in range(len(y))) for o, y in os.items()} for s, os in found.items()})

    def __getitem__(self, strategy: str) -> Mapping[str, Yearly]:
        """The outputs of one strategy."""
        return self.values[strategy]


def health(case: Case, tally: Tally) -> dict[str, Value]:
    """Health outputs of one year of a pathway, undiscounted, per person entering."""
    hip, vert, other, deaths = tally.events
    weighted = zip(STATES, tally.norm_months, strict=True)
    return {
        "life_years": sum(tally.months) / 12,
        "qalys": sum(case.utility_multiplier[state] * months for state, months in weighted) / 12,
        "hip": hip,
        "vert": vert,
        "other": other,
        "bed_days": sum(case.bed_days[kind] * n for kind, n in zip(KINDS, (hip, vert, other), strict=True)),
        "care_home_years": tally.months[STATES.index("care")] / 12,
        "deaths": deaths,
    }


def outputs_of(case: Case, pathway: Pathway, tallies: tuple[Tally, ...]) -> dict[str, Yearly]:
    """Every output of a pathway by year, per person entering: health outputs, then cost lines."""
    years = [health(case, t) | line_costs(case, pathway, t, year) for year, t in enumerate(tallies)]
    return {name: tuple(year[name] for year in years) for name in years[0]}


def mixed(parts: Iterable[tuple[Value, Mapping[str, Yearly]]]) -> dict[str, Yearly]:
    """The weighted sum of outputs by year: pathways by their shares, groups by their sizes."""
    total: dict[str, Yearly] = {}
    for weight, outputs in parts:
        for name, years in outputs.items():
            before = total.get(name, (0.0,) * len(years))
            total[name] = tuple(sofar + weight * value for sofar, value in zip(before, years, strict=True))
    return total


def _refuse_not_finite(years: Yearly, where: str) -> None:
    for year, value in enumerate(years):
        if not all(map(math.isfinite, [value] if isinstance(value, int | float) else value.ravel())):
            msg = f"{where}[{year}]: {value} is not a finite number"
            raise ValueError(msg)
