"""What hospitals save by sharing one team: whole posts for each alone, or for all of them together."""

from dataclasses import dataclass

from flsguide.evidence.case_file import Case
from flsguide.evidence.errors import EvidenceError
from flsguide.model.service_posts import STAFF

__all__ = ["Sharing", "sharing"]

FULL_YEAR = 1
"""The second calendar year: the posts are filled all of it, and setting up has been paid."""


@dataclass(frozen=True)
class Sharing:
    """One hospital's part of a shared team beside a team of its own, in pounds."""

    alone: float
    """A full year of a team of its own."""
    shared: float
    """A full year of its part of one team for all the hospitals."""
    first_year_alone: float
    """With setting up, and posts from the month they are filled."""
    first_year_shared: float

    @property
    def saves(self) -> float:
        """What sharing saves this hospital in a full year; below 0 where it costs more."""
        return self.alone - self.shared


def sharing(case: Case) -> Sharing:
    """Read it off a case with the options `fls` and `hub` that plans whole posts.

    Raises:
        EvidenceError: a case without one of the two or without posts, or of one year only.
    """
    for option in ("fls", "hub"):
        if STAFF not in case.fixed_costs.get(option, {}):
            raise EvidenceError.at("sharing", None, "options", ", ".join(case.strategies), "fls and hub, with posts")
    if min(case.horizon_years, case.entry_years) <= FULL_YEAR:
        raise EvidenceError.at("sharing", None, "entry_years", case.entry_years, "2 or more, so that a year is full")
    alone, shared = (
        [sum(lines) for lines in zip(*case.fixed_costs[option].values(), strict=True)] for option in ("fls", "hub")
    )
    return Sharing(alone[FULL_YEAR], shared[FULL_YEAR], alone[0], shared[0])
