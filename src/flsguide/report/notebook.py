"""What a page's cells need: the cell a reader edits, sentences that also stand at the top, and the manifest."""

import hashlib
import platform
from collections.abc import Sequence
from datetime import UTC, datetime

import flsguide
from flsguide.data_path import data_path
from flsguide.report.sentences import Sentence
from flsguide.report.tables import Table

__all__ = ["made_with", "say"]


def say(text: str, name: str | None = None) -> Sentence:
    """A sentence as the output of a cell and, under `name`, wherever the page refers to it.

    Outside the site (a downloaded notebook) the name is of no use and is left aside.
    """
    sentence = Sentence(text)
    if name is not None:
        try:
            from myst_nb import glue  # noqa: PLC0415  # only the site has it
        except ImportError:
            return sentence
        glue(name, sentence, display=False)
    return sentence


def made_with(files: Sequence[str], seed: int | None = None) -> Table:
    """What it takes to make this page again: versions, a fingerprint of its figures, seed and date.

    `files` are the data files that the page uses, such as `"parameters.csv"`. The site computes a page again when a
    row that it uses changes, so a table may have moved on in other rows since the day that is given.
    """
    rows = [
        ("flsguide", flsguide.__version__),
        ("Python", platform.python_version()),
        ("Computed on", datetime.now(UTC).date().isoformat()),
        ("Tables of figures", ", ".join(files)),
        ("Fingerprint of these tables on that day", fingerprint(files)),
        ("Random seed", "none: nothing is drawn at random" if seed is None else str(seed)),
    ]
    return Table("What it takes to compute this page again", ("What", "Which"), tuple(rows), is_text=True)


def fingerprint(files: Sequence[str]) -> str:
    """The first 12 characters of a hash over the names and contents of data files."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + data_path(name).read_bytes())
    return digest.hexdigest()[:12]
