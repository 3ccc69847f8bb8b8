"""The one error a reader of figures sees: which file, row and field, what it holds, what is allowed."""

import difflib
from collections.abc import Collection
from pathlib import Path

__all__ = ["EvidenceError", "MissingRowError"]

_LONGEST = 80  # a pasted paragraph would push the remedy off the screen


class EvidenceError(ValueError):
    """A figure that cannot be used, said in one line: where it is, what it is, what is allowed, what to do."""

    @classmethod
    def at(cls, file: str | Path, row: int | None, field: str | None, value: object, allowed: str) -> "EvidenceError":
        """Build the line from its parts. `row` is the line a spreadsheet shows (the header is row 1).

        >>> print(EvidenceError.at("local.csv", 3, "value", "1,200", "a number without commas"))
        local.csv, row 3, value: '1,200' is not allowed; give a number without commas
        """
        place = ", ".join(
            [Path(file).name] + ([f"row {row}"] if row is not None else []) + ([field] if field else [])
        )
        shown = "a blank" if value == "" else repr(value)
        if len(shown) > _LONGEST:
            shown = f"{shown[:_LONGEST]}..."
        return cls(f"{place}: {shown} is not allowed; give {allowed}")


class MissingRowError(EvidenceError, KeyError):
    """A row that is asked for by name and is not there; a `KeyError` too, for a mapping's `in` and `get`."""

    @classmethod
    def named(cls, file: str | Path, name: object, known: Collection[str], asked_by: str = "") -> "MissingRowError":
        """Build the line, with the nearest known name; `asked_by` says who asks for the row.

        >>> print(MissingRowError.named("parameters.csv", "p_strated", ["p_started"], "docs/index.md"))
        parameters.csv, name: no row 'p_strated', which docs/index.md names (the nearest is 'p_started'); add the \
        row, or mend the name
        """
        near = difflib.get_close_matches(str(name), known, n=1)
        asked = f", which {asked_by} names" if asked_by else ""
        hint = f" (the nearest is {near[0]!r})" if near else ""
        shown = repr(name)[:_LONGEST]
        return cls(f"{Path(file).name}, name: no row {shown}{asked}{hint}; add the row, or mend the name")

    def __str__(self) -> str:
        """The line as it is: a `KeyError` would put it in quotation marks."""
        return str(self.args[0])
