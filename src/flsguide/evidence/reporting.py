"""What a report of an economic evaluation should say (CHEERS 2022, 28 items), and where this site says it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flsguide.data_path import data_path
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.sources import source_keys, sources
from flsguide.evidence.tables import Row, read_table

__all__ = ["ITEMS", "STATUSES", "ReportingItem", "check_pages", "reporting_items"]

ITEMS = 28
STATUSES = ("answered", "in part", "not yet")
_COLUMNS = ("item", "topic", "asks", "status", "where", "missing", "source")
_PAGE = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*(#[a-z0-9_-]+)?")


@dataclass(frozen=True)
class ReportingItem:
    """One item of the checklist, in our words."""

    number: int
    topic: str
    asks: str
    status: str
    where: tuple[str, ...]
    """Pages of this site, with the place on the page: `methods/model#the-states`."""
    missing: str
    """What is not there; blank where the item is answered."""
    source: tuple[str, ...]


@cache
def reporting_items() -> tuple[ReportingItem, ...]:
    """The 28 items in their order.

    Raises:
        EvidenceError: an item that is missing, repeated or out of order; an unknown status or source; an answer
            without a page, or a gap that does not say what is missing.
    """
    rows = read_table(data_path("cheers.csv"), _COLUMNS, key=("item",))
    found = tuple(map(_item, rows))
    for number, (item, row) in enumerate(zip(found, rows, strict=True), start=1):
        if item.number != number:
            raise row.error("item", f"{number}: each item from 1 to {ITEMS} once, in order")
    if len(found) < ITEMS:
        raise EvidenceError.at("cheers.csv", None, "item", str(len(found)), f"all {ITEMS} items")
    return found


def check_pages(items: Sequence[ReportingItem], pages: Path) -> None:
    """Whether each page that answers an item is there, in a checkout; a wheel has no pages.

    Raises:
        EvidenceError: the first page that is not.
    """
    for item in items if pages.is_dir() else ():
        for place in item.where:
            if not (pages / f"{place.partition('#')[0]}.md").is_file():
                allowed = f"a page of {pages.name}, such as methods/model"
                raise EvidenceError.at("cheers.csv", item.number + 1, "where", place, allowed)


def _item(row: Row) -> ReportingItem:
    status = row.text("status", STATUSES)
    where = tuple(part.strip() for part in row.cells["where"].split(";") if part.strip())
    if bool(where) != (status != "not yet") or not all(map(_PAGE.fullmatch, where)):
        raise row.error("where", "pages such as methods/model#the-states, joined by ;, or a blank for not yet")
    if bool(row.cells["missing"]) != (status != "answered"):
        raise row.error("missing", "what is missing, or a blank where the item is answered")
    return ReportingItem(
        number=row.whole_in("item", 1, ITEMS),
        topic=row.required("topic"),
        asks=row.required("asks"),
        status=status,
        where=where,
        missing=row.cells["missing"],
        source=source_keys(row, sources()),
    )
