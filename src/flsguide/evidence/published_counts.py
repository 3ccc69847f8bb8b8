"""Published fracture counts and rates, kept to be compared with: no model input comes from here."""

from dataclasses import dataclass
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.areas import areas
from flsguide.evidence.incidence import INDEX_SITES
from flsguide.evidence.tables import Row, read_table

__all__ = ["PublishedCount", "published_counts"]

_COLUMNS = (
    "name", "label", "site", "value", "low", "high", "unit", "area_code", "population", "age_low", "sex", "year",
    "certainty", "source", "locator", "checked_on", "note",
)  # fmt: skip


@dataclass(frozen=True)
class PublishedCount:
    """A figure that somebody else printed, and what it counts."""

    name: str
    label: str
    sites: tuple[str, ...]
    """Index sites; empty for all."""
    value: float
    unit: str
    area_codes: tuple[str, ...]
    """Areas that together make its population; empty where it cannot be rebuilt from areas."""
    population: str
    age_from: int | None
    sex: str
    year: str
    certainty: str
    source: tuple[str, ...]
    locator: str
    note: str


@cache
def published_counts() -> tuple[PublishedCount, ...]:
    """Every published figure that a caseload is compared with.

    Raises:
        EvidenceError: an unknown site or area, a number that is not one.
    """
    return tuple(
        PublishedCount(
            name=row.required("name"),
            label=row.required("label"),
            sites=_sites(row),
            value=row.number_in("value", 0),
            unit=row.required("unit"),
            area_codes=_areas(row),
            population=row.required("population"),
            age_from=row.whole_in("age_low", 0, 120) if row.cells["age_low"] else None,
            sex=row.text("sex", ("all", "female", "male")),
            year=row.cells["year"],
            certainty=row.required("certainty"),
            source=tuple(row.required("source").split(";")),
            locator=row.cells["locator"],
            note=row.cells["note"],
        )
        for row in read_table(data_path("incidence_checks.csv"), _COLUMNS, key=("name",))
    )


def _sites(row: Row) -> tuple[str, ...]:
    sites = tuple(row.required("site").split(";"))
    if sites == ("all",):
        return ()
    if not set(sites) <= set(INDEX_SITES):
        raise row.error("site", f"all, or sites joined by ; from {', '.join(INDEX_SITES)}")
    return sites


def _areas(row: Row) -> tuple[str, ...]:
    codes = tuple(filter(None, row.cells["area_code"].split(";")))
    if unknown := [code for code in codes if code not in areas()]:
        raise row.error("area_code", f"codes of areas.csv, joined by ; ({unknown[0]} is not one)")
    return codes
