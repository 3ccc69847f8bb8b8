"""The Sick-Sicker teaching model with uncertain rates, in both packages (Alarid-Escudero et al. 2023)."""

import numpy as np
import pandas as pd
from heormodel.models.markov import CohortSpec, MarkovModel
from numpy.typing import NDArray

from flsguide.model.runner import Values, run

STRATEGIES = ("", "A", "B", "AB")
NAMES = ("no treatment", "A", "B", "A and B")
CYCLES = 75
Array = NDArray[np.float64]


def draws(n: int) -> pd.DataFrame:
    """Rates and costs about their published values."""
    rng = np.random.default_rng(1)
    middle = {"die": 0.002, "sick": 0.15, "well": 0.5, "worse": 0.105, "hr_b": 0.6, "c_s1": 4000.0, "c_s2": 15000.0}
    return pd.DataFrame({name: value * rng.uniform(0.8, 1.2, n) for name, value in middle.items()})


def _probabilities(p: "pd.Series[float] | pd.DataFrame", strategy: str) -> dict[str, Array]:
    rate = {
        "d_h": p["die"], "d_1": 3 * p["die"], "d_2": 10 * p["die"], "sick": p["sick"], "well": p["well"],
        "worse": p["worse"] * (p["hr_b"] if "B" in strategy else 1.0),
    }  # fmt: skip
    return {name: 1 - np.exp(-np.asarray(value)) for name, value in rate.items()}


def engine() -> MarkovModel:
    """The other package's model, with half-cycle weights."""

    def spec(p: "pd.Series[float]", name: str) -> CohortSpec:
        strategy = STRATEGIES[NAMES.index(name)]
        q = _probabilities(p, strategy)
        h, s1, s2 = 1 - q["d_h"], 1 - q["d_1"], 1 - q["d_2"]
        matrix = np.array([
            [h * (1 - q["sick"]), h * q["sick"], 0.0, q["d_h"]],
            [s1 * q["well"], s1 * (1 - q["well"] - q["worse"]), s1 * q["worse"], q["d_1"]],
            [0.0, 0.0, s2, q["d_2"]],
            [0.0, 0.0, 0.0, 1.0],
        ])  # fmt: skip
        extra = 12000 * ("A" in strategy) + 13000 * ("B" in strategy)
        cost = np.array([2000.0, p["c_s1"] + extra, p["c_s2"] + extra, 0.0])
        return CohortSpec(matrix, cost, np.array([1.0, 0.95 if "A" in strategy else 0.75, 0.5, 0.0]))

    return MarkovModel(
        states=("H", "S1", "S2", "D"),
        interventions=NAMES,
        transitions_and_rewards=spec,
        n_cycles=CYCLES,
        cycle_correction="half_cycle",
    )


def ours(p: pd.DataFrame) -> dict[str, tuple[Array, Array]]:
    """Discounted cost and QALYs of every draw by strategy, all at once: arrays of draws x strategies."""
    each = [_probabilities(p, strategy) for strategy in STRATEGIES]
    q = {name: np.column_stack([one[name] for one in each]) for name in each[0]}
    live_h, live_1, live_2 = 1 - q["d_h"], 1 - q["d_1"], 1 - q["d_2"]
    h_h, h_1 = live_h * (1 - q["sick"]), live_h * q["sick"]
    s_h, s_1, s_2 = live_1 * q["well"], live_1 * (1 - q["well"] - q["worse"]), live_1 * q["worse"]

    def step(occupancy: Values, cycle: int) -> tuple[Values, Values]:
        del cycle
        h, s1, s2 = occupancy
        return (h * h_h + s1 * s_h, h * h_1 + s1 * s_1, s2 * live_2 + s1 * s_2), ()

    one = np.ones_like(live_h)
    now: Values = (one, 0 * one, 0 * one)
    spent = [0.5 * x for x in now]
    for cycle in range(1, CYCLES + 1):
        now = run(step, now, cycle - 1, cycle, "end").after
        weight = (0.5 if cycle == CYCLES else 1.0) * 1.03**-cycle
        spent = [total + weight * present for total, present in zip(spent, now, strict=True)]
    extra = np.array([12000 * ("A" in s) + 13000 * ("B" in s) for s in STRATEGIES])
    c1, c2 = (p[[name]].to_numpy() + extra for name in ("c_s1", "c_s2"))
    u1 = np.array([0.95 if "A" in s else 0.75 for s in STRATEGIES])
    cost, qalys = 2000 * spent[0] + c1 * spent[1] + c2 * spent[2], spent[0] + u1 * spent[1] + 0.5 * spent[2]
    return {name: (cost[:, i], qalys[:, i]) for i, name in enumerate(NAMES)}
