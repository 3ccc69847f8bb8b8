"""Everything that the page "Is it worth it?" shows, worked out once for one place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from flsguide.analysis.equity import Group, gains_by_group, without_small_counts
from flsguide.analysis.option_draws import OptionDraws, option_draws
from flsguide.analysis.option_values import OptionValue, option_values
from flsguide.analysis.probabilistic import sampled_outcomes
from flsguide.analysis.scenarios import SCENARIOS, Result, Scenario, what_if
from flsguide.analysis.sharing import Sharing, sharing
from flsguide.analysis.whole_posts import whole_post_scenarios
from flsguide.analysis.worth_at import WorthAt, worth_at
from flsguide.evidence.case_file import Case, Subgroup
from flsguide.evidence.incidence import incidence
from flsguide.evidence.national_tables import NationalTables, national_tables
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.places import Place
from flsguide.model.base_case import base_case, people_entering
from flsguide.model.base_strategies import Choices
from flsguide.model.local_caseload import local_caseload
from flsguide.model.outcomes import Outcomes
from flsguide.report.bases import FULL_COST, TRUST_PAY
from flsguide.report.pathway_files import national_table

__all__ = ["OPTIONS", "Worth", "worth_of"]

OPTIONS = ("usual", "hip_only", "fls", "hub")
_CHOICES = {basis: Choices(service_costs=basis) for basis in (FULL_COST, TRUST_PAY)}


@dataclass(frozen=True, eq=False)
class Worth:
    """A service for one place: a single run of the rows as they stand, and draws, on two bases of what staff cost."""

    place: Place
    year: int
    inputs: Parameters
    people: float
    """People with an index fracture a year whom a service is for."""
    scenarios: Mapping[str, Result]
    options: Mapping[str, OptionValue]
    draws: Mapping[str, OptionDraws]
    """By basis, as is what follows."""
    sharing: Mapping[str, Sharing]
    needed: Mapping[str, WorthAt]
    """At the upper end of the threshold in use."""
    groups: tuple[Group, ...]
    """By sex and age, small counts joined to their neighbours."""
    seed: int
    """Of the draws."""

    @property
    def base(self) -> Result:
        """The base case."""
        return self.scenarios["base"]

    @property
    def thresholds(self) -> tuple[float, float]:
        """The threshold in use for medicines, its lower and upper end, in pounds for a QALY."""
        return self.inputs.number("n_threshold_low"), self.inputs.number("n_threshold_high")


def worth_of(inputs: Parameters, place: Place, year: int) -> Worth:
    """Run everything for a place's people of one year.

    Raises:
        EvidenceError: as `local_caseload`, `base_case` and `option_draws`.
    """
    tables, load = national_tables(inputs), local_caseload(place, incidence(), year, inputs)
    people = people_entering(load.counts, inputs.number("p_eligible_other"), inputs.number("p_people_per_fracture"))
    top = inputs.number("n_threshold_high")
    drawn = national_table()
    return Worth(
        place,
        year,
        inputs,
        sum(row.n for row in people),
        what_if(inputs, tables, people, _scenarios(inputs, people), _at_once),
        {value.name: value for value in option_values(inputs, tables, people, OPTIONS, _at_once)},
        {
            basis: option_draws(drawn, inputs, tables, people, replace(chosen, options=OPTIONS))
            for basis, chosen in _CHOICES.items()
        },
        {basis: sharing(_with_posts(inputs, tables, people, chosen)) for basis, chosen in _CHOICES.items()},
        {basis: worth_at(inputs, tables, people, chosen, top) for basis, chosen in _CHOICES.items()},
        without_small_counts(gains_by_group(base_case(inputs, tables, people)), inputs.number("n_small_count")),
        drawn.seed,
    )


def _scenarios(inputs: Parameters, people: tuple[Subgroup, ...]) -> tuple[Scenario, ...]:
    """The base case first, then the same in whole posts, then all else."""
    return SCENARIOS[0], *whole_post_scenarios(inputs, people), *SCENARIOS[1:]


def _with_posts(inputs: Parameters, tables: NationalTables, people: tuple[Subgroup, ...], chosen: Choices) -> Case:
    return base_case(inputs, tables, people, choices=replace(chosen, options=("fls", "hub"), staff="posts"))


def _at_once(case: Case) -> Outcomes:
    """A case with nothing drawn, all its groups of people in one array: as fast again as one person at a time."""
    found = sampled_outcomes(lambda _: case, {"nothing": np.zeros(1)})
    return Outcomes(
        {
            strategy: {output: tuple(float(year[0]) for year in years) for output, years in found[strategy].items()}
            for strategy in case.strategies
        }
    )
