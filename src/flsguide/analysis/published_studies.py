"""Published economic studies beside our model: what must agree, and what is left over on a study's own question.

Nothing here is fitted. A study whose inputs are not open cannot be rebuilt, and is compared in direction only
(`published_signs`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from flsguide.analysis.cost_effectiveness import discounted
from flsguide.evidence.case_file import Case, Subgroup
from flsguide.evidence.national_tables import NationalTables
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.published_studies import Statement
from flsguide.evidence.ranges import Range
from flsguide.evidence.vocabulary import SITES
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.index_deaths import name_at
from flsguide.model.outcomes import Outcomes
from flsguide.model.strategies import pathway_table, strategy_outcomes

__all__ = [
    "Calibrated",
    "Identity",
    "Setting",
    "calibrated",
    "identities",
    "people_of",
]


@dataclass(frozen=True)
class Setting:
    """What our model is run on: the numbers, the national tables, and everybody with an index fracture."""

    inputs: Parameters
    tables: NationalTables
    cohort: Sequence[Subgroup]


@dataclass(frozen=True)
class Identity:
    """A printed number, and what other printed numbers make it."""

    statement: Statement
    worked_out: Range
    """With the ends that rounding of its parts leaves open."""

    @property
    def holds(self) -> bool:
        """Whether some numbers that round to those printed agree."""
        printed = self.statement.number
        return self.worked_out.low <= printed.high and printed.low <= self.worked_out.high


@dataclass(frozen=True)
class Calibrated:
    """A study's number, and our model's in the study's terms."""

    statement: Statement
    ours: float

    @property
    def residual(self) -> float:
        """Ours, less the study's."""
        return self.ours - self.statement.number.value


def identities(statements: Sequence[Statement]) -> tuple[Identity, ...]:
    """Every identity, worked out from its printed parts with what their rounding leaves open."""
    return tuple(Identity(s, _worked_out(s)) for s in statements if s.kind == "identity")


def _worked_out(statement: Statement) -> Range:
    parts = statement.parts
    if statement.measure == "ratio":
        top, bottom = parts
        return Range(top.value / bottom.value, top.low / bottom.high, top.high / bottom.low)
    return Range(sum(p.value for p in parts), sum(p.low for p in parts), sum(p.high for p in parts))


def calibrated(statements: Sequence[Statement], setting: Setting) -> tuple[Calibrated, ...]:
    """Every number that our model can be asked for in the study's own terms."""
    return tuple(Calibrated(s, _asked(s, setting)) for s in statements if s.kind == "calibration")


def people_of(cohort: Sequence[Subgroup], people: str) -> list[Subgroup]:
    """The rows of a cohort that a statement is about: all, hip, hip_female, hip_male or forearm."""
    site, _, sex = people.partition("_")
    return [row for row in cohort if site in ("all", row.site) and sex in ("", row.sex)]


def _asked(statement: Statement, setting: Setting) -> float:
    """A statement's number from our model, for each person entering."""
    rows = people_of(setting.cohort, statement.people)
    return _ASKED[statement.measure](_survival_only(setting, rows, statement.years)) / sum(row.n for row in rows)


def _survival_only(setting: Setting, rows: Sequence[Subgroup], years: int) -> Case:
    """Nobody is treated; everybody is seen or nobody is, and being seen lowers deaths in the first year."""
    choices = Choices(horizon_years=years, survival=True)
    case = base_case(setting.inputs, setting.tables, rows, choices=choices)
    strategies: dict[str, dict[str, dict[str, float]]] = {
        strategy: {site: {name_at(name, site, case.pathways): 1.0} for site in SITES}
        for strategy, name in (("usual", "untreated"), ("fls", "untreated_seen"))
    }
    return replace(case, strategies=strategies)


def _outcomes(case: Case) -> Outcomes:
    return strategy_outcomes(case, pathway_table(case))


def _gained(case: Case, output: str) -> float:
    """Discounted, with a service less without."""
    outcomes, (base, new) = _outcomes(case), case.compare
    with_service, without = (discounted(outcomes[name][output], case.discount_qalys) for name in (new, base))
    return with_service - without


def _without(case: Case, output: str) -> float:
    return sum(_outcomes(case)[case.compare[0]][output])


_ASKED: Mapping[str, Callable[[Case], float]] = {
    "qalys_through_survival": lambda case: _gained(case, "qalys"),
    "life_years_through_survival": lambda case: _gained(case, "life_years"),
    "died": lambda case: _without(case, "deaths"),
    "second_hip": lambda case: _without(case, "hip"),
}
"""How each measure of a calibration is read from a run, over all who enter."""
