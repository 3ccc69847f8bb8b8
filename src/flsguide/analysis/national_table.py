"""England's people through every pathway, with draws: the table that pages weight, so that none runs the model again.

Per person entering, in England's mix of ages and sexes at each index site. A strategy is shares of pathways,
a service is people by site; both are products with this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.draws import drawn_inputs
from flsguide.analysis.groups import Groups, columns
from flsguide.analysis.probabilistic import CHUNK
from flsguide.evidence.case_file import Case, Subgroup
from flsguide.evidence.incidence import incidence
from flsguide.evidence.national_tables import NationalTables
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.places import place_of
from flsguide.evidence.vocabulary import SITES
from flsguide.model.base_case import base_case, people_entering
from flsguide.model.local_caseload import local_caseload
from flsguide.model.outcomes import outputs_of
from flsguide.model.pathway_table import run_pathway

__all__ = ["PathwayDraws", "every_pathway", "national_cohort", "national_draws"]


@dataclass(frozen=True, eq=False)
class PathwayDraws:
    """Every pathway of the base case, drawn."""

    pathways: tuple[str, ...]
    outputs: tuple[str, ...]
    strategies: tuple[str, ...]
    values: NDArray[np.float32]
    """Per person entering, undiscounted: draws x pathways x index sites (`SITES`) x years x outputs."""
    shares: NDArray[np.float32]
    """The base case's strategies, drawn: draws x strategies x pathways x index sites."""
    people: NDArray[np.float64]
    """England's people with an index fracture a year, by index site."""
    inputs: Mapping[str, NDArray[np.float64]]
    """The drawn inputs by row name, one number for each draw: what the value of knowing one is worked out from."""
    seed: int

    def totals(self, strategy: str, people: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Totals of a strategy: draws x years x outputs, for England or for `people` by index site.

        Raises:
            ValueError: a strategy that the table does not have.
        """
        if strategy not in self.strategies:
            msg = f"{strategy!r} is not a strategy of the table; it has {', '.join(self.strategies)}"
            raise ValueError(msg)
        entering = self.people if people is None else people
        shares = self.shares[:, self.strategies.index(strategy)].astype(float)
        totals: NDArray[np.float64] = np.einsum("dpsyo,dps,s->dyo", self.values.astype(float), shares, entering)
        return totals


def national_cohort(inputs: Parameters, year: int) -> tuple[Subgroup, ...]:
    """England's people with an index fracture in a year, whom services would be asked to see."""
    load = local_caseload(place_of(inputs, "England"), incidence(), year, inputs)
    return people_entering(load.counts, inputs.number("p_eligible_other"), inputs.number("p_people_per_fracture"))


def national_draws(
    inputs: Parameters, tables: NationalTables, cohort: tuple[Subgroup, ...], n: int, seed: int
) -> PathwayDraws:
    """Run every pathway of the base case for `n` draws of its inputs.

    Raises:
        ValueError: fewer than 1 draw, or a result that is not finite.
    """
    draws = drawn_inputs(inputs, tables.rates, n, seed)
    values, shares = [], []
    for first in range(0, n, CHUNK):
        some = {name: each[first : first + CHUNK, np.newaxis] for name, each in draws.items()}
        case = base_case(inputs, tables, cohort, some)
        people = Groups(case.cohort, min(CHUNK, n - first))
        outputs = {name: outputs_of(case, p, run_pathway(case, p, people)) for name, p in case.pathways.items()}
        values.append(_stacked(outputs, people))
        shares.append(_shares(case, people.draws))
    table = np.concatenate(values)
    if not np.all(np.isfinite(table)):
        msg = "a pathway of the national table is not finite; look at the rows changed last"
        raise ValueError(msg)
    return PathwayDraws(
        pathways=tuple(outputs),
        outputs=tuple(next(iter(outputs.values()))),
        strategies=tuple(case.strategies),
        values=table,
        shares=np.concatenate(shares),
        people=people.by_site,
        inputs=draws,
        seed=seed,
    )


def every_pathway(case: Case) -> Case:
    """The case with one strategy more, which uses every pathway: so that a table of all of them can be made."""
    every = dict.fromkeys(case.pathways, 1 / len(case.pathways))
    return replace(case, strategies={**case.strategies, "every": dict.fromkeys(SITES, every)})


def _stacked(outputs: Mapping[str, Mapping[str, tuple[object, ...]]], people: Groups) -> NDArray[np.float32]:
    """Draws x pathways x sites x years x outputs."""
    shape = (people.draws, len(SITES))
    table = [
        [[np.broadcast_to(np.asarray(value, dtype=float), shape) for value in years] for years in each.values()]
        for each in outputs.values()
    ]
    return np.array(table, dtype=np.float32).transpose(3, 0, 4, 2, 1)


def _shares(case: Case, draws: int) -> NDArray[np.float32]:
    """Draws x strategies x pathways x sites."""
    table = [
        [
            np.broadcast_to(columns([by_site[s].get(name, 0.0) for s in SITES]), (draws, len(SITES)))
            for name in case.pathways
        ]
        for by_site in case.strategies.values()
    ]
    return np.array(table, dtype=np.float32).transpose(2, 0, 1, 3)
