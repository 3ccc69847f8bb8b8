"""Measures what a build costs from nothing, with one page changed, and with none: `make build-times`.

Processor time of the build and the kernels it starts, so that other work on the machine counts little;
written as ratios, because seconds say more about the machine than about the site.
"""

import csv
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "docs" / "reference" / "build_times.csv"
CHANGED = "docs/examples/how-many-fractures.md"
REPEATS = 3


def main() -> None:
    """Measure in a copy, then write the table."""
    builds: dict[str, list[float]] = {"From nothing": [], "One page's code changed": [], "Nothing changed": []}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        files = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
        for name in files.stdout.splitlines():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
        page = copy / CHANGED
        for repeat in range(REPEATS):
            shutil.rmtree(copy / "_build", ignore_errors=True)
            builds["From nothing"].append(_build(copy))
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace("area = None", f"area = None  # {repeat}", 1), encoding="utf-8")
            builds["One page's code changed"].append(_build(copy))
            builds["Nothing changed"].append(_build(copy))
    whole = statistics.median(builds["From nothing"])
    with OUT.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("Build", "Work, where a build from nothing is 1", "Lowest to highest"))
        for build, took in builds.items():
            middle, low, high = (f"{x / whole:.2f}" for x in (statistics.median(took), min(took), max(took)))
            table.writerow((build, middle, f"{low} to {high}"))
        table.writerow(
            ("Measured with", f"{REPEATS} builds of each kind", f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}")
        )
    print(f"Written: {OUT.relative_to(ROOT)}")


def _build(copy: Path) -> float:
    """Processor seconds of one strict build and of what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-c", ".", "docs", "_build/html"]
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"The site does not build, so nothing was measured:\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
