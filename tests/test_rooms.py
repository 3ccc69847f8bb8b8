"""What the package promises about where it runs and what it carries."""

import subprocess
import sys
import zipfile
from pathlib import Path

import flsguide

ROOT = Path(__file__).parents[1]
BROWSER = """
import sys
sys.path.insert(0, sys.argv[1])
from flsguide.evidence.incidence import incidence
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.parameters import parameters
from flsguide.evidence.places import place_of
from flsguide.evidence.prices import uprate
from flsguide.analysis.caseload_swings import caseload_swings
from flsguide.model.eligibility import people_to_see
from flsguide.model.local_caseload import local_caseload
from flsguide.model.pathway import cascade
from flsguide.report.caseload_sentences import caseload_in_brief, people_for_a_service
from flsguide.report.caseload_tables import caseload_table
from flsguide.report.inputs import caseload_rows, inputs_table, population_note
inputs = with_values(parameters(), {"n_hip_fractures_60_plus": 2000}, "ours", 2024)
place = place_of(inputs, "QT1")
load = local_caseload(place, incidence(), 2026, inputs)
seen = people_to_see(load, inputs.range_of("p_eligible_other"), inputs.range_of("p_people_per_fracture"))
print(caseload_in_brief("There", load), people_for_a_service(seen), caseload_table(load, "There"))
print(inputs_table("Figures", caseload_rows(inputs, place), population_note(place)))
print(cascade("audit", inputs), uprate(1, "2019/20"))
heavy = {"numpy", "pandas", "matplotlib", "scipy"} & set(sys.modules)
sys.exit(f"needs {heavy}" if heavy else 0)
"""


def test_figures_model_and_sentences_run_on_the_standard_library_alone() -> None:
    source = Path(flsguide.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", BROWSER, str(source)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "fractures △ at age 50 and over in 2026" in done.stdout


def test_a_wheel_carries_the_figures_and_works_away_from_the_checkout(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
        packed.extractall(tmp_path / "installed")
    tracked = {f"flsguide/data/{p.relative_to(ROOT / 'data').as_posix()}" for p in (ROOT / "data").rglob("*.*")}
    assert tracked <= names
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", BROWSER, str(tmp_path / "installed")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_no_module_is_longer_than_250_lines() -> None:
    long = {p.name: n for p in (ROOT / "src").rglob("*.py") if (n := len(p.read_text().splitlines())) > 250}
    assert long == {}


def test_versions_agree() -> None:
    assert f'version = "{flsguide.__version__}"' in (ROOT / "pyproject.toml").read_text()
    assert f"version: {flsguide.__version__}" in (ROOT / "CITATION.cff").read_text().replace('"', "")


def test_locks_hold_hashes_and_no_addresses() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert "://" not in text, lock.name
        entries = [line for line in text.splitlines() if "==" in line]
        assert len(entries) > 10, "the smallest set, for the bench, has twenty"
        assert all(line.rstrip().endswith("\\") for line in entries), "every entry goes on to its hashes"
