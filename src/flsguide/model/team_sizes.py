"""Teams of several sizes beside each other: for whom they are planned, at how many minutes, and what each costs.

A team is whole posts on one basis of cost. What changes with the minutes is the need; what is hired goes up in steps.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from flsguide.evidence.parameters import Parameters
from flsguide.evidence.ranges import Range
from flsguide.evidence.tables import finite
from flsguide.model.base_strategies import Choices
from flsguide.model.caseload import Caseload
from flsguide.model.eligibility import people_to_see
from flsguide.model.service_posts import planned_posts, staff_by_year
from flsguide.model.staffing import Post

__all__ = [
    "MINUTES",
    "Basis",
    "Team",
    "at_minutes",
    "cost_answer",
    "doubts",
    "people_planned",
    "team",
    "ways",
    "whole_posts_each",
    "with_room",
]

MINUTES = ("n_nurse_minutes_person", "n_admin_minutes_person", "n_consultant_minutes_person")
"""Rows of the time that each person seen takes."""
Whom = Literal["fls", "hub"]
Basis = Literal["trust_cash", "full_employer", "full_economic"]
"""What staff cost: what the trust pays, with the pension paid centrally, or with overheads and buildings."""


@dataclass(frozen=True)
class Team:
    """The posts for a number of people a year, and what one hospital pays for them."""

    people: float
    """People whom this hospital sends a year, once the service is full."""
    posts: tuple[Post, ...]
    """Of the whole team, which hospitals may share."""
    shared_by: float
    """Hospitals that share it; 1 for a team of one's own."""
    by_year: tuple[float, ...]
    """Pounds that this hospital pays in each year: posts from the month they are filled, setting up in the first."""

    @property
    def cost_a_year(self) -> float:
        """Pounds a year for this hospital, once everybody is in post."""
        return sum(post.cost_a_year for post in self.posts) / self.shared_by

    @property
    def cost_each(self) -> float:
        """Pounds for each person seen, once everybody is in post; 0 where nobody comes."""
        return self.cost_a_year / self.people if self.people else 0.0


def team(inputs: Parameters, people: float, choices: Choices, whom: Whom = "fls") -> Team:
    """The team for a hospital's people, its own or (`hub`) one that it shares with others as large.

    Raises:
        EvidenceError: people below 0 or not finite; a band without a row on the basis chosen.
    """
    finite(people, "staffing", None, "people", 0)
    shared_by = inputs.number("n_hub_services") if whom == "hub" else 1.0
    years = int(inputs.number("n_entry_years"))
    by_line = staff_by_year(inputs, {whom: people}, choices, years, years)[whom]
    by_year = tuple(map(sum, zip(*by_line.values(), strict=True)))
    return Team(people, planned_posts(inputs, people * shared_by, choices), shared_by, by_year)


def whole_posts_each(inputs: Parameters, people: float, basis: Basis, choices: Choices | None = None) -> float:
    """Pounds for each of `people` seen a year once posts are hired whole: a full year of the team on a basis of cost.

    More than `c_service_staff_person_{basis}`, which pays for minutes as if any part of a post could be hired.
    Setting up is not in it. 0 where nobody comes. Of `choices` the band of the nurses counts, and not their basis.

    Raises:
        EvidenceError: as `team`; a basis without rows.
    """
    return team(inputs, people, replace(choices or Choices(), service_costs=basis)).cost_each


def people_planned(load: Caseload, inputs: Parameters) -> dict[str, Range]:
    """People a year whom a service is planned for: the part of those to see that the audit's goal asks it to find.

    `fls` is of all index sites, `hip_only` of hip fractures alone, `everybody` all there are, found or not.
    """
    share, per_fracture = inputs.number("p_identified_80_50_80"), inputs.range_of("p_people_per_fracture")
    everybody = people_to_see(load, inputs.range_of("p_eligible_other"), per_fracture)
    hips = load.total(("hip",)) * per_fracture.value
    return {"fls": everybody * share, "hip_only": hips * share, "everybody": everybody}


def ways(inputs: Parameters, planned: Mapping[str, Range], choices: Choices) -> dict[str, Team]:
    """Ways to share the work: a team of one's own, a shared one, one for hips only, and one that sees everybody."""
    return {
        "fls": team(inputs, planned["fls"].value, choices),
        "hub": team(inputs, planned["fls"].value, choices, "hub"),
        "hip_only": team(inputs, planned["hip_only"].value, choices),
        "everybody": team(inputs, planned["everybody"].value, choices),
    }


def doubts(inputs: Parameters, people: Range) -> dict[str, Range]:
    """What the cost of a team is in doubt about: people, each person's minutes, and room for what is no patient's."""
    room = inputs.range_of("rr_staff_room")
    # The plan is made without room; its doubt is how much is asked for after all.
    return {
        "people": people,
        **{name: inputs.range_of(name) for name in MINUTES},
        "rr_staff_room": Range(1.0, 1.0, room.high),
    }


def cost_answer(inputs: Parameters, choices: Choices) -> Callable[[Mapping[str, float]], float]:
    """Pounds for a full year from a number for each of `doubts`: what `analysis.sensitivity.one_way` asks."""

    def answer(given: Mapping[str, float]) -> float:
        moved = {n: replace(inputs[n], value=given[n] * given["rr_staff_room"]) for n in MINUTES}
        return team(Parameters({**inputs.rows, **moved}), given["people"], choices).cost_a_year

    return answer


def at_minutes(inputs: Parameters, end: Literal["low", "value", "high"]) -> Parameters:
    """The inputs with each person's minutes at an end of their range; without a range they stay as they are."""
    moved = {name: replace(inputs[name], value=getattr(inputs.range_of(name), end)) for name in MINUTES}
    return Parameters({**inputs.rows, **moved})


def with_room(inputs: Parameters) -> Parameters:
    """The inputs with room in every post for what is no time with patients: each person's minutes go further up."""
    room = inputs.number("rr_staff_room")
    moved = {name: replace(inputs[name], value=inputs.number(name) * room) for name in MINUTES}
    return Parameters({**inputs.rows, **moved})
