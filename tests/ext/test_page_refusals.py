"""A refused number ends the build with one line; an author's fault keeps its traceback."""

import logging
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import zmq
from traitlets.config import Config

from page_refusals import in_the_readers_cell

ROOT = Path(__file__).parents[2]
KERNEL = ROOT / "docs" / "_kernel" / "profile_default"
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
```

```{code-cell} python
TAGSCELL
```
"""
CONF = f"""
import os
import sys
os.environ["IPYTHONDIR"] = {str(ROOT / "docs" / "_kernel")!r}
sys.path.insert(0, {str(ROOT / "docs" / "_ext")!r})
extensions = ["myst_nb", "notebook_cache_key", "page_refusals"]
exclude_patterns = ["_build"]
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
"""
READERS = ":tags: [parameters]\n"


def _build(folder: Path, cell: str, tags: str = "") -> subprocess.CompletedProcess[str]:
    (folder / "requirements").mkdir(exist_ok=True)
    shutil.copy(ROOT / "requirements" / "site.txt", folder / "requirements")
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "index.md").write_text("# Home\n\n```{toctree}\nexamples/page\n```\n", encoding="utf-8")
    (folder / "examples").mkdir(exist_ok=True)
    page = PAGE.replace("TAGS", tags).replace("CELL", cell)
    (folder / "examples" / "page.md").write_text(page, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", ".", "_build"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=os.environ)


@pytest.mark.parametrize(
    ("cell", "tags", "said"),
    [
        (
            'with_values(parameters(), {"p_started": 35}, "ours", 2024)',
            "",
            (
                "examples/page.md: your numbers, p_started, value: '35' is not allowed; give a number from 0 to 1 "
                "(0.24 for 24%)"
            ),
        ),
        (
            'parameters().number("p_strated")',
            "",
            (
                "examples/page.md: parameters.csv, name: no row 'p_strated' (the nearest is 'p_started'); "
                "add the row, or mend the name"
            ),
        ),
        (
            'with_values(parameters(), {"p_started" 35}, "ours", 2024)',
            "",
            (
                "examples/page, code cell 2, line 1: invalid syntax. Perhaps you forgot a comma?; "
                "write plain Python, without IPython magics"
            ),
        ),
        (
            'service = "Here"\nyours = {\n    "n_residents": abc,\n}',
            READERS,
            (
                "examples/page.md, your numbers (code cell 2, line 3): NameError: name 'abc' is not defined; write a "
                "number, a text in quotation marks, or None"
            ),
        ),
        (
            "year = 20 / 0",
            READERS,
            (
                "examples/page.md, your numbers (code cell 2, line 1): ZeroDivisionError: division by zero; write a "
                "number, a text in quotation marks, or None"
            ),
        ),
    ],
    ids=["a number", "a row", "a comma", "a word for a number", "an impossible sum"],
)
def test_what_a_reader_can_mend_ends_the_build_with_one_line(tmp_path: Path, cell: str, tags: str, said: str) -> None:
    done = _build(tmp_path, cell, tags)
    assert done.returncode != 0
    assert done.stderr.strip().splitlines()[-1] == f"The site was not built. {said}"
    assert "Traceback" not in done.stdout + done.stderr
    assert "Executing notebook failed" not in done.stdout + done.stderr
    assert str(tmp_path) not in done.stderr, "a full path says no more than the page's name"


STOPPING = """Kernel = type(get_ipython().kernel)
publish = Kernel._publish_status_and_flush

def lose_the_socket(self, status, channel, stream, parent=None, publish=publish):
    import zmq  # by now the kernel has forgotten what its cells imported

    if (status, channel) == ("idle", "control"):
        raise zmq.ZMQError(zmq.ENOTSOCK)
    publish(self, status, channel, stream, parent)

Kernel._publish_status_and_flush = lose_the_socket
"""
"""A cell whose kernel cannot send its last word, as happens now and then by chance."""


def test_a_kernel_that_closes_its_socket_too_soon_is_no_news(tmp_path: Path) -> None:
    assert "Traceback" not in _build(tmp_path, STOPPING).stderr


@pytest.mark.parametrize(
    ("error", "heard"),
    [(zmq.ZMQError(zmq.ENOTSOCK), False), (zmq.ZMQError(zmq.ENOTSUP), True), (ValueError("a fault"), True)],
)
def test_only_that_farewell_is_kept_from_the_log(
    error: Exception, *, heard: bool, caplog: pytest.LogCaptureFixture
) -> None:
    log = logging.getLogger("tornado.general")
    runpy.run_path(str(KERNEL / "ipython_kernel_config.py"), {"get_config": Config})
    try:
        log.error("Uncaught exception", exc_info=error)
    finally:
        for kept in list(log.filters):
            log.removeFilter(kept)
    assert ("Uncaught exception" in caplog.text) is heard


def test_another_fault_keeps_the_notebooks_own_traceback(tmp_path: Path) -> None:
    done = _build(tmp_path, "area = Oldham")
    assert done.returncode != 0
    assert "The site was not built. examples/page.md: An error occurred while executing" in done.stderr
    assert "Traceback (most recent call last)" in done.stderr
    assert "NameError: name 'Oldham' is not defined" in done.stderr
    assert "\x1b[" not in done.stderr[done.stderr.index("The site was not built") :]
    assert "Loaded Extensions" not in done.stderr


def test_a_cell_is_the_readers_by_its_tag_and_by_what_the_traceback_quotes() -> None:
    text = PAGE.replace("TAGS", READERS).replace("CELL", "year = abc")
    quoted = "the following cell:\n------------------\n{}\n------------------\n\nCell In[2], line 1\n"
    assert in_the_readers_cell(text, quoted.format("year = abc")) == "your numbers (code cell 2, line 1)"
    assert in_the_readers_cell(text, quoted.format("month = abc")) == ""
    assert in_the_readers_cell(text.replace(READERS, ""), quoted.format("year = abc")) == ""
