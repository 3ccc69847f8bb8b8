"""A caseload beside the counts that others published, as a ratio."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flsguide.evidence.published_counts import PublishedCount
from flsguide.model.caseload import Caseload

__all__ = ["PEOPLE", "Comparison", "compare"]

PEOPLE = "people a year"
"""The unit of a count of people, of whom there are fewer than fractures."""


@dataclass(frozen=True)
class Comparison:
    """One published count and what the fracture rates give for the same sites, ages and places.

    `ours` are fractures or, beside a count of people, the people whom a service would be asked to see.
    """

    published: PublishedCount
    ours: float

    @property
    def ratio(self) -> float:
        """Ours over the published count: 1 when they agree, below 1 when the rates give fewer."""
        return self.ours / self.published.value

    @property
    def agrees(self) -> bool | None:
        """Whether the two lie within the tolerance stated for them; None where none is stated."""
        tolerance = self.published.agrees_within
        return None if tolerance is None else abs(self.ratio - 1) <= tolerance


def compare(
    counts: Sequence[PublishedCount],
    caseload_of: Callable[[str], Caseload],
    people_of: Callable[[Caseload], float],
) -> tuple[Comparison, ...]:
    """Every published count whose population can be rebuilt from areas, beside the rates' own.

    A count that nobody published (an expert's band, an undocumented estimate) checks nothing and is left out.

    `caseload_of` gives the caseload of an area by its code, `people_of` the people to see in a caseload. A count
    without a stated age is compared at 50 and over, the youngest age the rates have.
    """
    return tuple(
        Comparison(count, sum(_ours(count, caseload_of(code), people_of) for code in count.area_codes))
        for count in counts
        if count.is_comparable
    )


def _ours(count: PublishedCount, load: Caseload, people_of: Callable[[Caseload], float]) -> float:
    if count.unit == PEOPLE:  # whom a service sees is never counted by site or sex in the table
        return people_of(load)
    sex = None if count.sex == "all" else count.sex
    return load.total(count.sites or None, sex, max(50, count.age_from or 50)).value
