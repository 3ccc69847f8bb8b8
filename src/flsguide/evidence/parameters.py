"""The model's inputs, one row each: value, range, source, date and how sure we are."""

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from flsguide.data_path import data_path
from flsguide.evidence.days import past_day
from flsguide.evidence.distributions import FAMILIES, Distribution, fit
from flsguide.evidence.errors import MissingRowError
from flsguide.evidence.prices import PRICE_YEAR
from flsguide.evidence.ranges import Range
from flsguide.evidence.sources import CERTAINTIES, source_keys, sources
from flsguide.evidence.tables import Row, read_table
from flsguide.evidence.vocabulary import HOLDERS, RELEASES

__all__ = [
    "CERTAINTIES",
    "COLUMNS",
    "NAME",
    "Parameter",
    "Parameters",
    "fitted",
    "parameters",
    "read_parameters",
]

COLUMNS = (
    "name", "label", "value", "low", "high", "distribution", "unit", "price_year", "budget_holder", "release",
    "applies_to", "minimum", "maximum", "local", "help", "source", "locator", "transform", "certainty",
    "checked_on", "review_by", "note",
)  # fmt: skip
MAY_BE_RELEASE = ("", *RELEASES)
APPLIES_TO = ("caseload", "cascade", "cohort", "treatment", "costs", "staffing", "budget")
"""The parts of the model. A new one also needs its list on the page of every number."""
BUDGET_HOLDERS = ("", *HOLDERS)
UNITS = (
    "proportion", "people", "fractures a year", "fractures per hip fracture", "people per fracture",
    "times the base total", "times", "pounds", "pounds per QALY", "years", "months", "days", "minutes",
    "hours a year", "consultations a year", "services", "correlation",
)  # fmt: skip
"""As readers see them after the value. A slip in one would be a unit of its own, and a share shown as no share."""
NAME = re.compile(r"(p|r|rr|hr|smr|c|u|n)_[a-z0-9]+(_[a-z0-9]+)*")
"""The shape of a row's name."""


@dataclass(frozen=True)
class Parameter:
    """One input of the model."""

    name: str
    label: str
    value: float
    low: float | None
    high: float | None
    distribution: str
    unit: str
    price_year: str
    budget_holder: str
    release: str
    applies_to: str
    minimum: float
    maximum: float
    local: bool
    help: str
    source: tuple[str, ...]
    """Keys of `data/sources.bib`; for a local value, the service's own words."""
    locator: str
    transform: str
    certainty: str
    """published, derived, expert or illustrative; `local` or `artificial` once a service's own value stands here."""
    checked_on: date | None
    review_by: date | None
    note: str
    national: "Parameter | None" = None
    """The row that a service's own value stands in for; None where the national value is in use."""
    counted_in: int | None = None
    """Calendar year of a service's own value; None for a national row, whose source says when."""
    where: str = "parameters.csv"
    """Where the value was read, for a message about it: a file and row, or a page's own cell."""

    @property
    def uncertainty(self) -> Distribution:
        """The distribution of the value, fitted to its interval."""
        return fit(self.distribution, self.value, self.low, self.high)

    @property
    def range(self) -> Range:
        """Value, low and high; a figure without a range is its own low and high."""
        low = self.value if self.low is None else self.low
        return Range(self.value, low, self.value if self.high is None else self.high)

    def is_past_review(self, today: date) -> bool:
        """True when the date by which it should have been looked at again has gone."""
        return self.review_by is not None and self.review_by < today


@dataclass(frozen=True)
class Parameters(Mapping[str, Parameter]):
    """Inputs by name, each national or a service's own."""

    rows: Mapping[str, Parameter]

    def __getitem__(self, name: str) -> Parameter:
        """The row of that name; an unknown one is refused with the nearest known name."""
        if name in self.rows:
            return self.rows[name]
        raise MissingRowError.named("parameters.csv", name, self.rows)

    def __iter__(self) -> Iterator[str]:
        """Names in file order."""
        return iter(self.rows)

    def __len__(self) -> int:
        """How many inputs."""
        return len(self.rows)

    def number(self, name: str) -> float:
        """The value in use: the service's own where it gave one, else the national one."""
        return self[name].value

    def range_of(self, name: str) -> Range:
        """The value in use with its range."""
        return self[name].range

    def named(self, names: Collection[str]) -> tuple[Parameter, ...]:
        """The rows of these names, in file order."""
        found = {name: self[name] for name in names}
        return tuple(found[name] for name in self.rows if name in found)

    def asked_of_a_service(self, applies_to: str | None = None) -> tuple[Parameter, ...]:
        """The rows that a service is asked for, all or of one part of the model, in file order."""
        return tuple(p for p in self.rows.values() if p.local and applies_to in (None, p.applies_to))

    def share_local(self, applies_to: str | None = None) -> float:
        """Share of the asked-for rows, 0 to 1, in which a service's own value stands; 0 if none is asked for."""
        asked = self.asked_of_a_service(applies_to)
        return sum(p.national is not None for p in asked) / len(asked) if asked else 0.0


def read_parameters(path: Path, known_sources: Mapping[str, object]) -> Parameters:
    """Every row of a parameters table, checked.

    Raises:
        EvidenceError: the first row that breaks a rule, with its file, row, field, value and what is allowed.
    """
    rows = read_table(path, COLUMNS, key=("name",))
    return Parameters({row.cells["name"]: _parameter(row, known_sources) for row in rows})


@cache
def parameters() -> Parameters:
    """The project's national inputs."""
    return read_parameters(data_path("parameters.csv"), sources())


def _parameter(row: Row, known_sources: Mapping[str, object]) -> Parameter:
    name = row.required("name")
    if not NAME.fullmatch(name):
        raise row.error("name", "a prefix p_ r_ rr_ hr_ smr_ c_ u_ or n_ and lower-case words joined by _")
    minimum = row.number_in("minimum")
    maximum = row.number_in("maximum", minimum) if row.cells["maximum"] else math.inf
    value, low, high = row.interval(minimum, maximum)
    certainty = row.text("certainty", CERTAINTIES)
    price_year = row.cells["price_year"]
    if price_year != (PRICE_YEAR if name.startswith("c_") else ""):  # costs of two years would be added unseen
        raise row.error("price_year", f"{PRICE_YEAR} for costs, once uplifted to it, and a blank for all else")
    parameter = Parameter(
        name=name,
        label=row.required("label"),
        value=value,
        low=low,
        high=high,
        distribution=row.text("distribution", FAMILIES),
        unit=_one_of(row, "unit", UNITS, "UNITS"),
        price_year=price_year,
        budget_holder=_one_of(row, "budget_holder", BUDGET_HOLDERS, "BUDGET_HOLDERS"),
        release=row.text("release", MAY_BE_RELEASE),
        applies_to=_one_of(row, "applies_to", APPLIES_TO, "APPLIES_TO"),
        minimum=minimum,
        maximum=maximum,
        local=row.text("local", ("yes", "no")) == "yes",
        help=row.cells["help"],
        source=source_keys(row, known_sources, judged=("expert", "illustrative")),
        locator=row.cells["locator"],
        transform=row.cells["transform"],
        certainty=certainty,
        checked_on=past_day(row, "checked_on"),
        review_by=row.optional_day("review_by"),
        note=row.cells["note"],
    )
    _check_what_belongs_together(parameter, row)
    return fitted(row, parameter)


def _one_of(row: Row, field: str, known: Sequence[str], where: str) -> str:
    """A cell from a list that may grow, and where it grows: a slip and a new word look the same from here."""
    if row.cells[field] not in known:
        words = ", ".join(word or "(blank)" for word in known)
        raise row.error(field, f"one of {words}; a new one goes into {where} in flsguide/evidence/parameters.py")
    return row.cells[field]


def _check_what_belongs_together(parameter: Parameter, row: Row) -> None:
    """Cells that are sound by themselves and wrong beside each other."""
    if parameter.certainty in ("published", "derived") and not parameter.locator:
        raise row.error("locator", f"the table or page of the source: the row is {parameter.certainty}")
    if parameter.certainty == "derived" and not parameter.transform:
        raise row.error("transform", "what was done to the figure: the row is derived")
    if parameter.local and not parameter.help:
        raise row.error("help", "what a service is told when it is asked for its own figure: local is yes")
    if parameter.distribution == "fixed" and parameter.low is not None:
        raise row.error("low", "a blank low and high, as a fixed figure does not vary; or another distribution")
    checked, review = parameter.checked_on, parameter.review_by
    if checked is not None and review is not None and review <= checked:
        raise row.error("review_by", f"a date after {checked}, when the row was checked")


def fitted(row: Row, parameter: Parameter) -> Parameter:
    """The parameter, once its distribution has been fitted: a bad interval is found when the file is read."""
    try:
        parameter.uncertainty  # noqa: B018
    except ValueError as problem:
        raise row.error("low", f"an interval, low to high, that its distribution can take ({problem})") from None
    return parameter
