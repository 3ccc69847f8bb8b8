"""The team that a service for a number of people needs, on one cost basis, and what it costs in a case."""

import math
from collections.abc import Mapping, Sequence

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameters
from flsguide.model.base_strategies import Choices
from flsguide.model.staffing import Post, Role, fixed_costs, in_post, posts_for, role

__all__ = ["ADMIN_BAND", "SET_UP", "STAFF", "planned_posts", "ramp", "set_up_cost", "staff_by_year"]

STAFF = "service_staff"
"""The line of cost that whole posts replace; scans and tests go on being paid for each person."""
SET_UP = "service_set_up"
"""Paid once, and in cash on every basis: overheads make posts capacity, and a computer is bought all the same."""
ADMIN_BAND = "4"
"""A co-ordinator's band. Every basis has its cost: unit costs with overheads start at band 4."""
_RUNNING = ("today", "expanded")
"""Options of a hospital that has a service: set up long ago."""
HALF_SESSION = 0.5
"""The smallest part of a weekly session that a consultant's job plan names."""


def planned_posts(inputs: Parameters, people: float, choices: Choices) -> tuple[Post, ...]:
    """Nurses and administrators in whole posts, and consultants by the half session, for people seen in a year.

    Raises:
        EvidenceError: a band without a row on the basis chosen.
    """
    basis = choices.service_costs
    session = Role(
        "consultant session",
        inputs.number("n_consultant_minutes_person"),
        inputs.number("n_consultant_hours_session_year"),
        inputs.number(f"c_consultant_session_year_{basis}"),
        basis,
        HALF_SESSION,
    )
    roles = (
        role(inputs, "nurse", choices.nurse_band, basis, inputs.number("n_nurse_minutes_person")),
        role(inputs, "co-ordinator", ADMIN_BAND, basis, inputs.number("n_admin_minutes_person")),
        session,
    )
    return tuple(posts_for(people, each) for each in roles)


def staff_by_year(
    inputs: Parameters, seen: Mapping[str, float], choices: Choices, years: int, entry_years: int
) -> dict[str, dict[str, tuple[float, ...]]]:
    """The `fixed_costs` of a case: what the team of each option costs, for the people it plans to see in a full year.

    Pounds by option, line and calendar year: posts (`STAFF`) from the month they are filled until people stop
    entering, and setting up (`SET_UP`) in the first year. Today's team is there already; an expanded one adds to it;
    of a shared one a hospital pays its part. It is the plan of the rows as they stand; `post_draws` draws it.
    """
    lag = inputs.number("n_recruitment_months")
    found = {}
    for option, people in seen.items():
        sharing = _sharing(inputs, option)
        there = planned_posts(inputs, seen.get("today", 0.0) if option in _RUNNING else 0.0, choices)
        team = planned_posts(inputs, people * sharing, choices)
        paid = fixed_costs(there, years, 0.0, entry_years)
        more = fixed_costs(_beyond(team, there), years, lag, entry_years)
        found[option] = {
            STAFF: tuple((old + new) / sharing for old, new in zip(paid, more, strict=True)),
            SET_UP: (set_up_cost(inputs, option), *(0.0 for _ in range(years - 1))),
        }
    return found


def set_up_cost(inputs: Parameters, option: str) -> float:
    """What a hospital pays once, in the first year, to set an option up, in pounds.

    Nothing where there is no service or one is there already; its part where hospitals share one.
    """
    return 0.0 if option in ("usual", *_RUNNING) else inputs.number("c_set_up") / _sharing(inputs, option)


def _sharing(inputs: Parameters, option: str) -> float:
    """Hospitals that share the team."""
    return inputs.number("n_hub_services") if option == "hub" else 1.0


def _beyond(team: Sequence[Post], there: Sequence[Post]) -> tuple[Post, ...]:
    """The posts that a team has and the one that is there has not."""
    return tuple(
        Post(post.role, max(0.0, post.needed - old.needed), max(0.0, post.hired - old.hired))
        for post, old in zip(team, there, strict=True)
    )


def ramp(inputs: Parameters, choices: Choices, entry_years: int) -> tuple[float, ...]:
    """Share of each entry year's people whom the service sees, 0 to 1.

    A service that is there already, `today`, sees its people from the first day: it has no ramp.

    Raises:
        EvidenceError: with whole posts, more people seen than the part of the year with somebody in post allows.
    """
    if choices.options[1] == "today":
        return (1.0,) * entry_years
    shares = tuple(inputs.number(f"p_ramp_year_{year}") for year in range(1, entry_years + 1))
    if choices.staff == "posts":
        present = in_post(entry_years, inputs.number("n_recruitment_months"))
        for year, (share, part) in enumerate(zip(shares, present, strict=True), start=1):
            if share > part:
                at_most = math.floor(100 * part) / 100  # rounded up, it would name a share that is refused
                allowed = f"at most {at_most:.2f}, the part of the year with somebody in post by n_recruitment_months"
                raise EvidenceError.at("your numbers", None, f"p_ramp_year_{year}", share, allowed)
    return shares
