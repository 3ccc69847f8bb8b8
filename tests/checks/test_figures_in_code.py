"""A figure typed into a cell is found as one in prose is; what a cell computes, counts or names is not."""

from pathlib import Path

import pytest

from figures_in_code import typed_in_code
from page_source import Page

HEAD = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n# Title\n\n"


def page(code: str, tag: str = "hide-input") -> Page:
    return Page(Path("x.md"), f"{HEAD}```{{code-cell}} python\n:tags: [{tag}]\n{code}\n```\n")


@pytest.mark.parametrize(
    ("code", "figure"),
    [
        ('say("It saves £21,000 a year.")', "£21,000"),
        ('say(f"It saves £21,000 for {place.name}.")', "£21,000"),
        ('say(f"Of {place.name}, 1 in 3.")', "1 in 3"),
        ('note = "two thirds start"\ntable(note)', "two thirds"),
        ("caseload_table(load, 340_000)", "340,000"),
        ("price_table(uprate(14163, '2012/13'))", "14,163"),
        ("shares = [0.24]\ntable(shares)", "0.24"),
        ("table(load * 5.5)", "5.5"),
        ("table(load, people=13)", "13"),
    ],
)
def test_a_figure_typed_into_a_cell_is_found(code: str, figure: str) -> None:
    assert typed_in_code(page(code)) == [f"Code cell 1: {figure} is typed. Take it from the data, or compute it."]


@pytest.mark.parametrize(
    "code",
    [
        "table(load, 12, 0, 1.0, -1, True, None)",
        "people_in(areas()[code], 2023)",
        'inputs.number("p_started")',
        'say(f"Prices of {year} are shown in 2025/26 pounds: {answer.in_words}.")',
        'say(f"{number:,.0f} people")',
    ],
)
def test_what_a_cell_computes_counts_or_names_is_left_alone(code: str) -> None:
    assert typed_in_code(page(code)) == []


def test_the_cell_that_a_reader_edits_holds_numbers() -> None:
    assert typed_in_code(page("n_residents = 340_000", "parameters")) == []
