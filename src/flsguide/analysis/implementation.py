"""The value of perfect implementation: what patients would gain if a step of the care cascade were done in full.

One step is raised, the others held. What it would cost to bring that about is not in it: the value is the most that
it would be worth paying each year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.option_draws import OptionDraws
from flsguide.analysis.todays_service import BASES, KEEP, PERSISTING, Change, TodaysService, starting
from flsguide.evidence.kpis import kpis
from flsguide.evidence.parameters import Parameters
from flsguide.model.base_strategies import Choices

__all__ = ["STEPS", "TOGETHER", "Raised", "implementation", "most_worth", "targets"]

STEPS: Mapping[str, str] = {
    "identified": "p_identified",
    "recommended": "p_recommended",
    "started": "p_started",
    "persisting": PERSISTING,
}
"""Steps of the cascade, in order, and the row that says how far today's service gets with each."""
TOGETHER = "together"
FULL_COST = Choices(service_costs=BASES[0])
Target = Literal["goal", "all"]
Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Raised:
    """One step raised, the others held, or all of them together."""

    step: str
    now: float | None
    """Share that reaches the step today, of those at the step before; None of all together."""
    to: float | None
    change: Change
    still_taking: Array
    """More people a year who still take a medicine at 12 months."""

    @property
    def is_met(self) -> bool:
        """Whether today's service is there already, so that nothing is raised."""
        return self.now is not None and self.to is not None and self.to <= self.now


def targets(inputs: Parameters, target: Target) -> dict[str, float]:
    """To what each step is raised: the level from which the audit's tables show green, or everybody who needs it.

    Not everybody who is found needs a medicine, so `all` of the step recommended is the share needing it in Glasgow's
    model.
    """
    if target == "all":
        return {step: inputs.number("p_recommended_glasgow") if step == "recommended" else 1.0 for step in STEPS}
    green = {kpi.cascade_step: kpi.green_from for kpi in kpis().values() if kpi.green_from is not None}
    return {step: (green[step] or 0.0) / 100 for step in STEPS}


def implementation(service: TodaysService, target: Target, choices: Choices = FULL_COST) -> tuple[Raised, ...]:
    """Each step raised to its target, the others held, and then all of them together; a step that is there stays."""
    goals = targets(service.inputs, target)
    now = {step: service.at_12 if step == "persisting" else service.inputs.number(row) for step, row in STEPS.items()}
    short = [step for step in STEPS if goals[step] > now[step]]
    today = service.run(KEEP, choices)
    kept = service.keeping(goals["persisting"]) if "persisting" in short else service
    found = []
    for step in STEPS:
        moved = today
        if step in short:
            raised = kept if step == "persisting" else service.at({STEPS[step]: goals[step]})
            moved = raised.run(KEEP, choices)
        at_12 = kept.at_12 if step == "persisting" else service.at_12
        found.append(Raised(step, now[step], goals[step], *_gain(today, moved, service.at_12, at_12)))
    every = kept.at({STEPS[step]: goals[step] for step in short if step != "persisting"}).run(KEEP, choices)
    return (*found, Raised(TOGETHER, None, None, *_gain(today, every, service.at_12, kept.at_12)))


def most_worth(found: Sequence[Raised], threshold: float) -> tuple[Raised, ...]:
    """The single steps whose mean net benefit at a threshold is above 0, the one with the highest first."""
    worth = {raised.step: float(raised.change.net_benefit(threshold).mean()) for raised in found}
    single = [raised for raised in found if raised.step != TOGETHER and worth[raised.step] > 0]
    return tuple(sorted(single, key=lambda raised: -worth[raised.step]))


def _gain(today: OptionDraws, moved: OptionDraws, before: float, after: float) -> tuple[Change, Array]:
    """What the moved service's today has more than today's own, in the same draws."""
    (_, service), old, new = KEEP, today.choice(), moved.choice()
    at = old.place(service)
    cost, qalys = ((b[at] - a[at]) * today.people for a, b in ((old.cost, new.cost), (old.qalys, new.qalys)))
    outputs = ("hip", "vert", "other")
    fewer = sum(
        np.sum(today.outcomes[service][kind], axis=0) - np.sum(moved.outcomes[service][kind], axis=0)
        for kind in outputs
    )
    started = starting(moved, service) - starting(today, service)
    return Change(started, np.asarray(fewer), qalys, cost), _kept(moved, after) - _kept(today, before)


def _kept(found: OptionDraws, at_12: float) -> Array:
    """People who still take tablets at 12 months: those of the service at its own share, all others at England's."""
    service = KEEP[1]
    elsewhere = starting(found, service, "") * found.inputs[PERSISTING]
    return starting(found, service, "_seen") * at_12 + elsewhere
