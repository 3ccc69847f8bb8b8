"""Says in one line why a page's numbers were refused, where Sphinx would list its versions and last messages.

A reader who changes the one cell of a page in a copy of the project sees what `make html` prints, and nothing else.
Any other fault in a cell is the author's, who gets the notebook's own traceback.
"""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from myst_nb.core.execute.base import ExecutionError
from sphinx.errors import ExtensionError

from flsguide.evidence.errors import EvidenceError, MissingRowError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

REFUSALS = {EvidenceError.__name__, MissingRowError.__name__}
"""The errors whose one line says it all, by the name that a kernel reports."""
ANSI = r"\x1b\[[0-9;]*m"
"""Colour codes in a notebook's traceback, which a log shows as they stand."""


def reason(stopped: Exception | None) -> str:
    """Why a page stopped the build; empty where it was something else."""
    cause = stopped.__cause__ if stopped else None
    if isinstance(stopped, ExecutionError):
        page = Path(str(stopped)).name
        if getattr(cause, "ename", "") in REFUSALS:
            return f"{page}: {getattr(cause, 'evalue', '')}"
        return f"{page}: {re.sub(ANSI, '', str(cause))}"
    if isinstance(stopped, ExtensionError) and isinstance(cause, ValueError):
        return str(cause)  # our own extensions: a cell that is not Python, a page without a kernel
    return ""


def _on_build_finished(app: "Sphinx", stopped: Exception | None) -> None:
    """End with the reason alone: leaving by `SystemExit` is the one way past Sphinx's own report."""
    del app
    if why := reason(stopped):
        sys.exit(f"The site was not built. {why}")


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Listen for the end of the build."""
    app.connect("build-finished", _on_build_finished)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
