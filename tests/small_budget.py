"""Northmoor's budget in a few draws, for tests: the artificial trust of every page."""

from dataclasses import replace
from functools import cache

from flsguide.analysis.budget_draws import Budget, place_budget
from flsguide.analysis.national_table import PathwayDraws, national_cohort, national_draws
from flsguide.evidence.case_file import Subgroup
from flsguide.evidence.incidence import incidence
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.evidence.places import place_of
from flsguide.model.base_case import people_entering
from flsguide.model.local_caseload import local_caseload

NORTHMOOR = {"n_residents": 340_000, "n_hip_fractures_60_plus": 440}
INPUTS = with_values(parameters(), NORTHMOOR, "artificial: Northmoor", 2024)


def people(inputs: Parameters = INPUTS) -> tuple[Subgroup, ...]:
    """Northmoor's people with an index fracture in 2026."""
    load = local_caseload(place_of(inputs, None, "Northmoor"), incidence(), 2026, inputs)
    return people_entering(load.counts, inputs.number("p_eligible_other"), inputs.number("p_people_per_fracture"))


@cache
def few_draws() -> PathwayDraws:
    """The national table in 40 draws."""
    return national_draws(parameters(), national_tables(parameters()), national_cohort(parameters(), 2026), 40, 11)


@cache
def budget(compare: tuple[str, str] = ("usual", "fls")) -> Budget:
    """The budget of a service, or of what else is compared, in these draws."""
    return place_budget(few_draws(), INPUTS, people(), compare)


def certain(inputs: Parameters) -> Parameters:
    """These inputs with nothing uncertain."""
    return Parameters(
        {name: replace(row, distribution="fixed", low=None, high=None) for name, row in inputs.rows.items()}
    )
