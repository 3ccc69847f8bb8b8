"""Words that no reader should meet on a built page, be they shown, spoken or in a file to take away."""

import csv
import io
import re
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

NO_NUMBER = r"nan|inf|infinity|nat|none to none"
"""What a calculation that went wrong says in place of a number."""
_UNWANTED = re.compile(
    rf"\b(?i:{NO_NUMBER})\b|(?i:<na>)|∞|\bnp\.\w+(?=\()|\bTraceback\b"
    r"|\{[A-Za-z][\w:+-]*\}(?=`)|:::|```|\{[.#][\w-]"
)
_SPOKEN = ("aria-label", "alt", "title")
"""Attributes that a listener hears or a pointer shows."""


def unwanted_words(soup: BeautifulSoup) -> list[str]:
    """A number that is none, a raw role, a traceback. A page may show code; what its cells print is no code."""
    article = BeautifulSoup(str(soup.select_one("article") or ""), "html.parser")
    if not article.get_text(strip=True):
        return ["The page is empty."]
    for code in article.select("pre, code"):
        if code.find_parent(class_="cell_output") is None:
            code.extract()
    faults = _found("The page says", article.get_text(" "))
    for shown in article.select(".cell_output .text_plain"):
        text = shown.get_text().strip()
        if text[:1] in ("'", '"'):
            faults.append(f"A cell shows a sentence as code, in quotation marks: {text[:40]}; give it as a Sentence.")
    for tag in article.find_all(True):
        for name in _SPOKEN:
            faults += _found(f"The {name} of a {tag.name} says", str(tag.get(name, "")))
    return faults


def numbers_behind(soup: BeautifulSoup) -> list[str]:
    """The file behind a chart opens, has rows, and a number in each place that should have one."""
    faults = []
    for link in soup.select('article a[href^="data:"]'):
        rows = list(csv.reader(io.StringIO(_content(link))))
        name = link.get("download")
        if len(rows) < 2:  # noqa: PLR2004  # a heading, and what it heads
            faults.append(f"The file {name} is empty.")
        if any(len(row) != len(rows[0]) for row in rows):
            faults.append(f"The file {name} has rows of different lengths.")
        bad = [
            cell for row in rows for cell in row if re.fullmatch(rf"(?i)-?(?:{NO_NUMBER}|none|<na>|)", cell.strip())
        ]
        faults += [f"The file {name} has {cell!r} for a number." for cell in bad]
    return faults


def _content(link: Tag) -> str:
    return unquote(str(link["href"]).partition(",")[2])


def _found(where: str, text: str) -> list[str]:
    return [f"{where} {found[0]!r} near: {_near(text, found)}" for found in _UNWANTED.finditer(text)]


def _near(text: str, found: re.Match[str]) -> str:
    return " ".join(text[max(0, found.start() - 40) : found.end() + 40].split())
