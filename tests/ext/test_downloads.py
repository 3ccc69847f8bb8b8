"""A built page becomes plain Markdown and code in its own order."""

import pytest
from nbformat.v4 import new_code_cell

import plain_page
import taken_away

PAGE = """<main><article class="bd-article"><section id="a"><h1>A question?<a class="headerlink" href="#a">#</a></h1>
<div class="fls-brief admonition"><p class="admonition-title">In brief</p><p>About <span>12</span> &lt; 20.</p></div>
<section><h2>Figures</h2>
<p>See <a href="x.html#y">the page</a> and <a href="https://example.org/z">a paper</a> [<a
href="../methods/sources.html#id7">Drew and others, 2015</a>].</p>
<p class="fls-site-only">Only here.</p>
<div class="cell"><div class="cell_input">code</div><div class="cell_output"><figure class="fls-chart">
<p class="fls-chart-title">Half &amp; half</p>
<div role="img" aria-label="Bar chart. Hip 5; spine 6."><svg></svg></div>
<div class="fls-narrow" role="img" aria-label="Bar chart. Hip 5; spine 6."></div></figure></div></div>
<div class="cell"><div class="cell_input">code</div><div class="cell_output"><table><caption>Counts</caption>
<thead><tr><th>Site</th><th>A year</th></tr></thead><tbody><tr><th>Hip</th><td>5</td></tr></tbody></table></div></div>
<details class="sd-dropdown"><summary>Answer</summary><div>It drops.</div></details>
</section></section></article></main>
"""
SOURCES = (
    '<ul><li class="citation" id="id7"><p>Drew. <em>Making</em></p></li><li class="citation" id="id8">Other</li></ul>'
)


def test_words_and_code_come_in_the_order_of_the_page() -> None:
    words, chart, table, answer = plain_page.pieces_of(PAGE)
    assert [p.is_code for p in (words, chart, table, answer)] == [False, True, True, False]
    assert words.text.startswith("# A question?\n\n> **In brief**\n>\n> About 12 < 20.")
    assert "See the page and [a paper](https://example.org/z) [Drew and others, 2015]." in words.text
    assert "Only here" not in words.text
    assert chart.text == "**Half & half**\n\nBar chart. Hip 5; spine 6."
    assert table.text == "**Counts**\n\n| Site | A year |\n| --- | --- |\n| Hip | 5 |"
    assert answer.text == "> **Answer**\n>\n> It drops."


def test_a_page_whose_markup_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="no article"):
        plain_page.pieces_of("<main><p>Words</p></main>")


def test_sources_are_those_that_are_cited_or_named() -> None:
    assert plain_page.sources_of(PAGE, SOURCES, {}) == "- Drew. *Making*"
    assert plain_page.sources_of(PAGE, SOURCES, {"id8": "a paper"}) == "- Drew. *Making*\n- Other"


def test_a_notebook_has_the_words_the_code_and_stable_ids() -> None:
    code = [
        new_code_cell("one", metadata={"tags": ["hide-input"]}),
        new_code_cell("two", metadata={"tags": ["parameters"]}),
    ]
    pieces = plain_page.pieces_of(PAGE)
    made, again = (taken_away.notebook_of(pieces, code, "- S", has_outputs=False) for _ in range(2))
    assert made == again
    assert [cell.cell_type for cell in made.cells] == ["markdown", "markdown", "code", "code", "markdown", "markdown"]
    assert [cell.source for cell in made.cells if cell.cell_type == "code"] == ["one", "two"]
    assert [cell.metadata.get("jupyter") for cell in made.cells[2:4]] == [{"source_hidden": True}, None]
    text = taken_away.text_of(pieces, code, "- S")
    assert "```python\ntwo\n```" in text
    assert "one" not in text


def test_code_that_went_missing_stops_the_build() -> None:
    with pytest.raises(ValueError, match="shows 2 code cells and its source has 1"):
        taken_away.notebook_of(plain_page.pieces_of(PAGE), [new_code_cell("one")], "", has_outputs=False)
