"""What a pathway costs, by named physical line; who bears a line, and what kind of benefit it releases, is a table.

Money is in pounds of the case's price year, undiscounted, per person entering the pathway.
"""

from collections.abc import Mapping

from flsguide.evidence.case_file import Case, Pathway
from flsguide.evidence.vocabulary import FAMILY, KINDS, STATES, Value
from flsguide.model.pathway_table import Tally

__all__ = ["holder_shares", "line_costs", "nhs_and_social_care_share"]


def line_costs(case: Case, pathway: Pathway, tally: Tally, year: int) -> dict[str, Value]:
    """The cost of each line in one year of a pathway.

    Per fracture of a kind, per month in a state, per month on medicine, and once at entry in year 0.
    """
    return {
        line: _fractures(case, line, tally)
        + _months(case, line, tally)
        + pathway.per_month_on_drug.get(line, 0.0) * tally.on_months
        + (pathway.at_entry.get(line, 0.0) if year == 0 else 0.0)
        for line in case.lines
    }


def _fractures(case: Case, line: str, tally: Tally) -> Value:
    each = case.per_fracture.get(line, {})
    return sum(each[kind] * n for kind, n in zip(KINDS, tally.events, strict=False) if kind in each)


def _months(case: Case, line: str, tally: Tally) -> Value:
    each = case.per_month.get(line, {})
    return sum(each[state] * n for state, n in zip(STATES, tally.months, strict=True) if state in each)


def holder_shares(case: Case) -> dict[tuple[str, str], dict[str, float]]:
    """For each budget holder and kind of benefit that some line has: the share of each line that it bears."""
    pairs: dict[tuple[str, str], dict[str, float]] = {}
    for name, line in case.lines.items():
        for holder, share in line.holders.items():
            pairs.setdefault((holder, line.release), {})[name] = share
    return pairs


def nhs_and_social_care_share(holders: Mapping[str, float]) -> float:
    """Share of a line within the NHS and personal social services perspective: all but the family's."""
    return sum(share for holder, share in holders.items() if holder != FAMILY)
