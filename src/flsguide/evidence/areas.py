"""Which area is meant: places, integrated care boards and trusts by code or unambiguous name."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.sources import source_keys, sources
from flsguide.evidence.tables import Row, read_table

__all__ = ["ENGLAND", "Area", "areas", "find_area"]

ENGLAND = "E92000001"
_AREA_COLUMNS = (
    "area_code", "area_type", "name", "short_name", "other_codes", "parent_code", "as_at",
    "population_year", "population_source", "population_certainty", "status", "note",
)  # fmt: skip
_TYPE_WORDS = {
    "country": "country",
    "region": "region",
    "local_authority": "local authority",
    "icb": "integrated care board",
    "trust": "NHS trust catchment",
}
_ABOVE = {"region": "country", "local_authority": "region", "trust": "icb"}
"""The kind of area that an area lies in; the other kinds lie in none."""


@dataclass(frozen=True)
class Area:
    """A country, region, local authority, integrated care board or trust catchment."""

    code: str
    kind: str
    name: str
    short_name: str
    other_codes: tuple[str, ...]
    parent: str
    """Code of the area it lies in; blank for a country or board."""
    as_at: date
    """Date on which the name and code held: integrated care boards and trusts are merging."""
    population_year: int
    source: tuple[str, ...]
    certainty: str
    """published, or derived (integrated care boards and trust catchments)."""
    status: str
    """current; merged (part of another trust by now); or specialist (its derived catchment means nothing here)."""
    note: str
    """What a reader must know before using it."""

    @property
    def kind_in_words(self) -> str:
        """The kind as a reader says it: "integrated care board"."""
        return _TYPE_WORDS[self.kind]


@cache
def areas() -> Mapping[str, Area]:
    """Every area by its code: ONS codes for places, NHS organisation codes for ICBs and trusts.

    Raises:
        EvidenceError: an unknown kind, status, certainty, source or parent, a date or year that is not one; a code
            or name that would answer for two areas.
    """
    rows = read_table(data_path("areas.csv"), _AREA_COLUMNS, key=("area_code",))
    found = {
        row.cells["area_code"]: Area(
            code=row.required("area_code"),
            kind=row.text("area_type", _TYPE_WORDS),
            name=row.required("name"),
            short_name=row.required("short_name"),
            other_codes=tuple(code.strip() for code in row.cells["other_codes"].split(";") if code.strip()),
            parent=row.cells["parent_code"],
            as_at=row.day("as_at"),
            population_year=row.whole_in("population_year", 2000, 2100),
            source=source_keys(row, sources(), "population_source"),
            certainty=row.text("population_certainty", ("published", "derived")),
            status=row.text("status", ("current", "merged", "specialist")),
            note=row.cells["note"],
        )
        for row in rows
    }
    for row in rows:  # once all are known: an area may stand above the one it lies in
        _check_parent(row, found)
    _check_codes(rows, found)
    _check_names(rows)
    return found


def find_area(text: str) -> Area:
    """The one area with this code or name. Case, "NHS" and "Trust" do not matter.

    >>> find_area("rx1").name
    'Nottingham University Hospitals NHS Trust'

    Raises:
        EvidenceError: none matches (the nearest names are given), or more than one does (all are given, with codes).
    """
    if not isinstance(text, str) or not text.strip():
        raise EvidenceError.at("areas.csv", None, "area", text, "the name or code of an area in England")
    wanted = text.strip()
    for area in areas().values():
        if wanted.upper() == area.code or wanted.upper() in area.other_codes:
            return area
    simple = _simple(wanted)
    exact = [a for a in areas().values() if simple in (_simple(a.name), _simple(a.short_name))]
    # A full official name settles it, unless others go by it for short: "Dorset" is a council, a board and a county.
    full = [a for a in exact if wanted.casefold() == a.name.casefold()]
    short = [a for a in exact if wanted.casefold() == a.short_name.casefold()]
    part = [a for a in areas().values() if simple and simple in _simple(a.name)]
    words = [a for a in part if f" {simple} " in f" {_simple(a.name)} "]  # "Ross" must not become Rossendale unseen
    found = full if len(full) == 1 and len(short) <= 1 else exact or words
    if len(found) == 1:
        return found[0]
    raise EvidenceError.at("areas.csv", None, "area", text, _choices(found or part, simple))


def _check_parent(row: Row, known: Mapping[str, Area]) -> None:
    above = _ABOVE.get(row.cells["area_type"])
    parent = row.cells["parent_code"]
    if above is None and parent:
        raise row.error("parent_code", "a blank: an area of this kind lies in none")
    if above and (parent not in known or known[parent].kind != above):
        raise row.error("parent_code", f"the area_code of a row whose area_type is {above}")


def _check_codes(rows: Sequence[Row], known: Mapping[str, Area]) -> None:
    """A code that means two areas would give one of them the other's numbers without a word."""
    claimed = {row.cells["area_code"].upper(): row for row in rows}
    for row in rows:
        for code in known[row.cells["area_code"]].other_codes:
            other = claimed.setdefault(code.upper(), row)
            if other is not row or code.upper() == row.cells["area_code"].upper():
                raise row.error("other_codes", f"codes that no other area has ({code} is {_said(other)})")


def _check_names(rows: Sequence[Row]) -> None:
    """Areas of two kinds may share a name, and a reader is asked which is meant; two of one kind may not."""
    seen: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        for field in ("name", "short_name"):
            other = seen.setdefault((field, row.cells["area_type"], row.cells[field].casefold()), row)
            if other is not row:
                raise row.error(field, f"a name that no other area of its kind has (it is that of {_said(other)})")


def _said(row: Row) -> str:
    return f"{row.cells['area_code']}, row {row.number}"


def _simple(name: str) -> str:
    """A name without what people leave out: case, punctuation, NHS, Trust, Foundation, Integrated Care Board."""
    words = re.sub(r"[^a-z0-9 ]", "", name.casefold().replace("&", " and ").replace("-", " "))
    dropped = {"nhs", "trust", "foundation", "the", "integrated", "care", "board", "icb"}
    return " ".join(word for word in words.split() if word not in dropped)


def _choices(found: Sequence[Area], simple: str) -> str:
    if found:
        shown = ", ".join(f"{a.name} ({a.code}, {a.kind_in_words})" for a in found[:8])
        more = f" and {len(found) - 8} more" if len(found) > 8 else ""  # noqa: PLR2004  # as many as fit a screen
        return f"the code of one of: {shown}{more}"
    known = {_simple(a.short_name): a for a in areas().values()}
    near = [known[n] for n in difflib.get_close_matches(simple, known, n=3, cutoff=0.6)]
    hint = f" such as {', '.join(f'{a.name} ({a.code})' for a in near)}" if near else ""
    return f"the name or code of an English local authority, integrated care board, trust or region{hint}"
