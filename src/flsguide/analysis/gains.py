"""What a service gains over usual care for each 1,000 people: in every draw, and with the rows as they stand.

And what each strategy costs and gains one person in every draw: what a choice between them is judged by.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.decision_uncertainty import StrategyDraws
from flsguide.analysis.national_table import PathwayDraws
from flsguide.evidence.case_file import Case
from flsguide.evidence.vocabulary import KINDS
from flsguide.model.resources import nhs_and_social_care_share
from flsguide.model.strategies import pathway_table, strategy_outcomes

__all__ = ["GAINS", "gains_in_draws", "gains_of_the_rows", "strategy_draws"]

GAINS = ("fractures avoided", "QALYs gained", "cost added")
"""Further fractures, undiscounted; QALYs and cost to the NHS and social care, discounted as the case says."""
PEOPLE = 1000
Array = NDArray[np.float64]


def gains_in_draws(table: PathwayDraws, case: Case) -> dict[str, Array]:
    """Each gain in every draw of the national table, for 1,000 of its people."""
    more = table.totals("fls") - table.totals("usual")
    by_output = {output: more[:, :, i] for i, output in enumerate(table.outputs)}
    return _gains(case, by_output, float(table.people.sum()))


def gains_of_the_rows(case: Case) -> dict[str, float]:
    """The same from one run of the case's own people, with nothing drawn."""
    found = strategy_outcomes(case, pathway_table(case))
    more = {output: np.array([np.subtract(found["fls"][output], found["usual"][output])]) for output in found["fls"]}
    return {name: float(gain[0]) for name, gain in _gains(case, more, sum(row.n for row in case.cohort)).items()}


def strategy_draws(table: PathwayDraws, case: Case) -> StrategyDraws:
    """Cost to the NHS and social care, and QALYs, of every strategy for one of England's people, discounted."""
    people = float(table.people.sum())
    found = []
    for strategy in table.strategies:
        totals = table.totals(strategy)
        found.append(_discounted(case, {output: totals[:, :, i] for i, output in enumerate(table.outputs)}))
    cost, qalys = (np.array(each) / people for each in zip(*found, strict=True))
    return StrategyDraws(table.strategies, cost, qalys)


def _gains(case: Case, more: Mapping[str, Array], people: float) -> dict[str, Array]:
    cost, qalys = _discounted(case, more)
    each = (-sum(more[kind].sum(axis=1) for kind in KINDS), qalys, cost)
    return {name: gain * PEOPLE / people for name, gain in zip(GAINS, each, strict=True)}


def _discounted(case: Case, by_output: Mapping[str, Array]) -> tuple[Array, Array]:
    """Cost to the NHS and social care, and QALYs, from draws x years of each output."""
    shares = {name: float(nhs_and_social_care_share(line.holders)) for name, line in case.lines.items()}
    cost = np.sum([share * by_output[name] for name, share in shares.items()], axis=0)
    return (
        cost @ _discount(case.discount_costs, case.horizon_years),
        by_output["qalys"] @ _discount(case.discount_qalys, case.horizon_years),
    )


def _discount(rate: float, years: int) -> Array:
    factors: Sequence[float] = [(1 + rate) ** -year for year in range(years)]
    return np.array(factors)
