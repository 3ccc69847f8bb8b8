"""What the claims come to, in sentences that move with the figures."""

from collections import Counter
from collections.abc import Mapping, Sequence

from flsguide.analysis.claims import InDraws, Weighed
from flsguide.evidence.claims import Claim
from flsguide.report.claim_words import amount, claimed, ours, threshold
from flsguide.report.marks import in_part, marked
from flsguide.report.numbers import about
from flsguide.report.sentences import Sentence, short_names

__all__ = [
    "as_in_glasgow", "claims_for_the_case", "claims_in_brief", "draws_in_words", "glasgow_for_the_case",
    "glasgow_in_brief", "own_claim_in_words",
]  # fmt: skip

_NUMBERS = {2: "two", 3: "three", 4: "four"}


def claims_in_brief(found: Sequence[Weighed]) -> Sentence:
    """How many claims are met, and what to lead with."""
    checked = [w for w in found if w.claim.status != "unverified"]
    compared = [w for w in checked if w.verdict != "not_comparable"]
    counts = Counter(w.verdict for w in compared)
    returns = [w for w in compared if w.claim.measure == "saved_per_pound" and w.ours is not None]
    most, best = max(w.claim.figure for w in returns), max(w.ours or 0 for w in returns)
    unable = len(checked) - len(compared)
    also = f" {unable} more cannot be compared." if unable else ""
    holds = f"{counts['holds']} hold{'s' if counts['holds'] == 1 else ''} with our model's usual numbers"
    return Sentence(
        f"Of {len(compared)} published figures, {holds} and {counts['one_number']} if one number moves within its "
        f"range. {counts['several_numbers']} need several numbers at their kindest at once, and "
        f"{counts['out_of_reach']} cannot be reached even then.{also} Claims of a return run up to "
        f"{about(most, 0.01)} pounds for each pound; ours, with usual numbers, is {about(best, 0.01)} or less, so a "
        f"service "
        f"{'pays for itself' if best >= 1 else 'costs more than it saves'}. Promise no saving: lead with people "
        "treated and fractures avoided."
    )


def draws_in_words(found: Sequence[Weighed], draws: Mapping[str, InDraws | None]) -> Sentence:
    """In how many draws each claim that was drawn is met, the likeliest first; none from memory."""
    checked = [w for w in found if w.claim.status != "unverified"]
    drawn = [(d.of_100, w) for w in checked if (d := draws.get(w.claim.name)) is not None]
    some = sorted(((n, w) for n, w in drawn if n > 0), key=lambda pair: -pair[0])
    never = len(drawn) - len(some)
    listed = "; ".join(f"{w.claim.label} ({_draws(n)})" for n, w in some)
    return Sentence(
        f"We let every uncertain number vary at once, within its range, {len(drawn)} claims beside it. "
        f"{f'Reached in some draws: {listed}. ' if some else ''}"
        f"{f'Reached in no draw: {never} of them.' if never else ''}".rstrip()
    )


def _draws(of_100: float) -> str:
    return "fewer than 1 of 100" if of_100 < 1 else f"{about(of_100, 1)} of 100"


def own_claim_in_words(found: Weighed, drawn: InDraws | None) -> Sentence:
    """Where a reader's own claim of a return stands."""
    reached = [threshold(t) for t in found.thresholds if t.at is not None]
    takes = f"One number alone would do it: {'; '.join(reached)}." if reached else "No one number alone would do it."
    if found.is_met:
        takes = "So it holds with our usual numbers."
    often = "" if drawn is None else f" It is reached in {_draws(drawn.of_100)} draws."
    return Sentence(
        f"**A return of {claimed(found.claim)} for each pound within {found.claim.years} years**: ours is "
        f"{ours(found)}. {takes}{often}"
    )


def as_in_glasgow(found: Sequence[Weighed]) -> Sentence:
    """What our model gives if as many were treated as in Glasgow, and nothing else changed."""
    said = []
    for name in ("mclellan_fractures", "mclellan_hips", "mclellan_saving"):
        (weighed,) = (w for w in found if w.claim.name == name)
        (treated,) = (t for t in weighed.thresholds if t.lever.name == "treated")
        said.append(f"{marked(amount(weighed.claim.measure, treated.kindest))} against {claimed(weighed.claim)}")
    return Sentence(
        "**If as many were treated as in Glasgow, and nothing else changed**, our model would give, for each 1,000 "
        f"people: {'; '.join(said)}. The rest of the gap lies in how often people break another bone, in how long "
        "they take their medicine, and in what a fracture and the service cost."
    )


def claims_for_the_case(found: Sequence[Weighed]) -> Sentence:
    """A paragraph to paste: which claims the case does not rest on, and why."""
    by_name = {w.claim.name: w for w in found}
    returns = [w for w in found if w.claim.measure == "saved_per_pound" and w.ours is not None]
    best = max(returns, key=lambda w: w.ours or 0)
    low, high = min(w.claim.figure for w in returns), max(w.claim.figure for w in returns)
    women, men = by_name["leal_women"].claim, by_name["leal_men"].claim
    part = in_part()
    return Sentence(
        f"> This case does not rest on a published return. Published figures run from {about(low, 0.01)} to "
        f"{about(high, 0.01)} pounds saved for each pound spent; most give no method. In the model used here a "
        f"service saves {amount('saved_per_pound', best.ours or 0)} for each pound within {best.claim.years} years. "
        f"An English evaluation of real services found a cost, not a saving: {claimed(women)} for each QALY for "
        f"women after a hip fracture and {claimed(men)} for men ({short_names(women.source)}). "
        f"{f'The model is partly illustrative: {part}.' if part else ''}".rstrip()
    )


def glasgow_in_brief(claims: Sequence[Claim], found: Weighed, place: str) -> Sentence:
    """The versions, what they are not, and what a service could do."""
    fell = [claimed(c) for c in sorted(claims, key=lambda c: c.figure) if c.figure < 0]
    rose = [claimed(c) for c in claims if c.figure > 0 and c.place == "England"]
    change = found.claim.measure
    kindest = (
        "" if found.kindest is None else f", and {amount(change, found.kindest)} with every number at its kindest"
    )
    how_many = _NUMBERS.get(len(fell), str(len(fell)))
    return Sentence(
        f"Glasgow's result has {how_many} published versions: {', '.join(fell[:-1])} or {fell[-1]} hip fractures "
        f"over about ten years, while England had {' or '.join(rose)}. None shows what a service does. In our model "
        f"{found.claim.years} years of a service leave {place} with "
        f"{'no change' if found.ours is None else amount(change, found.ours)}{kindest}. Tell it as a story, never as "
        "an effect."
    )


def glasgow_for_the_case(claims: Sequence[Claim]) -> Sentence:
    """A paragraph to paste, with every version and the evidence against."""
    by_name = {c.name: c for c in claims}
    own, rate, headline = (by_name[n] for n in ("glasgow_admissions", "glasgow_rate", "glasgow_headline"))
    england, england_headline = by_name["england_admissions"], by_name["england_headline"]
    return Sentence(
        f"> Glasgow had services early. Its own team reports {claimed(own)} admissions with a hip fracture from "
        f"{own.horizon}, and {claimed(rate)} for each older person; England had {claimed(england)}, a count "
        f"({short_names(own.source)}). Another version is quoted more often: {claimed(headline)} against "
        f"{claimed(england_headline)} ({short_names(headline.source[:1])}). These compare places over time. In the "
        f"one English study second hip fractures did not clearly fall, though fewer people died "
        f"({short_names(own.against_source)}). We use none of these figures as the effect of a service."
    )
