"""A service's own caseload: the national rates, moved to its own hip count where it gave one."""

from collections.abc import Mapping, Sequence

from flsguide.evidence.incidence import Incidence
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.population import People
from flsguide.model.caseload import Calibration, Caseload, calibrate, caseload

__all__ = ["has_own_hip_count", "local_caseload"]


def has_own_hip_count(inputs: Parameters) -> bool:
    """Whether the service gave its own number of hip fractures."""
    return inputs["n_hip_fractures_60_plus"].national is not None


def local_caseload(
    people: Sequence[People],
    rates: Mapping[tuple[str, str, int], Incidence],
    year: int,
    inputs: Parameters,
    scenario: float = 1.0,
) -> Caseload:
    """Index fractures a year in a population, calibrated to the service's own hip count if it gave one.

    Raises:
        EvidenceError: as `caseload` and `calibrate`.
    """
    own: Calibration | None = None
    if has_own_hip_count(inputs):
        base = caseload(people, rates, year)
        own = calibrate(base, inputs.number("n_hip_fractures_60_plus"), inputs.range_of("p_non_hip_calibration"))
    return caseload(people, rates, year, scenario, own)
