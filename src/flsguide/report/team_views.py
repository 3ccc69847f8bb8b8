"""Teams beside each other, as tables and a chart: minutes, bases of cost, and ways to share the work."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from matplotlib.axes import Axes

from flsguide.analysis.sensitivity import Swing
from flsguide.evidence.parameters import Parameters
from flsguide.model.base_strategies import CHOICES, Choices
from flsguide.model.staffing import Post, posts_for
from flsguide.model.team_sizes import Basis, Team, at_minutes, team, whole_posts_each
from flsguide.report.charts import Chart, chart
from flsguide.report.inputs import value_alone
from flsguide.report.numbers import about, as_written, with_range
from flsguide.report.numbers_behind import Numbers
from flsguide.report.staffing_views import BASIS_WORDS
from flsguide.report.style import LIGHT
from flsguide.report.tables import Table

__all__ = [
    "THOUSANDS",
    "each_table",
    "hired",
    "how_many",
    "minutes_chart",
    "minutes_table",
    "need",
    "of_people",
    "team_bases",
    "team_swings",
    "ways_table",
]

THOUSANDS = 1000
"""To how many pounds a team's cost is shown: one post more moves it by tens of thousands."""
ENDS: Mapping[Literal["low", "value", "high"], str] = {"low": "Low", "value": "Usual", "high": "High"}
WAY_WORDS = {
    "fls": "A team of one's own",
    "hub": "A team that hospitals share",
    "hip_only": "Hip fractures only",
    "everybody": "Everybody, found or not",
}
_SWING_WORDS = {
    "people": "People seen a year",
    "rr_staff_room": "Room for missed visits, meetings and cover",
    "n_nurse_minutes_person": "Nurse minutes a person",
    "n_admin_minutes_person": "Minutes of administration a person",
    "n_consultant_minutes_person": "Consultant minutes a person",
}


def hired(number: float) -> str:
    """Posts, or sessions by the half, as they are hired: 2, 1.5."""
    return as_written(number)


def need(post: Post) -> str:
    """Posts needed, with as many decimals as it takes to see why so many are hired: 1.6, but 1.02 where 2 are."""
    shown = about(post.needed, 0.1)
    return shown if float(shown) > post.hired - post.role.step else about(post.needed, 0.01)


def of_people(people: float) -> float:
    """To what a number of people seen a year is rounded, wherever it stands: 10, or 1 where they are few."""
    return 10 if people >= 100 else 1  # noqa: PLR2004  # a tenth of few people would be none


def how_many(people: float) -> str:
    """People seen a year as they stand on every page: "1,260"."""
    return about(people, of_people(people))


def minutes_table(inputs: Parameters, people: float, choices: Choices) -> Table:
    """The team at the low, usual and high minutes: need and hire of each role, and the cost a year."""
    rows = []
    for end, word in ENDS.items():
        found = team(at_minutes(inputs, end), people, choices)
        posts = (f"{need(post)}, hire {hired(post.hired)}" for post in found.posts)
        rows.append((word, *posts, about(found.cost_a_year, THOUSANDS)))
    return Table(
        f"The team for about {how_many(people)} people a year, by the minutes that each person takes",
        ("Minutes", "Nurses", "Co-ordinators", "Consultant sessions a week", "Pounds a year"),
        tuple(rows),
        numeric=(4,),
        note=f"Pounds: {BASIS_WORDS[choices.service_costs]}, 2025/26. A whole post is hired as soon as one is "
        "needed in part, so a need of a little above 1 hires 2. The minutes are assumed; yours count.",
        is_text=True,
    )


def team_bases(inputs: Parameters, people: float, choices: Choices) -> Table:
    """The team on the three bases of cost: a full year, and the first with recruitment and setting up."""
    rows = []
    for basis in CHOICES["service_costs"]:
        chosen = replace(choices, service_costs=basis)
        found = team(inputs, people, chosen)
        first, later = found.by_year[0], found.cost_a_year
        rows.append((BASIS_WORDS[basis].capitalize(), *(about(x, THOUSANDS) for x in (later, first))))
    months = inputs.number("n_recruitment_months")
    return Table(
        "What the same team costs on each basis, 2025/26 pounds",
        ("Basis", "A full year", "The first year"),
        tuple(rows),
        numeric=(1, 2),
        note="Three answers to one question: choose one and never add them. The first year has "
        f"{as_written(12 - months)} months of pay, because posts take {as_written(months)} months to fill, and "
        f"about {value_alone(inputs['c_set_up'])} of setting up. Scans and blood tests come on top.",
    )


def each_table(inputs: Parameters, people: float, choices: Choices) -> Table:
    """Staff for each person seen, by the minutes alone and in whole posts, at trust pay and at full cost."""
    rows = []
    bases: tuple[Basis, ...] = ("trust_cash", "full_economic")
    for basis in bases:
        of_minutes = inputs.range_of(f"c_service_staff_person_{basis}")
        posts = whole_posts_each(inputs, people, basis, choices)
        rows.append((BASIS_WORDS[basis].capitalize(), with_range(of_minutes), about(posts, 1)))
    return Table(
        "Staff for each person seen, 2025/26 pounds, counted in two ways",
        ("Basis", "Minutes alone (range)", "Whole posts"),
        tuple(rows),
        numeric=(1, 2),
        note=f"Whole posts: a full year's pay for about {how_many(people)} people.",
    )


def ways_table(teams: Mapping[str, Team], choices: Choices) -> Table:
    """Ways to share the work: whose people, how many nurses, how much is spare, and what one hospital pays."""
    rows = []
    for way, found in teams.items():
        nurse = found.posts[0]
        words = WAY_WORDS[way]
        if way == "hub":
            words = f"{words} ({as_written(found.shared_by)}), our part"
        rows.append(
            (
                words,
                how_many(found.people),
                f"{hired(nurse.hired)} for {need(nurse)} needed",
                about(100 * nurse.spare, 1),
                about(found.cost_a_year, THOUSANDS),
                about(found.cost_each, 1),
            )
        )
    return Table(
        f"Ways to share the work, at the usual minutes, {BASIS_WORDS[choices.service_costs]}, 2025/26",
        ("Way", "Our people a year", "Nurses hired", "Spare nurse time, of 100", "Pounds a year", "Pounds a person"),
        tuple(rows),
        numeric=(1, 3, 4, 5),
        note="A shared team is planned for hospitals as large as ours, and each pays its part; the nurses are "
        "those of the whole team. Spare time is there to be used, not a saving.",
        is_text=True,
    )


def team_swings(swings: Sequence[Swing], usual: float, count: int = 3) -> Table:
    """What moves the cost of a full year most, from one end of its range to the other, the rest held."""
    rows = tuple(
        (
            f"{_SWING_WORDS[s.name]}: {about(s.value.low, _step(s))} to {about(s.value.high, _step(s))}",
            about(s.answer_at_low, THOUSANDS),
            about(s.answer_at_high, THOUSANDS),
        )
        for s in swings[:count]
    )
    return Table(
        f"What moves the {about(usual, THOUSANDS)} pounds of a full year most, the rest held",
        ("What is in doubt", "Cost at its low end", "Cost at its high end"),
        rows,
        numeric=(1, 2),
        note="Whole posts move in steps: a doubt that stays within one post moves nothing.",
    )


def _step(swing: Swing) -> float:
    return 0.05 if swing.value.high < THOUSANDS / 100 else 50 if swing.value.high >= THOUSANDS / 2 else 1


def minutes_chart(inputs: Parameters, people: float, place: str, choices: Choices) -> Chart:
    """Nurse posts by the minutes a person takes: the exact need as a line, what is hired as steps above it."""
    given = inputs.range_of("n_nurse_minutes_person")
    nurse = team(inputs, people, choices).posts[0].role
    minutes = dict.fromkeys((given.low, given.value, given.high))
    marks = [(m, posts_for(people, replace(nurse, minutes_each=m))) for m in minutes]
    needs = " to ".join(dict.fromkeys(need(post) for post in (marks[0][1], marks[-1][1])))
    hires = " or ".join(dict.fromkeys(hired(post.hired) for _, post in marks))
    spoken = "; ".join(
        f"at {about(m, 1)} minutes {need(post)} needed and {hired(post.hired)} hired" for m, post in marks
    )

    def draw(axes: Axes, is_narrow: bool) -> None:
        _stairs(axes, marks, people, is_narrow=is_narrow)

    return chart(
        name="nurses-by-minutes",
        title=f"A need of {needs} nurses means hiring {hires}",
        alt=f"Step chart of nurse posts at {place} for {how_many(people)} people a year, by minutes each: {spoken}.",
        data=Numbers(
            ("minutes_a_person", "nurses_needed", "nurses_hired", "pounds_a_year"),
            tuple((m, post.needed, post.hired, post.cost_a_year) for m, post in marks),
        ),
        caption=f"{place}, {how_many(people)} people seen a year. Dashed line: whole-time nurses needed. Steps: "
        "nurses hired. Dots: need at the low, usual and high minutes, all assumed.",
        draw=draw,
        rows=8,
    )


def _stairs(axes: Axes, marks: Sequence[tuple[float, Post]], people: float, *, is_narrow: bool) -> None:
    left, right = 0.6 * marks[0][0], 1.12 * marks[-1][0]
    role = marks[0][1].role
    each = people / 60 / role.hours_a_year  # posts for each minute
    whole = range(math.floor(left * each) + 1, math.ceil(right * each))
    edges = [left, *(post / each for post in whole), right]
    stairs = [posts_for(people, replace(role, minutes_each=(a + b) / 2)).hired for a, b in pairwise(edges)]
    axes.stairs(stairs, edges, baseline=None, color=LIGHT["bar"], linewidth=2.4)
    axes.plot([left, right], [left * each, right * each], color=LIGHT["muted"], linestyle="--", linewidth=1.4)
    for minutes, post in marks:
        axes.plot([minutes] * 2, [post.needed, post.hired], color=LIGHT["rule"], linewidth=1.2)
        axes.plot(minutes, post.needed, "o", color=LIGHT["ink"], markersize=6)
        label = f"{need(post)} needed"
        axes.text(minutes + 2, post.needed - 0.06, label, va="top", ha="left", color=LIGHT["ink"])
        axes.text(minutes, post.hired + 0.06, f"hire {hired(post.hired)}", va="bottom", ha="center")
    top = max(stairs)
    axes.set_xlim(left, right * (1.16 if is_narrow else 1.06))
    axes.set_ylim(0, top + 0.5)
    axes.set_yticks([])
    axes.set_xticks([minutes for minutes, _ in marks], [about(minutes, 1) for minutes, _ in marks])
    axes.set_xlabel("Nurse minutes for each person seen")
