"""Many groups of people and many draws at once, in NumPy: the same model, in arrays of draws x groups.

Groups are ordered from the youngest, so that those who reach the age of 100 are cut off at the end.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from flsguide.evidence.case_file import Subgroup
from flsguide.evidence.vocabulary import AGES, SITES, YOUNGEST, Value
from flsguide.model.pathway_table import Stretch, Tally
from flsguide.model.runner import Values

__all__ = ["Groups", "columns"]

Array: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Groups:
    """The groups of a cohort, and how many draws run together."""

    rows: tuple[Subgroup, ...]
    draws: int
    by_site: Array = field(init=False)
    """People entering, by index site."""
    _ages: Array = field(init=False)
    _sites: NDArray[np.int64] = field(init=False)
    _female: NDArray[np.bool_] = field(init=False)
    _mix: Array = field(init=False)
    _tables: dict[int, tuple[object, Array, Array]] = field(init=False, default_factory=dict)
    """Tables by year of age as arrays, made once: every pathway looks up the same ones."""
    _parts: "dict[tuple[str, ...], Groups]" = field(init=False, default_factory=dict)
    """Those of some index sites, made once."""

    def __post_init__(self) -> None:
        """Order the groups and note what is looked up in every month."""
        rows = sorted(self.rows, key=lambda row: row.age)
        ages = np.array([row.age for row in rows])
        sites = np.array([SITES.index(row.site) for row in rows], dtype=np.int64)
        sizes = np.zeros((len(rows), len(SITES)))
        sizes[np.arange(len(rows)), sites] = [row.n for row in rows]
        by_site = sizes.sum(axis=0)
        mix = sizes / np.where(by_site > 0, by_site, 1)
        made = {"_ages": ages, "_sites": sites, "_mix": mix, "by_site": by_site}
        made["_female"] = np.array([row.sex == "female" for row in rows])
        for name, array in made.items():
            object.__setattr__(self, name, array)

    def at_sites(self, sites: Sequence[str]) -> "Groups":
        """The groups with an index fracture of one of these sites: of the others nobody enters."""
        rows = tuple(row for row in self.rows if row.site in sites)
        if len(rows) == len(self.rows):
            return self
        if tuple(sites) not in self._parts:
            self._parts[tuple(sites)] = Groups(rows, self.draws)
        return self._parts[tuple(sites)]

    def stretches(self, years: int) -> Iterator[Stretch]:
        """Stretches in which no group has a birthday, until all have reached the age of 100."""
        first = 0
        for cycle in range(1, 12 * years + 1):
            if cycle % 12 == 0 or np.any(self._age(cycle) != self._age(first)):
                yield Stretch(first, cycle, first // 12)
                first = cycle
            if self._left(first) == 0:
                return

    def start(self) -> Array:
        """1 for each draw and group."""
        return np.ones((self.draws, len(self.rows)))

    def remaining(self, values: Values, cycle: int) -> Values:
        """The values of the groups below the age of 100."""
        left = self._left(cycle)
        return tuple(v[:, :left] for v in values)

    def at_age(self, table: Mapping[str, Sequence[Value]], cycle: int) -> Array:
        """A table by sex and year of age, looked up for each group; its values may differ between draws."""
        left = self._left(cycle)
        at = self._age(cycle)[:left] - YOUNGEST
        if id(table) not in self._tables:  # the table is kept, so that no other can take its id
            self._tables[id(table)] = (table, columns(table["female"]), columns(table["male"]))
        _, female, male = self._tables[id(table)]
        return np.where(self._female[:left], female[:, at], male[:, at])

    def by_sex(self, values: Mapping[str, Value], cycle: int) -> Array:
        """A value by sex for each group."""
        female, male = np.asarray(values["female"]), np.asarray(values["male"])
        return np.where(self._female[: self._left(cycle)], female, male)

    def at_site(self, values: Mapping[str, Value], cycle: int) -> Array:
        """A value by index site for each group."""
        return columns([values[site] for site in SITES])[:, self._sites[: self._left(cycle)]]

    def collected(self, tally: Tally, cycle: int) -> Tally:
        """Per person entering with a fracture of each index site, in the cohort's mix: arrays of draws x sites."""
        weights = self._mix[: self._left(cycle)]
        return Tally(
            tuple(v @ weights for v in tally.months),
            tuple(v @ weights for v in tally.norm_months),
            tally.on_months @ weights,
            tuple(v @ weights for v in tally.events),
        )

    def _age(self, cycle: int) -> NDArray[np.int64]:
        return np.floor(self._ages + cycle / 12).astype(np.int64)

    def _left(self, cycle: int) -> int:
        return int(np.count_nonzero(self._age(cycle) < YOUNGEST + AGES))


def columns(values: Sequence[Value]) -> Array:
    """Values as columns: one row, or a row for each draw."""
    rows = max(np.size(value) for value in values)
    return np.column_stack([np.broadcast_to(np.ravel(value), rows) for value in values])
