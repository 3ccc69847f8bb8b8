"""One value changes: sentence, chart and table move, and only pages that use its row or its table run again."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from page_source import every_page

pytestmark = pytest.mark.xdist_group("a changed number")  # its module's fixture is made once

ROOT = Path(__file__).parents[2]
EXAMPLE = "examples/how-many-fractures.html"
UNUSED = "contribute/example-template.html"
NOTEBOOKS = {page.name for page in every_page() if page.is_notebook}


class Copy:
    """A copy of what the site is made from, whose pages can be built again."""

    def __init__(self, folder: Path) -> None:
        """Copy the tree without what is built from it."""
        self.folder = folder / "copy"
        ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
        for name in ("docs", "data", "src", "requirements"):
            shutil.copytree(ROOT / name, self.folder / name, ignore=ignore)
        for name in ("conf.py", "CHANGELOG.md", "pyproject.toml", "README.md", "LICENSE", "LICENCE-CONTENT.md"):
            shutil.copy(ROOT / name, self.folder)
        # `make html` has written the table of draws; without it each page that reads it would work it out anew.
        shutil.copytree(ROOT / "_build" / "pathways", self.folder / "_build" / "pathways")

    def build(self) -> set[str]:
        """Build strictly and return the pages that were run."""
        source = str(self.folder / "src")
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", "-W", "-n", "-c", ".", "docs", "_build/html"],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": source, "PYTHONDONTWRITEBYTECODE": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        plain = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
        return set(re.findall(r"([\w-]+/[\w-]+)\.md: Executing notebook", plain))

    def page(self, name: str) -> str:
        """A built page."""
        return (self.folder / "_build" / "html" / name).read_text(encoding="utf-8")

    def download(self, name: str) -> str:
        """A file that a reader can take away."""
        return (self.folder / "_build" / "html" / "downloads" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("site"))


def edit_row(copy: Copy, name: str, column: str, value: str) -> str:
    """Change one cell of parameters.csv and give the text as it was before."""
    table = copy.folder / "data" / "parameters.csv"
    text = table.read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    (row,) = (row for row in rows if row[0] == name)
    assert row[rows[0].index(column)] != value
    row[rows[0].index(column)] = value
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    table.write_text(out.getvalue(), encoding="utf-8")
    return text


def test_a_changed_row_moves_sentence_chart_and_table_and_only_pages_that_use_it_run(copy: Copy) -> None:
    ran = copy.build()
    assert {"examples/how-many-fractures", "examples/how-many-do-we-miss", "methods/incidence"} <= ran
    assert ran <= NOTEBOOKS  # a page with the same cells as another is not run twice
    before, unused, taken = copy.page(EXAMPLE), copy.page(UNUSED), copy.download("how-many-fractures-executed.ipynb")
    (copy.folder / "docs" / "index.md").touch()
    assert copy.build() == set()
    assert copy.download("how-many-fractures-executed.ipynb") == taken, "outputs come from the cache too (trap 4)"
    assert "fractures a year" in taken

    text = edit_row(copy, "n_fractures_per_hip", "value", "5.5")
    ran = copy.build()
    assert "examples/how-many-fractures" in ran
    assert ran.isdisjoint({"examples/how-many-do-we-miss", "methods/incidence", "contribute/example-template"})
    after = copy.page(EXAMPLE)
    assert "times 5, is" in before
    assert "times 5.5, is" in after
    assert "5.5 fractures per hip fracture" in after
    assert "5.5 fractures per hip fracture" in copy.page("methods/parameters.html")
    assert copy.page(UNUSED) == unused

    (copy.folder / "data" / "parameters.csv").write_text(text, encoding="utf-8")
    assert copy.build() == set(), "the old outputs are found again"


def test_a_row_that_a_page_only_shows_moves_there_without_running_it(copy: Copy) -> None:
    copy.build()
    shown, listed = copy.page("examples/how-many-do-we-miss.html"), copy.page("methods/parameters.html")
    edit_row(copy, "p_treated_fls", "value", "0.391")
    edit_row(copy, "c_hip_fracture_year_2_gross", "value", "18765")
    assert copy.build().isdisjoint({"examples/how-many-do-we-miss", "examples/how-many-fractures"})
    assert "39.1%" in copy.page("examples/how-many-do-we-miss.html")
    assert "18,765" in copy.page("methods/parameters.html")
    assert "39.1%" not in shown
    assert "18,765" not in listed


def test_a_changed_rate_moves_sentence_chart_and_table_of_every_page_that_reads_the_table(copy: Copy) -> None:
    copy.build()
    before = copy.page(EXAMPLE)
    rates = copy.folder / "data" / "fracture_incidence.csv"
    text = rates.read_text(encoding="utf-8")
    old = re.search(r"(?m)^vertebral,female,80,84,([\d.]+),([\d.]+),([\d.]+),", text)
    assert old is not None
    new = f"vertebral,female,80,84,{4 * float(old[1])},{old[2]},{6 * float(old[3])},"
    rates.write_text(text.replace(old[0], new), encoding="utf-8")
    ran = copy.build()
    assert ran >= {"examples/how-many-fractures", "examples/how-many-do-we-miss", "methods/incidence"}
    assert "contribute/example-template" not in ran
    moved = copy.page(EXAMPLE)
    for part in (r"fls-brief.*?</div>", r"<svg.*?</svg>", r"<caption>[^<]*fractures expected.*?</table>"):
        was, now = (re.search(part, page, re.DOTALL) for page in (before, moved))
        assert was is not None
        assert now is not None
        assert was[0] != now[0], part
