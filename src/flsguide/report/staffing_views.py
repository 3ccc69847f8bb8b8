"""What a service's team is and costs: by the person seen, and in posts that can be hired."""

from collections.abc import Sequence

from flsguide.evidence.parameters import Parameters
from flsguide.model.base_strategies import CHOICES, Choices
from flsguide.model.service_posts import planned_posts
from flsguide.model.staffing import Post
from flsguide.report.numbers import about, with_range
from flsguide.report.tables import Table

__all__ = ["BASIS_WORDS", "bases_table", "posts_table", "staff_costs"]

PEOPLE = 1000
"""People seen a year by which a team is shown."""
BASIS_WORDS = {
    "trust_cash": "trust pay",
    "full_employer": "trust pay with the pension share paid centrally",
    "full_economic": "full cost",
}
"""Trust pay is what the trust pays; full cost has overheads and buildings, as the care that is saved is counted."""
HUNDREDS = 100
"""To how many pounds a year's pay is shown: a point on the scale moves it by more."""


def posts_table(inputs: Parameters, people: int = PEOPLE, choices: Choices | None = None) -> Table:
    """The posts for a number of people seen a year: needed, hired, how much is spare, and what they cost."""
    chosen = choices or Choices()
    posts = planned_posts(inputs, people, chosen)
    total = about(sum(post.cost_a_year for post in posts), HUNDREDS)
    return Table(
        f"A team for {people:,} people seen a year, {BASIS_WORDS[chosen.service_costs]}, 2025/26",
        ("Post", "Needed", "Hired", "Spare, of 100", "Pounds a year"),
        _rows(posts),
        numeric=(1, 2, 3, 4),
        is_text=True,
        note=f"Together {total} pounds a year. Needed counts minutes for patients in hours worked: missed visits, "
        "meetings and cover come on top, so hire with room.",
    )


def bases_table(inputs: Parameters, people: int = PEOPLE) -> Table:
    """Staff on each basis of cost, by the person seen and in whole posts: three columns of one sum, never added."""
    rows = []
    for basis in CHOICES["service_costs"]:
        each = inputs.range_of(f"c_service_staff_person_{basis}")
        posts = planned_posts(inputs, people, Choices(service_costs=basis))
        rows.append(
            (
                BASIS_WORDS[basis].capitalize(),
                with_range(each, 1),
                about(people * each.value, HUNDREDS),
                about(sum(post.cost_a_year for post in posts), HUNDREDS),
            )
        )
    return Table(
        f"Staff for {people:,} people seen a year on three bases of cost, 2025/26 pounds",
        ("Basis", "Each person (range)", "All of them", "In whole posts"),
        tuple(rows),
        numeric=(1, 2, 3),
        note="Choose one basis for a case and keep to it. The second counts a share of pensions paid centrally, "
        "not by the trust. Scans and blood tests come on top.",
    )


def staff_costs(choices: Choices, bases: Sequence[str] = CHOICES["service_costs"]) -> list[str]:
    """The rows of what staff cost behind a team's pounds: its posts on some bases, and a person's minutes."""
    names = ["c_service_staff_person_trust_cash", "c_service_staff_person_full_economic"]
    for basis in bases:
        nurse, admin = f"c_staff_band_{choices.nurse_band}_{basis}", f"c_staff_band_4_{basis}"
        names += [nurse, admin, f"c_consultant_session_year_{basis}"]
    return list(dict.fromkeys(names))  # nurses can be of the co-ordinator's band


def _rows(posts: Sequence[Post]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            post.role.name.capitalize(),
            about(post.needed, 0.01),
            about(post.hired, 0),
            about(100 * post.spare, 1),
            about(post.cost_a_year, HUNDREDS),
        )
        for post in posts
    )
