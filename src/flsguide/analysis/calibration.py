"""How much likelier a further fracture and death are soon after the first: fitted to what was published.

The model's imminent risk has two numbers, how high it starts and how fast it fades. They are set so that the
model gives the shares with a further fracture by 12 and by 24 months that a large cohort had; other cohorts,
which were not used, show how far they may be from the truth.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from flsguide.evidence.case_file import Case, Pathway, Subgroup
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameter
from flsguide.model.pathway_table import Person, run_pathway

__all__ = [
    "Fit",
    "RefractureCheck",
    "first_refracture",
    "first_year_deaths",
    "fitted_first_year_deaths",
    "fitted_imminent_risk",
    "refracture_checks",
]

MONTHS = (6.0, 120.0)
"""Where the number of months over which the extra risk fades is looked for."""
MOST_EXCESS = 20.0
CLOSE = 1e-5
"""Of the excess and of the months: far finer than either is known."""


@dataclass(frozen=True)
class Fit:
    """The fitted numbers, and each published share with what the model gives."""

    excess: float
    months: float
    compared: Mapping[int, tuple[float, float]]
    """By months since the index fracture: published, model."""

    @property
    def residuals(self) -> dict[int, float]:
        """Model less published share, by months."""
        return {months: model - published for months, (published, model) in self.compared.items()}


@dataclass(frozen=True)
class RefractureCheck:
    """A published share with a further fracture, and what the model gives with the rows as they stand."""

    published: Parameter
    months: int
    is_fitted: bool
    """Whether the model was set to it: then a small residual shows nothing."""
    model: float

    @property
    def residual(self) -> float:
        """Model less published share."""
        return self.model - self.published.value


_SWEDEN = {12: "p_refracture_12_months", 24: "p_refracture_24_months"}
_UNITED_STATES = {
    12: "p_refracture_us_12_months", 24: "p_refracture_us_24_months", 60: "p_refracture_us_60_months",
}  # fmt: skip
_MEDICARE = 65
"""Age from which the American women were counted."""


def refracture_checks(inputs: Mapping[str, Parameter], case: Case) -> tuple[RefractureCheck, ...]:
    """The model's women beside those of Sweden, to whom it was fitted, and of the United States, to whom it was not.

    Swedish women were 50 and over, as ours are; American women 65 and over, and only ours of that age stand beside.
    """
    women = [row for row in case.cohort if row.sex == "female"]
    older = [row for row in women if row.age >= _MEDICARE]
    found = []
    for rows, people, is_fitted in ((_SWEDEN, women, True), (_UNITED_STATES, older, False)):
        shares = first_refracture(case, people, tuple(rows))
        for (months, name), share in zip(rows.items(), shares, strict=True):
            found.append(RefractureCheck(inputs[name], months, is_fitted, share))
    return tuple(found)


def first_refracture(case: Case, cohort: Sequence[Subgroup], months: tuple[int, ...]) -> list[float]:
    """Share of untreated people with a further fracture of any kind by each month, death allowed for.

    Over the whole cohort: a single age would depend on where its birthdays fall among the bands of the rates.
    Months are whole years: 12, 24, ...
    """
    once = replace(case, refracture_multiplier=0.0, horizon_years=max(months) // 12)  # only the first one counts
    people = math.fsum(row.n for row in cohort)
    by_year = [0.0] * once.horizon_years
    for row in cohort:
        untreated = _untreated(case, row.site)
        for year, tally in enumerate(run_pathway(once, untreated, Person(row.age, row.sex, row.site))):
            by_year[year] += row.n / people * sum(tally.events[:3])
    return [math.fsum(by_year[: m // 12]) for m in months]


def first_year_deaths(case: Case, cohort: Sequence[Subgroup], times: float | None = None) -> float:
    """Share of untreated people who die within a year of the index fracture.

    `times` stands in for how much deadlier the year is than the states are: the first of `mortality_ratio`.
    """
    year, died = replace(case, horizon_years=1), 0.0
    for row in cohort:
        untreated = _untreated(case, row.site)
        asked = untreated if times is None else replace(untreated, mortality_ratio=(times,))
        (tally,) = run_pathway(year, asked, Person(row.age, row.sex, row.site))
        died += row.n * tally.events[3]
    return died / math.fsum(row.n for row in cohort)


def fitted_first_year_deaths(case: Case, cohort: Sequence[Subgroup], published: float) -> float:
    """How much deadlier than the states the year after an index fracture must be for a published share to die.

    Raises:
        EvidenceError: a share that no such factor can give.
    """

    def beyond(times: float) -> float:
        return first_year_deaths(case, cohort, times) - published

    return _root(beyond, 0.0, MOST_EXCESS, "share who die within 12 months", published)


def _untreated(case: Case, site: str) -> Pathway:
    """What people with an index fracture of a site go through who are not treated, by the first strategy compared."""
    names = case.strategies[case.compare[0]][site]
    return next(case.pathways[name] for name in names if not case.pathways[name].treated)


def fitted_imminent_risk(case: Case, cohort: Sequence[Subgroup], published: Mapping[int, float]) -> Fit:
    """The imminent risk that gives the published shares at 12 and 24 months.

    For each number of months the excess that meets the first share is found, then the months that meet the
    second, by halving: the shares rise with the excess, and at a given first share the second rises with the months.

    Raises:
        EvidenceError: shares that no imminent risk of the model can give.
    """
    early, late = published[12], published[24]

    def shares(excess: float, months: float) -> list[float]:
        return first_refracture(replace(case, imminent_excess=excess, imminent_months=months), cohort, (12, 24))

    def excess_at(months: float) -> float:
        return _root(lambda excess: shares(excess, months)[0] - early, 0.0, MOST_EXCESS, "share at 12 months", early)

    months = _root(lambda m: shares(excess_at(m), m)[1] - late, *MONTHS, "share at 24 months", late)
    excess = excess_at(months)
    found = shares(excess, months)
    return Fit(excess, months, {12: (early, found[0]), 24: (late, found[1])})


def _root(rises: Callable[[float], float], low: float, high: float, what: str, target: float) -> float:
    """Where a rising function is 0, by halving.

    Raises:
        EvidenceError: it is above 0 at `low` or below 0 at `high`.
    """
    if rises(low) > 0 or rises(high) < 0:
        allowed = "one that the fracture rates can reach with some imminent risk"
        raise EvidenceError.at("calibration", None, what, target, allowed)
    while high - low > CLOSE:
        middle = (low + high) / 2
        low, high = (low, middle) if rises(middle) > 0 else (middle, high)
    return (low + high) / 2
