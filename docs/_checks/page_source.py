"""A page's source as its checks see it: front matter, sections, code cells and prose."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook
from nbformat import NotebookNode

DOCS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Page:
    """One page of `docs/`."""

    path: Path
    text: str

    @classmethod
    def read(cls, path: Path) -> "Page":
        """The page as it is on disk."""
        return cls(path, path.read_text(encoding="utf-8"))

    @property
    def name(self) -> str:
        """Its name as a contributor types it: `examples/how-many-fractures`."""
        inside = self.path.relative_to(DOCS) if self.path.is_relative_to(DOCS) else self.path
        return inside.with_suffix("").as_posix()

    @property
    def kind(self) -> str:
        """Example (a worked example or its template), guidance (a recommendation), or page."""
        if self.path.stem == "index":
            return "page"
        if self.path.stem == "example-template" or self.path.parent.name == "examples":
            return "example"
        return "guidance" if self.path.parent.name == "recommendations" else "page"

    @cached_property
    def front(self) -> dict[str, Any]:
        """The front matter; empty where there is none or it is not a table of facts."""
        found = re.match(r"(?s)---\n(.*?)\n---\n", self.text)
        try:
            facts = yaml.safe_load(found[1]) if found else None
        except yaml.YAMLError:
            facts = None  # `unreadable_front` says where
        return facts if isinstance(facts, dict) else {}

    @property
    def unreadable_front(self) -> str:
        """What is wrong with front matter that cannot be read, and where; empty where it can."""
        found = re.match(r"(?s)---\n(.*?)\n---\n", self.text)
        try:
            yaml.safe_load(found[1] if found else "")
        except yaml.MarkedYAMLError as problem:
            line = (problem.problem_mark.line if problem.problem_mark else 0) + 2  # the file's first line is ---
            return f"near line {line}: {problem.problem or 'it is not YAML'}"
        return ""

    @property
    def is_notebook(self) -> bool:
        """Whether its code is run."""
        return bool(is_myst_markdown_notebook(self.text))

    @cached_property
    def cells(self) -> tuple[NotebookNode, ...]:
        """Its code cells, in order."""
        if not self.is_notebook:
            return ()
        return tuple(c for c in read_myst_markdown_notebook(self.text).cells if c.cell_type == "code")

    @cached_property
    def body(self) -> str:
        """What is written: no front matter, no code, no lists of pages, no comments."""
        text = re.sub(r"(?s)\A---\n.*?\n---\n", "", self.text)
        text = re.sub(
            r"(?ms)^`{3}(?:\{code-cell\}|\{toctree\}|\{include\}|python|text|bash)[^\n]*\n.*?^`{3}[ ]*$\n?", "", text
        )
        return re.sub(r"(?m)^%.*\n|<!--.*?-->", "", text)

    @property
    def headings(self) -> tuple[str, ...]:
        """The sections' names (second level)."""
        return tuple(re.findall(r"(?m)^## (.+)$", self.body))

    @property
    def titles(self) -> tuple[str, ...]:
        """The names of first level: one, if the page is sound."""
        return tuple(re.findall(r"(?m)^# (.+)$", self.body))


def every_page() -> tuple[Page, ...]:
    """Every page of the site, in order: a new one is found by where it stands."""
    paths = sorted(p for p in DOCS.rglob("*.md") if not p.relative_to(DOCS).parts[0].startswith("_"))
    return tuple(Page.read(path) for path in paths)


def plain(text: str) -> str:
    """Running text without markup: a role becomes its words, a link its text."""
    text = re.sub(r"\{(?:number|value)\}`[^`]*`", "a number", text)
    text = re.sub(r"\{cite:p\}`[^`]*`", "", text)
    text = re.sub(r"\{(?:doc|ref|term)\}`([^`<]*?)\s*(?:<[^`]*>)?`", r"\1", text)
    text = re.sub(r"\{glue:text\}`[^`]*`", "", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\{[.#][^}]*\}", "", text)
    text = re.sub(r"`([^`]*)`", r"\1", text)
    return re.sub(r"[*_]{1,2}(\S(?:.*?\S)?)[*_]{1,2}", r"\1", text).strip()
