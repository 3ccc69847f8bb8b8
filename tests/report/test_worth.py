"""The page "Is it worth it?": its sentences and tables say what the analysis found, whatever it found."""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from flsguide.analysis.equity import Group
from flsguide.analysis.incremental import Standing, Strategy
from flsguide.analysis.national_table import national_cohort, national_draws
from flsguide.analysis.scenarios import SCENARIOS, Result
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.places import place_of
from flsguide.report import worth as module
from flsguide.report.plane_chart import plane_chart
from flsguide.report.tables import Table
from flsguide.report.worth import ALIKE, CASH, Worth, worth_of
from flsguide.report.worth_expected import expected_table
from flsguide.report.worth_sentences import (
    how_sure,
    sharing_said,
    worth_for_the_case,
    worth_in_brief,
    worth_of_a_year,
)
from flsguide.report.worth_views import (
    equity_table,
    net_benefit_table,
    options_table,
    rows_behind,
    scenarios_table,
    sharing_table,
    whose_numbers,
)
from flsguide.report.worth_words import SCENARIO_WORDS, few, step_words, value_words

pytestmark = pytest.mark.xdist_group("worth")  # its module's fixture is made once

DRAWS = 70


def northmoor(**more: float) -> Worth:
    yours = {"n_residents": 340_000, "n_hip_fractures_60_plus": 440} | more
    inputs = with_values(parameters(), yours, "artificial: Northmoor", 2024)
    return worth_of(inputs, place_of(inputs, None, "Northmoor (artificial)"), 2026)


@pytest.fixture(scope="module")
def worth() -> Iterator[Worth]:
    inputs = parameters()
    tables = national_tables(inputs)
    few_draws = national_draws(inputs, tables, national_cohort(inputs, 2026), DRAWS, 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "national_table", lambda: few_draws)
        yield northmoor()


def altered(worth: Worth, cost: float, qalys: float) -> Worth:
    """The same, had the base case come to this."""
    base = replace(worth.base, cost_added=dict.fromkeys(worth.base.cost_added, cost), qalys_gained=qalys)
    return replace(worth, scenarios={**worth.scenarios, "base": base})


def cells(table: Table, first: str) -> list[str]:
    (row,) = [row for row in table.rows if str(row[0]).startswith(first)]
    return [str(cell) for cell in row]


def test_the_brief_answers_gives_ranges_and_both_costs_and_says_what_would_do(worth: Worth) -> None:
    said = worth_in_brief(worth)
    assert said.startswith("Not yet, on these numbers.")
    assert "**" not in said, "the box shows it as it stands"
    assert len(re.findall(r"\d \([-\d.]+ to [\d.]+\)", said)) == 3
    for basis in (ALIKE, CASH):
        assert value_words(worth.base, basis, 35_000) in said
    assert "For medicines NICE accepts 25,000 to 35,000." in said
    assert re.search(r"worth its cost if \d\d out of 100 people .*, where 38 do, or if staff cost \d0 pounds", said)


@pytest.mark.parametrize(
    ("cost", "qalys", "answer", "then"),
    [
        (10_000.0, 2.0, "Yes, on these numbers.", "A QALY then costs about 5,000 pounds"),
        (
            60_000.0,
            2.0,
            "It depends on what a year in good health may cost.",
            "A QALY then costs about 30,000 pounds",
        ),
        (80_000.0, 2.0, "Not yet, on these numbers.", "At 35,000 pounds it would be worth its cost if"),
        (-5_000.0, 2.0, "Yes, on these numbers.", "With costs counted alike, it saves, gains"),
        (5_000.0, 0.0, "Not yet, on these numbers.", "With costs counted alike, it gains nothing"),
    ],
)
def test_the_answer_follows_the_numbers(worth: Worth, cost: float, qalys: float, answer: str, then: str) -> None:
    said = worth_in_brief(altered(worth, cost, qalys))
    assert said.startswith(answer)
    assert then in said
    assert ("it would be worth its cost" in said) is answer.startswith("Not yet")


def test_the_sum_of_a_year_can_be_followed_by_hand(worth: Worth) -> None:
    said = worth_of_a_year(worth)
    gained, cost = re.search(r"are worth (\d+) thousand pounds. They cost (\d+) thousand", said).groups()  # type: ignore[union-attr]
    assert f"falls {int(cost) - int(gained)} thousand pounds short of its cost" in said
    assert abs(int(gained) - 35 * worth.base.qalys_gained) <= 0.5
    assert f"about {round(worth.people, -1):,.0f} such people △" in said
    assert "is worth 60 thousand pounds more than its cost" in worth_of_a_year(altered(worth, 10_000.0, 2.0))


def test_how_sure_gives_chances_the_mean_and_what_would_change_our_mind(worth: Worth) -> None:
    said = how_sure(worth)
    choice = worth.draws[ALIKE].choice()
    benefit = 35_000 * (choice.qalys[2] - choice.qalys[0]) - (choice.cost[2] - choice.cost[0])
    assert f"{DRAWS} times" in said
    assert f"at 35,000 in {100 * np.mean(benefit > 0):.0f} out of 100" in said
    assert "**What would change our mind?**" in said


def test_the_paragraph_to_paste_is_one_and_names_its_terms(worth: Worth) -> None:
    said = worth_for_the_case(worth)
    assert said.startswith("> ")
    assert "\n" not in said
    for words in ("2025/26 prices", "10 years", "NHS and social care", "gain nothing", "illustrative", "Northmoor"):
        assert words in said


def test_options_are_ranked_and_a_shared_service_is_the_same(worth: Worth) -> None:
    table = options_table(worth)
    assert cells(table, "No service")[-2:] == ["the start", "the start"]
    assert cells(table, "One service shared")[-2:] == ["the same", "the same"]
    dear, cheap = (float(x.replace(",", "")) for x in cells(table, "A whole")[-2:])
    assert dear > cheap
    assert dear == pytest.approx(worth.options["fls"].standing[ALIKE].icer, rel=0.05)


def test_what_is_beaten_is_said_to_be() -> None:
    plan = Strategy("hip_only", 1.0, 1.0)
    assert step_words(Standing(plan, "strongly dominated", beaten_by=("fls",))) == "beaten"
    assert step_words(Standing(plan, "extendedly dominated", beaten_by=("usual", "fls"))) == "beaten by a mix"


def test_every_scenario_has_a_row_in_words_and_no_ratio_where_it_would_mislead(worth: Worth) -> None:
    table = scenarios_table(worth)
    assert len(table.rows) == len(SCENARIOS) == len(SCENARIO_WORDS)
    assert cells(table, "The medicines do nothing")[1:3] == ["0.0", "0.0"]
    assert cells(table, "The medicines do nothing")[-2:] == ["gains nothing", "gains nothing"]
    assert cells(table, "A service as the national audit")[-2:] == ["over 350,000", "over 350,000"]
    assert cells(table, "A shorter view: 5 years")
    assert cells(table, "Some have yearly infusions in place of tablets: 30 of 100 treated")


def test_words_for_what_has_no_ratio() -> None:
    for cost, qalys, said in (
        (-1.0, 1.0, "saves, gains"),
        (1.0, -1.0, "costs, loses health"),
        (1e6, 1.0, "over 350,000"),
    ):
        assert value_words(Result(SCENARIOS[0], 10, 0.0, qalys, {CASH: cost}), CASH, 35_000) == said
    assert [few(x) for x in (-0.31, 0.04, 0.0, 12.34)] == ["-0.3", "under 0.1", "0.0", "12.3"]


def test_net_benefit_is_that_of_the_scenarios_at_four_thresholds(worth: Worth) -> None:
    table = net_benefit_table(worth).table
    shown = [float(x.replace(",", "")) for x in cells(table, "Base case")[1:]]
    base = worth.base
    found = [base.net_benefit(ALIKE, t) for t in (20_000, 25_000, 30_000, 35_000)]
    found += [base.net_benefit(CASH, t) for t in (20_000, 35_000)]
    assert shown == pytest.approx([x / 1000 for x in found], abs=0.5)


def test_parts_of_100_sum_to_about_100_and_the_rule_is_named(worth: Worth) -> None:
    table = equity_table(worth)
    for column in (1, 2, 3):
        assert sum(float(str(row[column])) for row in table.rows) == pytest.approx(100, abs=4)
    assert "Small numbers rule: a group of 7 or fewer" in table.note


def test_a_small_service_shows_no_small_group_and_a_tiny_one_none(worth: Worth) -> None:
    tiny = replace(worth, groups=())
    assert cells(equity_table(tiny), "Everybody")[1:] == ["withheld: too few"] * 4
    lost = replace(worth, groups=(Group("female", 50, 99, 20, -1.0, 0.0), Group("male", 50, 99, 0, 0.0, 0.0)))
    assert cells(equity_table(lost), "Women, 50 and over")[2:4] == ["nothing is gained"] * 2
    assert cells(equity_table(lost), "Men")[-1] == "nobody"


def test_sharing_is_shown_on_both_bases_and_said_where_it_saves_nothing(worth: Worth) -> None:
    own, part, saves, _ = (float(x.replace(",", "")) for x in cells(sharing_table(worth), "Counted alike")[1:])
    assert saves == pytest.approx(own - part, abs=1_001)
    assert "hospitals saves each about" in sharing_said(worth)
    none = {basis: replace(found, shared=found.alone) for basis, found in worth.sharing.items()}
    assert "saves a hospital of this size nothing" in sharing_said(replace(worth, sharing=none))


def test_what_was_expected_is_confirmed_or_explained_and_would_not_be_if_it_were_not_so(worth: Worth) -> None:
    table = expected_table(worth)
    assert [str(row[-1]) for row in table.rows] == [
        "Yes", "Yes", "No", "Yes", "Yes", "Yes", "No, and explained",
    ]  # fmt: skip
    saves = replace(worth.scenarios["audit"], cost_added=dict.fromkeys(worth.base.cost_added, -1.0))
    gains = replace(worth.scenarios["no effect"], qalys_gained=1.0)
    wrong = replace(worth, scenarios={**worth.scenarios, "audit": saves, "no effect": gains})
    assert [str(row[-1]) for row in expected_table(wrong).rows][:2] == ["No", "No"]


def test_the_chart_says_its_quadrants_and_has_every_draw_behind_it(worth: Worth) -> None:
    drawn = plane_chart(worth)
    assert len(drawn.data.rows) == DRAWS
    assert len(re.findall(r"out of 100", drawn.alt)) >= 6
    assert "out of 100 draws" in drawn.title
    for words in ("costs more,", "35,000", "25,000", "Cost added"):
        assert words in drawn.wide
        assert words in drawn.narrow


def test_a_services_own_prices_move_its_answer_and_are_counted_as_its_own(worth: Worth) -> None:
    own = northmoor(c_service_staff_person_trust_cash=60.0)
    assert own.base.cost_added[CASH] < worth.base.cost_added[CASH]
    assert own.base.cost_added[ALIKE] == pytest.approx(worth.base.cost_added[ALIKE])
    assert whose_numbers(own).startswith("3 of the 11 figures")
    assert "c_service_staff_person_trust_cash" in {row.name for row in rows_behind(own)}


def test_a_service_whose_staff_cost_nothing_is_told_in_words_where_it_saves(worth: Worth) -> None:
    own = northmoor(n_residents=1000, n_hip_fractures_60_plus=2, c_service_staff_person_trust_cash=0.0, p_scanned=0.0)
    assert own.groups == (), "so few people that none may be shown"
    assert own.base.verdict(CASH) == "saves and gains"
    assert "staff at what the trust pays, it saves, gains" in worth_in_brief(own)
    assert cells(scenarios_table(own), "Base case")[-1] == "saves, gains"
    shown = (options_table, net_benefit_table, equity_table, sharing_table, expected_table, plane_chart)
    assert all(repr(show(own)) for show in shown)
    assert own.base.icer(ALIKE) is not None
    assert own.people < worth.people
