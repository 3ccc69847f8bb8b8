"""The tests of the tests of downloads: each fault, planted in a real file, is named."""

import copy
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode

from taken import clean, code_of, executed, text

SITE = Path(__file__).parents[2] / "_build" / "html"
CLEAN = nbformat.read(SITE / "downloads" / "how-many-fractures.ipynb", as_version=4)
RUN = nbformat.read(SITE / "downloads" / "how-many-fractures-executed.ipynb", as_version=4)
PAGE = BeautifulSoup((SITE / "examples" / "how-many-fractures.html").read_text(encoding="utf-8"), "html.parser")
TEXT = (SITE / "downloads" / "how-many-fractures.md").read_text(encoding="utf-8")
Plant = Callable[[NotebookNode], object]


def say(words: str) -> Plant:
    return lambda notebook: notebook.cells[1].update(source=words)


@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (say("{term}`fracture`"), "It says '{term}'"),
        (say("```{code-cell} python"), "It says '```{'"),
        (say("{cite:p}`x`"), "It says '{cite:p}'"),
        (say("::: note"), "It says ':::'"),
        (say("<div>x</div>"), "It says '<div'"),
        (say("[x]{.fls-badge}"), "It says '{.f'"),
        (say("You cannot type into this page"), "speaks of the page"),
        (lambda n: n.cells[0].update(source="From flsguide"), "Not medical advice"),
        (lambda n: n.metadata.update(author="me"), "facts about the machine"),
        (lambda n: n.cells.extend(c for c in RUN.cells if c.get("outputs")), "It has outputs"),
    ],
)
def test_a_fault_of_a_clean_notebook_is_named(plant: Plant, said: str) -> None:
    assert clean(CLEAN) == []
    planted = copy.deepcopy(CLEAN)
    plant(planted)
    for number, cell in enumerate(planted.cells):
        cell.id = f"cell-{number}"
    assert any(said in fault for fault in clean(planted))


@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (lambda n: [cell.update(outputs=[]) for cell in code_of(n)], "Its tables are not those of the page"),
        (lambda n: code_of(n)[-1].update(outputs=[]), "has 0 outputs"),
        (lambda n: code_of(n)[-1].update(source="1"), "not that of the clean"),
        (lambda n: code_of(n)[-1].outputs[0].data.update({"image/png": "x"}), "of the kind image/png"),
        (lambda n: code_of(n)[0].update(outputs=code_of(n)[-1].outputs), "Cell 1 has 1 outputs"),
    ],
)
def test_a_fault_of_an_executed_notebook_is_named(plant: Plant, said: str) -> None:
    assert executed(RUN, CLEAN, PAGE) == []
    planted = copy.deepcopy(RUN)
    plant(planted)
    assert any(said in fault for fault in executed(planted, CLEAN, PAGE))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\n## Sources\n", "\n## Other\n", "lists no sources"),
        ("| --- |", "", "no table"),
        ("](https:", "](../x", "leads nowhere"),
        ("\n## Sources\n", "\n{value}`p_x`\n\n## Sources\n", "It says '{value}'"),
    ],
)
def test_a_fault_of_a_text_is_named(old: str, new: str, said: str) -> None:
    assert text(TEXT) == []
    assert old in TEXT
    assert any(said in fault for fault in text(TEXT.replace(old, new)))
