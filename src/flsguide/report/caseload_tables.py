"""A caseload as tables; needs nothing beyond the standard library."""

from collections.abc import Sequence

from flsguide.analysis.caseload_swings import WAY_OF_COUNTING
from flsguide.analysis.sensitivity import Swing
from flsguide.evidence.incidence import incidence
from flsguide.evidence.ranges import Range
from flsguide.evidence.sources import CERTAINTIES
from flsguide.model.caseload import CHANCE, FOLLOWING, OWN_HIP_COUNT, PLACE, Caseload
from flsguide.report.marks import MARK, marked, note_of_mark, site_name
from flsguide.report.numbers import about, step_of, with_range
from flsguide.report.numbers_behind import Numbers
from flsguide.report.sentences import SITE_WORDS
from flsguide.report.tables import Table

__all__ = ["SIZES", "caseload_numbers", "caseload_table", "reckoner", "scenario_table", "swing_table"]

ALL = "All sites"
SIZES = (200_000, 300_000, 400_000, 500_000, 750_000)
"""Populations of the table for readers with no computer at hand: from a small trust's to a large one's."""
_DOUBT_WORDS = {
    WAY_OF_COUNTING: "How fractures are counted",
    CHANCE: "Chance from year to year",
    PLACE: "How places differ",
    FOLLOWING: "How far other fractures follow the hip count",
    OWN_HIP_COUNT: "Chance in the year of the hip count",
}


def caseload_table(load: Caseload, place: str) -> Table:
    """Fractures a year by site, with the range and how many happen to women and at 75 and over."""
    rows = []
    for site, number in (load.by_site() | {ALL: load.total()}).items():
        sites = None if site == ALL else (site,)
        step = step_of(number.high - number.low)
        women, old = load.total(sites, "female"), load.total(sites, age_from=75)
        name = marked(ALL) if site == ALL else site_name(site)
        rows.append((name, with_range(number, step), about(women.value, step), about(old.value, step)))
    return Table(
        f"{place}: fractures expected in {load.year} at age 50 and over",
        ("Site", "Fractures a year (plausible range)", "Women", "Aged 75 and over"),
        tuple(rows),
        numeric=(1, 2, 3),
        note=_joined(
            note_of_mark(),
            "The pelvis is counted with the other sites. Each number is rounded to what its own range supports, so "
            "the parts need not add up to the total.",
        ),
    )


def scenario_table(loads: Sequence[tuple[str, Caseload, str]], place: str) -> Table:
    """The same population by each way of counting, and what each stands for."""
    rows = []
    for label, load, meaning in loads:
        total = load.total()
        rows.append((label, with_range(total), meaning))
    return Table(
        f"Fractures a year by way of counting, {place}",
        ("Way of counting", f"{marked('Fractures a year')} (range)", "What it stands for"),
        tuple(rows),
        is_text=True,
        note=note_of_mark(),
    )


def swing_table(swings: Sequence[Swing], total: Range, place: str, count: int = 3) -> Table:
    """The sources of doubt that move the total most; one that does not apply to the place moves nothing."""
    step = step_of(1.5 * (total.high - total.low))  # the widest swings are wider than the total's own range
    rows = tuple(
        (
            _DOUBT_WORDS.get(s.name) or marked(f"Rate of fractures: {SITE_WORDS[s.name].lower()}", (s.name,)),
            about(min(s.answer_at_low, s.answer_at_high), step),
            about(max(s.answer_at_low, s.answer_at_high), step),
        )
        for s in [s for s in swings if s.width > 0][:count]
    )
    return Table(
        f"What moves the total of {marked(about(total.value, step))} most, the rest held, {place}",
        ("What is in doubt", marked("Total at its low end"), marked("Total at its high end")),
        rows,
        numeric=(1, 2),
        note=note_of_mark(),
    )


def caseload_numbers(load: Caseload, place: str) -> Numbers:
    """A caseload unrounded, one row a site: for a spreadsheet."""
    rows = []
    for site, number in (load.by_site() | {ALL: load.total()}).items():
        sites = None if site == ALL else (site,)
        women, old = load.total(sites, "female").value, load.total(sites, age_from=75).value
        sure = max((r.certainty for r in incidence().values() if site in (ALL, r.site)), key=CERTAINTIES.index)
        name = "all sites" if site == ALL else SITE_WORDS[site].lower()
        rows.append((place, load.year, name, number.value, number.low, number.high, women, old, sure))
    return Numbers(
        (
            "place",
            "year",
            "site",
            "fractures_a_year",
            "low",
            "high",
            "women",
            "aged_75_and_over",
            "least_certain_part",
        ),
        tuple(rows),
    )


def reckoner(loads: Sequence[tuple[float, Caseload, Range]]) -> Table:
    """Fractures, hips and people to see for populations of several sizes: for readers with no computer at hand."""
    rows = tuple(
        (f"{number:,.0f}", with_range(load.total()), with_range(load.total(("hip",))), with_range(people))
        for number, load, people in loads
    )
    return Table(
        "Fractures a year at age 50 and over by the number of people of all ages, if they are as old as England",
        ("People", marked("Fractures"), "Of them, hips", f"People for a service {MARK}"),
        rows,
        numeric=(1, 2, 3),
        note=_joined(note_of_mark(), "The people for a service rest on two more assumptions without a source."),
    )


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
