"""Where a figure comes from: the entries of `data/sources.bib`.

The file keeps to one field per line, so that it can be read without a BibTeX library
(in a browser there is none) and edited by people who have never seen BibTeX. A test
reads it with a full BibTeX reader as well and compares.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flsguide.data_path import data_path
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.tables import Row, read_text

__all__ = ["CERTAINTIES", "Source", "read_sources", "source_keys", "sources"]

CERTAINTIES = ("published", "derived", "expert", "illustrative")
"""How sure we are of a figure, from the firmest to the least firm."""

_ENTRY = re.compile(r"@(\w+)\{([^,\s{}]+),")
_FIELD = re.compile(r"\s+(\w+)\s*=\s*\{(.*)\},?")
_AND = re.compile(r"\s+and\s+(?![^{]*\})")
"""Between two authors: an "and" inside braces belongs to the name of a body."""


@dataclass(frozen=True)
class Source:
    """One publication, dataset or page."""

    key: str
    kind: str
    fields: Mapping[str, str]

    @property
    def year(self) -> str:
        """Year of publication, or "no date"."""
        return self.fields.get("year", "no date")

    @property
    def url(self) -> str:
        """Address to read it at: the DOI where there is one, else the page; may be blank."""
        doi = self.fields.get("doi")
        return f"https://doi.org/{doi}" if doi else self.fields.get("url", "")

    @property
    def short(self) -> str:
        """First author or body and year, as a reader cites it: "Wu and others, 2018"."""
        if "author" not in self.fields:
            return f"{self.fields.get('title', self.key)}, {self.year}"
        people = _AND.split(self.fields["author"])
        first = people[0].strip()
        group = re.fullmatch(r"\{(.*)\}", first)
        family = group[1] if group else first.split(",")[0] if "," in first else first.split(" ")[-1]
        return f"{family}{' and others' if len(people) > 1 else ''}, {self.year}"


def read_sources(path: Path) -> dict[str, Source]:
    """Every entry of a BibTeX file in the one-field-a-line style, by key, in file order.

    Raises:
        EvidenceError: a line that is neither an entry, a field, a close nor blank; a repeated key or field; an entry
            without a title or with a year that is not one; no such file, another encoding.
    """
    found: dict[str, Source] = {}
    current: tuple[str, str] | None = None
    fields: dict[str, str] = {}
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if current is None:
            if not line.strip() or line.startswith("%"):
                continue
            entry = _ENTRY.fullmatch(line.strip())
            if entry is None:
                raise EvidenceError.at(path, number, None, line, "the start of an entry, such as @article{wu2018,")
            if entry[2] in found:
                raise EvidenceError.at(path, number, "key", entry[2], "each key once")
            current, fields = (entry[1].lower(), entry[2]), {}
        elif line.strip() == "}":
            _check_entry(path, number, current[1], fields)
            found[current[1]] = Source(current[1], current[0], fields)
            current = None
        else:
            field = _FIELD.fullmatch(line)
            if field is None or not _is_balanced(field[2]):
                raise EvidenceError.at(path, number, current[1], line, "one field on one line: name = {value},")
            if field[1].lower() in fields:
                raise EvidenceError.at(path, number, current[1], field[1], "each field once")
            fields[field[1].lower()] = field[2]
    if current is not None:
        msg = f"{path.name}: the entry {current[1]} is not closed; add a line with }}"
        raise EvidenceError(msg)
    return found


def _check_entry(path: Path, number: int, key: str, fields: Mapping[str, str]) -> None:
    """What every reader of the list of sources needs of an entry; `number` is the row it ends in."""
    if not fields.get("title", "").strip("{} "):
        raise EvidenceError.at(path, number, f"{key}, title", "", "a line title = {...}, within the entry")
    year = fields.get("year")
    if year is not None and not re.fullmatch(r"(19|20)[0-9]{2}", year):
        raise EvidenceError.at(path, number, f"{key}, year", year, "four digits, such as 2018, or no line year")


def _is_balanced(value: str) -> bool:
    """True when every brace that opens closes again: two fields on one line would not."""
    depth = 0
    for character in value:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


@cache
def sources() -> Mapping[str, Source]:
    """The project's own sources by key."""
    return read_sources(data_path("sources.bib"))


def source_keys(
    row: Row, known: Collection[str], field: str = "source", judged: Collection[str] = ()
) -> tuple[str, ...]:
    """The keys that a row names as its sources, each one of `known`.

    `judged` names the certainties with which a row may lack a source, if it has a note.

    Raises:
        EvidenceError: an unknown or repeated key, a blank where a key is needed.
    """
    keys = row.listed(field, known, "keys of sources.bib")
    if not keys and not (judged and row.cells["certainty"] in judged and row.cells["note"]):
        exception = f"; only an {' or '.join(judged)} row with a note may lack one" if judged else ""
        raise row.error(field, f"a key of sources.bib{exception}")
    return keys
