"""Who pays and who saves: years across, budget holders down, each kind of money in a block of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.break_even import nominal
from flsguide.analysis.budget_draws import Budget, spread
from flsguide.evidence.vocabulary import FAMILY
from flsguide.report.model_tables import HOLDER_WORDS
from flsguide.report.money import MINUS, THOUSAND, range_cell, signed, thousands
from flsguide.report.numbers import step_of
from flsguide.report.numbers_behind import Numbers
from flsguide.report.tables import Cell, Table, csv_link

__all__ = ["NET", "HolderMatrix", "budget_numbers", "holder_matrix", "link_of", "name_of", "payers_first", "strong"]

FIRST = "\u25be"
"""Marks the first year with a saving."""
NET = {"cash": "NHS and councils together", "capacity": "All freed together"}
_FAMILY_WORDS = {"cash": "Care-home fees", "welfare": "Unpaid care, in no budget"}
Array = NDArray[np.float64]


@dataclass(frozen=True)
class HolderMatrix:
    """Blocks that are never added to each other, and the numbers behind all of them."""

    blocks: tuple[Table, ...]
    data: Numbers
    file_name: str = "budget.csv"
    made_of: str = ""
    """The page that says what each row is made of; blank for the same one."""

    def _repr_html_(self) -> str:
        link = csv_link("Numbers behind these tables (CSV)", self.file_name, self.data.to_csv())
        shown = "".join(block._repr_html_() for block in self.blocks)
        shown = shown.replace('href="#made-of-', f'href="{self.made_of}#made-of-')
        return f'{shown}<p class="fls-table-note">{link}</p>'

    def __repr__(self) -> str:
        """The blocks as plain text."""
        return "\n\n".join(map(repr, self.blocks))


def holder_matrix(budget: Budget, place: str, first_year: int) -> HolderMatrix:
    """Thousands of pounds by holder and year: cash, freed capacity, and what families bear.

    Means of the draws, each row rounded to what its own draws support. Above 0 is a cost, below 0 a saving.
    """
    stops = f"From year {budget.entry_years + 1} nobody new is seen and no post is paid."
    said = f"{MINUS} is a saving, {FIRST} its first year. Each amount is rounded by itself; the file adds up exactly."
    blocks = (
        _block(
            budget,
            "cash",
            f"Cash, {place}: thousand pounds that a budget pays, or keeps ({MINUS}). Year 1 is {first_year}",
            f"{said} {stops}",
        ),
        _block(
            budget,
            "capacity",
            f"Freed capacity, {place}: beds and staff time for others, valued in thousand pounds. No bill is paid "
            "with it",
            said,
        ),
        _families(budget, place),
    )
    return HolderMatrix(blocks, budget_numbers(budget, place, first_year))


def budget_numbers(budget: Budget, place: str, first_year: int) -> Numbers:
    """Every amount by holder, kind of money and year, unrounded: the draws, and one run of the rows as they stand.

    The last column is the mean in the money of each year, by planning inflation.
    """
    inflation = budget.inputs.number("r_planning_inflation")
    rows = []
    for (holder, release), amounts in budget.by_holder.items():
        later = np.array(nominal(list(amounts), inflation)).mean(axis=1)
        stand = budget.as_rows_stand[holder][release]
        for year in range(budget.years):
            found = spread(amounts[year])
            ends = (found.low_80, found.high_80, found.low_95, found.high_95)
            who = (place, holder, release, first_year + year)
            rows.append((*who, found.mean, *ends, stand[year], float(later[year])))
    headings = ("place", "budget_holder", "kind_of_money", "year", "pounds_mean", "low_80", "high_80", "low_95")
    return Numbers((*headings, "high_95", "rows_as_they_stand", "mean_in_money_of_the_year"), tuple(rows))


def name_of(holder: str, release: str) -> str:
    """A row of the matrix in words."""
    if holder == FAMILY:
        return _FAMILY_WORDS.get(release, "Families")
    words = HOLDER_WORDS[holder]
    return words[0].upper() + words[1:]


def link_of(holder: str, release: str) -> str:
    """Where on the page it is said what a row is made of."""
    return f"made-of-{holder}-{release.replace('_', '-')}"


def _block(budget: Budget, release: str, caption: str, note: str) -> Table:
    holders = [holder for holder, kind in budget.by_holder if kind == release and holder != FAMILY]
    rows = [_row(_linked(holder, release), budget.by_holder[holder, release]) for holder in payers_first(holders)]
    together = _row(NET[release], budget.nhs_and_social_care(release))
    return _table(budget, caption, [*rows, tuple(map(strong, together))], note)


def strong(cell: Cell | str) -> Cell | str:
    """A cell of a row of totals."""
    found = cell if isinstance(cell, Cell) else Cell(cell)
    return Cell(found.text, f"<strong>{found.html}</strong>")


def _families(budget: Budget, place: str) -> Table:
    kinds = [release for holder, release in budget.by_holder if holder == FAMILY]
    rows = [_row(_linked(FAMILY, release), budget.by_holder[FAMILY, release]) for release in kinds]
    return _table(
        budget,
        f"Families, {place}: outside every NHS and council budget, thousand pounds",
        rows,
        "Fees are money; unpaid care is time, valued. They are not added.",
    )


def payers_first(holders: Sequence[str]) -> list[str]:
    """Whoever funds the service stands first: its outlay is what is asked for."""
    return sorted(holders, key=lambda holder: holder != "programme")


def _linked(holder: str, release: str) -> Cell:
    name = name_of(holder, release)
    return Cell(name, f'<a href="#{link_of(holder, release)}">{name}</a>')


def _table(budget: Budget, caption: str, rows: Sequence[tuple[Cell | str, ...]], note: str) -> Table:
    years = tuple(f"Year {year}" for year in range(1, budget.years + 1))
    headings = ("Budget holder", *years, f"All {budget.years} years (8 in 10)")
    return Table(caption, headings, tuple(rows), tuple(range(1, len(headings))), note, is_by_year=True)


def _row(name: Cell | str, amounts: Array) -> tuple[Cell | str, ...]:
    """A holder's means by year, rounded alike, and the total with its interval."""
    step = _step(amounts)
    shown = [signed(float(year.mean()) / THOUSAND, step) for year in amounts]
    first = next((i for i, text in enumerate(shown) if text.startswith(MINUS)), None)
    cells = (_cell(text, is_first=i == first) for i, text in enumerate(shown))
    return (name, *cells, range_cell(thousands(amounts.sum(axis=0))))


def _step(amounts: Array) -> float:
    """What a row is rounded to: what its widest year supports, and no finer than a thousand pounds."""
    widest = max(spread(year).high_80 - spread(year).low_80 for year in amounts)
    return max(1.0, step_of(widest / THOUSAND))


def _cell(text: str, *, is_first: bool) -> Cell:
    if not is_first:
        kind = (
            "fls-saves" if text.startswith(MINUS) else "fls-zero" if float(text.replace(",", "")) == 0 else "fls-pays"
        )
        return Cell(text, f'<span class="{kind}">{text}</span>')
    mark = f'<span aria-hidden="true">{FIRST}</span><span class="fls-unseen">first saving: </span>'
    return Cell(f"{FIRST}{text}", f'<span class="fls-saves">{mark}{text}</span>')
