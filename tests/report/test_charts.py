"""Charts say their finding, fit screen and phone, and fetch nothing."""

import re
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from flsguide.evidence.incidence import incidence
from flsguide.evidence.parameters import parameters
from flsguide.evidence.population import people_at_england_shares
from flsguide.evidence.prices import uprate
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import caseload
from flsguide.model.pathway import cascade
from flsguide.report.budget_chart import budget_chart
from flsguide.report.cascade_views import cascade_chart
from flsguide.report.caseload_chart import caseload_chart
from flsguide.report.charts import Chart, chart
from flsguide.report.incidence_views import rate_chart
from flsguide.report.price_views import price_chart
from flsguide.report.style import LIGHT
from small_budget import budget


def _charts() -> dict[str, Chart]:
    load = caseload(people_at_england_shares(340_000, 2026), incidence(), 2026)
    audit, goal = (cascade(preset, parameters()) for preset in ("audit", "80-50-80"))
    return {
        "budget": budget_chart(budget(), "Northmoor"),
        "caseload": caseload_chart(load, "Northmoor"),
        "cascade": cascade_chart(audit, goal, Range(1800, 1600, 2050), "Northmoor"),
        "rates": rate_chart(incidence()),
        "prices": price_chart(1000, "2019/20", uprate(1000, "2019/20")),
    }


CHARTS = _charts()
each_chart = pytest.mark.parametrize("drawn", CHARTS.values(), ids=CHARTS)


def _html(drawn: Chart) -> BeautifulSoup:
    return BeautifulSoup(drawn._repr_html_(), "html.parser")


@each_chart
def test_a_chart_has_one_drawing_for_a_screen_and_one_for_a_phone(drawn: Chart) -> None:
    soup = _html(drawn)
    assert len(soup.select(".fls-wide svg")) == 1
    assert len(soup.select(".fls-narrow svg")) == 1
    assert "display: none" in str(soup.select_one(".fls-narrow")["style"])  # type: ignore[index]


@each_chart
def test_a_listener_hears_the_finding_with_its_numbers(drawn: Chart) -> None:
    labels = {str(tag["aria-label"]) for tag in _html(drawn).select('[role="img"]')}
    assert labels == {drawn.alt}
    assert len(re.findall(r"\d", drawn.alt)) >= 4


@each_chart
def test_ids_are_the_charts_own_and_every_reference_resolves(drawn: Chart) -> None:
    text = drawn.wide + drawn.narrow
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    references = re.findall(r'(?:xlink:href="#|url\(#)([^")]+)', text)
    assert set(references) <= set(ids)


@each_chart
def test_nothing_is_fetched_and_no_colour_escapes_the_theme(drawn: Chart) -> None:
    text = drawn.wide + drawn.narrow
    namespaces = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert set(re.findall(r"https?://[^\s\"']+", text)) <= namespaces
    bare = set(re.findall(r"(?<!, )#[0-9a-fA-F]{6}\b", text))
    assert bare == set()
    assert f"var(--fls-bar, {LIGHT['bar']})" in text or f"var(--fls-attention, {LIGHT['attention']})" in text


@each_chart
def test_text_stays_text_in_the_pages_own_font(drawn: Chart) -> None:
    assert "<text" in drawn.wide
    assert "DejaVu" not in drawn.wide
    assert "system-ui" in drawn.wide


@each_chart
def test_the_numbers_behind_a_chart_are_numbers(drawn: Chart) -> None:
    """Each column is words throughout or numbers throughout, unrounded, with no thousands separator."""
    link = _html(drawn).select_one("a.fls-data")
    assert link is not None
    content = unquote(str(link["href"]).split(",", 1)[1])
    assert content == drawn.data.to_csv()
    columns = list(zip(*[[isinstance(cell, str) for cell in row] for row in drawn.data.rows], strict=True))
    assert all(len(set(column)) == 1 for column in columns)
    assert any(not column[0] for column in columns)
    assert all(re.fullmatch(r"[a-z0-9_]+", heading) for heading in drawn.data.headings)


def test_the_caseload_behind_the_chart_is_the_caseload_and_says_what_is_illustrative() -> None:
    load = caseload(people_at_england_shares(340_000, 2026), incidence(), 2026)
    rows = {row[2]: row for row in CHARTS["caseload"].data.rows}
    assert {row[:2] for row in rows.values()} == {("Northmoor", 2026)}
    for site, words in (("hip", "hip"), ("humerus", "upper arm")):
        number = load.by_site()[site]
        assert rows[words][3:6] == (number.value, number.low, number.high)
    assert rows["all sites"][3:6] == (load.total().value, load.total().low, load.total().high)
    assert rows["all sites"][6:8] == (load.total(None, "female").value, load.total(None, age_from=75).value)
    assert {words: row[-1] for words, row in rows.items()} == {
        "hip": "derived", "spine": "derived", "wrist and forearm": "derived",
        "upper arm": "illustrative", "other sites": "illustrative", "all sites": "illustrative",
    }  # fmt: skip


def test_the_rates_behind_the_chart_are_all_of_them() -> None:
    rows = CHARTS["rates"].data.rows
    assert len(rows) == len(incidence()) == 5 * 2 * 9
    assert {row[1] for row in rows} == {"female", "male"}
    behind = {row[:4]: row[4:] for row in rows}
    for site, words in (("hip", "hip"), ("humerus", "upper arm")):
        rate = incidence()[site, "male", 60]
        assert behind[words, "male", 60, 64] == (rate.rate, rate.low, rate.high, rate.certainty)
    assert behind["upper arm", "male", 60, 64][-1] == "illustrative"


def test_the_caption_of_the_rates_is_true_of_both_the_drawing_and_its_numbers() -> None:
    assert CHARTS["rates"].caption == "Fractures a year per 100,000 people, England."
    assert all(line in CHARTS["rates"].wide for line in ("women, hip", "women, other sites", "men, hip"))


def test_the_cascade_behind_the_chart_holds_both_ways_of_working() -> None:
    audit = cascade("audit", parameters())
    rows = [row for row in CHARTS["cascade"].data.rows if row[1] == audit.title]
    ends = [(step.of_100.value, step.of_100.low, step.of_100.high) for step in audit.steps]
    assert [row[3:6] for row in rows] == ends
    people = audit.people("identified", Range(1800, 1600, 2050))
    assert rows[1][6:] == (people.value, people.low, people.high)
    assert len(CHARTS["cascade"].data.rows) > len(rows)


def test_the_prices_behind_the_chart_compound_from_the_amount_given() -> None:
    answer = uprate(1000, "2019/20")
    first, last = answer.steps[0], answer.steps[-1]
    rows = CHARTS["prices"].data.rows
    assert rows[0] == ("2019/20", 1000)
    assert rows[1] == (first.financial_year, pytest.approx(1000 * (1 + first.percent_change / 100)))
    assert rows[-1] == (last.financial_year, pytest.approx(answer.amount))


def test_drawing_twice_gives_the_same_picture() -> None:
    again = _charts()
    assert {name: c.wide for name, c in again.items()} == {name: c.wide for name, c in CHARTS.items()}


@pytest.mark.parametrize("alt", ["", "fractures.png", "chart.svg"])
def test_a_file_name_is_no_alternative_text(alt: str) -> None:
    with pytest.raises(ValueError, match="say the finding"):
        chart("x", "T", alt, CHARTS["prices"].data, "c", lambda axes, is_narrow: None, 1)  # noqa: ARG005
