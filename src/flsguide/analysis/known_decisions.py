"""Known choices between strategies, put to the same analysis as our own.

Six plans: the teaching example of the US Veterans Affairs Health Economics Resource Center (herc). HIV screening:
costs and life-months of paltiel2006. Normal net benefit: a choice between two whose value of information has a closed
form (claxton1999), by draws. What they must come to is `data/validation_cases.csv`.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from flsguide.analysis.decision_uncertainty import StrategyDraws, acceptability
from flsguide.analysis.incremental import Strategy, fully_incremental
from flsguide.analysis.value_of_information import evpi, evppi
from flsguide.evidence.distributions import Normal, sample

__all__ = ["Results", "icers", "known_decisions"]

Results = dict[str, float]
"""Figures by their words in the table."""

_SIX_PLANS = (
    Strategy("usual care", 5_000, 1),
    Strategy("plan A", 12_000, 1.5),
    Strategy("plan B", 10_000, 2),
    Strategy("plan C", 25_000, 3),
    Strategy("plan D", 35_000, 4),
    Strategy("plan E", 55_000, 5),
)
_SCREENING = (
    Strategy("usual care", 26_000, 277.25 / 12),
    Strategy("screening once", 27_000, 277.57 / 12),
    Strategy("every five years", 28_020, 277.78 / 12),
    Strategy("every three years", 28_440, 277.83 / 12),
    Strategy("every year", 29_440, 277.76 / 12),
)
_MEAN, _FIRST_SD, _SECOND_SD = 1_000, 3_200, 2_400
"""Pounds of net benefit: together the two inputs have a standard deviation of 4,000."""
_DRAWS, _SEED = 20_000, 1


def known_decisions() -> Mapping[str, Callable[[], Results]]:
    """How each known choice's figures are worked out, by its name in the table."""
    return {
        "herc": lambda: _frontier("unit of effect", _SIX_PLANS),
        "hiv_screening": lambda: _frontier("life-year", _SCREENING),
        "normal": _normal,
    }


def icers(strategies: Sequence[Strategy]) -> Results:
    """The ICER of each strategy on the frontier after the one before it, by the names of both.

    >>> icers([Strategy("usual care", 0, 10), Strategy("service", 100, 10.5)])
    {'service after usual care': 200.0}
    """
    standings = fully_incremental(strategies)
    return {f"{s.strategy.name} after {s.compared_with}": s.icer for s in standings if s.icer is not None}


def _frontier(unit: str, strategies: Sequence[Strategy]) -> Results:
    found: Results = {f"Dollars for each {unit}, {names}": icer for names, icer in icers(strategies).items()}
    status = Counter(s.status for s in fully_incremental(strategies))
    return found | {f"Plans {how}": status[how] for how in ("strongly dominated", "extendedly dominated")}


def _normal() -> Results:
    inputs = {
        name: sample(Normal(0.0, sd), _DRAWS, _SEED, name) for name, sd in (("one", _FIRST_SD), ("two", _SECOND_SD))
    }
    benefit = _MEAN + inputs["one"] + inputs["two"]
    nothing = np.zeros_like(benefit)
    draws = StrategyDraws(("old", "new"), np.array([nothing, -benefit]), np.array([nothing, nothing]))
    (at,) = acceptability(draws, [0.0])
    return {
        "Chance that the new plan is best": at.probability["new"].value,
        "Value of knowing everything (EVPI), pounds": evpi(draws, 0.0).value,
        "Value of knowing one of two inputs (EVPPI), pounds": evppi(draws, 0.0, inputs, ["one"]).value,
    }
