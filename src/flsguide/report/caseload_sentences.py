"""A caseload in plain words. A sentence is made from the numbers it states, so the two cannot part."""

from flsguide.evidence.ranges import Range
from flsguide.model.caseload import Caseload
from flsguide.report.numbers import about, between, out_of_100, step_of, with_range
from flsguide.report.sentences import Sentence

__all__ = ["caseload_for_the_case", "caseload_in_brief", "rule_of_thumb", "ways_of_counting"]


def caseload_in_brief(place: str, load: Caseload, people: Range) -> Sentence:
    """How many fractures, how many of them hips, and how many people a service would see."""
    total, hip = load.total(), load.total(("hip",))
    size = step_of(total.high - total.low)
    return Sentence(
        f"{place} can expect about {about(total.value, size)} fractures at age 50 and over in {load.year} "
        f"(plausible range {between(total, size)}). About {with_range(hip)} of them, "
        f"{out_of_100(hip.value / total.value)}, are hip fractures. A fracture liaison service would be asked "
        f"to see about {with_range(people)} people a year; that number rests on two assumptions without a "
        "source (△): which fractures count, and how many people have two."
    )


def ways_of_counting(place: str, base: Caseload, audit_rule: Caseload, modelled: Caseload) -> Sentence:
    """What other definitions would give: they differ more than the range does."""
    shown = [about(load.total().value, _step(load)) for load in (base, audit_rule, modelled)]
    return Sentence(
        f"How you count matters more than chance. {place} has about {shown[0]} fractures a year as records "
        f"count them, {shown[1]} by the national audit's rule of thumb, and {shown[2]} by the national "
        "guideline's model. Say which one you use."
    )


def rule_of_thumb(
    place: str, hip_fractures: float, per_hip: float, load: Caseload, *, is_own_count: bool
) -> Sentence:
    """The audit's five times the hip fractures beside the count by site."""
    total = load.total()
    count = (
        f"{about(hip_fractures, 0)} hip fractures" if is_own_count else f"{about(hip_fractures, 10)} expected hips"
    )
    return Sentence(
        f"{place}: {count} a year at 60 and over, times {per_hip:g}, is "
        f"**{about(hip_fractures * per_hip, 10)}**. The count by site says {about(total.value, _step(load))}: "
        f"it has {total.value / load.total(('hip',), age_from=60).value:.1f} fractures of any kind for each "
        "of those hips."
    )


def caseload_for_the_case(place: str, load: Caseload, people: Range, whose: str) -> Sentence:
    """A paragraph to paste into a business case."""
    total, hip = load.total(), load.total(("hip",))
    return Sentence(
        f"> We estimate that {place} has about {with_range(total)} fractures a year at age 50 and over "
        f"({load.year}), of which about {with_range(hip)} are hip fractures. About {with_range(people)} "
        "people a year would be eligible for a fracture liaison service (this number assumes, without a "
        "source, which fractures count and how many people have two). The estimate applies fracture rates by "
        f"site, sex and age to {whose}. The rates are derived from hospital episodes and general practice "
        "records (England and UK, 2008 to 2024), with patterns by age partly from the United States and "
        "partly assumed; those of the upper arm and pelvis are illustrative. The ranges cover uncertainty in "
        "the rates and chance from year to year, not differences in what is counted."
    )


def _step(load: Caseload) -> float:
    total = load.total()
    return step_of(total.high - total.low)
