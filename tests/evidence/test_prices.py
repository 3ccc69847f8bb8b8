import csv
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.data_path import data_path
from flsguide.evidence.areas import ENGLAND, areas
from flsguide.evidence.parameters import parameters
from flsguide.evidence.prices import (
    HEALTH_TO_2014_15,
    PRICE_YEAR,
    SOCIAL_CARE,
    is_financial_year,
    price_steps,
    uprate,
)

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]
YEARS = [f"20{y}/{y + 1}" for y in range(14, 26)]


# Published: NHS Cost Inflation Index, pay and prices (PSSRU, Unit Costs of Health and Social Care 2025)


def test_health_prices_rose_by_2026_in_10000_from_2019_20_to_2024_25():
    # 1.0249 x 1.0258 x 1.0732 x 1.0247 x 1.0402
    assert uprate(1.0, "2019/20", "2024/25").factor == pytest.approx(1.2026, abs=5e-5)


def test_health_prices_rose_by_2951_in_10000_from_2014_15_to_2024_25():
    assert uprate(1.0, "2014/15", "2024/25").factor == pytest.approx(1.2951, abs=5e-5)


def test_the_payment_scheme_bridges_the_year_the_cost_index_lacks():
    found = uprate(100.0, "2024/25", "2025/26")
    assert found.amount == pytest.approx(104.83)
    assert [s.index for s in found.steps] == ["nhs_payment_scheme"]


@pytest.mark.parametrize(
    ("name", "amount"),
    [("c_hip_fracture_year_1_incremental", 14_465 - 2_560), ("c_hip_fracture_year_1_gross", 14_465)],
)
def test_the_cost_rows_are_the_published_amounts_in_the_site_s_price_year(name: str, amount: float):
    row = parameters()[name]
    assert row.price_year == PRICE_YEAR
    assert uprate(amount, "2019/20").amount == pytest.approx(row.value, abs=1)


@pytest.mark.parametrize(
    ("basis", "each", "low", "high"),
    [("trust_cash", 195, 120, 335), ("full_economic", 280 * 1.0483, 177 * 1.0483, 406 * 1.0483)],
)
def test_staff_are_a_person_seen_less_scans_and_tests(basis: str, each: float, low: float, high: float):
    inputs = parameters()
    tests = inputs.number("p_scanned") * inputs.number("c_bone_scan") + inputs.number("c_blood_tests")
    staff = inputs[f"c_service_staff_person_{basis}"]
    assert (staff.value, staff.low, staff.high) == pytest.approx((each - tests, low - tests, high - tests), abs=0.8)


def test_the_pension_paid_centrally_adds_what_it_adds_to_the_minutes():
    """Pay of bands 7 and 3 for 120 and 60 minutes: 9.40 % of 50,273 and of 26,598, over 1,553 hours."""
    inputs = parameters()
    more = 0.094 * (50_273 * 2 + 26_598) / 1553
    trust, full = (inputs[f"c_service_staff_person_{basis}"] for basis in ("trust_cash", "full_employer"))
    for one, other in zip((trust.value, trust.low, trust.high), (full.value, full.low, full.high), strict=True):
        assert other - one == pytest.approx(more, abs=0.5)


def test_setting_up_a_service_is_a_trusts_share_of_the_estimate_for_the_country():
    """McLellan et al. 2011: 9.7 million pounds for the United Kingdom; by people to England, by trusts to one."""
    countries = {code: 0 for code, area in areas().items() if area.kind == "country"}
    with data_path("population.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["area_code"] in countries:
                countries[row["area_code"]] += int(row["persons"])
    trusts = sum(area.kind == "trust" for area in areas().values())
    share = countries[ENGLAND] / sum(countries.values())
    assert parameters()["c_set_up"].value == pytest.approx(9_700_000 * share / trusts, rel=0.005)


def test_the_range_of_the_incremental_cost_is_11000_to_18000_of_2024_25():
    row = parameters()["c_hip_fracture_year_1_incremental"]
    assert row.low == pytest.approx(uprate(11_000, "2024/25").amount, abs=1)
    assert row.high == pytest.approx(uprate(18_000, "2024/25").amount, abs=1)


def test_the_range_of_the_gross_cost_is_as_wide_as_that_of_the_incremental_cost():
    gross, incremental = (parameters().range_of(f"c_hip_fracture_year_1_{n}") for n in ("gross", "incremental"))
    assert gross.low / gross.value == pytest.approx(incremental.low / incremental.value, rel=0.001)
    assert gross.high / gross.value == pytest.approx(incremental.high / incremental.value, rel=0.001)


@pytest.mark.parametrize(
    ("name", "of_2024_25"),
    [
        ("c_admission_vert", (1_900, 600, 3_568)),
        ("c_admission_other", (1_500, 747, 2_745)),
        ("c_gp_consultation", (48, 36, 48)),  # PSSRU 2025
        ("c_zoledronate_clinic_month", (110 / 12, 75 / 12, 477.90 / 12)),  # upper end: National Cost Collection, HD24
        ("c_bone_scan", (91.50, 90.73, 92.26)),
        ("c_blood_tests", (17.20, 12, 35)),
    ],
)
def test_a_health_cost_of_2024_25_and_its_range_are_taken_one_year_on(name: str, of_2024_25: tuple[float, ...]):
    row = parameters()[name]
    expected = tuple(uprate(amount, "2024/25").amount for amount in of_2024_25)
    digits = 2 if row.value < 100 else 0
    assert (row.value, row.low, row.high) == tuple(round(amount, digits) for amount in expected)


@pytest.mark.parametrize(("band", "an_hour"), [("4", 41), ("5", 50), ("6", 61), ("7", 73), ("8a", 83)])
def test_the_economic_cost_of_a_post_is_its_hours_at_the_cost_of_an_hour(band: str, an_hour: float):
    # PSSRU 2025, nurses, without qualifications; 1,553 hours a year (PSSRU 2024, Table 11.2.2)
    a_year = an_hour * parameters().number("n_nurse_hours_year")
    assert parameters().number(f"c_staff_band_{band}_full_economic") == round(uprate(a_year, "2024/25").amount)


def test_the_second_year_after_a_hip_fracture_goes_through_the_older_index_first():
    # Leal and others 2016: 16,302 over two years, 14,163 in the first, 2012/13 prices
    to_2014_15 = uprate(16_302 - 14_163, "2012/13", "2014/15", HEALTH_TO_2014_15)
    assert to_2014_15.factor == pytest.approx(1.011 * 1.009)
    expected = uprate(to_2014_15.amount, "2014/15").amount
    assert parameters().number("c_hip_fracture_year_2_gross") == round(expected)


def test_the_cost_of_a_care_home_is_uprated_as_social_care():
    row = parameters()["c_care_home_month"]
    expected = [round(uprate(a, "2024/25", indices=SOCIAL_CARE).amount) for a in (4_380, 4_140, 4_760)]
    assert [row.value, row.low, row.high] == expected
    residential, nursing = (uprate(a, "2023/24", "2024/25", SOCIAL_CARE).amount for a in (893, 1_026))
    assert (0.62 * residential + 0.38 * nursing) * 52 / 12 == pytest.approx(4_380, abs=10)


def test_social_care_has_an_index_of_its_own():
    # 3.8, 3.9, 7.2, 7.4 % (PSSRU 2024, Table 12.1.2)
    assert uprate(1.0, "2019/20", "2023/24", SOCIAL_CARE).factor == pytest.approx(1.038 * 1.039 * 1.072 * 1.074)


def test_the_edition_decides_where_the_index_was_revised():
    assert uprate(1.0, "2022/23", "2023/24").factor == pytest.approx(1.0247)
    assert uprate(1.0, "2022/23", "2023/24", edition="PSSRU 2024").factor == pytest.approx(1.0431)


def test_the_steps_are_shown_year_by_year_with_their_edition():
    found = uprate(1.0, "2022/23", "2024/25")
    assert found.in_words == "2023/24 +2.47 % (PSSRU 2025), 2024/25 +4.02 % (PSSRU 2025)"


def test_every_step_says_where_it_comes_from():
    assert all(s.source and s.edition and s.certainty for s in price_steps())


# Properties


@given(st.floats(-1e9, 1e9), st.sampled_from(YEARS))
def test_an_amount_of_the_same_year_comes_back_as_it_is(amount: float, year: str):
    found = uprate(amount, year, year)
    assert (found.amount, found.factor, found.steps) == (amount, 1.0, ())


@given(st.floats(1, 1e9), st.lists(st.sampled_from(YEARS), min_size=3, max_size=3).map(sorted))
def test_two_steps_in_turn_are_one_step(amount: float, years: list[str]):
    first, middle, last = years
    assert uprate(uprate(amount, first, middle).amount, middle, last).amount == pytest.approx(
        uprate(amount, first, last).amount
    )


@given(st.floats(-1e9, 1e9), st.sampled_from(YEARS))
def test_an_uplift_is_a_factor_with_one_step_a_year(amount: float, year: str):
    found = uprate(amount, year)
    assert found.amount == amount * found.factor
    assert [s.financial_year for s in found.steps] == YEARS[YEARS.index(year) + 1 :]


# Bad input


@pytest.mark.parametrize("text", ["2025/26", "2009/10", "2099/00"])
def test_two_years_that_follow_each_other_are_a_financial_year(text: str):
    assert is_financial_year(text)


@pytest.mark.parametrize(
    "text",
    ["", "2025", "2025/27", "2025/25", "2025-26", "2025/2026", "25/26", "1999/00", "2025/26\n", "\uff12025/26"],
)
def test_anything_else_is_not_a_financial_year(text: str):
    assert not is_financial_year(text)


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ((1.0, "2010/11"), ["financial_year: '2011/12'", "from 2015/16 to 2025/26"]),
        ((1.0, "2025/26", "2026/27"), ["financial_year: '2026/27'", "from 2015/16 to 2025/26"]),
        ((1.0, "2025/26", "2024/25"), ["to_year: '2024/25'", "not before 2025/26"]),
        ((1.0, "2025/26", "2019/20"), ["to_year: '2019/20'", "not before 2025/26", "only taken forward"]),
        ((1.0, "2019"), ["financial_year: '2019'", "a financial year such as 2025/26"]),
        ((1.0, 2019), ["financial_year: 2019", "a financial year such as 2025/26"]),
        ((1.0, None), ["financial_year: None", "a financial year such as 2025/26"]),
        ((1.0, "2019/20", "2024-25"), ["financial_year: '2024-25'", "a financial year such as 2025/26"]),
        ((float("nan"), "2019/20"), ["amount: nan", "a finite number"]),
        (("1,200", "2019/20"), ["amount: '1,200'", "digits and a point only"]),
        ((1.0, "2019/20", "2024/25", ("cpi",)), ["financial_year: '2020/21'", "indices of price_index.csv (cpi)"]),
        ((1.0, "2022/23", "2023/24", ("nhscii_pay_prices",), "PSSRU 1999"), ["'2023/24'", "not 'PSSRU 1999'"]),
    ],
)
def test_a_year_or_amount_that_cannot_be_uprated_is_refused(refusal: Refusal, arguments: tuple, parts: list[str]):
    message = refusal(uprate, *arguments)
    assert message.startswith("price_index.csv, ")
    assert [part for part in parts if part not in message] == [], message


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("2022/23,7.32", "2022/23,7.32%", ["row 9, percent_change: '7.32%'", "digits and a point only"]),
        ("2022/23,7.32", "2022/23,732", ["row 9, percent_change: '732'", "from -50 to 100"]),
        ("2022/23,7.32", "2022-23,7.32", ["row 9, financial_year: '2022-23'", "such as 2025/26"]),
        ("2022/23,7.32", "2021/22,7.32", ["row 9, index: 'nhscii_pay_prices'", "row 8 has it already"]),
        ("7.32,PSSRU 2025,published,pssru2025", "7.32,PSSRU 2025,published,", ["row 9, source: a blank"]),
        ("7.32,PSSRU 2025,published,pssru2025", "7.32,PSSRU 2025,published,pssru2052",
         ["row 9, source: 'pssru2052'", "keys of sources.bib such as pssru2025"]),
        ("7.32,PSSRU 2025,", "7.32,PSRU 2025,",
         ["row 9, edition: 'PSRU 2025'", "one of PSSRU 2024, PSSRU 2025, ", "a new one goes into EDITIONS"]),
        ("7.32,PSSRU 2025,", "7.32,,", ["row 9, edition: a blank", "one of PSSRU 2024, "]),
        ("7.32,PSSRU 2025,published,", "7.32,PSSRU 2025,certain,",
         ["row 9, certainty: 'certain'", "one of published, derived, expert, illustrative"]),
        ("7.32,PSSRU 2025,published,", "7.32,PSSRU 2025,,", ["row 9, certainty: a blank", "one of published, "]),
        ("nhscii_pay_prices,2022/23", "nhscii_pay,2022/23",
         ["row 9, index: 'nhscii_pay'", "one of nhscii_pay_prices, nhs_payment_scheme, pss_adult_all_sectors"]),
    ],
)  # fmt: skip
def test_a_broken_row_of_the_index_is_named(edit_data: Edit, refusal: Refusal, old: str, new: str, parts: list[str]):
    edit_data("price_index.csv", old, new)
    message = refusal(price_steps)
    assert message.startswith("price_index.csv, row ")
    assert [part for part in parts if part not in message] == [], message


def test_a_year_taken_out_of_the_index_stops_the_uplift_instead_of_being_skipped(edit_data: Edit, refusal: Refusal):
    edit_data("price_index.csv", "nhscii_pay_prices,2022/23,7.32,PSSRU 2025,published,pssru2025,\n", "")
    assert "financial_year: '2022/23'" in refusal(uprate, 1.0, "2019/20")
