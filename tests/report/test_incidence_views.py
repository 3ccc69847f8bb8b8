"""The checks of the fracture rates as a reader sees them."""

from flsguide.analysis.caseload_checks import PEOPLE, Comparison
from flsguide.evidence.published_counts import published_counts
from flsguide.report.incidence_views import checks_table

COUNTS = {count.name: count for count in published_counts()}
LOCAL = COUNTS["fls_icb_gloucestershire"]


def test_a_count_of_people_is_expected_to_be_lower_and_totals_are_marked() -> None:
    assert LOCAL.unit == PEOPLE
    table = checks_table([Comparison(LOCAL, 3_253), Comparison(COUNTS["hip_nogg"], 80_000)])
    assert [row[2] for row in table.rows] == ["3,250 △", "80,000"]
    assert str(table.rows[0][4]).startswith("The rates should give more: ")
    assert str(table.rows[1][4]).startswith("Not expected: ")
    assert "people whom a service would be asked to see" in table.note
