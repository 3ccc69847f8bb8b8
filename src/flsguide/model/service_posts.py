"""The team that a service for a number of people needs, on one cost basis, and what it costs in a case."""

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameters
from flsguide.model.base_strategies import Choices
from flsguide.model.staffing import Post, Role, fixed_costs, in_post, posts_for, role

__all__ = ["STAFF", "planned_posts", "ramp", "staff_by_year"]

STAFF = "service_staff"
"""The line of cost that whole posts replace; scans and tests go on being paid for each person."""
ADMIN_BAND = "4"
"""A co-ordinator's band. Every basis has its cost: unit costs with overheads start at band 4."""
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
    inputs: Parameters, people: float, choices: Choices, years: int, entry_years: int
) -> dict[str, dict[str, tuple[float, ...]]]:
    """The `fixed_costs` of a case whose service plans whole posts for `people` seen in a full year.

    Pounds by strategy, line and calendar year: posts from the month they are filled until people stop entering,
    and setting up in the first year. They are decided, not uncertain, so no draw of an input moves them.
    """
    posts = planned_posts(inputs, people, choices)
    lag, set_up = inputs.number("n_recruitment_months"), inputs.number("c_set_up")
    return {"fls": {STAFF: fixed_costs(posts, years, lag, set_up, entry_years)}}


def ramp(inputs: Parameters, choices: Choices, entry_years: int) -> tuple[float, ...]:
    """Share of each entry year's people whom the service sees, 0 to 1.

    Raises:
        EvidenceError: with whole posts, more people seen than the part of the year with somebody in post allows.
    """
    shares = tuple(inputs.number(f"p_ramp_year_{year}") for year in range(1, entry_years + 1))
    if choices.staff == "posts":
        present = in_post(entry_years, inputs.number("n_recruitment_months"))
        for year, (share, part) in enumerate(zip(shares, present, strict=True), start=1):
            if share > part:
                allowed = f"at most {part:.2f}, the part of the year with somebody in post by n_recruitment_months"
                raise EvidenceError.at("your numbers", None, f"p_ramp_year_{year}", share, allowed)
    return shares
