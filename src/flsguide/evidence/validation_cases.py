"""What known models and choices come to, as published or worked out a second time: our code is held to it."""

from dataclasses import dataclass
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.sources import source_keys, sources
from flsguide.evidence.tables import Row, read_table

__all__ = ["CASES", "ValidationCase", "validation_cases"]

CASES = ("hiv", "valve", "sick_sicker", "herc", "hiv_screening", "normal")
_COLUMNS = ("case", "quantity", "expected", "tolerance", "tolerance_kind", "source", "locator", "note")


@dataclass(frozen=True)
class ValidationCase:
    """One figure of a known model or choice."""

    case: str
    quantity: str
    """In plain words, with the unit; it names the figure within its case."""
    expected: float
    tolerance: float
    """How far a result may lie from it, in its own unit."""
    source: tuple[str, ...]
    locator: str
    note: str

    @property
    def is_printed(self) -> bool:
        """Whether the source prints it; else it was worked out a second time from the source's inputs."""
        return not self.note.startswith("Not printed")


@cache
def validation_cases() -> tuple[ValidationCase, ...]:
    """Every figure that a known model or choice must give.

    Raises:
        EvidenceError: an unknown model or source, a figure that is not a number, a tolerance that is not above 0 or
            not small, a figure that stands twice.
    """
    return tuple(_case(row) for row in read_table(data_path("validation_cases.csv"), _COLUMNS, ("case", "quantity")))


def _case(row: Row) -> ValidationCase:
    expected = row.number_in("expected")
    is_relative = row.text("tolerance_kind", ("absolute", "relative")) == "relative"
    tolerance = row.number_in("tolerance", 0) * (abs(expected) if is_relative else 1)
    if not 0 < tolerance < abs(expected):
        raise row.error("tolerance", "a number above 0 that leaves less room than the figure itself")
    return ValidationCase(
        case=row.text("case", CASES),
        quantity=row.required("quantity"),
        expected=expected,
        tolerance=tolerance,
        source=source_keys(row, sources()),
        locator=row.required("locator", "where in the source it stands"),
        note=row.cells["note"],
    )
