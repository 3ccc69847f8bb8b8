"""A service's own numbers in the base case: each moves what it says, and none makes a case that cannot be run."""

import pytest

from flsguide.evidence.case_file import Case, Subgroup, case_content, case_from
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.model.base_case import base_case

INPUTS = parameters()
TABLES = national_tables(INPUTS)
PEOPLE = (Subgroup(82.5, "female", "hip", 300),)


def case_with(**own: float) -> Case:
    return base_case(with_values(INPUTS, own, "our count", 2024), TABLES, PEOPLE)


@pytest.mark.parametrize("kept", [0, 0.05, 0.31, 0.436, 0.9, 1])
def test_an_own_share_still_taking_moves_the_first_year_and_later_people_stop_as_nationally(kept: float) -> None:
    """As in the care cascade, where the national decline from 12 months on is scaled to a service's own share."""
    found = case_with(p_persisting_12_months=kept)
    first, *later = found.pathways["oral_seen"].stop_monthly
    assert (1 - first) ** 12 == pytest.approx(kept)
    assert later == list(base_case(INPUTS, TABLES, PEOPLE).pathways["oral_seen"].stop_monthly[1:])
    assert case_from(case_content(found)) == found, "flsguide run takes what flsguide case writes"
