"""Which inputs move a budget most, and what it would take for its cash to come back."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.budget_draws import Budget
from flsguide.analysis.sensitivity import Swing, one_way
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.ranges import Range
from flsguide.evidence.vocabulary import FAMILY
from flsguide.model.base_strategies import Choices
from flsguide.model.service_posts import STAFF, staff_by_year

__all__ = ["PLANNED", "budget_swings", "come_back", "posts_on"]

PLANNED = (
    "n_nurse_minutes_person", "n_admin_minutes_person", "n_consultant_minutes_person", "n_recruitment_months",
    "c_set_up", "n_hub_services",
)  # fmt: skip
"""Rows of the plan of posts, which goes in steps: no straight line follows them."""
Array = NDArray[np.float64]


def budget_swings(budget: Budget, release: str) -> tuple[Swing, ...]:
    """What the total of one kind of money, over all years, would be at both ends of each input, widest first; pounds.

    Inputs that are drawn: along the straight line through the draws, between what 95 % of them lie between. Rows of
    the plan of posts: the plan made anew at the ends of their ranges. The family's part is left out.
    """
    total = budget.nhs_and_social_care(release).sum(axis=0)
    lines = {name: values for name, values in budget.drawn.items() if name not in PLANNED and np.ptp(values) > 0}
    swings = [_drawn(name, values, total) for name, values in lines.items()]
    if budget.case.lines[STAFF].release == release:
        now, mean = posts_on(budget, "trust_cash"), float(total.mean())
        ranges = {name: budget.inputs.range_of(name) for name in PLANNED}
        planned = {name: found for name, found in ranges.items() if found.low < found.high}
        swings += one_way(lambda values: mean + _fixed(budget, values) - now, planned)
    return tuple(sorted(swings, key=lambda swing: -swing.width))


def come_back(budget: Budget) -> tuple[Array, Array]:
    """Of each pound that the funder pays, how much comes back to the NHS and councils: draws of two shares.

    The first is the cash that other budgets save. The second supposes that all freed capacity were turned into
    cash, as if every bed were closed and every session ended: it is no forecast.
    """
    funder = {key: amounts for key, amounts in budget.by_holder.items() if key[0] == "programme"}
    paid = np.sum([amounts.sum(axis=0) for amounts in funder.values()], axis=0)
    others = {key: amounts for key, amounts in budget.by_holder.items() if key not in funder and key[0] != FAMILY}
    cash, both = (
        np.sum([-amounts.sum(axis=0) for (_, kind), amounts in others.items() if kind in kinds], axis=0)
        for kinds in (("cash",), ("cash", "capacity"))
    )
    return cash / paid, both / paid


def posts_on(budget: Budget, basis: str, inputs: Parameters | None = None) -> float:
    """What posts and setting up cost more than in the base, over all years, on one basis of cost; pounds."""
    choices = Choices(options=budget.case.compare, service_costs=basis)  # type: ignore[arg-type]
    rows = budget.inputs if inputs is None else inputs
    plan = staff_by_year(rows, budget.seen, choices, budget.years, budget.entry_years)
    base, new = (sum(map(sum, plan.get(option, {}).values())) for option in budget.case.compare)
    return new - base


def _fixed(budget: Budget, values: Mapping[str, float]) -> float:
    rows = {name: replace(budget.inputs[name], value=value) for name, value in values.items()}
    return posts_on(budget, "trust_cash", Parameters(dict(budget.inputs.rows) | rows))


def _drawn(name: str, values: Array, total: Array) -> Swing:
    mean, answer = float(values.mean()), float(total.mean())
    slope = float(np.mean((values - mean) * (total - answer)) / np.var(values))
    low, high = map(float, np.quantile(values, (0.025, 0.975)))
    return Swing(
        name,
        Range(mean, min(low, mean), max(high, mean)),
        answer + slope * (low - mean),
        answer + slope * (high - mean),
    )
