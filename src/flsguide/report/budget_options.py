"""What each way to run a service would ask for, and what it would change, side by side."""

from collections.abc import Mapping

import numpy as np

from flsguide.analysis.budget_draws import Budget, place_budget
from flsguide.analysis.national_table import PathwayDraws
from flsguide.evidence.case_file import Subgroup
from flsguide.evidence.parameters import Parameters
from flsguide.report.budget_tables import FUNDER
from flsguide.report.money import range_cell, signed, thousands
from flsguide.report.option_words import OPTION_WORDS
from flsguide.report.tables import Cell, Table

__all__ = ["budgets_of", "options_table"]

NARROW = 5
"""Fractures between the ends of a range, below which tenths are shown."""
BESIDE = {"usual": ("hip_only", "fls", "hub")}
"""What may be chosen in place of each base; from any other base there is one way, the one that was asked about."""


def budgets_of(
    table: PathwayDraws, inputs: Parameters, cohort: tuple[Subgroup, ...], compare: tuple[str, str]
) -> dict[str, Budget]:
    """The budget of every option that may be chosen in place of the first of `compare`, in the same draws.

    Raises:
        EvidenceError: as `place_budget`.
    """
    base, asked = compare
    options = tuple(dict.fromkeys((*BESIDE.get(base, ()), asked)))
    return {option: place_budget(table, inputs, cohort, (base, option)) for option in options}


def options_table(budgets: Mapping[str, Budget], place: str) -> Table:
    """One row for each option: its people, what is asked for, what comes back in cash, what is freed, fractures."""
    some = next(iter(budgets.values()))
    base = OPTION_WORDS[some.case.compare[0]]
    return Table(
        f"Ways to run it at {place} beside {base[0].lower()}{base[1:]}, thousand pounds",
        (
            "Way to run it",
            "More people seen in a full year",
            f"Asked for in {some.entry_years} years",
            f"Cash of NHS and councils, {some.years} years",
            f"Freed capacity, {some.years} years",
            f"Further fractures, {some.years} years",
        ),
        tuple(_row(option, budget) for option, budget in budgets.items()),
        numeric=(1,),
        note="\u2212 is a saving, or fewer fractures. Ranges hold 8 in 10 draws. Cash and freed capacity are not "
        "added. What is asked for is part of the cash.",
        is_text=True,
    )


def _row(option: str, budget: Budget) -> tuple[Cell | str, ...]:
    return (
        OPTION_WORDS[option],
        signed(budget.people, 10),
        range_cell(thousands(budget.by_holder[FUNDER].sum(axis=0))),
        range_cell(thousands(budget.nhs_and_social_care("cash").sum(axis=0))),
        range_cell(thousands(budget.nhs_and_social_care("capacity").sum(axis=0))),
        range_cell(_count(budget)),
    )


def _count(budget: Budget) -> str:
    """Fractures in whole numbers, or in tenths where they are few."""
    more = budget.fractures.sum(axis=0)
    low, high = np.quantile(more, (0.1, 0.9))
    step = 1.0 if high - low >= NARROW else 0.1  # whole fractures would hide a narrow range
    mean, *ends = (signed(float(x), step) for x in (more.mean(), low, high))
    return f"{mean} ({ends[0]} to {ends[1]})"
