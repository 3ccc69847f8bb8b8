"""A service in whole posts: what staff cost each person seen once posts are hired whole, in one run and in draws.

By the minute a service pays for the time its people take. A post is hired whole, and its spare time is paid too:
the smaller a service, the more. A team that several hospitals share has less to spare.
"""

from collections.abc import Mapping, Sequence
from typing import get_args

from flsguide.analysis.decision_uncertainty import StrategyDraws
from flsguide.analysis.option_draws import OptionDraws
from flsguide.analysis.scenarios import Scenario
from flsguide.evidence.case_file import Subgroup
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameters
from flsguide.model.base_case import people_seen
from flsguide.model.base_strategies import Choices
from flsguide.model.resources import nhs_and_social_care_share
from flsguide.model.service_posts import STAFF
from flsguide.model.team_sizes import Basis, team, whole_posts_each

__all__ = ["in_whole_posts", "posts_each", "whole_post_scenarios"]

BASES: tuple[Basis, ...] = get_args(Basis)


def posts_each(inputs: Parameters, people: Sequence[Subgroup], option: str, basis: Basis) -> float:
    """Pounds of staff for each person whom an option sees, in whole posts, once everybody is in post.

    0 where there is no service, or nobody to see.

    Raises:
        EvidenceError: an option that is none, or a basis without rows.
    """
    seen = _seen(inputs, people, option)
    if option == "hub":
        return team(inputs, seen, Choices(service_costs=basis), "hub").cost_each
    return whole_posts_each(inputs, seen, basis)


def whole_post_scenarios(inputs: Parameters, people: Sequence[Subgroup]) -> tuple[Scenario, ...]:
    """A whole service that hires its posts whole, alone or as its part of a shared team.

    What staff cost for each person is then the posts of these people, from the rows of minutes and of pay by band: a
    service's own cost for each person is not read.
    """
    return tuple(
        Scenario(
            name,
            instead={f"c_service_staff_person_{basis}": posts_each(inputs, people, option, basis) for basis in BASES},
        )
        for name, option in (("whole posts", "fls"), ("whole posts, shared", "hub"))
    )


def in_whole_posts(drawn: OptionDraws, inputs: Parameters, basis: Basis) -> StrategyDraws:
    """The options' costs and QALYs in every draw with staff in whole posts, for each person entering, discounted.

    To each draw's staff by the minute is added what whole posts cost more at the rows' own values. So pay and
    minutes stay as uncertain as they were, and the spare time of posts is taken as it is planned.

    Raises:
        EvidenceError: draws whose staff are counted in posts already.
    """
    case = drawn.case
    if case.fixed_costs:
        raise EvidenceError.at("whole posts", None, "staff", "posts", "draws with staff counted by the person")
    choice, share = drawn.choice(), nhs_and_social_care_share(case.lines[STAFF].holders)
    cost = choice.cost.copy()
    for i, option in enumerate(choice.names):
        seen = _seen(inputs, case.cohort, option)
        by_minute = inputs.number(f"c_service_staff_person_{basis}")
        more = posts_each(inputs, case.cohort, option, basis) - by_minute if seen else 0.0
        cost[i] += share * seen * more / drawn.people
    return StrategyDraws(choice.names, cost, choice.qalys)


def _seen(inputs: Parameters, people: Sequence[Subgroup], option: str) -> float:
    """People whom an option plans to see in a full year; 0 where there is no service."""
    planned: Mapping[str, float] = people_seen(inputs, people, Choices(options=("usual", option)))
    return planned.get(option, 0.0)
