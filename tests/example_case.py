"""A small artificial case for tests: round numbers that nobody should mistake for evidence."""

import copy
from collections.abc import Callable
from typing import Any

from flsguide.evidence.case_file import Case, case_from
from flsguide.evidence.vocabulary import KINDS, SEXES, SITES, STATES

Content = dict[str, Any]
_NEVER = {
    "treated": False,
    "relative_risk": {"hip": 1, "vert": 1, "other": 1},
    "stop_monthly": [0],
    "delay_months": 0,
    "onset_months": 0,
    "residual_months": 0,
    "residual_share": 0,
    "mortality_ratio": [1],
    "per_month_on_drug": {},
    "at_entry": {},
}
_TREATED = {
    "treated": True,
    "relative_risk": {"hip": 0.6, "vert": 0.4, "other": 0.8},
    "stop_monthly": [0.06, 0.03, 0.02],
    "delay_months": 3,
    "onset_months": 9,
    "residual_months": 24,
    "residual_share": 0.5,
    "mortality_ratio": [1],
    "per_month_on_drug": {"medicines": 1},
    "at_entry": {"service": 200},
}


def content(**changes: Any) -> Content:
    """The content of a case file, with some of its keys replaced."""
    case: Content = {
        "horizon_years": 6,
        "entry_years": 3,
        "ramp": [0.5, 0.75, 1],
        "discount_costs": 0.035,
        "discount_qalys": 0.015,
        "thresholds": [20000, 30000],
        "imminent_excess": 2,
        "imminent_months": 20,
        "refracture_multiplier": 1.5,
        "care_home_monthly": 0.01,
        "tables": {
            "fracture": {kind: _ages(lambda age, c=c: c * 1.08 ** (age - 50)) for kind, c in _RATES.items()},
            "mortality": _ages(lambda age: min(1, 0.003 * 1.1 ** (age - 50))),
            "utility_norm": _ages(lambda age: 0.9 - 0.004 * (age - 50)),
        },
        "site_multiplier": {"hip": 1, "vert": 2.5, "humerus": 1.4, "forearm": 1.2, "other": 1.1},
        "smr": {state: {"female": 1.2 + 0.1 * i, "male": 1.3 + 0.1 * i} for i, state in enumerate(STATES)},
        "utility_multiplier": dict(zip(STATES, (1, 0.7, 0.8, 0.6, 0.9, 0.9, 1, 0.6), strict=True)),
        "bed_days": {"hip": 20, "vert": 6, "other": 3},
        "lines": {
            "admissions": {"release": "capacity", "holders": {"acute": 1}},
            "medicines": {"release": "cash", "holders": {"primary": 1}},
            "care_home": {"release": "cash", "holders": {"social": 0.5, "family": 0.5}},
            "informal_care": {"release": "welfare", "holders": {"family": 1}},
            "service": {"release": "cash", "holders": {"programme": 0.75, "acute": 0.25}},
        },
        "per_fracture": {"admissions": {"hip": 14000, "vert": 2000, "other": 1500}},
        "per_month": {"care_home": {"care": 4000}, "informal_care": {"hip1": 900, "vert1": 100}},
        "fixed_costs": {},
        "pathways": {
            "unseen": _NEVER,
            "seen": {**_NEVER, "at_entry": {"service": 200}},
            "tablets": _TREATED,
        },
        "strategies": {
            "usual": {site: {"unseen": 0.8, "tablets": 0.2} for site in SITES},
            "fls": {site: {"seen": 0.5, "tablets": 0.5} for site in SITES},
        },
        "compare": ["usual", "fls"],
        "cohort": [
            {"age": age, "sex": sex, "site": site, "n": 10}
            for age in (62.5, 77, 96.25)
            for sex in SEXES
            for site in ("hip", "forearm")
        ],
    }
    return copy.deepcopy(case | changes)


def a_case(**changes: Any) -> Case:
    """The same, read."""
    return case_from(content(**changes))


def changed(change: Callable[[Content], object]) -> Case:
    """The same, after `change` has altered its content in place."""
    found = content()
    change(found)
    return case_from(found)


def _ages(value: Callable[[int], float]) -> dict[str, list[float]]:
    return {"female": [value(a) for a in range(50, 100)], "male": [0.8 * value(a) for a in range(50, 100)]}


_RATES = dict(zip(KINDS, (0.0005, 0.001, 0.006), strict=True))
