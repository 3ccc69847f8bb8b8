"""A service that is there, in plain words: is keeping or expanding it worth its cost, and what comes first."""

from collections.abc import Mapping, Sequence

from flsguide.analysis.implementation import TOGETHER, Raised, most_worth
from flsguide.analysis.todays_service import PERSISTING, Change, TodaysService, WorthByShare
from flsguide.evidence.parameters import Parameters
from flsguide.report.implementation_views import STEP_WORDS, money
from flsguide.report.numbers import about
from flsguide.report.sentences import Sentence
from flsguide.report.todays_views import FULL, PAID, drawn, per_qaly

__all__ = ["keep_by_hand", "keep_in_brief", "own_persistence", "service_for_the_case"]

_DO = {
    "identified": "find more people",
    "recommended": "see that all who need a medicine are advised to take one",
    "started": "get more of those seen to start",
    "persisting": "keep more of those who start on treatment",
}
"""What raising a step means."""


def keep_in_brief(
    place: str,
    by_basis: Mapping[str, Sequence[Change]],
    by_share: WorthByShare,
    steps: tuple[Raised, ...],
    today: float,
) -> Sentence:
    """Whether keeping or expanding is worth its cost, what keeping gains, and what to do first."""
    keep = by_basis[FULL][0]
    low, top = min(by_share.worth_from), max(by_share.worth_from)
    cost = keep.cost_per_qaly
    verdict = "is" if cost is not None and cost <= top else "is not"
    too = "and so is" if verdict == "is" else "and neither is"
    each = "for hardly any health" if cost is None else f"{per_qaly(keep)} for each year in good health (QALY)"
    return Sentence(
        f"Counted as the audit counts, keeping the service of {place} {verdict} worth its cost on treatment alone, "
        f"{too} seeing more people the same way: at full cost about {drawn(keep.cost)} pounds more, {each}, where "
        f"NICE usually accepts {about(low, 0)} to {about(top, 0)}. For one year's patients it means about "
        f"{drawn(keep.started)} more people starting a bone medicine and {drawn(keep.fractures_avoided)} fewer "
        f"further fractures in ten years. {_needed_today(by_share, today)}{_first(steps, top)}."
    )


def _first(steps: tuple[Raised, ...], threshold: float) -> str:
    """What to do first; blank where no step is worth raising."""
    best = most_worth(steps, threshold)[:2]
    return f": first {' and '.join(_DO[raised.step] for raised in best)}" if best else ""


def _needed_today(by_share: WorthByShare, today: float) -> str:
    ends = _share_needed(by_share)
    if ends is None:
        return "No share of those seen who start would make it worth its cost"
    return f"It would be worth its cost if {ends} of every 100 people seen started, where {about(100 * today, 1)} do"


def _share_needed(by_share: WorthByShare) -> str | None:
    """Of 100 people seen, how many must start, at the highest threshold to the lowest; None where none would do."""
    shares = [by_share.worth_from[t] for t in sorted(by_share.worth_from, reverse=True)]
    reached = [share for share in shares if share is not None]
    if not reached:
        return None
    return " to ".join(dict.fromkeys(about(100 * share, 1) for share in (reached[0], reached[-1])))


def keep_by_hand(service: TodaysService, usual: float, found: Change) -> Sentence:
    """People treated with and without the service, by the multiplication of the page."""
    inputs = service.inputs
    seen, advised, began = (100 * inputs.number(name) for name in ("p_identified", "p_recommended", "p_started"))
    of_seen = 100 * service.started
    return Sentence(
        f"Of 100 people with a fracture the service sees {about(seen, 1)}. Of 100 whom it sees, {about(advised, 1)} "
        f"are recommended a medicine, and {about(began, 1)} of 100 of those start within 16 weeks: "
        f"{about(of_seen, 1)} of 100 seen. Without a service about {about(100 * usual, 1)} of 100 start. So the "
        f"service adds about {about(of_seen - 100 * usual, 1)} for each 100 it sees, about {drawn(found.started)} "
        "people a year."
    )


def own_persistence(service: TodaysService, inputs: Parameters) -> str:
    """Whose share still taking tablets is used for those the service sees."""
    share = about(100 * service.at_12, 1)
    if inputs[PERSISTING].national is not None:
        return f"Of those who start through the service, {share} of 100 still take it at 12 months: your own figure."
    return f"Of those who start, {share} of 100 still take it at 12 months, with or without the service: England's."


def service_for_the_case(
    place: str,
    by_basis: Mapping[str, Sequence[Change]],
    by_share: WorthByShare,
    steps: tuple[Raised, ...],
    today: float,
) -> Sentence:
    """A paragraph to paste into a business case, with the weak point said first."""
    keep, expand = by_basis[FULL]
    paid = by_basis[PAID][0]
    top = max(by_share.worth_from)
    singles = [raised for raised in steps if raised.step != TOGETHER and not raised.is_met]
    worth = "; ".join(
        f"{STEP_WORDS[raised.step].lower()} {money(float(raised.change.net_benefit(top).mean()))}"
        for raised in singles
    )
    return Sentence(
        f"> By our own audit indicators about {about(100 * today, 1)} in 100 people whom the service of {place} "
        "sees start a bone medicine within 16 weeks. That count leaves out people who start later, so it is likely "
        f"too low. On it, keeping the service for one year's patients means about {drawn(keep.started)} more people "
        f"starting treatment and {drawn(keep.fractures_avoided)} fewer further fractures in ten years, at about "
        f"{per_qaly(keep)} pounds for each QALY at full cost, staff with overheads, or {per_qaly(paid)} at what the "
        "trust pays. "
        f"Seeing as many as the national goal asks would mean about {drawn(expand.started)} more, at about "
        f"{per_qaly(expand)} pounds for each QALY. {_needed(by_share)} Raising one step to the audit's green level "
        f"would be worth, at {about(top, 0)} pounds a QALY and before what it takes to do so, in pounds a year: "
        f"{worth}. Estimates are modelled; brackets hold 8 in 10 draws."
    )


def _needed(by_share: WorthByShare) -> str:
    parts = ", ".join(
        f"{'never' if share is None else about(100 * share, 1)} at {about(threshold, 0)}"
        for threshold, share in by_share.worth_from.items()
    )
    return f"The service would be worth its cost if this many of 100 seen started, by pounds for a QALY: {parts}."
