"""Tables that a screen reader can walk and that hold nothing a reader should not see."""

import csv
import io
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from flsguide.evidence.areas import find_area
from flsguide.evidence.parameters import parameters
from flsguide.report.inputs import chip, inputs_table, numbers_cell, population_note, value_of
from flsguide.report.style import BADGES
from flsguide.report.tables import Cell, Table, badge, csv_link

TABLE = Table(
    "Two <sites> & all", ("Site", "A year"), (("Hip", "460"), ("A & B", Cell("1", "<b>1</b>"))), numeric=(1,)
)


def _soup(thing: object) -> BeautifulSoup:
    return BeautifulSoup(thing._repr_html_(), "html.parser")  # what a notebook calls


def test_a_table_has_a_caption_and_scoped_headers() -> None:
    soup = _soup(TABLE)
    assert soup.caption is not None
    assert soup.caption.text == "Two <sites> & all"
    assert [th.text for th in soup.select('thead th[scope="col"]')] == ["Site", "A year"]
    assert [th.text for th in soup.select('tbody th[scope="row"]')] == ["Hip", "A & B"]


def test_stacking_on_a_phone_keeps_the_roles_and_names_each_cell() -> None:
    soup = _soup(TABLE)
    assert [td["data-heading"] for td in soup.select("td")] == ["A year", "A year"]
    assert {tag["role"] for tag in soup.select("[role]")} >= {"table", "row", "cell", "rowheader", "columnheader"}


def test_text_is_escaped_and_markup_is_kept() -> None:
    assert "A &amp; B" in TABLE._repr_html_()
    assert _soup(TABLE).select_one("td b") is not None


def test_the_csv_holds_the_same_cells() -> None:
    assert list(csv.reader(io.StringIO(TABLE.to_csv()))) == [["Site", "A year"], ["Hip", "460"], ["A & B", "1"]]
    link = BeautifulSoup(csv_link("Numbers", "x.csv", TABLE.to_csv()), "html.parser").a
    assert link is not None
    assert unquote(str(link["href"]).split(",", 1)[1]) == TABLE.to_csv()


@pytest.mark.parametrize("bad", ["nan", "inf", "-inf", "None", " ", "NaN"])
def test_a_cell_that_says_nothing_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="say why there is none"):
        Table("T", ("A", "B"), (("x", bad),))


def test_a_ragged_table_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 headings"):
        Table("T", ("A", "B"), (("x",),))


@pytest.mark.parametrize("certainty", BADGES)
def test_a_badge_is_a_word_and_a_shape_that_is_not_read_aloud(certainty: str) -> None:
    soup = BeautifulSoup(badge(certainty).html, "html.parser")
    assert certainty in soup.text
    assert soup.select_one('[aria-hidden="true"]').text == BADGES[certainty]  # type: ignore[union-attr]


def test_a_chip_leads_to_its_row() -> None:
    row = parameters()["p_started"]
    assert 'href="../methods/parameters.html#p_started"' in chip(row).html
    assert chip(row).text == "35.4% (30% to 40%)"


def test_values_carry_their_unit() -> None:
    assert value_of(parameters()["c_hip_fracture_year_1_incremental"]) == "15,000 (12,000 to 19,000) pounds"
    assert value_of(parameters()["rr_scenario_audit_rule"]) == "1.15 times the base total"


def test_an_artificial_input_is_marked_so_and_a_missing_source_is_said() -> None:
    inputs = parameters().with_values({"n_residents": 340_000}, "artificial: Northmoor")
    shown = inputs_table("Inputs", [inputs["n_residents"], inputs["p_eligible_other"]]).to_csv()
    assert '"340,000 people","artificial: Northmoor (in place of 57,690,323 people)",artificial' in shown
    assert "assumed: no source found,illustrative" in shown


def test_the_cell_a_reader_edits_runs_and_holds_every_asked_row() -> None:
    asked = parameters().asked_of_a_service("caseload")
    text = numbers_cell(asked, {"n_residents": 340_000, "n_hip_fractures_60_plus": 0.5}, "Northmoor")
    space: dict[str, object] = {}
    exec(text, space)  # noqa: S102  # the cell is Python: that it runs is the point
    assert space["yours"] == {"n_residents": 340_000, "n_hip_fractures_60_plus": 0.5}
    assert all(p.label in text and p.unit in text for p in asked)


def test_the_share_of_local_figures_is_said() -> None:
    inputs = parameters().with_values({"n_residents": 340_000}, "annual report")
    rows = [inputs[name] for name in ("n_residents", "n_hip_fractures_60_plus", "p_eligible_other")]
    assert inputs_table("Inputs", rows).note.startswith("1 of the 2 figures that a service is asked for are its own")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (None, ["Ages are England's (derived)"]),
        ("Oldham", ["Oldham, local authority", "as at 1 April 2023", "share at each age (derived)"]),
        ("RBZ", ["trust catchment", "derived, not published", "add the two catchments"]),
        ("QE1", ["integrated care board", "Several boards have merged since"]),
        ("S92000003", ["Scotland", "1.27 times"]),
    ],
)
def test_a_population_says_what_a_reader_must_know_of_it(name: str | None, parts: list[str]) -> None:
    note = population_note(None if name is None else find_area(name))
    assert all(part in note for part in parts), note
