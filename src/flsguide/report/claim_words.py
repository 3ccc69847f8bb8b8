"""How a claim's quantity, a threshold and a verdict are said, once for every table and sentence."""

from collections.abc import Mapping

from flsguide.analysis.claims import Threshold, Weighed
from flsguide.evidence.claims import Claim
from flsguide.report.marks import marked
from flsguide.report.numbers import about, step_of

__all__ = [
    "BASES", "PERSPECTIVES", "REVIEWED", "SHORT_VERDICTS", "VERDICTS", "amount", "claimed", "interval", "moved",
    "ours", "reached_at", "threshold", "verdict",
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
    "holds": "holds",
    "one_number": "holds if one number moves, within its range",
    "several_numbers": "only with several numbers at their kindest at once",
    "out_of_reach": "out of reach, even with every number at its kindest",
    "not_comparable": "not comparable",
}
SHORT_VERDICTS = {
    "holds": "holds",
    "one_number": "one number",
    "several_numbers": "several numbers at their kindest",
    "out_of_reach": "out of reach",
    "not_comparable": "not comparable",
}
BASES = {"full_economic": "full cost", "trust_cash": "trust pay"}
"""How the service's staff are counted: with overheads and buildings, or at what the trust pays."""
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
MINUS = "\N{MINUS SIGN}"


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
    size = about(abs(value), 0.01) if measure in _TWO_PLACES else _two_digits(abs(value))
    return _UNITS[measure].format(f"{MINUS}{size}" if value < 0 else size)


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
    ('0.8 to 15', '0.1% to 2.1% fewer')
    >>> interval("saving", -257_600, -109_800), interval("saving", -20_000, 3_000)
    ('110,000 to 260,000 more spent', '20,000 more spent to 3,000 saved')
    """
    ends = (amount(measure, low), amount(measure, high))
    if measure == "saving" and high <= 0:
        ends = (amount(measure, high), amount(measure, low))  # both more spent: the smaller first
        return f"{ends[0].split(' ')[0]} to {ends[1].replace(' pounds', '')}"
    if measure == "hips_change" and high <= 0:
        return f"{amount(measure, high).split(' ')[0]} to {ends[0]}"
    if measure in ("saving", "hips_change"):
        return " to ".join(end.replace(" pounds", "") for end in ends)
    return " to ".join(end.split(" ")[0] for end in ends)


def ours(found: Weighed, basis: str) -> str:
    """Our result beside a claim with staff counted in one way, marked where a part of it is illustrative."""
    if basis not in found.at:
        return "nothing to compare"
    words = amount(found.claim.measure, found.at[basis].ours)
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
    "kept": "people still on tablets after a year, of those who start them",
    "effect": "what medicines prevent",
    "risk": "risk of another fracture",
    "hip_cost": "hospital care that a hip fracture adds",
    "staff_cost": "staff for each person seen",
}


def verdict(found: Weighed) -> str:
    """The verdict in plain words, with staff counted in both ways where that makes a difference.

    The basis that is fair to the claim comes first.
    """
    claim, fair = found.claim, found.fair
    words = "Figure not verified. " if claim.status == "unverified" else ""
    if fair is None:
        return f"{words}{_capital(VERDICTS['not_comparable'])}"
    said = {basis: _verdict(found, basis) for basis in found.at}
    first, other = (said.pop(claim.service_costs or next(iter(said))), *said.values())
    if len({at.verdict for at in found.at.values()}) == 1:
        return f"{words}{_capital(first)}"
    (other_basis,) = said
    return f"{words}At {BASES[claim.service_costs]}: {first}. At {BASES[other_basis]}: {other}"


def _verdict(found: Weighed, basis: str) -> str:
    name = found.at[basis].verdict
    words = VERDICTS[name]
    if name == "holds" and found.claim.comparable == "partly":
        return f"{words}, but the two are only partly alike"
    if name == "one_number" and found.at[basis] is found.fair:
        return f"{words}: {'; '.join(threshold(t) for t in found.thresholds if t.is_plausible)}"
    return words


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


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
