"""Finds the project's `data/` folder, in an installed wheel and in a checkout alike."""

from pathlib import Path

__all__ = ["data_path", "data_root"]

_PACKAGE = Path(__file__).resolve().parent


def data_root() -> Path:
    """The folder that holds every number.

    A wheel carries a copy inside the package. An editable install has none, so the
    checkout's own folder is read: an edited figure counts at once.

    Raises:
        FileNotFoundError: neither folder exists; the package is not installed whole.
    """
    for folder in (_PACKAGE / "data", _PACKAGE.parents[1] / "data"):
        if folder.is_dir():
            return folder
    msg = "flsguide's data folder is missing: install the package again, or work from a full checkout"
    raise FileNotFoundError(msg)


def data_path(name: str) -> Path:
    """Path of one data file by its name relative to `data/`.

    Callers write the name out in full: a page's cache key finds the files it depends on by it.

    Raises:
        FileNotFoundError: no such file; the message lists the files of that folder.
    """
    path = data_root() / name
    if not path.is_file():
        known = ", ".join(sorted(p.name for p in path.parent.glob("*.*"))) or "nothing"
        msg = f"{name}: no such data file; {path.parent.name}/ has {known}"
        raise FileNotFoundError(msg)
    return path
