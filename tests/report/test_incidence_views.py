"""The tables and lists beside the fracture rates move with them."""

from dataclasses import replace

import pytest

from flsguide.analysis.caseload_checks import PEOPLE, Comparison
from flsguide.evidence.incidence import recorded_incidence
from flsguide.evidence.published_counts import published_counts
from flsguide.report.incidence_sentences import APART, beside_a_local_figure, how_far_apart
from flsguide.report.incidence_views import checks_table, range_table

COUNTS = {count.name: count for count in published_counts()}
LOCAL = COUNTS["fls_icb_gloucestershire"]


def test_ranges_are_those_of_the_table_and_a_site_is_split_only_where_its_ages_differ() -> None:
    assert range_table(recorded_incidence()).rows == (
        ("Hip, under 65", "20", "20"),
        ("Hip, 65 and over", "7", "7"),
        ("Spine", "20", "100"),
        ("Wrist and forearm", "15", "20"),
        ("Upper arm", "25", "20"),
        ("Pelvis", "40", "40"),
        ("Other sites", "20", "20"),
    )


def test_a_range_that_moves_moves_its_row() -> None:
    wider = tuple(replace(r, high=3 * r.rate) if r.site == "vertebral" else r for r in recorded_incidence())
    assert ("Spine", "20", "200") in range_table(wider).rows


@pytest.mark.parametrize(
    ("ratio", "said"),
    [(0.8, "is 25 in 100 above the rates"), (1.25, "is 20 in 100 below the rates"), (1.004, "is within 1 in 100 of")],
)
def test_how_far_apart_is_told_from_the_published_side(ratio: float, said: str) -> None:
    found = [Comparison(COUNTS[name], COUNTS[name].value * ratio) for name in APART]
    assert how_far_apart(found).count(said) == len(APART)


def test_a_local_figure_says_what_it_counts_and_why_it_is_a_floor() -> None:
    found = [Comparison(LOCAL, 3_253), Comparison(COUNTS["hip_nogg"], 80_000)]
    text = beside_a_local_figure(found, 2023)
    assert text.startswith(f"**{LOCAL.label}**: 2,602 in 2019 (Gloucestershire Health and Care")
    assert "about 3,300 △ people for a service to see there in 2023, 1.25 times as many" in text
    assert "floor: it counts people whom the service had found" in text
    assert "invited about 80 of every 100" in text
    assert "hip" not in text, "a count of fractures is no local figure of people"


def test_a_count_of_people_is_expected_to_be_lower_and_totals_are_marked() -> None:
    assert LOCAL.unit == PEOPLE
    table = checks_table([Comparison(LOCAL, 3_253), Comparison(COUNTS["hip_nogg"], 80_000)])
    assert [row[2] for row in table.rows] == ["3,250 △", "80,000"]
    assert str(table.rows[0][4]).startswith("The rates should give more: ")
    assert str(table.rows[1][4]).startswith("Not expected: ")
    assert "people whom a service would be asked to see" in table.note
