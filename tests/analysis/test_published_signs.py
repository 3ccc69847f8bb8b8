"""Which way published studies go, with their amounts beside ours: what is met, what is not, and planted errors."""

from dataclasses import replace

import pytest

from flsguide.analysis.published_signs import Counted, Sign, behind, counted, signs
from flsguide.analysis.published_studies import Setting
from flsguide.evidence.incidence import incidence
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.places import place_of
from flsguide.evidence.published_studies import Statement, published_statements
from flsguide.evidence.refracture_studies import refracture_studies
from flsguide.model.base_case import people_entering
from flsguide.model.local_caseload import local_caseload

INPUTS = parameters()
LOAD = local_caseload(place_of(INPUTS, "England"), incidence(), 2026, INPUTS)
COHORT = people_entering(LOAD.counts, INPUTS.number("p_eligible_other"), INPUTS.number("p_people_per_fracture"))
SETTING = Setting(INPUTS, national_tables(INPUTS), COHORT)
STATEMENTS = published_statements()
SIGNS = {s.statement.name: s for s in signs(STATEMENTS, SETTING)}


def said(name: str) -> Statement:
    return SIGNS[name].statement


def test_ours_goes_the_way_of_the_studies_but_for_savings_each_with_its_reason() -> None:
    against = {name for name, found in SIGNS.items() if found.agrees is False}
    assert against == {
        "mclellan_cost", "dh_cost", "majumdar_cost", "majumdar_wrist_cost", "solomon_cost", "sander_cost",
        "ontario_cost", "major_cost", "rcp_cost", "ros_cost",
    }  # fmt: skip
    assert [name for name in against if not said(name).note] == []
    assert [name for name, found in SIGNS.items() if found.agrees is None] == ["hawley_hip"]


@pytest.mark.parametrize(
    ("direction", "ours", "agrees"),
    [("more", 1, True), ("more", -1, False), ("less", -1, True), ("less", 1, False), ("more", 0, False),
     ("less", 0, False), ("unclear", -1, None)],
)  # fmt: skip
def test_a_direction_is_met_or_not(direction: str, ours: float, agrees: bool | None) -> None:
    assert Sign(replace(said("leal_cost_men"), direction=direction), ours).agrees is agrees


def test_medicine_without_effect_would_lose_the_sign_of_health() -> None:
    """A planted error: nothing works, so no study that gained is met, and a cost for each gain has no meaning."""
    without = {
        f"rr_{kind}_{medicine}": 1.0 for kind in ("hip", "vert", "other") for medicine in ("oral", "zoledronate")
    }
    rows = {name: replace(row, value=without.get(name, row.value)) for name, row in INPUTS.rows.items()}
    some = [said(name) for name in ("solomon_cost", "solomon_qalys", "moriwaki_cost_per_qaly")]
    found = signs(some, replace(SETTING, inputs=replace(INPUTS, rows=rows), cohort=COHORT[::9]))
    cost, qalys, each = sorted(found, key=lambda s: len(s.statement.measure))
    assert (cost.ours > 0, qalys.agrees, each.agrees, each.ours) == (True, False, False, 0)


# Amounts


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("mclellan_qalys", 22), ("solomon_qalys", 3.743), ("cooper_qalys", 89), ("sander_hip", 6),
        ("majumdar_fractures", 60), ("majumdar_wrist_qalys", 11), ("ontario_qalys", 18), ("major_fractures", 62),
        ("mclellan_treated", 493), ("dh_cost", 56_527 / 0.797), ("pinedo_qalys", 11_709), ("jones_fractures", 5405),
        ("moriwaki_cost_per_qaly", 28_880),
    ],
)  # fmt: skip
def test_an_amount_is_for_1000_people_or_as_printed_where_there_are_none(name: str, theirs: float) -> None:
    assert SIGNS[name].theirs == pytest.approx(theirs)


def test_a_ratio_is_ours_over_theirs() -> None:
    assert Sign(said("mclellan_qalys"), 2.2).ratio == pytest.approx(0.1)
    assert Sign(said("mclellan_hip"), -5.5).ratio == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("mclellan_cost", -1),  # other prices
        ("leal_cost_per_qaly_men", 1),
        ("pinedo_qalys", 1),  # people not printed
        ("leal_qalys_men", 1),  # not alike
        ("hawley_hip", -1),  # no amount
        ("mclellan_qalys", -1),  # the other way
    ],
)
def test_no_ratio_is_made_of_what_is_not_alike(name: str, ours: float) -> None:
    assert Sign(said(name), ours).ratio is None


def test_most_studies_gain_far_more_health_than_ours() -> None:
    """The page says so in words: more than half of the studies that can be compared gain over twice ours."""
    ratios = [s.ratio for s in SIGNS.values() if s.statement.measure == "qalys" and s.ratio is not None]
    assert len(ratios) > 4
    assert sum(ratio < 0.5 for ratio in ratios) > len(ratios) / 2


def test_glasgow_gains_many_times_ours() -> None:
    found = SIGNS["mclellan_qalys"]
    assert found.ratio is not None
    assert 5 < 1 / found.ratio < 15


def test_pounds_for_each_qaly_are_those_of_the_same_people() -> None:
    each, cost, qalys = (SIGNS[f"cooper_{what}"].ours for what in ("cost_per_qaly", "cost", "qalys"))
    assert each == pytest.approx(cost / qalys)
    fractures = SIGNS["jones_fractures"].ours
    assert SIGNS["jones_cost_per_fracture"].ours * -fractures > 0


def test_more_people_treated_is_the_share_of_those_who_start() -> None:
    """After a hip fracture, of people who are all seen, the share who start moves from one row to the other."""
    more = INPUTS.number("p_treated_fls_hip") - INPUTS.number("p_treated_usual_hip")
    assert SIGNS["majumdar_treated"].ours == pytest.approx(1000 * more)


# Further fractures that were counted

STUDIES = {study.name: study for study in refracture_studies()}
COUNTS = {c.study.name: c for c in counted(refracture_studies(), SETTING)}


def test_every_count_that_fell_is_met_and_each_fell_by_more_than_ours() -> None:
    fell = [c for c in COUNTS.values() if c.study.direction == "less"]
    assert len(fell) > 5
    assert all(c.agrees and c.study.ratio < min(c.ours) for c in fell)
    assert {c.agrees for c in COUNTS.values() if c not in fell} == {None}


def test_ours_stands_at_the_follow_up_of_the_count_for_its_people() -> None:
    unread, three, hip = COUNTS["wu"], COUNTS["nakayama"], COUNTS["li_amphansap"]
    assert len(unread.ours) == len(STUDIES["wu"].followed) > 1
    assert three.ours == (unread.ours[2],)
    assert COUNTS["li_axelsson"].ours == (unread.ours[0],)
    assert hip.ours[0] not in unread.ours


def test_the_ratio_of_a_count_and_the_difference_of_a_sign_are_of_the_same_run() -> None:
    """Fewer fractures over three years in 1,000 people, from the one, make the ratio of the other."""
    fewer = SIGNS["major_fractures"].ours / 1000
    without = fewer / (COUNTS["nakayama"].ours[0] - 1)
    assert 0.1 < without < 0.4
    assert counted([STUDIES["nakayama"]], replace(SETTING, cohort=COHORT[::-1]))[0].ours[0] == pytest.approx(
        1 + fewer / without
    )


@pytest.mark.parametrize(
    ("direction", "ours", "agrees"),
    [
        ("less", (0.9, 0.8), True), ("less", (0.9, 1.1), False), ("less", (1.0,), False), ("more", (1.1,), True),
        ("more", (0.9,), False), ("unclear", (0.9,), None),
    ],
)  # fmt: skip
def test_a_count_is_met_if_ours_goes_its_way_after_every_year(
    direction: str, ours: tuple[float, ...], agrees: bool | None
) -> None:
    assert Counted(replace(STUDIES["wu"], direction=direction), ours).agrees is agrees


def test_medicine_without_effect_would_not_meet_a_count() -> None:
    without = {
        f"rr_{kind}_{medicine}": 1.0 for kind in ("hip", "vert", "other") for medicine in ("oral", "zoledronate")
    }
    rows = {name: replace(row, value=without.get(name, row.value)) for name, row in INPUTS.rows.items()}
    setting = replace(SETTING, inputs=replace(INPUTS, rows=rows), cohort=COHORT[::9])
    (found,) = counted([STUDIES["wu"]], setting)
    assert found.ours == pytest.approx((1, 1, 1, 1))


# What lies behind a gap


def test_the_three_steps_multiply_up_to_the_gap() -> None:
    (glasgow,) = (b for b in behind(list(SIGNS.values())) if b.statement.name == "mclellan_qalys")
    assert glasgow.treated is not None
    assert glasgow.fractures_of_100_treated is not None
    for side, gained in enumerate((22, SIGNS["mclellan_qalys"].ours)):
        steps = (
            glasgow.treated[side] * glasgow.fractures_of_100_treated[side] / 100 * glasgow.qalys_of_a_fracture[side]
        )
        assert steps == pytest.approx(gained)


@pytest.mark.parametrize(
    ("name", "of_100", "of_one"),
    [
        ("mclellan_qalys", 100 * 18 / 493, 22 / 18),
        ("majumdar_qalys", 100 * 6 / 29, 4 / 6),
        ("majumdar_wrist_qalys", 20, 1.1 / 3),
        ("solomon_qalys", None, 37.43 / 153),
        ("pinedo_qalys", None, 11_709 / 13_149),
    ],
)
def test_theirs_is_taken_apart_from_the_printed_numbers(name: str, of_100: float | None, of_one: float) -> None:
    found = {b.statement.name: b for b in behind(list(SIGNS.values()))}
    step = found[name].fractures_of_100_treated
    assert (None if step is None else step.theirs) == (None if of_100 is None else pytest.approx(of_100))
    assert found[name].qalys_of_a_fracture.theirs == pytest.approx(of_one)


def test_a_study_without_fractures_is_not_taken_apart() -> None:
    assert behind([SIGNS["ontario_qalys"], SIGNS["hawley_hip"]]) == ()
