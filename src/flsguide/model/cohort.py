"""What happens to people after a fracture: one month of the model, in plain arithmetic.

Every value is a float or an array (draws x subgroups), so there is no `if`, `min` or `max` on one: a comparison
is a factor of 0 or 1 instead. The specification is `docs/methods/model.md`; its numbered steps are those below.
"""

import math
from typing import NamedTuple

from flsguide.evidence.vocabulary import KINDS, STATES, Value
from flsguide.model.runner import Values

__all__ = [
    "ALIVE", "DEAD", "EVENTS", "MONTHLY", "STATUSES", "Month", "capped", "drug_effect", "imminent_risk", "step",
    "step_without_medicine", "transition_matrix",
]  # fmt: skip

STATUSES = ("off", "on", "residual")
"""Medicine: not taken, taken, stopped with some effect left."""
EVENTS = (*KINDS, "deaths")
ALIVE = len(STATES) * len(STATUSES)
DEAD = ALIVE
"""Occupancy: the states off medicine, then on it, then residual, then the dead: 25 values."""
MONTHLY = 1 / 12


class Month(NamedTuple):
    """What holds in one month. Each value is a float or an array; probabilities and hazards are monthly."""

    survival: Values
    """Probability of living through the month, by state."""
    hazard: Values
    """Hazard of a fracture without medicine, by kind."""
    on_ratio: Values
    """Relative risk while on medicine, by kind."""
    residual_ratio: Values
    """Relative risk once it is stopped, by kind."""
    refracture_multiplier: Value
    """Times the probability of a fracture in every state but index."""
    care_home: Value
    """Probability of moving to a care home in the first year after a hip fracture."""
    stop: Value
    """Probability of stopping medicine."""
    keeps_effect: Value
    """1 where some effect is left after stopping, 0 where none is."""
    fade: Value
    """Probability that what is left of the effect ends."""


def step(occupancy: Values, month: Month) -> tuple[Values, Values]:
    """One month: death, fracture, moving on, medicine, in this order.

    Args:
        occupancy: 25 values, who is where at the start; see `DEAD` for their order.
        month: what holds in it.

    Returns:
        The occupancies at its end, and the events in it: fractures of each kind, deaths.

    People are neither made nor lost: occupancies keep their sum, and none becomes negative.
    """
    n = len(STATES)
    off, on, residual = occupancy[:n], occupancy[n : 2 * n], occupancy[2 * n : ALIVE]
    survival = month.survival
    deaths = sum((a + b + c) * (1 - s) for a, b, c, s in zip(off, on, residual, survival, strict=True))
    off, hip, vert, other = _fracture(_survivors(off, survival), month.hazard, month)
    hazard = _product(month.on_ratio, month.hazard)
    on, hip_on, vert_on, other_on = _fracture(_survivors(on, survival), hazard, month)
    hazard = _product(month.residual_ratio, month.hazard)
    residual, hip_left, vert_left, other_left = _fracture(_survivors(residual, survival), hazard, month)
    events = (hip + hip_on + hip_left, vert + vert_on + vert_left, other + other_on + other_left, deaths)
    return (*_medicine(off, on, residual, month), occupancy[DEAD] + deaths), events


def step_without_medicine(occupancy: Values, month: Month) -> tuple[Values, Values]:
    """The same month for people who never take medicine: the 8 states off it, then the dead.

    Equal to `step` with nobody on medicine, for a third of the work.
    """
    people, survival = occupancy[:-1], month.survival
    deaths = sum(a * (1 - s) for a, s in zip(people, survival, strict=True))
    after, hip, vert, other = _fracture(_survivors(people, survival), month.hazard, month)
    return (*after, occupancy[-1] + deaths), (hip, vert, other, deaths)


def transition_matrix(month: Month) -> tuple[Values, ...]:
    """Where somebody is a month later: a row for each of the 25 states, which sums to 1.

    Read off `step`, which moves one person at a time from each state; it is never written by hand, so that it
    cannot say anything else than what is run. The month's values are floats.
    """
    states = range(ALIVE + 1)
    return tuple(step(tuple(float(state == other) for other in states), month)[0] for state in states)


def _survivors(people: Values, survival: Values) -> Values:
    """Step 1: those alive at the end of the month."""
    return tuple([x * s for x, s in zip(people, survival, strict=True)])


def _fracture(people: Values, hazard: Values, month: Month) -> tuple[Values, Value, Value, Value]:
    """Steps 2 and 3: who breaks a bone, where that leads, and who moves on without one.

    A fracture at least as severe as that of the present state moves the person to the first year after it.
    A less severe one is counted, and the person goes on as if it had not happened. In a care home every
    fracture counts as hip and nobody moves.
    """
    index, hip1, hip2, vert1, vert2, other1, other2, care = people
    b_hip, b_vert, b_other = hazard
    total = b_hip + b_vert + b_other
    first = 1 - math.e**-total
    later = capped(first * month.refracture_multiplier)
    divisor = total + (total == 0)  # no hazard, no fracture: the shares do not matter then
    s_hip, s_vert, s_other = b_hip / divisor, b_vert / divisor, b_other / divisor
    l_hip, l_vert, l_other = later * s_hip, later * s_vert, later * s_other

    hips, verts, others = hip1 + hip2, vert1 + vert2, other1 + other2
    to_other = index * (first * s_other) + others * l_other
    to_vert = index * (first * s_vert) + (others + verts) * l_vert
    to_hip = index * (first * s_hip) + (others + verts + hips) * l_hip

    none = 1 - later  # written as sums, because a difference of three could fall below 0 by rounding
    at_vert, at_hip = none + l_other, none + l_other + l_vert
    still_hip, still_vert, still_other = hip1 * at_hip, vert1 * at_vert, other1 * none
    after = (
        index * (1 - first),
        to_hip + still_hip * (1 - (MONTHLY + month.care_home)),
        hip2 * at_hip + still_hip * MONTHLY,
        to_vert + still_vert * (1 - MONTHLY),
        vert2 * at_vert + still_vert * MONTHLY,
        to_other + still_other * (1 - MONTHLY),
        other2 * none + still_other * MONTHLY,
        care + still_hip * month.care_home,
    )
    return after, to_hip + care * later, to_vert + hips * l_vert, to_other + (hips + verts) * l_other


def _medicine(off: Values, on: Values, residual: Values, month: Month) -> Values:
    """Step 4: who stops, and whose effect ends. Who stops this month does not lose the effect in it."""
    keep, stay = month.stop * month.keeps_effect, 1 - month.fade
    lose = month.stop - keep
    takes = 1 - month.stop
    return (
        *[a + b * lose + c * month.fade for a, b, c in zip(off, on, residual, strict=True)],
        *[b * takes for b in on],
        *[b * keep + c * stay for b, c in zip(on, residual, strict=True)],
    )


def _product(ratios: Values, hazards: Values) -> Values:
    return tuple([r * h for r, h in zip(ratios, hazards, strict=True)])


def capped(probability: Value) -> Value:
    """A probability that a multiplier may have pushed above 1: the lower of it and 1."""
    return probability * (probability <= 1) + (probability > 1)


def imminent_risk(cycle: int, site_multiplier: Value, imminent_excess: Value, imminent_months: Value) -> Value:
    """How much likelier a fracture is `cycle` months after the index fracture than at that age in general.

    site multiplier x (1 + excess x exp(-cycle / months)): highest at once, then fading.
    """
    return site_multiplier * (1 + imminent_excess * math.e ** (-cycle / imminent_months))


def drug_effect(cycle: int, delay_months: Value, onset_months: Value) -> Value:
    """Share of a medicine's full effect that is there in a month, 0 to 1.

    It begins after the delay and grows in a straight line over the onset; without an onset it is there at once.
    The middle of the month counts.
    """
    waited = cycle + 0.5 - delay_months
    growing = (waited > 0) * (waited < onset_months) * waited / (onset_months + (onset_months == 0))
    return (onset_months > 0) * ((waited >= onset_months) + growing) + (onset_months == 0) * (cycle >= delay_months)
