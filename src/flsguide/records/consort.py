"""What happened to the rows at every step of a count: kept, dropped and why, never in silence.

Rows are marked by the first rule that drops them, so that one pass over the extract counts every step.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanValue, Table

__all__ = ["Rule", "Step", "keep", "marked", "steps"]

EXCLUDED_BY = "excluded_by"


@dataclass(frozen=True)
class Step:
    """One line of the consort table.

    `kept` and `dropped` are rows after and by this step. `noted` is rows that the step changed, or that it would have
    dropped had it been switched on: they are among `kept`.
    """

    name: str
    kept: int
    dropped: int
    why: str
    noted: int = 0


@dataclass(frozen=True)
class Rule:
    """One reason to drop rows: `drops` gives true for each row that goes; null keeps the row.

    A rule that is `off` drops nothing, and its step still says how many rows it would have dropped.
    """

    name: str
    why: str
    drops: Callable[[Table], BooleanValue]
    off: bool = False


def marked(table: Table, rules: Sequence[Rule]) -> Table:
    """`table` with `excluded_by`, the name of the first rule that drops the row, null for a row that stays."""
    branches = [(rule.drops(table).fill_null(False), rule.name) for rule in rules if not rule.off]
    reason = ibis.cases(*branches, else_=ibis.null("string")) if branches else ibis.null("string")
    return table.mutate(reason.name(EXCLUDED_BY))


def keep(table: Table, rules: Sequence[Rule]) -> Table:
    """The rows that no rule drops. Nothing runs here: the same expression compiles for Spark."""
    found = marked(table, rules)
    return found.filter(found[EXCLUDED_BY].isnull()).drop(EXCLUDED_BY)


def steps(table: Table, rules: Sequence[Rule]) -> list[Step]:
    """Run one count over `table` and give a step for each rule, in order.

    A row counts at the first rule that drops it, so the order of rules is part of what the table says. A rule that is
    off notes only rows that every other rule keeps.
    """
    found = marked(table, rules)
    gone = {
        f"rule_{number}": (found[EXCLUDED_BY] == rule.name).fill_null(False).cast("int64").sum()
        for number, rule in enumerate(rules)
        if not rule.off
    }
    noted = {
        f"rule_{number}": (found[EXCLUDED_BY].isnull() & rule.drops(found).fill_null(False)).cast("int64").sum()
        for number, rule in enumerate(rules)
        if rule.off
    }
    [counts] = found.aggregate(all=found.count(), **gone, **noted).to_pyarrow().to_pylist()
    kept, told = counts["all"], []
    for number, rule in enumerate(rules):
        counted = counts[f"rule_{number}"] or 0  # a sum over no rows is null
        dropped = 0 if rule.off else counted
        kept -= dropped
        told.append(Step(rule.name, kept, dropped, rule.why, noted=counted if rule.off else 0))
    return told
