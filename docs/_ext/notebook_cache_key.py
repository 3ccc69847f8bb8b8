"""Gives each notebook page a cache key that changes with the package, the data and the lock file.

MyST-NB keeps a page's outputs under a key made of its code cells and the `kernelspec` of its front matter.
An edited module or figure changes neither, so old numbers would be published and the build stay green.
Here a hash of everything else the page depends on joins its `kernelspec`, as `inputs`. Old outputs stay in
the cache, so an edit taken back finds them again. Data files must be named in string constants: by path,
file name or folder, or by a pattern such as `*.csv`.
"""

import ast
import hashlib
import importlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

_parse = cache(ast.parse)  # by source text, so never out of date; most pages share most modules


def _imports(tree: ast.AST, folder: Path, package_dir: Path) -> Iterator[Path]:
    """Files of `package_dir` that the imports of `tree` run; `folder` is where relative ones start."""
    for node in ast.walk(tree):
        names: list[tuple[Path, str]] = []  # where to look, and the dotted name there
        if isinstance(node, ast.Import):
            names = [(package_dir.parent, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = (package_dir.parent, folder, *folder.parents)[node.level]
            names = [(start, f"{node.module or ''}.{alias.name}".strip(".")) for alias in node.names]
        for start, name in names:
            module = start.joinpath(*name.split("."))  # a module, or a name that a module defines
            for path in (module, *module.parents):
                if path.is_relative_to(package_dir):
                    yield from (p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file())


def inputs_of(page_text: str, package_dir: Path, data_dir: Path, page: str = "page") -> tuple[Path, ...]:
    """Every module and data file that a notebook page depends on, sorted.

    Modules: those the code cells import, and those these import in turn, within functions too.
    Data files: those whose path in `data_dir`, name, folder or `*.suffix` is a string constant of these.

    Raises:
        ValueError: a cell or module is not plain Python (IPython magics are not); says where.
    """
    cells = [cell.source for cell in read_myst_markdown_notebook(page_text).cells if cell.cell_type == "code"]
    todo = [(f"{page}, code cell {n}", source, package_dir.parent) for n, source in enumerate(cells, start=1)]
    found: set[Path] = set()
    words: set[str] = set()
    for where, source, folder in todo:  # grows as modules are found
        try:
            tree = _parse(source)
        except SyntaxError as error:
            msg = f"{where}, line {error.lineno}: {error.msg}; write plain Python, without IPython magics"
            raise ValueError(msg) from error
        values = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        words.update(value.strip("/").removeprefix("**/") for value in values if isinstance(value, str))
        new = set(_imports(tree, folder, package_dir)) - found
        found |= new
        todo += [(path.name, path.read_text(encoding="utf-8"), path.parent) for path in sorted(new)]
    for path in filter(Path.is_file, data_dir.rglob("*")):
        name = path.relative_to(data_dir)
        folders = {parent.as_posix() for parent in name.parents[:-1]}
        if words & {name.as_posix(), path.name, f"*{path.suffix}", *folders}:
            found.add(path)
    return tuple(sorted(found))


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
    data = {path for path in inputs if path.is_relative_to(data_dir)}
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    extra = (fingerprint(data, data_dir), lock.read_text(encoding="utf-8"), python)
    return fingerprint(set(inputs) - data, package_dir, extra), [*inputs, lock]


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
