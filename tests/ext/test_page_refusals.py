"""A refused number ends the build with one line; an author's fault keeps its traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = """---
file_format: mystnb
kernelspec:
  display_name: Python 3
  name: python3
---
# Page

```{code-cell} python
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.parameters import parameters
CELL
```
"""
CONF = f"""
import sys
sys.path.insert(0, {str(ROOT / "docs" / "_ext")!r})
extensions = ["myst_nb", "notebook_cache_key", "page_refusals"]
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
"""


def _build(folder: Path, cell: str) -> subprocess.CompletedProcess[str]:
    (folder / "requirements").mkdir(exist_ok=True)
    shutil.copy(ROOT / "requirements" / "site.txt", folder / "requirements")
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "index.md").write_text(PAGE.replace("CELL", cell), encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", ".", "_build"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=os.environ)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (
            'with_values(parameters(), {"p_started": 35}, "ours", 2024)',
            "index.md: your numbers, p_started, value: '35' is not allowed; give a number from 0 to 1",
        ),
        ('with_values(parameters(), {"p_started" 35}, "ours", 2024)', "index, code cell 1, line 3: invalid syntax"),
    ],
)
def test_a_refused_number_ends_the_build_with_one_line(tmp_path: Path, cell: str, said: str) -> None:
    done = _build(tmp_path, cell)
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("The site was not built. ")
    assert said in last
    assert "Traceback" not in done.stdout + done.stderr


def test_another_fault_keeps_the_notebooks_own_traceback(tmp_path: Path) -> None:
    done = _build(tmp_path, "area = Oldham")
    assert done.returncode != 0
    assert "NameError: name 'Oldham' is not defined" in done.stderr
    assert "\x1b[" not in done.stderr[done.stderr.index("The site was not built") :]
    assert "Loaded Extensions" not in done.stderr
