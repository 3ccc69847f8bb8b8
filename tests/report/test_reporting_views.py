"""The reporting checklist as a reader sees it: every gap is named, and every answer leads somewhere."""

from dataclasses import replace

from flsguide.evidence.reporting import ITEMS, reporting_items
from flsguide.report.reporting_views import reporting_in_brief, reporting_table


def test_the_counts_add_up_and_each_gap_is_named() -> None:
    items = reporting_items()
    said = reporting_in_brief(items)
    assert said.startswith(f"Of {ITEMS} items, ")
    gaps = said.partition("Not yet: ")[2].rstrip(".").split("; ")
    assert gaps == [f"{i.topic[0].lower()}{i.topic[1:]}" for i in items if i.status == "not yet"]
    numbers = [int(word) for word in said.replace(",", "").split() if word.isdigit()]
    assert sum(numbers[1:]) == numbers[0] == ITEMS


def test_an_item_that_is_done_leaves_the_list_of_gaps() -> None:
    (title, *rest) = reporting_items()
    done = [replace(title, status="answered", where=("methods/model",), missing=""), *rest]
    assert "title" in reporting_in_brief([title, *rest])
    assert "title" not in reporting_in_brief(done)


def test_an_answer_leads_to_its_page_and_place() -> None:
    (compared,) = (item for item in reporting_items() if item.number == 7)
    html = reporting_table([compared])._repr_html_()
    assert 'href="../methods/model.html#pathways-and-strategies"' in html
    assert ">Model: pathways and strategies</a>" in html
    row = reporting_table([replace(compared, where=("methods/parameters#n_horizon_years",))])
    assert ">Parameters: n_horizon_years</a>" in row._repr_html_()


def test_a_gap_says_what_is_missing_and_leads_nowhere() -> None:
    (funding,) = (item for item in reporting_items() if item.topic == "Funding")
    html = reporting_table([funding])._repr_html_()
    assert "href" not in html
    assert "No page says who paid" in html
