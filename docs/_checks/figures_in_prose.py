"""Figures in running text: computed, or cited where they stand; none that has a row of its own is typed."""

import difflib
import re
from collections.abc import Iterator

from flsguide.evidence.parameters import parameters
from flsguide.evidence.sources import sources
from flsguide.report.inputs import value_alone
from page_source import Page

_FIGURE = re.compile(
    r"£\s?\d[\d,.]*"
    r"|\b\d+(?:\.\d+)?\s?(?:%|per cent\b|percent\b)"
    r"|\b\d{1,3}(?:,\d{3})+\b"
    r"|\b\d+(?:\.\d+)? (?:out of \d+|(?:in|of) (?:every )?(?:10|100|1,000))\b"
    r"|(?<!/)\b\d+(?:\.\d+)? (?:people|fractures|hips|pounds|million|patients|women|men|beds|deaths)\b"
)
_NO_FIGURE = re.compile(
    r"\b95\s?%|\b80-50-80\b|(?:per|each|÷|of) 100,000\b|\b(?:every |of |with )?100 (?:people|patients)\b"
    r"|20\d\d/\d\d pounds"
)
"""A level of confidence, the name of a goal, a denominator, a price year: figures of speech, not of fact."""
_ROLE = re.compile(r"\{(number|value)\}`([^`]*)`")


def typed_figures(page: Page) -> list[str]:
    """Figures that would stay as they are when the data move."""
    rows = {value_alone(row): row.name for row in parameters().values() if re.search(r"\d[.,]\d", value_alone(row))}
    faults = []
    for sentence in _sentences(page):
        text = _NO_FIGURE.sub(" ", re.sub(r"(?:\{[\w:]+\})?`[^`]*`", " ", sentence))
        for figure in (found.strip(" ,.") for found in _FIGURE.findall(text)):
            if figure in rows:
                faults.append(f"{figure} has a row: write {{value}}`{rows[figure]}` in its place. In: {sentence}")
            elif "{cite:p}" not in sentence:
                faults.append(
                    f"{figure} is typed: compute it in a cell, or cite its source in the sentence. In: {sentence}"
                )
    return faults


def unknown_rows(page: Page) -> list[str]:
    """Names in {number} and {value} that no row has."""
    names = [name for _, name in _ROLE.findall(page.body)]
    return [
        f"{n} is not a row of data/parameters.csv{_near(n, parameters())}" for n in names if n not in parameters()
    ]


def unknown_sources(page: Page) -> list[str]:
    """Citations that the list of sources does not have."""
    keys = [key.strip() for cited in re.findall(r"\{cite:p\}`([^`]*)`", page.body) for key in cited.split(",")]
    return [f"{key} is not in data/sources.bib{_near(key, sources())}" for key in keys if key not in sources()]


def _sentences(page: Page) -> Iterator[str]:
    """Sentences of prose and of table cells; a quotation stands as it was said."""
    for line in page.body.splitlines():
        if line.lstrip().startswith((">", "```", ":::", "#")):
            continue
        for cell in line.strip(" |").split("|"):
            yield from (s.strip() for s in re.split(r"(?<=[.!?])\s+(?=[A-Z*(])", cell) if s.strip())


def _near(name: str, known: object) -> str:
    found = difflib.get_close_matches(name, list(known), n=1)  # type: ignore[call-overload]
    return f"; did you mean {found[0]}?" if found else "."
