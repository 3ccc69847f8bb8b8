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
from flsguide.evidence.ranges import Range
from flsguide.report import worth as module
from flsguide.report.bases import FULL_COST, TRUST_PAY
from flsguide.report.money import MINUS
from flsguide.report.plane_chart import plane_chart
from flsguide.report.tables import Table
from flsguide.report.worth import Worth, worth_of
from flsguide.report.worth_expected import expected_table
from flsguide.report.worth_sentences import (
    how_sure,
    sharing_said,
    worth_for_the_case,
    worth_in_brief,
    worth_of_a_year,
)
from flsguide.report.worth_views import (
    net_benefit_table,
    options_table,
    rows_behind,
    scenarios_table,
    whose_numbers,
)
from flsguide.report.worth_who import POST_ROWS, equity_table, sharing_table
from flsguide.report.worth_words import SCENARIO_WORDS, few, ranged, step_words, value_words

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
    assert said.startswith("Not yet, on these numbers: ")
    assert "**" not in said, "the box shows it as it stands"
    assert len(re.findall(rf"\d \([{MINUS}\d.]+ to [\d.]+\)", said)) == 3
    assert len(re.findall(r"\.(?= [A-Z]|$)", said)) == 2, "a third sentence says whose numbers they are"
    for basis in (FULL_COST, TRUST_PAY):
        assert value_words(worth.base, basis, 35_000) in said
    for words in (
        "35,000 pounds, the most that NICE usually accepts (its range begins at 25,000)",
        "8 in 10 draws",
        "at full cost",
        "at trust pay",
    ):
        assert words in said
    needed = how_sure(worth)
    assert re.search(r"worth its cost if \d\d out of 100 people .*, where 38 do, or if staff cost \d0 pounds", needed)


@pytest.mark.parametrize(
    ("cost", "qalys", "answer", "then"),
    [
        (10_000.0, 2.0, "Yes, on these numbers:", "a QALY costs about 5,000 pounds"),
        (
            60_000.0,
            2.0,
            "It depends on what a year in good health may cost:",
            "a QALY costs about 30,000 pounds",
        ),
        (80_000.0, 2.0, "Not yet, on these numbers:", "a QALY costs about 40,000 pounds"),
        (-5_000.0, 2.0, "Yes, on these numbers:", "at full cost it saves, gains"),
        (5_000.0, 0.0, "Not yet, on these numbers:", "at full cost it gains nothing"),
    ],
)
def test_the_answer_follows_the_numbers(worth: Worth, cost: float, qalys: float, answer: str, then: str) -> None:
    changed = altered(worth, cost, qalys)
    said = worth_in_brief(changed)
    assert said.startswith(answer)
    assert then in said
    assert ("it would be worth its cost" in how_sure(changed)) is answer.startswith("Not yet")


def test_the_sum_of_a_year_can_be_followed_by_hand(worth: Worth) -> None:
    said = worth_of_a_year(worth)
    gained, cost = re.search(r"are worth (\d+) thousand pounds. They cost (\d+) thousand", said).groups()  # type: ignore[union-attr]
    assert f"falls {int(cost) - int(gained)} thousand pounds short of its cost" in said
    assert abs(int(gained) - 35 * worth.base.qalys_gained) <= 0.5
    assert f"about {round(worth.people, -1):,.0f} such people △" in said
    assert "is worth 60 thousand pounds more than its cost" in worth_of_a_year(altered(worth, 10_000.0, 2.0))


def test_how_sure_gives_chances_the_mean_and_what_would_change_our_mind(worth: Worth) -> None:
    said = how_sure(worth)
    choice = worth.draws[FULL_COST].choice()
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
    assert dear == pytest.approx(worth.options["fls"].standing[FULL_COST].icer, rel=0.05)


def test_what_is_beaten_is_said_to_be() -> None:
    plan = Strategy("hip_only", 1.0, 1.0)
    assert step_words(Standing(plan, "strongly dominated", beaten_by=("fls",))) == "beaten"
    assert step_words(Standing(plan, "extendedly dominated", beaten_by=("usual", "fls"))) == "beaten by a mix"


def test_every_scenario_has_a_row_in_words_and_no_ratio_where_it_would_mislead(worth: Worth) -> None:
    table = scenarios_table(worth).table
    assert len(table.rows) == len(SCENARIOS) + 2 == len(SCENARIO_WORDS)
    assert cells(table, "The medicines do nothing")[1:3] == ["0.0", "0.0"]
    assert cells(table, "The medicines do nothing")[-2:] == ["gains nothing", "gains nothing"]
    assert cells(table, "A service as the national audit")[-2:] == ["over 350,000", "over 350,000"]
    assert cells(table, "A shorter view: 5 years")
    assert cells(table, "Some have yearly infusions in place of tablets: 30 of 100 treated")


def test_whole_posts_cost_more_than_minutes_and_a_shared_team_lies_between(worth: Worth) -> None:
    for basis in (FULL_COST, TRUST_PAY):
        costs = [worth.scenarios[name].cost_added[basis] for name in ("base", "whole posts, shared", "whole posts")]
        assert costs == sorted(costs)
        # one full year of the posts, paid once for one year's people
        paid = 1000 / worth.people * worth.sharing[basis].alone
        by_minute = worth.options["fls"].seen * worth.inputs.number(f"c_service_staff_person_{basis}")
        assert costs[2] - costs[0] == pytest.approx(paid - by_minute)
    note = scenarios_table(worth).table.note
    assert re.search(
        r"cost 2\d\d pounds for each person seen \(2\d\d shared\) at full cost, against 223 by the minute", note
    )


def test_a_table_of_what_ifs_or_of_posts_has_its_rows_right_below(worth: Worth) -> None:
    for shown in (scenarios_table(worth), sharing_table(worth)):
        assert {f"parameters.html#{name}" in shown._repr_html_() for name in POST_ROWS} == {True}
        assert "The numbers behind these" in repr(shown)


def test_a_range_that_reaches_below_0_shows_its_minus() -> None:
    assert ranged(Range(2.2, -0.04, 5.1), 0.1) == f"2.0 ({MINUS}0.04 to 5.0)"
    assert ranged(Range(2.2, -0.3, 5.1), 0.1) == f"2.0 ({MINUS}0.5 to 5.0)"
    assert ranged(Range(2.2, 0.03, 5.1), 0.1) == "2.0 (0.0 to 5.0)"


def test_words_for_what_has_no_ratio() -> None:
    for cost, qalys, said in (
        (-1.0, 1.0, "saves, gains"),
        (1.0, -1.0, "costs, loses health"),
        (1e6, 1.0, "over 350,000"),
    ):
        assert value_words(Result(SCENARIOS[0], 10, 0.0, qalys, {TRUST_PAY: cost}), TRUST_PAY, 35_000) == said
    assert [few(x) for x in (-0.31, 0.04, 0.0, 12.34)] == [f"{MINUS}0.3", "under 0.1", "0.0", "12.3"]


def test_net_benefit_is_that_of_the_scenarios_at_both_ends_of_the_threshold(worth: Worth) -> None:
    table = net_benefit_table(worth).table
    shown = [float(x.replace(",", "").replace(MINUS, "-")) for x in cells(table, "Base case")[1:]]
    base = worth.base
    found = [base.net_benefit(basis, t) for basis in (FULL_COST, TRUST_PAY) for t in (25_000, 35_000)]
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
    own, part, saves, _ = (float(x.replace(",", "")) for x in cells(sharing_table(worth).table, "Full cost")[1:])
    assert saves == pytest.approx(own - part, abs=1_001)
    assert "hospitals saves each about" in sharing_said(worth)
    none = {basis: replace(found, shared=found.alone) for basis, found in worth.sharing.items()}
    assert "saves a hospital of this size nothing" in sharing_said(replace(worth, sharing=none))


def test_what_was_expected_is_confirmed_or_explained_and_would_not_be_if_it_were_not_so(worth: Worth) -> None:
    table = expected_table(worth).table
    assert [str(row[-1]) for row in table.rows] == [
        "Yes", "Yes", "No, and explained", "Yes", "Yes", "Yes", "No, and explained",
    ]  # fmt: skip
    saves = replace(worth.scenarios["audit"], cost_added=dict.fromkeys(worth.base.cost_added, -1.0))
    gains = replace(worth.scenarios["no effect"], qalys_gained=1.0)
    wrong = replace(worth, scenarios={**worth.scenarios, "audit": saves, "no effect": gains})
    assert [str(row[-1]) for row in expected_table(wrong).table.rows][:2] == ["No", "No"]


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
    assert own.base.cost_added[TRUST_PAY] < worth.base.cost_added[TRUST_PAY]
    assert own.base.cost_added[FULL_COST] == pytest.approx(worth.base.cost_added[FULL_COST])
    assert whose_numbers(own).startswith("3 of the 11 figures")
    assert "c_service_staff_person_trust_cash" in {row.name for row in rows_behind(own)}


def test_a_service_whose_staff_cost_nothing_is_told_in_words_where_it_saves(worth: Worth) -> None:
    own = northmoor(n_residents=1000, n_hip_fractures_60_plus=2, c_service_staff_person_trust_cash=0.0, p_scanned=0.0)
    assert own.groups == (), "so few people that none may be shown"
    assert own.base.verdict(TRUST_PAY) == "saves and gains"
    assert "at trust pay it saves, gains" in worth_in_brief(own)
    assert cells(scenarios_table(own).table, "Base case")[-1] == "saves, gains"
    shown = (options_table, net_benefit_table, equity_table, sharing_table, expected_table, plane_chart)
    assert all(repr(show(own)) for show in shown)
    assert own.base.icer(FULL_COST) is not None
    assert own.people < worth.people
