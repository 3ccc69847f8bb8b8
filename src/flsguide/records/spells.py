"""Spells: the episodes of one stay with one provider, and of one stay in hospital across providers.

Shape in: valid episodes (`episodes.valid`). Everything is an expression: nothing runs until it is asked for.
"""

import ibis
from ibis.expr.types import BooleanValue, IntegerValue, Table

from flsguide.records.episodes import TRANSFER_METHODS, TRANSFER_PLACES, marks_transfer

__all__ = ["LONGEST_GAP", "continuous_spells", "provider_spells", "spell_of_episode", "with_spells"]

LONGEST_GAP = 3
"""Days from the end of one provider spell to the start of the next that a transfer may take."""

DIED = "4"
_STAYS = ("8", "9")  # DISMETH 8: not discharged yet; 9: not known
_OF_PROVIDER = ("pseudo_hesid", "procode3")
_IN_PROVIDER = ("epistart", "epiend", "epiorder", "epikey")
_BY_END = ("epiend", "epistart", "epiorder", "epikey")
_IN_PERSON = ("start", "end", "provider_spell")


def _numbered(table: Table, within: tuple[str, ...], order: tuple[str, ...], same: BooleanValue) -> Table:
    """`table` with `_spell`: how many times `same` has not been true so far, in `order`, from 1."""
    first = ibis.ifelse(same.fill_null(False), 0, 1)
    so_far = ibis.cumulative_window(group_by=within, order_by=order)
    return table.mutate(first.name("_begins")).mutate(ibis._["_begins"].sum().over(so_far).name("_spell"))


def _first_key(table: Table, key: str, within: tuple[str, ...]) -> ibis.Value:
    """`key` of the row that began the spell, on every row of the spell."""
    begins = table[key].max(where=table["_begins"] == 1)
    return begins.over(ibis.window(group_by=(*within, "_spell")))


def _with_provider_spell(episodes: Table) -> Table:
    """Episodes with `provider_spell`, the EPIKEY of the first episode of their spell with the provider.

    One person and one provider (PROCODE3), in the order EPISTART, EPIEND, EPIORDER, EPIKEY. An episode is of the same
    spell as the one before if ADMIDATE is equal, or EPISTART is equal, or DISMETH of the one before is 8 or 9 and
    EPISTART is its EPIEND. DISMETH is as recorded (`dismeth_raw`): 9 is a mark here before it is a blank.

    Expected: three episodes of one ADMIDATE are one spell. Edge: two providers that number their spells alike keep
    them apart; the last DISMETH 9 and the next EPISTART the same day: one spell. Erroneous: overlapping episodes of
    different ADMIDATE and EPISTART stay two spells, whose nights `continuous_spells` counts once if they join.
    """
    order = ibis.window(group_by=_OF_PROVIDER, order_by=_IN_PROVIDER)
    before = {name: episodes[name].lag().over(order) for name in ("admidate", "epistart", "epiend", "dismeth_raw")}
    told = episodes.mutate(**{f"_{name}": value for name, value in before.items()})
    same_admission = (told.admidate == told["_admidate"]).fill_null(False)
    same_start = (told.epistart == told["_epistart"]).fill_null(False)
    goes_on = (told["_dismeth_raw"].isin(_STAYS) & (told.epistart == told["_epiend"])).fill_null(False)
    spells = _numbered(told, _OF_PROVIDER, _IN_PROVIDER, same_admission | same_start | goes_on)
    named = spells.mutate(provider_spell=_first_key(spells, "epikey", _OF_PROVIDER))
    return named.select(*episodes.columns, "provider_spell")


def _one_row(episodes: Table, key: str) -> Table:
    """One row a value of `key`: what the first episode, the last to end, and all of them say."""
    by_start = ibis.window(group_by=key, order_by=_IN_PROVIDER)
    by_end = ibis.window(group_by=key, order_by=[episodes[name].desc() for name in _BY_END])
    ranked = episodes.mutate(_from_start=ibis.row_number().over(by_start), _from_end=ibis.row_number().over(by_end))
    first, last = ranked["_from_start"] == 0, ranked["_from_end"] == 0
    rows = ranked.group_by(key).aggregate(
        pseudo_hesid=ranked.pseudo_hesid.max(),
        procode3=ranked.procode3.max(where=first),
        start=ranked.epistart.min(),
        end=ranked.epiend.max(),
        admimeth=ranked.admimeth.max(where=first),
        admisorc=ranked.admisorc.max(where=first),
        dismeth=ranked.dismeth.max(where=last),
        disdest=ranked.disdest.max(where=last),
        episodes=ranked.count(),
    )
    return rows.mutate(died=(rows.dismeth == DIED).fill_null(False))


def _nights(start: ibis.Value, end: ibis.Value) -> IntegerValue:
    return end.delta(start, unit="day").cast("int64")


def provider_spells(episodes: Table) -> Table:
    """One row a provider spell, from `with_spells`: id, person, provider, start, end, how it began and ended, days.

    `start` is the first EPISTART and `end` the last EPIEND. `admimeth` and `admisorc` are of the first episode;
    `dismeth` and `disdest` are of the last, the one that ends last. `died` is DISMETH 4 there. `bed_days` are nights
    from start to end: 0 for a stay within a day.
    """
    rows = _one_row(episodes, "provider_spell")
    return rows.mutate(bed_days=_nights(rows.start, rows.end))


def _continuous_of(spells: Table, gap: int) -> Table:
    """Provider spells with `continuous_spell`, the id of the provider spell that began the stay in hospital.

    One person, in the order start, end, id. A spell goes on from the one before if it starts at most `gap` days after
    that one's end and there is a mark of transfer: DISDEST 51-53 before, ADMISORC 51-53 or ADMIMETH 2B, 67, 81 now.

    Expected: a transfer the same day or 1 to 3 days later joins. Edge: at 4 days, or with no mark, it does not.
    Erroneous: a spell that starts before the one before has ended, with a mark, joins.
    """
    order = ibis.window(group_by="pseudo_hesid", order_by=_IN_PERSON)
    told = spells.mutate(_end=spells.end.lag().over(order), _disdest=spells.disdest.lag().over(order))
    near = (_nights(told["_end"], told.start) <= gap).fill_null(False)
    sent, came = marks_transfer(told["_disdest"], TRANSFER_PLACES), marks_transfer(told.admisorc, TRANSFER_PLACES)
    same = near & (sent | came | marks_transfer(told.admimeth, TRANSFER_METHODS))
    numbered = _numbered(told, ("pseudo_hesid",), _IN_PERSON, same)
    return numbered.mutate(continuous_spell=_first_key(numbered, "provider_spell", ("pseudo_hesid",)))


def with_spells(episodes: Table, gap: int = LONGEST_GAP) -> Table:
    """Valid episodes with `provider_spell` and `continuous_spell`, each the EPIKEY of its first episode."""
    placed = _with_provider_spell(episodes)
    joined = _continuous_of(provider_spells(placed), gap).select("provider_spell", "continuous_spell")
    return placed.join(joined, "provider_spell")


def spell_of_episode(episodes: Table) -> Table:
    """One row an episode, from `with_spells`: which spells it is of."""
    return episodes.select("epikey", "provider_spell", "continuous_spell")


def continuous_spells(episodes: Table) -> Table:
    """One row a continuous inpatient spell, from `with_spells`, in the columns of `provider_spells` and `spells`.

    `bed_days` counts each night of its provider spells once: nights between them are not in a bed, and where two of
    them overlap a night is one night. `procode3` is the first provider.
    """
    rows = _one_row(episodes, "continuous_spell")
    of = episodes.select("provider_spell", "continuous_spell").distinct()
    parts = provider_spells(episodes).join(of, "provider_spell")
    order = {"group_by": "continuous_spell", "order_by": _IN_PERSON}
    parts = parts.mutate(_reached=parts.end.max().over(ibis.cumulative_window(**order)))
    parts = parts.mutate(_before=parts["_reached"].lag().over(ibis.window(**order)))
    new_from = ibis.ifelse((parts["_before"] > parts.start).fill_null(False), parts["_before"], parts.start)
    nights = ibis.greatest(_nights(new_from, parts.end), 0)
    counted = parts.mutate(_nights=nights).group_by("continuous_spell")
    days = counted.aggregate(bed_days=ibis._["_nights"].sum(), spells=ibis._.count())
    return rows.join(days, "continuous_spell")
