"""Every uncertain input at once: many draws of the inputs, each run through the model.

Draws run in chunks small enough for a processor's own memory, and are summed over groups of people inside
the chunk. All strategies see the same draws (common random numbers): chance does not blur their difference.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.groups import Groups, columns
from flsguide.evidence.case_file import Case
from flsguide.evidence.vocabulary import SITES, Value
from flsguide.model.outcomes import Outcomes, Yearly, outputs_of
from flsguide.model.pathway_table import run_pathway

__all__ = ["CHUNK", "EIGHT_IN_TEN", "Estimate", "estimate", "sampled_outcomes"]

CHUNK = 64
"""Draws that run together: with about 60 groups one array of them fills a small part of a level-2 cache."""

EIGHT_IN_TEN = 0.8
"""The share of draws that a result's range holds on a page."""

Draws = Mapping[str, NDArray[np.float64]]
CaseOf = Callable[[Mapping[str, Value]], Case]
"""Makes a case from draws of its inputs by name: a column of them, or one float each."""


@dataclass(frozen=True)
class Estimate:
    """The mean of draws, the range that holds a share of them, and how far chance may have moved the mean."""

    mean: float
    low: float
    high: float
    standard_error: float
    """Of the mean, from the number of draws alone (Monte-Carlo error)."""


def sampled_outcomes(case_of: CaseOf, draws: Draws, chunk: int = CHUNK) -> Outcomes:
    """Totals for each strategy by output and year: arrays with one number for each draw.

    Raises:
        ValueError: draws of different length, or a result that is not finite.
    """
    lengths = {len(values) for values in draws.values()}
    if len(lengths) != 1:
        msg = f"draws of {sorted(lengths)} lengths; every input needs the same number"
        raise ValueError(msg)
    (n,) = lengths
    parts = []
    for first in range(0, n, chunk):
        some = {name: values[first : first + chunk, np.newaxis] for name, values in draws.items()}
        parts.append(_of_chunk(case_of(some), min(chunk, n - first)))
    joined = {
        strategy: {name: _joined([part[strategy][name] for part in parts]) for name in outputs}
        for strategy, outputs in parts[0].items()
    }
    return Outcomes(joined)


def estimate(values: NDArray[np.float64], held: float = 0.95) -> Estimate:
    """What draws of one result say: their mean and the middle range that holds the share `held` of them."""
    tail = round((1 - held) / 2, 12)  # 0.025 and 0.1 as they are written
    low, high = np.quantile(values, (tail, 1 - tail))
    error = float(np.std(values, ddof=1)) / math.sqrt(len(values)) if len(values) > 1 else math.inf
    return Estimate(float(np.mean(values)), float(low), float(high), error)


def _of_chunk(case: Case, draws: int) -> dict[str, dict[str, Yearly]]:
    everybody = Groups(case.cohort, draws)
    totals: dict[str, dict[str, Yearly]] = {strategy: {} for strategy in case.strategies}
    for name, pathway in case.pathways.items():
        shares = {strategy: _shares(by_site, name) for strategy, by_site in case.strategies.items()}
        taken = [site for i, site in enumerate(SITES) if any(np.any(each[:, i]) for each in shares.values())]
        people = everybody.at_sites(taken)
        if not people.rows:
            continue
        outputs = outputs_of(case, pathway, run_pathway(case, pathway, people))  # draws x sites, per person
        for strategy, each in shares.items():
            entering = each * people.by_site
            for output, years in outputs.items():
                before = totals[strategy].get(output, (0.0,) * len(years))
                added = ((entering * np.atleast_2d(value)).sum(axis=1) for value in years)
                totals[strategy][output] = tuple(a + b for a, b in zip(before, added, strict=True))
    return totals


def _shares(by_site: Mapping[str, Mapping[str, Value]], pathway: str) -> NDArray[np.float64]:
    """A strategy's shares of one pathway: one row, or a row for each draw, by index site."""
    return columns([by_site[site].get(pathway, 0.0) for site in SITES])


def _joined(parts: list[Yearly]) -> Yearly:
    return tuple(np.concatenate(years) for years in zip(*parts, strict=True))
