"""The full check fails when a test was skipped."""

import subprocess
import sys
from pathlib import Path

import pytest

SKIPPING = "import pytest\n\ndef test_one():\n    assert True\n\ndef test_two():\n    pytest.skip('no browser')\n"


@pytest.mark.parametrize("cores", ["0", "2"])
@pytest.mark.parametrize(("setting", "status"), [("", 0), ("1", 1)])
def test_a_skip_fails_the_full_check_and_only_that(tmp_path: Path, setting: str, status: int, cores: str) -> None:
    (tmp_path / "conftest.py").write_text((Path(__file__).parent / "conftest.py").read_text())
    (tmp_path / "test_it.py").write_text(SKIPPING)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            cores,
            "-c",
            "/dev/null",
            "--rootdir",
            str(tmp_path),
            str(tmp_path),
        ],
        env={"PATH": "/usr/bin:/bin", "FLSGUIDE_NO_SKIP": setting},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert ("the full check allows none" in done.stdout) == bool(status)
