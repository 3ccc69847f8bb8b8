"""Results in plain words. A sentence is made from the numbers it states, so the two cannot part."""

from flsguide.evidence.ranges import Range
from flsguide.model.caseload import Caseload
from flsguide.model.pathway import Cascade
from flsguide.report.numbers import about, between, one_in, step_of, with_range

__all__ = [
    "SITE_WORDS",
    "Sentence",
    "caseload_for_the_case",
    "caseload_in_brief",
    "missed_for_the_case",
    "missed_in_brief",
    "rule_of_thumb",
    "ways_of_counting",
]

SITE_WORDS = {
    "hip": "Hip",
    "vertebral": "Spine",
    "humerus": "Upper arm",
    "forearm": "Wrist and forearm",
    "other": "Other sites",
}


class Sentence(str):
    """Text that a notebook shows as Markdown rather than in quotation marks."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        """The text itself."""
        return str(self)


def caseload_in_brief(place: str, load: Caseload, people: Range) -> Sentence:
    """How many fractures, how many of them hips, and how many people a service would see."""
    total, hip = load.total(), load.total(("hip",))
    size = step_of(total.high - total.low)
    return Sentence(
        f"{place} can expect about {about(total.value, size)} fragility fractures in {load.year} among people "
        f"aged 50 and over (plausible range {between(total, size)}). About {with_range(hip)} of them, "
        f"{one_in(hip.value / total.value)}, are hip fractures. A fracture liaison service would be asked to see "
        f"about {with_range(people)} people a year: fractures of the skull, face, fingers and toes, and second "
        "fractures in the same year, are left out."
    )


def ways_of_counting(base: Caseload, audit_rule: Caseload, modelled: Caseload) -> Sentence:
    """What other definitions would give: they differ more than the range does."""
    step = step_of(base.total().high - base.total().low)
    return Sentence(
        f"How you count matters more than chance. The same population has about {about(base.total().value, step)} "
        f"fractures as records count them, {about(audit_rule.total().value, step)} by the national audit's rule of "
        f"thumb, and {about(modelled.total().value, step)} by the national guideline's model. Say which one you use."
    )


def rule_of_thumb(hip_fractures: float, per_hip: float, load: Caseload, *, is_own_count: bool) -> Sentence:
    """The audit's five times the hip fractures beside the count by site."""
    total = load.total()
    step = step_of(total.high - total.low)
    whose = "Your" if is_own_count else "The expected"
    return Sentence(
        f"{whose} {about(hip_fractures, 0 if is_own_count else 10)} hip fractures a year (aged 60 and over) times "
        f"{per_hip:g} is **{about(hip_fractures * per_hip, step)}**. The count by site says "
        f"{about(total.value, step)}: it has {total.value / load.total(('hip',)).value:.1f} fractures of any kind "
        "for each hip fracture."
    )


def caseload_for_the_case(place: str, load: Caseload, people: Range, whose: str) -> Sentence:
    """A paragraph to paste into a business case."""
    total, hip = load.total(), load.total(("hip",))
    return Sentence(
        f"> We estimate that {place} has about {with_range(total)} fragility fractures a year among people aged 50 "
        f"and over ({load.year}), of which about {with_range(hip)} are hip fractures. About {with_range(people)} "
        "people a year would be eligible for a fracture liaison service. The estimate applies fracture rates by "
        f"site, sex and age to {whose}. Rates: derived from hospital episodes and general practice records (England "
        "and UK, 2008 to 2024). The ranges cover uncertainty in the rates and chance from year to year, not "
        "differences in what is counted as a fragility fracture."
    )


def missed_in_brief(place: str, now: Cascade, goal: Cascade, fractures: Range) -> Sentence:
    """How many people a year would start treatment at two cascades, and the difference."""
    first, second = now.people("started", fractures.value), goal.people("started", fractures.value)
    of_100 = [about(c["started"].of_100.value, 1) for c in (now, goal)]
    more = Range(second.value - first.value, second.value - first.high, second.value - first.low)
    return Sentence(
        f"Across England and Wales about {of_100[0]} of every 100 people with a fracture start treatment through a "
        f"service. One that met the national audit's 80-50-80 goal would start {of_100[1]}. At {place} that is about "
        f"{with_range(first)} people a year against {about(second.value, 10)}: about {with_range(more)} more. "
        "Most are lost before anyone has found them."
    )


def missed_for_the_case(place: str, now: Cascade, goal: Cascade, fractures: Range, year: int) -> Sentence:
    """A paragraph to paste into a business case."""
    first, second = now.people("started", fractures.value), goal.people("started", fractures.value)
    return Sentence(
        f"> We estimate that {place} has about {with_range(fractures)} fragility fractures a year at age 50 and over "
        f"({year}). Across England and Wales about {about(now['identified'].of_100.value, 1)} in 100 people with a "
        f"fracture are found by a fracture liaison service and about {about(now['started'].of_100.value, 1)} in 100 "
        f"start treatment through it. At that level about {with_range(first)} of our patients would start treatment "
        f"each year; at the audit's 80-50-80 goal, about {about(second.value, 10)}. Some people start treatment "
        "without a service, so the gain is smaller than the difference between these two numbers. Source: national "
        "audit figures for 2021 to 2024 and the audit's own goal."
    )
