"""Valid episodes: finished, complete, one row each, from a clean episode table.

Shape: one row an episode; the columns of the clean table (`cleaning.clean`) stay as they are, save `admidate`.
"""

import ibis
from ibis.expr.types import BooleanValue, StringValue, Table

from flsguide.records.consort import Rule, Step, keep, steps

__all__ = ["REQUIRED", "consort", "valid"]

REQUIRED = ("pseudo_hesid", "epikey", "procode3", "epistart", "epiend", "admidate")

TRANSFER_METHODS = ("2B", "67", "81")
"""ADMIMETH of a transfer: 2B an emergency one, 67 and 81 any other."""
TRANSFER_PLACES = ("51", "52", "53")
"""ADMISORC and DISDEST of another hospital: general, maternity, mental health."""

_FINISHED = "3"
_VERSION, _REPLACED = "version_of_epikey", "has_finished_version"


def marks_transfer(codes: StringValue, allowed: tuple[str, ...]) -> BooleanValue:
    """True where a code is a mark of transfer; a missing code is no mark."""
    return codes.isin(allowed).fill_null(False)


def _can_take_epistart(episodes: Table) -> BooleanValue:
    """Rows whose missing ADMIDATE is their EPISTART: the first of an admission that is not a transfer.

    2B is left out on purpose: the rule as published names 67 and 81 (HES_pipeline).
    """
    transfer = marks_transfer(episodes.admimeth, ("67", "81")) | marks_transfer(episodes.admisorc, TRANSFER_PLACES)
    return (
        episodes.admidate.isnull()
        & episodes.epistart.notnull()
        & (episodes.epiorder == 1).fill_null(False)
        & ~transfer
    )


def with_admission_date(episodes: Table) -> Table:
    """`admidate`, taken from EPISTART where it is missing, EPIORDER is 1 and the episode is not a transfer.

    Expected: first episode, no date, from home: EPISTART. Edge: the same by transfer (ADMIMETH 67 or 81, ADMISORC
    51 to 53): stays null. Erroneous: EPIORDER 2 or missing: stays null.
    """
    return episodes.mutate(admidate=ibis.ifelse(_can_take_epistart(episodes), episodes.epistart, episodes.admidate))


def _with_versions(episodes: Table) -> Table:
    """Beside each row: its rank among rows of its EPIKEY, usable and latest first, and whether one is finished."""
    finished = ~_unfinished(episodes)
    usable = finished & ~_missing(episodes) & ~_backwards(episodes).fill_null(False)
    others = sorted({*episodes.columns} - {"epiend"})  # a total order, whatever the engine; ibis keeps one of a key
    order = [usable.cast("int64").desc(), episodes.epiend.desc(nulls_first=False), *others]
    return episodes.mutate(
        ibis.row_number().over(ibis.window(group_by="epikey", order_by=order)).name(_VERSION),
        finished.cast("int64").max().over(ibis.window(group_by="epikey")).name(_REPLACED),
    )


def _unfinished(episodes: Table) -> BooleanValue:
    return (episodes.epistat != _FINISHED).fill_null(True)


def _backwards(episodes: Table) -> BooleanValue:
    return episodes.epiend < episodes.epistart


def _missing(episodes: Table) -> BooleanValue:
    found = ibis.literal(False)
    for name in REQUIRED:
        found |= episodes[name].isnull()
    return found


def _replaced(episodes: Table) -> BooleanValue:
    return _unfinished(episodes) & (episodes[_REPLACED] == 1) & episodes.epikey.notnull()


_RULES = (
    Rule("unfinished, finished later", "the finished episode of the same EPIKEY is counted", _replaced),
    Rule(
        "not finished",
        "only finished episodes (EPISTAT 3) have their dates and codes",
        _unfinished,
    ),
    Rule("missing key or date", f"each of {', '.join(name.upper() for name in REQUIRED)} is needed", _missing),
    Rule("ends before it begins", "EPIEND before EPISTART cannot be", _backwards),
    Rule("EPIKEY seen again", "one row an EPIKEY: the one that ends last stays", lambda rows: rows[_VERSION] > 0),
)


def _prepared(episodes: Table) -> Table:
    return _with_versions(with_admission_date(episodes.distinct()))


def valid(episodes: Table) -> Table:
    """Finished episodes with every required field, one row an EPIKEY.

    Expected: EPISTAT 3 with person, EPIKEY, provider, EPISTART, EPIEND and ADMIDATE stays. Edge: an episode
    unfinished at the end of a year and finished in the next year's file counts once, finished. Erroneous: an exact
    copy, a second row of an EPIKEY, a missing field, an end before the start: each goes, counted by `consort`.
    """
    return keep(_prepared(episodes), _RULES).drop(_VERSION, _REPLACED)


def consort(episodes: Table) -> list[Step]:
    """Run the counts: rows read, exact copies, admission dates taken from EPISTART, then each reason to drop.

    The step of admission dates drops nothing and notes the rows it changed.
    """
    once = episodes.distinct()
    read = int(episodes.count().to_pyarrow().as_py())
    counted = once.aggregate(
        rows=once.count(), filled=_can_take_epistart(once).fill_null(False).cast("int64").sum()
    ).to_pyarrow()
    [counts] = counted.to_pylist()
    first = [
        Step("episodes read", read, 0, "rows of the extract"),
        Step("exact copy", counts["rows"], read - counts["rows"], "the same in every column"),
        Step(
            "no admission date", counts["rows"], 0, "EPISTART of a first episode, no transfer", counts["filled"] or 0
        ),
    ]
    return [*first, *steps(_prepared(episodes), _RULES)]
