"""A result as a file: whole or not at all."""

import os
import tempfile
from pathlib import Path

from flsguide.evidence.errors import EvidenceError

__all__ = ["write_whole"]


def write_whole(path: Path, text: str) -> None:
    """Write a text so that a reader finds the old file or the new one, never half of it.

    A link stays a link to its file. What is no file, such as `/dev/null` or a pipe, is written to and not replaced.

    Raises:
        EvidenceError: a folder that does not exist, or a path that is itself a folder.
        OSError: the disk or the folder refuses.
    """
    if path.is_dir() or not path.parent.is_dir():
        raise EvidenceError.at("command line", None, "--out", str(path), "the name of a file in a folder that exists")
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8", newline="")
        return
    path = path.resolve()
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        Path(temporary).chmod(0o666 & ~_umask())  # a temporary file is its owner's alone; a result is not
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
