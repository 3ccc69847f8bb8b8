"""The published versions of Glasgow's result side by side, and what a service could do in our model."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from flsguide.analysis.claim_draws import Drawn
from flsguide.analysis.claims import FULL, Weighed
from flsguide.evidence.claims import Claim
from flsguide.evidence.parameters import Parameters
from flsguide.report.charts import Chart, chart
from flsguide.report.claim_words import amount, claimed, interval, moved, reached_at
from flsguide.report.claims_views import row_of, who_says
from flsguide.report.inputs import inputs_table
from flsguide.report.marks import marked, note_of_mark
from flsguide.report.numbers import about
from flsguide.report.numbers_behind import Numbers
from flsguide.report.sentences import short_names
from flsguide.report.style import LIGHT
from flsguide.report.tables import Table

__all__ = ["numbers_table", "reach_table", "versions_chart", "versions_table"]

_ROWS = (
    "p_treated_usual_care", "p_treated_fls", "p_persisting_12_months", "p_persisting_24_months",
    "p_persisting_60_months", "rr_hip_oral", "n_onset_months_oral", "n_residual_months_oral", "n_delay_months",
    "rr_imminent_excess", "p_eligible_other", "p_people_per_fracture",
)  # fmt: skip


def versions_table(claims: Sequence[Claim]) -> Table:
    """Every published version: where, what changed, over which years, who says it, and who checked it."""
    return Table(
        "Every published version that we found, that of the Glasgow team first",
        ("What is said", "Change", "Who says it, and how sure that is", "Note"),
        tuple(
            (row_of(claim, f"{claim.says}, {claim.horizon}"), claimed(claim), who_says(claim), claim.note)
            for claim in claims
        ),
        is_text=True,
        note="Changes are in hip fractures or in admissions with one, and none is the effect of a service. "
        "A source leads to its entry, which has its address.",
    )


def numbers_table(inputs: Parameters) -> Table:
    """The rows that matter most to what a service could do to hip fractures, each leading to its own."""
    return inputs_table("Our numbers that matter most here", [inputs[name] for name in _ROWS])


def versions_chart(claims: Sequence[Claim]) -> Chart:
    """Each version as a bar: fewer to the left, more to the right."""
    fell = [claim.figure for claim in claims if claim.figure < 0]
    least, most = (about(abs(end), 0.1) for end in (max(fell), min(fell)))
    spoken = "; ".join(f"{claim.label} {claimed(claim)}" for claim in claims)

    def draw(axes: Axes, is_narrow: bool) -> None:
        _bars(axes, claims, is_narrow=is_narrow)

    return chart(
        name="glasgow-versions",
        title=f"One decade in Glasgow, three figures: hip fractures fell by {least}% or by up to {most}%",
        alt=f"Bar chart of published changes in hip fractures. {spoken}.",
        data=Numbers(
            ("version", "place", "change_percent", "years", "source"),
            tuple((c.label, c.place, c.figure, c.horizon, short_names(c.source)) for c in claims),
        ),
        caption="Published changes in hip fractures. Places compared over time: not what a service does.",
        draw=draw,
        rows=len(claims),
    )


def _bars(axes: Axes, claims: Sequence[Claim], *, is_narrow: bool) -> None:
    fewest, most = min(c.figure for c in claims), max(c.figure for c in claims)
    for row, claim in enumerate(claims):
        colour = LIGHT["bar"] if claim.figure < 0 else LIGHT["bar-quiet"]
        axes.barh(row, claim.figure, height=0.5, color=colour)
        axes.plot([0, 0], [row - 0.3, row + 0.3], color=LIGHT["ink"], linewidth=1)
        if is_narrow:
            axes.text(fewest, row - 0.34, f"{claim.label}, {claimed(claim)}", va="bottom", ha="left")
        else:
            axes.text(max(claim.figure, 0) + 0.4, row, claimed(claim), va="center", color=LIGHT["muted"])
    axes.set_xlim(fewest - 0.5, most * (1.05 if is_narrow else 1.3))
    axes.set_ylim(len(claims) - 0.5, -0.75 if is_narrow else -0.5)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_yticks([] if is_narrow else range(len(claims)), [] if is_narrow else [c.label for c in claims])


def reach_table(found: Weighed, draws: Drawn, place: str) -> Table:
    """What a service could do to a place's hip fractures, in our model, and what it would take to do more."""
    change, fair, rows = found.claim.measure, found.fair, []
    if fair is not None:
        rows = [("With our usual numbers", amount(change, fair.ours)), (_KIND, amount(change, fair.kindest))]
    drawn = draws.get(found.claim.name, {}).get(FULL)
    if drawn is not None and drawn.interval is not None:
        rows.insert(1, ("8 in 10 draws lie in the range", interval(change, drawn.interval.low, drawn.interval.high)))
    rows += [
        (f"To reach {claimed(found.claim)} by this alone: {moved(t)}", _capital(reached_at(t)))
        for t in found.thresholds
    ]
    return Table(
        f"Hip fractures in {place} after {found.claim.years} years of a service, in our model",
        ("What is asked", marked("Answer")),
        tuple(rows),
        is_text=True,
        note=(f"A year's hip fractures at 50 and over, with a service beside without. {note_of_mark()}").rstrip(),
    )


_KIND = "With every number at the kind end of its range at once"


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
