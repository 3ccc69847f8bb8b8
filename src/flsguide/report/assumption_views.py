"""The log of assumptions: those that favour the service beside those that count against it, then each in full."""

import html
from collections.abc import Mapping, Sequence

from flsguide.evidence.assumptions import PARTS, Assumption
from flsguide.evidence.sources import sources
from flsguide.report.sentences import Sentence
from flsguide.report.tables import Cell, Table, badge

__all__ = ["assumptions_in_brief", "assumptions_table", "side_by_side"]

PART_WORDS: Mapping[str, str] = {
    "people": "Who is seen and treated",
    "risk": "Risk of fracture",
    "treatment": "What medicines do",
    "outcomes": "Deaths, quality of life, care homes",
    "costs": "Costs",
    "method": "Ways of counting",
}
DIRECTION_WORDS: Mapping[str, str] = {
    "favours": "that make the service look better than it may be",
    "against": "that make the service look worse than it may be",
    "unclear": "that could go either way, or hardly matter",
}


def assumptions_in_brief(found: Sequence[Assumption]) -> Sentence:
    """How many there are, by what they do to the service and by how sure we are."""
    count = {d: sum(a.direction == d for a in found) for d in DIRECTION_WORDS}
    judged = sum(a.certainty in ("expert", "illustrative") for a in found)
    return Sentence(
        f"Of {len(found)} assumptions, {count['favours']} make the service look better than it may be, "
        f"{count['against']} make it look worse, and {count['unclear']} could go either way. "
        f"{judged} of them rest on our judgement, or are plainly assumed. The count says nothing of their weight."
    )


def side_by_side(found: Sequence[Assumption]) -> Table:
    """Part by part: what favours the service, against it, or neither, by name."""
    rows = [
        (PART_WORDS[part], *(_names(found, part, direction) for direction in DIRECTION_WORDS))
        for part in PARTS
        if any(a.part == part for a in found)
    ]
    return Table(
        "Assumptions side by side",
        ("Part", "Favours the service", "Counts against it", "Either way"),
        tuple(rows),
        is_text=True,
    )


def assumptions_table(found: Sequence[Assumption], direction: str) -> Table:
    """Every assumption of one direction: what, why and where; what if it is wrong; how sure we are."""
    rows = [
        (
            Cell(f"{a.name} ({a.certainty})", f"{html.escape(a.name)}<br>{badge(a.certainty).html}"),
            _what_and_where(a),
            a.if_wrong,
        )
        for a in sorted(found, key=lambda a: PARTS.index(a.part))
        if a.direction == direction
    ]
    return Table(
        f"Assumptions {DIRECTION_WORDS[direction]}",
        ("Assumption, and how sure", "What is taken for granted, why, and where it stands", "If it is wrong"),
        tuple(rows),
        is_text=True,
    )


def _names(found: Sequence[Assumption], part: str, direction: str) -> str:
    return "; ".join(a.name for a in found if (a.part, a.direction) == (part, direction)) or "nothing found"


def _cited(a: Assumption) -> str:
    known = sources()
    return f" ({'; '.join(known[key].short for key in a.source)})" if a.source else ""


def _what_and_where(a: Assumption) -> Cell:
    """Rows lead to their place on the page of every number; tables and functions are named."""
    words = f"{a.assumption} {a.why}{_cited(a)}"
    places = [
        f"<code>{html.escape(place)}</code>"
        if "." in place
        else f'<a href="parameters.html#{html.escape(place)}">{html.escape(place)}</a>'
        for place in a.where
    ]
    return Cell(f"{words} In: {', '.join(a.where)}.", f"{html.escape(words)}<br>In: {', '.join(places)}")
