"""Whether a service is worth it, in sentences that move with the figures."""

from flsguide.analysis.decision_uncertainty import StrategyDraws, acceptability, plane
from flsguide.analysis.scenarios import PEOPLE
from flsguide.report.bases import FULL_COST, TRUST_PAY, WHY_FULL_COST_LEADS
from flsguide.report.marks import in_part, marked, why_marked
from flsguide.report.numbers import about, out_of_100, with_range
from flsguide.report.sentences import Sentence
from flsguide.report.worth import Worth
from flsguide.report.worth_words import (
    LEAST,
    cost_range,
    few,
    fractures_range,
    fractures_words,
    pounds_a_qaly,
    qalys_range,
    ranged,
    rounded,
    value_words,
)

__all__ = [
    "how_sure", "sharing_said", "worth_for_the_case", "worth_in_brief", "worth_of_a_year",
]  # fmt: skip

TEN, THOUSAND = 10, 1000


def worth_in_brief(worth: Worth) -> Sentence:
    """Two sentences: whether it is worth it, how often in the draws, on both bases; and what is behind it."""
    low, high = worth.thresholds
    full, pay = (out_of_100(_chance(worth, basis)) for basis in (FULL_COST, TRUST_PAY))
    gains = _gains(worth, "For each 1,000 people with a fracture a whole service")
    return Sentence(
        f"{_answer(worth)}: a service is worth its cost in {full} draws at full cost, and in {pay} at trust pay, "
        f"where one more year in good health (QALY) may cost {about(high, 0)} pounds, the most that NICE usually "
        f"accepts (its range begins at {about(low, 0)}). {gains}{_tail(worth)} (ranges hold 8 in 10 draws)."
    )


def worth_of_a_year(worth: Worth) -> Sentence:
    """The sum for 1,000 people and for one place's year, to follow by hand, and why there are two costs."""
    low, high = worth.thresholds
    cost, qalys, year = worth.base.cost_added[FULL_COST], worth.base.qalys_gained, worth.people / PEOPLE
    # what is shown must add up: the difference is taken of the two amounts as rounded
    at_high, at_low = (_beside_cost(_rounded(t * qalys) - _rounded(cost)) for t in (high, low))
    people = marked(f"{about(worth.people, TEN)} such people")
    return Sentence(
        f"Of each 1,000 people with a fracture, {about(worth.options['fls'].seen, TEN)} are seen. They gain "
        f"{about(qalys, 0.1)} QALYs, which at {about(high, 0)} pounds each are worth {_thousand(high * qalys)}. They "
        f"cost {_thousand(cost)} more, so the service {at_high}; at {about(low, 0)} pounds it {at_low}. "
        f"{worth.place.name} has about {people} in {worth.year}: over {worth.base.years} years they cost about "
        f"{_thousand(year * cost, TEN)} more. {why_marked()}\n\n{_why_two_costs(worth)}"
    )


def how_sure(worth: Worth) -> Sentence:
    """How often the draws agree, what their mean says, and what would change our mind."""
    low, high = worth.thresholds
    bases = (FULL_COST, TRUST_PAY)
    full, pay = ([a.probability["fls"] for a in acceptability(_two(worth, b), (low, high))] for b in bases)
    two = _two(worth, FULL_COST)
    better = plane(two, "usual", "fls").quadrants["north-east"].value
    mean = (two.cost[1] - two.cost[0]).mean() / (two.qalys[1] - two.qalys[0]).mean()
    stands = value_words(worth.base, FULL_COST, high)
    ratio = (
        f"In the mean of the draws a QALY costs {pounds_a_qaly(mean)} pounds, where one run of the numbers as they "
        f"stand gives {stands}: the model bends, so the two need not agree. "
        if mean > 0
        else ""
    )
    return Sentence(
        f"We drew every uncertain number {two.n:,} times. At full cost the service gains health and costs more in "
        f"{out_of_100(better)} draws{_loses(worth)}. At {about(low, 0)} pounds for a QALY it is worth its cost in "
        f"{out_of_100(full[0].value)}, and at {about(high, 0)} in {out_of_100(full[1].value)}, give or take "
        f"{about(100 * full[1].standard_error, 1)} by chance. At trust pay it is "
        f"{out_of_100(pay[0].value)} and {out_of_100(pay[1].value)}. {ratio}What has no range does not move.\n\n"
        f"**What would change our mind?** {_needed(worth)} {_steps(worth)}"
    )


def sharing_said(worth: Worth) -> Sentence:
    """What sharing a team saves one hospital in a year, in one line."""
    full, pay = (worth.sharing[basis].saves for basis in (FULL_COST, TRUST_PAY))
    services = about(worth.inputs.number("n_hub_services"), 0)
    if min(full, pay) <= 0:
        return Sentence(f"Sharing one team between {services} hospitals saves a hospital of this size nothing.")
    return Sentence(
        f"Sharing one team between {services} hospitals saves each about {about(full, THOUSAND)} pounds of staff "
        f"in a full year at full cost, or {about(pay, THOUSAND)} at trust pay: less of a post is spare."
    )


def worth_for_the_case(worth: Worth) -> Sentence:
    """A paragraph to paste into a business case."""
    high, name = worth.thresholds[1], worth.place.name
    chance = _chance(worth, FULL_COST)
    none, audit = (worth.scenarios[scenario].cost_added[FULL_COST] for scenario in ("no effect", "audit"))
    rates = f" Of the fracture rates a part is illustrative: {in_part()}." if in_part() else ""
    gained = few(worth.scenarios["audit"].qalys_gained)
    gains = _gains(worth, f"For each 1,000 people with a fracture, a whole service at {name}")
    posts = value_words(worth.scenarios["whole posts"], FULL_COST, high)
    return Sentence(
        f"> {gains}; ranges hold 8 in 10 draws. {_prices(worth)} {_limits(worth)} At full cost the service is worth "
        f"its cost at the upper end in {out_of_100(chance)} draws of the uncertain numbers. With staff hired in "
        f"whole posts a QALY costs {posts} pounds at full cost. {_needed(worth)} If the medicines did "
        f"nothing, it would add {_thousand(none, TEN)} and gain nothing. As the national audit found services, it "
        f"would add {_thousand(audit, TEN)} and gain {gained} QALYs. {sharing_said(worth)} People of {worth.year}, "
        f"followed for {worth.base.years} years; NHS and social care; 2025/26 prices. How long staff take, and who "
        f"is treated by site, are our own judgement.{rates}"
    )


def _why_two_costs(worth: Worth) -> str:
    """What the two bases are, and which leads."""
    full = worth.inputs.range_of("c_service_staff_person_full_economic")
    pay = worth.inputs.range_of("c_service_staff_person_trust_cash")
    return (
        f"**Full cost and trust pay** differ in staff alone. Full cost is {with_range(full)} pounds for each person "
        f"seen: staff with overheads and buildings, counted as the care that is saved is counted. Trust pay is "
        f"{with_range(pay)} pounds: what the trust pays. {WHY_FULL_COST_LEADS}"
    )


def _answer(worth: Worth) -> str:
    low, high = worth.thresholds
    if worth.base.net_benefit(FULL_COST, low) >= 0:
        return "Yes, on these numbers"
    if worth.base.net_benefit(FULL_COST, high) >= 0:
        return "It depends on what a year in good health may cost"
    return "Not yet, on these numbers"


def _gains(worth: Worth, who: str) -> str:
    cost = cost_range(worth, FULL_COST) * (1 / THOUSAND)
    return (
        f"{who} would avoid about {fractures_words(fractures_range(worth))} further fractures in {worth.base.years} "
        f"years, gain {ranged(qalys_range(worth), LEAST)} years in good health (QALYs), and add {ranged(cost, TEN)} "
        "thousand pounds, at full cost, to what the NHS and social care spend"
    )


def _prices(worth: Worth) -> str:
    full, pay = (value_words(worth.base, basis, worth.thresholds[1]) for basis in (FULL_COST, TRUST_PAY))
    if worth.base.icer(FULL_COST) is None or worth.base.icer(TRUST_PAY) is None:
        return f"At full cost it {full}; at trust pay it {pay}."
    return f"A QALY then costs about {full} pounds at full cost, {pay} at trust pay."


def _tail(worth: Worth) -> str:
    """What a QALY costs, to end a sentence with."""
    full, pay = (value_words(worth.base, basis, worth.thresholds[1]) for basis in (FULL_COST, TRUST_PAY))
    if worth.base.icer(FULL_COST) is None or worth.base.icer(TRUST_PAY) is None:
        return f": at full cost it {full}, at trust pay it {pay}"
    return f": a QALY costs about {full} pounds at full cost, and {pay} at trust pay"


def _loses(worth: Worth) -> str:
    """How many draws lose health, where any does: a range of 8 in 10 draws may not reach them."""
    corners = plane(_two(worth, FULL_COST), "usual", "fls").quadrants
    lost = corners["north-west"].value + corners["south-west"].value
    return f" and loses health in {out_of_100(lost)}" if lost else ""


def _chance(worth: Worth, basis: str) -> float:
    """Share of draws in which a service is worth its cost at the upper end of the threshold."""
    return acceptability(_two(worth, basis), (worth.thresholds[1],))[0].probability["fls"].value


def _limits(worth: Worth) -> str:
    low, high = worth.thresholds
    return f"For medicines NICE usually accepts {about(low, 0)} to {about(high, 0)}."


def _needed(worth: Worth) -> str:
    """What would make it worth its cost; blank where it is."""
    found, now = worth.needed[FULL_COST], worth.inputs.number("p_treated_fls")
    price = worth.inputs.range_of("c_service_staff_person_full_economic")
    if worth.base.net_benefit(FULL_COST, found.threshold) >= 0:
        return ""
    ways = []
    if found.share_treated is not None:
        ways.append(
            f"if {out_of_100(found.share_treated)} people seen started a medicine, where {about(100 * now, 1)} do"
        )
    if found.staff_cost is not None:
        paid = about(found.staff_cost, TEN)
        ways.append(f"if staff cost {paid} pounds for each person seen, where they cost {rounded(price)}")
    if not ways:
        return f"At {about(found.threshold, 0)} pounds for a QALY neither more treatment nor free staff would do."
    return f"At {about(found.threshold, 0)} pounds it would be worth its cost {', or '.join(ways)}."


def _steps(worth: Worth) -> str:
    """What one change alone would do, from the scenarios."""
    names = ("followed up", "goal", "survival")
    followed, goal, survival = (value_words(worth.scenarios[n], FULL_COST, worth.thresholds[1]) for n in names)
    return (
        f"Following people up would bring the cost of a QALY to {followed}, meeting the audit's goal to {goal}, and "
        f"firm proof that a service itself lowers deaths to {survival}. Proof that more people treated means no "
        "fewer fractures would end the case."
    )


def _beside_cost(benefit: float) -> str:
    """What is gained beside what it costs, in words: a minus is easily missed."""
    if benefit < 0:
        return f"falls {_thousand(-benefit)} short of its cost"
    return f"is worth {_thousand(benefit)} more than its cost"


def _rounded(pounds: float) -> float:
    """To the thousand pounds that a sentence shows."""
    return THOUSAND * float(about(pounds / THOUSAND, 1).replace(",", ""))


def _thousand(pounds: float, step: float = 1) -> str:
    return f"{about(pounds / THOUSAND, step)} thousand pounds"


def _two(worth: Worth, basis: str) -> StrategyDraws:
    """No service and a whole one alone: with more options the chance to be best would be shared out."""
    choice = worth.draws[basis].choice()
    at = [choice.place(name) for name in ("usual", "fls")]
    return StrategyDraws(("usual", "fls"), choice.cost[at], choice.qalys[at])
