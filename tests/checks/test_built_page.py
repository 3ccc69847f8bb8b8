"""A fault planted in a sound built page is named in plain words."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import built_page
from built_page import ON_EVERY_PAGE, outputs
from page_source import Page

SOUND = """<html><body><article><h1>A question?</h1>
<div class="fls-brief">About 12 of 100.</div><h2>Figures</h2><img src="a.png" alt="A page of the site">
<div class="cell"><div class="cell_output"><figure class="fls-chart" aria-label="Half are hips">
<div role="img" aria-label="Bar chart. Of 100 people 24 are found and 4 start treatment."><svg></svg></div>
<a class="fls-data" download="x.csv" href="data:text/csv,a">Numbers</a></figure></div></div>
<div class="cell"><div class="cell_output"><table><caption>Counts</caption><thead><tr><th scope="col">Site</th>
<th scope="col">A year</th></tr></thead><tbody><tr><th scope="row">Hip</th><td>5</td></tr></tbody></table></div></div>
<h3>More</h3><p>None is <code>nan</code>.</p></article>
<footer class="bd-footer">Not medical advice</footer></body></html>"""
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
        ("<p>None", "<p>{term}`x` None", "says '{term}`x"),
        ("<p>None", "<p>{value}`p_x` None", "says '{value}`p"),
        ("<p>None", "<p>Traceback (most recent call last) None", "says 'Traceback'"),
        ("<td>5</td>", "<td>None</td>", "a cell that says None"),
        ('alt="A page of the site"', "", "has nothing as its text"),
        ('alt="A page of the site"', 'alt="chart.png"', "has chart.png as its text"),
        ('alt="A page of the site"', 'alt="0a1b2c3d4e5f60718293"', "say what it shows"),
        ("Bar chart. Of 100 people 24 are found and 4 start treatment.", "Bar chart", "say its finding"),
        ("Of 100 people 24 are found and 4", "Of all people some are found and few", "with its numbers"),
        ('<a class="fls-data" download="x.csv" href="data:text/csv,a">Numbers</a>', "", "no link to its numbers"),
        ("<caption>Counts</caption>", "", "has no caption"),
        ('<th scope="col">A year</th>', '<th scope="col"></th>', "a column without a name"),
        ('<th scope="col">A year</th>', "<th>A year</th>", "a heading without a scope"),
        ("<h3>", '<summary aria-label="Toggle">Show the code</summary><h3>', "'Show the code' has the hidden name"),
        ("<h3>", '<button aria-label="Find"><kbd>Ctrl</kbd></button><h3>', "'Ctrl' has the hidden name 'Find'"),
        ("<h3>More</h3>", "<h4>More</h4>", "A heading of level 4 follows one of level 2"),
        ("<h1>A question?</h1>", "", "does not begin with its one title"),
        ("<h3>More</h3>", "<h1>More</h1>", "does not begin with its one title"),
        ("<h3>", '<script src="https://cdn.example.org/x.js"></script><h3>', "asks https://cdn.example.org/x.js"),
        ("<h3>", '<link rel="stylesheet" href="//fonts.example.org/a.css"><h3>', "asks //fonts.example.org"),
        ("<h3>", "<style>p {background: url('https://example.org/a.png')}</style><h3>", "asks https://example.org"),
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
    assert built_page.unwanted_words(soup) == []
