"""Sphinx settings of the flsguide site."""

import os
import sys
from functools import partial
from pathlib import Path

from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

import flsguide

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "docs" / "_ext"))
os.environ["IPYTHONDIR"] = str(ROOT / "docs" / "_kernel")  # pages run the same whoever builds them

project = "flsguide"
author = "flsguide contributors"
project_copyright = "2026, flsguide contributors. Text CC BY 4.0, code MIT"
release = version = flsguide.__version__
language = "en-GB"

extensions = [
    "myst_nb",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "accessible_markup",
    "downloads",
    "mathml",
    "notebook_cache_key",
    "number_role",
    "page_refusals",
    "parameter_rows",
    "review_status",
    "run_times",
]
exclude_patterns = ["_checks", "_ext", "_kernel", "_static", "_templates"]
templates_path = ["docs/_templates"]
nitpicky = True

# Pages are text notebooks. They run when the site is built and their output is kept until an input changes.
nb_execution_mode = "cache"
nb_execution_cache_path = str(ROOT / "_build" / "notebooks")
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True
nb_ipywidgets_js = {}  # the default fetches scripts from another site; no page has widgets
nb_render_markdown_format = "myst"
nb_number_source_lines = False
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
html_math_renderer = "mathml"
myst_heading_anchors = 3

bibtex_bibfiles = ["data/sources.bib"]
bibtex_default_style = "plain"
bibtex_cite_id = "source-{key}"  # so that a table can lead to a source's entry: see report/source_links.py
# Three authors and more are "and others", as everywhere else on the site. The library would write "et al." for them,
# and "and others" only where sources.bib names the first author alone.
register_plugin(
    "sphinxcontrib.bibtex.style.referencing",
    "author_year_in_words",
    partial(AuthorYearReferenceStyle, person=PersonStyle(other=" and others")),
)
bibtex_reference_style = "author_year_in_words"

myst_html_meta = {
    "description": "Worked examples and sourced numbers: make the case for a fracture liaison service in England."
}
html_theme = "pydata_sphinx_theme"
html_context = {"default_mode": "auto"}
html_favicon = "docs/_static/favicon.svg"
html_title = "flsguide"
html_static_path = ["docs/_static"]
html_css_files = ["flsguide.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "logo": {"text": "flsguide"},
    "navbar_align": "left",
    "header_links_before_dropdown": 7,
    "navbar_end": ["theme-switcher"],
    "navbar_persistent": ["search-button"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["footing"],
    "footer_end": [],
    "show_prev_next": False,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_sidebars = {"**": []}  # the header and the page's own contents are map enough
