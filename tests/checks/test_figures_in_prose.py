"""A figure that would stay when the data move is found; one that is computed or cited is not."""

from pathlib import Path

import pytest

from figures_in_prose import typed_figures, unknown_rows, unknown_sources
from flsguide.evidence.parameters import parameters
from flsguide.report.inputs import value_alone
from page_source import Page


def page(text: str) -> Page:
    return Page(Path("x.md"), f"# Title\n\n{text}\n")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Care costs £21,000 more.", "£21,000"),
        ("Care costs £ 5.", "£ 5"),
        ("About 17% start.", "17%"),
        ("About 17.25 per cent start.", "17.25 per cent"),
        ("There are 1,900 of them.", "1,900"),
        ("There are 347,770.", "347,770"),
        ("Some 24 out of 100 are hips.", "24 out of 100"),
        ("We saw 33 people there.", "33 people"),
        ("It avoids 18 fractures.", "18 fractures"),
        ("Another {cite:p}`wu2018`. But 17% start.", "17%"),
        ("| Found | 17% |", "17%"),
        ("- **Bold.** In all 3.5 million.", "3.5 million"),
        ("Some 24 out of 100 people.", "24 out of 100 people"),
        ("Some 24 of every 100 people.", "24 of every 100 people"),
        ("Some 24 per 100,000 people.", "24 per 100,000 people"),
        ("It is 95% of people.", "95%"),
        ("Care costs £500. £21,000 was saved {cite:p}`mclellan2011`.", "£500"),
        ("Care costs £500. {value}`p_started` start {cite:p}`hqip2025`.", "£500"),
        ("Care costs\n£500 more.", "£500"),
        ("## About 17% start", "17%"),
        ("```{admonition} About 17% start\nWords.\n```", "17%"),
        ("````{grid} 1\n```{card} Of 33 people\nWords.\n```\n````", "33 people"),
        ("```{table} Of 33 people\n| a |\n|---|\n| b |\n```", "33 people"),
        ("> We save £500.", "£500"),
        ('> "We have 33 people"', "33 people"),
        ('> "We have 33 people"\n>\n> A nurse, interviewed 2013', "33 people"),
        ("It is 1 in 3.", "1 in 3"),
        ("It is one in three.", "one in three"),
        ("Some two thirds start.", "two thirds"),
        ("Some twenty per cent start.", "twenty per cent"),
        ("Some forty-five per cent start.", "forty-five per cent"),
        ("There are 1027 here.", "1027"),
        ("There are 1 027 here.", "1 027"),
        ("Some 300 hip fractures.", "300 hip fractures"),
        ("Some 300 older people.", "300 older people"),
        ("Some 300 more people.", "300 more people"),
        ("Some 450 bed days.", "450 bed days"),
        ("It needs 12 nurses.", "12 nurses"),
        ("In all 40 hospitals.", "40 hospitals"),
        ("It costs €500.", "€500"),
        ("It is a share of 0.24.", "0.24"),
        ("It is 3.2 times as much.", "3.2 times"),
        ("Some 1.5m people.", "1.5m people"),
        ("About 17\u00a0% start.", "17\u00a0%"),
        ("About 17&nbsp;% start.", "17\u00a0%"),
        ("About **17**% start.", "17%"),
        ("About 12,5 % start.", "12,5 %"),
        ("It is one in 10.", "one in 10"),
        ("Some three hundred patients.", "three hundred"),
        ("Some two thousand patients.", "two thousand"),
        ("Some 300 hip and spine fractures.", "300 hip and spine fractures"),
    ],
)
def test_a_typed_figure_is_found(text: str, figure: str) -> None:
    (fault,) = typed_figures(page(text))
    assert fault.startswith(f"{figure} is typed: compute it in a cell, or cite its source")


@pytest.mark.parametrize(
    "text",
    [
        "About {number}`p_started` start.",
        "In 2015 some 18 fractures were avoided {cite:p}`mclellan2011`.",
        '> "We have 33 people"\n>\n> Participant [008], interviewed 2013 {cite:p}`drew2015`',
        "In 2013 people said so, and in 2025/26 hospitals were paid.",
        "```{math}\n1{,}900 \\times 24\n```",
        "[A paper of 33 people](https://example.org/10.1186/s12891-015-0722-z) {cite:p}`drew2015`",
        "Rates are given per ten thousand or per hundred thousand people.",
        "One of seven, aged 60 and over, in 10 minutes, within 90 days.",
        "```{code-cell} python\nx = '17%'\n```",
        "Write `24%` as `0.24`.",
        "It is not a 95% interval for each 100,000 people.",
        "Of 100 people with a fracture, how many start?",
        "The 80-50-80 goal of 2025/26 pounds and 10 minutes.",
        "Recommendation 3 of 2015, at age 50 and over.",
    ],
)
def test_a_figure_that_moves_or_is_cited_is_left_alone(text: str) -> None:
    assert typed_figures(page(text)) == []


def test_a_figure_that_has_a_row_is_not_typed_even_with_a_citation() -> None:
    shown = value_alone(parameters()["p_started"])
    (fault,) = typed_figures(page(f"About {shown} start {{cite:p}}`hqip2025`."))
    assert fault.startswith("35.4% has a row: write {value}`p_started`")


def test_a_name_without_a_row_and_a_source_without_an_entry_are_named_with_the_nearest() -> None:
    assert unknown_rows(page("{number}`p_startet` {value}`p_started`")) == [
        "p_startet is not a row of data/parameters.csv; did you mean p_started?"
    ]
    assert unknown_sources(page("{cite:p}`drew2015,drew2051`")) == [
        "drew2051 is not in data/sources.bib; did you mean drew2015?"
    ]
