"""From pathways to strategies: a strategy gives each index site shares of pathways, a service sizes of groups."""

from collections.abc import Callable, Mapping

from flsguide.evidence.case_file import Case
from flsguide.evidence.vocabulary import Value
from flsguide.model.outcomes import Outcomes, Yearly, mixed, outputs_of
from flsguide.model.pathway_table import Person, run_pathway

__all__ = ["PathwayTable", "Progress", "entry_costs", "group_sizes", "pathway_table", "silent", "strategy_outcomes"]

PathwayTable = Mapping[tuple[Value, str], Mapping[str, Yearly]]
"""Outputs by year, per person entering, by group of people (who have a `site`) and pathway."""

Progress = Callable[[int, int], None]
"""Is told how many runs are done, and of how many."""


def silent(done: int, of: int) -> None:
    """Say nothing of the progress."""
    del done, of


def group_sizes(case: Case) -> dict[Person, float]:
    """People by age, sex and site; rows of the cohort that are alike are one group."""
    sizes: dict[Person, float] = {}
    for row in case.cohort:
        person = Person(row.age, row.sex, row.site)
        sizes[person] = sizes.get(person, 0.0) + row.n
    return sizes


def pathway_table(case: Case, progress: Progress = silent) -> PathwayTable:
    """Run every pathway that some strategy uses, for every group of the cohort."""
    used = {
        (site, pathway)
        for shares_by_site in case.strategies.values()
        for site, shares in shares_by_site.items()
        for pathway, share in shares.items()
        if share > 0
    }
    wanted = [(who, name) for who in group_sizes(case) for name in case.pathways if (who.site, name) in used]
    table = {}
    for done, (who, name) in enumerate(wanted, start=1):
        pathway = case.pathways[name]
        table[who, name] = outputs_of(case, pathway, run_pathway(case, pathway, who))
        progress(done, len(wanted))
    return table


def strategy_outcomes(case: Case, table: PathwayTable) -> Outcomes:
    """Totals over the cohort for each strategy, by output and year, undiscounted.

    Raises:
        ValueError: a result that is not finite, named by strategy, output and year.
    """
    sizes = group_sizes(case)
    return Outcomes(
        {
            strategy: mixed(
                (n * share, table[who, pathway])
                for who, n in sizes.items()
                for pathway, share in _in_order(case, shares_by_site[who.site])
                if share > 0
            )
            for strategy, shares_by_site in case.strategies.items()
        }
    )


def entry_costs(case: Case, strategy: str) -> dict[str, float]:
    """What a strategy pays on each line as people enter: the part that `fixed_costs` can replace."""
    total = dict.fromkeys(case.lines, 0.0)
    for row in case.cohort:
        for pathway, share in _in_order(case, case.strategies[strategy][row.site]):
            for line, cost in case.pathways[pathway].at_entry.items():
                total[line] += row.n * share * cost
    return total


def _in_order(case: Case, shares: Mapping[str, float]) -> list[tuple[str, float]]:
    """Shares in the order of the case's pathways: however they are written, they sum to the same last digit."""
    return [(name, shares[name]) for name in case.pathways if name in shares]
