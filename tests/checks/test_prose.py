"""A page's text in its pieces: what a reader sees as one is one, and what is no text is left out."""

from pathlib import Path

import pytest

from page_source import Page
from prose import blocks, sentences


def pieces(text: str) -> list[tuple[str, str]]:
    return [tuple(block) for block in blocks(Page(Path("x.md"), text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line\nand another.\n\nNext.", [("paragraph", "One line and another."), ("paragraph", "Next.")]),
        ("- One\n  goes on.\n- Two", [("paragraph", "One goes on."), ("paragraph", "Two")]),
        ("1. One\n2. Two", [("paragraph", "One"), ("paragraph", "Two")]),
        ("Hip\n: The shape\n  of it.", [("paragraph", "Hip"), ("paragraph", "The shape of it.")]),
        ("# Title\nWords.", [("heading", "Title"), ("paragraph", "Words.")]),
        ("| A | B |\n|---|:-:|\n| c | |", [("cell", "A"), ("cell", "B"), ("cell", "c")]),
        ("> One\n>\n> Two\n\nThree", [("quotation", "One\n\nTwo"), ("paragraph", "Three")]),
        ("```{admonition} Title\n:class: x\n\nWords.\n```\nAfter.",
         [("title", "Title"), ("paragraph", "Words."), ("paragraph", "After.")]),
        ("::::{grid} 1\n:::{card} Title\nWords.\n:::\n::::\nAfter.",
         [("title", "Title"), ("paragraph", "Words."), ("paragraph", "After.")]),
        ("```{math}\na = 5\n```\nAfter.", [("paragraph", "After.")]),
        ("```\ncode\n```\nAfter.", [("paragraph", "After.")]),
        ("```{parameter-rows} costs\n```\nAfter.", [("paragraph", "After.")]),
        ("(x)=\n{.note}\nWords.", [("paragraph", "Words.")]),
    ],
)  # fmt: skip
def test_text_comes_in_whole_pieces(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three! Four", ["One.", "Two?", "Three!", "Four"]),
        ("It costs £500. £21,000 was saved.", ["It costs £500.", "£21,000 was saved."]),
        ("**Bold.** Next.", ["**Bold.**", "Next."]),
        ('He said "no." Next (so.) Last.', ['He said "no."', "Next (so.)", "Last."]),
        ("Of 2.5 things, e.g. 5 and vs. 6.", ["Of 2.5 things, e.g. 5 and vs. 6."]),
        ("One. {value}`p` of them.", ["One.", "{value}`p` of them."]),
    ],
)
def test_a_sentence_ends_where_the_next_begins_whatever_it_begins_with(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "is_voice"),
    [
        ('> "Words."\n>\n> Participant [008], interviewed 2013 {cite:p}`drew2015`', True),
        ('> "Words."\n>\n> Participant [8], interviewed 2013 {cite:p}`drew2015`', False),
        ('> "Words."', False),
        ("> Words.\n>\n> Participant [008], interviewed 2013 {cite:p}`drew2015`", False),
    ],
)
def test_a_voice_has_its_participant_its_year_and_its_source(text: str, is_voice: bool) -> None:
    (block,) = blocks(Page(Path("x.md"), text))
    assert block.is_voice == is_voice
