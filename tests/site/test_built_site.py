"""A build can be green and publish nothing: these look at what was built."""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from cell_kinds import CHARTS, TABLES, endings
from check_page import built_faults
from flsguide.evidence.parameters import parameters
from flsguide.evidence.sources import sources
from page_source import Page, every_page

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
PAGES = every_page()
NOTEBOOKS = tuple(page for page in PAGES if page.is_notebook)
Soups = Mapping[str, BeautifulSoup]


def unbuilt(pages: Iterable[Page], soups: Soups) -> set[str]:
    """Pages with a source that were not built, and pages that were built from none."""
    return {f"{page.name}.html" for page in pages} ^ set(soups)


def test_every_page_was_built(soups: Soups) -> None:
    assert unbuilt(PAGES, soups) == set()
    assert len(soups) > 15


def test_a_page_that_was_not_built_and_one_without_a_source_are_found(soups: Soups) -> None:
    fewer = {name: soup for name, soup in soups.items() if name != "index.html"}
    assert unbuilt(PAGES, fewer) == {"index.html"}
    assert unbuilt(PAGES, {**soups, "left-over.html": soups["index.html"]}) == {"left-over.html"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_built_page_keeps_every_rule(page: Page) -> None:
    """Among them that every cell shows its chart or table: `tests/checks` plants a fault for each rule."""
    assert built_faults(page, (SITE / f"{page.name}.html").read_text(encoding="utf-8")) == []


def test_every_page_that_computes_shows_what_its_cells_return(soups: Soups) -> None:
    """No more and no fewer charts and tables than its cells end in: one can vanish, or come twice, unseen."""
    assert len(NOTEBOOKS) >= 4
    for page in NOTEBOOKS:
        assert miscounted(page, soups[f"{page.name}.html"]) == [], page.name
        for more in soups[f"{page.name}.html"].select(".fls-more"):
            assert len(more.select("details table")) == 1, page.name


def miscounted(page: Page, soup: BeautifulSoup) -> list[str]:
    """Kinds of which a built page shows another number than its cells end in."""
    kinds = [ending.kind for ending in endings(page) if ending]
    tables = [table for table in soup.select(".cell_output table") if not table.find_parent(class_="fls-more")]
    shown = {"chart": soup.select(".cell_output figure.fls-chart"), "table": tables}
    due = {name: sum(each.get(kind, 0) for kind in kinds) for name, each in (("chart", CHARTS), ("table", TABLES))}
    return [f"{kind}: {len(found)}" for kind, found in shown.items() if len(found) != due[kind]]


@pytest.mark.parametrize(("where", "said"), [("figure.fls-chart", "chart"), (".cell_output table", "table")])
def test_a_lost_and_a_doubled_chart_or_table_are_counted(where: str, said: str) -> None:
    page = next(page for page in NOTEBOOKS if page.name == "examples/how-many-fractures")
    for factor in (0, 2):
        soup = BeautifulSoup((SITE / f"{page.name}.html").read_text(encoding="utf-8"), "html.parser")
        first = soup.select(where)[0]
        number = len(soup.select(where)) + factor - 1
        first.replace_with(*(BeautifulSoup(str(first), "html.parser") for _ in range(factor)))
        assert miscounted(page, soup) == [f"{said}: {number}"]


def test_only_pages_that_compute_have_cells(soups: Soups) -> None:
    assert {page for page, soup in soups.items() if soup.select(".cell")} == {f"{p.name}.html" for p in NOTEBOOKS}


def _target(page: str, tag: Tag) -> tuple[str, str] | None:
    """The file and anchor that a link on a page leads to, or that it shows; None if it leaves the site."""
    address = urlsplit(str(tag.get("href") or tag.get("src")))
    if address.scheme or address.netloc:
        return None
    parts: list[str] = []
    for part in (*PurePosixPath(page).parent.parts, *PurePosixPath(unquote(address.path)).parts):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return ("/".join(parts) if address.path else page), unquote(address.fragment)


def _broken(soups: Soups) -> list[str]:
    """Links, pictures, styles and scripts within the site whose page, file or anchor is not there."""
    anchors = {page: {str(tag["id"]) for tag in soup.select("[id]")} for page, soup in soups.items()}
    broken = []
    for page, soup in soups.items():
        for link in soup.select("a[href], link[href], [src]"):
            target = _target(page, link)
            if target is None:
                continue
            name, anchor = target
            exists = name in anchors or (SITE / name).is_file() or (SITE / name / "index.html").is_file()
            if not exists or (anchor and name in anchors and anchor not in anchors[name]):
                broken.append(f"{page}: {link.get('href') or link.get('src')}")
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


@pytest.mark.parametrize(
    "tag",
    ['<img src="{}" alt="x">', '<script src="{}"></script>', '<link rel="stylesheet" href="{}">', '<video src="{}">'],
)
def test_a_planted_missing_file_is_found(soups: Soups, tag: str) -> None:
    planted = BeautifulSoup(tag.format("../_static/nowhere.png"), "html.parser")
    assert _broken({**soups, "examples/planted.html": planted}) == ["examples/planted.html: ../_static/nowhere.png"]


def test_every_figure_has_an_anchor_of_its_own(soups: Soups) -> None:
    ids = {str(tag["id"]) for tag in soups["methods/parameters.html"].select(".fls-row[id]")}
    assert ids == set(parameters())


def test_every_source_is_listed(soups: Soups) -> None:
    assert len(soups["methods/sources.html"].select("article ul.citation-list > li.citation")) == len(sources())
