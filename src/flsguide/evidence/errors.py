"""The one error a reader of figures sees: which file, row and field, what it holds, what is allowed."""

from pathlib import Path

__all__ = ["EvidenceError"]

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
