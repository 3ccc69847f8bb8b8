"""What the claims come to, in sentences that move with the figures."""

from collections import Counter
from collections.abc import Mapping, Sequence

from flsguide.analysis.claims import InDraws, Weighed
from flsguide.evidence.claims import Claim
from flsguide.report.claim_words import amount, claimed, ours, threshold
from flsguide.report.marks import in_part
from flsguide.report.numbers import about
from flsguide.report.sentences import Sentence, short_names

__all__ = [
    "claims_for_the_case", "claims_in_brief", "draws_in_words", "glasgow_for_the_case", "glasgow_in_brief",
    "own_claim_in_words",
]  # fmt: skip

_COUNTED = {
    "holds": "{} with our usual numbers",
    "one_number": "{} if one number moves within its range",
    "several_numbers": "{} only if several numbers are at their kindest at once",
    "out_of_reach": "{} not even then",
}


def claims_in_brief(found: Sequence[Weighed]) -> Sentence:
    """How many claims are met, and what to lead with."""
    checked = [w for w in found if w.claim.certainty != "unverified"]
    compared = [w for w in checked if w.verdict in _COUNTED]
    counts = Counter(w.verdict for w in compared)
    reached = ", ".join(words.format(counts[name]) for name, words in _COUNTED.items() if counts[name])
    returns = [w for w in compared if w.claim.measure == "saved_per_pound" and w.ours is not None]
    most, best = max(w.claim.figure for w in returns), max(w.ours or 0 for w in returns)
    unable = len(checked) - len(compared)
    also = f" {unable} more cannot be compared." if unable else ""
    return Sentence(
        f"**Of {len(compared)} published claims our model meets {reached}.**{also} Claims of a return run up to "
        f"{about(most, 0.01)} pounds for each pound spent; ours is {about(best, 0.01)} at most, so a service "
        f"{'pays for itself' if best >= 1 else 'costs more than it saves'}. **Promise no saving**: lead with people "
        "treated and fractures avoided."
    )


def draws_in_words(found: Sequence[Weighed], draws: Mapping[str, InDraws | None]) -> Sentence:
    """In how many draws each claim that was drawn is met, the likeliest first."""
    drawn = [(d.of_100, w) for w in found if (d := draws.get(w.claim.name)) is not None]
    some = sorted(((n, w) for n, w in drawn if n > 0), key=lambda pair: -pair[0])
    never = len(drawn) - len(some)
    listed = "; ".join(f"{_short(w.claim)}: {_draws(n)}" for n, w in some)
    return Sentence(
        f"We let every uncertain number vary at once, within its range, {len(drawn)} claims beside it. "
        f"{f'Reached in some draws: {listed}. ' if some else ''}"
        f"{f'The other {never} are reached in no draw.' if never else ''}".rstrip()
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
        f"The one English evaluation of real services found a cost, not a saving: {claimed(women)} for each QALY for "
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
    return Sentence(
        f"**Glasgow's result has {len(fell)} published versions**: {', '.join(fell[:-1])} or {fell[-1]} hip "
        f"fractures over about ten years, while England had {' or '.join(rose)}. None shows what a service does. In "
        f"our model {found.claim.years} years of a service leave {place} with "
        f"{'no change' if found.ours is None else amount(change, found.ours)}{kindest}. **Tell it as a story, never "
        "as an effect.**"
    )


def glasgow_for_the_case(claims: Sequence[Claim]) -> Sentence:
    """A paragraph to paste, with every version and the evidence against."""
    by_name = {c.name: c for c in claims}
    own, rate, headline = (by_name[n] for n in ("glasgow_admissions", "glasgow_rate", "glasgow_headline"))
    england, england_headline = by_name["england_admissions"], by_name["england_headline"]
    return Sentence(
        f"> Glasgow had services early. Its own team reports {claimed(own)} admissions with a hip fracture from "
        f"{own.horizon}, and {claimed(rate)} allowing for age; England had {claimed(england)}, not allowing for age "
        f"({short_names(own.source)}). Another version is quoted more often: {claimed(headline)} against "
        f"{claimed(england_headline)} ({short_names(headline.source[:1])}). These compare places over time. In the "
        f"largest English study second hip fractures did not clearly fall, though fewer people died "
        f"({short_names(own.against_source)}). We use none of these figures as the effect of a service."
    )


def _short(claim: Claim) -> str:
    return f"{short_names(claim.source[:1])}, {claimed(claim)}"
