"""Figures in running text: computed, or cited where they stand; none that has a row of its own is typed."""

import difflib
import re

from figures import figures
from flsguide.evidence.parameters import parameters
from flsguide.evidence.sources import sources
from flsguide.report.inputs import value_alone
from page_source import Page
from prose import blocks, sentences

_ROLE = re.compile(r"\{(number|value)\}`([^`]*)`")


def typed_figures(page: Page) -> list[str]:
    """Figures that would stay as they are when the data move. An interviewee's words stand as they were said."""
    rows = {value_alone(row): row.name for row in parameters().values() if re.search(r"\d[.,]\d", value_alone(row))}
    faults = []
    for sentence in (s for block in blocks(page) if not block.is_voice for s in sentences(block.text)):
        for figure in figures(sentence):
            if figure in rows:
                faults.append(f"{figure} has a row: write {{value}}`{rows[figure]}` in its place. In: {sentence}")
            elif not re.search(r"\{cite:p\}`", sentence):
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


def _near(name: str, known: object) -> str:
    found = difflib.get_close_matches(name, list(known), n=1)  # type: ignore[call-overload]
    return f"; did you mean {found[0]}?" if found else "."
