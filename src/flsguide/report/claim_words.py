"""How a claim's quantity, a threshold and a verdict are said, once for every table and sentence."""

from collections.abc import Mapping

from flsguide.analysis.claims import Threshold, Weighed
from flsguide.evidence.claims import Claim
from flsguide.report.marks import marked
from flsguide.report.numbers import about, step_of

__all__ = [
    "PERSPECTIVES", "REVIEWED", "VERDICTS", "amount", "claimed", "interval", "moved", "ours", "reached_at",
    "threshold", "verdict",
]  # fmt: skip

REVIEWED = {
    "paper": "in a reviewed paper",
    "abstract": "in a meeting abstract",
    "quoted": "quoted in a paper",
    "no": "not peer reviewed",
}
PERSPECTIVES = {
    "nhs_and_social_care": "health and social care",
    "nhs": "health care",
    "not_stated": "whose money is not stated",
    "no_money": "no money is counted",
}
"""Whose money a claim counts."""
VERDICTS = {
    "holds": "Holds with our usual numbers",
    "one_number": "Holds if one number moves, within its range",
    "several_numbers": "Holds only with several numbers at their kindest at once",
    "out_of_reach": "We cannot reach it, even with every number at its kindest",
    "not_comparable": "Not comparable",
}
_UNITS: Mapping[str, str] = {
    "fractures_avoided": "{} fractures",
    "hips_avoided": "{} hip fractures",
    "fractures_in_england": "{} fractures",
    "qalys": "{} QALYs",
    "pounds_per_qaly": "{} pounds",
    "saved_per_pound": "{} pounds",
    "on_treatment": "{} of 100",
}
_TWO_PLACES = ("saved_per_pound",)


def amount(measure: str, value: float) -> str:
    """One of our results, in the words of what it counts, rounded to two digits or so.

    >>> amount("saving", -93_672), amount("hips_change", -0.976), amount("pounds_per_qaly", -8462)
    ('94,000 pounds more spent', '1.0% fewer', 'health gained and money saved')
    """
    if measure == "saving":
        return f"{_two_digits(abs(value))} pounds {'saved' if value > 0 else 'more spent'}"
    if measure in ("hips_change", "comparator"):
        return f"{about(abs(value), 0.1)}% {'fewer' if value < 0 else 'more'}"
    if measure == "pounds_per_qaly" and value <= 0:
        return "health gained and money saved"
    return _UNITS[measure].format(about(value, 0.01) if measure in _TWO_PLACES else _two_digits(value))


def claimed(claim: Claim) -> str:
    """A claim's figure as its source prints it."""
    figure = f"{abs(claim.figure):,.10f}".rstrip("0").rstrip(".")
    if claim.measure == "saving":
        return f"{figure} pounds saved"
    if claim.measure in ("hips_change", "comparator"):
        return f"{figure}% {'fewer' if claim.figure < 0 else 'more'}"
    words = _UNITS[claim.measure].format(figure)
    return words.removesuffix("s") if figure == "1" else words


def interval(measure: str, low: float, high: float) -> str:
    """Both ends of a range of our results, the unit left to what stands before it where it can be.

    >>> interval("fractures_avoided", 0.81, 14.6), interval("hips_change", -2.1, -0.15)
    ('0.8 to 15', '2.1% fewer to 0.1% fewer')
    """
    ends = (amount(measure, low), amount(measure, high))
    if measure in ("saving", "hips_change"):
        return " to ".join(end.replace(" pounds", "") for end in ends)
    return " to ".join(end.split(" ")[0] for end in ends)


def ours(found: Weighed) -> str:
    """Our result beside a claim, marked where a part of it is illustrative."""
    if found.ours is None:
        return "nothing to compare"
    words = amount(found.claim.measure, found.ours)
    return marked(words) if found.claim.people == "all" else words


def threshold(found: Threshold) -> str:
    """What one number would have to be: "staff for each person seen: 59 pounds (ours 120 pounds)"."""
    return f"{moved(found)}: {reached_at(found)}"


def moved(found: Threshold) -> str:
    """Which number it is."""
    return _NAMES[found.lever.name]


def reached_at(found: Threshold) -> str:
    """The value at which the claim is reached, beside ours."""
    name, ours_now = found.lever.name, found.lever.ours.value
    if found.at is None:
        return "no value reaches it"
    beside = "" if name in ("effect", "risk") else f" (ours {_at(name, ours_now)})"
    return f"{_at(name, found.at)}{beside}"


def _at(name: str, value: float) -> str:
    if name in ("treated", "kept"):
        return f"{about(100 * value, 1)} of 100"
    if name in ("effect", "risk"):
        return f"{about(value, 0.1)} times {'what it is in trials' if name == 'effect' else 'ours'}"
    return f"{_two_digits(value)} pounds"


_NAMES = {
    "treated": "people who start a medicine, of those a service sees",
    "kept": "of those, still on tablets after a year",
    "effect": "what medicines prevent",
    "risk": "risk of another fracture",
    "hip_cost": "hospital care that a hip fracture adds",
    "staff_cost": "staff for each person seen",
}


def verdict(found: Weighed) -> str:
    """The verdict in plain words, with the number that would have to move where one is enough."""
    words = VERDICTS[found.verdict]
    if found.claim.status == "unverified":
        words = f"Figure not verified. {words}"
    if found.verdict == "one_number":
        within = "; ".join(threshold(t) for t in found.thresholds if t.is_plausible)
        return f"{words}. {within[0].upper()}{within[1:]}"
    if found.verdict == "holds" and found.claim.comparable == "partly":
        return f"{words}, but the two are only partly alike"
    return words


def _two_digits(value: float) -> str:
    """To two digits, or whole below 100 and to a tenth below 10: no result here supports more.

    >>> _two_digits(93_672), _two_digits(17.8), _two_digits(6.61)
    ('94,000', '18', '6.6')
    """
    return about(value, max(0.1, step_of(abs(value)) if abs(value) < 1 else _tenth(abs(value))))


def _tenth(size: float) -> float:
    step = 0.1
    while size / step >= 100:  # noqa: PLR2004  # two digits
        step *= 10
    return step
