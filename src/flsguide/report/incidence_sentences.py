"""How far the fracture rates may be out, and how far they lie from what others count: words that move with both."""

from collections.abc import Iterable, Sequence

from flsguide.analysis.caseload_checks import PEOPLE, Comparison
from flsguide.evidence.incidence import Incidence
from flsguide.report.marks import marked
from flsguide.report.numbers import about
from flsguide.report.sentences import SITE_WORDS, Sentence, short_names

__all__ = ["beside_a_local_figure", "how_far_apart", "how_far_out"]

APART = {
    "hip_nhfd_2024": "The hip fracture audit's count of 2024",
    "all_flsdb_2024": "The audit's total for England and Wales",
    "all_nogg": "The guideline's total for the United Kingdom",
    "hip_nogg": "The guideline's hip total for the United Kingdom",
    "hip_scotland_2024": "Scotland's count of hip fractures",
}
"""Counts that the page talks about, by their names in the table of checks."""

OLDER = 65
"""From this age on the hip's range is narrower: its level was set to admissions at 65 and over."""


def how_far_out(recorded: Sequence[Incidence]) -> Sentence:
    """A list: the range of each site in parts of 100, once where all its ages are alike."""
    lines = []
    for site in dict.fromkeys(r.site for r in recorded):
        name = "Pelvis" if site == "pelvis" else SITE_WORDS[site]
        of_site = [r for r in recorded if r.site == site]
        younger, older = (_out(r for r in of_site if (r.age_low >= OLDER) == is_older) for is_older in (False, True))
        if younger == older:
            lines.append(f"- {name}: {older}.")
        else:
            lines.append(f"- {name}: {younger} below {OLDER}, {older} from {OLDER} on.")
    return Sentence("\n".join(lines))


def how_far_apart(found: Sequence[Comparison]) -> Sentence:
    """A list: by how many in 100 each of some published counts is above or below the rates."""
    by_name = {c.published.name: c for c in found}
    return Sentence("\n".join(f"- {words} is {_apart(by_name[name])}." for name, words in APART.items()))


def beside_a_local_figure(found: Sequence[Comparison], year: int) -> Sentence:
    """What local services said of the people they reach, beside the people whom they would be asked to see."""
    return Sentence(" ".join(_local(c, year) for c in found if c.published.unit == PEOPLE))


def _local(found: Comparison, year: int) -> str:
    published = found.published
    return (
        f"**{published.label}**: {about(published.value, 0)} in {published.year} ({short_names(published.source)}). "
        f"The rates give about {marked(about(found.ours, 100))} people for a service to see there in {year}, "
        f"{found.ratio:.2f} times as many. The published figure is a floor: it counts people whom the service "
        "had found and invited, and none whom it missed. It is also older than the population. If the rates are "
        f"right, the service invited about {about(100 / found.ratio, 1)} of every 100 people it should see."
    )


def _out(rows: Iterable[Incidence]) -> str:
    """How far the highest rate may be out: rates are held to one decimal, which blurs the ends of a low one."""
    most = max(rows, key=lambda r: r.rate)
    down, up = (about(100 * abs(end / most.rate - 1), 1) for end in (most.low, most.high))
    return f"{up} in 100 either way" if down == up else f"{down} in 100 down, {up} up"


def _apart(found: Comparison) -> str:
    """From the side of the published count: "12 in 100 above the rates"."""
    more = 100 * (1 / found.ratio - 1)
    if abs(more) < 1:
        return "within 1 in 100 of the rates"
    return f"{about(abs(more), 1)} in 100 {'above' if more > 0 else 'below'} the rates"
