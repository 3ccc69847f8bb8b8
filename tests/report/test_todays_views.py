"""A service that is there in tables, charts and sentences: what stands there is what was worked out."""

from dataclasses import replace

import numpy as np
import pytest

from flsguide.analysis.implementation import TOGETHER, Raised
from flsguide.analysis.national_table import national_cohort, national_draws
from flsguide.analysis.todays_service import (
    EXPAND,
    KEEP,
    Change,
    WorthByShare,
    todays_service,
    ways_of_counting,
)
from flsguide.data_path import data_path
from flsguide.evidence.local_numbers import with_local
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.report import implementation_views, todays_sentences, todays_views
from flsguide.report.holder_matrix import NET
from flsguide.report.numbers import about
from flsguide.report.tables import Cell, Table

N = 200
SPREAD = np.linspace(-1, 1, N)
PLACE = "Northmoor (artificial)"
THRESHOLDS = (20_000.0, 35_000.0)


def some(started: float, fractures: float, qalys: float, cost: float) -> Change:
    """Draws that lie evenly around each number, from nothing to twice as much."""
    return Change(*(number * (1 + SPREAD) for number in (started, fractures, qalys, cost)))


KEPT, EXPANDED = some(91, 2.7, 0.9, 180_000), some(70, 2.1, 0.7, 140_000)
CHANGES = {"full_economic": (KEPT, EXPANDED), "trust_cash": (some(91, 2.7, 0.9, 110_000), EXPANDED)}
BY_SHARE = WorthByShare(
    (0.0, 0.5, 1.0),
    {20_000.0: (-300.0, -100.0, 100.0), 35_000.0: (-300.0, 0.0, 300.0)},
    {20_000.0: 0.75, 35_000.0: 0.5},
)


def raised(step: str, now: float | None, to: float | None, qalys: float, cost: float) -> Raised:
    return Raised(step, now, to, some(0 if step == "persisting" else 50, 2, qalys, cost), np.full(N, 30.0))


NOTHING = Change(*(np.zeros(N) for _ in range(4)))
STEPS = (
    raised("identified", 0.45, 0.8, 0.7, 140_000),
    Raised("recommended", 0.5, 0.5, NOTHING, np.zeros(N)),
    raised("started", 0.6, 0.8, 0.7, -17_000),
    raised("persisting", 0.436, 0.8, 0.9, -25_000),
    raised(TOGETHER, None, None, 4, 50_000),
)


def cells(table: Table) -> dict[str, list[str]]:
    return {str(row[0]): [str(cell) for cell in row[1:]] for row in table.rows}


def test_draws_are_shown_with_their_range_rounded_to_what_it_supports() -> None:
    assert todays_views.drawn(KEPT.started) == "90 (20 to 160)"
    assert todays_views.drawn(10 * SPREAD) == "0 (\u22128 to 8)"
    assert todays_views.drawn(np.full(N, 102.7)) == "103"
    assert todays_views.drawn(np.zeros(N)) == "0"


@pytest.mark.parametrize(
    ("qalys", "cost", "said"),
    [
        (0.9, 180_000, "200,000"),
        (1, 74_300, "74,000"),
        (0.01, 180_000, "over a million"),
        (-0.1, 180_000, "no health gained on average"),
        (1, -5_000, "money saved"),
    ],
)
def test_the_cost_of_a_qaly_is_said_in_words_where_a_number_would_mislead(
    qalys: float, cost: float, said: str
) -> None:
    assert todays_views.per_qaly(some(1, 1, qalys, cost)) == said


def test_keeping_and_expanding_stand_on_both_bases_and_full_cost_comes_first() -> None:
    table = todays_views.worth_table(CHANGES, THRESHOLDS, PLACE)
    rows = cells(table)
    assert rows["Pounds for each QALY at full cost"] == ["200,000", "200,000"]
    assert rows["Pounds for each QALY at trust pay"] == ["120,000", "200,000"]
    names = list(rows)
    assert names.index("Pounds for each QALY at full cost") < names.index("Cost added at trust pay, pounds")
    assert rows[names[-1]] == ["0", "0"]


def test_the_share_needed_stands_beside_each_threshold_and_never_is_a_word() -> None:
    never = replace(BY_SHARE, worth_from={20_000.0: None, 35_000.0: 0.5})
    table = todays_views.share_table({"full_economic": never, "trust_cash": BY_SHARE}, 0.3, PLACE)
    assert cells(table) == {"20,000 pounds": ["never", "75"], "35,000 pounds": ["50", "50"]}
    assert "Today 30 of 100" in table.note


def test_the_chart_says_where_it_passes_nought_and_where_services_stand() -> None:
    found = todays_views.share_chart(BY_SHARE, {"Ours": 0.3, "The audit": 0.17}, THRESHOLDS, PLACE)
    assert found.title == "The service is worth its cost once 50 to 75 of 100 people seen start"
    assert "Ours 30; The audit 17" in found.alt
    assert len(found.data.rows) == 6


def test_each_step_has_its_people_and_its_worth_and_one_that_is_met_has_nothing() -> None:
    rows = cells(implementation_views.implementation_table(STEPS, STEPS, THRESHOLDS))
    assert rows["Recommended, 50: green already"] == ["0", "0", "0", "0", "0"]
    assert rows["Started, 60 to 80 (green)"][-1] == "+31 to +42", "0.7 QALYs at 20,000 and 35,000, and 17,000 saved"
    assert rows["Found, 45 to 80 (all)"][-1] == "\u2212126 to \u2212116"
    assert rows["Still taking, 44 to 80 (green)"][:2] == ["0", "30"]


def test_the_chart_of_steps_names_the_one_most_worth_or_says_that_none_is() -> None:
    found = implementation_views.implementation_chart(STEPS, 35_000, PLACE)
    assert found.title == "The step most worth raising is: still taking"
    assert "Found \u2212116,000" in found.alt
    none = implementation_views.implementation_chart(STEPS[:2], 35_000, PLACE)
    assert none.title == "No step is worth raising alone"


def test_the_brief_says_what_the_numbers_say_whichever_way_they_lie() -> None:
    brief = str(todays_sentences.keep_in_brief(PLACE, CHANGES, BY_SHARE, STEPS, 0.3))
    assert "90 (20 to 160) more people" in brief
    assert brief.count(". ") == 2, "three sentences"
    assert "where NICE usually accepts 20,000 to 35,000" in brief
    assert "is not worth its cost on treatment alone, and neither is seeing more" in brief
    assert "if 50 to 75 of every 100 people seen started, where 30 do" in brief
    assert brief.endswith(": first keep more of those who start on treatment and get more of those seen to start.")
    good = {"full_economic": (some(91, 9, 9, 180_000), EXPANDED)}
    assert "is worth its cost on treatment alone, and so is" in todays_sentences.keep_in_brief(
        PLACE, good, BY_SHARE, STEPS, 0.3
    )
    none = {"full_economic": (some(0, 0, 0, 180_000), EXPANDED)}
    assert "hardly any health" in todays_sentences.keep_in_brief(PLACE, none, BY_SHARE, STEPS, 0.3)


def test_where_no_share_is_enough_the_brief_says_so() -> None:
    never = replace(BY_SHARE, worth_from={20_000.0: None, 35_000.0: None})
    assert "No share of those seen" in todays_sentences.keep_in_brief(PLACE, CHANGES, never, STEPS, 0.3)
    some_do = replace(BY_SHARE, worth_from={20_000.0: None, 35_000.0: 0.9})
    assert "if 90 of every 100" in todays_sentences.keep_in_brief(PLACE, CHANGES, some_do, STEPS, 0.3)


def test_the_paragraph_says_its_weak_point_first() -> None:
    said = str(todays_sentences.service_for_the_case(PLACE, CHANGES, BY_SHARE, STEPS, 0.3))
    assert said.index("likely too low") < said.index("200,000 pounds for each QALY")
    assert "75 at 20,000, 50 at 35,000" in said
    assert "recommended" not in said.partition("in pounds a year")[2], "there is nothing to raise"


INPUTS = with_local(parameters(), data_path("example_service/with_service.csv"))
TABLES = national_tables(parameters())
ENGLAND = national_cohort(parameters(), 2026)
OURS = todays_service(INPUTS, TABLES, national_draws(parameters(), TABLES, ENGLAND, 6, 3), ENGLAND, 2026)


def test_the_sum_by_hand_is_that_of_the_indicators() -> None:
    said = str(todays_sentences.keep_by_hand(OURS, 0.172, KEPT))
    assert "sees 45" in said
    assert "30 of 100 seen" in said
    assert "adds about 13 for each 100" in said


def test_whose_persistence_is_used_is_said() -> None:
    assert "England's" in todays_sentences.own_persistence(OURS, INPUTS)


@pytest.mark.parametrize("pair", [KEEP, EXPAND])
def test_a_budget_is_the_matrix_of_every_year_with_a_net_row_and_its_own_file(pair: tuple[str, str]) -> None:
    found = todays_views.pair_budget(OURS, pair, PLACE, 2026)
    cash, capacity, _ = found.blocks
    years = int(INPUTS.number("n_horizon_years"))
    for block, release in ((cash, "cash"), (capacity, "capacity")):
        assert len(block.headings) == years + 2
        shown = [[cell.text if isinstance(cell, Cell) else cell for cell in row] for row in block.rows]
        assert shown[-1][0] == NET[release]
        assert not any("-" in cell for row in shown for cell in row[1:])
    markup = found._repr_html_()
    assert f'href="{todays_views.MADE_OF}#made-of-programme-cash"' in markup
    assert 'href="#' not in markup
    others = todays_views.pair_budget(OURS, EXPAND if pair == KEEP else KEEP, PLACE, 2026)
    assert found.file_name != others.file_name


def test_the_range_of_a_cost_for_each_qaly_counts_draws_without_gain_as_the_dearest() -> None:
    """Ten draws, two of them without a gain: the first is the low end, and the ninth the high one."""
    gains = np.array([1, 1, 1, 1, 1, 1, 1, 1, 0, -1.0])
    found = Change(gains, gains, gains, np.arange(10, 110, 10) * 1000.0)
    assert found.cost_per_qaly_range == (10_000, np.inf)
    assert todays_views.per_qaly(found) == "79,000 (10,000 to no health gained)"
    certain = Change(gains, gains, np.ones(10), np.arange(10, 110, 10) * 1000.0)
    assert todays_views.per_qaly(certain) == "55,000 (10,000 to 90,000)"


def test_ways_of_counting_are_rows_of_one_table_and_the_note_names_what_matters_most() -> None:
    table = todays_views.counting_table(OURS, 35_000.0)
    rows = cells(table)
    shares = {words: about(100 * share, 1) for words, share, _ in ways_of_counting(OURS)}
    assert {words: row[0] for words, row in rows.items()} == shares
    assert list(shares.values()) == ["30", "17", "38", "69"]
    named = table.note.partition("move its worth most are: ")[2].split("; ")
    labels = {row.label for row in INPUTS.rows.values()}
    assert 1 <= len(named) <= 3
    assert all(label.removesuffix(".") in labels for label in named)
