"""A site of two pages, small enough to be built in a test, and pages as they are written."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

EXTENSIONS = Path(__file__).parents[2] / "docs" / "_ext"
HEAD = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n# Page\n"


def page(*cells: str, head: str = HEAD) -> str:
    return head + "".join(f"\nSome words.\n\n```{{code-cell}}\n{cell}\n```\n" for cell in cells)


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


SITE_PACKAGE = {
    "__init__.py": "",
    "data_path.py": (
        "from pathlib import Path\n\n\ndef data_root():\n    return Path(__file__).parents[1] / 'data'\n"
    ),
    "rates.py": (
        "from fakeguide.data_path import data_root\n\n\n"
        "def rate():\n    return 'rate ' + (data_root() / 'rates.csv').read_text().strip()\n"
    ),
    "figures.py": (
        "import csv\n\nfrom fakeguide.data_path import data_root\n\n\n"
        "def figure(name):\n    with (data_root() / 'parameters.csv').open(encoding='utf-8', newline='') as file:\n"
        "        return name + ' ' + {row['name']: row['value'] for row in csv.DictReader(file)}[name]\n"
    ),
    "words.py": "WORD = 'hello'\n",
}
PARAMETERS = """\
label,name,value,local,note
A share,p_used,1,no,
"Another,
on two lines",p_other_12,2,no,"p_used,
"
Unused,p_unused,3,no,
Asked for,n_asked,4,yes,
"""
CONF = """
extensions = ["myst_nb", "notebook_cache_key"]
notebook_cache_key_package = "fakeguide"
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
exclude_patterns = ["_build"]
html_theme = "basic"
"""


@dataclass(frozen=True)
class Site:
    """A site of two pages, each of which leaves a mark when it is really run."""

    folder: Path
    options: tuple[str, ...] = ()

    def sphinx(self) -> subprocess.CompletedProcess[str]:
        search = os.pathsep.join([str(self.folder), str(EXTENSIONS)])
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env |= {"PYTHONPATH": search, "PYTHONPYCACHEPREFIX": str(self.folder.parent / "compiled")}  # quicker
        command = [sys.executable, "-m", "sphinx", "-q", "-W", *self.options, ".", "_build/html"]
        return subprocess.run(
            command, cwd=self.folder, env=env, capture_output=True, text=True, check=False, timeout=120
        )

    def build(self) -> list[str]:
        """Builds, and gives the pages that ran."""
        ran = self.folder / "ran.txt"
        ran.unlink(missing_ok=True)
        done = self.sphinx()
        assert done.returncode == 0, done.stdout + done.stderr
        return sorted(ran.read_text(encoding="utf-8").split()) if ran.exists() else []

    def html(self, name: str) -> str:
        return (self.folder / "_build" / "html" / f"{name}.html").read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """For a module, to another length: of one edited within the second Python looks at no more."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def make_site(folder: Path, *options: str) -> Site:
    mark = "with open('ran.txt', 'a') as file:\n    print('{}', file=file)"
    fuller_head = HEAD.replace("kernelspec:", "myst:\n  html_meta:\n    author: us\nkernelspec:").replace(
        "3\n---", "3\ntitle: Fuller\n---"
    )
    rate, word = (
        "from fakeguide.figures import figure\nfrom fakeguide.rates import rate\nprint(rate(), figure('p_used'))",
        "from fakeguide import figures, words\nmonths = 12\nprint(words.WORD, figures.figure(f'p_other_{months}'))",
    )
    write(folder / "fakeguide", SITE_PACKAGE)
    write(
        folder,
        {
            "conf.py": CONF,
            "data/parameters.csv": PARAMETERS,
            "data/rates.csv": "one\n",
            "requirements/site.txt": "sphinx==9\n",
            "index.md": "---\nkernelspec: {name: x}\n---\n# Home\n\n```{toctree}\nwith_data\nwithout_data\n```\n",
            "with_data.md": page(mark.format("with_data"), rate),
            "without_data.md": page(mark.format("without_data"), word, head=fuller_head),
        },
    )
    return Site(folder, options)
