"""What it would be worth to know more before choosing: of everything (EVPI), and of some inputs (EVPPI).

Both are the net benefit lost because the choice must be made now, in pounds for the people that the draws are for.
They bound what a study, or a telephone call, can be worth; they are not what a particular one would be worth.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.cost_effectiveness import discounted
from flsguide.analysis.decision_uncertainty import StrategyDraws
from flsguide.analysis.smoothing import Basis, fitted, predicted_unseen
from flsguide.evidence.distributions import Z_95
from flsguide.evidence.errors import EvidenceError, MissingRowError
from flsguide.evidence.ranges import Range

__all__ = ["InformationValue", "PartialValue", "evpi", "evppi", "for_population", "ranked"]

Array = NDArray[np.float64]
Inputs = Mapping[str, Array]
"""The draws of each uncertain input by its row name, in the same order as the draws of the outcomes."""
Z_80 = NormalDist().inv_cdf(0.9)
"""Standard errors either side of a value that hold it 8 times in 10."""
LACK_OF_FIT = 4.0
"""A mean residual this many standard errors from 0 is no chance, though the largest of ten is looked at."""


@dataclass(frozen=True)
class InformationValue:
    """A value of information in pounds, for the people that the draws are for. Never below 0."""

    value: float
    standard_error: float
    """From the number of draws alone (Monte-Carlo error)."""

    @property
    def by_chance(self) -> Range:
        """Where other draws, as many, would put the value 8 times in 10: value -/+ 1.28 standard errors, from 0 up.

        It says how far the number of draws can be trusted, and nothing of whether the inputs' ranges are right.
        """
        far = Z_80 * self.standard_error
        return Range(self.value, max(0.0, self.value - far), self.value + far)


@dataclass(frozen=True)
class PartialValue(InformationValue):
    """The value of knowing some inputs exactly, and how far to trust the estimate."""

    names: tuple[str, ...]
    held_out: float
    """The same from choices made for draws that the regression had not seen. It errs low where `value` errs high, so
    the two should be close; it may fall below 0, and is left so."""
    explained: float
    """The least share of the variance of incremental net benefit that the inputs explain, of all strategies (R^2)."""
    misfit: float
    """The largest mean residual over tenths of the fitted values, in its standard errors."""

    @property
    def is_distinguishable(self) -> bool:
        """Whether chance alone would seldom give as much: 1 irrelevant input in 40 is taken for one that matters."""
        return self.held_out > Z_95 * self.standard_error

    @property
    def fits(self) -> bool:
        """Whether the regression follows the shape of the net benefit; if not, the value is too low."""
        return self.misfit < LACK_OF_FIT


def evpi(draws: StrategyDraws, threshold: float) -> InformationValue:
    """The expected value of perfect information: mean of the highest net benefit - highest mean net benefit.

    In the unit of people of the draws. Never below 0, because it is the mean of what each draw loses by the
    strategy that is best on average. Where two are best by a hair it errs low: chance picks the better-looking one.

    Raises:
        EvidenceError: a threshold below 0 or not finite.

    >>> draws = StrategyDraws(("usual", "fls"), np.array([[0.0] * 4, [-40, -20, 20, 100]]), np.zeros((2, 4)))
    >>> evpi(draws, 20_000).value  # usual care is best on average, and loses 40 and 20 in two of four draws
    15.0

    Source: claxton1999.
    """
    benefit = draws.net_benefit(threshold)
    lost = benefit.max(axis=0) - benefit[draws.best_on_average(threshold)]
    return InformationValue(float(lost.mean()), _standard_error(lost))


def for_population(per_person: float, people_a_year: float, years: int, discount_rate: float) -> float:
    """The value for everybody whom the choice will concern: per person x people a year, discounted over the years.

    The first year is not discounted. `years` is how long the choice stands before it would be made anew.

    Raises:
        EvidenceError: people, value or rate below 0 or not finite; years that are not a whole number above 0.

    >>> round(for_population(2.0, 1000, 2, 0.035), 2)
    3932.37
    """
    for field, value in (
        ("per_person", per_person),
        ("people_a_year", people_a_year),
        ("discount_rate", discount_rate),
    ):
        if not 0 <= value < math.inf:
            raise EvidenceError.at("value of information", None, field, value, "a number of 0 or more")
    if not isinstance(years, int) or isinstance(years, bool) or years < 1:
        raise EvidenceError.at("value of information", None, "years", years, "a whole number of years above 0")
    return per_person * discounted((people_a_year,) * years, discount_rate)


def evppi(draws: StrategyDraws, threshold: float, inputs: Inputs, names: Sequence[str]) -> PartialValue:
    """The expected value of knowing one input, or a group of them together, exactly: EVPPI by regression.

    Incremental net benefit is regressed on the inputs, over the draws there are. What the regression fits is the
    expected net benefit for somebody who knows them; the mean of the highest of these, less the highest mean, is the
    value. So no further run of the model is needed. Inputs that go together share what they tell.

    It errs high, because a regression follows some chance too; `held_out` shows by how much. It is never below 0.
    The standard error is that of the net benefit gained in the draws by choosing as the regression says.

    Raises:
        EvidenceError: a threshold below 0 or not finite, no names, a name that stands twice, draws of an input that
            are not finite or not as many as of the outcomes, too few draws for so many inputs.
        MissingRowError: a name that was not drawn.

    >>> rng = np.random.default_rng(1)
    >>> inputs = {"matters": rng.normal(0, 1, 2000), "idle": rng.normal(0, 1, 2000)}
    >>> cost = np.array([np.zeros(2000), 100 * inputs["matters"]])
    >>> draws = StrategyDraws(("usual", "fls"), cost, np.zeros((2, 2000)))
    >>> [evppi(draws, 20_000, inputs, [name]).is_distinguishable for name in inputs]
    [True, False]

    Source: strong2014; splines in place of its generalised additive models and Gaussian processes.
    """
    basis = Basis.of(_chosen(draws, inputs, names))
    benefit = draws.net_benefit(threshold)
    now = draws.best_on_average(threshold)
    gain = (benefit - benefit[now]).T  # draws x strategies, 0 for the choice made now
    known, unseen = fitted(basis, gain), predicted_unseen(basis, gain)
    rows = np.arange(draws.n)
    others = [i for i in range(len(draws.names)) if i != now]
    return PartialValue(
        value=float(known.max(axis=1).mean()),
        standard_error=_standard_error(gain[rows, known.argmax(axis=1)]),
        names=tuple(names),
        held_out=float(gain[rows, unseen.argmax(axis=1)].mean()),
        explained=min(_explained(gain[:, i], known[:, i]) for i in others),
        misfit=max(_misfit(gain[:, i], known[:, i]) for i in others),
    )


def ranked(draws: StrategyDraws, threshold: float, inputs: Inputs) -> tuple[PartialValue, ...]:
    """Which missing number is worth a telephone call: the EVPPI of each input alone, the most valuable first.

    Those that chance alone may have put on the list say so (`is_distinguishable`) and come last; of equal values, the
    one that explains more comes first. Values do not add up: of two inputs, each may be worth nothing alone and much
    together, or the other way round. So a list of nothing does not mean that nothing is worth knowing: see `evpi`.

    Raises:
        EvidenceError: as `evppi`; no inputs.
    """
    if not inputs:
        raise EvidenceError.at("value of information", None, "inputs", {}, "the draws of one input or more")
    each = [evppi(draws, threshold, inputs, [name]) for name in inputs]
    return tuple(sorted(each, key=lambda p: (not p.is_distinguishable, -p.value, -p.explained, p.names)))


def _chosen(draws: StrategyDraws, inputs: Inputs, names: Sequence[str]) -> Array:
    """The draws of the inputs named: draws x inputs."""
    if not names:
        raise EvidenceError.at("value of information", None, "names", [], "one input or more")
    for i, name in enumerate(names):
        if name not in inputs:
            raise MissingRowError.named("value of information", name, inputs, "the list of inputs to know")
        if name in names[:i]:
            raise EvidenceError.at("value of information", None, "names", name, "each input once")
        values = inputs[name]
        if values.shape != (draws.n,):
            allowed = f"as many draws as of the outcomes, {draws.n}"
            raise EvidenceError.at("value of information", None, name, values.shape, allowed)
        if not np.all(np.isfinite(values)):
            worst = float(values[~np.isfinite(values)][0])
            raise EvidenceError.at("value of information", None, name, worst, "finite numbers only")
    return np.column_stack([inputs[name] for name in names])


def _standard_error(values: Array) -> float:
    return float(np.std(values, ddof=1)) / math.sqrt(len(values))


def _explained(gain: Array, known: Array) -> float:
    """R^2; 0 where there is nothing to explain."""
    total = float(np.var(gain))
    return 1 - float(np.var(gain - known)) / total if total > 0 else 0.0


def _misfit(gain: Array, known: Array) -> float:
    """The largest mean residual over tenths of the fitted values, in standard errors; 0 if nothing is left over."""
    left = (gain - known)[np.argsort(known, kind="stable")]
    spread = float(np.std(left))
    if spread <= np.finfo(float).eps * float(np.abs(gain).max(initial=0.0)) * len(gain):
        return 0.0
    return max(abs(float(tenth.mean())) * math.sqrt(len(tenth)) / spread for tenth in np.array_split(left, 10))
