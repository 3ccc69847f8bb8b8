"""DuckDB through Ibis and the oracle agree on random artificial extracts, whatever the order of rows."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ibis.expr.types import Table

from flsguide.records import episodes
from flsguide.records.coded_stays import Codes
from flsguide.records.fractures import Definition, consort, fractures
from flsguide.records.refracture import deaths_in_hospital, follow_up
from flsguide.records.spells import continuous_spells, provider_spells, with_spells
from records import reference
from records.artificial import CODES, SCHEMA, day, episode, found, table

EDGE = day(150)
DEFINITION = Definition(Codes(CODES), first_day=day(5), last_day=day(170), washout=40, hip_washout=10)
FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Pick = Callable[[Sequence[Any]], Any]
Rows = list[dict[str, Any]]


def random_episode(pick: Pick, person: str | None, key: str) -> dict[str, Any]:
    start = pick([pick(range(13)), pick(range(181))])
    return episode(
        key,
        start,
        start + pick([0, 0, 1, 2, 5, 20, -1]),
        pseudo_hesid=person,
        procode3=pick(["X01", "X01", "X02"]),
        admidate=pick([day(start), day(start), day(0), day(5), None]),
        epiorder=pick([1, 1, 2, None]),
        epistat=pick(["3", "3", "3", "3", "1"]),
        admimeth=pick(["21", "21", "2B", "81", None]),
        admisorc=pick(["19", "19", "51", None]),
        disdest=pick(["19", "19", "51", None]),
        dismeth_raw=pick(["1", "1", "8", "9", "4", None]),
        diag_4_01=pick(["S720", "S721", "S525", "S220", "J189", None]),
        diag_4_02=pick([None, None, None, "S525", "S720", "C795", "Z478", "T840"]),
        opertn_4_01=pick([None, "W461", "W241", "Z941"]),
        opertn_4_02=pick([None, "Z942", "Z943"]),
        cause_4=pick([None, "W010", "V031", "W110"]),
        startage=pick([80, 80, 50, 49, None, 7001]),
    )


def unlike(rows: Rows) -> Rows:
    """Rows without finished rows of one EPIKEY that end on one day but differ: no definition says which is right."""
    held: dict[tuple[Any, Any], dict[str, Any]] = {}
    return [row for row in rows if held.setdefault((row["epikey"], row["epiend"]), row) == row]


@st.composite
def small_extract(draw: st.DrawFn) -> Rows:
    def pick(choices: Sequence[Any]) -> Any:
        return draw(st.sampled_from(choices))

    people = st.sampled_from(["P1", "P1", "P1", "P2", None])
    return [random_episode(pick, draw(people), pick("abcdefghijkl")) for _ in range(draw(st.integers(0, 14)))]


def large_extract(people: int = 1500) -> Rows:
    """Many people with 1 to 9 random episodes, some of them twice: far more cases than small extracts reach."""
    chance = Random(20261123)
    rows = [
        random_episode(chance.choice, f"P{person}", f"{person}-{chance.randrange(12)}")
        for person in range(people)
        for _ in range(chance.randrange(1, 10))
    ]
    return rows + chance.sample(rows, people // 10)


def both(rows: Rows) -> tuple[Table, list[list[Rows]]]:
    frame = pd.DataFrame(rows, columns=list(SCHEMA), dtype=object)
    return with_spells(episodes.valid(table(rows))), reference.stays(reference.valid(frame))


def spells_agree(rows: Rows) -> None:
    placed, joined = both(rows)
    theirs = {
        row["epikey"]: (row["admidate"], spell[0]["epikey"], stay[0][0]["epikey"])
        for stay in joined
        for spell in stay
        for row in spell
    }
    named = ("admidate", "provider_spell", "continuous_spell")
    assert {row["epikey"]: tuple(row[name] for name in named) for row in found(placed)} == theirs
    assert episodes.consort(table(rows))[-1].kept == len(theirs)


def contents_agree(rows: Rows) -> None:
    placed, joined = both(rows)
    columns = ("start", "end", "admimeth", "dismeth", "died", "bed_days", "episodes")

    def ours(expression: Table, key: str) -> dict[str, tuple[Any, ...]]:
        return {row[key]: tuple(row[name] for name in columns) for row in found(expression)}

    def theirs(parts: list[Rows]) -> tuple[Any, ...]:
        whole = sorted((row for spell in parts for row in spell), key=reference.moment)
        last = reference.last_of(whole)["dismeth"]
        days = reference.bed_days(parts)
        return (*reference.span(whole), whole[0]["admimeth"], last, last == "4", days, len(whole))

    by_provider = {spell[0]["epikey"]: theirs([spell]) for stay in joined for spell in stay}
    assert ours(provider_spells(placed), "provider_spell") == by_provider
    by_stay = {stay[0][0]["epikey"]: theirs(stay) for stay in joined}
    assert ours(continuous_spells(placed), "continuous_spell") == by_stay


def fractures_agree(rows: Rows) -> None:
    placed, joined = both(rows)
    counted = fractures(placed, DEFINITION)
    theirs = reference.fractures(joined, DEFINITION)
    columns = ("continuous_spell", "site", "fracture_date", "side", "in_hospital")
    assert {tuple(row[name] for name in columns) for row in found(counted)} == {
        tuple(row[name] for name in ("stay", "site", "date", "side", "in_hospital")) for row in theirs
    }
    assert consort(placed, DEFINITION)[-1].kept == len(theirs)
    people = follow_up(counted, deaths_in_hospital(continuous_spells(placed)), EDGE)
    told = {row["pseudo_hesid"]: (row["outcome"], row["days"]) for row in found(people)}
    assert told == reference.outcomes(theirs, joined, EDGE)


AGREE = pytest.mark.parametrize("agree", [spells_agree, contents_agree, fractures_agree])


@AGREE
@FEW
@given(small_extract().map(unlike))
def test_duckdb_and_the_oracle_agree_on_small_extracts(agree: Callable[[Rows], None], rows: Rows):
    agree(rows)


@AGREE
def test_duckdb_and_the_oracle_agree_on_a_large_extract(agree: Callable[[Rows], None]):
    agree(unlike(large_extract()))


def test_the_large_extract_reaches_every_reason_and_outcome():
    rows = unlike(large_extract())
    placed = with_spells(episodes.valid(table(rows)))
    told = [*episodes.consort(table(rows)), *consort(placed, DEFINITION)]
    silent = {step.name for step in told if not step.dropped + step.noted}
    assert silent == {"episodes read", "stays with a fracture"}
    people = follow_up(fractures(placed, DEFINITION), deaths_in_hospital(continuous_spells(placed)), EDGE)
    assert {row["outcome"] for row in found(people)} == {"refracture", "death", "edge"}


def test_the_order_of_rows_changes_nothing_even_where_an_epikey_says_two_things():
    rows = large_extract(300)
    by = ("continuous_spell", "site")
    first, again = (
        found(fractures(with_spells(episodes.valid(table(each))), DEFINITION), *by) for each in (rows, rows[::-1])
    )
    assert first == again
