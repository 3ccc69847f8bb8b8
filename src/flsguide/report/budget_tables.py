"""A budget in tables besides the matrix: what is asked for, when it is back, which rows an amount is made of."""

import html
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.break_even import break_even, nominal
from flsguide.analysis.budget_draws import Budget
from flsguide.analysis.budget_swings import posts_on
from flsguide.evidence.parameters import Parameter, Parameters
from flsguide.evidence.places import Place
from flsguide.evidence.prices import PRICE_YEAR
from flsguide.evidence.ranges import Range
from flsguide.evidence.vocabulary import FAMILY
from flsguide.report.holder_matrix import NET, link_of, name_of, payers_first, strong
from flsguide.report.inputs import caseload_rows, chip
from flsguide.report.money import THOUSAND, range_cell, signed, sterling, thousands
from flsguide.report.numbers import about, as_written
from flsguide.report.tables import Cell, Table

__all__ = ["FUNDER", "asked_table", "back_table", "chance_in_words", "made_of", "made_of_table", "sizing_rows"]

KINDS = ("cash", "capacity")
FUNDER = ("programme", "cash")
SURE = 0.99
Array = NDArray[np.float64]
_MADE_OF = {
    "service_staff": (
        "n_nurse_minutes_person", "n_admin_minutes_person", "n_consultant_minutes_person", "n_nurse_hours_year",
        "n_consultant_hours_session_year", "c_staff_band_7_trust_cash", "c_staff_band_4_trust_cash",
        "c_consultant_session_year_trust_cash", "n_recruitment_months",
    ),
    "service_set_up": ("c_set_up",),
    "service_tests": ("p_scanned", "c_bone_scan", "c_blood_tests"),
    "medicines": ("c_oral_month", "c_zoledronate_drug_month", "p_zoledronate_of_treated"),
    "infusion_clinic": ("c_zoledronate_clinic_month", "p_zoledronate_of_treated"),
    "admissions": ("c_hip_fracture_year_1_incremental", "c_admission_vert", "c_admission_other"),
    "gp": ("c_gp_consultation", "n_gp_consultations_a_year"),
    "rehabilitation": ("c_rehabilitation_month_hip1", "c_rehabilitation_month_vert1"),
    "care_home": ("c_care_home_month", "p_care_home_family", "p_care_home_monthly"),
    "home_care": ("c_home_care_month_hip1",),
    "informal_care": ("c_informal_care_month_hip1",),
}  # fmt: skip
"""Rows of money, time and shares that each line of cost is made of; how many people and fractures the model says."""
_LINE_WORDS = {
    "service_staff": "posts",
    "service_set_up": "setting up",
    "service_tests": "scans and blood tests",
    "medicines": "bone medicines",
    "infusion_clinic": "giving infusions",
    "admissions": "hospital care for fractures",
    "gp": "general practice time",
    "rehabilitation": "rehabilitation",
    "care_home": "care-home places",
    "home_care": "paid care at home",
    "informal_care": "unpaid care",
}


def sizing_rows(inputs: Parameters, place: Place) -> list[Parameter]:
    """The rows that set how many people are seen and treated, how fast, and the rate of planning inflation."""
    return caseload_rows(inputs, place, [
        "p_eligible_other", "p_people_per_fracture", "p_identified_80_50_80", "p_treated_usual_care", "p_treated_fls",
        "p_ramp_year_1", "p_ramp_year_2", "p_ramp_year_3", "n_recruitment_months", "r_planning_inflation",
    ])  # fmt: skip


def asked_table(budget: Budget) -> Table:
    """What the funder is asked for: once and every year, in real terms and in the money of each year."""
    asked, entry = budget.by_holder[FUNDER], budget.entry_years
    inflation = budget.inputs.range_of("r_planning_inflation")
    rates = (inflation.value, inflation.low, inflation.high)
    tests = asked - budget.set_up - budget.posts
    later = _whole(np.array(nominal(list(asked), inflation.value))[:entry].mean(axis=1))
    sums = [np.array(nominal(list(asked), at)).mean(axis=1).sum() / THOUSAND for at in rates]
    is_own = inflation.low == inflation.high
    ends = about(sums[0], 10) + ("" if is_own else f" ({about(sums[1], 10)} to {about(sums[2], 10)})")
    whole = range_cell(thousands(asked.sum(axis=0)))
    rate = f"{as_written(100 * inflation.value)}% a year"
    rows: tuple[tuple[Cell | str, ...], ...] = (
        _part("Once: setting up", budget.set_up, entry),
        _part("Every year: posts", budget.posts, entry),
        _part("Every year: scans and tests", tests, entry),
        (strong(f"Asked for, {PRICE_YEAR} prices"), *map(strong, _whole(asked.mean(axis=1)[:entry])), strong(whole)),
        (f"Asked for, prices rising {rate}", *later, range_cell(ends)),
    )
    years = tuple(f"Year {year}" for year in range(1, entry + 1))
    return Table(
        "What the funder is asked for, thousand pounds",
        ("Part", *years, f"All {entry} years (range)"),
        rows,
        tuple(range(1, entry + 2)),
        f"Ranges hold 8 in 10 draws. {_of_the_plan(budget)} {_of_inflation(inflation)}",
        is_by_year=True,
    )


def _part(words: str, amounts: Array, entry: int) -> tuple[Cell | str, ...]:
    """A part of what is asked for: its means by year, and its total with a range."""
    return (words, *_whole(amounts.mean(axis=1)[:entry]), range_cell(thousands(amounts.sum(axis=0))))


def _of_the_plan(budget: Budget) -> str:
    """What posts and setting up cost as planned, and why draws of them cost something else."""
    plan = sterling(posts_on(budget, "trust_cash"), 10 * THOUSAND)
    return (
        f"With every figure as it stands, posts and setting up are {plan}. Draws differ from it because posts are "
        "whole: where each person takes longer, one post more is hired."
    )


def _of_inflation(rate: Range) -> str:
    if rate.low == rate.high:
        return "Prices rise from year 1 on."
    ends = f"{as_written(100 * rate.low)}% to {as_written(100 * rate.high)}%"
    return f"The last range is planning inflation from {ends} a year, counted from year 1."


def back_table(budget: Budget) -> Table:
    """For each holder and for all: when its outlay has come back, how likely, and how much is out at the worst."""
    rows = []
    for kind in KINDS:
        holders = [holder for holder, release in budget.by_holder if release == kind and holder != FAMILY]
        rows += [
            (f"{name_of(h, kind)}, {_kind(kind)}", *_back(budget, budget.by_holder[h, kind], kind))
            for h in payers_first(holders)
        ]
        rows.append((f"{NET[kind]}, {_kind(kind)}", *_back(budget, budget.nhs_and_social_care(kind), kind)))
    return Table(
        f"When is the outlay back? {budget.years} years are counted",
        (
            "Whose, and what kind",
            "Back by the end of",
            f"Chance: it is back within {budget.years} years in",
            "Most that is out, thousand pounds (9 in 10 stay below)",
        ),
        tuple(rows),
        numeric=(3,),
        note=f"{budget.draws:,} draws of the uncertain inputs.",
        is_text=True,
    )


def made_of_table(budget: Budget) -> Table:
    """Each holder's amount: the rows of money behind it, each a link to its source."""
    rows = [
        (_anchor(holder, release), Cell(*_rows_behind(made_of(budget, holder, release), budget.inputs)))
        for holder, release in sorted(budget.by_holder, key=lambda key: key != FUNDER)
    ]
    return Table(
        "What each amount is made of",
        ("Whose, and what kind", "Rows, with their ranges"),
        tuple(rows),
        note="How many fractures and people these are multiplied by comes from the model and its own rows.",
        is_text=True,
    )


def made_of(budget: Budget, holder: str, release: str) -> dict[str, tuple[str, ...]]:
    """Lines of cost of one holder and kind of money that the case uses, each with the rows that it is made of."""
    return {
        line: _MADE_OF[line]
        for line, what in budget.case.lines.items()
        if what.release == release and what.holders.get(holder, 0) > 0
    }


def chance_in_words(share: float, draws: int) -> str:
    """A share of draws as people say it: whole out of 100, and neither sure nor never on the word of some draws."""
    if share == 0:
        return f"none of {draws:,} draws"
    if share > SURE:
        return "more than 99 of 100 draws"
    return "fewer than 1 of 100 draws" if share < 1 - SURE else f"{100 * share:.0f} of 100 draws"


def _back(budget: Budget, amounts: Array, release: str) -> tuple[str, str, str]:
    found = break_even(list(amounts))
    step = _rough(found.peak)
    most = f"{signed(found.peak / THOUSAND, step)} ({signed(found.peak_high / THOUSAND, step)})"
    when = (
        f"never in these {budget.years} years"
        if found.year is None
        else f"year {found.year}"
        if found.year > 1
        else "no outlay: saves from the start"
        if release == "cash"
        else "no outlay: frees from the start"
    )
    return when, chance_in_words(found.ever, budget.draws), "about 0" if found.year == 1 else most


def _rough(peak: float) -> float:
    """A step for thousands: to 10 above 100, else to 1."""
    return 10.0 if peak >= 100 * THOUSAND else 1.0


def _kind(release: str) -> str:
    return {"cash": "cash", "capacity": "freed capacity"}.get(release, release.replace("_", "-"))


def _whole(amounts: Sequence[float] | Array) -> tuple[str, ...]:
    """Yearly amounts to 5 thousand pounds: a plan is no better known."""
    return tuple(signed(float(amount) / THOUSAND, 5) for amount in amounts)


def _anchor(holder: str, release: str) -> Cell:
    words = f"{name_of(holder, release)}, {_kind(release)}" if holder != FAMILY else name_of(holder, release)
    return Cell(words, f'<span id="{link_of(holder, release)}">{html.escape(words)}</span>')


def _rows_behind(lines: dict[str, tuple[str, ...]], inputs: Parameters) -> tuple[str, str]:
    texts, markups = [], []
    for line, names in lines.items():
        chips = [(inputs[name].label, chip(inputs[name])) for name in names]
        texts.append(f"{_LINE_WORDS[line]}: " + "; ".join(f"{label} {cell.text}" for label, cell in chips))
        items = "".join(f"<li>{html.escape(label)}: {cell.html}</li>" for label, cell in chips)
        markups.append(f"{_LINE_WORDS[line].capitalize()}<ul>{items}</ul>")
    return ". ".join(texts), "".join(markups)
