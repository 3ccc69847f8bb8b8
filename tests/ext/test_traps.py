"""The traps that publish wrong content with a green build: each one is set here, without its cure and with it."""

from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from jupyter_cache import get_cache
from myst_nb.core.read import read_myst_markdown_notebook
from nbformat import NotebookNode
from sphinx.testing.util import SphinxTestApp

from built_page import ON_EVERY_PAGE, outputs
from cells import cells
from page_source import Page
from plain_page import pieces_of
from taken_away import notebook_of

EXT = Path(__file__).parents[2] / "docs" / "_ext"
HEAD = """---
file_format: mystnb
kernelspec:
  display_name: Python 3
  name: python3
---
# Page

"""
CELL = "```{{code-cell}} python\n:tags: [hide-input]\n{}\n```\n"


def built(
    folder: Path, text: str, extensions: tuple[str, ...] = (), settings: str = "", head: str = HEAD
) -> BeautifulSoup:
    """A one-page site, built; `text` follows the title."""
    source = folder / "source"
    source.mkdir(parents=True)
    (source / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(EXT)!r})\n"
        f"extensions = {['myst_nb', *extensions]!r}\nnb_execution_mode = 'force'\n{settings}\n",
        encoding="utf-8",
    )
    (source / "index.md").write_text(head + text, encoding="utf-8")
    app = SphinxTestApp("html", srcdir=source, builddir=folder / "built")
    app.build()
    assert "WARNING" not in app.warning.getvalue().replace("IPKernelApp", ""), "the build is green"
    page = BeautifulSoup((app.outdir / "index.html").read_text(encoding="utf-8"), "html.parser")
    app.cleanup()
    body = page.select_one("[role=main]")
    assert body is not None
    body.name = "article"  # the plain theme has none
    return page


def faults(page: BeautifulSoup) -> str:
    return " | ".join(fault for rule in ON_EVERY_PAGE for fault in rule(page))


def test_trap_2_a_number_that_is_none_passes_a_strict_build_and_is_found(tmp_path: Path) -> None:
    page = built(tmp_path, CELL.format("from math import inf, nan\nprint('About', nan, 'or', inf, 'people')") + "\n")
    assert "says 'nan'" in faults(page)
    assert "says 'inf'" in faults(page)


def test_trap_3_a_glued_numpy_scalar_prints_its_type_and_a_said_sentence_does_not(tmp_path: Path) -> None:
    glued = "import numpy as np\nfrom myst_nb import glue\nglue('x', np.float64(4.1), display=False)"
    said = "import numpy as np\nfrom flsguide.report.notebook import say\nsay(np.float64(4.1), 'x')"
    sentence = "About {glue:text}`x` start.\n\n"
    without, cured = (built(tmp_path / n, sentence + CELL.format(c)) for n, c in (("a", glued), ("b", said)))
    assert "About np.float64(4.1) start." in without.get_text()
    assert "says 'np.float64'" in faults(without)
    assert "About 4.1 start." in cured.get_text()


def test_trap_4_the_librarys_own_download_loses_outputs_when_a_page_comes_from_the_cache_and_ours_keeps_them(
    tmp_path: Path,
) -> None:
    page = HEAD + CELL.format("print(6 * 7)") + "\nTake {nb-download}`index.ipynb` away. See {term}`x`.\n"
    first, again = built_twice(tmp_path, page)
    assert [len(cell.outputs) for cell in code_of(first)] == [1]
    assert [len(cell.outputs) for cell in code_of(again)] == [0], "the trap: the same page, and nothing in it"
    assert any("{term}" in cell.source for cell in again.cells), "and raw roles"
    cache = get_cache(str(tmp_path / "cache"))
    _, run = cache.merge_match_into_notebook(read_myst_markdown_notebook(page + "\nMore words.\n"))
    html = '<article><div class="cell"><div class="cell_output">42</div></div></article>'
    ours = notebook_of(pieces_of(html), code_of(run), "- S", has_outputs=True)
    kept = [out for cell in code_of(run) for out in cell.outputs]
    assert [out.text for out in kept] == ["42\n"], "the cure: outputs are taken from the cache"
    assert len(code_of(ours)) == 1


def code_of(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def built_twice(folder: Path, text: str) -> list[NotebookNode]:
    """The library's download of a page that ran, and of the page with other words, whose outputs are in the cache."""
    source = folder / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        "extensions = ['myst_nb']\nnb_execution_mode = 'cache'\nsuppress_warnings = ['myst', 'ref']\n"
        f"nb_execution_cache_path = {str(folder / 'cache')!r}\n",
        encoding="utf-8",
    )
    found = []
    for words in ("", "\nMore words.\n"):
        (source / "index.md").write_text(text + words, encoding="utf-8")
        app = SphinxTestApp("html", srcdir=source, builddir=folder / "built")
        app.build()
        (path,) = Path(app.outdir, "_downloads").rglob("index.ipynb")
        found.append(nbformat.read(path, as_version=4))
        app.cleanup()
    return found


def test_trap_5_a_plain_figure_has_a_file_name_for_words_and_a_chart_has_its_finding(tmp_path: Path) -> None:
    plain = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    chart = (
        "from flsguide.evidence.prices import uprate\nfrom flsguide.report.price_views import price_chart\n"
        "price_chart(1000, '2019/20', uprate(1000, '2019/20'))"
    )
    without, cured = (built(tmp_path / n, CELL.format(c)) for n, c in (("a", plain), ("b", chart)))
    assert without.select("article img")
    assert "say what it shows" in faults(without)
    assert cured.select("figure.fls-chart svg")
    assert [part for part in ("what it shows", "its finding", "its numbers") if part in faults(cured)] == []


@pytest.mark.parametrize(("extensions", "is_cured"), [((), False), (("accessible_markup",), True)])
def test_trap_6_the_toggle_of_a_cell_answers_to_its_name(
    tmp_path: Path, extensions: tuple[str, ...], is_cured: bool
) -> None:
    table = "```{table} Counts\n| Site | A year |\n|---|---|\n| Hip | 5 |\n```\n"
    page = built(tmp_path, CELL.format("print(1)") + "\n" + table, extensions)
    assert page.select("summary")
    assert ("has the hidden name" not in faults(page)) == is_cured
    assert ("a heading without a scope" not in faults(page)) == is_cured


@pytest.mark.parametrize(
    ("extensions", "settings", "is_cured"), [((), "", False), (("mathml",), "html_math_renderer = 'mathml'", True)]
)
def test_trap_7_a_formula_asks_nothing_of_another_site(
    tmp_path: Path, extensions: tuple[str, ...], settings: str, is_cured: bool
) -> None:
    page = built(tmp_path, "```{math}\na = \\frac{b}{100{,}000}\n```\n", extensions, settings)
    assert ("of another site" not in faults(page)) == is_cured
    assert bool(page.select("math mfrac")) == is_cured
    assert not is_cured or page.select_one("math")["alttext"] == r"a = \frac{b}{100{,}000}"  # type: ignore[index]


def test_trap_10_a_page_that_lost_its_header_is_published_without_numbers_and_is_found(tmp_path: Path) -> None:
    cell = CELL.format("from math import pi\npi")
    lost = HEAD.replace("file_format: mystnb\n", "")
    quiet = "suppress_warnings = ['mystnb']"  # one line of a settings file, and nobody hears of it
    without, cured = (built(tmp_path / n, cell, (), quiet, head) for n, head in (("a", lost), ("b", HEAD)))
    assert "3.14" not in without.get_text(), "published, and no number in it"
    assert "3.14" in cured.get_text()
    assert "none would run" in cells(Page(tmp_path / "index.md", lost + cell))[0]
    assert "its source has 1" in outputs(Page(tmp_path / "index.md", HEAD + cell), without)[0]
    assert outputs(Page(tmp_path / "index.md", HEAD + cell), cured) == []


def test_an_output_that_vanished_is_found(tmp_path: Path) -> None:
    text = CELL.format("from math import pi\npi")
    page = built(tmp_path, text)
    for shown in page.select(".cell_output"):
        shown.decompose()
    assert "shows no output" in outputs(Page(Path("index.md"), HEAD + text), page)[0]


def test_a_formula_that_cannot_be_converted_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="the build is green"):
        built(tmp_path, "```{math}\n\\fraction{b}{c}\n```\n", ("mathml",), "html_math_renderer = 'mathml'")
