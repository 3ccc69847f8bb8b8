"""What the claims come to, in sentences that move with the figures."""

from collections import Counter
from collections.abc import Sequence

from flsguide.analysis.claim_draws import Drawn
from flsguide.analysis.claims import FULL, Weighed
from flsguide.evidence.claims import Claim
from flsguide.report.claim_words import SHORT_VERDICTS, amount, claimed, interval, ours, threshold
from flsguide.report.marks import in_part, marked
from flsguide.report.numbers import about
from flsguide.report.sentences import Sentence, short_names

__all__ = [
    "as_in_glasgow", "claims_for_the_case", "claims_in_brief", "draws_in_words", "glasgow_for_the_case",
    "glasgow_in_brief", "own_claim_in_words", "verdicts_that_change",
]  # fmt: skip

PAY = "trust_cash"


def claims_in_brief(found: Sequence[Weighed], draws: Drawn) -> Sentence:
    """How many claims are met at full cost, how far ours is from the returns, and what to lead with."""
    compared = [w for w in _checked(found) if w.at[FULL].verdict != "not_comparable"]
    counts = Counter(w.at[FULL].verdict for w in compared)
    best, most = _best_return(compared), max(w.claim.figure for w in _returns(compared))
    held = "none holds" if not counts["holds"] else f"{counts['holds']} hold{'s' * (counts['holds'] == 1)}"
    return Sentence(
        f"Of {len(compared)} published figures that we could compare, {held} at full cost (the service's staff "
        f"with overheads and buildings): {counts['one_number']} would if one number moved within its range, "
        f"{counts['several_numbers']} need several numbers at their kindest at once, and {counts['out_of_reach']} "
        f"are out of reach even then. Claimed returns run up to {about(most, 0.01)} pounds for each pound spent, and "
        f"ours within {best.claim.years} years is {_return_with_draws(best, draws)} at full cost or "
        f"{about(best.at[PAY].ours, 0.01)} at trust pay, so a service "
        f"{'pays for itself' if best.at[FULL].ours >= 1 else 'costs more than it saves'}. Promise no saving: lead "
        "with people treated and fractures avoided."
    )


def _checked(found: Sequence[Weighed]) -> list[Weighed]:
    """Those that our model is asked for; none from memory."""
    return [w for w in found if w.at and w.claim.status != "unverified"]


def _returns(found: Sequence[Weighed]) -> list[Weighed]:
    return [w for w in found if w.claim.measure == "saved_per_pound" and w.at]


def _best_return(found: Sequence[Weighed]) -> Weighed:
    return max(_returns(found), key=lambda w: w.at[FULL].ours)


def _return_with_draws(found: Weighed, draws: Drawn) -> str:
    return f"{about(found.at[FULL].ours, 0.01)}{_in_draws(found, draws)}"


def _in_draws(found: Weighed, draws: Drawn) -> str:
    """The range of ours at full cost, in brackets; blank where there is none."""
    drawn = draws.get(found.claim.name, {}).get(FULL)
    if drawn is None or drawn.interval is None:
        return ""
    return f" ({interval(found.claim.measure, drawn.interval.low, drawn.interval.high)} in 8 in 10 draws)"


def verdicts_that_change(found: Sequence[Weighed]) -> str:
    """Which verdicts are another at trust pay, for the note of a table."""
    checked = _checked(found)
    moved = [w for w in checked if w.at[FULL].verdict != w.at[PAY].verdict]
    if not moved:
        return "At trust pay no verdict changes."
    listed = "; ".join(
        f"{w.claim.label}, from {SHORT_VERDICTS[w.at[FULL].verdict]} to {SHORT_VERDICTS[w.at[PAY].verdict]}"
        for w in moved
    )
    return f"At trust pay {len(moved)} of {len(checked)} verdicts change{'s' * (len(moved) == 1)}: {listed}."


def draws_in_words(found: Sequence[Weighed], draws: Drawn) -> Sentence:
    """In how many draws each claim that was drawn is met, the likeliest first; none from memory."""
    drawn = [(draws[w.claim.name], w) for w in _checked(found) if w.claim.name in draws]
    some = sorted(((at, w) for at, w in drawn if at[PAY].of_100 > 0), key=lambda pair: -pair[0][FULL].of_100)
    never = len(drawn) - len(some)
    listed = "; ".join(f"{w.claim.label} ({_often(at[FULL].of_100, at[PAY].of_100)})" for at, w in some)
    return Sentence(
        "We also let all uncertain numbers vary together, each within its range, and drew them many times. "
        f"{len(drawn)} of the claims can be tested so. {f'Ours comes up to these: {listed}. ' if some else ''}"
        f"{f'It never comes up to the other {never}.' if never else ''}".rstrip()
    )


def _often(full: float, pay: float) -> str:
    if _draws(full) == _draws(pay):
        return f"in {_draws(full)} draws"
    return f"in {_draws(full)} draws at full cost, {_draws(pay)} at trust pay"


def _draws(of_100: float) -> str:
    if of_100 == 0:
        return "none of the"
    return "fewer than 1 of 100" if of_100 < 1 else f"{about(of_100, 1)} of 100"


def own_claim_in_words(found: Weighed, draws: Drawn) -> Sentence:
    """Where a reader's own claim of a return stands."""
    takes = "So it holds with our usual numbers." if found.at[FULL].verdict == "holds" else _one_number(found)
    drawn = draws.get(found.claim.name, {}).get(FULL)
    often = "" if drawn is None else f" At full cost it is reached in {_draws(drawn.of_100)} draws."
    return Sentence(
        f"**A return of {claimed(found.claim)} for each pound within {found.claim.years} years**: ours is "
        f"{ours(found, FULL)} at full cost and {ours(found, PAY)} at trust pay. {takes}{often}"
    )


def _one_number(found: Weighed) -> str:
    """What one number alone would have to be, and whether its range allows it."""
    reached = [t for t in found.thresholds if t.at is not None]
    if near := [t for t in reached if t.is_plausible]:
        return f"One number alone would do it, within its range: {'; '.join(map(threshold, near))}."
    if reached:
        return f"One number alone would do it, but only outside its range: {'; '.join(map(threshold, reached))}."
    return "No one number alone would do it."


def as_in_glasgow(found: Sequence[Weighed]) -> Sentence:
    """What our model gives if as many were treated as in Glasgow, and nothing else changed."""
    said = []
    for name in ("mclellan_fractures", "mclellan_hips", "mclellan_saving"):
        (weighed,) = (w for w in found if w.claim.name == name)
        (treated,) = (t for t in weighed.thresholds if t.lever.name == "treated")
        said.append(f"{marked(amount(weighed.claim.measure, treated.kindest))} against {claimed(weighed.claim)}")
    return Sentence(
        "**If as many were treated as in Glasgow, and nothing else changed**, our model would give, for each 1,000 "
        f"people and at full cost: {'; '.join(said)}. The rest of the gap lies in how often people break another "
        "bone, in how long they take their medicine, and in what a fracture and the service cost."
    )


def claims_for_the_case(found: Sequence[Weighed], draws: Drawn) -> Sentence:
    """A paragraph to paste: which claims the case does not rest on, and why."""
    by_name = {w.claim.name: w for w in found}
    figures, best = [w.claim.figure for w in _returns(found)], _best_return(found)
    women, men = by_name["leal_women"].claim, by_name["leal_men"].claim
    part = in_part()
    return Sentence(
        f"> This case does not rest on a published return. Published figures run from {about(min(figures), 0.01)} to "
        f"{about(max(figures), 0.01)} pounds saved for each pound spent; most give no method. In the model used here "
        f"a service saves {_return_with_draws(best, draws)} pounds for each pound within {best.claim.years} years "
        f"where its staff are counted with overheads and buildings, as the care saved is, and "
        f"{about(best.at[PAY].ours, 0.01)} where they are counted at what the trust pays. An English evaluation of "
        f"real services found a cost, not a saving: {claimed(women)} for each QALY for women after a hip fracture "
        f"and {claimed(men)} for men ({short_names(women.source)}). "
        f"{f'The model is partly illustrative: {part}.' if part else ''}".rstrip()
    )


def glasgow_in_brief(claims: Sequence[Claim], found: Weighed, draws: Drawn, place: str) -> Sentence:
    """What the versions are not, what a service could do, and how to tell it."""
    fell = [claimed(c).removesuffix(" fewer") for c in sorted(claims, key=lambda c: -c.figure) if c.figure < 0]
    rose = [claimed(c).removesuffix(" more") for c in claims if c.figure > 0 and c.place == "England"]
    change, fair = found.claim.measure, found.fair
    could = (
        "no answer"
        if fair is None
        else f"{amount(change, fair.ours)} of them{_in_draws(found, draws)}, and {amount(change, fair.kindest)} with "
        "every number at its kindest"
    )
    return Sentence(
        f"No published figure shows what a service did: Glasgow's hip fractures fell by {', '.join(fell[:-1])} or "
        f"{fell[-1]} over about ten years, as different sources count them, while England's rose by "
        f"{' or '.join(rose)}. In our model {found.claim.years} years of a service leave {place} with {could}. "
        "Tell Glasgow as a story, never as an effect."
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
        f"{claimed(england_headline)} ({short_names(headline.source[:1])}). These compare places over time. In an "
        f"English study of services second hip fractures did not clearly fall, though fewer people died "
        f"({short_names(own.against_source)}). We use none of these figures as the effect of a service."
    )
