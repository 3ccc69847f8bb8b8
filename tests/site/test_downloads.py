"""What a reader takes away opens, holds what the page shows, and runs far from the checkout."""

import io
import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import taken
from page_source import every_page

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
FOLDER = SITE / "downloads"
PAGES = {page.path.stem for page in every_page() if page.is_notebook}
each_page = pytest.mark.parametrize("page", sorted(PAGES))


def _read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(FOLDER / name, as_version=4)


def test_the_downloads_are_these_and_no_others() -> None:
    kinds = ("{}.ipynb", "{}-executed.ipynb", "{}.md")
    expected = {kind.format(page) for page in PAGES for kind in kinds} | {"flsguide-toolkit.zip"}
    assert {p.name for p in FOLDER.iterdir()} == expected


@each_page
def test_each_file_of_a_page_is_sound(page: str) -> None:
    """`test_taken.py` plants each fault."""
    (path,) = SITE.glob(f"*/{page}.html")
    shown = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    notebook = _read(f"{page}.ipynb")
    assert taken.clean(notebook) == []
    assert taken.executed(_read(f"{page}-executed.ipynb"), notebook, shown) == []
    assert taken.text((FOLDER / f"{page}.md").read_text(encoding="utf-8")) == []


def test_the_brief_of_a_copy_is_that_of_the_page() -> None:
    brief = BeautifulSoup((SITE / "examples/how-many-fractures.html").read_text(encoding="utf-8"), "html.parser")
    sentence = brief.select_one(".fls-brief .pasted-text")
    assert sentence is not None
    assert sentence.get_text() in (FOLDER / "how-many-fractures.md").read_text(encoding="utf-8")


def absent() -> set[str]:
    """Modules that are here and not on the computer of a reader who installed the toolkit and Jupyter."""
    there, waiting = set(), [Requirement("flsguide[notebooks]"), Requirement("ipykernel")]
    while waiting:
        asked = waiting.pop()
        for needed in map(Requirement, requires(asked.name) or []):
            is_asked = needed.marker is None or any(
                needed.marker.evaluate({"extra": extra}) for extra in (*asked.extras, "")
            )
            if is_asked and canonicalize_name(needed.name) not in there:
                waiting.append(needed)
        there.add(canonicalize_name(asked.name))
    return {
        module
        for module, packages in packages_distributions().items()
        if module.isidentifier() and not module.startswith("_") and there.isdisjoint(map(canonicalize_name, packages))
    }


def test_a_readers_computer_has_what_the_toolkit_asks_for_and_nothing_of_the_site() -> None:
    assert absent() >= {"sphinx", "docutils", "myst_nb", "bs4", "yaml", "nbformat", "markdownify", "hypothesis"}
    assert absent().isdisjoint({"flsguide", "pandas", "numpy", "matplotlib", "dateutil", "ipykernel", "IPython"})


@pytest.fixture(scope="module")
def toolkit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toolkit, unpacked, with its wheel unpacked beside it: what an installed package is."""
    folder = tmp_path_factory.mktemp("toolkit")
    with zipfile.ZipFile(FOLDER / "flsguide-toolkit.zip") as packed:
        packed.extractall(folder)
    (wheel,) = folder.glob("flsguide-toolkit/*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "installed")
    for missing in absent():
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


def lasting(cell: nbformat.NotebookNode) -> list[str]:
    """What a cell shows as text, but for the day and the state of the tables on it: a page may be from yesterday."""
    shown = [out.data.get("text/plain", "") for out in cell.outputs if "data" in out]
    return [re.sub(r"(?m)^(Computed on|Fingerprint[^|]*) \| .*$", r"\1", text) for text in shown]


def test_the_day_is_no_difference_and_a_number_is() -> None:
    def cell(text: str) -> nbformat.NotebookNode:
        return nbformat.v4.new_code_cell(outputs=[nbformat.v4.new_output("display_data", {"text/plain": text})])

    today, before = (
        "What | Which\nComputed on | 2026-11-25\nHip | 5",
        "What | Which\nComputed on | 2026-11-24\nHip | 5",
    )
    assert lasting(cell(today)) == lasting(cell(before))
    assert lasting(cell(today)) != lasting(cell(today.replace("5", "6")))


@each_page
def test_a_clean_notebook_runs_in_an_empty_folder_with_only_the_wheel(
    toolkit: Path, tmp_path: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(toolkit / "installed"))
    notebook = nbformat.read(toolkit / "flsguide-toolkit" / "notebooks" / f"{page}.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("import flsguide; print(flsguide.__file__)"))
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    *cells, where = taken.code_of(notebook)
    assert str(toolkit / "installed") in where.outputs[0].text, "the wheel ran, not the checkout"
    shown = taken.code_of(_read(f"{page}-executed.ipynb"))
    assert [lasting(cell) for cell in cells] == [lasting(cell) for cell in shown]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("module", ["yaml", "bs4", "nbformat"])
def test_a_notebook_that_needs_more_than_the_toolkit_brings_is_found(
    toolkit: Path, tmp_path: Path, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(toolkit / "installed"))
    planted = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(f"import {module}")])
    with pytest.raises(CellExecutionError) as stopped:
        NotebookClient(planted, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert (stopped.value.ename, stopped.value.evalue) == ("ImportError", module)


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
