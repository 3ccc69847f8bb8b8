"""Whether a strategy is worth its cost: discounted totals, and what one more QALY costs.

The perspective is the NHS and personal social services: every budget holder but the family.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flsguide.evidence.case_file import Case
from flsguide.model.outcomes import Outcomes
from flsguide.model.resources import nhs_and_social_care_share

__all__ = ["NOTHING", "Comparison", "compared", "discounted", "nhs_cost_by_year"]

NOTHING = 1e-9
"""Differences below this share of the totals are rounding, not results."""


@dataclass(frozen=True)
class Comparison:
    """One strategy against another, discounted. Money in pounds, new minus base."""

    cost: Mapping[str, float]
    qalys: Mapping[str, float]
    incremental_cost: float
    incremental_qalys: float
    icer: float | None
    """Pounds for one more QALY; None where the QALYs do not differ. Below 0 it says too little: see the two parts."""
    net_monetary_benefit: Mapping[str, float]
    """Threshold x QALYs gained - cost added, by threshold as the case writes it."""


def discounted(by_year: tuple[float, ...], rate: float) -> float:
    """The present value of yearly amounts: sum of amount x (1 + rate) ** -year, year 0 undiscounted.

    >>> round(discounted((100.0, 103.5), 0.035), 9)
    200.0
    """
    return sum(amount * (1 + rate) ** -year for year, amount in enumerate(by_year))


def nhs_cost_by_year(case: Case, outcomes: Outcomes, strategy: str) -> tuple[float, ...]:
    """Cost to the NHS and personal social services in each year, undiscounted."""
    shares = {name: nhs_and_social_care_share(line.holders) for name, line in case.lines.items()}
    years = range(case.horizon_years)
    return tuple(sum(share * outcomes[strategy][name][y] for name, share in shares.items()) for y in years)


def compared(case: Case, outcomes: Outcomes) -> Comparison:
    """The new strategy of the case against its base."""
    cost = {name: discounted(nhs_cost_by_year(case, outcomes, name), case.discount_costs) for name in case.strategies}
    qalys = {name: discounted(outcomes[name]["qalys"], case.discount_qalys) for name in case.strategies}
    base, new = case.compare
    more_cost, more_qalys = cost[new] - cost[base], qalys[new] - qalys[base]
    is_same = abs(more_qalys) <= NOTHING * max(abs(qalys[new]), abs(qalys[base]))
    return Comparison(
        cost=cost,
        qalys=qalys,
        incremental_cost=more_cost,
        incremental_qalys=more_qalys,
        icer=None if is_same else more_cost / more_qalys,
        net_monetary_benefit={
            written: threshold * more_qalys - more_cost for written, threshold in case.thresholds.items()
        },
    )
