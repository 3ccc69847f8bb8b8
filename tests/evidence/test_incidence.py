from collections.abc import Callable

import pytest

from flsguide.data_path import data_path
from flsguide.evidence.areas import ENGLAND, areas
from flsguide.evidence.incidence import INDEX_SITES, RECORDED_SITES, incidence, recorded_incidence
from flsguide.evidence.population import AGE_BANDS, SEXES, people_in

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


def fractures(site: str, sexes: tuple[str, ...] = SEXES, age_from: int = 50) -> float:
    people = (p for p in people_in(areas()[ENGLAND]) if p.sex in sexes and p.age_low >= age_from)
    return sum(p.number * incidence()[site, p.sex, p.age_low].rate / 100_000 for p in people)


def rate(site: str, sex: str) -> float:
    return 100_000 * fractures(site, (sex,)) / sum(p.number for p in people_in(areas()[ENGLAND]) if p.sex == sex)


# Published figures that the table was made to agree with


def test_hip_fractures_of_65_and_over_are_558_per_100000_age_standardised():
    # Fingertips 41401, England 2022/23; weights of the 2013 European standard population
    weights = {65: 5_500, 70: 5_000, 75: 4_000, 80: 2_500, 85: 1_500, 90: 1_000}
    people = people_in(areas()[ENGLAND])
    total = 0.0
    for low, weight in weights.items():
        both = [p for p in people if p.age_low == low]
        cases = sum(p.number * incidence()["hip", p.sex, low].rate for p in both)
        total += weight * cases / sum(p.number for p in both)
    assert total / sum(weights.values()) == pytest.approx(558, abs=0.5)


def test_706_in_1000_people_of_60_and_over_with_a_hip_fracture_are_women():
    # Patel and others 2022, Table 1: 118,859 of 168,359
    assert fractures("hip", ("female",), 60) / fractures("hip", age_from=60) == pytest.approx(0.706, abs=0.0005)


@pytest.mark.parametrize(
    ("site", "sex", "per_100000"),
    [("vertebral", "female", 118), ("vertebral", "male", 59), ("forearm", "female", 412), ("forearm", "male", 96)],
)
def test_spine_and_forearm_rates_are_those_of_general_practice_records(site: str, sex: str, per_100000: float):
    # van der Velde and others 2016, UK 2008 to 2012; England of 2023 is a little older
    assert rate(site, sex) == pytest.approx(per_100000, rel=0.02)


def test_hip_fractures_in_england_are_in_the_working_band_of_65000_to_70000():
    assert 65_000 < fractures("hip") < 70_000


def test_there_are_436_fractures_for_each_100_of_the_hip():
    assert sum(map(fractures, INDEX_SITES)) / fractures("hip") == pytest.approx(4.36, abs=0.005)


# Shape


def test_every_site_sex_and_band_has_a_rate_inside_its_range():
    assert set(incidence()) == {(site, sex, low) for site in INDEX_SITES for sex in SEXES for low, _ in AGE_BANDS}
    assert all(0 < i.low <= i.rate <= i.high for i in incidence().values())


def test_hip_fractures_rise_with_every_age_band():
    for sex in SEXES:
        rates = [incidence()["hip", sex, low].rate for low, _ in AGE_BANDS]
        assert rates == sorted(rates)


def test_the_pelvis_is_counted_with_other_fractures():
    held = {(i.site, i.sex, i.age_low): i for i in recorded_incidence()}
    for sex in SEXES:
        for low, _ in AGE_BANDS:
            one, two, both = held["other", sex, low], held["pelvis", sex, low], incidence()["other", sex, low]
            assert (both.site, both.age_low, both.age_high) == ("other", one.age_low, one.age_high)
            assert (both.rate, both.low, both.high) == pytest.approx(
                (one.rate + two.rate, one.low + two.low, one.high + two.high)
            )
            assert set(both.source) == {*one.source, *two.source}
    total = sum(i.rate for i in recorded_incidence())
    assert sum(i.rate for i in incidence().values()) == pytest.approx(total)


def test_a_sum_is_no_firmer_than_its_weaker_part():
    held = {(i.site, i.sex, i.age_low): i.certainty for i in recorded_incidence()}
    order = ["published", "derived", "illustrative"]
    for (site, sex, low), row in incidence().items():
        parts = [held[s, sex, low] for s in RECORDED_SITES if s == site or (s == "pelvis" and site == "other")]
        assert order.index(row.certainty) == max(map(order.index, parts))


def test_a_derived_pelvis_makes_a_published_other_derived(edit_data: Edit):
    name = "fracture_incidence.csv"
    text = {(i.site, i.sex, i.age_low): i for i in recorded_incidence()}
    for site, certainty in (("other", "published"), ("pelvis", "derived")):
        i = text[site, "female", 50]
        cells = f"{site},female,50,54,{i.rate:g},{i.low:g},{i.high:g},"
        edit_data(name, f"{cells}{i.certainty},{';'.join(i.source)},", f"{cells}{certainty},patel2022,")
    assert incidence()["other", "female", 50].certainty == "derived"


# Bad input

ROW = "hip,female,50,54,30.2,24.2,36.2,derived,"


@pytest.mark.parametrize(
    ("new", "parts"),
    [
        (ROW.replace("hip", "wrist"), ["row 2, site: 'wrist'", "hip, vertebral, humerus, forearm, pelvis, other"]),
        (ROW.replace("female", "women"), ["row 2, sex: 'women'", "female, male"]),
        (ROW.replace("30.2", "-1"), ["row 2, rate_per_100000: '-1'", "from 0 to 100000"]),
        (ROW.replace("30.2", "inf"), ["row 2, rate_per_100000: 'inf'", "from 0 to 100000"]),
        (ROW.replace("30.2", ""), ["row 2, rate_per_100000: a blank", "from 0 to 100000"]),
        (ROW.replace("24.2", "31"), ["row 2, low: '31'", "from 0 to 30.2"]),
        (ROW.replace("36.2", "30"), ["row 2, high: '30'", "from 30.2 to 100000"]),
        (ROW.replace(",50,", ",50.5,"), ["row 2, age_low: '50.5'", "a whole number from 50 to 90"]),
        (ROW.replace(",50,", ",52,"), ["row 2, age_low: '52'", "the first year of an age band: 50, 55,"]),
        (ROW.replace(",54,", ",55,"), ["row 2, age_high: '55'", "give 54, the last year of the age band from 50"]),
        (ROW.replace(",54,", ",,"), ["row 2, age_high: a blank", "a number from 54 to 120"]),
        (ROW + "hes_apc_2032_24;", ["row 2, source: 'hes_apc_2032_24;hes_", "such as hes_apc_2023_24, joined by ;"]),
        (ROW + "patel2022;", ["row 2, source: 'patel2022;hes_", "keys of sources.bib, each once"]),
        (ROW.replace(",50,54,", ",55,59,"), ["row 3, site: 'hip'", "row 2 has it already"]),
        (ROW.replace("derived", "certain"), ["row 2, certainty: 'certain'", "published, derived, illustrative"]),
        (ROW.replace(",50,54,", ",51,53,") + "x,x,x\n" + ROW, ["row 2, age_high: '53'", "from 54 to 120"]),
        (ROW.replace(",50,54,", ",51,58,") + "x,x,x\n" + ROW, ["row 2, age_low: '51'", "an age band"]),
    ],
)
def test_a_broken_row_of_the_rates_is_named(edit_data: Edit, refusal: Refusal, new: str, parts: list[str]):
    edit_data("fracture_incidence.csv", ROW, new)
    message = refusal(recorded_incidence)
    assert message.startswith("fracture_incidence.csv")
    assert [part for part in parts if part not in message] == [], message


def test_a_missing_row_of_the_rates_is_named(edit_data: Edit, refusal: Refusal):
    row = data_path("fracture_incidence.csv").read_text(encoding="utf-8").splitlines(keepends=True)[1]
    edit_data("fracture_incidence.csv", row, "")
    message = refusal(recorded_incidence)
    assert message.startswith(
        "fracture_incidence.csv: no row for hip, female, 50 to 54; every site, sex and age band"
    )


def test_a_rate_without_a_source_is_refused(edit_data: Edit, refusal: Refusal):
    keys = ";".join(recorded_incidence()[0].source)
    edit_data("fracture_incidence.csv", ROW + keys, ROW)
    message = refusal(recorded_incidence)
    assert message.startswith(
        "fracture_incidence.csv, row 2, source: a blank is not allowed; give a key of sources.bib"
    )
