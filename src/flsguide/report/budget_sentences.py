"""A budget in plain words: an answer to each question that interviewees were asked, with its interval."""

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.break_even import break_even
from flsguide.analysis.budget_draws import Budget, spread
from flsguide.evidence.prices import PRICE_YEAR
from flsguide.report.budget_tables import FUNDER, chance_in_words
from flsguide.report.marks import in_part, marked, why_marked
from flsguide.report.money import pounds, signed, sterling
from flsguide.report.numbers import about, step_of
from flsguide.report.sentences import Sentence
from flsguide.report.tables import Table

__all__ = ["answers", "budget_for_the_case", "budget_in_brief"]

COUNCIL, MEDICINES, HOSPITAL = ("social", "cash"), ("primary", "cash"), ("acute", "capacity")
FEES = ("family", "cash")
Array = NDArray[np.float64]


def budget_in_brief(budget: Budget, place: str) -> Sentence:
    """Who pays, who saves, whether the cash comes back, and what to do about it."""
    asked, council, beds = (_total(budget, key) for key in (FUNDER, COUNCIL, HOSPITAL))
    first = sterling(float(budget.by_holder[FUNDER][0].mean()), 5000)
    back = _cash_back(budget)
    return Sentence(
        f"At {place} whoever funds the service pays {pounds(asked)} over {budget.entry_years} years, {first} of it "
        f"in year 1; {back[0].lower()}{back[1:]} Over {budget.years} years {_moves('councils', council)} and "
        f"hospitals {_frees(beds)}, which pays no bill; ranges hold 8 in 10 draws. {_advice(budget)}"
    )


def answers(budget: Budget, place: str) -> Table:
    """The questions that a meeting asks, each with its answer and an interval."""
    return Table(
        f"What will be asked, and what to say: {place}",
        ("Question", "Answer"),
        (
            ("Whose budget is it?", _whose(budget)),
            ("What does year one cost?", _year_one(budget)),
            ("When do we see a result?", _first_result(budget)),
            ("When is the money back?", f"{_cash_back(budget)} {_peak(budget)}"),
            ("Who saves money?", _who_saves(budget)),
            ("Is a freed bed money?", _beds(budget)),
            (f"What happens after year {budget.entry_years}?", _after(budget)),
        ),
        note=f"{PRICE_YEAR} prices. Ranges hold 8 in 10 of {budget.draws:,} draws. {why_marked()}".rstrip(),
        is_text=True,
    )


def budget_for_the_case(budget: Budget, place: str, first_year: int) -> Sentence:
    """A paragraph to paste into a business case."""
    asked, council, beds = (_total(budget, key) for key in (FUNDER, COUNCIL, HOSPITAL))
    return Sentence(
        f"> For {place} we ask for {pounds(asked)} over {budget.entry_years} years from {first_year} ({PRICE_YEAR} "
        f"prices). {_once(budget)} Most that is out at any "
        f"time: {_pounds(break_even(list(budget.nhs_and_social_care('cash'))).peak, 10_000)} of NHS and council "
        f"cash. Over {budget.years} years {_moves('councils', council)}, and hospitals {_frees(beds)}; "
        "that is room for other patients and no money. "
        f"{_cash_back(budget)} After year {budget.entry_years} this budget sees nobody new and pays no post; to go "
        f"on costs {_running(budget)} a year. Posts are planned whole and rest on illustrative minutes for each "
        f"person; ranges hold 8 in 10 of {budget.draws:,} draws of the uncertain inputs.{_illustrative()}"
    )


def _illustrative() -> str:
    """What a paragraph that is taken away says of the count that it rests on."""
    why = in_part()
    return f" A part of the count of fractures behind it is illustrative: {why}." if why else ""


def _whose(budget: Budget) -> str:
    return (
        f"The funder of the service pays {pounds(_total(budget, FUNDER))}. Primary care pays for bone medicines: "
        f"{pounds(_total(budget, MEDICINES))} over {budget.years} years. Savings fall to others."
    )


def _year_one(budget: Budget) -> str:
    year_1 = _first_up(pounds(budget.by_holder[FUNDER][0]))
    return f"{year_1}. {_once(budget)} A full year costs {_running(budget)}."


def _once(budget: Budget) -> str:
    once: Array = budget.set_up.sum(axis=0)
    if not once.any():
        return "Nothing of it is for setting up."
    return f"Of this {pounds(once)} is for setting up, once."


def _first_result(budget: Budget) -> str:
    seen = [about(share * budget.people, 10) for share in budget.case.ramp]
    freed = -budget.nhs_and_social_care("capacity")[0]
    return (
        f"People are seen in year 1, about {marked(seen[0])} of them, and about {seen[-1]} a year once it is full. "
        f"Money is not: in year 1 councils save {pounds(-budget.by_holder[COUNCIL][0])}, and beds and staff time "
        f"worth {pounds(freed)} are freed."
    )


def _cash_back(budget: Budget) -> str:
    found = break_even(list(budget.nhs_and_social_care("cash")))
    chance = chance_in_words(found.ever, budget.draws)
    if found.year is None:
        return f"The cash of the NHS and councils is never back in these {budget.years} years (it was in {chance})."
    within = chance_in_words(found.by_year[found.year - 1], budget.draws)
    return f"The cash of the NHS and councils is back by the end of year {found.year} (in {within})."


def _peak(budget: Budget) -> str:
    found = break_even(list(budget.nhs_and_social_care("cash")))
    return (
        f"The most that is out at any time is {_pounds(found.peak, 10_000)}; in 9 of 10 draws it is below "
        f"{_pounds(found.peak_high, 10_000)}."
    )


def _who_saves(budget: Budget) -> str:
    return (
        f"Over {budget.years} years {_moves('councils', _total(budget, COUNCIL))} on care homes and care "
        f"at home. {_first_up(_moves('families', _total(budget, FEES)))} on fees."
    )


def _beds(budget: Budget) -> str:
    days, yearly = -budget.bed_days.sum(axis=0), -budget.bed_days.mean(axis=1)
    found = spread(days)
    step = step_of((found.high_80 - found.low_80) / 2)
    mean, low, high = (signed(number, step) for number in (found.mean, found.low_80, found.high_80))
    most = int(np.argmax(yearly))
    return (
        f"No. About {mean} bed-days are freed over {budget.years} years ({low} to {high}), at most "
        f"{about(yearly[most], 5)} in a year: {_beds_in_words(yearly[most] / 365)}. Somebody else lies in it, and "
        "the bill stays."
    )


def _beds_in_words(beds: float) -> str:
    return "less than one bed" if beds < 1 else f"about {about(beds, 0.5)} beds"


def _after(budget: Budget) -> str:
    later = -budget.nhs_and_social_care("cash")[budget.entry_years :].sum(axis=0)
    if budget.entry_years == budget.years:
        return "These years end with it. What happens later is not counted."
    return (
        f"This budget follows {budget.entry_years} yearly groups. Then nobody new is seen and no post is paid, and "
        f"what is left is the effect on people treated before: {pounds(later)} of cash saved in later years. "
        f"A service that goes on also goes on costing {_running(budget)} a year."
    )


def _advice(budget: Budget) -> str:
    is_back = break_even(list(budget.nhs_and_social_care("cash"))).year is not None
    if is_back:
        return "Show the outlay of the first years and who bears it."
    fewer = spread(-budget.fractures.sum(axis=0))
    step = step_of((fewer.high_80 - fewer.low_80) / 2)
    mean, low, high = (signed(number, step) for number in (fewer.mean, fewer.low_80, fewer.high_80))
    if fewer.low_80 <= 0:
        return f"Nor is it clear that fractures are prevented, about {mean} ({low} to {high}): promise neither."
    return (
        f"So ask for it for the fractures it prevents, about {mean} ({low} to {high}), and promise nobody a saving "
        "in cash."
    )


def _running(budget: Budget) -> str:
    """A full year: the last in which people enter."""
    return pounds(budget.by_holder[FUNDER][budget.entry_years - 1])


def _moves(who: str, amounts: Array) -> str:
    is_saving = float(amounts.mean()) <= 0
    return f"{who} {'save' if is_saving else 'pay'} {pounds(-amounts if is_saving else amounts)}"


def _frees(amounts: Array) -> str:
    is_freed = float(amounts.mean()) <= 0
    return f"{'free' if is_freed else 'need'} care worth {pounds(-amounts if is_freed else amounts)}"


def _total(budget: Budget, key: tuple[str, str]) -> Array:
    total: Array = budget.by_holder[key].sum(axis=0)
    return total


def _pounds(amount: float, step: float) -> str:
    return f"about {sterling(amount, step)}"


def _first_up(words: str) -> str:
    return words[0].upper() + words[1:]
