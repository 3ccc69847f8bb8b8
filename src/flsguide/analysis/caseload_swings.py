"""Which figure moves a caseload most, the others held: the way of counting, or one site's rate."""

from collections.abc import Mapping

from flsguide.analysis.sensitivity import Swing, one_way
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import Caseload

__all__ = ["WAY_OF_COUNTING", "caseload_swings"]

WAY_OF_COUNTING = "way of counting"


def caseload_swings(load: Caseload, ways_of_counting: Range) -> tuple[Swing, ...]:
    """The total at both ends of each input's range, widest first.

    Inputs are the level of each site (1 is the rate used; its range is the rate's own, with
    chance) and the way of counting, as a multiple of the base total (1 to 1.55).
    """
    sites = load.by_site()
    levels = {s: Range(1.0, r.low / r.value, r.high / r.value) for s, r in sites.items() if r.value > 0}

    def total(inputs: Mapping[str, float]) -> float:
        counted = sum(inputs[site] * sites[site].value for site in levels)
        return counted * inputs[WAY_OF_COUNTING] / load.scenario

    return one_way(total, levels | {WAY_OF_COUNTING: ways_of_counting})
