"""What would have to be so for a service to be worth its cost at a threshold: one thing at a time, the others held.

Neither what staff cost nor how many are treated changes what happens to a person who is, so the model runs once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flsguide.analysis.cost_effectiveness import compared
from flsguide.analysis.incremental import refuse_threshold
from flsguide.evidence.case_file import Subgroup
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import NationalTables
from flsguide.evidence.parameters import Parameters
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.service_options import reach
from flsguide.model.strategies import PathwayTable, pathway_table, strategy_outcomes

__all__ = ["WorthAt", "worth_at"]

TREATED = "p_treated_fls"
CLOSE = 1e-4
"""How near the share treated is found: a hundredth of 1 in 100."""


@dataclass(frozen=True)
class WorthAt:
    """What makes the net benefit of a whole service over usual care nothing at a threshold."""

    threshold: float
    staff_cost: float | None
    """The most that staff may cost for each person seen, in pounds: on whatever basis they are counted, as it is what
    the gain is worth less all else that is paid. None where even free staff would be too dear."""
    share_treated: float | None
    """Share of those seen who must start a medicine, at this basis's price of staff. None where treating all of them
    would not do."""


def worth_at(
    inputs: Parameters, tables: NationalTables, people: Sequence[Subgroup], choices: Choices, threshold: float
) -> WorthAt:
    """Both answers for a service of these people, with what staff cost as `choices` says.

    Raises:
        EvidenceError: nobody to run for; other options than usual care and a whole service; a threshold below 0 or
            not finite.
    """
    refuse_threshold(threshold)
    everybody = sum(row.n for row in people)
    if not everybody > 0:
        raise EvidenceError.at("worth", None, "people", everybody, "at least some people with a fracture")
    if choices.options != ("usual", "fls"):
        raise EvidenceError.at("worth", None, "options", ", ".join(choices.options), "usual, fls")
    ran = _Ran(inputs, tables, people, choices, pathway_table(base_case(inputs, tables, people, choices=choices)))
    now = inputs.number(TREATED)
    by_site = reach("fls", inputs, inputs.number).seen or {}
    seen = sum(row.n * float(by_site[row.site]) for row in people)
    price = inputs.number(f"c_service_staff_person_{choices.service_costs}")
    allowed = price + ran.net_benefit(now, threshold) / seen
    return WorthAt(threshold, allowed if allowed >= 0 else None, _share(ran, threshold))


@dataclass(frozen=True)
class _Ran:
    """The base case, run once, to be weighted again by another share treated."""

    inputs: Parameters
    tables: NationalTables
    people: Sequence[Subgroup]
    choices: Choices
    table: PathwayTable

    def net_benefit(self, treated: float, threshold: float) -> float:
        """In pounds for all the people, where this share of those seen start a medicine."""
        case = base_case(self.inputs, self.tables, self.people, {TREATED: treated}, self.choices)
        found = compared(case, strategy_outcomes(case, self.table))
        return threshold * found.incremental_qalys - found.incremental_cost


def _share(ran: _Ran, threshold: float) -> float | None:
    """Where net benefit is nothing, along straight lines: it bends only where a site's share is held at 1.

    The more are treated, the more is gained, and what it costs to see them does not change.
    """
    (low, below), (high, above) = ((x, ran.net_benefit(x, threshold)) for x in (CLOSE, 1.0))
    if above < 0 or below >= 0:
        return None if above < 0 else 0.0
    before = high
    while True:
        middle = low - below * (high - low) / (above - below)
        if abs(middle - before) < CLOSE:
            return middle
        before, found = middle, ran.net_benefit(middle, threshold)
        if found >= 0:
            high, above = middle, found
        else:
            low, below = middle, found
