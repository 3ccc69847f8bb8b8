"""Run times on the status page: from the build that ran the page, and never an invented one."""

import csv
from pathlib import Path

from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

from run_times import LONG, run_times

ROOT = Path(__file__).parents[2]
CONF = f"""
import sys
sys.path.insert(0, {str(ROOT / "docs" / "_ext")!r})
extensions = ["myst_nb", "run_times"]
nb_execution_mode = "cache"
"""
NOTEBOOK = """---
orphan: true
file_format: mystnb
kernelspec:
  display_name: Python 3
  name: python3
---
# {title}

```{{code-cell}} python
sum(range(9))  # of {title}: pages with the same cells are run once
```
"""


def test_pages_stand_by_their_share_longest_first_and_a_slow_or_unmeasured_one_says_so() -> None:
    titles = {"a": "Quick?", "b": "Slow?", "c": "Never run?"}
    table = run_times({"a": 10.0, "b": LONG + 10, "c": None}, titles)
    assert table.rows == (
        ("Slow?", "75", "too long: move work into a table that is built once"),
        ("Quick?", "25", "yes, seconds"),
        ("Never run?", "not measured", "not measured"),
    )


def test_the_status_page_follows_when_another_page_runs(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    (source / "index.md").write_text("# Status\n\n```{run-times}\n```\n", encoding="utf-8")

    def listed_with(title: str) -> list[str]:
        (source / f"{title}.md").write_text(NOTEBOOK.format(title=title), encoding="utf-8")
        app = SphinxTestApp("html", srcdir=source, builddir=tmp_path / "built")
        app.build()
        page = BeautifulSoup((app.outdir / "index.html").read_text(encoding="utf-8"), "html.parser")
        app.cleanup()
        rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tbody tr")]
        assert 98 <= sum(int(share) for _, share, _ in rows) <= 102
        return sorted(title for title, _, _ in rows)

    assert listed_with("One") == ["One"]
    assert listed_with("Two") == ["One", "Two"]


def test_the_table_of_builds_is_what_was_measured() -> None:
    with (ROOT / "docs" / "reference" / "build_times.csv").open(encoding="utf-8", newline="") as file:
        _, *builds, machine = list(csv.reader(file))
    whole, one_page, none = (float(ratio) for _, ratio, _ in builds)
    assert whole == 1
    assert none < one_page < whole
    for _, ratio, between in builds:
        low, high = between.split(" to ")
        assert float(low) <= float(ratio) <= float(high)
    assert machine[0] == "Measured with"
