"""The reporting checklist: what is asked, and where this site answers it or what is missing."""

import html
from collections.abc import Sequence

from flsguide.evidence.reporting import STATUSES, ReportingItem
from flsguide.report.sentences import Sentence
from flsguide.report.tables import Cell, Table

__all__ = ["reporting_in_brief", "reporting_table"]

SHAPES = {"answered": "●", "in part": "◐", "not yet": "○"}
"""A word and a shape, never a colour."""


def reporting_in_brief(items: Sequence[ReportingItem]) -> Sentence:
    """How many items are answered, in part and not yet, and which are not."""
    count = {status: sum(item.status == status for item in items) for status in STATUSES}
    gaps = "; ".join(f"{item.topic[0].lower()}{item.topic[1:]}" for item in items if item.status == "not yet")
    return Sentence(
        f"Of {len(items)} items, {count['answered']} are answered, {count['in part']} in part, and "
        f"{count['not yet']} not yet. Not yet: {gaps}."
    )


def reporting_table(items: Sequence[ReportingItem], root: str = "../") -> Table:
    """Every item in its order. `root` leads from the page to the top of the site."""
    rows = [
        (
            f"{item.number}. {item.topic}",
            item.asks,
            Cell(
                item.status,
                f'<span class="fls-badge"><span aria-hidden="true">{SHAPES[item.status]}</span> {item.status}</span>',
            ),
            _where(item, root),
            item.missing or "nothing that we know of",
        )
        for item in items
    ]
    return Table(
        "The 28 items of CHEERS 2022, in our words",
        ("Item", "What it asks", "Status", "Where", "What is missing"),
        tuple(rows),
        is_text=True,
    )


def _where(item: ReportingItem, root: str) -> Cell:
    if not item.where:
        return Cell("nowhere yet")
    links = []
    for place in item.where:
        page, _, anchor = place.partition("#")
        address = f"{root}{page}.html{'#' if anchor else ''}{anchor}"
        words = page.rpartition("/")[2].lstrip("0123456789-").replace("-", " ").capitalize()
        place_words = (
            f": {anchor.replace('-', ' ')}" if anchor and "_" not in anchor else f": {anchor}" if anchor else ""
        )
        links.append(f'<a href="{html.escape(address)}">{html.escape(words + place_words)}</a>')
    # in a sentence, so that a finger finds the right one of two links
    return Cell(f"see {'; '.join(item.where)}", f"see {'; '.join(links)}")
