"""A file is written whole or not at all."""

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
