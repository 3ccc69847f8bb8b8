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
from flsguide.evidence.tables import finite
from flsguide.evidence.vocabulary import HEALTH_OUTPUTS, SITES, Value
from flsguide.model.base_case import base_case, people_entering
from flsguide.model.base_strategies import Choices
from flsguide.model.index_deaths import name_at, roles
from flsguide.model.local_caseload import local_caseload
from flsguide.model.outcomes import outputs_of
from flsguide.model.pathway_table import run_pathway

__all__ = ["PathwayDraws", "every_pathway", "followed_draws", "national_cohort", "national_draws"]

FOLLOWED = "oral_seen"
"""The pathway of people seen who take tablets: the one that following people up changes."""


@dataclass(frozen=True, eq=False)
class PathwayDraws:
    """Every pathway of the base case, drawn."""

    pathways: tuple[str, ...]
    outputs: tuple[str, ...]
    strategies: tuple[str, ...]
    values: NDArray[np.float32]
    """Per person entering, undiscounted: draws x pathways x index sites (`SITES`) x years x outputs.

    A site that has its own copy of a pathway stands here under the name that all sites share.
    """
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
        values.append(np.stack([_of_role(case, name, people) for name in roles(case.pathways)], axis=1))
        shares.append(_shares(case, people.draws))
    table = np.concatenate(values)
    if not np.all(np.isfinite(table)):
        msg = "a pathway of the national table is not finite; look at the rows changed last"
        raise ValueError(msg)
    return PathwayDraws(
        pathways=roles(case.pathways),
        outputs=(*HEALTH_OUTPUTS, *case.lines),
        strategies=tuple(case.strategies),
        values=table,
        shares=np.concatenate(shares),
        people=people.by_site,
        inputs=draws,
        seed=seed,
    )


def followed_draws(
    table: PathwayDraws, inputs: Parameters, tables: NationalTables, cohort: tuple[Subgroup, ...], at_12: float
) -> PathwayDraws:
    """The same table where of those whom a service sees and who start tablets a share `at_12` still takes them then.

    Only that pathway is run again, in the table's own draws. After the first year people stop as in the table.

    Raises:
        EvidenceError: a share that is not from 0 to 1.
    """
    finite(at_12, "still taking", None, "at_12", 0, 1)
    n, found = len(table.values), []
    draws = {**table.inputs, "p_persisting_12_months_followed": np.full(n, at_12)}
    for first in range(0, n, CHUNK):
        some = {name: each[first : first + CHUNK, np.newaxis] for name, each in draws.items()}
        case = base_case(inputs, tables, cohort, some, Choices(follow_up=True))
        found.append(_of_role(case, FOLLOWED, Groups(case.cohort, min(CHUNK, n - first))))
    values = table.values.copy()
    values[:, table.pathways.index(FOLLOWED)] = np.concatenate(found)
    return replace(table, values=values)


def every_pathway(case: Case) -> Case:
    """The case with one strategy more, which uses every pathway that an index site can take: for a table of all."""
    names = roles(case.pathways)
    every = {site: {name_at(name, site, case.pathways): 1 / len(names) for name in names} for site in SITES}
    return replace(case, strategies={**case.strategies, "every": every})


def _of_role(case: Case, role: str, people: Groups) -> NDArray[np.float32]:
    """A pathway, or each site's own copy of it: draws x sites x years x outputs; nothing where nobody enters."""
    shape = (people.draws, len(SITES), case.horizon_years, len(HEALTH_OUTPUTS) + len(case.lines))
    found = np.zeros(shape, dtype=np.float32)
    taken = [name_at(role, site, case.pathways) for site in SITES]
    for name in dict.fromkeys(taken):
        at = [i for i, each in enumerate(taken) if each == name]
        some = people.at_sites([SITES[i] for i in at])
        if some.rows:
            pathway = case.pathways[name]
            found[:, at] = _stacked(outputs_of(case, pathway, run_pathway(case, pathway, some)), some)[:, at]
    return found


def _stacked(outputs: Mapping[str, tuple[object, ...]], people: Groups) -> NDArray[np.float32]:
    """Draws x sites x years x outputs."""
    shape = (people.draws, len(SITES))
    table = [[np.broadcast_to(np.asarray(x, dtype=float), shape) for x in years] for years in outputs.values()]
    return np.array(table, dtype=np.float32).transpose(2, 3, 1, 0)


def _shares(case: Case, draws: int) -> NDArray[np.float32]:
    """Draws x strategies x pathways x sites; a site's own copy of a pathway counts as that pathway."""
    table = [
        [
            np.broadcast_to(columns([_share(case, by_site, role, s) for s in SITES]), (draws, len(SITES)))
            for role in roles(case.pathways)
        ]
        for by_site in case.strategies.values()
    ]
    return np.array(table, dtype=np.float32).transpose(2, 0, 1, 3)


def _share(case: Case, by_site: Mapping[str, Mapping[str, Value]], role: str, site: str) -> Value:
    return by_site[site].get(name_at(role, site, case.pathways), 0.0)
