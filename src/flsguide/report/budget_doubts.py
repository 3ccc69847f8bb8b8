"""How sure a budget is: what it would take for the cash to come back, and which inputs move the totals most."""

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.budget_draws import Budget, spread
from flsguide.analysis.budget_swings import budget_swings, come_back, posts_on
from flsguide.analysis.sensitivity import Swing
from flsguide.evidence.parameters import Parameters
from flsguide.report.money import MINUS, THOUSAND, signed, step_of_total, sterling
from flsguide.report.numbers import about, of_digits, step_of
from flsguide.report.sentences import SITE_WORDS, Sentence
from flsguide.report.tables import Followed, Table

__all__ = ["doubt", "doubt_and_swings", "swings_table"]

MOST = 3
Array = NDArray[np.float64]


def doubt(budget: Budget) -> Sentence:
    """What it would take for the cash to come back, the other basis of cost, and the one run that can be repeated."""
    cash, both = come_back(budget)
    mean = float(budget.nhs_and_social_care("cash").sum()) / budget.draws
    rows = sum(
        sum(years)
        for holder, kinds in budget.as_rows_stand.items()
        for kind, years in kinds.items()
        if kind == "cash" and holder != "family"
    )
    step = step_of_total(spread(budget.nhs_and_social_care("cash").sum(axis=0)))
    own, full = (posts_on(budget, basis) for basis in ("trust_cash", "full_economic"))
    return Sentence(
        f"Of every 100 pounds that the funder pays, {_of_100(cash)} come back as cash of other budgets within "
        f"{budget.years} years. If every freed bed were closed and every freed session ended, so that all of it "
        f"became cash, it would be {_of_100(both)}. The posts are counted at trust pay, {sterling(own, 10_000)} with "
        "setting up, as that is what a budget is charged. At full cost, with overheads and buildings, as the care "
        f"that is freed is counted, they are {sterling(full, 10_000)}. With the rows as they stand and nothing "
        f"drawn, the cash added up is {sterling(rows, step)}; the mean of the draws is {sterling(mean, step)}."
    )


def doubt_and_swings(budget: Budget) -> Followed:
    """The doubt in words, and below it the inputs that move the totals most."""
    return Followed(swings_table(budget), (), str(doubt(budget)))


def swings_table(budget: Budget) -> Table:
    """The three inputs that move the cash most, and the three that move what is freed."""
    rows = [
        (f"{words}: {_label(swing.name, budget.inputs)}", _ends(swing, budget.inputs), _answers(swing))
        for release, words in (("cash", "Cash"), ("capacity", "Freed"))
        for swing in budget_swings(budget, release)[:MOST]
    ]
    return Table(
        f"What moves the totals over {budget.years} years most, NHS and councils",
        ("Total and input", "Low and high end of the input", "Total at each end, thousand pounds"),
        tuple(rows),
        note=f"{MINUS} is a saving. One input at a time, the others as they are. The ends of minutes, months, "
        "setting up and hospitals that share are those of their rows; of other inputs, of 95 in 100 draws.",
        is_text=True,
    )


def _of_100(shares: Array) -> str:
    found = spread(100 * shares)
    return f"about {about(found.mean, 1)} ({about(found.low_80, 1)} to {about(found.high_80, 1)})"


def _label(name: str, inputs: Parameters) -> str:
    if name in inputs:
        return inputs[name].label
    site = name.removeprefix("rate of ")
    return f"Fracture rates, {SITE_WORDS.get(site, site).lower()} (times)"


def _ends(swing: Swing, inputs: Parameters) -> str:
    """Both ends in the input's unit; a share as a percentage."""
    is_share = swing.name in inputs and inputs[swing.name].unit == "proportion"
    times, sign = (100, "%") if is_share else (1, "")
    return f"{_two_digits(times * swing.value.low)}{sign} to {_two_digits(times * swing.value.high)}{sign}"


def _two_digits(number: float) -> str:
    return of_digits(number, 2) if number > 0 else "0"


def _answers(swing: Swing) -> str:
    step = max(1.0, step_of(swing.width / THOUSAND))
    return f"{signed(swing.answer_at_low / THOUSAND, step)} and {signed(swing.answer_at_high / THOUSAND, step)}"
