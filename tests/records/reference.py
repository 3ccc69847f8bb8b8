"""The oracle: the definitions of records again, on pandas, as loops over sorted rows and no window.

Written from the definitions and not from `flsguide.records`, from which it takes nothing but the settings.
Frames have None where a value is missing, dates as `datetime.date`.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from flsguide.records.fractures import Definition

Row = dict[str, Any]
REQUIRED = ["pseudo_hesid", "epikey", "procode3", "epistart", "epiend", "admidate"]
DAY = pd.Timedelta(days=1).to_pytimedelta()


def rows_of(frame: pd.DataFrame) -> list[Row]:
    return [
        {str(name): None if pd.isna(cell) else cell for name, cell in row.items()} for row in frame.to_dict("records")
    ]


def moment(row: Row) -> tuple[Any, ...]:
    order = row["epiorder"]
    return row["epistart"], row["epiend"], order is None, order or 0, row["epikey"]


def codes_of(row: Row, kind: str) -> list[str]:
    return [row[name] for name in sorted(row) if name.startswith(kind) and row[name]]


def has(row: Row, kind: str, prefixes: Any) -> bool:
    return any(code.startswith(tuple(prefixes)) for code in codes_of(row, kind))


def valid(frame: pd.DataFrame) -> list[Row]:
    best: dict[str, Row] = {}
    for row in rows_of(frame):
        first, by_transfer = (
            row["epiorder"] == 1,
            row["admimeth"] in {"67", "81"} or row["admisorc"] in {"51", "52", "53"},
        )
        if row["admidate"] is None and first and not by_transfer:
            row["admidate"] = row["epistart"]
        if row["epistat"] != "3" or any(row[name] is None for name in REQUIRED) or row["epiend"] < row["epistart"]:
            continue
        held = best.get(row["epikey"])
        if held is None or row["epiend"] > held["epiend"]:
            best[row["epikey"]] = row
    return sorted(best.values(), key=moment)


def stays(episodes: list[Row]) -> list[list[list[Row]]]:
    """Continuous spells, each a list of provider spells, each a list of episodes."""
    spells: list[list[Row]] = []
    latest: dict[tuple[str, str], list[Row]] = {}
    for row in episodes:
        spell = latest.get((row["pseudo_hesid"], row["procode3"]))
        last = spell[-1] if spell else None
        if (
            spell
            and last
            and (
                row["admidate"] == last["admidate"]
                or row["epistart"] == last["epistart"]
                or (last["dismeth_raw"] in {"8", "9"} and row["epistart"] == last["epiend"])
            )
        ):
            spell.append(row)
        else:
            latest[row["pseudo_hesid"], row["procode3"]] = started = [row]
            spells.append(started)
    joined: list[list[list[Row]]] = []
    for spell in sorted(spells, key=lambda each: (each[0]["pseudo_hesid"], *span(each), each[0]["epikey"])):
        before = joined[-1][-1] if joined and joined[-1][0][0]["pseudo_hesid"] == spell[0]["pseudo_hesid"] else None
        marked = spell[0]["admisorc"] in {"51", "52", "53"} or spell[0]["admimeth"] in {"2B", "67", "81"}
        marked = marked or bool(before and last_of(before)["disdest"] in {"51", "52", "53"})
        if before and marked and span(spell)[0] - span(before)[1] <= 3 * DAY:
            joined[-1].append(spell)
        else:
            joined.append([spell])
    return joined


def span(spell: list[Row]) -> tuple[Any, Any]:
    return min(row["epistart"] for row in spell), max(row["epiend"] for row in spell)


def last_of(spell: list[Row]) -> Row:
    return max(spell, key=lambda row: (row["epiend"], *moment(row)))


def bed_days(stay: list[list[Row]]) -> int:
    nights = set()
    for start, end in map(span, stay):
        nights |= {start + number * DAY for number in range((end - start).days)}
    return len(nights)


def coded(stay: list[list[Row]], definition: Definition) -> Iterator[Row]:
    """The stay's fractures, one a site."""
    codes, episodes = definition.codes, sorted((row for spell in stay for row in spell), key=moment)
    sites = [site for site, prefixes in codes.sites.items() if any(has(row, "diag_4_", prefixes) for row in episodes)]
    for site in sites:
        naming = [row for row in episodes if has(row, "diag_4_", codes.sites[site])]
        left = any(has(row, "opertn_4_", ("Z941", "Z943")) for row in naming)
        right = any(has(row, "opertn_4_", ("Z941", "Z942")) for row in naming)
        side = None if len(sites) > 1 else {(1, 1): "bilateral", (1, 0): "left", (0, 1): "right"}.get((left, right))
        age, cause = naming[0]["startage"], naming[0]["cause_4"] or ""
        barred = age is None or not definition.youngest <= age <= 120
        barred |= any(has(row, "diag_4_", codes.pathological) for row in naming)
        barred |= has(naming[0], "diag_4_", (*codes.aftercare, *codes.implant))
        barred |= cause.startswith(tuple(codes.high_energy)) and not definition.high_energy
        yield {
            "person": naming[0]["pseudo_hesid"],
            "stay": stay[0][0]["epikey"],
            "site": site,
            "date": naming[0]["epistart"],
            "end": max(row["epiend"] for row in episodes),
            "side": side,
            "operated": any(has(row, "opertn_4_", codes.hip_operations) for row in naming),
            "in_hospital": naming[0]["epistart"] > episodes[0]["epistart"],
            "barred": barred,
        }


def fractures(joined: list[list[list[Row]]], definition: Definition) -> list[Row]:
    counted, before = [], {}
    every = [row for stay in joined for row in coded(stay, definition)]
    for row in sorted(every, key=lambda each: (each["date"], each["stay"])):
        last = before.get((row["person"], row["site"]))
        new = last is None or (row["date"] - last["end"]).days > (
            definition.hip_washout if row["site"] == "hip" else definition.washout
        )
        if not new and last and row["site"] == "hip" and definition.hip_override:
            sides = {row["side"], last["side"]}
            new = sides == {"left", "right"} or (
                row["operated"] and last["operated"] and not (len(sides) == 1 and sides <= {"left", "right"})
            )
        before[row["person"], row["site"]] = row
        if new and not row["barred"] and definition.first_day <= row["date"] <= definition.last_day:
            counted.append(row)
    return counted


def outcomes(counted: list[Row], joined: list[list[list[Row]]], edge: Any) -> dict[str, tuple[str, int]]:
    """What came first for each person with a fracture, and after how many days."""
    told = {}
    for person in {row["person"] for row in counted if row["date"] <= edge}:
        mine = sorted((row for row in counted if row["person"] == person), key=lambda row: (row["date"], row["stay"]))
        start, stay = mine[0]["date"], mine[0]["stay"]
        ends = [(edge, 2, "edge")]
        ends += [(row["date"], 0, "refracture") for row in mine if row["date"] > start and row["stay"] != stay]
        for each in joined:
            whole = [row for spell in each for row in spell]
            if whole[0]["pseudo_hesid"] == person and last_of(whole)["dismeth"] == "4":
                ends.append((span(whole)[1], 1, "death"))
        when, _, what = min(ends)
        told[person] = (what, max((when - start).days, 0))
    return told
