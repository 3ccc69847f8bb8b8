"""A caseload in plain words. A sentence is made from the numbers it states, so the two cannot part."""

from collections.abc import Iterable

from flsguide.evidence.incidence import Incidence, incidence
from flsguide.evidence.parameters import Parameter
from flsguide.evidence.population import People
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import Caseload
from flsguide.report.marks import MARK, in_part, marked, why_marked
from flsguide.report.numbers import about, between, out_of_100, step_of, with_range
from flsguide.report.sentences import SITE_WORDS, Sentence, short_names

__all__ = [
    "caseload_for_the_case",
    "caseload_in_brief",
    "one_line_of_the_sum",
    "people_for_a_service",
    "rule_of_thumb",
    "ways_of_counting",
]

EXAMPLE = ("hip", "female", 80)
"""The line of the sum that is shown: many hip fractures, and a band whose ages can be named."""


def caseload_in_brief(place: str, load: Caseload) -> Sentence:
    """How many fractures, how many of them hips, and what to do with the number."""
    total, hip = load.total(), load.total(("hip",))
    size = step_of(total.high - total.low)
    return Sentence(
        f"{place} can expect about {about(total.value, size)} {marked('fractures')} at age 50 and over in "
        f"{load.year} (plausible range {between(total, size)}). About {with_range(hip)} of them, "
        f"{out_of_100(hip.value / total.value)}, are hip fractures. Quote the range with the number, and say "
        f"that it counts fractures as records do. {why_marked()}".rstrip()
    )


def one_line_of_the_sum(place: str, load: Caseload, people: Iterable[People]) -> Sentence:
    """The formula filled in for one site, sex and age band, so that a reader can follow it by hand."""
    site, sex, age = EXAMPLE
    rate: Incidence = incidence()[EXAMPLE]
    number = sum(p.number for p in people if (p.sex, p.age_low) == (sex, age))
    (count,) = (c.fractures for c in load.counts if (c.site, c.sex, c.age_low) == EXAMPLE)
    factor = load.calibration.hip
    own = "" if factor == 1 else f" and times {factor:.2f} to match your own hip count"
    return Sentence(
        f"One line of the sum: {place} has about {about(number, 10)} women aged {age} to {rate.age_high} in "
        f"{load.year}, and of every 100,000 such women {about(rate.rate, 1)} break a {SITE_WORDS[site].lower()} in "
        f"a year. {about(number, 10)} times {about(rate.rate, 1)}, divided by 100,000{own}, is about "
        f"{about(count, 1)} fractures."
    )


def people_for_a_service(people: Range) -> Sentence:
    """How many people a service would be asked to see: kept out of the brief, because two parts of it are assumed."""
    return Sentence(
        f"A fracture liaison service would be asked to see about {with_range(people)} people a year {MARK}. That "
        "number also rests on two assumptions without a source: which fractures count, and how many people have two."
    )


def ways_of_counting(place: str, base: Caseload, audit_rule: Caseload, modelled: Caseload) -> Sentence:
    """What other definitions would give: they differ more than the range does."""
    shown = [about(load.total().value, _step(load)) for load in (base, audit_rule, modelled)]
    return Sentence(
        f"How you count matters more than chance. {place} has about {shown[0]} {marked('fractures')} a year as "
        f"records count them, {shown[1]} raised to the national audit's level, and {shown[2]} by the national "
        "guideline's model. Say which one you use."
    )


def rule_of_thumb(place: str, load: Caseload, hips: Parameter, per_hip: float) -> Sentence:
    """The audit's five times the hip fractures beside the count by site, both of one year and rounded alike."""
    total, expected = load.total(), load.total(("hip",), age_from=60).value
    count = f"about {about(expected, 10)} hip fractures at 60 and over in {load.year}"
    if hips.counted_in == load.year:
        count = f"{about(hips.value, 0)} hip fractures at 60 and over in {load.year}"
    elif hips.counted_in is not None:
        count += f" ({about(hips.value, 0)} in {hips.counted_in}, grown with the population)"
    return Sentence(
        f"{place}: {count}, times {per_hip:g}, is about **{about(expected * per_hip, _step(load))}**. The count by "
        f"site says {marked(about(total.value, _step(load)))}: it has {total.value / expected:.1f} fractures of any "
        "kind for each of those hips."
    )


def caseload_for_the_case(place: str, load: Caseload, people: Range, whose: str) -> Sentence:
    """A paragraph to paste into a business case."""
    total, hip = load.total(), load.total(("hip",))
    return Sentence(
        f"> We estimate that {place} has about {with_range(total)} fractures a year at age 50 and over "
        f"({load.year}), of which about {with_range(hip)} are hip fractures.{_illustrative()} About "
        f"{with_range(people)} people a year would be eligible for a fracture liaison service (this number "
        "assumes, without a source, which fractures count and how many people have two). The estimate applies "
        f"fracture rates by site, sex and age to {whose}. The rates are derived from English hospital episodes and "
        "UK general practice records, with patterns by age partly from the United States and partly assumed. The "
        "ranges cover uncertainty in the rates and chance from year to year, not differences in what is counted. "
        f"Sources of the rates: {_sources_of_rates()}."
    )


def _illustrative() -> str:
    why = in_part()
    return f" A part of that count is illustrative: {why}." if why else ""


def _sources_of_rates() -> str:
    return short_names(key for row in incidence().values() for key in row.source)


def _step(load: Caseload) -> float:
    total = load.total()
    return step_of(total.high - total.low)
