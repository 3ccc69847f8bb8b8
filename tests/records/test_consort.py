"""Every row that goes is counted once, at the first rule that drops it."""

from collections.abc import Sequence
from typing import Any

import ibis
import pytest
from ibis.expr.types import Table

from flsguide.records.consort import Rule, Step, keep, steps

ARTIFICIAL = ibis.memtable(
    {"key": ["a", "b", "c", "d"], "age": [40, 45, 80, None], "site": ["hip", "wrist", "wrist", None]},
    schema={"key": "string", "age": "int64", "site": "string"},
)
YOUNG = Rule("younger than 50", "no service for them", lambda rows: rows.age < 50)
WRIST = Rule("wrist", "for the test", lambda rows: rows.site == "wrist")


def rows(table: Table) -> list[dict[str, Any]]:
    return table.order_by("key").to_pyarrow().to_pylist()


def test_a_row_counts_at_the_first_rule_that_drops_it_and_null_keeps_it():
    assert steps(ARTIFICIAL, [YOUNG, WRIST]) == [
        Step("younger than 50", kept=2, dropped=2, why="no service for them"),
        Step("wrist", kept=1, dropped=1, why="for the test"),
    ]
    assert [row["key"] for row in rows(keep(ARTIFICIAL, [YOUNG, WRIST]))] == ["d"]


def test_the_order_of_rules_moves_counts_and_not_what_stays():
    assert [step.dropped for step in steps(ARTIFICIAL, [WRIST, YOUNG])] == [2, 1]
    assert rows(keep(ARTIFICIAL, [WRIST, YOUNG])) == rows(keep(ARTIFICIAL, [YOUNG, WRIST]))


def test_a_rule_that_is_off_keeps_its_rows_and_says_how_many_they_are():
    off = Rule(WRIST.name, WRIST.why, WRIST.drops, off=True)
    assert steps(ARTIFICIAL, [YOUNG, off])[1] == Step("wrist", kept=2, dropped=0, why="for the test", noted=1)
    assert [row["key"] for row in rows(keep(ARTIFICIAL, [YOUNG, off]))] == ["c", "d"]


@pytest.mark.parametrize("rules", [[], [YOUNG, WRIST]])
def test_an_extract_without_rows_gives_noughts(rules: Sequence[Rule]):
    none = ARTIFICIAL.filter(ibis.literal(False))
    assert [(step.kept, step.dropped) for step in steps(none, rules)] == [(0, 0)] * len(rules)
    assert rows(keep(none, rules)) == []
