"""A chart that fits a page: one SVG for a screen, one for a phone, both in the reader's own theme.

matplotlib draws in the light theme's colours; the colours become variables of the style
sheet and the text stays text, in the page's own font. Nothing is fetched and no state is kept
(`pyplot` is not used).
"""

import html
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from flsguide.report.numbers_behind import Numbers
from flsguide.report.style import FONT, LIGHT, on_theme
from flsguide.report.tables import csv_link

__all__ = ["Chart", "chart"]

WIDE_INCHES = 7.4
NARROW_INCHES = 3.5
POINTS = 10.5


@dataclass(frozen=True)
class Chart:
    """A drawn chart with its message, what a listener hears, and the numbers behind it."""

    name: str
    title: str
    alt: str
    """The finding in words: a reader who cannot see the chart gets this and nothing else of it."""
    wide: str
    narrow: str
    data: Numbers
    caption: str

    def _repr_html_(self) -> str:
        link = csv_link("Numbers behind this chart (CSV)", f"{self.name}.csv", self.data.to_csv())
        return (
            f'<figure class="fls-chart" aria-label="{html.escape(self.title)}">'
            f'<p class="fls-chart-title">{html.escape(self.title)}</p>'
            f'<div class="fls-wide" role="img" aria-label="{html.escape(self.alt)}">{self.wide}</div>'
            f'<div class="fls-narrow" role="img" aria-label="{html.escape(self.alt)}" style="display: none">'
            f"{self.narrow}</div>"
            f"<figcaption>{html.escape(self.caption)} {link}</figcaption></figure>"
        )

    def __repr__(self) -> str:
        """The finding in words."""
        return self.alt


def chart(
    name: str,
    title: str,
    alt: str,
    data: Numbers,
    caption: str,
    draw: Callable[[Axes, bool], None],
    rows: int,
) -> Chart:
    """Draw a chart in both widths.

    Args:
        name: file name of its data and prefix of its SVG ids; unique on a page.
        title: the message, in one line.
        alt: the finding in words.
        data: the numbers behind it.
        caption: what is shown, for whom, and when.
        draw: puts the data on the axes; its second argument is True on a phone.
        rows: how many rows of marks, which sets the height.
    """
    if not alt or alt.endswith((".png", ".svg")):
        msg = f"{name}: alt must say the finding in words"
        raise ValueError(msg)
    wide = _svg(name, draw, WIDE_INCHES, 0.42 * rows + 0.35, is_narrow=False)
    narrow = _svg(f"{name}-narrow", draw, NARROW_INCHES, 0.62 * rows + 0.35, is_narrow=True)
    return Chart(name, title, alt, wide, narrow, data, caption)


def _svg(name: str, draw: Callable[[Axes, bool], None], width: float, height: float, *, is_narrow: bool) -> str:
    settings: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": name,
        "font.size": POINTS,
        "font.family": "DejaVu Sans",
        "text.color": LIGHT["ink"],
        "axes.edgecolor": LIGHT["rule"],
        "axes.labelcolor": LIGHT["muted"],
        "xtick.color": LIGHT["muted"],
        "ytick.color": LIGHT["ink"],
        "hatch.linewidth": 0.8,
    }
    with mpl.rc_context(settings):
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.add_subplot()
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(length=0)
        draw(axes, is_narrow)
        # The room a label needs depends on the axes it shrinks: one pass leaves a long one cut off.
        figure.draw_without_rendering()
        out = io.StringIO()
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return on_theme(_inline(out.getvalue(), name))


def _inline(svg: str, name: str) -> str:
    """An SVG file as an element of a page: no prologue, fluid width, the chart's own ids, the page's font."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", svg, count=1)
    svg = svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" style="width: 100%; height: auto" ', 1)
    svg = re.sub(r"'DejaVu Sans'[^;\"]*", html.escape(f"var(--fls-font, {FONT})", quote=True), svg)
    svg = re.sub(r'id="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", svg)
    svg = re.sub(r'xlink:href="#([^"]+)"', rf'xlink:href="#{name}-\1"', svg)
    return re.sub(r"\n\s*", "\n", svg).strip()
