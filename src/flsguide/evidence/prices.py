"""One price year: uplifts an amount from the year it was measured in, with every step shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.sources import CERTAINTIES, source_keys, sources
from flsguide.evidence.tables import Row, finite, read_table

__all__ = [
    "HEALTH",
    "HEALTH_TO_2014_15",
    "PRICE_YEAR",
    "SOCIAL_CARE",
    "PriceStep",
    "Uprated",
    "is_financial_year",
    "price_steps",
    "uprate",
]

PRICE_YEAR = "2025/26"
"""The one price year of every cost on the site."""
HEALTH = ("nhscii_pay_prices", "nhs_payment_scheme")
"""Indices for health care, in order of preference: the payment scheme bridges the year the cost index lacks."""
HEALTH_TO_2014_15 = ("hchs_pay_prices",)
"""The older index of hospital prices, which the cost index follows on from: for amounts of before 2014/15 only."""
SOCIAL_CARE = ("pss_adult_all_sectors",)
EDITIONS = (
    "PSSRU 2024", "PSSRU 2025", "NHSPS 2025/26 revised June 2025", "Adult social care finance 2024-25",
    "Council fees 2025-26", "HCHS to 2014/15",
)  # fmt: skip
EDITION = "PSSRU 2025"
"""Edition of the cost index: it is revised (2023/24 went from 4.31 to 2.47 %), so the edition is named."""
_COLUMNS = ("index", "financial_year", "percent_change", "edition", "certainty", "source", "note")


@dataclass(frozen=True)
class PriceStep:
    """Change in prices from the year before into `financial_year`."""

    index: str
    financial_year: str
    percent_change: float
    edition: str
    certainty: str
    source: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Uprated:
    """An amount in a later year's prices, and how it came about."""

    amount: float
    factor: float
    steps: tuple[PriceStep, ...]

    @property
    def in_words(self) -> str:
        """Every uplift: "2023/24 +2.47 % (PSSRU 2025), 2024/25 +4.02 % (PSSRU 2025)"."""
        return ", ".join(f"{s.financial_year} {s.percent_change:+.2f} % ({s.edition})" for s in self.steps)


@cache
def price_steps() -> tuple[PriceStep, ...]:
    """Every row of the price index, old editions included.

    Raises:
        EvidenceError: an unknown index, edition, certainty or source, a year or a change in % that is not one.
    """
    rows = read_table(data_path("price_index.csv"), _COLUMNS, key=("index", "financial_year", "edition"))
    return tuple(
        PriceStep(
            index=row.text("index", HEALTH + SOCIAL_CARE + HEALTH_TO_2014_15),
            financial_year=_year(row.required("financial_year"), row.number),
            percent_change=row.number_in("percent_change", -50, 100),
            edition=_edition(row),
            certainty=row.text("certainty", CERTAINTIES),
            source=source_keys(row, sources()),
            note=row.cells["note"],
        )
        for row in rows
    )


def uprate(
    amount: float,
    from_year: str,
    to_year: str = PRICE_YEAR,
    indices: Sequence[str] = HEALTH,
    edition: str = EDITION,
) -> Uprated:
    """An amount of `from_year` in the prices of `to_year`: amount x product of (1 + change / 100).

    Each year takes the first of `indices` that has it; where an index has more than one edition
    of a year, `edition` decides. An amount of the same year comes back as it is.

    >>> round(uprate(1.0, "2019/20", "2024/25").factor, 4)
    1.2026

    Raises:
        EvidenceError: a year no index has, a later year than asked for, an amount that is not finite.
    """
    amount = finite(amount, "price_index.csv", None, "amount")
    first, last = int(_year(from_year)[:4]), int(_year(to_year)[:4])
    if last < first:
        allowed = f"a year not before {from_year}: prices are only taken forward"
        raise EvidenceError.at("price_index.csv", None, "to_year", to_year, allowed)
    steps = tuple(_step(_name(year), indices, edition) for year in range(first + 1, last + 1))
    factor = 1.0
    for step in steps:
        factor *= 1 + step.percent_change / 100
    return Uprated(amount * factor, factor, steps)


def _step(year: str, indices: Sequence[str], edition: str) -> PriceStep:
    for index in indices:
        found = [s for s in price_steps() if s.index == index and s.financial_year == year]
        chosen = found if len(found) == 1 else [s for s in found if s.edition == edition]
        if chosen:
            return chosen[0]
    known = sorted({s.financial_year for s in price_steps() if s.index in indices})
    allowed = f"a year from {known[0]} to {known[-1]}" if known else "indices of price_index.csv"
    if year in known:
        allowed = f"an edition that has it, not {edition!r}"
    raise EvidenceError.at("price_index.csv", None, "financial_year", year, f"{allowed} ({', '.join(indices)})")


def is_financial_year(text: str) -> bool:
    """True for two years that follow each other, written 2025/26."""
    found = re.fullmatch(r"(20[0-9]{2})/([0-9]{2})", text)
    return found is not None and (int(found[1]) + 1) % 100 == int(found[2])


def _year(text: str, row: int | None = None) -> str:
    if not is_financial_year(str(text)):
        raise EvidenceError.at("price_index.csv", row, "financial_year", text, "a financial year such as 2025/26")
    return text


def _edition(row: Row) -> str:
    if row.cells["edition"] not in EDITIONS:  # a slip would be an edition that nobody asks for
        allowed = f"one of {', '.join(EDITIONS)}; a new one goes into EDITIONS in flsguide/evidence/prices.py"
        raise row.error("edition", allowed)
    return row.cells["edition"]


def _name(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02d}"
