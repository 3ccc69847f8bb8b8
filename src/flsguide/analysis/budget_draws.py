"""A place's budget in draws, in the parts that a finance manager asks for, and once with the rows as they stand.

It follows yearly groups of people and plans whole posts, which are drawn too. Amounts are new minus base in pounds,
undiscounted: below 0 is a saving. Cash, freed capacity and welfare have their own entries and are never added.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.budget_impact import HolderTable, budget_impact, staggered
from flsguide.analysis.national_table import PathwayDraws
from flsguide.analysis.option_draws import OptionDraws, option_draws
from flsguide.analysis.post_draws import planned_draws
from flsguide.evidence.case_file import Case, Subgroup
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.vocabulary import FAMILY, KINDS, Value
from flsguide.model.base_case import base_case, people_seen
from flsguide.model.base_strategies import Choices
from flsguide.model.service_options import OPTIONS
from flsguide.model.service_posts import SET_UP, STAFF
from flsguide.model.strategies import pathway_table, strategy_outcomes

__all__ = ["Budget", "Spread", "place_budget", "spread"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """What draws of one amount say: their mean, and what 8 and 19 of 20 of them lie between."""

    mean: float
    low_80: float
    high_80: float
    low_95: float
    high_95: float


def spread(values: Array) -> Spread:
    """The mean of draws, with the middle 80 % and 95 % of them.

    >>> spread(np.arange(101.0))
    Spread(mean=50.0, low_80=10.0, high_80=90.0, low_95=2.5, high_95=97.5)
    """
    low_95, low_80, high_80, high_95 = map(float, np.quantile(values, (0.025, 0.1, 0.9, 0.975)))
    return Spread(float(np.mean(values)), low_80, high_80, low_95, high_95)


@dataclass(frozen=True, eq=False)
class Budget:
    """What changes for whom, by calendar year, as one year's people after another enter."""

    case: Case
    """The case of the rows as they stand: `flsguide run` gives `as_rows_stand` for it."""
    inputs: Parameters
    seen: Mapping[str, float]
    """People whom each option plans to see in a full year."""
    by_holder: Mapping[tuple[str, str], Array]
    """Years x draws for each budget holder and kind of money."""
    as_rows_stand: HolderTable
    """The same from one run, with nothing drawn."""
    set_up: Array
    """What is paid once, years x draws."""
    posts: Array
    """What whole posts cost, years x draws."""
    bed_days: Array
    """Years x draws."""
    fractures: Array
    """Further fractures of all kinds, years x draws."""
    drawn: Mapping[str, Array]
    """The drawn inputs by row name."""

    @property
    def people(self) -> float:
        """Whom the new option plans to see in a full year, and the base does not."""
        base, new = (self.seen.get(option, 0.0) for option in self.case.compare)
        return new - base

    @property
    def years(self) -> int:
        """How many years are counted."""
        return self.case.horizon_years

    @property
    def entry_years(self) -> int:
        """How many years people enter, and posts are paid."""
        return self.case.entry_years

    @property
    def draws(self) -> int:
        """How many draws."""
        return int(self.bed_days.shape[1])

    def nhs_and_social_care(self, release: str) -> Array:
        """One kind of money, summed over every holder but the family: years x draws."""
        found = [
            amounts for (holder, kind), amounts in self.by_holder.items() if kind == release and holder != FAMILY
        ]
        return np.sum(found, axis=0) if found else np.zeros_like(self.bed_days)


def place_budget(
    table: PathwayDraws, inputs: Parameters, cohort: tuple[Subgroup, ...], compare: tuple[str, str]
) -> Budget:
    """The budget of one option over another for the people of `cohort` a year, in whole posts.

    `compare` names the base and the new option.

    Raises:
        EvidenceError: `compare` is not two options; a plan that sees people before anybody is in post; as
            `option_draws`.
    """
    if not _is_pair(compare):
        allowed = f"two different ones of {', '.join(OPTIONS)}, the one that is there first"
        raise EvidenceError.at("your numbers", None, "compare", compare, allowed)
    base, new = compare
    choices = Choices(options=(base, new), staff="posts")
    tables = national_tables(inputs)
    case = base_case(inputs, tables, cohort, choices=choices)
    found = _with_posts_drawn(
        option_draws(table, inputs, tables, cohort, choices), inputs, cohort, choices, table.seed
    )
    return Budget(
        case=case,
        inputs=inputs,
        seen=people_seen(inputs, cohort, choices),
        by_holder=_arrays(found.budget(base, new), len(table.values)),
        as_rows_stand=budget_impact(case, strategy_outcomes(case, pathway_table(case))),
        set_up=_planned(found.case, SET_UP, len(table.values)),
        posts=_planned(found.case, STAFF, len(table.values)),
        bed_days=_by_calendar(found, base, new, ("bed_days",)),
        fractures=_by_calendar(found, base, new, KINDS),
        drawn=found.inputs,
    )


def _with_posts_drawn(
    found: OptionDraws, inputs: Parameters, cohort: tuple[Subgroup, ...], choices: Choices, seed: int
) -> OptionDraws:
    """The same with the plan of posts drawn as well: for the people planned, whatever a draw says of their number."""
    case, n = found.case, len(next(iter(found.inputs.values())))
    seen = people_seen(inputs, cohort, choices)
    fixed, drawn = planned_draws(inputs, seen, choices, case.horizon_years, case.entry_years, n, seed)
    of_options = {option: fixed[option] for option in case.fixed_costs}
    return replace(found, case=replace(case, fixed_costs=of_options), inputs={**found.inputs, **drawn})


def _planned(case: Case, line: str, n: int) -> Array:
    """What a line of the plan costs more in the new option than in the base: calendar years x draws."""
    nothing = (0.0,) * case.horizon_years
    base, new = (case.fixed_costs.get(option, {}).get(line, nothing) for option in case.compare)
    return np.array([np.broadcast_to(np.subtract(more, less), n) for more, less in zip(new, base, strict=True)])


def _is_pair(compare: object) -> bool:
    return (
        isinstance(compare, tuple | list)
        and len(compare) == len(set(map(str, compare))) == 2  # noqa: PLR2004  # a choice is between two
        and all(option in OPTIONS for option in compare)
    )


def _arrays(table: HolderTable, n: int) -> dict[tuple[str, str], Array]:
    return {
        (holder, release): np.array([np.broadcast_to(np.asarray(amount, dtype=float), n) for amount in years])
        for holder, by_release in table.items()
        for release, years in by_release.items()
    }


def _by_calendar(found: OptionDraws, base: str, new: str, outputs: tuple[str, ...]) -> Array:
    """The sum of some outputs by calendar year: years x draws."""
    new_minus_base = [np.subtract(found.outcomes[new][name], found.outcomes[base][name]) for name in outputs]
    more: tuple[Value, ...] = tuple(np.sum(new_minus_base, axis=0))
    by_year: Array = np.array(staggered(more, found.case.ramp))
    return by_year
