"""The settings of the site: what a library would do otherwise."""

import runpy
from pathlib import Path

from pybtex.database import Entry, Person
from sphinxcontrib.bibtex.plugin import find_plugin

CONF = runpy.run_path(str(Path(__file__).parents[1] / "conf.py"))


def test_a_citation_of_several_authors_says_and_others_however_many_are_listed() -> None:
    style = find_plugin("sphinxcontrib.bibtex.style.referencing", CONF["bibtex_reference_style"])()
    names = style.person.names("author", full=False)
    for authors in (["Leal, J", "others"], ["Hawley, Samuel", "Javaid, M", "Judge, Andrew"]):
        entry = Entry("article", persons={"author": [Person(name) for name in authors]})
        shown = names.format_data({"entry": entry, "style": style}).render_as("text")
        assert shown == f"{authors[0].split(',')[0]} and others"
