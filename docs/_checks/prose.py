"""The words of a page's source in their pieces, each whole: a paragraph is one however its lines were broken."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from page_source import Page

TITLED = {"admonition", "dropdown", "table", "grid-item-card", "note", "warning", "tip", "card", "tab-item"}
"""Directives whose first line is shown to the reader."""
NO_PROSE = {"math", "bibliography", "figure", "image", "csv-table", ""}
"""Directives that hold no sentences; a fence without a name holds code."""
_FENCE = re.compile(r"^(`{3,}|:{3,})(?:\{([\w-]+)\})?\s*(.*)$")
_MARKUP = re.compile(r"^(?::[\w-]+:|\([\w-]+\)=$|\{[.#][^}]*\}$|\^\^\^|\+\+\+|---$)")
_NEW = re.compile(r"^(?:[-*]|\d+\.)\s+|^: ")
_QUOTE = re.compile(r"[\"“].+[\"”]\n\nParticipant \[\d{3}\], interviewed 2013 \{cite:p\}`drew2015`")
_ABBREVIATION = re.compile(r"(?i)\b(?:e\.g|i\.e|vs|al|dr|st|approx|cf|fig)\.$")
_END = re.compile(r"[.!?][*_)\"”\u2019\]]*(?=\s+[^a-z\s])")


class Block(NamedTuple):
    """A piece of text: a `heading` or `title`, a `paragraph` (or item of a list), a `cell`, or a `quotation`."""

    kind: str
    text: str

    @property
    def is_voice(self) -> bool:
        """Whether it is an interviewee's own words, with participant, year and source: only those stand as said."""
        return self.kind == "quotation" and _QUOTE.fullmatch(self.text) is not None


def blocks(page: Page) -> list[Block]:
    """The page's text in order, in pieces that a reader sees as one."""
    found: list[Block] = []
    for kind, lines in _groups(page.body.splitlines()):
        text = "\n".join(lines) if kind == "quotation" else " ".join(line.strip() for line in lines)
        found += [Block(kind, text.strip())] if text.strip() else []
    return found


def sentences(text: str) -> list[str]:
    """A text's sentences. One may begin with a figure or a role; a short form such as "e.g." ends none."""
    found, start = [], 0
    for end in _END.finditer(text):
        if not _ABBREVIATION.search(text[: end.start() + 1]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [s for s in (*found, text[start:].strip()) if s]


def _groups(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Lines that belong together, with their kind."""
    held: list[str] = []
    open_fences: list[tuple[str, str]] = []
    kind = "paragraph"
    for line in [*lines, ""]:
        bare, fence = line.strip(), _FENCE.match(line.strip())
        if held and (_ends_a_group(bare) or bare.startswith(">") != (kind == "quotation")):
            yield kind, held
            held = []
        if fence and open_fences and open_fences[-1][0] == bare:
            open_fences.pop()
        elif open_fences and open_fences[-1][1] in NO_PROSE:
            continue
        elif fence:
            open_fences.append((fence[1], fence[2] or ""))
            yield "title", [fence[3]] if fence[2] in TITLED else []
        elif bare.startswith("#"):
            yield "heading", [bare.lstrip("#")]
        elif bare.startswith("|"):
            yield from (("cell", [cell]) for cell in bare.strip("|").split("|") if not re.fullmatch(r"[\s:-]*", cell))
        elif bare.startswith(">"):
            kind, held = "quotation", [*held, bare[1:].strip()]
        elif bare and not _MARKUP.match(bare):
            kind, held = "paragraph", [*held, _NEW.sub("", bare)]


def _ends_a_group(bare: str) -> bool:
    return not bare or bool(_NEW.match(bare) or _MARKUP.match(bare) or _FENCE.match(bare)) or bare[0] in "#|"
