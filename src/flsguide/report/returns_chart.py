"""Pounds saved for each pound spent: what is claimed beside ours, as a chart, and the numbers behind every claim."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from flsguide.analysis.claim_draws import Drawn, InDraws
from flsguide.analysis.claims import FULL, Weighed
from flsguide.evidence.claims import BASES
from flsguide.report.charts import Chart, chart
from flsguide.report.claims_views import ordered
from flsguide.report.marks import MARK, note_of_mark
from flsguide.report.numbers import about
from flsguide.report.numbers_behind import Numbers
from flsguide.report.style import LIGHT

__all__ = ["claims_numbers", "returns_chart"]

PAY = "trust_cash"


def claims_numbers(found: Sequence[Weighed], draws: Drawn) -> Numbers:
    """Every claim and ours, unrounded, with staff counted in both ways; a word where there is no number.

    Of the levers each row has one, with staff counted as is fair to the claim.
    """
    by_basis = ("ours", "ours_low", "ours_high", "draws_of_100", "ours_kindest", "verdict")
    headings = (
        "claim", "measure", "claimed", "claimed_in_our_prices",
        *(f"{name}_{basis}" for basis in BASES for name in by_basis),
        "fair_basis", "lever", "lever_ours", "lever_low", "lever_high", "lever_at_claim", "ours_at_kind_end",
    )  # fmt: skip
    rows: list[tuple[str | float, ...]] = []
    for w in ordered(found):
        head = (w.claim.name, w.claim.measure, w.claim.figure, w.target)
        both = [part for basis in w.at for part in _at(w, basis, draws.get(w.claim.name, {}).get(basis))]
        for t in w.thresholds:
            at = "no value" if t.at is None else t.at
            pulled = (t.lever.name, t.lever.ours.value, t.lever.ours.low, t.lever.ours.high, at, t.kindest)
            rows.append((*head, *both, w.claim.service_costs or "no money", *pulled))
    return Numbers(headings, tuple(rows))


def _at(found: Weighed, basis: str, drawn: InDraws | None) -> tuple[str | float, ...]:
    at = found.at[basis]
    ends = (drawn.interval.low, drawn.interval.high) if drawn and drawn.interval else ("not drawn", "not drawn")
    return (at.ours, *ends, drawn.of_100 if drawn else "not drawn", at.kindest, at.verdict)


def returns_chart(found: Sequence[Weighed], draws: Drawn) -> Chart:
    """Pounds saved for each pound spent: what is claimed, and ours with its range, over the claim's years."""
    shown = [w for w in ordered(found) if w.claim.measure == "saved_per_pound"]
    spoken = "; ".join(
        f"{_who(w)}, {about(w.claim.figure, 0.01)} claimed, {_ours(w, FULL)} in ours at full cost and "
        f"{_ours(w, PAY)} at trust pay"
        for w in shown
    )
    most, ours_most = max(w.claim.figure for w in shown), max((_ours(w, FULL) for w in shown), key=float)
    short = all(at.ours < w.claim.figure for w in shown for at in w.at.values())

    def draw(axes: Axes, is_narrow: bool) -> None:
        _returns(axes, shown, draws, is_narrow=is_narrow)

    return chart(
        name="returns-claimed",
        title=(
            f"Claimed: up to {about(most, 0.01)} pounds back for each pound spent. "
            f"Ours at full cost, with usual numbers: {ours_most} or less {MARK}"
        ),
        alt=(
            f"Chart of pounds saved for each pound spent. {spoken}. "
            f"{'Ours falls short of every claim.' if short else 'Ours does not fall short of all.'}"
        ),
        data=claims_numbers(found, draws),
        caption=(
            "Bars: ours, over the years of the claim; staff at full cost, and on to the grey end at trust pay (in "
            "brackets). Lines: 8 in 10 draws at full cost. Upright marks: claimed. At 1 a service pays for itself. "
            f"{note_of_mark()}"
        ).rstrip(),
        draw=draw,
        rows=len(shown),
    )


def _returns(axes: Axes, shown: Sequence[Weighed], draws: Drawn, *, is_narrow: bool) -> None:
    end = max(w.claim.figure for w in shown)
    for row, w in enumerate(shown):
        axes.plot([1, 1], [row - 0.35, row + 0.35], color=LIGHT["muted"], linewidth=1, linestyle=":")
        axes.barh(row, w.at[PAY].ours, height=0.56, color=LIGHT["bar-quiet"])
        axes.barh(row, w.at[FULL].ours, height=0.56, color=LIGHT["bar"])
        drawn = draws.get(w.claim.name, {}).get(FULL)
        if drawn is not None and drawn.interval is not None:
            line = [drawn.interval.low, drawn.interval.high]
            axes.plot(line, [row, row], color=LIGHT["ink"], linewidth=1.4, solid_capstyle="butt")
        x = w.claim.figure
        axes.plot([x, x], [row - 0.25, row + 0.25], color=LIGHT["attention"], linewidth=2.4)
        if is_narrow:
            words = f"claimed {about(x, 0.01)}, ours {_ours(w, FULL)} ({_ours(w, PAY)})"
            axes.text(0, row - 0.34, f"{_who(w).partition(' (')[0]}: {words}", va="bottom", ha="left")
        else:
            words = f"claimed {about(x, 0.01)}, ours {_ours(w, FULL)} ({_ours(w, PAY)} at trust pay)"
            axes.text(x + end * 0.02, row, words, va="center", color=LIGHT["muted"])
    axes.set_xlim(0, end * (1.03 if is_narrow else 1.95))
    axes.set_ylim(len(shown) - 0.5, -0.75 if is_narrow else -0.5)
    axes.set_xticks([1], ["1"])
    axes.spines["bottom"].set_visible(False)
    axes.set_yticks([] if is_narrow else range(len(shown)), [] if is_narrow else [_who(w) for w in shown])


def _ours(found: Weighed, basis: str) -> str:
    return about(found.at[basis].ours, 0.01)


def _who(found: Weighed) -> str:
    years = found.claim.years
    return f"{found.claim.label.partition(':')[0]} ({years} years)"
