"""A file is written whole or not at all."""

import os
import threading
from pathlib import Path

import pytest

from flsguide.evidence.errors import EvidenceError
from flsguide.report.files import write_whole


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    for text in ("one\r\n", "two\n"):
        write_whole(path, text)
        assert path.read_bytes() == text.encode()
    assert path.stat().st_mode & 0o044, "others who may read the folder may read the file"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("name", [".", "missing/out.csv"])
def test_a_folder_is_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(EvidenceError, match="a folder that exists"):
        write_whole(tmp_path / name, "text")
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "half \ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_a_link_stays_a_link_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    link = tmp_path / "link.csv"
    link.symlink_to("real.csv")
    write_whole(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """As with /dev/null, which a superuser could otherwise turn into a file."""
    pipe, heard = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    write_whole(pipe, "text")
    reader.join(5)
    assert pipe.is_fifo()
    assert heard == ["text"]
