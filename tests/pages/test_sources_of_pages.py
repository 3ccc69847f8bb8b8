"""The list of sources is what the site rests on: nothing cited is missing, and nothing listed is idle."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from figures_in_prose import unknown_sources
from flsguide.evidence.sources import sources
from page_source import Page, every_page

ROOT = Path(__file__).parents[2]
TEXTS = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("data/*.csv"), *ROOT.glob("src/**/*.py")]


def idle(listed: Iterable[str], texts: Iterable[str]) -> set[str]:
    """Sources that no text names."""
    return set(listed) - set(re.findall(r"[a-z0-9_]+", " ".join(texts)))


def test_every_source_listed_is_used_somewhere() -> None:
    assert idle(sources(), (path.read_text(encoding="utf-8") for path in TEXTS)) == set()


def test_a_source_that_nothing_uses_is_found() -> None:
    assert idle(("drew2015", "nobody2020"), ["{cite:p}`drew2015`", "nobody2020b"]) == {"nobody2020"}


@pytest.mark.parametrize("page", every_page(), ids=lambda page: page.name)
def test_every_citation_of_a_page_is_listed(page: Page) -> None:
    assert unknown_sources(page) == []


@pytest.mark.parametrize("cited", ["nobody2020", "drew2015,nobody2020", "nobody2020, drew2015"])
def test_a_citation_that_is_not_listed_is_found(cited: str) -> None:
    (fault,) = unknown_sources(Page(Path("x.md"), f"# Title\n\nWords {{cite:p}}`{cited}`.\n"))
    assert fault.startswith("nobody2020 is not in data/sources.bib")
