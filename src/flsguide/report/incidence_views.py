"""The fracture rates as a chart and as tables, and their checks."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes

from flsguide.analysis.caseload_checks import PEOPLE, Comparison
from flsguide.evidence.incidence import INDEX_SITES, Incidence
from flsguide.evidence.published_counts import PublishedCount
from flsguide.evidence.sources import sources
from flsguide.report.charts import Chart, chart
from flsguide.report.marks import marked, note_of_mark, site_name
from flsguide.report.numbers import about
from flsguide.report.numbers_behind import Numbers
from flsguide.report.sentences import SITE_WORDS
from flsguide.report.style import LIGHT
from flsguide.report.tables import Table

__all__ = ["checks_table", "rate_chart", "rate_numbers", "rate_table"]

OLDEST = 100
"""A band that ends later has no end."""
Rates = Mapping[tuple[str, str, int], Incidence]


def rate_table(rates: Rates, sex: str) -> Table:
    """Fractures a year per 100,000 people of one sex, by age band and site."""
    ages = sorted({age for _, _, age in rates})
    rows = [
        (_band(rates["hip", sex, age]), *(_rounded(rates[site, sex, age].rate) for site in INDEX_SITES))
        for age in ages
    ]
    words = "women" if sex == "female" else "men"
    return Table(
        f"Fractures a year per 100,000 {words}, by age",
        ("Age", *(site_name(site) for site in INDEX_SITES)),
        tuple(rows),
        numeric=tuple(range(1, len(INDEX_SITES) + 1)),
        note=note_of_mark(),
    )


def rate_numbers(rates: Rates) -> Numbers:
    """Every rate with its range: both sexes, all sites and ages."""
    return Numbers(
        ("site", "sex", "age_low", "age_high", "fractures_a_year_per_100000", "low", "high", "certainty"),
        tuple(
            (SITE_WORDS[r.site].lower(), r.sex, r.age_low, r.age_high, r.rate, r.low, r.high, r.certainty)
            for r in rates.values()
        ),
    )


def rate_chart(rates: Rates) -> Chart:
    """Hip fracture rates against all others by age, both sexes."""
    ages = sorted({age for _, _, age in rates})
    first, last = ages[0], ages[-1]

    def draw(axes: Axes, is_narrow: bool) -> None:
        for sex, style in (("female", "-"), ("male", "--")):
            for site, colour in (("hip", "attention"), ("others", "bar")):
                values = [_rate(rates, site, sex, age) for age in ages]
                axes.plot(ages, values, style, color=LIGHT[colour], linewidth=2)
                name = f"{'women' if sex == 'female' else 'men'}, {'hip' if site == 'hip' else 'other sites'}"
                shift = -7 if site == "hip" else 7  # points: the two lines of women end at nearly the same rate
                axes.annotate(name, (last, values[-1]), (4, shift), textcoords="offset points", va="center")
        axes.set_xlim(first, last + (26 if is_narrow else 14))
        axes.set_xticks([50, 60, 70, 80, 90], ["50", "60", "70", "80", "90+"])
        axes.set_ylim(0, None)
        axes.set_yticks([1000, 2000, 3000], ["1,000", "2,000", "3,000"])
        axes.grid(axis="y", color=LIGHT["rule"], linewidth=0.7)

    hip_women = [rates["hip", "female", age].rate for age in (first, last)]
    hip_men = [rates["hip", "male", age].rate for age in (first, last)]
    others = [_rate(rates, "others", "female", age) for age in (first, last)]
    return chart(
        name="rates-by-age",
        title=(
            f"Between 50 and 90 the hip fracture rate of women grows {about(hip_women[1] / hip_women[0], 10)}-fold, "
            f"that of other fractures {about(others[1] / others[0], 1)}-fold"
        ),
        alt=(
            "Line chart of fractures a year per 100,000 people by age. Hip fractures rise from "
            f"{about(hip_women[0], 1)} at 50 to 54 to {about(hip_women[1], 10)} at 90 and over in women, and from "
            f"{about(hip_men[0], 1)} to {about(hip_men[1], 10)} in men. All other sites together rise in women from "
            f"{about(others[0], 10)} to {about(others[1], 10)}."
        ),
        data=rate_numbers(rates),
        caption="Fractures a year per 100,000 people, England.",
        draw=draw,
        rows=8,
    )


def checks_table(found: Sequence[Comparison]) -> Table:
    """Published counts beside what the rates give, with the tolerance stated for each and the reason for it."""
    rows = [
        (
            f"{c.published.label}{_place(c.published)}, {c.published.year or 'undated'} ({_sources(c)})",
            about(c.published.value, 0),
            marked(about(c.ours, 10 ** max(0, len(str(int(c.ours))) - 3)), c.published.sites or None),
            f"{c.ratio:.2f}",
            f"{_agreement(c)}: {c.published.why}",
        )
        for c in found
    ]
    return Table(
        "Published counts and what the rates give for the same sites, ages and places in 2023",
        ("Count (source)", "Published", "The rates give", "Ratio", "Do they agree, and why"),
        tuple(rows),
        numeric=(1, 2, 3),
        is_text=True,
        note=(
            f"Beside a count of people stand the people whom a service would be asked to see. {note_of_mark()}"
        ).rstrip(),
    )


def _sources(found: Comparison) -> str:
    known = sources()
    return "; ".join(known[key].short for key in found.published.source)


def _agreement(found: Comparison) -> str:
    if found.agrees is None:
        return "The rates should give more" if found.published.unit == PEOPLE else "Not expected"
    return f"{'Yes' if found.agrees else 'No'}, {about(100 * (found.published.agrees_within or 0), 1)} in 100 allowed"


def _rounded(rate: float) -> str:
    """Three figures at most: the rates carry ranges of a fourteenth or more."""
    return about(rate, 10 if rate >= 1000 else 1)  # noqa: PLR2004  # four figures


def _place(count: PublishedCount) -> str:
    return "" if count.population.split(",")[0].split(" NHS")[0] in count.label else f", {count.population}"


def _rate(rates: Rates, site: str, sex: str, age: int) -> float:
    others = [s for s in INDEX_SITES if s != "hip"]
    return sum(rates[s, sex, age].rate for s in ([site] if site == "hip" else others))


def _band(row: Incidence) -> str:
    return f"{row.age_low} and over" if row.age_high > OLDEST else f"{row.age_low} to {row.age_high}"
