"""Years across, holders down: what is printed is what was worked out, each kind of money stays by itself."""

import csv
import io
from dataclasses import replace
from urllib.parse import unquote

import numpy as np
import pytest
from bs4 import BeautifulSoup
from numpy.typing import NDArray

from flsguide.analysis.budget_draws import Budget, spread
from flsguide.analysis.budget_impact import budget_impact
from flsguide.model.strategies import pathway_table, strategy_outcomes
from flsguide.report.budget_tables import made_of_table
from flsguide.report.holder_matrix import NET, HolderMatrix, budget_numbers, holder_matrix
from flsguide.report.money import MINUS
from flsguide.report.tables import Cell, Table
from small_budget import INPUTS, budget

FIRST = "\u25be"
MATRIX = holder_matrix(budget(), "Northmoor", 2026)


def text(cell: Cell | str) -> str:
    return cell if isinstance(cell, str) else cell.text


def number(cell: Cell | str) -> float:
    """The amount that a cell of a year shows, in thousand pounds."""
    return float(text(cell).removeprefix(FIRST).replace(MINUS, "-").replace(",", ""))


def rows(block: Table) -> dict[str, tuple[Cell | str, ...]]:
    return {text(row[0]): row[1:] for row in block.rows}


def behind(found: Budget) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(budget_numbers(found, "Northmoor", 2026).to_csv())))


def test_each_kind_of_money_has_a_block_of_its_own() -> None:
    cash, capacity, families = MATRIX.blocks
    assert set(rows(cash)) == {"Whoever funds the service", "Primary care", "Council social care", NET["cash"]}
    assert set(rows(capacity)) == {"Hospital", "Primary care", "Community services", NET["capacity"]}
    assert set(rows(families)) == {"Care-home fees", "Unpaid care, in no budget"}
    assert text(cash.rows[0][0]) == "Whoever funds the service"


def rounding(amounts: NDArray[np.float64]) -> float:
    """How far a printed amount may lie from the mean that it rounds: half a fifth of the row's widest range."""
    widest = max(spread(year).high_80 - spread(year).low_80 for year in amounts) / 1000
    return max(1.0, widest / 5) / 2


def test_a_printed_amount_is_the_mean_of_its_draws_rounded() -> None:
    for block, release in zip(MATRIX.blocks[:2], ("cash", "capacity"), strict=True):
        amounts = budget().nhs_and_social_care(release)
        shown = [number(cell) for cell in rows(block)[NET[release]][:-1]]
        assert shown == pytest.approx(amounts.mean(axis=1) / 1000, abs=rounding(amounts) + 1e-9)
        assert len(shown) == budget().years


def test_the_net_row_sums_the_rows_above_it_but_for_rounding() -> None:
    found = rows(MATRIX.blocks[0])
    apart = [cells for name, cells in found.items() if name != NET["cash"]]
    of_rows = [budget().by_holder[holder, "cash"] for holder in ("programme", "primary", "social")]
    most = sum(map(rounding, [*of_rows, budget().nhs_and_social_care("cash")])) + 1e-9
    for year in range(budget().years):
        assert sum(number(cells[year]) for cells in apart) == pytest.approx(
            number(found[NET["cash"]][year]), abs=most
        )


def test_the_file_adds_up_exactly_and_holds_what_one_run_gives() -> None:
    found = budget()
    run = budget_impact(found.case, strategy_outcomes(found.case, pathway_table(found.case)))
    lines = behind(found)
    for year in range(found.years):
        of_year = [line for line in lines if line["year"] == str(2026 + year)]
        total = sum(
            float(line["pounds_mean"])
            for line in of_year
            if line["kind_of_money"] == "cash" and line["budget_holder"] != "family"
        )
        assert total == pytest.approx(found.nhs_and_social_care("cash")[year].mean(), abs=1e-3)
        for line in of_year:
            stand = run[line["budget_holder"]][line["kind_of_money"]][year]
            assert float(line["rows_as_they_stand"]) == pytest.approx(stand, abs=1e-4)
    assert len(lines) == found.years * len(found.by_holder)


def test_the_money_of_each_year_grows_by_planning_inflation_from_the_first_year_on() -> None:
    rate = INPUTS.number("r_planning_inflation")
    for line in behind(budget()):
        grown = float(line["pounds_mean"]) * (1 + rate) ** (int(line["year"]) - 2026)
        assert float(line["mean_in_money_of_the_year"]) == pytest.approx(grown, abs=1e-3)


def test_the_first_saving_is_marked_once_in_a_row_and_where_it_is() -> None:
    for block in MATRIX.blocks:
        for name, cells in rows(block).items():
            marked = [i for i, cell in enumerate(cells) if text(cell).startswith(FIRST)]
            saving = [i for i, cell in enumerate(cells[:-1]) if number(cell) < 0]
            assert marked == saving[:1], name


def test_what_families_bear_moves_no_other_row() -> None:
    more = {key: amounts * (1 + (key[0] == "family")) for key, amounts in budget().by_holder.items()}
    moved = holder_matrix(replace(budget(), by_holder=more), "Northmoor", 2026)
    assert moved.blocks[:2] == MATRIX.blocks[:2]
    assert moved.blocks[2] != MATRIX.blocks[2]


def soup(thing: HolderMatrix | Table) -> BeautifulSoup:
    return BeautifulSoup(thing._repr_html_(), "html.parser")


def test_a_listener_gets_headings_the_mark_in_words_and_no_sign_alone() -> None:
    page = soup(MATRIX)
    assert len(page.select("caption")) == 3
    assert {str(th["scope"]) for th in page.select("th")} == {"col", "row"}
    for mark in page.select("[aria-hidden]"):
        assert mark.text == FIRST
        assert mark.find_next_sibling(class_="fls-unseen").text == "first saving: "  # type: ignore[union-attr]


def test_the_tint_says_again_what_the_number_says() -> None:
    for cell in soup(MATRIX).select("td span.fls-saves, td span.fls-pays, td span.fls-zero"):
        shown = cell.get_text().split(": ")[-1].removeprefix(FIRST).replace(MINUS, "-").replace(",", "")
        sign = "fls-saves" if float(shown) < 0 else "fls-pays" if float(shown) > 0 else "fls-zero"
        assert cell["class"] == [sign]


def test_each_holder_leads_to_the_rows_that_its_amount_is_made_of() -> None:
    links = {str(a["href"]).removeprefix("#") for a in soup(MATRIX).select("tbody th a")}
    targets = {str(span["id"]) for span in soup(made_of_table(budget())).select("[id]")}
    assert links == targets
    assert len(links) == len(budget().by_holder)


def test_the_link_holds_the_file() -> None:
    link = soup(MATRIX).select_one("a.fls-data")
    assert link is not None
    assert unquote(str(link["href"]).split(",", 1)[1]) == MATRIX.data.to_csv()


def test_an_amount_that_never_falls_below_nothing_has_no_mark() -> None:
    dear = {("programme", "cash"): np.full((10, 40), 5000.0), ("acute", "capacity"): np.full((10, 40), 100.0)}
    made = replace(budget(), by_holder=dear, as_rows_stand={"programme": {"cash": (5000.0,) * 10},
                                                            "acute": {"capacity": (100.0,) * 10}})  # fmt: skip
    found = holder_matrix(made, "Here", 2026)
    assert FIRST not in "".join(text(cell) for block in found.blocks for row in block.rows for cell in row)
    assert [text(cell) for cell in rows(found.blocks[0])["Whoever funds the service"]] == ["5"] * 10 + ["50"]
