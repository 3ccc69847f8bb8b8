"""Which source of doubt moves a caseload most, the others held."""

from collections.abc import Mapping

from flsguide.analysis.sensitivity import Swing, one_way
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import Caseload, doubts_of

__all__ = ["WAY_OF_COUNTING", "caseload_swings"]

WAY_OF_COUNTING = "way of counting"


def caseload_swings(load: Caseload, ways_of_counting: Range) -> tuple[Swing, ...]:
    """The total at both ends of each source of doubt, widest first.

    Those of `model.caseload.doubts_of`, in fractures taken off or added, and the way of counting, as a multiple of
    the base total (1 to 1.55).
    """
    total = load.total().value
    doubts = {
        name: Range(0.0, -below, above) for name, (below, above) in doubts_of(load.counts, load.calibration).items()
    }

    def answer(inputs: Mapping[str, float]) -> float:
        return (total + sum(inputs[name] for name in doubts)) * inputs[WAY_OF_COUNTING] / load.scenario

    return one_way(answer, doubts | {WAY_OF_COUNTING: ways_of_counting})
