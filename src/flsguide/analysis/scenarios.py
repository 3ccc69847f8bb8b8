"""What if we are wrong, or choose otherwise? The base case again for the same people, one thing changed at a time.

A scenario is no forecast and has no chance attached. Numbers come from rows, but for what a scenario is by
definition: no effect is a relative risk of 1.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from flsguide.analysis.cost_effectiveness import compared
from flsguide.analysis.incremental import Strategy, net_monetary_benefit
from flsguide.evidence.case_file import Case, Subgroup
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import NationalTables
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.vocabulary import AGES, KINDS
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.outcomes import Outcomes
from flsguide.model.resources import nhs_and_social_care_share
from flsguide.model.service_posts import STAFF
from flsguide.model.staffing import BASES
from flsguide.model.strategies import entry_costs, pathway_table, strategy_outcomes

__all__ = [
    "PEOPLE",
    "SCENARIOS",
    "Result",
    "Run",
    "Scenario",
    "Verdict",
    "run_alone",
    "staff_at_entry",
    "verdict",
    "what_if",
]

PEOPLE = 1000
"""People with a fracture for whom results are given, seen by a service or not."""
Run = Callable[[Case], Outcomes]
"""Runs a case: in plain numbers here, or faster in arrays where those are at hand."""
Verdict = Literal["costs more and gains", "saves and gains", "dominated", "saves and loses", "gains nothing"]


@dataclass(frozen=True)
class Scenario:
    """One thing that differs from the base case."""

    name: str
    choices: Choices = field(default_factory=Choices)
    """What is switched. Its two options are compared, the base first; what staff cost is given on every basis."""
    instead: Mapping[str, str | float] = field(default_factory=dict)
    """By row name: the name of the row that stands in for it, at its national value, or a number by definition."""
    years: str | int | None = None
    """Years modelled, as a row's name or by definition; None for the base case's."""
    discount_qalys: str | None = None
    """The row of the discount rate for health; None for the base case's."""


_EFFECTS = (
    "rr_hip_oral",
    "rr_vert_oral",
    "rr_other_oral",
    "rr_hip_zoledronate",
    "rr_vert_zoledronate",
    "rr_other_zoledronate",
)
_FOUND = Choices(options=("usual", "today"))
"""A service as shares say: people whom it does not see have usual care, as in the audit's own figures."""

_OF_EVERYBODY = {"p_treated_fls": "p_treated_fls_of_everybody"}
"""The other reading of the studies: that their share treated counts people whom the service missed."""

SCENARIOS = (
    Scenario("base"),
    Scenario("no effect", instead=dict.fromkeys(_EFFECTS, 1.0)),
    Scenario("survival", Choices(survival=True)),
    Scenario("followed up", Choices(follow_up=True)),
    Scenario("of everybody", instead=_OF_EVERYBODY),
    Scenario("infusions", instead={"p_zoledronate_of_treated": "p_zoledronate_of_treated_some"}),
    Scenario(
        "audit",
        _FOUND,
        {"p_identified": "p_identified", "p_recommended": "p_recommended", "p_started": "p_started"},
    ),
    # On treatment at 12 months, of those recommended: taken as everybody starting, and that many going on.
    Scenario(
        "goal",
        replace(_FOUND, follow_up=True),
        {
            "p_identified": "p_identified_80_50_80",
            "p_recommended": "p_recommended_80_50_80",
            "p_started": 1.0,
            "p_persisting_12_months_followed": "p_on_treatment_12_months_80_50_80",
        },
    ),
    Scenario(
        "glasgow",
        _FOUND,
        {
            "p_identified": "p_identified_glasgow",
            "p_recommended": "p_recommended_glasgow",
            "p_started": "p_started_glasgow",
        },
    ),
    Scenario("all hospital care", Choices(costs="gross")),
    Scenario("whole stays", Choices(unit_costs="spell")),
    Scenario("tariff", Choices(unit_costs="tariff")),
    Scenario("short", years="n_horizon_years_short"),
    Scenario("lifetime", years=AGES),
    Scenario("of everybody, lifetime", instead=_OF_EVERYBODY, years=AGES),
    Scenario("health discounted less", discount_qalys="r_discount_qalys_green_book"),
)


@dataclass(frozen=True)
class Result:
    """What a scenario gives for 1,000 people with a fracture, new minus base; money and QALYs discounted."""

    scenario: Scenario
    years: int
    fractures_avoided: float
    """Further fractures, undiscounted."""
    qalys_gained: float
    """Exactly 0 where nothing but rounding is gained or lost."""
    cost_added: Mapping[str, float]
    """Pounds to the NHS and social care, by the basis on which staff are counted."""

    def verdict(self, basis: str) -> Verdict:
        """Which of the cases it is, in which a cost for each QALY may or may not say something."""
        return verdict(self.cost_added[basis], self.qalys_gained)

    def icer(self, basis: str) -> float | None:
        """Pounds for one more QALY; None unless the service costs more and gains: see `verdict`."""
        is_ratio = self.verdict(basis) == "costs more and gains"
        return self.cost_added[basis] / self.qalys_gained if is_ratio else None

    def net_benefit(self, basis: str, threshold: float) -> float:
        """Threshold x QALYs gained - cost added, in pounds: above 0 where the service is worth its cost.

        Raises:
            EvidenceError: a threshold below 0 or not finite.
        """
        return net_monetary_benefit(Strategy("new", self.cost_added[basis], self.qalys_gained), threshold)


def verdict(cost_added: float, qalys_gained: float) -> Verdict:
    """In words, where a cost for each QALY would mislead: a ratio below 0 may be the best result or the worst.

    >>> verdict(100, 2), verdict(-5, 2), verdict(100, -2), verdict(-5, -2), verdict(100, 0)
    ('costs more and gains', 'saves and gains', 'dominated', 'saves and loses', 'gains nothing')
    """
    if qalys_gained == 0:
        return "gains nothing"
    if cost_added > 0:
        return "costs more and gains" if qalys_gained > 0 else "dominated"
    return "saves and gains" if qalys_gained > 0 else "saves and loses"


def run_alone(case: Case) -> Outcomes:
    """Run a case in plain numbers, with the standard library only."""
    return strategy_outcomes(case, pathway_table(case))


def what_if(
    inputs: Parameters,
    tables: NationalTables,
    people: Sequence[Subgroup],
    scenarios: Sequence[Scenario] = SCENARIOS,
    run: Run = run_alone,
) -> dict[str, Result]:
    """Each scenario run once for these people, with nothing drawn, by name.

    Raises:
        EvidenceError: nobody to run for, two scenarios of one name, a row that is not there.
    """
    if not sum(row.n for row in people) > 0:
        raise EvidenceError.at("scenarios", None, "people", 0, "at least some people with a fracture")
    names = [scenario.name for scenario in scenarios]
    for i, name in enumerate(names):
        if name in names[:i]:
            raise EvidenceError.at("scenarios", None, "name", name, "each scenario a name of its own")
    return {scenario.name: _result(scenario, inputs, tables, people, run) for scenario in scenarios}


def _result(
    scenario: Scenario, inputs: Parameters, tables: NationalTables, people: Sequence[Subgroup], run: Run
) -> Result:
    drawn = {name: _number(inputs, name, instead) for name, instead in scenario.instead.items()}
    years = int(inputs.number(scenario.years)) if isinstance(scenario.years, str) else scenario.years
    choices = replace(scenario.choices, horizon_years=years)
    by_basis = {
        basis: base_case(inputs, tables, people, drawn, replace(choices, service_costs=basis))  # type: ignore[arg-type]
        for basis in BASES
    }
    ran = BASES[0]
    case = by_basis[ran]
    if scenario.discount_qalys is not None:
        case = replace(case, discount_qalys=inputs.number(scenario.discount_qalys))
    outcomes = run(case)
    found = compared(case, outcomes)
    base, new = case.compare
    each = PEOPLE / sum(row.n for row in people)
    # A basis moves nothing but what staff cost as people enter, in the first year: no other run is needed.
    staff = {basis: staff_at_entry(of, new) - staff_at_entry(of, base) for basis, of in by_basis.items()}
    return Result(
        scenario,
        case.horizon_years,
        each * sum(sum(outcomes[base][kind]) - sum(outcomes[new][kind]) for kind in KINDS),
        0.0 if found.icer is None else each * found.incremental_qalys,
        {basis: each * (found.incremental_cost + staff[basis] - staff[ran]) for basis in BASES},
    )


def _number(inputs: Parameters, name: str, instead: str | float) -> float:
    """A row's national value, whatever a service gave: the audit's share is not that of one service."""
    inputs[name]  # refuses a name that is no row, for which nothing would change
    if not isinstance(instead, str):
        return instead
    row = inputs[instead]
    return (row.national or row).value


def staff_at_entry(case: Case, strategy: str) -> float:
    """What staff cost the NHS and social care as people enter a strategy, in pounds."""
    share = nhs_and_social_care_share(case.lines[STAFF].holders)
    return float(share * entry_costs(case, strategy)[STAFF])
