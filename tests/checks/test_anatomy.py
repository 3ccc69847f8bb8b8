"""A fault planted in a sound page is named in plain words, for each rule of its order."""

from pathlib import Path

import pytest

from anatomy import ITS_OWN_WORDS, contents, opening, sections
from cells import cells
from check_page import source_faults
from front_matter import BARRIERS, READERS, front_matter
from page_source import DOCS, Page, every_page
from quotations import published, quotations

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
        ("readers: [finance manager]", "readers: [finance manager", "cannot be read, near line 10"),
        ("  minutes: 5\n", "  minutes: 5\n  colour: red\n", "has `colour:`"),
        ("recommendation: 3", "recommendation: 8", "one of 1 to 7"),
        ("status: draft", "status: done", "draft or reviewed"),
        ("recommendation: 3", "recommendation: true", "one of 1 to 7"),
        ("recommendation: 3", 'recommendation: "3"', "one of 1 to 7"),
        ("readers: [finance manager]", "readers: []", "a list of at least one of FLS nurse"),
        ("readers: [finance manager]", "readers: finance manager", "a list of at least one of FLS nurse"),
        (
            "readers: [finance manager]",
            "readers: [finance manager, everybody]",
            "a list of at least one of FLS nurse",
        ),
        ("minutes: 5", "minutes: 0", "a whole number from 1 to 240"),
        ("minutes: 5", "minutes: 241", "a whole number from 1 to 240"),
        ("minutes: 5", "minutes: 2.5", "a whole number from 1 to 240"),
        ("minutes: 5", "minutes: true", "a whole number from 1 to 240"),
        ("minutes: 5", "minutes: soon", "a whole number from 1 to 240"),
        ("barrier: short-term-savings", "barrier: no-barrier", "`barrier:` is one of no-time, slow-approval"),
        ('"2026-11-23"', "2026-11-23", "in quotation marks"),
        ('"2026-11-23"', '"23 November 2026"', "in quotation marks"),
        ('"2027-11-23"', '"2026-11-23"', "from a month to two years after"),
        ('"2027-11-23"', '"2026-12-22"', "from a month to two years after"),
        ('"2027-11-23"', '"2028-11-24"', "from a month to two years after"),
    ],
)
def test_front_matter(old: str, new: str, said: str) -> None:
    (fault,) = front_matter(planted(EXAMPLE, old, new))
    assert said in fault


@pytest.mark.parametrize("day", ["2026-12-23", "2028-11-23"])
def test_a_review_may_be_a_month_or_two_years_away(day: str) -> None:
    assert front_matter(planted(EXAMPLE, '"2027-11-23"', f'"{day}"')) == []


def test_the_facts_of_an_ordinary_page_are_checked_where_it_has_them() -> None:
    page = Page.read(DOCS / "about" / "privacy.md")
    assert front_matter(page) == []
    assert front_matter(planted(page, "status: draft", "status: done")) == ["`status:` is draft or reviewed."]
    assert "lacks `review_by:`" in front_matter(planted(page, '  review_by: "2027-05-23"\n', ""))[0]


def test_the_closed_lists_hold_nothing_twice_and_all_that_pages_use() -> None:
    facts = [page.front["fls"] for page in every_page() if page.kind == "example"]
    assert {each["barrier"] for each in facts} <= set(BARRIERS)
    assert {reader for each in facts for reader in each["readers"]} <= set(READERS)
    assert len(set(BARRIERS)) == len(BARRIERS)


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
        (EXAMPLE, "{dropdown} Answer", "{admonition} Answer", "`## Try it` lacks an answer that opens"),
        (EXAMPLE, "```{table} What you need", "```{note}", "`## Before you start` lacks a table"),
        (GUIDE, "## Templates\n", "## Templates\n\n## Templates\n", "`## Templates` is empty"),
        (EXAMPLE, "## Made with\n", "## Limits\n\n% later\n\n## Made with\n", "`## Limits` is empty"),
        (EXAMPLE, "## Limits\n", "### More\n\n## Limits\n", "`### More` is empty"),
        (EXAMPLE, "## Made with\n", "## Made with\n\n## Next\n", "`## Made with` is empty"),
    ],
)
def test_sections(page: Page, old: str, new: str, said: str) -> None:
    changed = planted(page, old, new)
    faults = [fault for rule in (sections, contents, opening) for fault in rule(changed)]
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
        ("Participant [008]", "Participant [009]", "no such words of participant 009"),
    ],
)
def test_quotations(old: str, new: str, said: str) -> None:
    place = GUIDE.text.index("> Participant [008]")
    page = Page(GUIDE.path, GUIDE.text[:place] + GUIDE.text[place:].replace(old, new, 1))
    assert any(said in fault for fault in quotations(page))


@pytest.mark.parametrize(
    ("old", "new"), [("digging around", "looking around"), ("You constantly", "[You] constantly")]
)
@pytest.mark.parametrize("page", [EXAMPLE, GUIDE], ids=lambda page: page.name)
def test_words_that_nobody_said_are_named(page: Page, old: str, new: str) -> None:
    assert "The study has no such words of participant 008" in quotations(planted(page, old, new))[0]


@pytest.mark.parametrize(
    "words",
    [
        '> *"They never listen to us at all."*',
        "> They never listen to us at all.\n>\n> Participant [008], interviewed 2013",
        "> They never listen to us at all, said a nurse interviewed 2013.",
        "> “They never listen to us at all.”",
        'A nurse said "they never listen to us at all" {cite:p}`drew2015`.',
    ],
)
def test_words_put_into_somebodys_mouth_in_any_form_are_named(words: str) -> None:
    assert len(quotations(planted(EXAMPLE, "## Before you start", f"{words}\n\n## Before you start"))) == 1


def test_a_part_of_what_was_said_may_stand_in_a_sentence() -> None:
    words = 'A nurse spoke of "percentages and sort of guesswork" {cite:p}`drew2015`.'
    assert quotations(planted(EXAMPLE, "## Before you start", f"{words}\n\n## Before you start")) == []


def test_the_quotations_are_those_of_the_study_each_with_one_participant() -> None:
    assert len(published()) == 17
    assert all(who.isdigit() and len(who) == 3 and '"' not in words for who, words in published())


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
        ("price_table(answer)", "amount = 2\nprice_table(answer)", "Code cell 3: it sets `amount` again"),
        ("```{downloads}\n```\n", "", "Nothing to take away"),
    ],
)
def test_cells(old: str, new: str, said: str) -> None:
    faults = cells(planted(EXAMPLE, old, new))
    assert any(said in fault for fault in faults), faults


@pytest.mark.parametrize("tags", ["remove-cell", "skip-execution", "raises-exception", "hide-input, remove-output"])
def test_the_rules_of_tags_hold_for_every_page_that_computes(tags: str) -> None:
    page = Page.read(DOCS / "methods" / "incidence.md")
    assert cells(page) == []
    (fault,) = cells(planted(page, ":tags: [hide-input]", f":tags: [{tags}]"))
    assert fault.startswith("Code cell 1: its tag is hide-input, not")
    (fault,) = cells(planted(page, "file_format: mystnb\n", ""))
    assert "none would run" in fault


def test_too_many_cells_are_too_many() -> None:
    cell = "```{code-cell} python\n:tags: [hide-input]\n1\n```\n\n"
    faults = cells(planted(EXAMPLE, "## Limits\n", cell * 10 + "## Limits\n"))
    assert any("14 are the most" in fault for fault in faults)


def test_an_ordinary_page_needs_a_title_only(tmp_path: Path) -> None:
    page = Page(tmp_path / "about" / "x.md", "# Title\n\nText.\n")
    assert [rule(page) for rule in (front_matter, sections, contents, opening, quotations, cells)] == [[]] * 6


@pytest.mark.parametrize("word", [*BARRIERS, *READERS])
def test_the_guide_names_every_barrier_and_reader_that_a_page_may_give(word: str) -> None:
    assert f"`{word}`" in Page.read(DOCS / "contribute" / "index.md").text


@pytest.mark.parametrize("words", ITS_OWN_WORDS)
def test_the_templates_own_words_are_found_in_a_copy_and_stand_in_the_template(words: str) -> None:
    assert words in EXAMPLE.text
    copied = Page(NORTHMOOR.path, NORTHMOOR.text + f"\n{words}\n")
    assert opening(EXAMPLE) == []
    assert opening(copied) == [f"The template's own words are still there: {words!r}."]
