"""Random draws of the model's inputs, each from its own row's range.

Every row has a random stream of its own, keyed by seed and name: more draws extend the list, and a new row
changes no other's. Rows that cannot go their own ways are drawn together: nobody who stopped a medicine by
12 months takes it at 24, and the two numbers that were fitted together give the shares that they were fitted to.
"""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from flsguide.evidence.distributions import Beta, Distribution, Normal, fit, sample
from flsguide.evidence.incidence import Incidence
from flsguide.evidence.parameters import Parameter, Parameters
from flsguide.evidence.ranges import Range
from flsguide.model.base_case import RATE

__all__ = ["IMMINENT", "PARTS", "PERSISTENCE", "drawn_inputs", "level_of", "with_own_drawn"]

PARTS = ("cohort", "treatment", "costs")
"""Parts of the model whose rows are drawn."""
PERSISTENCE = ("p_persisting_12_months", "p_persisting_24_months", "p_persisting_60_months")
"""Each is drawn as a share of the one before."""
IMMINENT = ("rr_imminent_excess", "n_imminent_months")
"""Fitted together, and drawn together."""
TARGETS = "p_refracture_"
"""Start of the names of what the model is fitted to: no inputs of it."""
Draws = dict[str, NDArray[np.float64]]


def drawn_inputs(inputs: Parameters, rates: Mapping[tuple[str, str, int], Incidence], n: int, seed: int) -> Draws:
    """`n` draws of every uncertain row and of the level of each site's fracture rates, by name.

    Raises:
        ValueError: fewer than 1 draw.
    """
    uncertain = [row for row in inputs.values() if row.applies_to in PARTS and row.distribution != "fixed"]
    rows = [row for row in uncertain if not row.name.startswith(TARGETS)]
    together = {*PERSISTENCE, *IMMINENT}
    draws = {row.name: sample(row.uncertainty, n, seed, row.name) for row in rows if row.name not in together}
    draws |= _persistence([inputs[name] for name in PERSISTENCE], n, seed)
    draws |= _imminent([inputs[name] for name in IMMINENT], inputs.number("r_imminent_correlation"), n, seed)
    for site in dict.fromkeys(site for site, _, _ in rates):
        name = RATE.format(site=site)
        level = level_of(rates, site)
        draws[name] = sample(fit("lognormal", level.value, level.low, level.high), n, seed, name)
    return draws


def with_own_drawn(draws: Draws, inputs: Parameters, n: int, seed: int) -> Draws:
    """National draws, with those of a service's own numbers drawn anew from the same stream; no other row is read."""
    own = {row.name for row in inputs.asked_of_a_service() if row.national is not None} & draws.keys()
    found = draws | {name: sample(inputs[name].uncertainty, n, seed, name) for name in own.difference(PERSISTENCE)}
    return found | _persistence([inputs[name] for name in PERSISTENCE], n, seed) if own & set(PERSISTENCE) else found


def level_of(rates: Mapping[tuple[str, str, int], Incidence], site: str) -> Range:
    """How far a site's rates may lie from the table: one level for both sexes and all ages, as a ratio."""
    rows = [row for key, row in rates.items() if key[0] == site]
    rate = math.fsum(row.rate for row in rows)
    return Range(1.0, math.fsum(row.low for row in rows) / rate, math.fsum(row.high for row in rows) / rate)


def _persistence(rows: list[Parameter], n: int, seed: int) -> Draws:
    """Shares still taking a medicine, each no higher than the one before.

    A later share is the earlier one times a share that lasted on; its spread is what the published ranges
    leave for it: relative variances add.
    """
    first, *later = rows
    draws = {first.name: sample(first.uncertainty, n, seed, first.name)}
    before = first
    for row in later:
        draws[row.name] = draws[before.name] * sample(_lasting(before, row), n, seed, row.name)
        before = row
    return draws


def _lasting(before: Parameter, row: Parameter) -> Distribution:
    mean = row.value / before.value
    relative = [one.uncertainty.sd / one.value for one in (before, row)]
    sd = mean * math.sqrt(max(relative[1] ** 2 - relative[0] ** 2, 1e-6))
    total = mean * (1 - mean) / sd**2 - 1
    return Beta(mean * total, (1 - mean) * total)


def _imminent(rows: list[Parameter], correlation: float, n: int, seed: int) -> Draws:
    """The imminent risk at the start and how fast it fades: log-normal each, their logarithms correlated.

    Each fits its own range, and most pairs that are unlike the fit are left out: a high start that fades slowly would
    give far more people another fracture than were counted.
    """
    start, fading = (sample(Normal(0.0, 1.0), n, seed, row.name) for row in rows)
    scores = (start, correlation * start + math.sqrt(1 - correlation**2) * fading)
    return {
        row.name: row.value * np.exp(_log_sd(row.uncertainty) * score)
        for row, score in zip(rows, scores, strict=True)
    }


def _log_sd(distribution: Distribution) -> float:
    """Standard deviation of the logarithm of what is log-normal; 0 of what is fixed."""
    return math.sqrt(math.log1p((distribution.sd / distribution.mean) ** 2))
