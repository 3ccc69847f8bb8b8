"""Figures reach a page from their rows, and their state on a day is said."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from sphinx.testing.util import SphinxTestApp

from flsguide.evidence.parameters import parameters
from review_status import status_as_text

EXT = Path(__file__).parents[2] / "docs" / "_ext"
CONF = """
import sys
sys.path.insert(0, {ext!r})
extensions = ["myst_nb", "sphinxcontrib.bibtex", "number_role", "parameter_rows"]
myst_enable_extensions = ["attrs_inline", "deflist"]
bibtex_bibfiles = [{bib!r}]
nb_execution_mode = "off"
html_theme = "basic"
"""


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
