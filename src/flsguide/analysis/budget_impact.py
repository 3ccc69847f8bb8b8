"""Whose money, and when: what changes by year, budget holder and kind of benefit, undiscounted.

Cash, freed capacity, income-neutral and welfare amounts stand beside each other and are never added.
Amounts are new minus base in pounds: below 0 is a saving.
"""

from collections.abc import Mapping

from flsguide.analysis.cost_effectiveness import NOTHING, nhs_cost_by_year
from flsguide.evidence.case_file import Case
from flsguide.evidence.vocabulary import Value
from flsguide.model.outcomes import Outcomes
from flsguide.model.resources import holder_shares
from flsguide.model.strategies import entry_costs

__all__ = ["HolderTable", "break_even_year", "budget_impact", "budget_with", "net_cost", "running_total", "staggered"]

HolderTable = dict[str, dict[str, tuple[Value, ...]]]
"""Amounts by budget holder, kind of benefit and year; only pairs that some cost line has. Floats, or draws."""
ByLine = Mapping[str, tuple[float, ...]]


def net_cost(case: Case, outcomes: Outcomes) -> HolderTable:
    """What one cohort changes for each budget holder, by year since it entered."""
    return _by_holder(case, _net_by_line(case, outcomes))


def budget_impact(case: Case, outcomes: Outcomes) -> HolderTable:
    """What the service changes for each budget holder, by calendar year, as one cohort after another enters.

    In entry year e a share `ramp[e]` of the cohort is on the new strategy. On lines that `fixed_costs` names for
    either strategy, whole posts and set-up replace what those lines cost as people enter.
    What falls after the horizon is left out.
    """
    return budget_with(case, outcomes, {strategy: entry_costs(case, strategy) for strategy in case.compare})


def budget_with(case: Case, outcomes: Outcomes, at_entry: Mapping[str, Mapping[str, Value]]) -> HolderTable:
    """The same with the costs of entering given, by strategy and line: in draws they differ from one to one."""
    base, new = case.compare
    net = _net_by_line(case, outcomes)
    fixed = {line for strategy in (base, new) for line in case.fixed_costs.get(strategy, {})}
    paid_at_entry = {line: at_entry[new][line] - at_entry[base][line] for line in fixed}
    yearly = {
        line: (years[0] - paid_at_entry[line], *years[1:]) if line in fixed else years for line, years in net.items()
    }
    by_calendar = {line: staggered(years, case.ramp) for line, years in yearly.items()}
    for line in fixed:
        added = zip(by_calendar[line], _fixed(case, new, line), _fixed(case, base, line), strict=True)
        by_calendar[line] = tuple(amount + more - less for amount, more, less in added)
    return _by_holder(case, by_calendar)


def break_even_year(case: Case, outcomes: Outcomes) -> int | None:
    """The first year, counted from 1, by whose end one cohort has cost the NHS and social care nothing more.

    None when it never does within the horizon: say so, and do not leave the cell blank.
    """
    base, new = (nhs_cost_by_year(case, outcomes, strategy) for strategy in case.compare)
    rounding = NOTHING * max(sum(base), sum(new))
    running = running_total(tuple(n - b for n, b in zip(new, base, strict=True)))
    return next((year for year, total in enumerate(running, start=1) if total <= rounding), None)


def running_total(by_year: tuple[float, ...]) -> tuple[float, ...]:
    """Each year's amount with those of all years before it.

    >>> running_total((90.0, -60.0, -45.0))
    (90.0, 30.0, -15.0)
    """
    return tuple(sum(by_year[: year + 1]) for year in range(len(by_year)))


def _net_by_line(case: Case, outcomes: Outcomes) -> dict[str, tuple[float, ...]]:
    base, new = (outcomes[strategy] for strategy in case.compare)
    return {line: tuple(n - b for n, b in zip(new[line], base[line], strict=True)) for line in case.lines}


def _by_holder(case: Case, by_line: ByLine) -> HolderTable:
    table: HolderTable = {}
    for (holder, release), shares in holder_shares(case).items():
        years = range(case.horizon_years)
        amounts = tuple(sum(share * by_line[line][year] for line, share in shares.items()) for year in years)
        table.setdefault(holder, {})[release] = amounts
    return table


def staggered(years: tuple[float, ...], ramp: tuple[float, ...]) -> tuple[float, ...]:
    """One cohort's amounts, a share of it entering each year: in year c, the sum of ramp[e] x amount[c - e]."""
    return tuple(
        sum(share * years[calendar - entry] for entry, share in enumerate(ramp) if entry <= calendar)
        for calendar in range(len(years))
    )


def _fixed(case: Case, strategy: str, line: str) -> tuple[float, ...]:
    return case.fixed_costs.get(strategy, {}).get(line, (0.0,) * case.horizon_years)
