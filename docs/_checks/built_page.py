"""What a reader gets: a built page, looked at after the fact. A build can be green and publish nothing."""

import re
from itertools import pairwise

from bs4 import BeautifulSoup

from built_views import pictures, tables
from built_words import numbers_behind, unwanted_words
from cell_kinds import WHERE, endings
from page_source import Page

_FETCHED = ("src", "srcset", "data", "poster", "href")
"""Attributes whose file a browser fetches by itself; `href` only on what is no link to follow."""


def names(soup: BeautifulSoup) -> list[str]:
    """What is called by its visible name answers to it (WCAG 2.5.3): a hidden name holds the words that are shown."""
    faults = []
    for tag in soup.select("button[aria-label], a[aria-label], summary[aria-label]"):
        hidden, shown = str(tag["aria-label"]), " ".join(tag.get_text(" ").split())
        if shown.lower() not in hidden.lower():
            faults.append(f"The button {shown!r} has the hidden name {hidden!r}, which leaves those words out.")
    return faults


def headings(soup: BeautifulSoup) -> list[str]:
    """Headings go down one level at a time, from one title."""
    levels = [int(tag.name[1]) for tag in soup.select(", ".join(f"article h{n}" for n in range(1, 7)))]
    if levels[:1] != [1] or levels.count(1) != 1:
        return ["The page does not begin with its one title."]
    return [f"A heading of level {b} follows one of level {a}." for a, b in pairwise(levels) if b - a > 1]


def other_sites(soup: BeautifulSoup) -> list[str]:
    """Nothing is asked of another site: no script, style, font, picture or film."""
    asked = []
    for tag in soup.find_all(True):
        if tag.name == "a" or tag.get("rel") == ["canonical"]:
            continue
        for name in _FETCHED:
            asked += re.split(r",\s+", str(tag.get(name, "")))  # a srcset lists several
        asked += _addresses(f"{tag.get('style', '')} {tag.string or '' if tag.name == 'style' else ''}")
    return [f"The page asks {a} of another site." for a in asked if re.match(r"\s*(?:https?:)?//", a)]


def footing(soup: BeautifulSoup) -> list[str]:
    """Every page says what it is not."""
    foot = soup.select_one("footer.bd-footer")
    return [] if foot and "Not medical advice" in foot.get_text() else ["The page does not say 'Not medical advice'."]


def brief(soup: BeautifulSoup) -> list[str]:
    """The box at the top of a page that computes holds the numbers that it computed."""
    box = soup.select_one(".fls-brief")
    if box is None or not soup.select("div.cell"):
        return []
    return [] if re.search(r"\d", box.get_text()) else ["In brief holds no number: is `brief` said in a cell?"]


def outputs(page: Page, soup: BeautifulSoup) -> list[str]:
    """Each cell that ends in a table, chart or sentence shows one: a figure can vanish without a warning."""
    built = soup.select("div.cell")
    if len(built) != len(page.cells):
        return [f"The page shows {len(built)} code cells and its source has {len(page.cells)}."]
    faults = []
    for number, (ending, shown) in enumerate(zip(endings(page), built, strict=True), start=1):
        if ending is not None and shown.select_one(f".cell_output :is({WHERE[ending.kind]})") is None:
            faults.append(f"Code cell {number} ends in `{ending.call}` and shows no {ending.kind}.")
    return faults


def _addresses(style: str) -> list[str]:
    return re.findall(r"(?:url\(\s*['\"]?|@import\s+['\"])([^'\")]+)", style)


ON_EVERY_PAGE = (
    unwanted_words, numbers_behind, pictures, tables, names, headings, other_sites, footing, brief,
)  # fmt: skip
