"""How uncertain a figure is, and random draws from it.

A distribution is fitted to a value and its 95 % interval by the method of moments
(Briggs, Claxton and Sculpher, Decision Modelling for Health Economic Evaluation, 2006).
Each parameter has a random stream of its own, keyed by its name: adding a parameter
changes no other's draws, and asking for more draws extends the list.
"""

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "FAMILIES",
    "Beta",
    "Dirichlet",
    "Distribution",
    "Fixed",
    "Gamma",
    "LogNormal",
    "Normal",
    "dirichlet",
    "fit",
    "sample",
]

Z_95 = 1.959963984540054
"""Standard normal 97.5th centile: an interval of mean +- Z_95 standard deviations holds 95 %."""


@dataclass(frozen=True)
class Fixed:
    """A value that is not varied."""

    value: float

    @property
    def mean(self) -> float:
        """The value."""
        return self.value

    @property
    def sd(self) -> float:
        """0."""
        return 0.0

    def draw(self, rng: "np.random.Generator", n: int) -> "NDArray[np.float64]":
        """`n` copies; the stream is left as it is."""
        del rng
        import numpy as np  # noqa: PLC0415  # random draws are the one thing here that needs NumPy

        return np.full(n, self.value)


@dataclass(frozen=True)
class Normal:
    """Symmetric, unbounded: differences and, with care, means of large samples."""

    mean: float
    sd: float

    def draw(self, rng: "np.random.Generator", n: int) -> "NDArray[np.float64]":
        """`n` draws, shape (n,)."""
        return rng.normal(self.mean, self.sd, n)


@dataclass(frozen=True)
class Beta:
    """Between 0 and 1: probabilities, shares, utilities."""

    alpha: float
    beta: float

    @property
    def mean(self) -> float:
        """Mean: alpha / (alpha + beta)."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def sd(self) -> float:
        """Square root of mean (1 - mean) / (alpha + beta + 1)."""
        return math.sqrt(self.mean * (1 - self.mean) / (self.alpha + self.beta + 1))

    def draw(self, rng: "np.random.Generator", n: int) -> "NDArray[np.float64]":
        """`n` draws, shape (n,)."""
        return rng.beta(self.alpha, self.beta, n)


@dataclass(frozen=True)
class Gamma:
    """Above 0 and skewed: costs, rates."""

    shape: float
    scale: float

    @property
    def mean(self) -> float:
        """Shape x scale."""
        return self.shape * self.scale

    @property
    def sd(self) -> float:
        """Square root of the shape, times the scale."""
        return math.sqrt(self.shape) * self.scale

    def draw(self, rng: "np.random.Generator", n: int) -> "NDArray[np.float64]":
        """`n` draws, shape (n,)."""
        return rng.gamma(self.shape, self.scale, n)


@dataclass(frozen=True)
class LogNormal:
    """Above 0, symmetric as a ratio: relative risks. The published value is its median."""

    mu: float
    sigma: float

    @property
    def median(self) -> float:
        """exp(mu): the published ratio."""
        return math.exp(self.mu)

    @property
    def mean(self) -> float:
        """exp(mu + sigma^2 / 2): a little above the published ratio."""
        return math.exp(self.mu + self.sigma**2 / 2)

    @property
    def sd(self) -> float:
        """Mean times the square root of exp(sigma^2) - 1."""
        return self.mean * math.sqrt(math.expm1(self.sigma**2))

    def draw(self, rng: "np.random.Generator", n: int) -> "NDArray[np.float64]":
        """`n` draws, shape (n,)."""
        return rng.lognormal(self.mu, self.sigma, n)


@dataclass(frozen=True)
class Dirichlet:
    """Shares that sum to 1: a case mix."""

    alphas: tuple[float, ...]

    @property
    def mean(self) -> tuple[float, ...]:
        """The shares."""
        return tuple(a / sum(self.alphas) for a in self.alphas)

    def draw(self, rng: "np.random.Generator", n: int) -> "NDArray[np.float64]":
        """`n` draws, shape (n, number of shares); each row sums to 1."""
        return rng.dirichlet(self.alphas, n)


Distribution = Fixed | Normal | Beta | Gamma | LogNormal
FAMILIES = ("fixed", "normal", "beta", "gamma", "lognormal")


def fit(family: str, value: float, low: float | None = None, high: float | None = None) -> Distribution:
    """The distribution of a figure from its value and 95 % interval.

    The interval's width gives the standard deviation, width / (2 x 1.96); the mean is the
    value. So a lopsided interval is matched in width and not end by end. For `lognormal` the
    value is the median and the width is taken on the log scale, as published intervals of
    ratios are. An interval of no width gives the value itself.

    >>> round(fit("gamma", 100.0, 80.4, 119.6).mean, 9)
    100.0
    >>> round(fit("beta", 0.43, 0.33, 0.53).mean, 12)
    0.43

    Raises:
        ValueError: an unknown family; no interval; a value outside it; an interval wider than the family allows;
            a number that is not finite.
    """
    if family not in FAMILIES:
        msg = f"{family!r} is not a distribution; use one of {', '.join(FAMILIES)}"
        raise ValueError(msg)
    if family == "fixed" and math.isfinite(value):
        return Fixed(value)
    if low is None or high is None or not -math.inf < low <= value <= high < math.inf:
        msg = f"{family}: needs finite low <= value <= high, got {low}, {value}, {high}"
        raise ValueError(msg)
    if low == high:
        return Fixed(value)
    sd = (high - low) / (2 * Z_95)
    if not 0 < sd * sd < math.inf:
        msg = f"{family}: the interval from {low} to {high} is too narrow or too wide to work with"
        raise ValueError(msg)
    if family == "normal":
        return Normal(value, sd)
    if family == "beta":
        return _beta(value, sd)
    if family == "gamma":
        return _gamma(value, low, sd)
    if low <= 0:
        msg = f"lognormal: low is {low}; give an interval above 0"
        raise ValueError(msg)
    return LogNormal(math.log(value), (math.log(high) - math.log(low)) / (2 * Z_95))


def dirichlet(shares: tuple[float, ...], effective_n: float) -> Dirichlet:
    """Shares as if they had been counted among `effective_n` people.

    Raises:
        ValueError: a share of 0 or less, shares that do not sum to 1, no people.
    """
    shares_hold = all(s > 0 for s in shares) and abs(sum(shares) - 1) <= 1e-9  # noqa: PLR2004  # rounding only
    if not (shares_hold and 0 < effective_n < math.inf):
        msg = f"shares {shares} with effective_n {effective_n}: give shares above 0 that sum to 1, and people above 0"
        raise ValueError(msg)
    return Dirichlet(tuple(s * effective_n for s in shares))


def sample(distribution: Distribution | Dirichlet, n: int, seed: int, name: str) -> "NDArray[np.float64]":
    """`n` draws of the parameter called `name`: the same for the same seed, and a prefix of any longer list.

    Raises:
        ValueError: fewer than 1 draw.
    """
    if n < 1:
        msg = f"{name}: {n} draws; ask for 1 or more"
        raise ValueError(msg)
    import numpy as np  # noqa: PLC0415  # random draws are the one thing here that needs NumPy

    key = hashlib.sha256(f"{seed}:{name}".encode()).digest()[:16]
    return distribution.draw(np.random.Generator(np.random.PCG64(int.from_bytes(key, "big"))), n)


def _gamma(mean: float, low: float, sd: float) -> Gamma:
    if low < 0 or mean <= 0:
        msg = f"gamma: low is {low} and the value {mean}; give an interval of 0 or more about a value above 0"
        raise ValueError(msg)
    return Gamma((mean / sd) ** 2, sd**2 / mean)


def _beta(mean: float, sd: float) -> Beta:
    widest = mean * (1 - mean)
    if not 0 < mean < 1 or sd**2 >= widest:
        msg = f"beta: a mean of {mean} with a standard deviation of {sd:.3g} does not fit between 0 and 1; narrow it"
        raise ValueError(msg)
    total = widest / sd**2 - 1
    return Beta(mean * total, (1 - mean) * total)
