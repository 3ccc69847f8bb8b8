"""A fault planted in a sound built page is named in plain words."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from built_page import ON_EVERY_PAGE, outputs
from built_words import unwanted_words
from page_source import Page

SOUND = """<html><body><article><h1>A question?</h1>
<div class="fls-brief">About 12 of 100.</div><h2>Figures</h2><img src="a.png" alt="A page of the site">
<div class="cell"><div class="cell_output"><figure class="fls-chart" aria-label="Half are hips">
<div role="img" aria-label="Bar chart. Of 100 people 24 are found and 4 start treatment."><svg></svg></div>
<a class="fls-data" download="x.csv" href="data:text/csv,site%2Ca%0AHip%2C5">Numbers</a></figure></div></div>
<div class="cell"><div class="cell_output"><table><caption>Counts</caption><thead><tr><th scope="col">Site</th>
<th scope="col">A year</th></tr></thead><tbody><tr><th scope="row">Hip</th><td>5</td></tr></tbody></table></div></div>
<h3>More</h3><p>None is <code>nan</code>.</p></article>
<footer class="bd-footer">Not medical advice</footer></body></html>"""
ROW = '<tr><th scope="row">Hip</th><td>5</td></tr>'
SOURCE = """---
file_format: mystnb
kernelspec:
  name: python3
---
# A question?

```{code-cell} python
some_chart(load)
```

```{code-cell} python
views.some_table(load)
```
"""


def faults(html: str) -> list[str]:
    soup = BeautifulSoup(html, "html.parser")
    found = [fault for rule in ON_EVERY_PAGE for fault in rule(soup)]
    return found + outputs(Page(Path("x.md"), SOURCE), soup)


def test_a_sound_page_has_no_fault() -> None:
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<p>None", "<p>It is nan of np.float64(3.1). None", "says 'nan'"),
        ("<p>None", "<p>It is inf. None", "says 'inf'"),
        ("<p>None", "<p>np.float64(3.1) None", "says 'np.float64'"),
        ("<p>None", "<p>np.int64(3) None", "says 'np.int64'"),
        (
            "<h3>More",
            "<div class='cell_output'><div class='output text_plain'><pre>'It costs 5.'</pre></div></div><h3>More",
            "A cell shows a sentence as code, in quotation marks: 'It costs 5.'",
        ),
        ("<p>None", "<p>NaN of them. None", "says 'NaN'"),
        ("<p>None", "<p>-Infinity of them. None", "says 'Infinity'"),
        ("<p>None", "<p>NaT is the day. None", "says 'NaT'"),
        ("<p>None", "<p>&lt;NA&gt; of them. None", "says '<NA>'"),
        ("<p>None", "<p>None to None people. None", "says 'None to None'"),
        ("<p>None", "<p>{term}`x` None", "says '{term}'"),
        ("<p>None", "<p>{value}`p_x` None", "says '{value}'"),
        ("<p>None", "<p>{sub-ref}`p_x` None", "says '{sub-ref}'"),
        ("<p>None", "<p>::: None", "says ':::'"),
        ("<p>None", "<p>```{note} None", "says '```'"),
        ("<p>None", "<p>[x]{.fls-badge} None", "says '{.f'"),
        ('<div class="cell_output"><table>', '<div class="cell_output"><pre>nan</pre><table>', "says 'nan'"),
        ("Of 100 people 24 are found", "Of 100 people nan are found", "The aria-label of a div says 'nan'"),
        ('alt="A page of the site"', 'alt="A page of inf sites"', "The alt of a img says 'inf'"),
        ("<h3>", '<abbr title="nan of 3">x</abbr><h3>', "The title of a abbr says 'nan'"),
        ("site%2Ca%0AHip%2C5", "", "The file x.csv is empty"),
        ("site%2Ca%0AHip%2C5", "site%2Ca%0A", "The file x.csv is empty"),
        ("Hip%2C5", "Hip%2CNaN", "The file x.csv has 'NaN' for a number"),
        ("Hip%2C5", "Hip%2C", "The file x.csv has '' for a number"),
        ("Hip%2C5", "Hip%2C-inf", "The file x.csv has '-inf' for a number"),
        ("Hip%2C5", "Hip", "rows of different lengths"),
        ("<p>None", "<p>Traceback (most recent call last) None", "says 'Traceback'"),
        ("<td>5</td>", "<td>None</td>", "a cell that says None"),
        ('alt="A page of the site"', "", "has nothing as its text"),
        ('alt="A page of the site"', 'alt="chart.png"', "has chart.png as its text"),
        ('alt="A page of the site"', 'alt="The last big chart.PNG"', "say what it shows"),
        ('alt="A page of the site"', 'alt="our first chart.webp"', "say what it shows"),
        ('alt="A page of the site"', 'alt="figure_1"', "has figure_1 as its text"),
        ('alt="A page of the site"', 'alt="image"', "has image as its text"),
        ('alt="A page of the site"', 'alt="x"', "has x as its text"),
        ('alt="A page of the site"', 'alt="0a1b2c3d4e5f60718293"', "say what it shows"),
        ("Bar chart. Of 100 people 24 are found and 4 start treatment.", "Bar chart", "say its finding"),
        ("Of 100 people 24 are found and 4", "Of all people some are found and few", "with its numbers"),
        (
            '<a class="fls-data" download="x.csv" href="data:text/csv,site%2Ca%0AHip%2C5">Numbers</a>',
            "",
            "no link to its numbers",
        ),
        ("<caption>Counts</caption>", "", "has no caption"),
        ('<th scope="col">A year</th>', '<th scope="col"></th>', "a column without a name"),
        ('<th scope="col">A year</th>', "<th>A year</th>", "a heading without a scope"),
        ('<th scope="row">Hip</th>', '<th scope="row"></th>', "a row without a name"),
        (ROW, ROW.replace("Hip", "0") + ROW.replace("Hip", "1"), "has an index column"),
        ("<h3>", '<summary aria-label="Toggle">Show the code</summary><h3>', "'Show the code' has the hidden name"),
        ("<h3>", '<button aria-label="Find"><kbd>Ctrl</kbd></button><h3>', "'Ctrl' has the hidden name 'Find'"),
        ("<h3>More</h3>", "<h4>More</h4>", "A heading of level 4 follows one of level 2"),
        ("<h3>More</h3>", "<h3>More</h3><h5>Less</h5>", "A heading of level 5 follows one of level 3"),
        ("<h3>More</h3>", "<h6>More</h6>", "A heading of level 6 follows one of level 2"),
        ("<h1>A question?</h1>", "", "does not begin with its one title"),
        ("<h3>More</h3>", "<h1>More</h1>", "does not begin with its one title"),
        ("<h3>", '<script src="https://cdn.example.org/x.js"></script><h3>', "asks https://cdn.example.org/x.js"),
        ("<h3>", '<link rel="stylesheet" href="//fonts.example.org/a.css"><h3>', "asks //fonts.example.org"),
        ("<h3>", "<style>p {background: url('https://example.org/a.png')}</style><h3>", "asks https://example.org"),
        (
            "<h3>",
            '<img alt="A b c" src="a.png" srcset="a.png 1x, //example.org/b.png 2x"><h3>',
            "asks //example.org/b",
        ),
        ("<h3>", '<style>@import "https://example.org/a.css";</style><h3>', "asks https://example.org/a.css"),
        ("<h3>", '<video src="https://example.org/a.mp4"></video><h3>', "asks https://example.org/a.mp4"),
        ("<h3>", '<video poster="//example.org/a.png"></video><h3>', "asks //example.org/a.png"),
        ("<h3>", '<p style="background: url(//example.org/a.png)">x</p><h3>', "asks //example.org/a.png"),
        ("Not medical advice", "", "does not say 'Not medical advice'"),
        ("About 12 of 100.", "About none.", "In brief holds no number"),
        ("<svg></svg>", "", "Code cell 1 ends in `some_chart` and shows no chart"),
        ("<table>", "<div>", "Code cell 2 ends in `some_table` and shows no table"),
        (
            '<div class="cell"><div class="cell_output"><table>',
            "<div><div><table>",
            "shows 1 code cells and its source has 2",
        ),
        (SOUND[SOUND.index("<h1>") : SOUND.index("</article>")], "", "The page is empty"),
    ],
)
def test_a_planted_fault_is_named(old: str, new: str, said: str) -> None:
    assert old in SOUND, old
    found = faults(SOUND.replace(old, new, 1))
    assert any(said in fault for fault in found), found


def test_code_may_say_what_text_may_not() -> None:
    soup = BeautifulSoup(SOUND.replace("<code>nan</code>", "<pre>np.float64 {term}`x`</pre>"), "html.parser")
    assert unwanted_words(soup) == []


def test_a_link_to_another_site_asks_nothing_of_it() -> None:
    assert faults(SOUND.replace("<h3>", '<a href="https://example.org">x</a><h3>')) == []
