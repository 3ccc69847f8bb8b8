"""The base case's pathways: treated with what, for how long, seen by a service or not; and what may be switched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args, get_origin, get_type_hints

from flsguide.evidence.case_file import Pathway
from flsguide.evidence.vocabulary import KINDS, Value

__all__ = ["CHOICES", "Choices", "ValueOf", "pathways"]

ValueOf = Callable[[str], Value]
"""Gives the number of a row by its name: a float, or a column of draws."""
_MEDICINES = ("oral", "zoledronate")
_RELATIVE_RISK = {
    "oral": {"hip": "rr_hip_oral", "vert": "rr_vert_oral", "other": "rr_other_oral"},
    "zoledronate": {"hip": "rr_hip_zoledronate", "vert": "rr_vert_zoledronate", "other": "rr_other_zoledronate"},
}
"""Rows of what each medicine does, in full: a page runs again when a row changes that its code names."""


@dataclass(frozen=True)
class Choices:
    """What a reader may switch: not uncertain, but decided."""

    options: tuple[str, ...] = ("usual", "fls")
    """What is compared, the base first: see `service_options.OPTIONS`. More than two can be ranked together."""
    costs: Literal["incremental", "gross"] = "incremental"
    """The hospital cost of a hip fracture: over and above the year before it, or all of the year after it."""
    unit_costs: Literal["episode", "spell", "tariff"] = "episode"
    """How hospital care of a hip fracture is valued: each episode, each whole stay, or what a stay is paid for."""
    service_costs: Literal["trust_cash", "full_employer", "full_economic"] = "trust_cash"
    """What staff cost: what the trust pays, with the pension paid centrally, or with overheads. Never mixed."""
    staff: Literal["per_person", "posts"] = "per_person"
    """How a budget counts them: so much for each person seen, or whole posts, recruitment and setting up."""
    nurse_band: Literal["7", "4", "5", "6", "8a"] = "7"
    """Agenda for Change band of the nurses in whole posts."""
    follow_up: bool = False
    """Whether the service follows people up, so that more of them keep taking tablets (a scenario)."""
    survival: bool = False
    """Whether being seen lowers deaths in the first year by itself, as one programme observed (a scenario)."""
    horizon_years: int | None = None
    """Years modelled; None for the base case's."""


CHOICES = {name: get_args(hint) for name, hint in get_type_hints(Choices).items() if get_origin(hint) is Literal}
"""What each switch may be set to, the usual one first."""


def pathways(of: ValueOf, choices: Choices, national_at_12: Value) -> dict[str, Pathway]:
    """Untreated, tablets or infusion, each unseen or seen by the service.

    `national_at_12`: the national share still taking tablets at 12 months, from which they decline later. A service's
    own share is that of the people it sees.
    """
    found = {}
    for seen in (False, True):
        ending = "_seen" if seen else ""
        entry = _entry(of, choices) if seen else {}
        survival = (of("rr_mortality_service_year_1"), 1.0) if seen and choices.survival else (1.0,)
        found[f"untreated{ending}"] = _untreated(entry, survival)
        for medicine in _MEDICINES:
            row = "p_persisting_12_months_followed" if choices.follow_up else "p_persisting_12_months"
            stop = _stopping(of, medicine, national_at_12, of(row) if seen else national_at_12)
            found[f"{medicine}{ending}"] = _treated(of, entry, survival, stop, medicine)
    return found


def _entry(of: ValueOf, choices: Choices) -> dict[str, Value]:
    """What each person seen costs the service, once: its staff's time, and scans and blood tests."""
    return {
        "service_staff": of(f"c_service_staff_person_{choices.service_costs}"),
        "service_tests": of("p_scanned") * of("c_bone_scan") + of("c_blood_tests"),
    }


def _untreated(entry: Mapping[str, Value], survival: tuple[Value, ...]) -> Pathway:
    return Pathway(
        treated=False,
        relative_risk=dict.fromkeys(KINDS, 1.0),
        stop_monthly=(0.0,),
        delay_months=0.0,
        onset_months=0.0,
        residual_months=0.0,
        residual_share=0.0,
        mortality_ratio=survival,
        per_month_on_drug={},
        at_entry=entry,
    )


def _treated(
    of: ValueOf, entry: Mapping[str, Value], survival: tuple[Value, ...], stop: tuple[Value, ...], medicine: str
) -> Pathway:
    return Pathway(
        treated=True,
        relative_risk={kind: of(_RELATIVE_RISK[medicine][kind]) for kind in KINDS},
        stop_monthly=stop,
        delay_months=of("n_delay_months"),
        onset_months=of(f"n_onset_months_{medicine}"),
        residual_months=of(f"n_residual_months_{medicine}"),
        residual_share=of(f"p_residual_share_{medicine}"),
        mortality_ratio=survival,
        per_month_on_drug=_medicine_costs(of, medicine),
        at_entry=entry,
    )


def _stopping(of: ValueOf, medicine: str, national_at_12: Value, at_12: Value) -> tuple[Value, ...]:
    """Probability of stopping in a month of years 1, 2 and 3 and later.

    Tablets: from the shares who still take them at 12, 24 and 60 months, as 1 - (share kept) ** (1 / months).
    Their own share at 12 months moves the first year only: later people stop as they do nationally.
    """
    if medicine != "oral":
        return tuple(of(f"p_stop_monthly_{medicine}_year_{year}") for year in (1, 2, 3))
    at_24, at_60 = of("p_persisting_24_months"), of("p_persisting_60_months")
    return 1 - at_12 ** (1 / 12), 1 - (at_24 / national_at_12) ** (1 / 12), 1 - (at_60 / at_24) ** (1 / 36)


def _medicine_costs(of: ValueOf, medicine: str) -> dict[str, Value]:
    if medicine == "oral":
        return {"medicines": of("c_oral_month")}
    return {"medicines": of("c_zoledronate_drug_month"), "infusion_clinic": of("c_zoledronate_clinic_month")}
