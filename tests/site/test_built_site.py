"""A build can be green and publish nothing: these look at what was built."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from check_page import built_faults
from flsguide.evidence.parameters import parameters
from flsguide.evidence.sources import sources
from page_source import Page

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
DOCS = ROOT / "docs"
PAGES = sorted(p for p in DOCS.rglob("*.md") if not p.relative_to(DOCS).parts[0].startswith("_"))
Soups = Mapping[str, BeautifulSoup]
NOTEBOOKS = {
    "examples/how-many-fractures.html": (1, 6),
    "examples/how-many-do-we-miss.html": (1, 5),
    "methods/incidence.html": (1, 3),
    "contribute/example-template.html": (1, 2),
}
"""Charts and tables that each page must show: a figure can vanish without a warning."""


def test_every_page_was_built(soups: Soups) -> None:
    sources_of_pages = {
        p.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for p in ROOT.glob("docs/**/*.md")
    }
    assert set(soups) == {p for p in sources_of_pages if not p.startswith("_")}
    assert len(soups) > 15


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(DOCS).with_suffix("").as_posix())
def test_a_built_page_keeps_every_rule(path: Path) -> None:
    """Among them that every cell shows its chart or table: `tests/checks` plants a fault for each rule."""
    built = SITE / path.relative_to(DOCS).with_suffix(".html")
    assert built_faults(Page.read(path), built.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("page", "expected"), NOTEBOOKS.items())
def test_a_notebook_page_shows_its_charts_and_tables(soups: Soups, page: str, expected: tuple[int, int]) -> None:
    soup = soups[page]
    assert (len(soup.select("figure.fls-chart")), len(soup.select(".cell_output table"))) == expected


def test_every_notebook_source_is_among_those_counted(soups: Soups) -> None:
    assert {page for page, soup in soups.items() if soup.select(".cell")} == set(NOTEBOOKS)


def _target(page: str, link: Tag) -> tuple[str, str] | None:
    """The file and anchor that a link on a page leads to, or None if it leaves the site."""
    address = urlsplit(str(link["href"]))
    if address.scheme or address.netloc:
        return None
    parts: list[str] = []
    for part in (*PurePosixPath(page).parent.parts, *PurePosixPath(unquote(address.path)).parts):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return ("/".join(parts) if address.path else page), unquote(address.fragment)


def _broken(soups: Soups) -> list[str]:
    """Links within the site to a page, a file or an anchor that is not there."""
    anchors = {page: {str(tag["id"]) for tag in soup.select("[id]")} for page, soup in soups.items()}
    broken = []
    for page, soup in soups.items():
        for link in soup.select("a[href]"):
            target = _target(page, link)
            if target is None:
                continue
            name, anchor = target
            exists = name in anchors or (SITE / name).is_file() or (SITE / name / "index.html").is_file()
            if not exists or (anchor and name in anchors and anchor not in anchors[name]):
                broken.append(f"{page}: {link['href']}")
    return broken


def test_every_link_within_the_site_leads_to_a_page_a_file_and_an_anchor_that_exist(soups: Soups) -> None:
    assert _broken(soups) == []
    assert sum(len(soup.select("a[href]")) for soup in soups.values()) > 300


@pytest.mark.parametrize(
    "href",
    [
        "nowhere.html",
        "../methods/nowhere.html",
        "#nowhere",
        "../methods/parameters.html#p_nowhere",
        "../downloads/nowhere.ipynb",
    ],
)
def test_a_planted_broken_link_is_found(soups: Soups, href: str) -> None:
    planted = BeautifulSoup(f'<a href="{href}">x</a>', "html.parser")
    assert _broken({**soups, "examples/planted.html": planted}) == [f"examples/planted.html: {href}"]


def test_every_figure_has_an_anchor_of_its_own(soups: Soups) -> None:
    ids = {str(tag["id"]) for tag in soups["methods/parameters.html"].select(".fls-row[id]")}
    assert ids == set(parameters())


def test_every_source_is_listed(soups: Soups) -> None:
    assert len(soups["methods/sources.html"].select("article ul.citation-list > li.citation")) == len(sources())
