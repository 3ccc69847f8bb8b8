"""A pathway year by year: life tables, half cycles, ageing, and what cannot depend on how the work is cut."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_case import a_case, changed
from flsguide.evidence.case_file import Case
from flsguide.evidence.vocabulary import STATES
from flsguide.model.cohort import step
from flsguide.model.outcomes import health
from flsguide.model.pathway_table import Person, Tally, month_of, run_pathway


def flat(values: float) -> dict[str, list[float]]:
    return {"female": [values] * 50, "male": [values] * 50}


def quiet(years: int = 10) -> Case:
    """A case without fractures in which everybody dies as the population does."""
    case = a_case(horizon_years=years, entry_years=1, ramp=[1])
    still = {kind: dict.fromkeys(ages, (0.0,) * 50) for kind, ages in case.fracture.items()}
    return replace(case, fracture=still, smr={state: {"female": 1.0, "male": 1.0} for state in STATES})


def total(tallies: tuple[Tally, ...]) -> float:
    return sum(sum(t.months) for t in tallies) / 12


def test_without_fractures_people_live_as_the_life_table_says() -> None:
    case = quiet(50)
    found = total(run_pathway(case, case.pathways["unseen"], Person(70, "female", "hip")))
    alive, expected = 1.0, 0.0
    for q in case.mortality["female"][20:]:
        monthly = [alive * (1 - q) ** (m / 12) for m in range(13)]
        expected += sum((a + b) / 2 for a, b in pairwise(monthly)) / 12
        alive = monthly[-1]
    assert found == pytest.approx(expected, rel=1e-12)


def test_nobody_dies_where_nobody_can() -> None:
    case = replace(quiet(), mortality=dict.fromkeys(("female", "male"), (0.0,) * 50))
    tallies = run_pathway(case, case.pathways["unseen"], Person(60, "male", "other"))
    assert [sum(t.months) for t in tallies] == pytest.approx([12] * 10, abs=1e-12)
    assert [t.events[3] for t in tallies] == [0] * 10


def test_certain_death_leaves_half_a_cycle() -> None:
    case = replace(quiet(), mortality=dict.fromkeys(("female", "male"), (1.0,) * 50))
    tallies = run_pathway(case, case.pathways["tablets"], Person(60, "male", "other"))
    assert total(tallies) == pytest.approx(0.5 / 12, abs=1e-15)
    assert tallies[0].events[3] == 1


def test_a_constant_hazard_without_death_gives_the_closed_form() -> None:
    case = replace(
        a_case(horizon_years=3, imminent_excess=0, refracture_multiplier=1),
        mortality=dict.fromkeys(("female", "male"), (0.0,) * 50),
        fracture={"hip": _flat(0.01), "vert": _flat(0.02), "other": _flat(0.03)},
        site_multiplier=dict.fromkeys(("hip", "vert", "humerus", "forearm", "other"), 1.0),
    )
    tallies = run_pathway(case, case.pathways["unseen"], Person(60, "female", "hip"))
    events = sum(sum(t.events[:3]) for t in tallies)
    assert events == pytest.approx(36 * (1 - math.exp(-0.06 / 12)), rel=1e-12)


def _flat(rate: float) -> dict[str, tuple[float, ...]]:
    return {"female": (rate,) * 50, "male": (rate,) * 50}


@pytest.mark.parametrize("age", [50, 62.5, 70.1, 88.99, 99.5])
def test_a_birthday_falls_where_it_falls(age: float) -> None:
    """Only one age kills: everybody dies in the first month in which that age is reached."""
    fatal = math.floor(age) + 1
    mortality = {sex: tuple(float(a == fatal) for a in range(50, 100)) for sex in ("female", "male")}
    case = replace(quiet(3), mortality=mortality)
    tallies = run_pathway(case, case.pathways["unseen"], Person(age, "female", "hip"))
    birthday = next(t for t in range(36) if math.floor(age + t / 12) == fatal)
    lived = sum(sum(t.months) for t in tallies)
    assert lived == pytest.approx(birthday + (0.5 if fatal < 100 else 0), abs=1e-12)


def test_nothing_is_counted_from_the_age_of_100_on() -> None:
    case = a_case(horizon_years=6)
    tallies = run_pathway(case, case.pathways["tablets"], Person(97.5, "male", "vert"))
    assert sum(tallies[2].months) > 0
    assert all(v == 0 for t in tallies[3:] for v in (*t.months, *t.norm_months, t.on_months, *t.events))


@given(st.integers(1, 5), st.integers(1, 5), st.floats(50, 99.9), st.sampled_from(["unseen", "tablets"]))
def test_a_horizon_is_the_beginning_of_a_longer_one(years: int, more: int, age: float, pathway: str) -> None:
    who = Person(age, "female", "hip")
    short = a_case(horizon_years=years, entry_years=1, ramp=[1])
    long = a_case(horizon_years=years + more, entry_years=1, ramp=[1])
    found = run_pathway(long, long.pathways[pathway], who)[:years]
    assert found == run_pathway(short, short.pathways[pathway], who)


def test_qalys_are_life_years_where_every_weight_is_1() -> None:
    case = changed(
        lambda c: (
            c["tables"].update(utility_norm=flat(1.0)),
            c.update(utility_multiplier=dict.fromkeys(STATES, 1)),
        )
    )
    for tally in run_pathway(case, case.pathways["tablets"], Person(80, "male", "hip")):
        found = health(case, tally)
        assert found["qalys"] == pytest.approx(found["life_years"], rel=1e-13)


def test_medicine_is_paid_from_the_first_month_and_while_it_is_taken() -> None:
    case = quiet(2)
    case = replace(case, mortality=dict.fromkeys(("female", "male"), (0.0,) * 50))
    pathway = replace(case.pathways["tablets"], stop_monthly=(0.5, 0.0))
    first, second = run_pathway(case, pathway, Person(60, "female", "hip"))
    taking = [0.5**month for month in range(13)]
    assert first.on_months == pytest.approx(sum((a + b) / 2 for a, b in pairwise(taking)))
    assert second.on_months == pytest.approx(12 * taking[12])


def test_a_ratio_on_death_by_year_has_its_last_value_repeated() -> None:
    case = quiet(4)
    spared = replace(case.pathways["unseen"], mortality_ratio=(0.0, 1.0))
    deaths = [t.events[3] for t in run_pathway(case, spared, Person(80, "female", "hip"))]
    plain = [t.events[3] for t in run_pathway(case, case.pathways["unseen"], Person(80, "female", "hip"))]
    assert deaths[0] == 0
    alive = 1 - plain[0]
    assert deaths[1:] == pytest.approx([d / alive for d in plain[1:]], rel=1e-12)


@pytest.mark.parametrize("pathway", ["unseen", "tablets"])
def test_a_month_by_itself_is_the_month_that_a_run_comes_through(pathway: str):
    case, who = a_case(), Person(80, "male", "hip")
    people = tuple(float(i == (8 if pathway == "tablets" else 0)) for i in range(25))
    deaths = 0.0
    for cycle in range(12):
        people, events = step(people, month_of(case, case.pathways[pathway], who, cycle))
        deaths += events[3]
    year = run_pathway(case, case.pathways[pathway], who)[0]
    assert deaths == pytest.approx(year.events[3], abs=1e-14)


def test_a_month_knows_its_age_and_its_year():
    case, who = a_case(), Person(62.5, "female", "hip")
    month = [month_of(case, case.pathways["tablets"], who, cycle) for cycle in range(25)]
    assert month[5].survival[0] > month[6].survival[0], "the birthday comes half a year after the start"
    assert [m.stop for m in month[11:13]] == [0.06, 0.03]
    assert month[24].stop == 0.02
