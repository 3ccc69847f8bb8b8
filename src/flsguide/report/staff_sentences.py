"""A team in plain words: how many posts, what they cost, and what the number leaves out."""

from collections.abc import Sequence

from flsguide.evidence.parameters import Parameters
from flsguide.evidence.ranges import Range
from flsguide.model.base_strategies import Choices
from flsguide.model.staffing import Post
from flsguide.model.team_sizes import Team, at_minutes, team, with_room
from flsguide.report.inputs import value_alone
from flsguide.report.marks import MARK
from flsguide.report.numbers import about, as_written, with_range
from flsguide.report.sentences import Sentence
from flsguide.report.staffing_views import BASIS_WORDS
from flsguide.report.team_views import THOUSANDS, hired, how_many, need, of_people

__all__ = [
    "one_post_by_hand",
    "room_in_words",
    "scans_in_words",
    "staff_for_the_case",
    "staff_in_brief",
    "ways_and_scans",
    "ways_in_words",
]

_ROW_WORDS = {
    "n_nurse_minutes_person": "nurse minutes",
    "n_admin_minutes_person": "minutes of administration",
    "n_consultant_minutes_person": "consultant minutes",
    "n_recruitment_months": "months to fill a post",
    "c_set_up": "cost of setting up",
}


def staff_in_brief(inputs: Parameters, place: str, people: Range, choices: Choices) -> Sentence:
    """The posts at the usual minutes with the range of the minutes, their cost, and what to do with it."""
    usual = team(inputs, people.value, choices)
    return Sentence(
        f"{place} would see about {_how_many(people)} people a year and should plan for {_posts(usual.posts)}: "
        f"about {_cost(inputs, people, choices)} pounds a year in 2025/26 ({BASIS_WORDS[choices.service_costs]}). "
        f"The nurses needed are {_needed(inputs, people, choices)}; posts are hired whole, so hire "
        f"{_hired(inputs, people, choices)}. {_timed(inputs)}"
    )


def one_post_by_hand(post: Post, people: float) -> Sentence:
    """The formula filled in for the nurses, for as many people as the page shows."""
    role, people = post.role, float(how_many(people).replace(",", ""))
    needed = people * role.minutes_each / 60 / role.hours_a_year
    return Sentence(
        f"{about(people, 1)} people times {as_written(role.minutes_each)} minutes, divided by 60, is "
        f"{about(people * role.minutes_each / 60, 1)} hours. One post works {as_written(role.hours_a_year)} hours a "
        f"year. So {about(needed, 0.01)} nurses are needed, {hired(post.hired)} are hired, and about "
        f"{about(100 * post.spare, 1)} of every 100 hours are spare."
    )


def room_in_words(inputs: Parameters, people: float, choices: Choices) -> Sentence:
    """What missed visits, meetings and cover add, in need and in posts."""
    plain, roomy = team(inputs, people, choices), team(with_room(inputs), people, choices)
    room = 100 * (inputs.number("rr_staff_room") - 1)
    more = roomy.cost_a_year - plain.cost_a_year
    if more <= 0:
        so = "which the spare time of the posts above takes in: no post more, but hardly any room is left"
    else:
        so = f"which takes {_posts(roomy.posts)}: about {about(more, THOUSANDS)} pounds a year more"
    return Sentence(
        f"With {about(room, 1)} in 100 more time for missed visits, meetings, training and cover {MARK}, the need "
        f"rises from {need(plain.posts[0])} to {need(roomy.posts[0])} nurses and from "
        f"{need(plain.posts[1])} to {need(roomy.posts[1])} co-ordinators, {so}."
    )


def ways_in_words(alone: Team, shared: Team) -> Sentence:
    """What sharing a team saves a hospital, or that it does not."""
    less = alone.cost_a_year - shared.cost_a_year
    if less < THOUSANDS:
        return Sentence(
            f"Shared by {as_written(shared.shared_by)} hospitals, the team costs us no less: each still needs about "
            "as many posts."
        )
    return Sentence(
        f"Shared by {as_written(shared.shared_by)} hospitals, our part of the team costs about "
        f"{about(less, THOUSANDS)} pounds a year less than a team of our own, because less of each post is spare. "
        "Travel, and the time it takes to agree, are not counted."
    )


def ways_and_scans(alone: Team, shared: Team, inputs: Parameters, people: Range) -> Sentence:
    """What sharing a team saves, and what scans cost beside any team: a paragraph each."""
    return Sentence(f"{ways_in_words(alone, shared)}\n\n{scans_in_words(inputs, people)}")


def scans_in_words(inputs: Parameters, people: Range) -> Sentence:
    """Bone density scans a year and what they cost, beside the staff."""
    share, each = inputs.range_of("p_scanned"), inputs.number("c_bone_scan")
    scans = Range(people.value * share.value, people.value * share.low, people.value * share.high)
    cost = about(scans.value * each, THOUSANDS)
    return Sentence(
        f"Scans are not in the posts. If {about(100 * share.value, 1)} of every 100 people seen have one {MARK}, "
        f"that is about {with_range(scans)} bone density scans a year, about {cost} pounds. Ask whether your "
        "scanner has room."
    )


def staff_for_the_case(inputs: Parameters, place: str, people: Range, choices: Choices, year: int) -> Sentence:
    """A paragraph to paste into a business case."""
    usual = team(inputs, people.value, choices)
    months, roomy = inputs.number("n_recruitment_months"), team(with_room(inputs), people.value, choices)
    return Sentence(
        f"> {place} plans to see about {_how_many(people)} people a year ({year}), the part of our patients that "
        "the national audit's goal asks a service to find. At the minutes assumed for each person this takes "
        f"{_posts(usual.posts)}. A full year costs about {_cost(inputs, people, choices)} pounds at 2025/26 prices "
        f"({BASIS_WORDS[choices.service_costs]}); the range is that of the minutes. The first year costs about "
        f"{about(usual.by_year[0], THOUSANDS)} pounds: posts take about {as_written(months)} months to fill, and "
        f"setting up costs about {value_alone(inputs['c_set_up'])} once. Room for missed visits, "
        f"meetings and cover would bring the nurses needed from {need(usual.posts[0])} to "
        f"{need(roomy.posts[0])}. Scans, blood tests and medicines are not included. {_assumed(inputs)}"
    )


def _assumed(inputs: Parameters) -> str:
    """Which numbers of the plan nobody has counted; blank where a service gave all of them."""
    words = {name: f"the {_ROW_WORDS[name]}" for name in _ROW_WORDS if inputs[name].national is None}
    if not words:
        return "The minutes, the months and the cost of setting up are our own."
    *most, last = words.values()
    said = f"{', '.join(most)} and {last}" if most else last
    return f"{said[0].upper()}{said[1:]} {'are' if most else 'is'} assumed, and should give way to our own."


def _timed(inputs: Parameters) -> str:
    if inputs["n_nurse_minutes_person"].national is None:
        return f"The minutes behind this are assumed {MARK}: time your own clinic for two weeks before you sign."
    return "The nurse minutes behind this are your own: time them again once the service is full."


def _posts(posts: Sequence[Post]) -> str:
    nurse, admin, session = posts
    band = nurse.role.name.partition(", ")[2]
    return (
        f"{_count(nurse.hired, 'nurse')} ({band}), {_count(admin.hired, 'co-ordinator')} and "
        f"{_count(session.hired, 'consultant session')} a week"
    )


def _how_many(people: Range) -> str:
    return with_range(people, of_people(people.low))


def _count(number: float, word: str) -> str:
    return f"{hired(number)} {word}{'' if number == 1 else 's'}"


def _ends(inputs: Parameters, people: Range, choices: Choices) -> tuple[Team, Team, Team]:
    value, low, high = (team(at_minutes(inputs, end), people.value, choices) for end in ("value", "low", "high"))
    return value, low, high


def _cost(inputs: Parameters, people: Range, choices: Choices) -> str:
    value, low, high = (found.cost_a_year for found in _ends(inputs, people, choices))
    return with_range(Range(value, low, high), THOUSANDS)


def _needed(inputs: Parameters, people: Range, choices: Choices) -> str:
    value, low, high = (found.posts[0].needed for found in _ends(inputs, people, choices))
    return with_range(Range(value, low, high), 0.1)


def _hired(inputs: Parameters, people: Range, choices: Choices) -> str:
    value, low, high = (found.posts[0].hired for found in _ends(inputs, people, choices))
    if low == high:
        return hired(value)
    return f"{hired(value)} ({hired(low)} to {hired(high)})"
