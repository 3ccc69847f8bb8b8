"""A service's own caseload: the national rates, moved to its own hip count where it gave one."""

import math
from collections.abc import Mapping

from flsguide.evidence.distributions import Z_95
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.incidence import Incidence
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.places import HIPS, Place
from flsguide.evidence.ranges import Range
from flsguide.evidence.tables import finite
from flsguide.model.caseload import Calibration, Caseload, caseload

__all__ = ["calibrate", "local_caseload"]


def local_caseload(
    place: Place,
    rates: Mapping[tuple[str, str, int], Incidence],
    year: int,
    inputs: Parameters,
    scenario: float = 1.0,
) -> Caseload:
    """Index fractures a year in one place.

    With its own hip count the rates are calibrated to it, on the people of the year it was counted in, so that a
    later year grows with its people. Without one the rates stay national, and the range allows for how
    places differ beyond age and sex (`p_place_difference`); England itself does not differ from England.

    Raises:
        EvidenceError: as `caseload` and `calibrate`.
    """
    hips = inputs[HIPS]
    if hips.counted_in is not None:
        then = caseload(place.people(hips.counted_in), rates, hips.counted_in)
        factors = calibrate(then, hips.value, inputs.range_of("p_non_hip_calibration"), hips.where)
    else:
        factors = Calibration(place_difference=0.0 if place.is_england else inputs.number("p_place_difference"))
    return caseload(place.people(year), rates, year, scenario, factors)


def calibrate(
    base: Caseload, local_hip_60_plus: float, non_hip_share: Range, where: str = "local numbers"
) -> Calibration:
    """Factors that make the hip count of people aged 60 and over a service's own.

    `base` holds the people of the year that the local count is from. If it is calibrated already, that is undone.
    Hip factor = local count / base count. Non-hip factor = 1 + share x (hip factor - 1): `non_hip_share`
    says how much of a local difference in hip fractures the other fractures are taken to share (0 to 1).
    `where` the count was read, for the message about a wrong one.

    Raises:
        EvidenceError: a local count that is not above 0, or so far from the table that it must be a mistake;
            a share that is not from 0 to 1.
    """
    for end in (non_hip_share.low, non_hip_share.value, non_hip_share.high):
        finite(end, "caseload", None, "non_hip_share", 0, 1)
    expected = base.total(("hip",), age_from=60).value / base.calibration.hip
    allowed = f"a count between a third and three times the {expected:.0f} that this population would have"
    local = finite(local_hip_60_plus, where, None, HIPS, 0)
    if not expected / 3 <= local <= expected * 3 or local == 0:
        raise EvidenceError.at(where, None, HIPS, local_hip_60_plus, allowed)
    excess = local / expected - 1
    ends = sorted((1 + non_hip_share.low * excess, 1 + non_hip_share.high * excess))
    return Calibration(
        hip=1 + excess,
        non_hip=1 + non_hip_share.value * excess,
        non_hip_low=ends[0],
        non_hip_high=ends[1],
        hip_relative_error=Z_95 / math.sqrt(local),
    )
