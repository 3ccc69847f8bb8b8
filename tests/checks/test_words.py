"""Hard sentences and unexplained terms are found; plain ones are not."""

from pathlib import Path

import pytest

from page_source import Page, plain
from terms import glossary, unexplained_terms
from words import GRADE, HARDER, grade, readability, sentences_of, syllables

PLAIN = "The nurse calls you. You come to the clinic. We look at your bones. Then you get a plan."
HARD = (
    "Notwithstanding considerable heterogeneity in organisational configurations, multidisciplinary implementation "
    "necessitates comprehensive interdepartmental accountability, including prospectively commissioned evaluation."
)


def page(text: str, reason: str = "") -> Page:
    front = f"---\nfls:\n  hard_because: {reason}\n---\n" if reason else ""
    return Page(Path("x.md"), f"{front}# Title\n\n{text}\n")


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("one", 1), ("made", 1), ("ages", 2), ("treated", 2), ("named", 1), ("added", 2), ("people", 2),
        ("fracture", 2), ("fractures", 2), ("service", 2), ("table", 2), ("national", 3), ("population", 4),
        ("recommended", 4), ("medicine", 3), ("multiply", 3), ("years", 1), ("audit", 2),
    ],
)  # fmt: skip
def test_syllables_of_the_sites_own_words(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_flesch_and_kincaids() -> None:
    """Six words of one syllable in one sentence: 0.39 x 6 + 11.8 x 1 - 15.59."""
    assert grade(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade([]) == 0


def test_hard_text_is_named_and_plain_text_is_not() -> None:
    assert readability(page(PLAIN)) == []
    (fault,) = readability(page(f"{PLAIN} {HARD}"))
    assert f"where {GRADE:.0f} is allowed" in fault
    assert "Notwithstanding" in fault


def test_a_sentence_is_whole_however_its_lines_are_broken_and_wherever_it_stands() -> None:
    broken = page(HARD.replace(", ", ",\n"))
    assert len(sentences_of(broken)) == 1
    assert sentences_of(broken) == sentences_of(page(HARD))
    for text in (
        f"| a | b |\n|---|---|\n| c | {HARD} |",
        f"- {HARD}",
        f"Term\n: {HARD}",
        f"```{{note}}\n{HARD}\n```",
    ):
        assert sentences_of(page(text)) == [HARD], text
        assert readability(page(text)) != []


def test_a_label_in_a_table_is_no_sentence() -> None:
    assert sentences_of(page("| What the interviewees named first |\n|---|\n| a |")) == []


def test_a_reason_allows_harder_text_up_to_its_own_limit() -> None:
    harder = "The organisation commissions an evaluation of every department before it allocates any budget to them."
    assert GRADE < grade([harder]) <= HARDER + 6
    text = f"{harder} {PLAIN}"
    assert readability(page(f"{HARD} {HARD}", "the law's own words")) != []
    assert readability(page(text, "the law's own words")) == []


def test_terms_of_the_glossary_are_not_held_against_a_page() -> None:
    term = "{term}`quality-adjusted life year`"
    assert grade(["word"]) < 9
    assert readability(page(f"We count each {term} here. {PLAIN}")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A fragility fracture is a warning.", "'fragility fracture'"),
        ("Two hip fractures. Then a {term}`hip fracture`.", "'hip fractures'"),
        ("The NHFD counts them.", "'NHFD'"),
        ("Fragility fracture first.", "'Fragility fracture'"),
        ("Of a fragility\nfracture.", "'fragility fracture'"),
        ("Some ICBs pay.", "'ICBs'"),
        ("Some FLSs exist.", "'FLSs'"),
        ("Our hip-fracture care.", "'hip-fracture'"),
        ("| Hip fractures | 5 |\n|---|---|\n| a {term}`hip fracture` | b |", "'Hip fractures'"),
        ("| a | b |\n|---|---|\n| Apply the small numbers rule | b |", "'small numbers rule'"),
        ("## Your price year\n\nWords.", "'price year' is a term of the glossary that only a heading uses"),
        ("```{admonition} A price year\nWords.\n```", "'price year' is a term of the glossary that only a heading"),
        ("- one\n- A price year.", "'price year'"),
        ("```{card} x\nA price year.\n```", "'price year'"),
    ],
)
def test_a_term_without_a_link_at_first_use_is_named(text: str, said: str) -> None:
    (fault,) = unexplained_terms(page(text))
    assert said in fault


@pytest.mark.parametrize(
    "text",
    [
        "A {term}`fragility fracture` is a fragility fracture.",
        "Two {term}`hip fractures <hip fracture>` and a hip fracture.",
        "The {term}`National Hip Fracture Database` (NHFD) counts.",
        "> A hip fracture, she said.",
        "See [the hip fracture page](x.md) and `hip fracture`.",
        'A paper called "Making the case for a fracture liaison service".',
        "Our trust has identified them.",
        "It is nice to know.",
        "What the trust pays, and {term}`trust pay`.",
        "## Your price year\n\nThe {term}`price year` is here.",
        "```{card} Your {term}`price year`\nWords.\n```",
        "[● illustrative]{.fls-badge .fls-illustrative} is a mark.",
    ],
)
def test_a_linked_term_a_quotation_and_an_everyday_word_are_left_alone(text: str) -> None:
    assert unexplained_terms(page(text)) == []


def test_the_glossary_is_read() -> None:
    assert ("fracture liaison service", "FLS") in glossary()
    assert not any("trust" in names for names in glossary())


def test_markup_is_no_text() -> None:
    assert plain("**See** [a page](x.md), {doc}`this </y>`, {term}`persistence` {cite:p}`drew2015`.") == (
        "See a page, this, persistence ."
    )
