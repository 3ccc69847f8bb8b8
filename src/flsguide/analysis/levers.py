"""Inputs that may be moved, one at a time, to see what it would take to reach another answer.

Each has the value of the base case, the range that its rows give, and the ends between which a search looks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flsguide.evidence.incidence import Incidence
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.ranges import Range
from flsguide.evidence.vocabulary import Value
from flsguide.model.base_case import RATE

__all__ = ["Lever", "levers"]

_MEDICINES = (
    "rr_hip_oral", "rr_vert_oral", "rr_other_oral",
    "rr_hip_zoledronate", "rr_vert_zoledronate", "rr_other_zoledronate",
)  # fmt: skip
_STAFF = {
    "full_economic": "c_service_staff_person_full_economic",
    "trust_cash": "c_service_staff_person_trust_cash",
}
"""What staff cost for each person seen, by how they are counted."""
_FEWEST, _MOST = 0.01, 0.99
"""Shares between which a search looks: at nobody and at everybody the odds of a share have no value."""
_TIMES_COST, _TIMES_RISK = 10, 10
"""How many times as high as ours a search looks for a cost, and for the risk of another fracture."""


@dataclass(frozen=True)
class Lever:
    """One input, or several that move together."""

    name: str
    ours: Range
    """The base case's value, and the range of its row or rows."""
    least: float
    most: float
    """Between which values a search looks."""
    more_is_kind: bool
    """Whether a higher value makes the service look better."""
    drawn: Callable[[Value], Mapping[str, Value]]
    """The rows of the base case at a value of the lever: a float, or a column of them."""

    @property
    def kind_end(self) -> float:
        """The end of its range that makes the service look best."""
        return self.ours.high if self.more_is_kind else self.ours.low


def levers(inputs: Parameters, rates: Mapping[tuple[str, str, int], Incidence], basis: str) -> dict[str, Lever]:
    """Every lever by name: `evidence/claims.py` names the same.

    `basis` says how the service's staff are counted, full_economic or trust_cash: their cost is that row.
    """
    hip_cost = inputs.range_of("c_hip_fracture_year_1_incremental")
    staff_row = _STAFF[basis]
    staff = inputs.range_of(staff_row)
    return {
        "treated": Lever(
            "treated", inputs.range_of("p_treated_fls"), _FEWEST, _MOST, True, lambda v: {"p_treated_fls": v}
        ),
        "kept": _kept(inputs),
        "effect": _effect(inputs),
        "risk": _risk(inputs, rates),
        "hip_cost": Lever(
            "hip_cost", hip_cost, 0, _TIMES_COST * hip_cost.value, True,
            lambda v: {"c_hip_fracture_year_1_incremental": v},
        ),
        "staff_cost": Lever(
            "staff_cost", staff, 0, _TIMES_COST * staff.value, False,
            lambda v: {staff_row: v},
        ),
    }  # fmt: skip


def _kept(inputs: Parameters) -> Lever:
    """The share still taking tablets at 12 months; of those, as many as before go on to later years."""
    at_12, at_24, at_60 = (
        inputs.number(f"p_persisting_{months}_months") for months in (12, 24, 60)
    )  # the later shares move with the first, or all who are kept in year 1 would be lost in year 2

    def drawn(share: Value) -> Mapping[str, Value]:
        return {
            "p_persisting_12_months": share,
            "p_persisting_24_months": share * (at_24 / at_12),
            "p_persisting_60_months": share * (at_60 / at_12),
        }

    return Lever("kept", inputs.range_of("p_persisting_12_months"), _FEWEST, _MOST, True, drawn)


def _effect(inputs: Parameters) -> Lever:
    """How many times as many fractures medicines prevent as in trials; the range is that of tablets on the hip.

    Up to the point at which some medicine would prevent every fracture of a kind.
    """
    risks = {name: inputs.number(name) for name in _MEDICINES}
    hip = inputs.range_of("rr_hip_oral")
    prevented = 1 - hip.value
    ours = Range(1.0, (1 - hip.high) / prevented, (1 - hip.low) / prevented)

    def drawn(times: Value) -> Mapping[str, Value]:
        return {name: 1 - (1 - risk) * times for name, risk in risks.items()}

    return Lever("effect", ours, 0, 1 / (1 - min(risks.values())), True, drawn)


def _risk(inputs: Parameters, rates: Mapping[tuple[str, str, int], Incidence]) -> Lever:
    """How many times as high the risk of every further fracture is; up to that of the American women of the check."""
    higher = inputs.number("p_refracture_us_24_months") / inputs.number("p_refracture_24_months")
    sites = tuple(dict.fromkeys(site for site, _, _ in rates))

    def drawn(times: Value) -> Mapping[str, Value]:
        return {RATE.format(site=site): times for site in sites}

    return Lever("risk", Range(1.0, 1.0, max(1.0, higher)), 0, _TIMES_RISK, True, drawn)
