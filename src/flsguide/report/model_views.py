"""The model as a reader sees it: its states and the ways between them, pathways, and who bears which cost.

Everything is read off the code and a case, so that no drawing or table can say anything else than what is run.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from flsguide.evidence.case_file import Case
from flsguide.evidence.vocabulary import STATES
from flsguide.model.cohort import ALIVE, DEAD, STATUSES, Month, transition_matrix
from flsguide.model.pathway_table import Person, month_of
from flsguide.report.charts import Chart, chart
from flsguide.report.numbers_behind import Numbers
from flsguide.report.style import LIGHT

__all__ = ["STATE_WORDS", "Arrow", "arrows_of", "example_month", "matrix_numbers", "transition_chart"]

STATE_WORDS: Mapping[str, str] = {
    "index": "index fracture",
    "hip1": "hip, first year",
    "hip2": "hip, later",
    "vert1": "spine, first year",
    "vert2": "spine, later",
    "other1": "other, first year",
    "other2": "other, later",
    "care": "care home",
}
PEOPLE = 100_000
"""A month moves few people: of fewer, the file behind the chart would round them away."""
_STYLES = {"fracture": ("attention", "-"), "time": ("muted", "--"), "care home": ("accent", ":")}
"""Colour and line of each cause: never told by colour alone."""
_KEY = {"fracture": "a further fracture", "time": "time, without one", "care home": "a move to a care home"}


_WHO, _AFTER = Person(77.5, "female", "hip"), 6
"""Somebody whose month is shown, and how many months after the index fracture."""
_MEDICINE = "oral_seen_after_hip"


def example_month(case: Case) -> Month:
    """A month of a woman of 77 with an index fracture of the hip, half a year on, who was given tablets."""
    return month_of(case, case.pathways[_MEDICINE], _WHO, _AFTER)


class Arrow(NamedTuple):
    """A way from one state to another in one month."""

    start: str
    end: str
    cause: str
    """fracture, time or care home."""


def arrows_of(month: Month) -> tuple[Arrow, ...]:
    """Every way from a living state to another living one that the matrix of a month has, whatever the medicine.

    A way that is also there when nobody breaks a bone is one of time, or leads to a care home.
    """
    ways, quiet = _ways(month), _ways(month._replace(hazard=(0.0, 0.0, 0.0)))
    return tuple(
        Arrow(start, end, "fracture" if (start, end) not in quiet else "care home" if end == "care" else "time")
        for start, end in ways
    )


def _ways(month: Month) -> list[tuple[str, str]]:
    rows = transition_matrix(month)
    n = len(STATES)
    return [
        (start, end)
        for i, start in enumerate(STATES)
        for j, end in enumerate(STATES)
        if i != j and sum(rows[i + a * n][j + b * n] for a in range(len(STATUSES)) for b in range(len(STATUSES))) > 0
    ]


def matrix_numbers(month: Month) -> Numbers:
    """The whole matrix: of 100,000 people in each state at the start of the month, how many are where at its end."""
    names = [f"{state}_{status}" for status in STATUSES for state in STATES] + ["dead"]
    rows = transition_matrix(month)
    return Numbers(
        ("from_100000_people_in", *names),
        tuple((name, *(PEOPLE * share for share in row)) for name, row in zip(names, rows, strict=True)),
    )


def transition_chart(month: Month) -> Chart:
    """The living states, with an arrow wherever a month has a way from one to another.

    Raises:
        ValueError: a month in which some kind of fracture, or some state's death, cannot happen: it would hide ways.
    """
    if min(month.hazard) <= 0 or max(month.survival) >= 1:
        msg = "a month with every hazard above 0 and every survival below 1 shows all ways"
        raise ValueError(msg)
    arrows = arrows_of(month)
    count = {cause: sum(arrow.cause == cause for arrow in arrows) for cause in _STYLES}
    said = {state: words.replace(",", "") for state, words in STATE_WORDS.items()}
    stays = [said[s] for s in STATES if all(arrow.start != s for arrow in arrows)]
    deadly = sum(row[DEAD] > 0 for row in transition_matrix(month)[:ALIVE]) == ALIVE
    ways = ". ".join(
        f"From {said[s]} to {_list(said[a.end] + _because(a) for a in arrows if a.start == s)}"
        for s in STATES
        if any(a.start == s for a in arrows)
    )

    def draw(axes: Axes, is_narrow: bool) -> None:
        _draw(axes, arrows, deadly=deadly, is_narrow=is_narrow)

    return chart(
        name="transitions",
        title=f"A fracture leads to a state as severe or worse: {len(arrows)} ways between {len(STATES)} states",
        alt=(
            f"Diagram of {len(STATES)} states with {len(arrows)} arrows: {count['fracture']} for a further fracture, "
            f"{count['time']} for time, {count['care home']} for a move to a care home. A fracture leads only to one "
            f"as severe or worse. {ways}. No arrow leads out of: {_list(stays)}."
            f"{' Death can come from every state.' if deadly else ''}"
        ),
        data=matrix_numbers(month),
        caption=(
            "Arrows are read off the matrix of one month. People may also stay where they are. "
            f"The file holds the matrix itself, with medicine and death: {ALIVE + 1} rows."
        ),
        draw=draw,
        rows=10,
    )


_PLACES = {
    "index": (0, 1), "other1": (1, 0), "other2": (2, 0), "vert1": (1, 1), "vert2": (2, 1), "hip1": (1, 2),
    "hip2": (2, 2), "care": (2, 3),
}  # fmt: skip
"""Column and row of each state: later to the right, worse further up."""


class _Grid(NamedTuple):
    """Where columns and rows lie, and how large a box is, in parts of the drawing."""

    columns: tuple[float, float, float]
    rows: tuple[float, float, float, float]
    width: float
    height: float
    bend: float
    """Of a way around a box, in parts of its length."""

    def centre(self, state: str) -> tuple[float, float]:
        """The middle of a state's box."""
        column, row = _PLACES[state]
        return self.columns[column], self.rows[row]


_WIDE = _Grid((0.115, 0.48, 0.88), (0.22, 0.46, 0.70, 0.93), 0.2, 0.12, 0.5)
_NARROW = _Grid((0.125, 0.5, 0.873), (0.29, 0.5, 0.71, 0.93), 0.245, 0.1, 0.24)


def _draw(axes: Axes, arrows: Sequence[Arrow], *, deadly: bool, is_narrow: bool) -> None:
    grid = _NARROW if is_narrow else _WIDE
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_axis_off()
    for arrow in arrows:
        start, end, bend = _ends(arrow, grid, {(a.start, a.end) for a in arrows})
        _arrow(axes, start, end, arrow.cause, bend)
    for state, words in STATE_WORDS.items():
        x, y = grid.centre(state)
        axes.add_patch(
            FancyBboxPatch(
                (x - grid.width / 2, y - grid.height / 2), grid.width, grid.height,
                boxstyle="round,pad=0,rounding_size=0.02", facecolor=LIGHT["quiet"], edgecolor=LIGHT["accent"],
                linewidth=1.2,
            )
        )  # fmt: skip
        axes.text(x, y, _wrapped(words), ha="center", va="center", linespacing=1.25)
    key_x, key_y, step = (0.0, 0.155, 0.045) if is_narrow else (0.0, 0.93, 0.065)
    for i, (cause, words) in enumerate(_KEY.items()):
        y = key_y - i * step
        _arrow(axes, (key_x, y), (key_x + (0.14 if is_narrow else 0.07), y), cause, 0)
        axes.text(key_x + (0.17 if is_narrow else 0.085), y, words, va="center")
    if deadly:
        axes.text(0.0, 0.015 if is_narrow else 0.03, "Death can come from every state.", va="center")


def _ends(
    arrow: Arrow, grid: _Grid, ways: set[tuple[str, str]]
) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Where an arrow leaves one box and meets the other, and how far it bends."""
    (x0, y0), (x1, y1) = grid.centre(arrow.start), grid.centre(arrow.end)
    right, up = (x1 > x0) - (x1 < x0), (y1 > y0) - (y1 < y0)
    half_w, half_h = grid.width / 2, grid.height / 2
    if right == 0:  # within a column, around what stands between
        is_far = abs(_PLACES[arrow.end][1] - _PLACES[arrow.start][1]) > 1
        shift = -0.7 * half_w if is_far else 0.0
        return (x0 + shift, y0 + up * half_h), (x1 + shift, y1 - up * half_h), -grid.bend * is_far
    if up == 0:  # within a row: two ways there and back lie beside each other
        shift = 0.35 * half_h * right if (arrow.end, arrow.start) in ways else 0.0
        return (x0 + right * half_w, y0 + shift), (x1 - right * half_w, y1 + shift), 0.0
    if right < 0:  # back to a first year that is worse: from above the box to below the other
        spread = 0.55 if abs(_PLACES[arrow.end][1] - _PLACES[arrow.start][1]) > 1 else 0.85
        return (x0 - spread * half_w, y0 + up * half_h), (x1 + spread * half_w, y1 - up * half_h), 0.0
    return (x0 + half_w, y0 + up * 0.4 * half_h), (x1 - half_w, y1 - up * 0.3 * half_h), 0.0


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], cause: str, bend: float) -> None:
    colour, line = _STYLES[cause]
    axes.add_patch(
        FancyArrowPatch(
            start, end, arrowstyle="-|>,head_length=5,head_width=2.6", connectionstyle=f"arc3,rad={bend}",
            linestyle=line, color=LIGHT[colour], linewidth=1.5, shrinkA=0, shrinkB=1, mutation_scale=1,
        )
    )  # fmt: skip


def _wrapped(words: str) -> str:
    """In two lines, broken after a comma or near the middle."""
    first, comma, rest = words.partition(", ")
    if comma:
        return f"{first},\n{rest}"
    parts = words.split(" ")
    half = (len(parts) + 1) // 2
    return "\n".join((" ".join(parts[:half]), " ".join(parts[half:])))


def _because(arrow: Arrow) -> str:
    return "" if arrow.cause == "fracture" else " (with time)" if arrow.cause == "time" else " (a move)"


def _list(words: Iterable[str]) -> str:
    found = list(words)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
