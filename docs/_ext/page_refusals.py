"""Says in one line why a page's numbers were refused, where Sphinx would list its versions and last messages.

A reader who changes the one cell of a page in a copy of the project sees what `make html` prints, and nothing else.
Any fault in another cell is the author's, who gets the notebook's own traceback.
"""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from myst_nb.core.execute.base import ExecutionError
from myst_nb.core.read import read_myst_markdown_notebook
from sphinx.errors import ExtensionError

from flsguide.evidence.errors import EvidenceError, MissingRowError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

REFUSALS = {EvidenceError.__name__, MissingRowError.__name__}
"""The errors whose one line says it all, by the name that a kernel reports."""
ANSI = r"\x1b\[[0-9;]*m"
"""Colour codes in a notebook's traceback, which a log shows as they stand."""
REMEDY = "write a number, a text in quotation marks, or None"


def reason(stopped: Exception | None, docs: Path) -> str:
    """Why a page of the folder `docs` stopped the build; empty where it was something else."""
    cause = stopped.__cause__ if stopped else None
    if isinstance(stopped, ExecutionError):
        path = Path(str(stopped))
        page = path.relative_to(docs).as_posix() if path.is_relative_to(docs) else path.name
        name, said = getattr(cause, "ename", ""), getattr(cause, "evalue", "")
        if name in REFUSALS:
            return f"{page}: {said}"
        traceback = re.sub(ANSI, "", str(cause))
        if where := in_the_readers_cell(path.read_text(encoding="utf-8"), traceback):
            return f"{page}, {where}: {name}: {' '.join(said.split())}; {REMEDY}"
        return f"{page}: {traceback}"
    if isinstance(stopped, ExtensionError) and isinstance(cause, ValueError):
        return str(cause)  # our own extensions: a cell that is not Python, a page without a kernel
    return ""


def in_the_readers_cell(text: str, traceback: str) -> str:
    """Where in the cell that a reader edits it went wrong; empty where it was another cell.

    The traceback quotes the cell that failed between two rules, and counts lines within it.
    """
    cells = [cell for cell in read_myst_markdown_notebook(text).cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, start=1):
        if "parameters" in cell.metadata.get("tags", []) and f"---\n{cell.source}\n---" in traceback:
            line = re.search(r"Cell In\[\d+\], line (\d+)", traceback)
            return f"your numbers (code cell {number}{f', line {line[1]}' if line else ''})"
    return ""


def _on_config_inited(app: "Sphinx", config: "Config") -> None:
    """Leave out MyST-NB's own warning of a cell that failed, a full path with no reason: the last line has both."""
    del app
    if config.nb_execution_raise_on_error:
        config.suppress_warnings = [*config.suppress_warnings, "mystnb.exec"]


def _on_build_finished(app: "Sphinx", stopped: Exception | None) -> None:
    """End with the reason alone: leaving by `SystemExit` is the one way past Sphinx's own report."""
    if why := reason(stopped, Path(app.srcdir)):
        sys.exit(f"The site was not built. {why}")


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Listen for the end of the build."""
    app.connect("config-inited", _on_config_inited)
    app.connect("build-finished", _on_build_finished)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
