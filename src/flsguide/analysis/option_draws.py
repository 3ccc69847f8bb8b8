"""Every way to run a service in every draw, for the people of one place: shares weighted over the national table.

No run of the model is needed: a pathway costs and gains a person the same wherever it is taken. What a place may
change are shares, what a fracture costs, and what people cost as they enter; everything else is England's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.budget_impact import HolderTable, budget_with, net_cost
from flsguide.analysis.cost_effectiveness import discounted, nhs_cost_by_year
from flsguide.analysis.decision_uncertainty import StrategyDraws
from flsguide.analysis.draws import with_own_drawn
from flsguide.analysis.national_table import PathwayDraws
from flsguide.evidence.case_file import Case, Subgroup
from flsguide.evidence.distributions import sample
from flsguide.evidence.errors import EvidenceError, MissingRowError
from flsguide.evidence.national_tables import NationalTables
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.vocabulary import KINDS, SITES
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.index_deaths import name_at
from flsguide.model.outcomes import Outcomes, Yearly
from flsguide.model.service_options import CASCADE_ROWS

__all__ = ["OptionDraws", "option_draws"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class OptionDraws:
    """What each option costs and gains a place's people in every draw, and the case that says who bears it."""

    case: Case
    """Its numbers are columns of draws where they are uncertain. Posts, ramp and discount rates are decided."""
    outcomes: Outcomes
    """Totals of one year's people by option, output and year, undiscounted: arrays with one number for each draw."""
    people: float
    """People with an index fracture a year whom the options are for."""
    inputs: Mapping[str, Array]
    """The drawn inputs by row name."""

    def choice(self) -> StrategyDraws:
        """Cost to the NHS and social care, and QALYs, of each option for each person entering, discounted."""
        case, names = self.case, tuple(self.case.strategies)
        cost = [discounted(nhs_cost_by_year(case, self.outcomes, name), case.discount_costs) for name in names]
        qalys = [discounted(self.outcomes[name]["qalys"], case.discount_qalys) for name in names]
        return StrategyDraws(names, np.array(cost) / self.people, np.array(qalys) / self.people)

    def difference(self, base: str, new: str, output: str) -> Array:
        """How much more of an output `new` has than `base`, over the horizon, undiscounted: one number for each draw.

        `fractures` are those of all kinds.

        Raises:
            MissingRowError: an option that was not compared.
        """
        case = self._comparing(base, new)
        outputs = KINDS if output == "fractures" else (output,)
        with_new, without = ([self.outcomes[option][name] for name in outputs] for option in reversed(case.compare))
        more: Array = np.subtract(with_new, without).sum(axis=(0, 1))
        return more

    def one_cohort(self, base: str, new: str) -> HolderTable:
        """What one year's people change for each holder and kind of money, by year since they entered."""
        return self._drawn(net_cost(self._comparing(base, new), self.outcomes))

    def budget(self, base: str, new: str) -> HolderTable:
        """What changes for each holder and kind of money by calendar year, as one year's people after another enter.

        Each amount is an array with one number for each draw.
        """
        case = self._comparing(base, new)
        entry = {
            option: {line: self.outcomes[option][line][0] for line in _entry_lines(case)} for option in (base, new)
        }
        return self._drawn(budget_with(case, self.outcomes, entry))

    def _drawn(self, table: HolderTable) -> HolderTable:
        """The table with an array for every amount, also where no draw moves it."""
        n = len(next(iter(self.inputs.values())))
        return {
            holder: {release: tuple(np.broadcast_to(x, n) for x in years) for release, years in by_release.items()}
            for holder, by_release in table.items()
        }

    def _comparing(self, base: str, new: str) -> Case:
        for option in (base, new):
            if option not in self.case.strategies:
                raise MissingRowError.named("options", option, self.case.strategies)
        return replace(self.case, compare=(base, new))


def option_draws(
    table: PathwayDraws,
    inputs: Parameters,
    tables: NationalTables,
    cohort: tuple[Subgroup, ...],
    choices: Choices,
) -> OptionDraws:
    """Weight the national table by the shares of each option of `choices`, for the people of `cohort`.

    A service's own rows have their own draws, from the same random stream as the national ones. People count by index
    site: within a site the mix of ages and sexes is England's.

    Raises:
        EvidenceError: other years than the table's; a choice that changes what happens to people (`follow_up`,
            `survival`), for which the model must run.
    """
    _refuse_what_needs_a_run(table, inputs, choices)
    n = len(table.values)
    drawn = with_own_drawn(dict(table.inputs), inputs, n, table.seed)
    drawn |= {name: sample(inputs[name].uncertainty, n, table.seed, name) for name in CASCADE_ROWS}
    case = base_case(inputs, tables, cohort, drawn, choices)
    entering = {site: sum(row.n for row in cohort if row.site == site) for site in SITES}
    outcomes = Outcomes({option: _totals(table, case, option, entering, n) for option in case.strategies})
    return OptionDraws(case, outcomes, sum(entering.values()), drawn)


def _refuse_what_needs_a_run(table: PathwayDraws, inputs: Parameters, choices: Choices) -> None:
    years = choices.horizon_years or int(inputs.number("n_horizon_years"))
    if years != table.values.shape[3]:
        raise EvidenceError.at("options", None, "horizon_years", years, f"{table.values.shape[3]}, as in the table")
    for name in ("follow_up", "survival"):
        if getattr(choices, name):
            raise EvidenceError.at("options", None, name, value=True, allowed="False; the model must run for it")


def _totals(table: PathwayDraws, case: Case, option: str, entering: Mapping[str, float], n: int) -> dict[str, Yearly]:
    """Totals by output and year, each an array over draws."""
    weights = np.zeros((n, len(table.pathways), len(SITES)))
    for i, role in enumerate(table.pathways):
        for j, site in enumerate(SITES):
            share = case.strategies[option][site].get(name_at(role, site, case.pathways), 0.0)
            weights[:, i, j] = entering[site] * np.asarray(share)
    totals = np.einsum("dpsyo,dps->oyd", table.values, weights, optimize=True)
    found: dict[str, Yearly] = {name: tuple(totals[k]) for k, name in enumerate(table.outputs)}
    for line, each in case.per_fracture.items():
        found[line] = tuple(sum(each[k] * found[k][year] for k in KINDS) for year in range(case.horizon_years))
    for line in _entry_lines(case):
        paid = _at_entry(table, case, line, weights)
        found[line] = (paid, *(np.zeros(n) for _ in range(case.horizon_years - 1)))
    return found


def _entry_lines(case: Case) -> tuple[str, ...]:
    """Lines that are paid only as people enter, or planned by year."""
    once = (line for pathway in case.pathways.values() for line in pathway.at_entry)
    planned = (line for by_line in case.fixed_costs.values() for line in by_line)
    return tuple(dict.fromkeys((*once, *planned)))


def _at_entry(table: PathwayDraws, case: Case, line: str, weights: Array) -> Array:
    each = [np.asarray(case.pathways[role].at_entry.get(line, 0.0)) for role in table.pathways]
    paid: Array = sum(weights[:, i].sum(axis=1) * cost for i, cost in enumerate(each))
    return paid
