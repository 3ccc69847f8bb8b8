"""What a reader takes away opens, holds what the page shows, and runs far from the checkout."""

import ast
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient

from page_source import every_page

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
FOLDER = SITE / "downloads"
PAGES = {page.path.stem for page in every_page() if page.is_notebook}
RAW = re.compile(
    r"\{(?:term|cite|number|value|doc|glue|ref|table|admonition|dropdown|code-cell|downloads)[:}a-z]*|:::|<div"
)
each_page = pytest.mark.parametrize("page", sorted(PAGES))


def _read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(FOLDER / name, as_version=4)


def _code(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_downloads_are_these_and_no_others() -> None:
    kinds = ("{}.ipynb", "{}-executed.ipynb", "{}.md")
    expected = {kind.format(page) for page in PAGES for kind in kinds} | {"flsguide-toolkit.zip"}
    assert {p.name for p in FOLDER.iterdir()} == expected


@each_page
def test_a_clean_notebook_is_valid_has_no_outputs_and_only_plain_markdown(page: str) -> None:
    notebook = _read(f"{page}.ipynb")
    nbformat.validate(notebook)
    assert notebook.metadata == {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    assert [cell.outputs for cell in _code(notebook)] == [[]] * len(_code(notebook))
    words = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert RAW.search(words) is None
    assert "Not medical advice" in words
    assert "You cannot type into this page" not in words


@each_page
def test_an_executed_notebook_has_the_outputs_that_the_page_shows(page: str) -> None:
    clean, run = _code(_read(f"{page}.ipynb")), _code(_read(f"{page}-executed.ipynb"))
    assert [cell.source for cell in clean] == [cell.source for cell in run]
    captions = re.findall(r"<caption>(.*?)</caption>", str([cell.outputs for cell in run]))
    (path,) = SITE.glob(f"*/{page}.html")
    shown = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select(".cell_output caption")
    assert captions == [caption.decode_contents() for caption in shown]
    assert len(captions) >= 1
    for cell in run:
        assert bool(cell.outputs) == isinstance(ast.parse(cell.source).body[-1], ast.Expr), cell.source
        kinds = {kind for out in cell.outputs for kind in out.data}
        assert kinds <= {"text/html", "text/markdown", "text/plain"}


@each_page
def test_the_text_holds_the_results_and_the_sources_and_nothing_raw(page: str) -> None:
    text = (FOLDER / f"{page}.md").read_text(encoding="utf-8")
    assert RAW.search(text) is None
    assert re.search(r"(?m)^\| --- \|", text), "tables are Markdown's own"
    sources = text.split("\n## Sources\n")[1]
    assert len(re.findall(r"(?m)^- ", sources)) >= 2
    assert not re.search(r"\]\((?!https?:|mailto:)", text), "no link that leads nowhere in a copy"


def test_the_brief_of_a_copy_is_that_of_the_page() -> None:
    brief = BeautifulSoup((SITE / "examples/how-many-fractures.html").read_text(encoding="utf-8"), "html.parser")
    sentence = brief.select_one(".fls-brief .pasted-text")
    assert sentence is not None
    assert sentence.get_text() in (FOLDER / "how-many-fractures.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def toolkit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toolkit, unpacked, with its wheel unpacked beside it: what an installed package is."""
    folder = tmp_path_factory.mktemp("toolkit")
    with zipfile.ZipFile(FOLDER / "flsguide-toolkit.zip") as packed:
        packed.extractall(folder)
    (wheel,) = folder.glob("flsguide-toolkit/*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "installed")
    for missing in ("myst_nb", "sphinx", "bs4"):  # what a reader's computer does not have
        (folder / "installed" / f"{missing}.py").write_text(f"raise ImportError('{missing}')\n", encoding="utf-8")
    return folder


def test_the_toolkit_holds_notebooks_text_data_wheel_and_instructions(toolkit: Path) -> None:
    inside = toolkit / "flsguide-toolkit"
    assert (
        {p.stem for p in (inside / "notebooks").iterdir()} == {p.stem for p in (inside / "text").iterdir()} == PAGES
    )
    assert (inside / "data" / "parameters.csv").read_bytes() == (ROOT / "data" / "parameters.csv").read_bytes()
    (wheel,) = inside.glob("*.whl")
    assert (inside / "requirements.txt").read_text(encoding="utf-8").startswith(f"./{wheel.name}[notebooks]")
    readme = (inside / "README.txt").read_text(encoding="utf-8")
    assert all(word in readme for word in ("Not medical advice", "our-numbers.csv", "requirements.txt", "patient"))
    named = set(re.findall(r"^  ([\w.-]+?)/? {2,}", readme, re.MULTILINE))
    assert named == {"text", "notebooks", "data", "our-numbers.csv"}
    assert all((inside / name).exists() for name in named)


@each_page
def test_a_clean_notebook_runs_in_an_empty_folder_with_only_the_wheel(
    toolkit: Path, tmp_path: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(toolkit / "installed"))
    notebook = nbformat.read(toolkit / "flsguide-toolkit" / "notebooks" / f"{page}.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("import flsguide; print(flsguide.__file__)"))
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    *cells, where = _code(notebook)
    assert str(toolkit / "installed") in where.outputs[0].text, "the wheel ran, not the checkout"
    expected = [
        [out.data.get("text/plain") for out in cell.outputs] for cell in _code(_read(f"{page}-executed.ipynb"))
    ]
    assert [[out.data.get("text/plain") for out in cell.outputs if "data" in out] for cell in cells] == expected
    assert list(tmp_path.iterdir()) == []


def test_the_command_of_the_readme_runs_from_the_wheel(toolkit: Path, tmp_path: Path) -> None:
    numbers = toolkit / "flsguide-toolkit" / "our-numbers.csv"
    done = subprocess.run(
        [sys.executable, "-m", "flsguide.cli", "caseload", "--local", str(numbers)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(toolkit / "installed")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "artificial: Northmoor" in done.stdout


def test_the_same_site_gives_the_same_toolkit() -> None:
    with zipfile.ZipFile(io.BytesIO((FOLDER / "flsguide-toolkit.zip").read_bytes())) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert packed.namelist() == sorted(packed.namelist())
