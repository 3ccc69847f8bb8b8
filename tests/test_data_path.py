from pathlib import Path

import pytest

import flsguide.data_path
from flsguide.data_path import data_path, data_root


def test_the_folder_of_numbers_is_the_checkout_s_own():
    assert data_root().name == "data"
    assert (data_root() / "sources.bib").is_file()


def test_a_file_in_a_folder_is_found_by_its_relative_name():
    path = data_path("example_service/local.csv")
    assert path.is_file()
    assert path.parent.parent == data_root()


def test_a_wrong_name_is_told_the_files_there_are():
    with pytest.raises(FileNotFoundError, match=r"^parameter\.csv: no such data file; data/ has .*parameters\.csv"):
        data_path("parameter.csv")


@pytest.mark.parametrize("name", ["", ".", "nowhere/parameters.csv", "example_service"])
def test_what_is_not_a_file_is_refused(name: str):
    with pytest.raises(FileNotFoundError, match="no such data file"):
        data_path(name)


def test_a_wheel_reads_its_own_copy_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package = tmp_path / "site" / "flsguide"
    for folder in (package / "data", tmp_path / "data"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(flsguide.data_path, "_PACKAGE", package)
    assert data_root() == package / "data"
    (package / "data").rmdir()
    assert data_root() == tmp_path / "data"


def test_a_package_without_its_numbers_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(flsguide.data_path, "_PACKAGE", tmp_path / "site" / "flsguide")
    with pytest.raises(FileNotFoundError, match="install the package again, or work from a full checkout"):
        data_root()
