"""What others say that a fracture liaison service does: one row for each claim that a reader may meet or make.

A claim is held against our model, and is never an input of it. A figure from memory is `unverified` and says so.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.days import past_day
from flsguide.evidence.errors import EvidenceError, MissingRowError
from flsguide.evidence.prices import is_financial_year
from flsguide.evidence.sources import source_keys, sources
from flsguide.evidence.tables import Row, finite, read_table

__all__ = [
    "BASES",
    "COMPARABLE",
    "GROUPS",
    "LEVERS",
    "MEASURES",
    "STATUSES",
    "Claim",
    "claim_named",
    "claims",
    "claims_about",
    "return_claimed",
]

GROUPS = ("glasgow", "economics", "goal")
"""What a claim is about: hip fractures in Glasgow, money and health, or how many are treated."""
MEASURES = (
    "fractures_avoided", "hips_avoided", "fractures_in_england", "hips_change", "qalys", "saving",
    "pounds_per_qaly", "saved_per_pound", "on_treatment", "comparator",
)  # fmt: skip
"""What a claim counts, as `analysis/claims.py` works out the same; a comparator is nothing that a model has."""
PEOPLE = ("all", "hip", "hip_female", "hip_male")
"""Who enters our model: people with any index fracture, or with a hip fracture."""
PERSPECTIVES = ("nhs_and_social_care", "nhs", "not_stated", "no_money")
"""Whose money is counted, if any is."""
BASES = ("full_economic", "trust_cash")
"""How the service's staff are counted beside a claim: with overheads and buildings, as the care that is saved is; or
at what the trust pays, where a claim speaks of a budget."""
_MONEY = ("saving", "pounds_per_qaly", "saved_per_pound")
PEER_REVIEW = ("paper", "abstract", "quoted", "no")
"""A paper in a journal, a meeting abstract, a figure that a paper quotes from elsewhere, or none of these."""
COMPARABLE = ("yes", "partly", "no")
LEVERS = ("treated", "kept", "effect", "risk", "hip_cost", "staff_cost")
"""Inputs of which one at a time is moved until our model gives the claim."""
STATUSES = ("published", "derived", "unverified")
"""Read in the source, worked out from what was read there, or from memory."""
_LONGEST = 50
_COLUMNS = (
    "claim", "label", "group", "says", "figure", "measure", "place", "people", "years", "population", "horizon",
    "perspective", "price_year", "price_year_read", "service_costs", "peer_review", "comparable", "differs", "needs",
    "against", "against_source", "levers", "source", "locator", "transform", "status", "checked_on", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """One figure that somebody has published about a service, and what we know of it."""

    name: str
    label: str
    """A few words for a chart: whose claim, and of what."""
    group: str
    says: str
    """What the figure counts, in words that stand before it."""
    figure: float
    measure: str
    place: str
    people: str
    """Who enters our model for the comparison; blank for a comparator."""
    years: int
    """How many years ours counts; 0 for a comparator."""
    population: str
    horizon: str
    perspective: str
    price_year: str
    """Financial year of its prices; blank where it has none or does not say."""
    price_year_read: bool
    """Whether the price year was read in the source; else it is from memory."""
    service_costs: str
    """One of `BASES`, the fair one beside this claim; blank where no money is counted."""
    peer_review: str
    comparable: str
    differs: str
    """What differs between the claim and ours."""
    needs: str
    """What would have to be true."""
    against: str
    """Counter-evidence, with its own sources."""
    against_source: tuple[str, ...]
    levers: tuple[str, ...]
    source: tuple[str, ...]
    locator: str
    transform: str
    status: str
    checked_on: date | None
    note: str


@cache
def claims() -> tuple[Claim, ...]:
    """Every claim, in the order of the table.

    Raises:
        EvidenceError: an unknown word in a column of few words, or an unknown source; a figure that is not a number;
            a claim without its years, its counter-evidence, or what it would need; a derived figure that does not
            say how; money without a basis of cost; a figure from memory that was checked, or another that was not.
    """
    return tuple(_claim(row) for row in read_table(data_path("claims.csv"), _COLUMNS, ("claim",)))


def claims_about(*groups: str) -> tuple[Claim, ...]:
    """The claims of some groups, in the order of the table."""
    return tuple(claim for claim in claims() if claim.group in groups)


def claim_named(name: str) -> Claim:
    """The claim of that name; an unknown one is refused with the nearest known name."""
    by_name = {claim.name: claim for claim in claims()}
    if name not in by_name:
        raise MissingRowError.named("claims.csv", name, by_name)
    return by_name[name]


def return_claimed(pounds: float, years: float) -> Claim:
    """A reader's own: so many pounds saved for each pound spent, within so many years.

    Raises:
        EvidenceError: a return that is not a number above 0, or years that are not whole and from 1 to 50.
    """
    finite(pounds, "this page", None, "claimed_return", 0.01, 1000)
    if not float(finite(years, "this page", None, "claimed_years", 1, _LONGEST)).is_integer():
        raise EvidenceError.at("this page", None, "claimed_years", years, f"whole years from 1 to {_LONGEST}")
    like = claim_named("ros_return")
    return replace(
        like,
        name="yours",
        label="Your own: return",
        says="Pounds saved for each pound spent",
        figure=pounds,
        years=int(years),
    )


def _claim(row: Row) -> Claim:
    measure = row.text("measure", MEASURES)
    is_compared = measure != "comparator"
    status = row.text("status", STATUSES)
    return Claim(
        name=row.required("claim"),
        label=row.required("label", "a few words: whose claim, and of what, with a colon between"),
        group=row.text("group", GROUPS),
        says=row.required("says"),
        figure=row.number_in("figure"),
        measure=measure,
        place=row.required("place", "where it was seen, or would be"),
        people=row.text("people", PEOPLE if is_compared else ("",)),
        years=row.whole_in("years", 1, _LONGEST) if is_compared else 0,
        population=row.required("population", "whom it counts, or that it does not say"),
        horizon=row.required("horizon", "over which time, or that it does not say"),
        perspective=row.text("perspective", PERSPECTIVES),
        price_year=_price_year(row),
        price_year_read=row.cells["price_year_read"] == "yes",
        service_costs=row.text("service_costs", BASES if measure in _MONEY else ("",)),
        peer_review=row.text("peer_review", PEER_REVIEW),
        comparable=row.text("comparable", COMPARABLE if is_compared else ("no",)),
        differs=row.required("differs", "what differs between the claim and our model"),
        needs=row.required("needs", "what would have to be true"),
        against=row.required("against", "counter-evidence"),
        against_source=source_keys(row, sources(), "against_source"),
        levers=_levers(row, LEVERS if is_compared else ()),
        source=source_keys(row, sources()),
        locator=row.required("locator", "where in the source it stands"),
        transform=_transform(row, status),
        status=status,
        checked_on=_checked(row, status),
        note=row.cells["note"],
    )


def _price_year(row: Row) -> str:
    """The year of its prices, and beside it whether that was read."""
    year = row.cells["price_year"]
    if year and not is_financial_year(year):
        raise row.error("price_year", "a financial year such as 2012/13, or a blank")
    row.text("price_year_read", ("yes", "no") if year else ("",))
    return year


def _levers(row: Row, known: Collection[str]) -> tuple[str, ...]:
    found = row.listed("levers", known, f"some of {', '.join(known)}" if known else "a blank: a comparator has none")
    if known and not found:
        raise row.error("levers", f"one or more of {', '.join(known)}, joined by ;")
    return found


def _transform(row: Row, status: str) -> str:
    done = row.cells["transform"]
    if bool(done) != (status == "derived"):
        raise row.error("transform", "how a derived figure was worked out, and a blank for every other")
    return done


def _checked(row: Row, status: str) -> date | None:
    """When it was read: never for a figure from memory, always for another."""
    day = past_day(row, "checked_on")
    if (day is None) != (status == "unverified"):
        raise row.error("checked_on", "the day on which it was read in its source, and a blank if it is unverified")
    return day
