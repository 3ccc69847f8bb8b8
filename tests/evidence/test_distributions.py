import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flsguide.evidence.distributions import (
    FAMILIES,
    Beta,
    Dirichlet,
    Distribution,
    Fixed,
    Gamma,
    LogNormal,
    Normal,
    dirichlet,
    fit,
    sample,
)

Z = 1.959963984540054  # standard normal 97.5th centile, any table
ONE_OF_EACH = [
    fit("normal", -3.0, -5.0, -1.0),
    fit("beta", 0.24, 0.2, 0.3),
    fit("beta", 0.5, 0.0, 1.0),
    fit("gamma", 15_009.0, 11_531.0, 18_869.0),
    fit("gamma", 5.0, 0.5, 12.0),
    fit("lognormal", 0.66, 0.56, 0.77),
]
names = pytest.mark.parametrize("distribution", ONE_OF_EACH, ids=str)


# Worked by hand


def test_a_normal_interval_of_plus_and_minus_196_has_a_standard_deviation_of_1():
    assert fit("normal", 10.0, 10.0 - Z, 10.0 + Z) == Normal(10.0, pytest.approx(1.0))


def test_a_beta_of_mean_a_half_and_sd_a_tenth_is_12_and_12():
    # mean (1 - mean) / sd^2 - 1 = 0.25 / 0.01 - 1 = 24, shared by the mean
    found = fit("beta", 0.5, 0.5 - 0.1 * Z, 0.5 + 0.1 * Z)
    assert (found.alpha, found.beta) == pytest.approx((12.0, 12.0))


def test_a_gamma_of_mean_100_and_sd_20_has_shape_25_and_scale_4():
    found = fit("gamma", 100.0, 100.0 - 20 * Z, 100.0 + 20 * Z)
    assert (found.shape, found.scale) == pytest.approx((25.0, 4.0))


def test_a_relative_risk_is_the_median_and_its_interval_is_symmetric_as_a_ratio():
    # a hip fracture relative risk of 0.66 (0.56 to 0.77): ln 0.66 = -0.4155; ln(0.77 / 0.56) / 3.92 = 0.08124
    found = fit("lognormal", 0.66, 0.56, 0.77)
    assert (found.mu, found.sigma) == pytest.approx((-0.4155, 0.08124), abs=5e-5)
    assert found.median == pytest.approx(0.66)
    assert found.mean == pytest.approx(0.66218, abs=5e-6)  # 0.66 x exp(0.08124^2 / 2)


# The fit gives back what it was given


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6), st.floats(0, 1))
def test_a_normal_has_the_value_as_mean_and_the_width_as_396_sds(value: float, width: float, share: float):
    low = value - share * width
    high = low + width
    assume(low <= value <= high)
    found = fit("normal", value, low, high)
    assert found.mean == value
    assert found.sd == pytest.approx((high - low) / (2 * Z))


@given(st.floats(0.01, 0.99), st.floats(0.001, 0.9), st.floats(0, 1))
def test_a_beta_has_the_value_as_mean_and_the_width_as_396_sds(value: float, width: float, share: float):
    low, high = value - share * width, value + (1 - share) * width
    sd = (high - low) / (2 * Z)
    assume(sd**2 < 0.999 * value * (1 - value) and low <= value <= high)
    found = fit("beta", value, low, high)
    assert (found.mean, found.sd) == (pytest.approx(value), pytest.approx(sd))


@given(st.floats(0.01, 1e6), st.floats(0.01, 0.99), st.floats(0.001, 3))
def test_a_gamma_has_the_value_as_mean_and_the_width_as_396_sds(value: float, below: float, above: float):
    low, high = value * below, value * (1 + above)
    found = fit("gamma", value, low, high)
    assert (found.mean, found.sd) == (pytest.approx(value), pytest.approx((high - low) / (2 * Z)))


@given(st.floats(0.01, 100), st.floats(0.1, 0.99), st.floats(1.01, 10))
def test_a_lognormal_has_the_value_as_median_and_the_log_width_as_396_sigmas(
    value: float, below: float, above: float
):
    found = fit("lognormal", value, value * below, value * above)
    assert found.median == pytest.approx(value)
    assert math.exp(found.sigma * 2 * Z) == pytest.approx(above / below)
    assert found.mean > value


@given(st.sampled_from(FAMILIES), st.floats(0.001, 0.999))
def test_an_interval_of_no_width_is_the_value_itself(family: str, value: float):
    assert fit(family, value, value, value) == Fixed(value)


def test_a_fixed_value_ignores_its_interval():
    assert fit("fixed", 440.0, 400.0, 480.0) == Fixed(440.0)
    assert (Fixed(440.0).mean, Fixed(440.0).sd) == (440.0, 0.0)


@pytest.mark.parametrize(
    ("family", "value", "low", "high", "words"),
    [
        ("triangular", 1, 0, 2, "use one of fixed, normal, beta, gamma, lognormal"),
        ("", 1, 0, 2, "use one of"),
        ("beta", 0.5, None, None, "finite low <= value <= high"),
        ("beta", 0.5, 0.4, None, "finite low <= value <= high"),
        ("beta", 0.5, 0.6, 0.7, "finite low <= value <= high"),
        ("beta", 0.5, 0.7, 0.3, "finite low <= value <= high"),
        ("normal", math.nan, 0, 1, "finite"),
        ("normal", 0.5, math.nan, 1, "finite"),
        ("normal", 0.5, 0, math.inf, "finite"),
        ("normal", 0.5, -math.inf, 1, "finite"),
        ("fixed", math.nan, None, None, "finite"),
        ("fixed", math.inf, None, None, "finite"),
        ("normal", 0.0, -1e308, 1e308, "too wide"),
        ("beta", 1e-300, 0.0, 1e-299, "too narrow"),
        ("beta", 1.0, 0.9, 1.0, "does not fit between 0 and 1"),
        ("beta", 0.0, 0.0, 0.1, "does not fit between 0 and 1"),
        ("beta", 0.999, 0.5, 1.0, "does not fit between 0 and 1"),
        ("beta", 1.5, 1.0, 2.0, "does not fit between 0 and 1"),
        ("gamma", 0.0, 0.0, 2.0, "about a value above 0"),
        ("lognormal", 1.0, 0.0, 2.0, "above 0"),
        ("gamma", 1.0, -1.0, 2.0, "of 0 or more"),
    ],
)
def test_an_interval_the_family_cannot_take_is_refused(
    family: str, value: float, low: float | None, high: float | None, words: str
):
    with pytest.raises(ValueError, match=words):
        fit(family, value, low, high)


# Draws


@names
def test_draws_have_the_mean_and_sd_within_four_standard_errors(distribution: Distribution):
    n = 40_000
    drawn = sample(distribution, n, seed=2026, name="x")
    mean, sd = distribution.mean, distribution.sd
    fourth = np.mean((drawn - drawn.mean()) ** 4)
    assert abs(drawn.mean() - mean) < 4 * sd / math.sqrt(n)
    assert abs(drawn.var() - sd**2) < 4 * math.sqrt((fourth - sd**4) / n)


@names
def test_draws_stay_where_the_family_lives(distribution: Distribution):
    drawn = sample(distribution, 10_000, seed=1, name="x")
    assert np.isfinite(drawn).all()
    if isinstance(distribution, Beta):
        assert ((drawn >= 0) & (drawn <= 1)).all()
    if isinstance(distribution, Gamma | LogNormal):
        assert (drawn > 0).all()


@given(st.sampled_from([*ONE_OF_EACH, Fixed(3.0), Dirichlet((2.0, 3.0))]), st.integers(0, 2**64), st.text())
def test_the_same_seed_and_name_give_the_same_draws(distribution: Distribution, seed: int, name: str):
    assume(name.isprintable())  # a lone surrogate is no text
    assert np.array_equal(sample(distribution, 20, seed, name), sample(distribution, 20, seed, name))


@given(st.sampled_from([*ONE_OF_EACH, Dirichlet((0.4, 2.0, 3.0))]), st.integers(1, 200), st.integers(1, 200))
def test_more_draws_extend_the_list(distribution: Distribution, fewer: int, more: int):
    short = sample(distribution, fewer, 7, "x")
    long = sample(distribution, fewer + more, 7, "x")
    assert np.array_equal(long[:fewer], short)


def test_other_seeds_and_other_names_give_other_draws():
    drawn = [tuple(sample(ONE_OF_EACH[0], 5, seed, name)) for seed in (1, 2) for name in ("p_a", "p_b", "p_ab")]
    assert len(set(drawn)) == 6


def test_parameters_of_different_names_are_drawn_independently():
    n = 20_000
    drawn = [sample(Normal(0.0, 1.0), n, 1, name) for name in ("p_found", "p_assessed", "p_started", "c_hip")]
    limit = 4 / math.sqrt(n)  # four standard errors of a correlation of 0
    assert all(abs(np.corrcoef(a, b)[0, 1]) < limit for i, a in enumerate(drawn) for b in drawn[i + 1 :])
    assert all(abs(np.corrcoef(a[:-1], b[1:])[0, 1]) < limit for a, b in pairwise(drawn))


@pytest.mark.parametrize("n", [0, -1])
def test_no_draws_at_all_are_refused(n: int):
    with pytest.raises(ValueError, match=r"p_x: .* ask for 1 or more"):
        sample(Fixed(1.0), n, 1, "p_x")


def test_a_fixed_value_is_drawn_as_itself():
    assert sample(Fixed(2.5), 3, 1, "x").tolist() == [2.5, 2.5, 2.5]


# Shares


@given(st.lists(st.floats(0.01, 10), min_size=1, max_size=6), st.floats(1, 1e5))
def test_drawn_shares_sum_to_1_and_average_to_the_shares(weights: list[float], people: float):
    shares = tuple(w / sum(weights) for w in weights)
    found = dirichlet(shares, people)
    drawn = sample(found, 50, 3, "mix")
    assert found.mean == pytest.approx(shares)
    assert sum(found.alphas) == pytest.approx(people)
    assert drawn.shape == (50, len(shares))
    assert drawn.sum(axis=1) == pytest.approx(np.ones(50))
    assert (drawn >= 0).all()


def test_shares_counted_among_100_people_vary_as_100_people_do():
    # variance of a share of 0.2 counted among 100: 0.2 x 0.8 / 101
    n = 40_000
    drawn = sample(dirichlet((0.2, 0.3, 0.5), 100.0), n, 11, "mix")[:, 0]
    assert abs(drawn.mean() - 0.2) < 4 * math.sqrt(0.16 / 101 / n)
    assert drawn.var() == pytest.approx(0.16 / 101, rel=0.04)


@pytest.mark.parametrize(
    ("shares", "people"),
    [
        ((), 10), ((0.5, 0.6), 10), ((0.5, 0.4), 10), ((1.0, 0.0), 10), ((-0.5, 1.5), 10), ((math.nan, 0.5), 10),
        ((0.5, math.nan), 10), ((0.5, 0.5), 0), ((0.5, 0.5), -1), ((0.5, 0.5), math.nan), ((0.5, 0.5), math.inf),
    ],
)  # fmt: skip
def test_shares_that_are_no_case_mix_are_refused(shares: tuple[float, ...], people: float):
    with pytest.raises(ValueError, match="shares above 0 that sum to 1, and people above 0"):
        dirichlet(shares, people)
