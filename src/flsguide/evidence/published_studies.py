"""What economic studies of fracture liaison services printed, one row for each statement that can be checked.

Four kinds. An identity: printed numbers that must agree with each other. A sign: a study says more or less, and only
the direction is asserted; the amount, where it is printed, stands beside ours. A calibration: our model on the
study's own question, with what is left over. Not compared: what a study prints and why nothing is set beside it.
"""

from dataclasses import dataclass
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.ranges import Range
from flsguide.evidence.sources import source_keys, sources
from flsguide.evidence.tables import Row, finite, read_table

__all__ = ["MEASURES", "MONEY", "RATIOS", "Statement", "published_statements", "rounded_from"]

MEASURES = {
    "identity": ("sum", "ratio"),
    "sign": (
        "cost", "qalys", "life_years", "fractures", "hip", "bed_days", "treated", "cost_per_qaly",
        "cost_per_fracture",
    ),
    "calibration": ("qalys_through_survival", "life_years_through_survival", "died", "second_hip"),
    "not_compared": ("reason",),
}  # fmt: skip
"""What is compared, by kind of statement."""
RATIOS = ("cost_per_qaly", "cost_per_fracture")
"""Measures of a sign that are no amount for people: pounds for each QALY gained, for each fracture avoided."""
MONEY = ("cost", *RATIOS)
"""Measures of a sign that are in the study's own money, which is never turned into ours."""
DIRECTIONS = ("more", "less", "unclear")
PEOPLE = ("all", "hip", "hip_female", "hip_male", "forearm")
"""Who enters the model: people with any index fracture, or with one of the hip or the forearm."""
_LONGEST = 50
_MOST = 1_000_000
_COLUMNS = (
    "statement", "says", "kind", "measure", "printed", "parts", "per", "money", "people", "years", "source",
    "locator", "unlike", "note",
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
    """Of an identity: the printed numbers that are added up, or the two of which one is divided by the other.

    Of a sign: the printed numbers that add up to its amount, which is above 0 whichever the direction; none if none
    was printed."""
    per: int
    """Of a sign: how many people its amount is for; 0 where that was not printed, or where it is for no people."""
    money: str
    """Of an amount of money: its currency, with its price year where that was read."""
    people: str
    years: int
    source: tuple[str, ...]
    locator: str
    unlike: str
    """Of an amount: why ours may not be divided by it; blank where it may."""
    note: str

    @property
    def amount(self) -> float | None:
        """Of a sign: the amount that was printed, above 0; None where none was."""
        return sum(part.value for part in self.parts) if self.kind == "sign" and self.parts else None

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
            an identity without the numbers it is made from; a comparison without its years; an amount without its
            money or with people where it has none; what is not compared without the reason.
    """
    return tuple(_statement(row) for row in read_table(data_path("published_studies.csv"), _COLUMNS, ("statement",)))


def _statement(row: Row) -> Statement:
    kind = row.text("kind", MEASURES)
    measure = row.text("measure", MEASURES[kind])
    is_run = kind in ("sign", "calibration")
    if kind == "not_compared":
        row.required("note", "the reason why it is not compared")
    return Statement(
        name=row.required("statement"),
        says=row.required("says"),
        kind=kind,
        measure=measure,
        direction=row.text("printed", DIRECTIONS) if kind == "sign" else "",
        printed=_number(row) if kind in ("identity", "calibration") else None,
        parts=_parts(row, kind, measure),
        per=_per(row, measure),
        money=_money(row, measure),
        people=row.text("people", PEOPLE) if is_run else "",
        years=row.whole_in("years", 1, _LONGEST) if is_run else 0,
        source=source_keys(row, sources()),
        locator=row.required("locator", "where in the source it stands"),
        unlike=row.cells["unlike"],
        note=row.cells["note"],
    )


def _number(row: Row) -> Range:
    return rounded_from(row.cells["printed"], row.file, row.number)


def _parts(row: Row, kind: str, measure: str) -> tuple[Range, ...]:
    """The numbers of an identity or of an amount, as printed."""
    is_amount = kind == "sign" and bool(row.cells["parts"])
    if kind != "identity" and not is_amount:
        return ()
    texts = row.required("parts", "the printed numbers, joined by ;").split(";")
    parts = tuple(rounded_from(text, row.file, row.number, "parts") for text in texts)
    if is_amount:
        if sum(part.value for part in parts) <= 0:
            raise row.error("parts", "printed numbers that add up to more than 0; `printed` says which way they go")
    elif len(parts) < 2 or (measure == "ratio" and (len(parts) > 2 or parts[1].low <= 0)):  # noqa: PLR2004  # a pair
        raise row.error("parts", "two numbers or more, joined by ;, and for a ratio two, the second above 0")
    return parts


def _per(row: Row, measure: str) -> int:
    """How many people an amount is for; 0 where the cell is blank."""
    if not row.cells["per"]:
        return 0
    if not row.cells["parts"] or measure not in MEASURES["sign"] or measure in RATIOS:
        raise row.error("per", "a blank: only an amount for people has a number of people")
    return row.whole_in("per", 1, _MOST)


def _money(row: Row, measure: str) -> str:
    """The money of an amount, where it is one of money."""
    is_amount = bool(row.cells["parts"]) and measure in MONEY
    if is_amount:
        return row.required("money", "the money of the amount, such as Canadian dollars of 2018")
    if row.cells["money"]:
        raise row.error("money", "a blank: only an amount of money has one")
    return ""
