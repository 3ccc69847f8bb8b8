"""From fractures to people whom a fracture liaison service would be asked to see."""

import math

from flsguide.evidence.ranges import Range
from flsguide.evidence.tables import finite
from flsguide.model.caseload import Caseload, range_of, scaled

__all__ = ["people_to_see"]


def people_to_see(load: Caseload, eligible_other: Range, people_per_fracture: Range) -> Range:
    """People a year whom a fracture liaison service would be asked to see.

    (All fractures less the ineligible part of "other": skull, face, fingers, toes) x people per fracture.
    Ranges combine as independent: that of the fractures left in, of the eligible part, of people per fracture.

    Raises:
        EvidenceError: an eligible part or a number of people per fracture that is not from 0 to 1.
    """
    for field, share in (("eligible_other", eligible_other), ("people_per_fracture", people_per_fracture)):
        for end in (share.low, share.value, share.high):
            finite(end, "caseload", None, field, 0, 1)
    left_in = [scaled(c, eligible_other.value) if c.site == "other" else c for c in load.counts]
    fractures = range_of(left_in, load.calibration)
    other = math.fsum(c.fractures for c in load.counts if c.site == "other")
    each = people_per_fracture.value

    def move(count: float, eligible: float, people: float) -> float:
        return math.hypot(
            (count - fractures.value) * each,
            other * (eligible - eligible_other.value) * each,
            fractures.value * (people - each),
        )

    value = fractures.value * each
    below = move(fractures.low, eligible_other.low, people_per_fracture.low)
    above = move(fractures.high, eligible_other.high, people_per_fracture.high)
    return Range(value, max(0.0, value - below), value + above)
