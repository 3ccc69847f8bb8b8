"""Ways to run a service, ranked: what each gains and costs over no service, and what each step up costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flsguide.analysis.cost_effectiveness import compared
from flsguide.analysis.incremental import Standing, Strategy, fully_incremental
from flsguide.analysis.scenarios import PEOPLE, Run, run_alone, staff_at_entry
from flsguide.evidence.case_file import Subgroup
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import NationalTables
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.vocabulary import KINDS
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.service_options import reach
from flsguide.model.staffing import BASES

__all__ = ["OptionValue", "option_values"]


@dataclass(frozen=True)
class OptionValue:
    """One option for 1,000 people with a fracture, less the first option; money and QALYs discounted."""

    name: str
    seen: float
    """People of the 1,000 whom it sees."""
    fractures_avoided: float
    qalys_gained: float
    cost_added: Mapping[str, float]
    """Pounds to the NHS and social care, by the basis on which staff are counted, so much for each person seen."""
    standing: Mapping[str, Standing]
    """Among all the options, by basis."""


def option_values(
    inputs: Parameters,
    tables: NationalTables,
    people: Sequence[Subgroup],
    options: Sequence[str],
    run: Run = run_alone,
) -> tuple[OptionValue, ...]:
    """Every option run for the same people with nothing drawn, in the order given.

    Options that differ only in how posts are shared are the same here: staff are counted by the person.

    Raises:
        EvidenceError: nobody to run for; fewer than two options, one twice or one that is none.
    """
    everybody = sum(row.n for row in people)
    if not everybody > 0:
        raise EvidenceError.at("options", None, "people", everybody, "at least some people with a fracture")
    choices = Choices(options=tuple(options))
    cases = {
        basis: base_case(inputs, tables, people, choices=replace(choices, service_costs=basis))  # type: ignore[arg-type]
        for basis in BASES
    }
    case, each = cases[BASES[0]], PEOPLE / everybody
    outcomes = run(case)
    found, base = compared(case, outcomes), options[0]
    cost = {
        basis: {
            name: found.cost[name] + staff_at_entry(of, name) - staff_at_entry(case, name) for name in case.strategies
        }
        for basis, of in cases.items()
    }
    ranked = {
        basis: {
            standing.strategy.name: standing
            for standing in fully_incremental(
                [Strategy(name, each * of[name], each * found.qalys[name]) for name in case.strategies]
            )
        }
        for basis, of in cost.items()
    }
    return tuple(
        OptionValue(
            name,
            each * _seen(name, inputs, people),
            each * sum(sum(outcomes[base][kind]) - sum(outcomes[name][kind]) for kind in KINDS),
            each * (found.qalys[name] - found.qalys[base]),
            {basis: each * (of[name] - of[base]) for basis, of in cost.items()},
            {basis: of[name] for basis, of in ranked.items()},
        )
        for name in case.strategies
    )


def _seen(option: str, inputs: Parameters, people: Sequence[Subgroup]) -> float:
    by_site = reach(option, inputs, inputs.number).seen
    return 0.0 if by_site is None else sum(row.n * float(by_site[row.site]) for row in people)
