"""Published claims as tables and as a chart: what is said, what it would take, and where our model puts it."""

import html
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes

from flsguide.analysis.claims import InDraws, Weighed
from flsguide.evidence.claims import Claim
from flsguide.report.charts import Chart, chart
from flsguide.report.claim_words import (
    PERSPECTIVES,
    REVIEWED,
    amount,
    claimed,
    interval,
    moved,
    ours,
    threshold,
    verdict,
)
from flsguide.report.marks import MARK, note_of_mark
from flsguide.report.numbers import about
from flsguide.report.numbers_behind import Numbers
from flsguide.report.sentences import short_names
from flsguide.report.style import LIGHT
from flsguide.report.tables import Cell, Folded, Table, badge

__all__ = [
    "claims_numbers",
    "claims_table",
    "conditions_table",
    "firm_first",
    "returns_chart",
    "thresholds_table",
    "verdict_table",
]

_ORDER = ("paper", "abstract", "quoted", "no")
_OURS = "Ours: England's people, 2025/26 pounds; what is to come counts less, as is usual."


def firm_first(claims: Sequence[Claim]) -> list[Claim]:
    """Claims in papers first, and figures from memory last: what is not checked never leads."""
    return sorted(claims, key=lambda claim: (claim.status == "unverified", _ORDER.index(claim.peer_review)))


def claims_table(claims: Sequence[Claim]) -> Table:
    """What is claimed, by whom, and about whom: nothing of ours."""
    return Table(
        "What is claimed",
        ("Claim", "Figure", "Who says it, and how sure that is", "Whom, how long, whose money"),
        tuple((_where(claim), claimed(claim), who_says(claim), _about(claim)) for claim in firm_first(claims)),
        is_text=True,
        note="Published: read where it stands. Derived: worked out from what was read. Unverified: from memory.",
    )


def _where(claim: Claim) -> str:
    return claim.says if claim.place in claim.says else f"{claim.says} ({claim.place})"


def who_says(claim: Claim) -> Cell:
    """The sources, whether peers reviewed it, and how sure we are that it is said."""
    words = f"{short_names(claim.source)}, {REVIEWED[claim.peer_review]}"
    sure = badge(claim.status)
    return Cell(f"{words} ({sure.text})", f"{html.escape(words)} {sure.html}")


def _about(claim: Claim) -> str:
    parts = [claim.population, claim.horizon]
    parts += [] if claim.perspective == "no_money" else [PERSPECTIVES[claim.perspective]]
    if claim.price_year:
        parts.append(f"prices of {claim.price_year}{'' if claim.price_year_read else ', from memory'}")
    return f"{parts[0][0].upper()}{parts[0][1:]}; {'; '.join(parts[1:])}."


def conditions_table(claims: Sequence[Claim]) -> Folded:
    """What would have to be true, what speaks against it, and how it differs from ours."""
    table = Table(
        "What would have to be true, and what speaks against it",
        ("Claim", "What would have to be true", "What speaks against it", "How it differs from ours"),
        tuple(
            (
                claim.label,
                claim.needs,
                f"{claim.against} ({short_names(claim.against_source)})",
                " ".join(part for part in (claim.differs, claim.note) if part),
            )
            for claim in firm_first(claims)
        ),
        is_text=True,
    )
    return Folded("What would have to be true for each claim, and what speaks against it", table)


def verdict_table(found: Sequence[Weighed], draws: Mapping[str, InDraws | None]) -> Table:
    """Each claim, where our model puts the same quantity, and the verdict."""
    return Table(
        "Where our model puts each claim",
        ("Claim", "Claimed", "Ours (95 of 100 draws lie between)", "Verdict"),
        tuple(
            (w.claim.label, _in_both_prices(w), _with_draws(w, draws.get(w.claim.name)), verdict(w))
            for w in _sorted(found)
        ),
        is_text=True,
        note=f"{_OURS} {note_of_mark()}".rstrip(),
    )


def _in_both_prices(found: Weighed) -> str:
    said = claimed(found.claim)
    if found.target == found.claim.figure:
        return said
    return f"{said}, now {amount(found.claim.measure, found.target)}"


def _with_draws(found: Weighed, draws: InDraws | None) -> str:
    said = ours(found)
    if draws is None or draws.interval is None:
        return said
    return f"{said} ({interval(found.claim.measure, draws.interval.low, draws.interval.high)})"


def thresholds_table(found: Sequence[Weighed]) -> Folded:
    """How far one number alone would have to move, within its range or beyond, and what all do together."""
    rows = []
    for weighed in _sorted(found):
        reached = "; ".join(threshold(t) for t in weighed.thresholds if t.at is not None)
        never = "; ".join(moved(t) for t in weighed.thresholds if t.at is None)
        words = [f"{reached[0].upper()}{reached[1:]}."] if reached else []
        words += [f"No value will do for: {never}."] if never else []
        kindest = "nothing" if weighed.kindest is None else amount(weighed.claim.measure, weighed.kindest)
        rows.append((weighed.claim.label, _in_both_prices(weighed), " ".join(words) or "nothing to move", kindest))
    table = Table(
        "What one number would have to be, the others as they are",
        ("Claim", "Claimed", "One number alone", "Ours with every number at its kindest"),
        tuple(rows),
        is_text=True,
        note="Kindest: all numbers that were moved, each at the kind end of its range. No plan should rest on it.",
    )
    return Folded("How far one number would have to move to reach each claim", table)


def claims_numbers(found: Sequence[Weighed], draws: Mapping[str, InDraws | None]) -> Numbers:
    """Every claim and ours, unrounded, with the thresholds; a word where there is no number."""
    headings = (
        "claim", "measure", "claimed", "claimed_in_our_prices", "ours", "ours_low", "ours_high", "draws_of_100",
        "ours_kindest", "verdict", "lever", "lever_ours", "lever_low", "lever_high", "lever_at_claim",
        "ours_at_kind_end",
    )  # fmt: skip
    rows: list[tuple[str | float, ...]] = []
    for w in _sorted(found):
        drawn = draws.get(w.claim.name)
        ends = (drawn.interval.low, drawn.interval.high) if drawn and drawn.interval else ("not drawn", "not drawn")
        head = (w.claim.name, w.claim.measure, w.claim.figure, w.target, _or(w.ours), *ends)
        tail = (drawn.of_100 if drawn else "not drawn", _or(w.kindest), w.verdict)
        for t in w.thresholds:
            at = "no value" if t.at is None else t.at
            pulled = (t.lever.name, t.lever.ours.value, t.lever.ours.low, t.lever.ours.high, at, t.kindest)
            rows.append((*head, *tail, *pulled))
    return Numbers(headings, tuple(rows))


def _or(value: float | None) -> str | float:
    return "nothing" if value is None else value


def returns_chart(found: Sequence[Weighed], draws: Mapping[str, InDraws | None]) -> Chart:
    """Pounds saved for each pound spent: what is claimed, and ours with its range, over the claim's years."""
    shown = [w for w in _sorted(found) if w.claim.measure == "saved_per_pound" and w.ours is not None]
    spoken = "; ".join(
        f"{_who(w)}, {about(w.claim.figure, 0.01)} claimed and {about(w.ours or 0, 0.01)} in ours" for w in shown
    )
    most, ours_most = max(w.claim.figure for w in shown), max(w.ours or 0 for w in shown)
    short = all(w.ours is not None and w.ours < w.claim.figure for w in shown)

    def draw(axes: Axes, is_narrow: bool) -> None:
        _returns(axes, shown, draws, is_narrow=is_narrow)

    return chart(
        name="returns-claimed",
        title=(
            f"Claimed: up to {about(most, 0.01)} pounds back for each pound spent. "
            f"Ours, with usual numbers: {about(ours_most, 0.01)} or less {MARK}"
        ),
        alt=(
            f"Chart of pounds saved for each pound spent. {spoken}. "
            f"{'Ours falls short of every claim.' if short else 'Ours does not fall short of all.'}"
        ),
        data=claims_numbers(found, draws),
        caption=(
            "Bars: ours, over the years of the claim; lines: 95 of 100 draws. Marks: claimed. "
            f"At 1 a service pays for itself. {note_of_mark()}"
        ),
        draw=draw,
        rows=len(shown),
    )


def _returns(axes: Axes, shown: Sequence[Weighed], draws: Mapping[str, InDraws | None], *, is_narrow: bool) -> None:
    end = max(w.claim.figure for w in shown)
    for row, w in enumerate(shown):
        axes.plot([1, 1], [row - 0.35, row + 0.35], color=LIGHT["muted"], linewidth=1, linestyle=":")
        axes.barh(row, w.ours or 0, height=0.5, color=LIGHT["bar"])
        drawn = draws.get(w.claim.name)
        if drawn is not None and drawn.interval is not None:
            line = [drawn.interval.low, drawn.interval.high]
            axes.plot(line, [row, row], color=LIGHT["ink"], linewidth=1.4, solid_capstyle="butt")
        x = w.claim.figure
        axes.plot([x, x], [row - 0.25, row + 0.25], color=LIGHT["attention"], linewidth=2.4)
        words = f"claimed {about(x, 0.01)}, ours {about(w.ours or 0, 0.01)}"
        if is_narrow:
            axes.text(0, row - 0.34, f"{_who(w).partition(' (')[0]}: {words}", va="bottom", ha="left")
        else:
            axes.text(x + end * 0.02, row, words, va="center", color=LIGHT["muted"])
    axes.set_xlim(0, end * (1.03 if is_narrow else 1.5))
    axes.set_ylim(len(shown) - 0.5, -0.75 if is_narrow else -0.5)
    axes.set_xticks([1], ["1"])
    axes.spines["bottom"].set_visible(False)
    axes.set_yticks([] if is_narrow else range(len(shown)), [] if is_narrow else [_who(w) for w in shown])


def _sorted(found: Sequence[Weighed]) -> list[Weighed]:
    by_name = {w.claim.name: w for w in found}
    return [by_name[claim.name] for claim in firm_first([w.claim for w in found])]


def _who(found: Weighed) -> str:
    years = found.claim.years
    return f"{found.claim.label.partition(':')[0]} ({years} years)"
