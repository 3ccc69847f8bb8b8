"""Gives each notebook page a cache key that changes with the package, the data and the lock file.

MyST-NB keeps a page's outputs under a key made of its code cells and the `kernelspec` of its front matter.
An edited module or figure changes neither, so old numbers would be published and the build stay green.
Here a hash of everything else the page depends on (`page_inputs`) joins its `kernelspec`, as `inputs`. Of the table
of parameters only the rows that the page is made from count (`rows_in_key`). Old outputs stay in the cache, so an
edit taken back finds them again.
"""

import hashlib
import importlib
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from page_inputs import inputs_of
from rows_in_key import TABLE, rows_in_key


def fingerprint(paths: Iterable[Path], root: Path, extra: Iterable[str] = ()) -> str:
    """Sixteen hexadecimal digits of the SHA-256 over each file's path in `root`, its bytes, and `extra`.

    Neither the checkout's place nor a file's date counts, so a cache can move between machines.
    """
    named = [(path.relative_to(root).as_posix().encode(), path.read_bytes()) for path in sorted(set(paths))]
    parts = [part for pair in named for part in pair] + [text.encode() for text in extra]
    return hashlib.sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts)).hexdigest()[:16]


def _key(app: Sphinx, docname: str, text: str) -> tuple[str, list[Path]]:
    """A page's key and the files it comes from."""
    data_path = importlib.import_module(f"{app.config.notebook_cache_key_package}.data_path")
    package_dir, data_dir = Path(str(data_path.__file__)).resolve().parent, data_path.data_root().resolve()
    lock = Path(app.confdir, "requirements", "site.txt")
    inputs = inputs_of(text, package_dir, data_dir, page=docname)
    data = {path for path in inputs.files if path.is_relative_to(data_dir)}
    by_row = data & {data_dir / TABLE}
    rows = [json.dumps(rows_in_key(path.read_bytes(), inputs.words)) for path in by_row]
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    extra = (fingerprint(data - by_row, data_dir, rows), lock.read_text(encoding="utf-8"), python)
    return fingerprint(set(inputs.files) - data, package_dir, extra), [*inputs.files, lock]


def _on_source_read(app: Sphinx, docname: str, source: list[str]) -> None:
    """Gives MyST-NB the text with the key, and Sphinx the files that it comes from."""
    if is_myst_markdown_notebook(source[0]):
        source[0], files = keyed(app, docname, source[0])
        for path in files:
            app.env.note_dependency(path)


def keyed(app: Sphinx, docname: str, text: str) -> tuple[str, list[Path]]:
    """A notebook page's text with its key, under which its outputs are kept, and the files behind the key.

    No line moves, so warnings name the right one.

    Raises:
        ValueError: as `inputs_of`; a page without `kernelspec:` in its front matter.
    """
    kernelspec = read_myst_markdown_notebook(text).metadata.get("kernelspec")
    key, files = _key(app, docname, text)
    pattern = re.compile(r"^kernelspec:.*\n(?:[ \t].*\n)*", re.MULTILINE)
    if not kernelspec or not pattern.search(text):
        msg = f"{docname}: a notebook page needs `kernelspec:` in its front matter, or its outputs go stale"
        raise ValueError(msg)
    line = "kernelspec: " + json.dumps({**kernelspec, "inputs": key})  # JSON is YAML
    return pattern.sub(lambda old: line + "\n" * old[0].count("\n"), text, count=1), files


def _outdated(app: Sphinx, env: BuildEnvironment, *known: set[str]) -> list[str]:
    """Pages whose key changed with no newer date on a file: a module added, an old file copied back."""
    specs = {page: env.metadata[page].get("kernelspec") for page in env.all_docs.keys() - set().union(*known)}
    old = {page: spec["inputs"] for page, spec in specs.items() if isinstance(spec, dict) and "inputs" in spec}
    texts = {page: Path(env.doc2path(page)).read_text(encoding="utf-8") for page in old}
    return [page for page, text in texts.items() if _key(app, page, text)[0] != old[page]]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Registers the extension; `notebook_cache_key_package` names a package with `data_path.data_root()`."""
    app.add_config_value("notebook_cache_key_package", "flsguide", "env")
    app.connect("source-read", _on_source_read)
    app.connect("env-get-outdated", _outdated)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
