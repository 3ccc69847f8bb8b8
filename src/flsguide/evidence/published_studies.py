"""What economic studies of fracture liaison services printed, one row for each statement that can be checked.

Three kinds. An identity: printed numbers that must agree with each other. A sign: a study says more or less, and
only the direction is compared. A calibration: our model on the study's own question, with what is left over.
"""

from dataclasses import dataclass
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.ranges import Range
from flsguide.evidence.sources import source_keys, sources
from flsguide.evidence.tables import Row, finite, read_table

__all__ = ["MEASURES", "Statement", "published_statements", "rounded_from"]

MEASURES = {
    "identity": ("sum", "ratio"),
    "sign": ("cost", "qalys", "fractures", "hip"),
    "calibration": ("qalys_through_survival", "life_years_through_survival", "died", "second_hip"),
}
"""What is compared, by kind of statement."""
DIRECTIONS = ("more", "less", "unclear")
PEOPLE = ("all", "hip", "hip_female", "hip_male")
"""Who enters the model: people with any index fracture, or with a hip fracture."""
_LONGEST = 50
_COLUMNS = (
    "statement", "says", "kind", "measure", "printed", "parts", "people", "years", "source", "locator", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """One thing that a study says."""

    name: str
    says: str
    kind: str
    measure: str
    direction: str
    """Of a sign: more, less or unclear, with a service beside without; else blank."""
    printed: Range | None
    """Of the other kinds: the number, and the ends that rounding leaves open."""
    parts: tuple[Range, ...]
    """Of an identity: the printed numbers that are added up, or the two of which one is divided by the other."""
    people: str
    years: int
    source: tuple[str, ...]
    locator: str
    note: str

    @property
    def number(self) -> Range:
        """The printed number.

        Raises:
            ValueError: a sign has none.
        """
        if self.printed is None:
            msg = f"{self.name}: a statement of direction prints no number"
            raise ValueError(msg)
        return self.printed


def rounded_from(text: str, file: str = "number", row: int | None = None, field: str = "printed") -> Range:
    """A number as printed, with the ends between which it was rounded: half of its last digit either way.

    >>> rounded_from("0.099")
    Range(value=0.099, low=0.0985, high=0.0995)
    """
    value = finite(text, file, row, field)
    decimals = len(text.partition(".")[2])
    half = 0.5 * 10.0**-decimals
    return Range(value, round(value - half, decimals + 1), round(value + half, decimals + 1))


@cache
def published_statements() -> tuple[Statement, ...]:
    """Every statement, in the order of the table.

    Raises:
        EvidenceError: an unknown kind, measure, direction, group of people or source; a number that is not one;
            an identity without the numbers it is made from; a comparison without its years.
    """
    return tuple(_statement(row) for row in read_table(data_path("published_studies.csv"), _COLUMNS, ("statement",)))


def _statement(row: Row) -> Statement:
    kind = row.text("kind", MEASURES)
    measure = row.text("measure", MEASURES[kind])
    is_sign = kind == "sign"
    return Statement(
        name=row.required("statement"),
        says=row.required("says"),
        kind=kind,
        measure=measure,
        direction=row.text("printed", DIRECTIONS) if is_sign else "",
        printed=None if is_sign else rounded_from(row.cells["printed"], row.file, row.number),
        parts=_parts(row, measure) if kind == "identity" else (),
        people="" if kind == "identity" else row.text("people", PEOPLE),
        years=0 if kind == "identity" else row.whole_in("years", 1, _LONGEST),
        source=source_keys(row, sources()),
        locator=row.required("locator", "where in the source it stands"),
        note=row.cells["note"],
    )


def _parts(row: Row, measure: str) -> tuple[Range, ...]:
    """The numbers of an identity, as printed."""
    texts = row.required("parts", "the printed numbers, joined by ;").split(";")
    parts = tuple(rounded_from(text, row.file, row.number, "parts") for text in texts)
    if len(parts) < 2 or (measure == "ratio" and (len(parts) > 2 or parts[1].low <= 0)):  # noqa: PLR2004  # a pair
        raise row.error("parts", "two numbers or more, joined by ;, and for a ratio two, the second above 0")
    return parts
