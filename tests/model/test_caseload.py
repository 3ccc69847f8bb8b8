"""A caseload is people times rate, its range holds what is uncertain, and bad input is refused in one line."""

import math
from collections.abc import Callable, Mapping

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.incidence import INDEX_SITES, Incidence, incidence
from flsguide.evidence.population import AGE_BANDS, SEXES, People, people_at_england_shares
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import Caseload, caseload
from flsguide.model.eligibility import people_to_see
from flsguide.model.local_caseload import calibrate

Z = 1.959963984540054
HALF = Range(0.5, 0.5, 0.5)
HALF_OR_NOT = Range(0.5, 0, 1)
Table = Mapping[tuple[str, str, int], Incidence]


def table(*rates: tuple[str, str, float, float, float]) -> Table:
    """A made-up table of one age band, 75 to 79: site, sex, rate, low, high per 100,000."""
    return {
        (site, sex, 75): Incidence(site, sex, 75, 79, rate, low, high, "illustrative", (), "made up")
        for site, sex, rate, low, high in rates
    }


def women(number: float) -> list[People]:
    return [People("female", 75, 79, number)]


def northmoor(number: float = 340_000) -> list[People]:
    return list(people_at_england_shares(number, 2023))


def half_widths(found: Range) -> tuple[float, float]:
    return found.value - found.low, found.high - found.value


numbers = st.floats(0, 1e6)
populations = st.lists(numbers, min_size=18, max_size=18).map(
    lambda n: [
        People(sex, *band, number)
        for (sex, band), number in zip(((s, b) for s in SEXES for b in AGE_BANDS), n, strict=True)
    ]
)
somebody = populations.filter(lambda people: sum(p.number for p in people) > 1)
scenarios = st.floats(1, 5)


# Ranges worked out by hand


def test_a_range_holds_the_level_of_the_rate_and_a_years_chance():
    """1,000 expected, the level known to 100 either way, chance 1.96 x sqrt(1,000) = 62: hypot(100, 62) = 117.7."""
    found = caseload(women(200_000), table(("hip", "female", 500, 450, 550)), 2023).total()
    assert found.value == pytest.approx(1000)
    assert half_widths(found) == pytest.approx((117.65, 117.65), abs=0.01)


def test_levels_of_two_sites_err_apart():
    """hypot(100, 300, 1.96 x sqrt(2,000) = 87.65) = 328.1, not 100 + 300 + 87.65."""
    rates = table(("hip", "female", 500, 450, 550), ("forearm", "female", 500, 350, 650))
    assert half_widths(caseload(women(200_000), rates, 2023).total()) == pytest.approx((328.1, 328.1), abs=0.1)


def test_the_level_of_one_site_errs_together_in_women_and_men():
    """hypot(100 + 100, 87.65) = 218.4."""
    rates = table(("hip", "female", 500, 450, 550), ("hip", "male", 500, 450, 550))
    people = [*women(200_000), People("male", 75, 79, 200_000)]
    assert half_widths(caseload(people, rates, 2023).total()) == pytest.approx((218.4, 218.4), abs=0.1)


def test_the_two_ends_of_a_lopsided_range_stay_apart():
    """hypot(100, 61.98) = 117.7 below and hypot(500, 61.98) = 503.8 above."""
    found = caseload(women(200_000), table(("vertebral", "female", 500, 450, 750)), 2023).total()
    assert half_widths(found) == pytest.approx((117.65, 503.8), abs=0.1)


def test_a_local_hip_count_replaces_the_national_range_by_its_own_chance_and_next_years():
    """Counted 400: 39.2 either way for the year counted and 39.2 for the year to come, together 55.4."""
    people, rates = women(100_000), table(("hip", "female", 500, 100, 900))
    own = calibrate(caseload(people, rates, 2023), 400, HALF)
    found = caseload(people, rates, 2023, calibration=own).total()
    assert found.value == pytest.approx(400)
    assert half_widths(found) == pytest.approx((55.44, 55.44), abs=0.01)


def test_how_far_other_fractures_follow_the_hips_widens_their_range():
    """Hips 20 % up, 1,000 others follow by 0 to all of it: 1,100, 100 either way and chance 65: hypot = 119.3."""
    rates = table(("hip", "female", 500, 500, 500), ("forearm", "female", 1000, 1000, 1000))
    base = caseload(women(100_000), rates, 2023)
    load = caseload(women(100_000), rates, 2023, calibration=calibrate(base, 600, HALF_OR_NOT))
    found = load.total(("forearm",))
    assert found.value == pytest.approx(1100)
    assert half_widths(found) == pytest.approx((119.3, 119.3), abs=0.1)


def test_below_the_national_rate_as_above_it_full_following_and_none_are_the_two_ends():
    """Hips a quarter down: the 1,000 others are 875, 750 if they follow in full and 1,000 if not at all."""
    rates = table(("hip", "female", 400, 400, 400), ("forearm", "female", 1000, 1000, 1000))
    own = calibrate(caseload(women(100_000), rates, 2023), 300, HALF_OR_NOT)
    assert (own.non_hip, own.non_hip_low, own.non_hip_high) == (0.875, 0.75, 1)


def test_people_to_see_leaves_out_the_ineligible_and_those_counted_twice():
    """(600 hips + half of 400 others) x 0.9 = 720; chance in 800 and 40 of 400 eligible or not: 61.5."""
    rates = table(("hip", "female", 600, 600, 600), ("other", "female", 400, 400, 400))
    found = people_to_see(caseload(women(100_000), rates, 2023), Range(0.5, 0.4, 0.6), Range(0.9, 0.9, 0.9))
    assert found.value == pytest.approx(720)
    assert half_widths(found) == pytest.approx((61.5, 61.5), abs=0.1)


def test_a_doubtful_rate_of_other_fractures_weighs_on_people_to_see_by_the_eligible_part_only():
    """400 others known to 200 either way, half of them eligible: 100, with chance in 800 (55.4) 114.3."""
    rates = table(("hip", "female", 600, 600, 600), ("other", "female", 400, 200, 600))
    found = people_to_see(caseload(women(100_000), rates, 2023), HALF, Range(1, 1, 1))
    assert half_widths(found) == pytest.approx((114.3, 114.3), abs=0.1)


# The same by simulation


SYMMETRIC = table(
    ("hip", "female", 500, 450, 550),
    ("hip", "male", 250, 225, 275),
    ("forearm", "female", 600, 480, 720),
    ("forearm", "male", 150, 120, 180),
    ("other", "female", 900, 720, 1080),
    ("other", "male", 700, 560, 840),
)
BOTH = [*women(40_000), People("male", 75, 79, 35_000)]


def drawn(load: Caseload, draws: int = 200_000) -> dict[str, np.ndarray]:
    """Expected fractures by site in many worlds: one normal level for each site, 1.96 sd to its ends."""
    chance = np.random.default_rng(20261123)
    found = {}
    for site in dict.fromkeys(c.site for c in load.counts):
        of_site = [c for c in load.counts if c.site == site]
        level = sum(c.fractures for c in of_site)
        sd = sum(c.high - c.low for c in of_site) / 2 / Z
        found[site] = np.maximum(level + sd * chance.standard_normal(draws), 0)
    return found


def test_the_range_is_where_nineteen_in_twenty_simulated_years_fall():
    """Three symmetric sites and Poisson chance; tolerance 1.5 % of the width, and coverage 94 to 96 %."""
    load = caseload(BOTH, SYMMETRIC, 2023)
    years = np.random.default_rng(1).poisson(sum(drawn(load).values()))
    total = load.total()
    width = total.high - total.low
    assert [total.low, total.high] == pytest.approx(np.quantile(years, [0.025, 0.975]), abs=0.015 * width)
    assert 0.94 < np.mean((years >= total.low) & (years <= total.high)) < 0.96


def test_people_to_see_is_where_nineteen_in_twenty_simulated_years_fall():
    """As above, thinned by the eligible part and by people for each fracture, both normal; tolerance 2 % of width."""
    load = caseload(BOTH, SYMMETRIC, 2023)
    chance = np.random.default_rng(2)
    by_site = drawn(load)
    eligible = 0.7 + 0.1 / Z * chance.standard_normal(200_000)
    fractures = chance.poisson(by_site["hip"] + by_site["forearm"] + by_site["other"] * eligible)
    people = fractures * (0.925 + 0.025 / Z * chance.standard_normal(200_000))
    found = people_to_see(load, Range(0.7, 0.6, 0.8), Range(0.925, 0.9, 0.95))
    tolerance = 0.02 * (found.high - found.low)
    assert [found.low, found.high] == pytest.approx(np.quantile(people, [0.025, 0.975]), abs=tolerance)


def test_the_real_lopsided_table_is_within_a_tenth_of_its_simulated_width():
    """Halves of normals with a site's own ends; adding ends in squares ignores that such sums lean upwards."""
    load = caseload(northmoor(), incidence(), 2023)
    chance = np.random.default_rng(3)
    expected = np.zeros(200_000)
    for site in INDEX_SITES:
        of_site = [c for c in load.counts if c.site == site]
        z = chance.standard_normal(200_000) / Z
        below, above = (sum(c.fractures - c.low for c in of_site), sum(c.high - c.fractures for c in of_site))
        expected += sum(c.fractures for c in of_site) + np.where(z < 0, z * below, z * above)
    years = chance.poisson(expected)
    total = load.total()
    tolerance = 0.1 * (total.high - total.low)
    assert [total.low, total.high] == pytest.approx(np.quantile(years, [0.025, 0.975]), abs=tolerance)


@pytest.mark.parametrize("truth", [100, 440, 1000])
def test_nineteen_in_twenty_next_years_fall_in_the_range_made_from_this_years_hip_count(truth: int):
    """Chance enters twice because there are two years: with it once, 83 % would. Allowed: 93.5 to 96.5 %."""
    chance = np.random.default_rng(truth)
    rates = table(("hip", "female", 1000, 1000, 1000))
    people = women(truth * 100)
    base = caseload(people, rates, 2023)
    this_year, next_year = chance.poisson(truth, (2, 20_000))
    ranges = {
        count: caseload(people, rates, 2023, calibration=calibrate(base, float(count), HALF)).total()
        for count in set(this_year.tolist())
    }
    inside = [
        ranges[a].low <= b <= ranges[a].high for a, b in zip(this_year.tolist(), next_year.tolist(), strict=True)
    ]
    assert 0.935 < np.mean(inside) < 0.965


# What must hold whatever the numbers


@given(populations, st.integers(0, 17), st.floats(0, 1e5))
def test_more_people_never_have_fewer_fractures(people: list[People], band: int, more: float):
    grown = list(people)
    old = people[band]
    grown[band] = People(old.sex, old.age_low, old.age_high, old.number + more)
    assert caseload(grown, incidence(), 2023).total().value >= caseload(people, incidence(), 2023).total().value


@given(somebody, st.floats(0, 1))
def test_splitting_the_population_changes_nothing(people: list[People], share: float):
    parts = [
        People(p.sex, p.age_low, p.age_high, number)
        for p in people
        for number in (p.number * share, p.number * (1 - share))
    ]
    whole, split = (caseload(p, incidence(), 2023).total() for p in (people, parts))
    assert (split.value, split.low, split.high) == pytest.approx((whole.value, whole.low, whole.high), abs=1e-6)


@given(populations, st.randoms(use_true_random=False))
def test_the_order_of_people_and_rates_changes_nothing(people: list[People], order):  # noqa: ANN001  # hypothesis' own
    rates = list(incidence().items())
    mixed = list(people)
    order.shuffle(rates)
    order.shuffle(mixed)
    one, two = caseload(people, incidence(), 2023).total(), caseload(mixed, dict(rates), 2023).total()
    assert (two.value, two.low, two.high) == pytest.approx((one.value, one.low, one.high))


@given(somebody, scenarios)
def test_a_scenario_gives_its_multiple_of_the_total_and_leaves_hips_alone(people: list[People], scenario: float):
    base, other_way = caseload(people, incidence(), 2023), caseload(people, incidence(), 2023, scenario)
    assert other_way.total().value == pytest.approx(scenario * base.total().value)
    assert other_way.total(("hip",)) == base.total(("hip",))


@given(st.floats(2e4, 1e7), st.floats(0.4, 2.5), scenarios)
def test_with_a_local_count_and_a_scenario_hips_are_the_count_and_the_total_the_multiple(
    residents: float, ratio: float, scenario: float
):
    people = northmoor(residents)
    base = caseload(people, incidence(), 2023)
    counted = base.total(("hip",), age_from=60).value * ratio
    own = calibrate(base, counted, HALF_OR_NOT)
    plain, other_way = (caseload(people, incidence(), 2023, s, own) for s in (1.0, scenario))
    assert plain.total(("hip",), age_from=60).value == pytest.approx(counted)
    assert other_way.total(("hip",), age_from=60).value == pytest.approx(counted)
    assert other_way.total().value == pytest.approx(scenario * plain.total().value)


@given(somebody)
def test_calibrating_to_the_tables_own_count_changes_no_value(people: list[People]):
    base = caseload(people, incidence(), 2023)
    counted = base.total(("hip",), age_from=60).value
    assume(counted > 0)
    own = caseload(people, incidence(), 2023, calibration=calibrate(base, counted, HALF_OR_NOT))
    assert [c.fractures for c in own.counts] == pytest.approx([c.fractures for c in base.counts])


def test_calibrating_what_is_calibrated_already_is_calibrating_once():
    base = caseload(northmoor(), incidence(), 2023)
    once = calibrate(base, 440, HALF)
    again = calibrate(caseload(northmoor(), incidence(), 2023, calibration=once), 440, HALF)
    assert (again.hip, again.non_hip) == pytest.approx((once.hip, once.non_hip))


def test_doubling_the_local_hip_count_doubles_hips_and_raises_the_others_less():
    base = caseload(northmoor(), incidence(), 2023)
    one, two = (
        caseload(northmoor(), incidence(), 2023, calibration=calibrate(base, count, HALF)) for count in (300, 600)
    )
    assert two.total(("hip",)).value == pytest.approx(2 * one.total(("hip",)).value)
    for site in INDEX_SITES[1:]:
        assert 1 < two.total((site,)).value / one.total((site,)).value < 2


@given(
    somebody, scenarios, st.floats(0.4, 2.5), st.sampled_from([None, *INDEX_SITES]), st.sampled_from([None, *SEXES])
)
def test_low_is_at_most_the_value_and_the_value_at_most_high(
    people: list[People], scenario: float, ratio: float, site: str | None, sex: str | None
):
    base = caseload(people, incidence(), 2023)
    counted = base.total(("hip",), age_from=60).value * ratio
    own = calibrate(base, counted, HALF_OR_NOT) if counted > 0 else None
    load = caseload(people, incidence(), 2023, scenario, own)
    found = load.total(None if site is None else (site,), sex)
    assert 0 <= found.low <= found.value <= found.high < math.inf
    assert all(0 <= c.low <= c.fractures <= c.high for c in load.counts)
    seen = people_to_see(load, Range(0.7, 0.6, 0.8), Range(0.925, 0.9, 0.95))
    assert 0 <= seen.low <= seen.value <= seen.high < math.inf


@given(st.floats(1e3, 1e7), st.floats(1.1, 10))
def test_the_range_narrows_against_the_value_as_the_population_grows(residents: float, factor: float):
    small, large = (caseload(northmoor(n), incidence(), 2023).total() for n in (residents, residents * factor))
    assert (large.high - large.low) / large.value < (small.high - small.low) / small.value


@given(somebody, scenarios)
def test_sites_sexes_and_ages_each_add_up_to_the_total(people: list[People], scenario: float):
    load = caseload(people, incidence(), 2023, scenario)
    total = load.total().value
    assert sum(r.value for r in load.by_site().values()) == pytest.approx(total)
    assert sum(load.total(sex=sex).value for sex in SEXES) == pytest.approx(total)
    assert sum(load.total(age_from=low, age_to=high).value for low, high in AGE_BANDS) == pytest.approx(total)


@given(somebody, st.floats(0, 1), st.floats(0, 1))
def test_people_to_see_are_never_more_than_fractures(people: list[People], eligible: float, each: float):
    load = caseload(people, incidence(), 2023)
    seen = people_to_see(load, Range(eligible, eligible, eligible), Range(each, each, each))
    assert seen.value <= load.total().value * (1 + 1e-12)


def test_by_site_keeps_the_order_of_the_table():
    sites = list(dict.fromkeys(site for site, _, _ in incidence()))
    assert list(base_load().by_site()) == sites
    assert set(sites) == set(INDEX_SITES)


def test_a_place_where_nobody_of_that_age_lives_has_no_fractures_and_nobody_to_see():
    load = caseload(women(0), table(("hip", "female", 500, 450, 550), ("other", "female", 1, 1, 1)), 2023)
    assert load.total() == Range(0, 0, 0)
    assert people_to_see(load, HALF, HALF) == Range(0, 0, 0)


def test_no_low_end_is_below_nought_however_few_the_people():
    few = caseload(women(100), table(("hip", "female", 500, 450, 550), ("other", "female", 500, 0, 1000)), 2023)
    assert few.total().value == pytest.approx(1)
    assert few.total().low == 0
    assert people_to_see(few, Range(0.5, 0, 1), Range(0.5, 0, 1)).low == 0


def test_a_local_count_of_one_hip_leaves_no_band_with_a_low_end_below_nought():
    people, rates = women(200), table(("hip", "female", 500, 450, 550))
    own = calibrate(caseload(people, rates, 2023), 1, HALF)
    assert [(c.fractures, c.low) for c in caseload(people, rates, 2023, calibration=own).counts] == [(1, 0)]


@given(somebody)
def test_the_base_way_of_counting_leaves_every_count_exactly_people_times_rate(people: list[People]):
    for count in caseload(people, incidence(), 2023).counts:
        number = next(p.number for p in people if (p.sex, p.age_low) == (count.sex, count.age_low))
        assert count.fractures == number * incidence()[count.site, count.sex, count.age_low].rate / 100_000


# What is refused


def base_load() -> Caseload:
    return caseload(northmoor(), incidence(), 2023)


def count_again(number: float) -> Caseload:
    return caseload(women(number), incidence(), 2023)


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "negative people": (lambda: count_again(-1), r"population, female 75\+: -1"),
    "people that are not a number": (lambda: count_again(math.nan), r"population, female 75\+: nan"),
    "endless people": (lambda: count_again(math.inf), r"population, female 75\+: inf"),
    "people beyond any country": (lambda: count_again(1e300), r"population, female 75\+: 1e\+300"),
    "no people": (lambda: caseload([], incidence(), 2023), "population, people: 'nobody'"),
    "no rates": (lambda: caseload(northmoor(), {}, 2023), "population, people: 'female 50 to 54'"),
    "an age without rates": (
        lambda: caseload([People("female", 40, 44, 10)], incidence(), 2023),
        "population, people: 'female 40 to 44'",
    ),
    "an age band wider than the rate's": (
        lambda: caseload([People("female", 75, 84, 10)], incidence(), 2023),
        "population, people: 'female 75 to 84'",
    ),
    "a sex without rates": (
        lambda: caseload([People("women", 75, 79, 10)], incidence(), 2023),
        "population, people: 'women 75 to 79'",
    ),
    "a site without a rate at that age": (
        lambda: caseload(BOTH, {k: v for k, v in SYMMETRIC.items() if k != ("hip", "male", 75)}, 2023),
        "population, people: 'male 75 to 79'",
    ),
    "scenario nought": (lambda: caseload(northmoor(), incidence(), 2023, 0), "caseload, scenario: 0 "),
    "scenario not a number": (lambda: caseload(northmoor(), incidence(), 2023, math.nan), "caseload, scenario: nan"),
    "a total below the hips": (lambda: caseload(northmoor(), incidence(), 2023, 0.2), "at least the hip fractures"),
    "a scenario with hips only": (
        lambda: caseload(women(10), table(("hip", "female", 500, 450, 550)), 2023, 1.55),
        "caseload, scenario: 1.55 .* only hip fractures",
    ),
    "no local hips": (
        lambda: calibrate(base_load(), 0, HALF),
        "n_hip_fractures_60_plus: 0 .* a third and three times",
    ),
    "negative local hips": (lambda: calibrate(base_load(), -440, HALF), "n_hip_fractures_60_plus: -440"),
    "local hips not a number": (lambda: calibrate(base_load(), math.nan, HALF), "n_hip_fractures_60_plus: nan"),
    "endless local hips": (lambda: calibrate(base_load(), math.inf, HALF), "n_hip_fractures_60_plus: inf"),
    "local hips a hundredfold": (lambda: calibrate(base_load(), 38_000, HALF), "n_hip_fractures_60_plus: 38000"),
    "a share above one": (lambda: calibrate(base_load(), 440, Range(0.5, 0, 1.5)), "non_hip_share: 1.5"),
    "an eligible part in percent": (
        lambda: people_to_see(base_load(), Range(70, 60, 80), HALF),
        "eligible_other: 60",
    ),
    "a misspelt site": (lambda: base_load().total(("hips",)), "caseload, sites: 'hips'"),
    "a pelvis, which counts as other": (lambda: base_load().total(("pelvis",)), "caseload, sites: 'pelvis'"),
    "a misspelt sex": (lambda: base_load().total(sex="women"), "caseload, sex: 'women'"),
    "an age that cuts the lowest band": (lambda: base_load().total(age_from=62), "caseload, age_from: 62 .* as 60"),
    "an age that cuts the highest band": (lambda: base_load().total(age_to=100), "caseload, age_to: 100 .* as 120"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_counted_is_refused_in_one_line_that_names_it(case: str):
    attempt, said = REFUSED[case]
    with pytest.raises(EvidenceError, match=said) as refusal:
        attempt()
    assert "\n" not in str(refusal.value)
    assert "give" in str(refusal.value)
