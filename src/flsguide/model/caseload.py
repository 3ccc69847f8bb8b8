"""How many fragility fractures a population has in a year, by site, sex and age.

The count is people times rate, added up over sexes and age bands:
fractures a year = sum of people x rate / 100,000.

Four things make it uncertain and are kept apart: the published rates (each site's range
is a level, shared by its sexes and ages, and independent of the other sites' levels); how
a place differs from the rates beyond age and sex or, once it has given its own hip count,
how far its other fractures follow that; and chance from one year to the next (Poisson).
Independent ranges combine as the root of the sum of their squares, low and high ends
apart. Left out: hard winters.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flsguide.evidence.distributions import Z_95
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.incidence import INDEX_SITES, Incidence
from flsguide.evidence.population import SEXES, People
from flsguide.evidence.ranges import Range
from flsguide.evidence.tables import finite

__all__ = [
    "CHANCE",
    "FOLLOWING",
    "OWN_HIP_COUNT",
    "PLACE",
    "Calibration",
    "Caseload",
    "FractureCount",
    "caseload",
    "doubts_of",
    "range_of",
    "scaled",
]

CHANCE = "chance"
"""Chance from one year to the next: a Poisson count."""
PLACE = "place"
"""How places differ beyond age and sex."""
FOLLOWING = "following"
"""How far the other fractures follow a service's own hip count."""
OWN_HIP_COUNT = "own hip count"
"""Chance in the year that a service counted its hip fractures."""
MOST_PEOPLE = 100_000_000


@dataclass(frozen=True)
class FractureCount:
    """Expected index fractures a year at one site, in one sex and age band; low and high move with the rate alone."""

    site: str
    sex: str
    age_low: int
    age_high: int
    fractures: float
    low: float
    high: float


@dataclass(frozen=True)
class Calibration:
    """Factors on the national rates that make the hip count a service's own. 1 and 1 when it has none."""

    hip: float = 1.0
    non_hip: float = 1.0
    non_hip_low: float = 1.0
    non_hip_high: float = 1.0
    place_difference: float = 0.0
    """How far a place may lie from the rates beyond age and sex, as a share either way; all sites together."""
    hip_relative_error: float | None = None
    """1.96 / sqrt(local count): replaces the national range of the hip rate. None when uncalibrated.

    Chance in the year counted; `Caseload.total` adds chance in the year to come, which is another."""


@dataclass(frozen=True)
class Caseload:
    """Expected index fractures in a year, and what they were counted from."""

    counts: tuple[FractureCount, ...]
    year: int
    scenario: float
    calibration: Calibration

    def total(
        self,
        sites: Sequence[str] | None = None,
        sex: str | None = None,
        age_from: int = 50,
        age_to: int = 120,
    ) -> Range:
        """Fractures a year in part or all of the caseload, with chance from year to year in the range.

        `age_from` and `age_to` select whole age bands.

        Raises:
            EvidenceError: an unknown site or sex, an age that cuts a band in two.
        """
        _check_choice(self.counts, sites or (), sex, age_from, age_to)
        chosen = [
            c
            for c in self.counts
            if (sites is None or c.site in sites)
            and sex in (None, c.sex)
            and age_from <= c.age_low
            and c.age_high <= age_to
        ]
        return range_of(chosen, self.calibration)

    def by_site(self) -> dict[str, Range]:
        """Fractures a year by site, in the order of the table."""
        return {site: self.total((site,)) for site in dict.fromkeys(c.site for c in self.counts)}


def caseload(
    people: Iterable[People],
    rates: Mapping[tuple[str, str, int], Incidence],
    year: int,
    scenario: float = 1.0,
    calibration: Calibration | None = None,
) -> Caseload:
    """Index fractures a year in a population aged 50 and over.

    Args:
        people: number of people by sex and age band in that year.
        rates: fractures a year per 100,000 by site, sex and first year of the age band.
        year: the calendar year the people are counted in; carried through, not used.
        scenario: multiplies the non-hip fractures so that the *total* is this many times the base
            (1, 1.15 or 1.55). Hip fractures are well counted, so they stay as they are.
        calibration: factors from `calibrate`.

    Raises:
        EvidenceError: no people at all (a generator read twice), a negative or not finite number of people, a sex
            and age band without a rate for every site, a scenario that would need fewer than no fractures.
    """
    factors = calibration or Calibration()
    scenario = finite(scenario, "caseload", None, "scenario", 0.1, 10)
    found = [_count(p, rate, factors) for p in people for rate in _rates_of(rates, p)]
    if not found:
        raise EvidenceError.at("population", None, "people", "nobody", "a number of people by sex and age band")
    hip = sum(c.fractures for c in found if c.site == "hip")
    other = sum(c.fractures for c in found if c.site != "hip")
    if other == 0 and hip > 0 and scenario != 1:
        raise EvidenceError.at("caseload", None, "scenario", scenario, "1, as there are only hip fractures")
    spread = 1.0 if other == 0 else 1 + (scenario - 1) * (hip + other) / other
    if spread < 0:
        least = f"a total of at least the hip fractures alone ({hip / (hip + other):.2f} times the base)"
        raise EvidenceError.at("caseload", None, "scenario", scenario, least)
    return Caseload(tuple(c if c.site == "hip" else scaled(c, spread) for c in found), year, scenario, factors)


def _check_choice(
    counts: Sequence[FractureCount], sites: Sequence[str], sex: str | None, age_from: int, age_to: int
) -> None:
    """Refuse what would otherwise select too little without a word: a misspelt site, an age inside a band."""
    for site in sites:
        if site not in INDEX_SITES:
            raise EvidenceError.at("caseload", None, "sites", site, "a list from " + ", ".join(INDEX_SITES))
    if sex not in (None, *SEXES):
        raise EvidenceError.at("caseload", None, "sex", sex, "one of " + ", ".join(SEXES))
    for band in counts:
        if band.age_low < age_from <= band.age_high:
            allowed = f"the first year of an age band, such as {band.age_low}"
            raise EvidenceError.at("caseload", None, "age_from", age_from, allowed)
        if band.age_low <= age_to < band.age_high:
            allowed = f"the last year of an age band, such as {band.age_high}"
            raise EvidenceError.at("caseload", None, "age_to", age_to, allowed)


def _rates_of(rates: Mapping[tuple[str, str, int], Incidence], people: People) -> list[Incidence]:
    band = (people.sex, people.age_low, people.age_high)
    found = [rate for (_, sex, age), rate in rates.items() if (sex, age, rate.age_high) == band]
    if not found or len(found) < len({site for site, _, _ in rates}):
        allowed = "a sex and age band for which the table of rates has every site"
        raise EvidenceError.at("population", None, "people", f"{band[0]} {band[1]} to {band[2]}", allowed)
    return found


def _count(people: People, rate: Incidence, factors: Calibration) -> FractureCount:
    number = finite(people.number, "population", None, f"{people.sex} {people.age_low}+", 0, MOST_PEOPLE)
    factor = factors.hip if rate.site == "hip" else factors.non_hip
    expected = number * rate.rate / 100_000 * factor
    low, high = number * rate.low / 100_000 * factor, number * rate.high / 100_000 * factor
    if rate.site == "hip" and factors.hip_relative_error is not None:
        low = expected * max(0.0, 1 - factors.hip_relative_error)
        high = expected * (1 + factors.hip_relative_error)
    return FractureCount(rate.site, rate.sex, rate.age_low, rate.age_high, expected, low, high)


def scaled(count: FractureCount, factor: float) -> FractureCount:
    """The same band with its fractures and their range times a factor."""
    return replace(count, fractures=count.fractures * factor, low=count.low * factor, high=count.high * factor)


def range_of(counts: Sequence[FractureCount], factors: Calibration) -> Range:
    """Fractures in some bands, with every source of doubt in the range."""
    value = math.fsum(c.fractures for c in counts)
    doubts = doubts_of(counts, factors).values()
    below, above = (math.hypot(*ends) for ends in zip(*doubts, strict=True))
    return Range(value, max(0.0, value - below), value + above)


def doubts_of(counts: Sequence[FractureCount], factors: Calibration) -> dict[str, tuple[float, float]]:
    """Fractures that each source of doubt may take off and add, by itself.

    Named by the site whose rate it is, `OWN_HIP_COUNT` in place of the hip's once a service gave one, `CHANCE`,
    `PLACE` and `FOLLOWING`. They are independent of each other.
    """
    value = math.fsum(c.fractures for c in counts)
    poisson = Z_95 * math.sqrt(value)
    doubts = {CHANCE: (poisson, poisson)}
    for site in dict.fromkeys(c.site for c in counts):
        of_site = [c for c in counts if c.site == site]
        name = OWN_HIP_COUNT if site == "hip" and factors.hip_relative_error is not None else site
        down = math.fsum(c.fractures - c.low for c in of_site)
        doubts[name] = (down, math.fsum(c.high - c.fractures for c in of_site))
    doubts[PLACE] = (value * factors.place_difference, value * factors.place_difference)
    non_hip = math.fsum(c.fractures for c in counts if c.site != "hip") / factors.non_hip
    doubts[FOLLOWING] = (
        non_hip * (factors.non_hip - factors.non_hip_low),
        non_hip * (factors.non_hip_high - factors.non_hip),
    )
    return doubts
