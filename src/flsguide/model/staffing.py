"""Posts that a service needs, whole ones, and what they cost in each calendar year.

A cost per person seen hides two things that a budget holder pays for: part of a post cannot be hired, and
a post is paid from the day somebody starts, not from the day the case is approved.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameter
from flsguide.evidence.tables import finite

__all__ = ["BASES", "Post", "Role", "fixed_costs", "in_post", "posts_for", "role"]

BASES = ("trust_cash", "full_employer", "full_economic")
"""What a post costs: what the trust pays; with the pension that is paid centrally; with overheads and buildings."""

ROUNDING = 1e-9
"""A need this little above a whole number of posts is rounding."""


@dataclass(frozen=True)
class Role:
    """One kind of post: the time it spends on each person, the time one post has, what it costs a year."""

    name: str
    minutes_each: float
    hours_a_year: float
    """Hours worked in a year, leave taken off; what else takes time has a row of its own (`rr_staff_room`)."""
    cost_a_year: float
    """Pounds for one whole post, on the basis below."""
    basis: str = "trust_cash"
    """One of `BASES`. Posts on two of them are never added up."""
    step: float = 1.0
    """The smallest part of a post that is hired: 1 for whole posts, 0.1 for one session in ten."""


@dataclass(frozen=True)
class Post:
    """What a number of people needs of a role, and what is hired for it."""

    role: Role
    needed: float
    """Whole-time equivalents, exactly."""
    hired: float
    """Rounded up to what can be hired."""

    @property
    def cost_a_year(self) -> float:
        """Pounds a year, once everybody is in post."""
        return self.hired * self.role.cost_a_year

    @property
    def spare(self) -> float:
        """Share of the hired time that these people do not need, 0 to 1."""
        return 1 - self.needed / self.hired if self.hired else 0.0


def role(inputs: Mapping[str, Parameter], name: str, band: str, basis: str, minutes_each: float) -> Role:
    """A named post of an Agenda for Change band, such as "6", by its rows: its yearly cost and the hours it has.

    Raises:
        EvidenceError: a basis that is none, or a band without a row on that basis.
    """
    if basis not in BASES:
        raise EvidenceError.at("staffing", None, "basis", basis, f"one of {', '.join(BASES)}")
    hours, cost = inputs["n_nurse_hours_year"].value, inputs[f"c_staff_band_{band}_{basis}"].value
    return Role(f"{name}, band {band}", minutes_each, hours, cost, basis)


def posts_for(people: float, role: Role) -> Post:
    """Posts for a number of people a year: people x minutes / 60 / hours a year, rounded up to whole steps.

    >>> nurse = Role("nurse", minutes_each=120, hours_a_year=1552, cost_a_year=52_000)
    >>> post = posts_for(1000, nurse)
    >>> round(post.needed, 2), post.hired, round(post.spare, 2)
    (1.29, 2.0, 0.36)

    Raises:
        EvidenceError: people or a number of the role below 0 or not finite; no hours; no step.
    """
    finite(people, "staffing", None, "people", 0)
    finite(role.minutes_each, "staffing", None, f"{role.name}, minutes_each", 0)
    finite(role.cost_a_year, "staffing", None, f"{role.name}, cost_a_year", 0)
    hours = finite(role.hours_a_year, "staffing", None, f"{role.name}, hours_a_year", 1, 8784)
    step = finite(role.step, "staffing", None, f"{role.name}, step", 0.01, 1)
    needed = people * role.minutes_each / 60 / hours
    return Post(role, needed, math.ceil(needed / step - ROUNDING) * step)


def fixed_costs(
    posts: Sequence[Post], years: int, recruitment_months: float, open_years: int | None = None
) -> tuple[float, ...]:
    """What the posts cost in each calendar year, in pounds: nothing while they are vacant.

    The amounts are for a case's `fixed_costs`: whole posts, not scaled by how many people come.
    After `open_years` years in which people enter (None for all) there is nobody left to see, and no post is paid.

    >>> fixed_costs([posts_for(776, Role("nurse", 120, 1552, 60_000))], 3, recruitment_months=6)
    (30000.0, 60000.0, 60000.0)

    Raises:
        EvidenceError: fewer than one year, months below 0 or not finite; posts on two cost bases.
    """
    bases = sorted({post.role.basis for post in posts})
    if len(bases) > 1:
        raise EvidenceError.at("staffing", None, "basis", " and ".join(bases), "posts on one cost basis")
    finite(years, "staffing", None, "years", 1)
    each_year = sum(post.cost_a_year for post in posts)
    open_for = years if open_years is None else open_years
    return tuple(
        each_year * share * (year < open_for) for year, share in enumerate(in_post(years, recruitment_months))
    )


def in_post(years: int, recruitment_months: float) -> tuple[float, ...]:
    """Share of each year in which the posts are filled, 0 to 1.

    >>> in_post(3, recruitment_months=15)
    (0.0, 0.75, 1.0)

    Raises:
        EvidenceError: months below 0 or not finite.
    """
    lag = finite(recruitment_months, "staffing", None, "recruitment_months", 0)
    return tuple(min(1.0, max(0.0, (12 * (year + 1) - lag) / 12)) for year in range(years))
