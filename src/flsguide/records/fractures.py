"""Index fractures by site: incident fragility fractures that were admitted, and why each other stay is not one.

Most wrist, humerus and vertebral fractures never become an admission: a caseload needs more than this count.
"""

import datetime as dt
from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanValue, IntegerValue, Table

from flsguide.records.coded_stays import Codes, coded_stays
from flsguide.records.consort import Rule, Step, keep, steps
from flsguide.records.errors import RecordsError

__all__ = ["Definition", "check_look_back", "consort", "fractures"]

_OLDEST = 120  # HES writes ages of babies as 7001 to 7007


@dataclass(frozen=True)
class Definition:
    """What counts as an index fracture.

    `first_day` to `last_day` is the window, both included; what lies before it serves the wash-out. `washout` is in
    days from the end of the previous stay coded with the site; `hip_washout` for the site named `hip`, which
    counts within it too if `hip_override` and the side is the other, or each stay has its own operation and the side
    is not known to be the same. `high_energy` keeps transport, heights, blows and violence if true.
    """

    codes: Codes
    first_day: dt.date
    last_day: dt.date
    washout: int = 120
    hip_washout: int = 30
    hip_override: bool = True
    high_energy: bool = False
    youngest: int = 50


def _days_clear(stays: Table) -> IntegerValue:
    return stays.fracture_date.delta(stays.previous_end, unit="day").cast("int64")


def _overridden(stays: Table) -> BooleanValue:
    sides = ("left", "right")
    known = stays.side.isin(sides) & stays.previous_side.isin(sides)
    other_side = (known & (stays.side != stays.previous_side)).fill_null(False)
    same_side = (known & (stays.side == stays.previous_side)).fill_null(False)
    return (stays.site == "hip") & (other_side | (stays.operated & stays.previous_operated & ~same_side))


def with_incidence(stays: Table, definition: Definition) -> Table:
    """Fracture-coded stays with `incident` and `by_override`, measured from the previous stay of that site.

    One person and one site, in the order fracture date, id: every coded stay moves the wash-out on, counted or not.
    A stay is incident with no stay before it, or more than the wash-out after the end of it, or by the override.

    Expected: a wrist again after 200 days counts, after 20 or 100 it does not. Edge: a hip after 100 days does,
    after 20 it does not unless it is the other side; another site always counts. Erroneous: a stay that starts
    before the one before has ended does not count.
    """
    order = ibis.window(group_by=("pseudo_hesid", "site"), order_by=("fracture_date", "continuous_spell"))
    told = stays.mutate(
        previous_end=stays.stay_end.lag().over(order),
        previous_side=stays.side.lag().over(order),
        previous_operated=stays.operated.lag().over(order).fill_null(False),
    )
    needed = ibis.ifelse(told.site == "hip", definition.hip_washout, definition.washout)
    clear = told.previous_end.isnull() | (_days_clear(told) > needed).fill_null(False)
    override = _overridden(told) if definition.hip_override else ibis.literal(False)
    rows = told.mutate(incident=clear | override, by_override=override & ~clear)
    return rows.drop("previous_end", "previous_side", "previous_operated")


def _rules(definition: Definition) -> tuple[Rule, ...]:
    """Reasons to drop a coded stay. The external cause is last, so its step shows the count without and with it."""
    first, last = ibis.literal(definition.first_day), ibis.literal(definition.last_day)
    return (
        Rule("before the window", "serves the wash-out only", lambda rows: rows.fracture_date < first),
        Rule("after the window", "asked for", lambda rows: rows.fracture_date > last),
        Rule(
            "age not known",
            "no STARTAGE, or above 120",
            lambda rows: rows.startage.isnull() | (rows.startage > _OLDEST),
        ),
        Rule(
            f"younger than {definition.youngest}",
            "the service is for people of that age and over",
            lambda rows: rows.startage < definition.youngest,
        ),
        Rule("pathological", "a fracture of diseased bone, mostly metastatic", lambda rows: rows.pathological),
        Rule("aftercare", "sequelae and aftercare of an older fracture", lambda rows: rows.aftercare),
        Rule("at an implant", "beside or of an implant", lambda rows: rows.implant),
        Rule("same fracture", "coded again within the wash-out of its site", lambda rows: ~rows.incident),
        Rule(
            "within the wash-out", "counts: other hip or its own operation", lambda rows: rows.by_override, off=True
        ),
        Rule("in hospital", "counts: the fracture came after the day of admission", _in_hospital, off=True),
        Rule(
            "high-energy cause",
            "transport, a height, a blow or violence; a missing cause stays",
            lambda rows: rows.high_energy,
            off=definition.high_energy,
        ),
    )


def _in_hospital(rows: Table) -> BooleanValue:
    return rows.in_hospital


def fractures(episodes: Table, definition: Definition) -> Table:
    """Index fractures, one row a person, stay and site, from `with_spells`: `coded_stays` that count.

    `side` bilateral is one row: one person, one site, one event for a service. `by_override` counts within the
    wash-out.
    Expected: a hip and a wrist in one admission are two rows. Edge: coded first in a later episode: `in_hospital`.
    Erroneous: the same fracture, coded again in a later admission, is dropped and counted by `consort`.
    """
    stays = with_incidence(coded_stays(episodes, definition.codes), definition)
    return keep(stays, _rules(definition)).drop("incident", "pathological", "aftercare", "implant")


def consort(episodes: Table, definition: Definition) -> list[Step]:
    """Run the counts: stays coded with a fracture (one a site), then each reason to drop, external cause last."""
    stays = with_incidence(coded_stays(episodes, definition.codes), definition)
    told = steps(stays, _rules(definition))
    read = told[0].kept + told[0].dropped
    return [Step("stays with a fracture", read, 0, "a person's stay and site, in any diagnosis"), *told]


def check_look_back(episodes: Table, definition: Definition) -> None:
    """Refuse a window that begins before the extract can tell an old fracture from a new one.

    Raises:
        RecordsError: if the first episode starts less than the longest wash-out before the window.
    """
    longest = max(definition.washout, definition.hip_washout)
    first = episodes.epistart.min().to_pyarrow().as_py()
    if first is None or (definition.first_day - first).days < longest:
        allowed = f"a first day at least {longest} days after the extract begins"
        raise RecordsError.at("window, first day", definition.first_day.isoformat(), allowed)
