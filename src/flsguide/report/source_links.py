"""A source in a table: its short name, leading to its entry in the list of sources, which has its address."""

import html
from collections.abc import Iterable

from flsguide.evidence.sources import sources
from flsguide.report.tables import Cell

__all__ = ["source_links"]

SOURCES_PAGE = "../methods/sources.html"
"""Where the entries are, seen from any page one folder down."""


def source_links(keys: Iterable[str]) -> Cell:
    """Sources as a reader knows them, each once, in alphabetical order, each a link to its entry."""
    known = sources()
    named = sorted({known[key].short: key for key in keys}.items(), key=lambda pair: pair[0].casefold())
    links = (f'<a href="{SOURCES_PAGE}#{_anchor(key)}">{html.escape(name)}</a>' for name, key in named)
    return Cell("; ".join(name for name, _ in named), "; ".join(links))


def _anchor(key: str) -> str:
    """The entry's id as `bibtex_cite_id` in conf.py sets it: a page's ids have no underscore."""
    return f"source-{key.replace('_', '-')}"
