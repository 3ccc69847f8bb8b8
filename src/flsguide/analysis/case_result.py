"""The whole answer to a case file, as `flsguide run` writes it."""

import math

from flsguide.analysis.budget_impact import HolderTable, break_even_year, budget_impact, net_cost
from flsguide.analysis.cost_effectiveness import compared
from flsguide.evidence.case_file import Case
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.strict_json import Json
from flsguide.model.strategies import Progress, pathway_table, silent, strategy_outcomes

__all__ = ["case_result"]


def case_result(case: Case, file: str = "case", progress: Progress = silent) -> dict[str, Json]:
    """Run a case: totals over the cohort, by year and discounted, by budget holder, and what they add up to.

    Per year and by holder: undiscounted. `cost`, `qalys` and what is incremental: discounted.

    Raises:
        EvidenceError: a result that is not finite, named by its place in the result.
    """
    try:
        outcomes = strategy_outcomes(case, pathway_table(case, progress))
    except (OverflowError, ValueError) as problem:
        raise EvidenceError(_too_large(file, str(problem))) from None
    comparison = compared(case, outcomes)
    result = {
        "per_year": {s: {name: list(years) for name, years in outcomes[s].items()} for s in case.strategies},
        "cost": dict(comparison.cost),
        "qalys": dict(comparison.qalys),
        "incremental_cost": comparison.incremental_cost,
        "incremental_qalys": comparison.incremental_qalys,
        "icer": comparison.icer,
        "net_monetary_benefit": dict(comparison.net_monetary_benefit),
        "break_even_year": break_even_year(case, outcomes),
        "net_cost": _lists(net_cost(case, outcomes)),
        "budget_impact": _lists(budget_impact(case, outcomes)),
    }
    _refuse_not_finite(result, file, "")
    return result


def _lists(table: HolderTable) -> dict[str, dict[str, list[float]]]:
    return {h: {release: list(years) for release, years in kinds.items()} for h, kinds in table.items()}


def _refuse_not_finite(value: Json, file: str, path: str) -> None:
    if isinstance(value, dict):
        for key, part in value.items():
            _refuse_not_finite(part, file, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for i, part in enumerate(value):
            _refuse_not_finite(part, file, f"{path}[{i}]")
    elif value is not None and not math.isfinite(value):
        raise EvidenceError(_too_large(file, f"{path}: {value} is not a finite number"))


def _too_large(file: str, what: str) -> str:
    return f"{file}, result {what}; look for a number far too large, such as a cost or a multiplier"
