"""The facts at the top of a page: for whom it is, how long it takes, and when it was looked at."""

from collections.abc import Mapping
from datetime import date, timedelta

from page_source import Page

FACTS = {
    "example": {"recommendation", "barrier", "readers", "minutes", "status", "reviewed_on", "review_by"},
    "guidance": {"recommendation", "readers", "status", "reviewed_on", "review_by"},
    "page": {"status", "reviewed_on", "review_by"},
}
BARRIERS = (
    "no-time", "slow-approval", "skills-vary", "missing-data", "quality-hard-to-show", "split-budgets",
    "resistant-colleagues", "short-term-savings", "low-priority", "fashion-decides", "people-decide",
    "disputed-evidence",
)  # fmt: skip
"""What the interviewees named (drew2015), in the order of the study: a page answers one of them."""
READERS = ("FLS nurse", "consultant", "service manager", "finance manager", "commissioner")
MOST_MINUTES = 240
SOONEST, LATEST = timedelta(days=30), timedelta(days=731)
"""A review sooner than a month is a draft still being written; after two years even a trial may be superseded."""


def front_matter(page: Page) -> list[str]:
    """Every fact that the page's kind has, each with a value that it can have."""
    if page.unreadable_front:
        where = page.unreadable_front
        return [f"The front matter cannot be read, {where}. Look there for a bracket or quotation mark left open."]
    facts = page.front.get("fls")
    wanted = FACTS[page.kind]
    if page.kind == "page" and "fls" not in page.front:
        return []
    if not isinstance(facts, dict):
        return ["The front matter has no `fls:` block: copy that of contribute/example-template.md."]
    facts = {name: value for name, value in facts.items() if name != "hard_because"}
    faults = [f"The front matter lacks `{name}:`." for name in sorted(wanted - facts.keys())]
    faults += [f"The front matter has `{name}:`, which no such page has." for name in sorted(facts.keys() - wanted)]
    return faults + [says for name, says in _values(facts).items() if name in wanted & facts.keys()] + _days(facts)


def _values(facts: Mapping[str, object]) -> dict[str, str]:
    """What is wrong with single values, by name."""
    readers, minutes, faults = facts.get("readers"), facts.get("minutes"), {}
    if not _is_whole(facts.get("recommendation"), 1, 7):
        faults["recommendation"] = "`recommendation:` is one of 1 to 7."
    if facts.get("barrier") not in BARRIERS:
        faults["barrier"] = f"`barrier:` is one of {', '.join(BARRIERS)}."
    if not isinstance(readers, list) or not readers or not all(reader in READERS for reader in readers):
        faults["readers"] = f"`readers:` is a list of at least one of {', '.join(READERS)}, in square brackets."
    if not _is_whole(minutes, 1, MOST_MINUTES):
        faults["minutes"] = f"`minutes:` is a whole number from 1 to {MOST_MINUTES}."
    if facts.get("status") not in ("draft", "reviewed"):
        faults["status"] = "`status:` is draft or reviewed."
    return faults


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most  # in Python True is 1


def _days(facts: Mapping[str, object]) -> list[str]:
    """A page's dates, and whether there is a sensible time between them. A page past its date is no fault.

    The status page lists it, and the build goes on.
    """
    looked, due = _day(facts.get("reviewed_on")), _day(facts.get("review_by"))
    if looked is None or due is None:
        return ['`reviewed_on:` and `review_by:` are dates in quotation marks, such as "2026-11-23".']
    if not SOONEST <= due - looked <= LATEST:
        return ["`review_by:` is from a month to two years after `reviewed_on:`."]
    return []


def _day(text: object) -> date | None:
    try:
        found = date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found and found.isoformat() == text else None
