"""Tiny hand-made extracts, artificial throughout: people P1, P2, providers X01, X02."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table

DIAGNOSES = ("diag_4_01", "diag_4_02", "diag_4_03")
PROCEDURES = ("opertn_4_01", "opertn_4_02")
SCHEMA = ibis.schema(
    {
        **dict.fromkeys(("pseudo_hesid", "epikey"), "string"),
        **dict.fromkeys(("epistart", "epiend", "admidate", "disdate"), "date"),
        **dict.fromkeys(("epiorder", "startage"), "int64"),
        **dict.fromkeys(("epistat", "classpat", "admimeth", "admisorc", "dismeth", "dismeth_raw"), "string"),
        **dict.fromkeys(("disdest", "procode3", "sex", "cause_4", *DIAGNOSES, *PROCEDURES), "string"),
    }
)
UNBOUND = ibis.table(SCHEMA, name="episodes")

FIRST_DAY = dt.date(2019, 1, 1)
CODES = {"hip": ("S720", "S721", "S722"), "wrist": ("S525", "S526"), "vertebra": ("S220", "S320", "M80")}


def day(number: int | None) -> dt.date | None:
    return None if number is None else FIRST_DAY + dt.timedelta(days=number)


def episode(epikey: str, start: int | None, end: int | None, **changed: Any) -> dict[str, Any]:
    """One finished episode of P1 in X01, from day `start` to day `end`, that begins its own emergency admission."""
    usual = {
        **dict.fromkeys(SCHEMA, None),
        "pseudo_hesid": "P1",
        "epikey": epikey,
        "epistart": day(start),
        "epiend": day(end),
        "admidate": day(start),
        "epiorder": 1,
        "epistat": "3",
        "startage": 80,
        "classpat": "1",
        "admimeth": "21",
        "admisorc": "19",
        "dismeth_raw": "1",
        "disdest": "19",
        "procode3": "X01",
    }
    row = {**usual, **changed}
    row["dismeth"] = None if row["dismeth_raw"] == "9" else row["dismeth_raw"]
    return row


def table(rows: Iterable[dict[str, Any]]) -> Table:
    return ibis.memtable(pa.Table.from_pylist(list(rows), schema=SCHEMA.to_pyarrow()))


def found(expression: Table, *by: str) -> list[dict[str, Any]]:
    """Run `expression` on DuckDB; its rows in the order of `by`."""
    return list(expression.order_by(list(by) or expression.columns).to_pyarrow().to_pylist())


def compiles_for_spark(expression: Table) -> bool:
    """Whether `expression`, over a table that no engine holds, becomes Spark SQL."""
    return "SELECT" in str(ibis.to_sql(expression, dialect="databricks"))
