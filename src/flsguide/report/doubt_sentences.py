"""How sure the answer is, in plain words with its interval: the brief, the sum, and words to paste."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.option_draws import OptionDraws
from flsguide.analysis.probabilistic import EIGHT_IN_TEN, Estimate, estimate
from flsguide.analysis.tornado import Bar
from flsguide.evidence.parameters import Parameters
from flsguide.report.money import signed
from flsguide.report.numbers import about, step_of
from flsguide.report.sentences import Sentence
from flsguide.report.ten_marks import PEOPLE, chance_of_worth, heading, in_ten, with_interval
from flsguide.report.tornado_chart import label_of

__all__ = ["doubt_for_the_case", "doubt_in_brief", "one_line_of_the_sum"]

Array = NDArray[np.float64]
BASE, NEW = "usual", "fls"
_MOST_NAMED = 2
_SHORT = {
    "p_treated_fls": "how many start a medicine with a service",
    "p_treated_usual_care": "how many start one without a service",
    "c_service_staff_person_full_economic": "what staff cost for each person seen",
    "c_service_staff_person_trust_cash": "what staff cost for each person seen",
}
"""Inputs whose label is too long for a sentence."""


def doubt_in_brief(
    by_basis: Mapping[str, OptionDraws], bars: Sequence[Bar], inputs: Parameters, threshold: float
) -> str:
    """Two sentences: how likely it is to be worth its cost; the amounts with their ranges, and what moves them most.

    `by_basis` is by the words that say what staff cost, in the order to lead with.
    """
    chances = ", and in ".join(f"{_chance(draws, threshold)} {words}" for words, draws in by_basis.items())
    costs = ", or ".join(f"{with_interval(_cost(draws))} pounds {words}" for words, draws in by_basis.items())
    low = inputs.number("n_threshold_low")
    qalys = with_interval(_qalys(next(iter(by_basis.values()))))
    return (
        f"A service is worth its cost in {chances}, where one more year in good health (QALY) may cost "
        f"{threshold:,.0f} pounds, the most that NICE usually accepts (its range begins at {low:,.0f}). "
        f"For each {PEOPLE:,} people it adds {costs}, and gains {qalys} QALYs (ranges hold 8 in 10 draws); two "
        f"numbers move the answer most: {_widest(bars, inputs)}."
    )


def one_line_of_the_sum(draws: OptionDraws, threshold: float, words: str) -> Sentence:
    """The formula with the numbers of the mean, for 1,000 people."""
    cost, qalys = _cost(draws), _qalys(draws)
    benefit = estimate(PEOPLE * _benefit(draws, threshold), EIGHT_IN_TEN)
    step = step_of((cost.high - cost.low) / 2)
    return Sentence(
        f"On average over the draws, {words}: {threshold:,.0f} times {about(qalys.mean, 0.01)}, less "
        f"{about(cost.mean, step)} is about {signed(benefit.mean, step)} pounds for each {PEOPLE:,} people "
        f"(8 in 10 draws: {signed(benefit.low, step)} to {signed(benefit.high, step)})."
    )


def doubt_for_the_case(by_basis: Mapping[str, OptionDraws], threshold: float, place: str, price_year: str) -> str:
    """A paragraph to paste: chance, amounts, intervals, and what they leave out."""
    first = next(iter(by_basis.values()))
    chances = "; ".join(f"{words}, {_chance(draws, threshold)}" for words, draws in by_basis.items())
    how_often = heading(chances)
    costs = "; ".join(f"{words}, {with_interval(_cost(draws))} pounds" for words, draws in by_basis.items())
    return (
        f"> We varied every uncertain number at once, {first.choice().n:,} times, for the people of {place}. Over "
        f"{first.case.horizon_years} years a service adds cost for each {PEOPLE:,} people ({costs}; {price_year} "
        f"prices) and gains {with_interval(_qalys(first))} QALYs; ranges hold 8 in 10 draws. How "
        f"often is it worth its cost at {threshold:,.0f} pounds a QALY? {how_often}. Draws cover "
        "what we are unsure of in each number, not what the model leaves out. Several ranges are judgements."
    )


def _chance(draws: OptionDraws, threshold: float) -> str:
    said = in_ten(chance_of_worth(draws, BASE, NEW, threshold), draws.choice().n)
    return f"{said} draws" if said[-1].isdigit() else said.removeprefix("in ")


def _cost(draws: OptionDraws) -> Estimate:
    choice = draws.choice()
    return estimate(PEOPLE * (choice.cost[choice.place(NEW)] - choice.cost[choice.place(BASE)]), EIGHT_IN_TEN)


def _qalys(draws: OptionDraws) -> Estimate:
    choice = draws.choice()
    return estimate(PEOPLE * (choice.qalys[choice.place(NEW)] - choice.qalys[choice.place(BASE)]), EIGHT_IN_TEN)


def _benefit(draws: OptionDraws, threshold: float) -> Array:
    choice = draws.choice()
    benefit = choice.net_benefit(threshold)
    more: Array = benefit[choice.place(NEW)] - benefit[choice.place(BASE)]
    return more


def _widest(bars: Sequence[Bar], inputs: Parameters) -> str:
    names = [bar.move.names[0] for bar in bars[:_MOST_NAMED]]
    labels = [_SHORT.get(name) or label_of(name, inputs) for name in names]
    return ", and ".join(f"{label[0].lower()}{label[1:]}" for label in labels)
