"""The words beside the fracture rates move with them, and with what others count."""

from dataclasses import replace

import pytest

from flsguide.analysis.caseload_checks import Comparison
from flsguide.evidence.incidence import recorded_incidence
from flsguide.evidence.published_counts import published_counts
from flsguide.report.incidence_sentences import APART, beside_a_local_figure, how_far_apart, how_far_out

COUNTS = {count.name: count for count in published_counts()}
LOCAL = COUNTS["fls_icb_gloucestershire"]


def test_ranges_are_those_of_the_table_and_a_site_is_split_only_where_its_ages_differ() -> None:
    assert how_far_out(recorded_incidence()).splitlines() == [
        "- Hip: 20 in 100 either way below 65, 7 in 100 either way from 65 on.",
        "- Spine: 20 in 100 down, 100 up.",
        "- Wrist and forearm: 15 in 100 down, 20 up.",
        "- Upper arm: 25 in 100 down, 20 up.",
        "- Pelvis: 40 in 100 either way.",
        "- Other sites: 20 in 100 either way.",
    ]


def test_a_range_that_moves_moves_its_line() -> None:
    wider = tuple(replace(r, high=3 * r.rate) if r.site == "vertebral" else r for r in recorded_incidence())
    assert "- Spine: 20 in 100 down, 200 up." in how_far_out(wider)


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
