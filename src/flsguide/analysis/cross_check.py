"""Two ways to say what a service does to further fractures, side by side and never multiplied together.

Top down: what studies counted with a service and without. Bottom up: more people start a medicine, some keep to it,
and it works as in trials; how many further fractures that leaves, of those without a service.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.option_draws import OptionDraws
from flsguide.analysis.probabilistic import EIGHT_IN_TEN, Estimate, estimate
from flsguide.evidence.errors import EvidenceError, MissingRowError
from flsguide.evidence.refracture_studies import RefractureStudy
from flsguide.evidence.vocabulary import KINDS

__all__ = ["CrossCheck", "cross_checks", "implied_ratio", "more_treated"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class CrossCheck:
    """A study's ratio of further fractures, and ours at the same follow-up."""

    study: RefractureStudy
    ours: tuple[Estimate, ...]
    """One for each of `years`."""
    years: tuple[int, ...]

    @property
    def is_within(self) -> bool | None:
        """Whether our mean lies within the study's interval at every follow-up; None where it printed none."""
        given = self.study.interval
        return None if given is None else all(given.low <= each.mean <= given.high for each in self.ours)


def implied_ratio(draws: OptionDraws, base: str, new: str, years: int) -> Array:
    """Further fractures of one year's people with `new`, over those with `base`, by the end of so many years.

    One number for each draw. It counts fractures, as the model does; studies count people with one or more.

    Raises:
        EvidenceError: years that are not 1 to the horizon.
        MissingRowError: an option that was not compared.
    """
    horizon = draws.case.horizon_years
    if not 1 <= years <= horizon:
        raise EvidenceError.at("cross-check", None, "years", years, f"1 to {horizon}, the years modelled")
    return _fractures(draws, new, years) / _fractures(draws, base, years)


def cross_checks(
    draws: OptionDraws, base: str, new: str, studies: Sequence[RefractureStudy]
) -> tuple[CrossCheck, ...]:
    """Each study beside ours at its own follow-up, or at several years where that was not read."""
    at = {
        year: estimate(implied_ratio(draws, base, new, year), EIGHT_IN_TEN)
        for study in studies
        for year in study.followed
    }
    return tuple(CrossCheck(study, tuple(at[y] for y in study.followed), study.followed) for study in studies)


def more_treated(draws: OptionDraws, base: str, new: str) -> Array:
    """The share of everybody who starts a medicine with `new` and would not with `base`: one number for each draw.

    If no medicine could do more than stop every fracture of these people, and their risk is as everybody's, then
    1 less this share is the lowest ratio that more treatment alone could give.
    """
    people = {site: sum(row.n for row in draws.case.cohort if row.site == site) for site in _sites(draws)}
    shares = [
        sum(people[site] * np.asarray(_treated(draws, option, site)) for site in people) for option in (new, base)
    ]
    found: Array = np.asarray(shares[0] - shares[1]) / sum(people.values())
    return found


def _fractures(draws: OptionDraws, option: str, years: int) -> Array:
    if option not in draws.case.strategies:
        raise MissingRowError.named("options", option, draws.case.strategies)
    found: Array = np.array([draws.outcomes[option][kind][:years] for kind in KINDS]).sum(axis=(0, 1))
    return found


def _sites(draws: OptionDraws) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.site for row in draws.case.cohort))


def _treated(draws: OptionDraws, option: str, site: str) -> Array:
    shares = draws.case.strategies[option][site]
    found: Array = np.asarray(sum(share for name, share in shares.items() if draws.case.pathways[name].treated))
    return found
