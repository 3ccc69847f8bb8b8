"""Tables that a screen reader can walk and that hold nothing a reader should not see."""

from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from flsguide.report.style import BADGES
from flsguide.report.tables import Cell, Folded, Table, badge, csv_link

CONTENT = 'site,a_year\nHip,460\n"A & B, C",1\n'
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
    link = BeautifulSoup(csv_link("Numbers", "x.csv", CONTENT), "html.parser").a
    assert link is not None
    assert unquote(str(link["href"]).split(",", 1)[1]) == CONTENT


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


def test_a_long_table_folds_under_a_line_and_is_whole_as_text() -> None:
    folded = Folded("Show <all>", Table("Posts", ("Post", "Pounds"), (("nurse", "1"),)))
    html = folded._repr_html_()
    assert html.startswith("<details><summary>Show &lt;all&gt;</summary>")
    assert "<caption>Posts</caption>" in html
    assert html.endswith("</details>")
    assert repr(folded) == "Show <all>\nPosts\nPost | Pounds\nnurse | 1"
