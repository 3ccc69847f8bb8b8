"""A build can be green and publish nothing: these look at what was built."""

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from flsguide.evidence.parameters import parameters
from flsguide.evidence.sources import sources

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
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


@pytest.mark.parametrize(("page", "expected"), NOTEBOOKS.items())
def test_a_notebook_page_shows_its_charts_and_tables(soups: Soups, page: str, expected: tuple[int, int]) -> None:
    soup = soups[page]
    assert (len(soup.select("figure.fls-chart")), len(soup.select(".cell_output table"))) == expected


def test_every_notebook_source_is_among_those_counted(soups: Soups) -> None:
    assert {page for page, soup in soups.items() if soup.select(".cell")} == set(NOTEBOOKS)


def test_no_page_says_nan_or_shows_a_raw_role_or_a_traceback(soups: Soups) -> None:
    unwanted = re.compile(
        r"\b(nan|inf|NaN|np\.float64|Traceback)\b|\{(?:term|cite|number|doc|glue|ref|table|admonition)[:}]|None\b(?=\s*\|)"
    )
    for page, soup in soups.items():
        article = soup.select_one("article")
        assert article is not None, page
        for code in article.select("pre, code"):
            code.extract()
        found = unwanted.search(article.get_text(" "))
        assert found is None, f"{page}: {found}"


def test_the_brief_holds_its_numbers(soups: Soups) -> None:
    for page in [p for p in NOTEBOOKS if "incidence" not in p]:
        brief = soups[page].select_one(".fls-brief")
        assert brief is not None
        assert len(re.findall(r"\d", brief.get_text())) >= 6, page


def test_every_image_has_words_and_no_file_name(soups: Soups) -> None:
    for page, soup in soups.items():
        for image in soup.select("article img"):
            alt = str(image.get("alt", ""))
            assert alt, page
            assert not re.search(r"\.(png|svg|jpe?g)$", alt), page
        for drawing in soup.select('[role="img"]'):
            assert len(str(drawing.get("aria-label", ""))) > 40, page


def _target(page: str, link: Tag) -> tuple[str, str] | None:
    """The file and anchor that a link on a page leads to, or None if it leaves the site."""
    address = urlsplit(str(link["href"]))
    if address.scheme or address.netloc:
        return None
    parts: list[str] = []
    for part in (*PurePosixPath(page).parent.parts, *PurePosixPath(unquote(address.path)).parts):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return ("/".join(parts) if address.path else page), unquote(address.fragment)


def test_every_link_within_the_site_leads_to_a_page_and_an_anchor_that_exist(soups: Soups) -> None:
    anchors = {page: {str(tag["id"]) for tag in soup.select("[id]")} for page, soup in soups.items()}
    broken, seen = [], 0
    for page, soup in soups.items():
        for link in soup.select("a[href]"):
            target = _target(page, link)
            if target is None or not target[0].endswith(".html"):
                continue
            seen += 1
            name, anchor = target
            exists = name in anchors or (SITE / name).is_file()
            if not exists or (anchor and name in anchors and anchor not in anchors[name]):
                broken.append(f"{page}: {link['href']}")
    assert broken == []
    assert seen > 300


def test_every_figure_has_an_anchor_of_its_own(soups: Soups) -> None:
    ids = {str(tag["id"]) for tag in soups["methods/parameters.html"].select(".fls-row[id]")}
    assert ids == set(parameters())


def test_every_source_is_listed(soups: Soups) -> None:
    assert len(soups["methods/sources.html"].select("article ul.citation-list > li.citation")) == len(sources())


def test_no_page_asks_another_site_for_anything(soups: Soups) -> None:
    for page, soup in soups.items():
        for tag in soup.select("script[src], link[rel=stylesheet], img[src], iframe, source, object"):
            address = str(tag.get("src") or tag.get("href") or "")
            assert not re.match(r"(https?:)?//", address), f"{page}: {address}"


def test_every_page_says_what_it_is_not(soups: Soups) -> None:
    for page, soup in soups.items():
        assert "Not medical advice" in soup.select_one("footer.bd-footer").get_text(), page  # type: ignore[union-attr]


def test_headings_go_down_one_level_at_a_time(soups: Soups) -> None:
    for page, soup in soups.items():
        levels = [int(tag.name[1]) for tag in soup.select("article h1, article h2, article h3, article h4")]
        assert levels[0] == 1, page
        assert levels.count(1) == 1, page
        assert all(after - before <= 1 for before, after in pairwise(levels)), page
