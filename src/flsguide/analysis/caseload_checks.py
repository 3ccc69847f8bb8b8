"""A caseload beside the counts that others published, as a ratio."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flsguide.evidence.published_counts import PublishedCount
from flsguide.model.caseload import Caseload

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True)
class Comparison:
    """One published count and what the fracture rates give for the same sites, ages and places."""

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


def compare(counts: Sequence[PublishedCount], caseload_of: Callable[[str], Caseload]) -> tuple[Comparison, ...]:
    """Every published count whose population can be rebuilt from areas, beside the rates' own.

    A count that nobody published (an expert's band, an undocumented estimate) checks nothing and is left out.

    `caseload_of` gives the caseload of an area by its code. A count without a stated age is
    compared at 50 and over, the youngest age the rates have.
    """
    return tuple(
        Comparison(
            count,
            sum(
                caseload_of(code)
                .total(count.sites or None, None if count.sex == "all" else count.sex, max(50, count.age_from or 50))
                .value
                for code in count.area_codes
            ),
        )
        for count in counts
        if count.is_comparable
    )
