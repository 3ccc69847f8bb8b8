"""Figures reach a page from their rows, and their state on a day is said."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

import number_role
import parameter_rows
from flsguide.evidence.parameters import Parameter, parameters
from flsguide.report.style import BADGES
from review_status import due_dates, pages_as_text, status_as_text

EXT = Path(__file__).parents[2] / "docs" / "_ext"
CONF = """
import sys
sys.path.insert(0, {ext!r})
extensions = ["myst_nb", "sphinxcontrib.bibtex", "number_role", "parameter_rows", "review_status"]
myst_enable_extensions = ["attrs_inline", "deflist"]
bibtex_bibfiles = [{bib!r}]
nb_execution_mode = "off"
html_theme = "basic"
"""


ALL_ROWS = "\n\n".join(f"```{{parameter-rows}} {p}\n```" for p in ("caseload", "cascade", "treatment", "costs"))


def _build(folder: Path, **pages: str) -> SphinxTestApp:
    source = folder / "source"
    source.mkdir()
    bib = EXT.parents[1] / "data" / "sources.bib"
    (source / "conf.py").write_text(CONF.format(ext=str(EXT), bib=str(bib)), encoding="utf-8")
    (source / "index.md").write_text("# Home\n\n```{bibliography}\n:all:\n```\n", encoding="utf-8")
    for name, text in pages.items():
        (source / f"{name}.md").write_text(f"---\norphan: true\n---\n\n# Page\n\n{text}\n", encoding="utf-8")
    app = SphinxTestApp("html", srcdir=source, builddir=folder / "built")
    app.build()
    return app


def test_a_number_shows_its_range_and_leads_to_its_row(tmp_path: Path) -> None:
    app = _build(tmp_path, rows="```{parameter-rows} cascade\n```", use="About {number}`p_started` start.")
    page = (app.outdir / "use.html").read_text(encoding="utf-8")
    assert 'href="rows.html#p_started"' in page
    assert "35.4% (30% to 40%)" in page
    rows = (app.outdir / "rows.html").read_text(encoding="utf-8")
    for row in parameters().values():
        assert (f'id="{row.name}"' in rows) == (row.applies_to == "cascade"), row.name
    app.cleanup()


def test_an_unknown_number_is_an_error_that_offers_the_nearest_name(tmp_path: Path) -> None:
    app = _build(tmp_path, use="{number}`p_startet`")
    assert "no row 'p_startet' (the nearest is 'p_started')" in app.warning.getvalue()
    app.cleanup()


def test_an_unknown_part_of_the_model_is_an_error(tmp_path: Path) -> None:
    app = _build(tmp_path, use="```{parameter-rows} nothing\n```")
    assert "no row of parameters.csv applies to 'nothing'" in app.warning.getvalue()
    app.cleanup()


LONG_AGO = date(2020, 1, 1)
FAR_OFF = date(2999, 1, 1)


@pytest.mark.parametrize(
    ("planted", "marks"),
    [
        ({"review_by": LONG_AGO}, " (past its review date)"),
        ({"checked_on": None, "review_by": FAR_OFF}, " (not yet checked)"),
        ({"checked_on": None, "review_by": LONG_AGO}, " (not yet checked, past its review date)"),
        ({"review_by": FAR_OFF}, ""),
    ],
)
def test_a_number_that_is_late_or_unchecked_says_so_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, planted: dict, marks: str
) -> None:
    row = replace(parameters()["p_started"], **{"checked_on": date(2026, 1, 1)} | planted)
    monkeypatch.setattr(number_role, "parameters", lambda: {"p_started": row})
    app = _build(
        tmp_path, rows="```{parameter-rows} cascade\n```", use="It is {number}`p_started` and {value}`p_started`."
    )
    chips = BeautifulSoup((app.outdir / "use.html").read_text(encoding="utf-8"), "html.parser").select(".fls-number")
    app.cleanup()
    assert [chip.get_text() for chip in chips] == [f"35.4% (30% to 40%){marks}", f"35.4%{marks}"]


def _row_on_page(folder: Path, monkeypatch: pytest.MonkeyPatch, row: Parameter) -> BeautifulSoup:
    """The row as the page of figures shows it."""
    monkeypatch.setattr(parameter_rows, "parameters", lambda: {row.name: row})
    app = _build(folder, rows=f"```{{parameter-rows}} {row.applies_to}\n```")
    page = BeautifulSoup((app.outdir / "rows.html").read_text(encoding="utf-8"), "html.parser")
    app.cleanup()
    return page


@pytest.mark.parametrize(("review_by", "is_late"), [(LONG_AGO, True), (FAR_OFF, False), (None, False)])
def test_a_late_row_says_so_beside_its_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, review_by: date | None, is_late: bool
) -> None:
    page = _row_on_page(tmp_path, monkeypatch, replace(parameters()["p_started"], review_by=review_by))
    assert ("Past its review date." in page.get_text()) == is_late


def test_a_row_that_nobody_checked_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = _row_on_page(tmp_path, monkeypatch, replace(parameters()["p_started"], checked_on=None))
    assert "not yet checked against the source" in page.get_text()


@pytest.mark.parametrize("certainty", ["published", "derived", "expert", "illustrative"])
def test_a_row_shows_how_sure_we_are_as_a_shape_and_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, certainty: str
) -> None:
    page = _row_on_page(tmp_path, monkeypatch, replace(parameters()["p_started"], certainty=certainty))
    (badge,) = page.select(".fls-badge")
    assert badge.get_text() == f"{BADGES[certainty]} {certainty}"
    assert f"fls-{certainty}" in badge["class"]


FACTS = '---\norphan: true\nfls:\n  review_by: "{}"\n---\n\n# Page\n'


def test_a_page_past_its_date_is_listed_the_day_after_and_pages_without_a_date_are_not(tmp_path: Path) -> None:
    for name, text in (("late", FACTS.format("2026-06-30")), ("plain", "# Page\n"), ("bad", FACTS.format("soon"))):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    due = due_dates({path.stem: path for path in tmp_path.glob("*.md")})
    assert due == {"late": date(2026, 6, 30)}
    assert pages_as_text(due, date(2026, 6, 30)) == "No page is past its review date."
    assert pages_as_text(due, date(2026, 7, 1)).endswith("- {doc}`/late`, due 30 June 2026")


def test_a_page_past_its_date_stands_on_the_status_page_and_stops_no_build(tmp_path: Path) -> None:
    app = _build(tmp_path, status="```{review-status}\n```", rows=ALL_ROWS, late="Words.")
    late = Path(app.srcdir, "late.md")
    late.write_text(FACTS.format("2020-01-01"), encoding="utf-8")
    app.build()  # the status page follows though only another page changed
    page = BeautifulSoup((app.outdir / "status.html").read_text(encoding="utf-8"), "html.parser")
    assert [link.get_text() for link in page.select('a[href="late.html"]')] == ["Page"]
    assert "due 1 January 2020" in page.get_text()
    assert app.warning.getvalue() == ""
    app.cleanup()


def test_a_row_past_its_review_date_is_listed_on_the_day_after_and_not_on_the_day() -> None:
    row = replace(parameters()["p_started"], review_by=date(2026, 6, 30))
    assert "None is past its review date" in status_as_text((row,), date(2026, 6, 30))
    late = status_as_text((row,), date(2026, 7, 1))
    assert "1 past the review date" in late
    assert "{number}`p_started`, due 30 June 2026" in late


def test_the_state_counts_certainties_and_what_was_never_checked() -> None:
    one, two = parameters()["p_started"], parameters()["p_eligible_other"]
    text = status_as_text((one, two), date(2026, 11, 23))
    assert "published]{.fls-badge .fls-published}: 1" in text
    assert "illustrative]{.fls-badge .fls-illustrative}: 1" in text
    assert "1 of them has not been checked against a source" in text
