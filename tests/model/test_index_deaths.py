"""Deaths after the index fracture: each site has the pathways of its own, and nothing else in them differs."""

from dataclasses import replace

import pytest

from flsguide.evidence.case_file import Pathway
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.vocabulary import SITES
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.index_deaths import DEADLIER_SITES, name_at, roles, with_deaths_by_site

INPUTS = parameters()
CASE = base_case(INPUTS, national_tables(INPUTS), ())
FIRST, LATER = INPUTS.number("rr_mortality_index_hip_year_1"), INPUTS.number("rr_mortality_index_hip_later")
SPINE = INPUTS.number("rr_mortality_index_vert")


def ratio(name: str, pathways: dict[str, Pathway] | None = None) -> tuple[float, ...]:
    return (pathways or CASE.pathways)[name].mortality_ratio


def test_more_die_after_hip_and_spine_and_the_excess_fades() -> None:
    assert ratio("oral") == (1.0,)
    assert ratio("oral_after_hip") == pytest.approx((FIRST, LATER))
    assert ratio("oral_after_vert") == pytest.approx((*[SPINE] * 5, 1.0))
    assert FIRST > LATER > 1


def test_an_effect_on_survival_multiplies_what_is_there_year_by_year() -> None:
    seen = INPUTS.number("rr_mortality_service_year_1")
    found = base_case(INPUTS, national_tables(INPUTS), (), choices=Choices(survival=True)).pathways
    assert found["untreated_seen"].mortality_ratio == pytest.approx((seen, 1.0))
    assert found["untreated_seen_after_hip"].mortality_ratio == pytest.approx((seen * FIRST, LATER))
    assert found["untreated_seen_after_vert"].mortality_ratio == pytest.approx((seen * SPINE, *[SPINE] * 4, 1.0))
    assert found["untreated_after_hip"].mortality_ratio == pytest.approx((FIRST, LATER))


def test_a_copy_differs_in_deaths_alone() -> None:
    for name in roles(CASE.pathways):
        for site in DEADLIER_SITES:
            copy = CASE.pathways[f"{name}_after_{site}"]
            assert replace(copy, mortality_ratio=CASE.pathways[name].mortality_ratio) == CASE.pathways[name]


def test_every_site_takes_its_own_pathways_and_no_other() -> None:
    for by_site in CASE.strategies.values():
        for site in SITES:
            ending = f"_after_{site}" if site in DEADLIER_SITES else ""
            assert all(
                name == role + ending for name, role in zip(by_site[site], roles_of(by_site[site]), strict=True)
            )


def roles_of(names: dict[str, float]) -> list[str]:
    return [name.partition("_after_")[0] for name in names]


def test_a_case_without_copies_is_left_as_it_is() -> None:
    assert roles(["unseen", "seen_after_all", "seen"]) == ("unseen", "seen_after_all", "seen")
    assert name_at("unseen", "hip", ["unseen"]) == "unseen"
    assert name_at("unseen", "hip", ["unseen", "unseen_after_hip"]) == "unseen_after_hip"
    assert name_at("unseen", "forearm", ["unseen", "unseen_after_hip"]) == "unseen"


def test_no_excess_gives_the_pathways_of_all_other_sites() -> None:
    one = dict.fromkeys(INPUTS, 1.0)
    none = with_deaths_by_site(one.__getitem__, {"oral": CASE.pathways["oral"]})
    assert none["oral_after_hip"].mortality_ratio == (1.0, 1.0)
    assert list(none) == ["oral", "oral_after_hip", "oral_after_vert"]
