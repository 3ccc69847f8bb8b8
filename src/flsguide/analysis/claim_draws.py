"""A claim's quantity over many draws of all uncertain inputs at once, the service's staff counted in both ways."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.claim_measures import LESS_IS_KIND, MEASURED, Seen
from flsguide.analysis.claims import NEAR, Weighed
from flsguide.analysis.national_table import PathwayDraws
from flsguide.analysis.option_draws import OptionDraws, option_draws
from flsguide.analysis.published_studies import Setting
from flsguide.evidence.claims import BASES
from flsguide.evidence.ranges import Range
from flsguide.model.base_strategies import Choices

__all__ = ["Drawn", "InDraws", "in_draws"]

_TENTHS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class InDraws:
    """The claim's quantity over the draws, with staff counted in one way."""

    interval: Range | None
    """Median of the draws, and the range that holds 8 in 10 of them; None for pounds for each QALY, which say the
    opposite where the cost is a saving."""
    of_100: float
    """In how many of 100 draws ours is as kind to a service as the claim, or falls short by less than a tenth."""


Drawn = Mapping[str, Mapping[str, InDraws]]
"""By the name of a claim, then by how staff are counted; no entry for a claim that the draws do not hold."""


def in_draws(found: Iterable[Weighed], table: PathwayDraws, setting: Setting) -> Drawn:
    """Each claim's quantity in every draw of the national table.

    The table follows England's people of all sites for as many years as the base case, and not what they take at a
    year: a claim of others, of more years or of treatment is left out. `setting` holds the same people.
    """
    by_basis = {
        "full_economic": _drawn(table, setting, Choices(service_costs="full_economic")),
        "trust_cash": _drawn(table, setting, Choices(service_costs="trust_cash")),
    }
    years = table.values.shape[3]
    return {
        one.claim.name: {basis: _in_draws(one, by_basis[basis], setting) for basis in BASES}
        for one in found
        if one.claim.people == "all" and one.claim.years <= years and one.claim.measure != "on_treatment"
    }


def _drawn(table: PathwayDraws, setting: Setting, choices: Choices) -> OptionDraws:
    return option_draws(table, setting.inputs, setting.tables, tuple(setting.cohort), choices)


def _in_draws(found: Weighed, drawn: OptionDraws, setting: Setting) -> InDraws:
    claim = found.claim
    outcomes = {
        name: {output: yearly[: claim.years] for output, yearly in by_output.items()}
        for name, by_output in drawn.outcomes.values.items()
    }
    case = replace(drawn.case, horizon_years=claim.years)
    seen = Seen(case, outcomes, claim, setting.inputs.number("p_people_per_fracture"))
    n = len(next(iter(drawn.inputs.values())))
    top, bottom = (np.broadcast_to(part, n) for part in MEASURED[claim.measure](seen))
    slack = NEAR * abs(found.target)
    is_less_kind = claim.measure in LESS_IS_KIND
    limit = found.target + slack if is_less_kind else found.target - slack
    met = top <= limit * bottom if is_less_kind else top >= limit * bottom
    return InDraws(None if claim.measure == "pounds_per_qaly" else _interval(top / bottom), 100 * float(np.mean(met)))


def _interval(answers: NDArray[np.float64]) -> Range:
    low, median, high = np.quantile(answers, _TENTHS)
    return Range(float(median), float(low), float(high))
