"""What is wrong with a file that a reader takes away, in plain words. `test_taken.py` plants each fault."""

import ast
import re

import nbformat
from bs4 import BeautifulSoup
from nbformat import NotebookNode

RAW = re.compile(r"\{[A-Za-z][\w:+-]*\}(?=`)|```\{|:::|<div|\{[.#][\w-]")
"""What only Sphinx understands."""
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def code_of(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def clean(notebook: NotebookNode) -> list[str]:
    """A notebook to run: valid, without outputs, in plain Markdown, with the warning, nothing of the site alone."""
    nbformat.validate(notebook)
    words = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    faults = [] if notebook.metadata == KERNEL else ["It has facts about the machine that made it."]
    faults += ["It has outputs."] if any(cell.outputs for cell in code_of(notebook)) else []
    faults += [f"It says {RAW.search(words)[0]!r}."] if RAW.search(words) else []  # type: ignore[index]
    faults += [] if "Not medical advice" in words else ["It does not say 'Not medical advice'."]
    return faults + (["It speaks of the page."] if "You cannot type into this page" in words else [])


def executed(notebook: NotebookNode, same: NotebookNode, page: BeautifulSoup) -> list[str]:
    """A notebook with results: those of the page, all of them, in the code of the clean one."""
    run = code_of(notebook)
    is_same = [cell.source for cell in code_of(same)] == [cell.source for cell in run]
    faults = [] if is_same else ["Its code is not that of the clean notebook."]
    captions = re.findall(r"<caption>(.*?)</caption>", str([cell.outputs for cell in run]))
    shown = [caption.decode_contents() for caption in page.select(".cell_output caption")]
    faults += [] if captions == shown and captions else ["Its tables are not those of the page."]
    for number, cell in enumerate(run, start=1):
        if bool(cell.outputs) != isinstance(ast.parse(cell.source).body[-1], ast.Expr):
            faults.append(f"Cell {number} has {len(cell.outputs)} outputs.")
        kinds = {kind for out in cell.outputs for kind in out.data} - {"text/html", "text/markdown", "text/plain"}
        faults += [f"Cell {number} has an output of the kind {kind}." for kind in sorted(kinds)]
    return faults


def text(words: str) -> list[str]:
    """Text to paste: results and sources, nothing raw, no link that leads nowhere in a copy."""
    found = RAW.search(words)
    faults = [f"It says {found[0]!r}."] if found else []
    faults += [] if re.search(r"(?m)^\| --- \|", words) else ["It has no table of Markdown's own."]
    sources = words.partition("\n## Sources\n")[2]
    faults += [] if len(re.findall(r"(?m)^- ", sources)) >= 1 else ["It lists no sources."]
    return faults + (["A link leads nowhere."] if re.search(r"\]\((?!https?:|mailto:)", words) else [])
