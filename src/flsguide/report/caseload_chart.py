"""A caseload as a chart."""

from matplotlib.axes import Axes

from flsguide.evidence.ranges import Range
from flsguide.model.caseload import Caseload
from flsguide.report.caseload_tables import caseload_numbers
from flsguide.report.charts import Chart, chart
from flsguide.report.marks import MARK, marked, site_name
from flsguide.report.numbers import about, out_of_100, step_of, with_range
from flsguide.report.sentences import SITE_WORDS
from flsguide.report.style import LIGHT

__all__ = ["caseload_chart"]


def caseload_chart(load: Caseload, place: str) -> Chart:
    """Bars by site with their ranges; the title is the message."""
    sites = load.by_site()
    total, hip = load.total(), sites["hip"]
    step = step_of(total.high - total.low)
    spoken = "; ".join(f"{SITE_WORDS[s].lower()} {with_range(r)}" for s, r in sites.items())

    def draw(axes: Axes, is_narrow: bool) -> None:  # the chart calls it so
        _bars(axes, sites, is_narrow=is_narrow)

    return chart(
        name="fractures-by-site",
        title=(
            f"Of about {about(total.value, step)} {marked('fractures')} a year, "
            f"{out_of_100(hip.value / total.value)} are hips"
        ),
        alt=f"Bar chart. Fractures expected a year in {place}, {load.year}: {spoken}.",
        data=caseload_numbers(load, place),
        caption=(
            f"{place}, {load.year}, age 50 and over. Bars: expected. Lines: plausible range. {MARK} illustrative."
        ),
        draw=draw,
        rows=len(sites),
    )


def _bars(axes: Axes, sites: dict[str, Range], *, is_narrow: bool) -> None:
    end = max(r.high for r in sites.values())
    for row, (site, number) in enumerate(sites.items()):
        axes.barh(row, number.value, height=0.5, color=LIGHT["bar"])
        axes.plot([number.low, number.high], [row, row], color=LIGHT["ink"], linewidth=1.4, solid_capstyle="butt")
        for x in (number.low, number.high):
            axes.plot([x, x], [row - 0.12, row + 0.12], color=LIGHT["ink"], linewidth=1.4)
        if is_narrow:
            axes.text(0, row - 0.36, site_name(site), va="bottom", ha="left")
            axes.text(end * 1.02, row - 0.36, with_range(number), va="bottom", ha="right", color=LIGHT["muted"])
        else:
            axes.text(number.high + end * 0.02, row, with_range(number), va="center", color=LIGHT["muted"])
    axes.set_xlim(0, end * (1.03 if is_narrow else 1.32))
    axes.set_ylim(len(sites) - 0.5, -0.75 if is_narrow else -0.5)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.axvline(0, color=LIGHT["rule"], linewidth=1)
    axes.set_yticks([] if is_narrow else range(len(sites)), [] if is_narrow else [site_name(s) for s in sites])
