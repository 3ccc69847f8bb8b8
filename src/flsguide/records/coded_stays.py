"""Fracture-coded stays: one row for a continuous spell and a site of fracture that any of its diagnoses names.

Every such stay is here, counted later or not: the wash-out of a fracture is measured from the stay before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanValue, IntegerValue, StringValue, Table

__all__ = ["Codes", "coded_stays", "starts_with"]

_NOWHERE = 99
_ORDER = ("epistart", "epiend", "epiorder", "epikey")
_STAY = ("pseudo_hesid", "continuous_spell")


@dataclass(frozen=True)
class Codes:
    """Code prefixes, upper case without dots: ICD-10 and, for operations, OPCS-4.

    `sites` has the prefixes of each site of fracture by its name. The rest have the defaults of the definition.
    External causes: transport V01-V99; falls from a height W11-W17; blows and machines W20-W49; violence X85-Y09.
    """

    sites: Mapping[str, Sequence[str]]
    high_energy: Sequence[str] = (
        *("V", "W11", "W12", "W13", "W14", "W15", "W16", "W17", "W2", "W3", "W4"),
        *("X85", "X86", "X87", "X88", "X89", "X9", "Y0"),
    )
    pathological: Sequence[str] = ("M844", "M907", "C795")
    aftercare: Sequence[str] = ("T93", "Z47", "Z09")
    implant: Sequence[str] = ("M966", "T84")
    hip_operations: Sequence[str] = (
        *("W37", "W38", "W39", "W46", "W47", "W48", "W93", "W94", "W95"),
        *("W191", "W241"),
    )
    both_sides: Sequence[str] = ("Z941",)
    right_side: Sequence[str] = ("Z942",)
    left_side: Sequence[str] = ("Z943",)


def starts_with(code: StringValue, prefixes: Sequence[str]) -> BooleanValue:
    """Whether a code starts with any of the prefixes; a missing code does not."""
    found = ibis.literal(False)
    for prefix in prefixes:
        found |= code.startswith(prefix)
    return found.fill_null(False)


def _any(table: Table, columns: str, prefixes: Sequence[str]) -> BooleanValue:
    found = ibis.literal(False)
    for name in sorted(name for name in table.columns if name.startswith(columns)):
        found |= starts_with(table[name], prefixes)
    return found


def _position(table: Table, prefixes: Sequence[str]) -> IntegerValue:
    """Place of the first diagnosis of the site: 1 is the main diagnosis, 99 is nowhere."""
    names = sorted(name for name in table.columns if name.startswith("diag_4_"))
    places = [ibis.ifelse(starts_with(table[name], prefixes), int(name[-2:]), _NOWHERE) for name in names]
    return ibis.least(*places, _NOWHERE).cast("int64")


def _coded_episodes(episodes: Table, codes: Codes) -> Table:
    """One row an episode and site of fracture, with what the episode says of it."""
    stay = ibis.window(group_by="continuous_spell")
    placed = episodes.mutate(
        stay_start=episodes.epistart.min().over(stay),
        stay_end=episodes.epiend.max().over(stay),
        **{f"_place_{number}": _position(episodes, prefixes) for number, prefixes in enumerate(codes.sites.values())},
    )
    named = [(placed[f"_place_{number}"], site) for number, site in enumerate(codes.sites)]
    listed = ibis.array([ibis.ifelse(place < _NOWHERE, site, ibis.null("string")) for place, site in named])
    rows = placed.filter(ibis.or_(*(place < _NOWHERE for place, _ in named))).mutate(site=listed.unnest())
    rows = rows.filter(rows.site.notnull())
    return rows.mutate(
        position=ibis.cases(*((rows.site == site, rows[place.get_name()]) for place, site in named)),
        _pathological=_any(rows, "diag_4_", codes.pathological).cast("int64"),
        _aftercare=_any(rows, "diag_4_", codes.aftercare).cast("int64"),
        _implant=_any(rows, "diag_4_", codes.implant).cast("int64"),
        _operated=_any(rows, "opertn_4_", codes.hip_operations).cast("int64"),
        _left=_any(rows, "opertn_4_", (*codes.left_side, *codes.both_sides)).cast("int64"),
        _right=_any(rows, "opertn_4_", (*codes.right_side, *codes.both_sides)).cast("int64"),
    )


def coded_stays(episodes: Table, codes: Codes) -> Table:
    """One row a person, continuous spell and site, from `with_spells`: when, where, which side, what else is coded.

    `fracture_date` is EPISTART of the first episode that names the site, in any diagnosis; `position` is the place of
    that diagnosis there. Age, sex, provider, external cause, aftercare and implant are of that episode: what is
    coded as aftercare later in the stay does not undo the fracture. `pathological` and `operated` are of
    any episode that names the site, for a metastasis is often found after the fracture.
    `side` is left, right or bilateral by the operations (OPCS-4 Z94), null where none is coded and where the stay
    has fractures of several sites: the code does not say whose side it is.
    `in_hospital`: the date is after the day the stay began. `high_energy`: the cause is one of `codes.high_energy`.
    """
    rows = _coded_episodes(episodes, codes)
    order = ibis.window(group_by=(*_STAY, "site"), order_by=_ORDER)
    rows = rows.mutate(_rank=ibis.row_number().over(order))
    first = rows["_rank"] == 0
    of_first = ("epikey", "procode3", "startage", "sex", "cause_4", "position", "_aftercare", "_implant")
    of_any = ("_pathological", "_operated", "_left", "_right", "stay_end")
    stays = rows.group_by([*_STAY, "site"]).aggregate(
        fracture_date=rows.epistart.max(where=first),
        stay_start=rows.stay_start.min(),
        **{name: rows[name].max(where=first) for name in of_first},
        **{name: rows[name].max() for name in of_any},
    )
    sites = stays.count().over(ibis.window(group_by="continuous_spell"))
    stays = stays.mutate(_sites=sites)
    one, left, right = stays["_sites"] == 1, stays["_left"] == 1, stays["_right"] == 1
    stays = stays.mutate(
        side=ibis.cases((one & left & right, "bilateral"), (one & left, "left"), (one & right, "right")),
        in_hospital=stays.fracture_date > stays.stay_start,
        high_energy=starts_with(stays.cause_4, codes.high_energy),
        **{name: stays[f"_{name}"] == 1 for name in ("pathological", "aftercare", "implant", "operated")},
    )
    return stays.drop(name for name in stays.columns if name.startswith("_"))
