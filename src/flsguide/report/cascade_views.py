"""The care cascade as a chart and as a table."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from flsguide.evidence.parameters import Parameter, Parameters
from flsguide.evidence.ranges import Range
from flsguide.model.pathway import Cascade
from flsguide.report.charts import Chart, chart
from flsguide.report.marks import marked, note_of_mark
from flsguide.report.numbers import about, of_100, with_range, with_range_of_100
from flsguide.report.numbers_behind import Numbers
from flsguide.report.style import LIGHT
from flsguide.report.tables import Table

__all__ = ["cascade_chart", "cascade_comparison", "cascade_numbers", "cascade_table", "rows_behind"]

LOST_WORDS = {
    "identified": "not found",
    "assessed": "not assessed in time",
    "recommended": "not recommended",
    "started": "not started in time",
    "persisting_12": "stopped in year 1",
    "persisting_24": "stopped in year 2",
    "persisting_60": "stopped by year 5",
}


def rows_behind(cascades: Sequence[Cascade], inputs: Parameters) -> tuple[Parameter, ...]:
    """The rows that some cascades multiply, in the order of the table."""
    return inputs.named({name for found in cascades for step in found.steps for name in step.inputs})


def cascade_table(found: Cascade, fractures: Range, place: str) -> Table:
    """Each step: of 100 people with a fracture, of the service's own, and the fall since the step before."""
    rows = []
    for step in found.steps:
        people = found.people(step.name, fractures)
        rows.append(
            (
                step.in_words[0].upper() + step.in_words[1:],
                with_range_of_100(step.of_100),
                with_range(people),
                f"{of_100(step.lost)} {LOST_WORDS[step.name]}" if step.name in LOST_WORDS else "start here",
            )
        )
    return Table(
        f"Of 100 people with a fracture: {found.title.lower()}, and what it would mean at {place}",
        ("Step", "Of 100 people (range)", marked("People a year"), "Fewer than at the step before, of 100"),
        tuple(rows),
        numeric=(1, 2),
        note=f"Counted as one person for each fracture. {note_of_mark()}".rstrip(),
        is_text=True,
    )


def cascade_numbers(cascades: Sequence[Cascade], fractures: Range, place: str) -> Numbers:
    """Every step of some cascades, unrounded: of 100 people, and of the service's own."""
    rows = []
    for found in cascades:
        for step in found.steps:
            reached, people = step.of_100, found.people(step.name, fractures)
            ends = (reached.value, reached.low, reached.high, people.value, people.low, people.high)
            rows.append((place, found.title, step.in_words, *ends))
    headings = ("place", "working_as_in", "step", "of_100_people", "of_100_low", "of_100_high")
    return Numbers((*headings, "people_a_year", "people_low", "people_high"), tuple(rows))


def cascade_chart(found: Cascade, beside: Cascade, fractures: Range, place: str) -> Chart:
    """Bars of those who reach each step, with the loss named between them, and a mark for another cascade."""
    started = found["started"].of_100.value
    spoken = "; ".join(f"{of_100(step.of_100.value)} {step.in_words}" for step in found.steps)
    marks = "; ".join(f"{of_100(step.of_100.value)} {step.in_words}" for step in beside.steps[1:])

    def draw(axes: Axes, is_narrow: bool) -> None:
        _bars(axes, found, beside, is_narrow=is_narrow)

    return chart(
        name=f"cascade-{found.preset}",
        title=f"{found.title}: of 100 people with a fracture, about {about(started, 1)} start treatment",
        alt=f"Bar chart. {found.title}, of 100 people: {spoken}. Marked beside it, {beside.title}: {marks}.",
        data=cascade_numbers((found, beside), fractures, place),
        caption=f"Bars: {found.title.lower()}. Marks: {beside.title.lower()}. Grey: fewer than at the step before.",
        draw=draw,
        rows=len(found.steps),
    )


def cascade_comparison(cascades: Sequence[Cascade], fractures: Range, place: str) -> Table:
    """How many people would start, and be on treatment a year later, under each cascade."""
    rows = []
    for found in cascades:
        if found.preset == "own" and any(found.steps == other.steps for other in cascades if other is not found):
            continue  # the service gave no indicator of its own
        names = {step.name for step in found.steps}
        started = with_range_of_100(found["started"].of_100) if "started" in names else "not stated"
        kept = found.people("persisting_12", fractures)
        rows.append((found.title, started, with_range_of_100(found["persisting_12"].of_100), with_range(kept)))
    return Table(
        f"People on treatment, by how the service works, {place}",
        (
            "Working as in",
            "Started, of 100",
            "On treatment at 12 months, of 100",
            marked("On treatment at 12 months, people a year"),
        ),
        tuple(rows),
        numeric=(1, 2, 3),
        is_text=True,
        note=(
            "Counted as one person for each fracture. Not everyone needs treatment: the goal has it "
            f"recommended to half of those found. {note_of_mark()}"
        ).rstrip(),
    )


def _bars(axes: Axes, found: Cascade, beside: Cascade, *, is_narrow: bool) -> None:
    marks = dict.fromkeys((s.name for s in found.steps), 0.0) | {s.name: s.of_100.value for s in beside.steps}
    for row, step in enumerate(found.steps):
        reached = step.of_100.value
        axes.barh(row, reached, height=0.5, color=LIGHT["bar"])
        axes.barh(row, step.lost, left=reached, height=0.5, color=LIGHT["rule"])
        if row and marks[step.name]:
            x = marks[step.name]
            if step.name == "identified":
                axes.text(x + 1, row - 0.27, "goal", va="bottom", ha="left", color=LIGHT["attention"])
            axes.plot([x, x], [row - 0.25, row + 0.25], color=LIGHT["attention"], linewidth=2.4)
        label = f"{of_100(reached)} {step.in_words}"
        if is_narrow:
            axes.text(0, row - 0.34, label, va="bottom", ha="left")
        else:
            lost = f"{of_100(step.lost)} {LOST_WORDS[step.name]}" if step.name in LOST_WORDS else ""
            axes.text(max(reached + step.lost, marks[step.name]) + 2, row, lost, va="center", color=LIGHT["muted"])
    axes.set_xlim(0, 104 if is_narrow else 128)
    axes.set_ylim(len(found.steps) - 0.5, -0.75 if is_narrow else -0.5)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    labels = [f"{of_100(s.of_100.value)} {s.in_words}" for s in found.steps]
    axes.set_yticks([] if is_narrow else range(len(labels)), [] if is_narrow else labels)
