"""The toolkit: one file that a trust's computer can keep, with the notebooks, the figures and what runs them."""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import flsguide
from flsguide.data_path import data_root

__all__ = ["write_toolkit"]

NAME = "flsguide-toolkit.zip"
EPOCH = (2026, 1, 1, 0, 0, 0)
"""One date for every file: the same site gives the same bytes."""
README = """flsguide {version}: toolkit

For planning a fracture liaison service. Independent of the NHS. Not medical advice and not for decisions
about one person. Never put a patient's details into any of these files. Nothing in here sends anything.

What is here
  text/        every worked example as text, with its results: open it with any editor, or paste it
  notebooks/   the same to run with your own numbers: change the one cell under "Your numbers"
  data/        every figure, with its source, range and date: the tables open in Excel
  our-numbers.csv   the numbers of the invented trust Northmoor: put your own in their place

To run a notebook you need Python 3.11 or newer and these two commands, in this folder:
  python -m pip install -r requirements.txt
  python -m jupyter lab notebooks
Without Jupyter, the count of fractures runs by itself:
  flsguide caseload --local our-numbers.csv

Text CC BY 4.0, code MIT. Contains public sector information licensed under the Open Government Licence v3.0.
"""


def write_toolkit(folder: Path, root: Path) -> None:
    """Pack the downloads of `folder`, the data and the wheel of the checkout at `root`.

    Raises:
        subprocess.CalledProcessError: the wheel cannot be built.
    """
    with tempfile.TemporaryDirectory() as scratch:
        wheel = _wheel(root, Path(scratch))
        files = {
            "README.txt": README.format(version=flsguide.__version__).encode(),
            "requirements.txt": f"./{wheel.name}[notebooks]\njupyterlab\n".encode(),
            "our-numbers.csv": (data_root() / "example_service" / "local.csv").read_bytes(),
            "LICENSE": (root / "LICENSE").read_bytes(),
            "LICENCE-CONTENT.md": (root / "LICENCE-CONTENT.md").read_bytes(),
            wheel.name: wheel.read_bytes(),
        }
    files |= {f"text/{p.name}": p.read_bytes() for p in folder.glob("*.md")}
    files |= {f"notebooks/{p.name}": p.read_bytes() for p in folder.glob("*.ipynb") if "-executed" not in p.name}
    data = [p for p in data_root().rglob("*") if p.is_file()]
    files |= {f"data/{p.relative_to(data_root()).as_posix()}": p.read_bytes() for p in data}
    with zipfile.ZipFile(folder / NAME, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(f"flsguide-toolkit/{name}", EPOCH), files[name], zipfile.ZIP_DEFLATED)


def _wheel(root: Path, folder: Path) -> Path:
    # hatchling's own command: it fetches nothing, where `pip wheel` would look for a build environment
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    dated = os.environ | {"SOURCE_DATE_EPOCH": "1767225600"}
    subprocess.run(command, cwd=root, check=True, capture_output=True, env=dated)  # noqa: S603  # our own words
    (wheel,) = folder.glob("*.whl")
    return wheel
