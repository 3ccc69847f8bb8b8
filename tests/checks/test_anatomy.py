"""A fault planted in a sound page is named in plain words, for each rule of its order."""

from pathlib import Path

import pytest

from anatomy import cells, front_matter, quotations, sections
from check_page import source_faults
from page_source import DOCS, Page

EXAMPLE = Page.read(DOCS / "contribute" / "example-template.md")
GUIDE = Page.read(DOCS / "recommendations" / "3-outcomes-data.md")
NORTHMOOR = Page.read(DOCS / "examples" / "how-many-fractures.md")


def planted(page: Page, old: str, new: str) -> Page:
    """The page with one text replaced, which it must hold."""
    assert old in page.text, old
    return Page(page.path, page.text.replace(old, new, 1))


@pytest.mark.parametrize("page", [EXAMPLE, GUIDE, NORTHMOOR], ids=lambda p: p.name)
def test_the_sound_pages_have_no_fault(page: Page) -> None:
    assert source_faults(page) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fls:\n", "fsl:\n", "has no `fls:` block"),
        ("  minutes: 5\n", "", "lacks `minutes:`"),
        ("  minutes: 5\n", "  minutes: 5\n  colour: red\n", "has `colour:`"),
        ("recommendation: 3", "recommendation: 8", "one of 1 to 7"),
        ("status: draft", "status: done", "draft or reviewed"),
        ("readers: [finance manager]", "readers: []", "at least one kind of reader"),
        ('"2026-11-23"', "2026-11-23", "in quotation marks"),
        ('"2026-11-23"', '"23 November 2026"', "in quotation marks"),
        ('"2027-11-23"', '"2026-11-23"', "is after `reviewed_on:`"),
    ],
)
def test_front_matter(old: str, new: str, said: str) -> None:
    (fault,) = front_matter(planted(EXAMPLE, old, new))
    assert said in fault


def test_a_reason_for_hard_words_is_allowed_in_the_front_matter() -> None:
    assert (
        front_matter(planted(EXAMPLE, "  minutes: 5\n", "  minutes: 5\n  hard_because: the law's own words\n")) == []
    )


@pytest.mark.parametrize(
    ("page", "old", "new", "said"),
    [
        (EXAMPLE, "## Limits\n", "", "`## Limits` is missing: it comes after Try it"),
        (EXAMPLE, "## Limits\n", "## Caveats\n", "`## Caveats` is no section"),
        (EXAMPLE, "## Next\n", "## Next\n\n## Try it\n", "out of order"),
        (EXAMPLE, "worth today?", "worth today", "question mark"),
        (EXAMPLE, "# What is an old", "What is an old", "0 titles"),
        (EXAMPLE, "## Why this matters", "# Again\n\n## Why this matters", "2 titles"),
        (EXAMPLE, "{admonition} In brief", "{admonition} Summary", "In brief is missing"),
        (NORTHMOOR, "invented trust", "trust", "does not say that Northmoor is an invented trust"),
        (GUIDE, "## Do this\n", "", "`## Do this` is missing: it comes after What gets in the way"),
        (GUIDE, "## Templates\n", "## Forms\n", "`## Forms` is no section"),
    ],
)
def test_sections(page: Page, old: str, new: str, said: str) -> None:
    faults = sections(planted(page, old, new))
    assert any(said in fault for fault in faults), faults


def test_a_section_that_a_page_may_lack_is_not_missed() -> None:
    text = EXAMPLE.text
    without = text[: text.index("## The calculation")] + text[text.index("## What it shows") :]
    assert sections(Page(EXAMPLE.path, without)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (", interviewed 2013", "", "interviewed 2013"),
        ("Participant [008]", "A nurse", "Participant [008]"),
        (" {cite:p}`drew2015`", "", "Participant [008]"),
    ],
)
def test_quotations(old: str, new: str, said: str) -> None:
    place = GUIDE.text.index("> Participant [008]")
    page = Page(GUIDE.path, GUIDE.text[:place] + GUIDE.text[place:].replace(old, new, 1))
    assert any(said in fault for fault in quotations(page))


def test_a_guide_without_a_voice_is_named() -> None:
    silent = "\n".join(line for line in GUIDE.text.splitlines() if not line.startswith(">"))
    assert quotations(Page(GUIDE.path, silent)) == ["No interviewee is quoted under Why this matters."]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("file_format: mystnb\n", "", "lacks `file_format: mystnb`"),
        (":tags: [parameters]", ":tags: [hide-input]", "0 cells have the tag parameters"),
        (":tags: [hide-input]", ":tags: [parameters]", "2 cells have the tag parameters"),
        (":tags: [hide-input]\n", "", "Code cell 1: its tag is hide-input, not missing"),
        (":tags: [hide-input]", ":tags: [remove-cell]", "Code cell 1: its tag is hide-input, not ['remove-cell']"),
        (":tags: [hide-input]", ":tags: [hide-input, skip-execution]", "Code cell 1: its tag is hide-input"),
        ("price_table(answer)", "shown = price_table(answer)", "Code cell 3: it shows nothing"),
        ("price_table(answer)", "for x in ():\n    x\nprice_table(answer)", "Code cell 3: a page imports and never"),
        ("price_table(answer)", "def f():\n    pass\nprice_table(answer)", "Code cell 3: a page imports and never"),
        ("price_table(answer)", "!pip install x\nprice_table(answer)", "Code cell 3: line 2 is not Python"),
        ("price_table(answer)", "1\n" * 12 + "price_table(answer)", "Code cell 3: 14 lines; 13 are the most"),
        ("```{downloads}\n```\n", "", "Nothing to take away"),
    ],
)
def test_cells(old: str, new: str, said: str) -> None:
    faults = cells(planted(EXAMPLE, old, new))
    assert any(said in fault for fault in faults), faults


def test_too_many_cells_are_too_many() -> None:
    cell = "```{code-cell} python\n:tags: [hide-input]\n1\n```\n\n"
    faults = cells(planted(EXAMPLE, "## Limits\n", cell * 10 + "## Limits\n"))
    assert any("14 are the most" in fault for fault in faults)


def test_an_ordinary_page_needs_a_title_only(tmp_path: Path) -> None:
    page = Page(tmp_path / "about" / "x.md", "# Title\n\nText.\n")
    assert (front_matter(page), sections(page), quotations(page), cells(page)) == ([], [], [], [])
