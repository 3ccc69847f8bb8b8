"""Whether a service is worth it, in sentences that move with the figures."""

from flsguide.analysis.decision_uncertainty import StrategyDraws, acceptability, plane
from flsguide.analysis.scenarios import PEOPLE
from flsguide.report.marks import in_part, marked, why_marked
from flsguide.report.numbers import about, out_of_100, with_range
from flsguide.report.sentences import Sentence
from flsguide.report.worth import ALIKE, CASH, Worth
from flsguide.report.worth_words import (
    cost_range,
    few,
    fractures_range,
    pounds_a_qaly,
    qalys_range,
    rounded,
    value_words,
)

__all__ = [
    "how_sure", "sharing_said", "worth_for_the_case", "worth_in_brief", "worth_of_a_year",
]  # fmt: skip

TEN, THOUSAND = 10, 1000


def worth_in_brief(worth: Worth) -> Sentence:
    """Whether it is worth it, with ranges, at both ways to count staff, and what would make it so."""
    gains = _gains(worth, f"For each 1,000 people with a fracture, a whole service at {worth.place.name}")
    return Sentence(f"{_answer(worth)} {gains} {_prices(worth)} {_limits(worth)} {_needed(worth)}".rstrip())


def worth_of_a_year(worth: Worth) -> Sentence:
    """The sum for 1,000 people and for one place's year, to follow by hand, and why there are two costs."""
    low, high = worth.thresholds
    cost, qalys, year = worth.base.cost_added[ALIKE], worth.base.qalys_gained, worth.people / PEOPLE
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
    alike, cash = ([a.probability["fls"] for a in acceptability(_two(worth, b), (low, high))] for b in (ALIKE, CASH))
    two = _two(worth, ALIKE)
    better = plane(two, "usual", "fls").quadrants["north-east"].value
    mean = (two.cost[1] - two.cost[0]).mean() / (two.qalys[1] - two.qalys[0]).mean()
    stands = value_words(worth.base, ALIKE, high)
    ratio = (
        f"In the mean of the draws a QALY costs {pounds_a_qaly(mean)} pounds, where one run of the numbers as they "
        f"stand gives {stands}: the model bends, so the two need not agree. "
        if mean > 0
        else ""
    )
    return Sentence(
        f"We drew every uncertain number {two.n:,} times. With costs counted alike, the service gains health and "
        f"costs more in {out_of_100(better)} draws. At {about(low, 0)} pounds for a QALY it is worth its cost in "
        f"{out_of_100(alike[0].value)}, and at {about(high, 0)} in {out_of_100(alike[1].value)}, give or take "
        f"{about(100 * alike[1].standard_error, 1)} by chance. With staff at what the trust pays it is "
        f"{out_of_100(cash[0].value)} and {out_of_100(cash[1].value)}. {ratio}What has no range does not move.\n\n"
        f"**What would change our mind?** {_needed(worth)} {_steps(worth)}"
    )


def sharing_said(worth: Worth) -> Sentence:
    """What sharing a team saves one hospital in a year, in one line."""
    alike, cash = (worth.sharing[basis].saves for basis in (ALIKE, CASH))
    services = about(worth.inputs.number("n_hub_services"), 0)
    if min(alike, cash) <= 0:
        return Sentence(f"Sharing one team between {services} hospitals saves a hospital of this size nothing.")
    return Sentence(
        f"Sharing one team between {services} hospitals saves each about {about(alike, THOUSAND)} pounds of staff "
        f"in a full year counted alike, or {about(cash, THOUSAND)} at what the trust pays: less of a post is spare."
    )


def worth_for_the_case(worth: Worth) -> Sentence:
    """A paragraph to paste into a business case."""
    high, name = worth.thresholds[1], worth.place.name
    chance = acceptability(_two(worth, ALIKE), (high,))[0].probability["fls"].value
    none, audit = (worth.scenarios[scenario].cost_added[ALIKE] for scenario in ("no effect", "audit"))
    rates = f" Of the fracture rates a part is illustrative: {in_part()}." if in_part() else ""
    gained = few(worth.scenarios["audit"].qalys_gained)
    gains = _gains(worth, f"For each 1,000 people with a fracture, a whole service at {name}")
    return Sentence(
        f"> {gains} {_prices(worth)} {_limits(worth)} With costs counted alike, the service is worth its cost at the "
        f"upper end in {out_of_100(chance)} draws of the uncertain numbers. {_needed(worth)} If the medicines did "
        f"nothing, it would add {_thousand(none, TEN)} and gain nothing. As the national audit found services, it "
        f"would add {_thousand(audit, TEN)} and gain {gained} QALYs. {sharing_said(worth)} People of {worth.year}, "
        f"followed for {worth.base.years} years; NHS and social care; 2025/26 prices. How long staff take, and who "
        f"is treated by site, are our own judgement.{rates}"
    )


def _why_two_costs(worth: Worth) -> str:
    """Why the two ways to count staff differ, and which to lead with."""
    alike = worth.inputs.range_of("c_service_staff_person_full_economic")
    cash = worth.inputs.range_of("c_service_staff_person_trust_cash")
    return (
        f"**Why two costs?** They differ in staff alone: {with_range(alike)} pounds for each person seen with "
        f"overheads and buildings, {with_range(cash)} at what the trust pays. The hospital care that is saved is "
        "valued at its average cost, which holds overheads and buildings too. So only the first counts what is spent "
        "and what is saved alike, and it leads here. The second takes overheads off what is spent and leaves them in "
        "what is saved. It flatters the service, and is shown because many cases are written so."
    )


def _answer(worth: Worth) -> str:
    low, high = worth.thresholds
    if worth.base.net_benefit(ALIKE, low) >= 0:
        return "Yes, on these numbers."
    if worth.base.net_benefit(ALIKE, high) >= 0:
        return "It depends on what a year in good health may cost."
    return "Not yet, on these numbers."


def _gains(worth: Worth, who: str) -> str:
    cost = cost_range(worth, ALIKE) * (1 / THOUSAND)
    return (
        f"{who} would avoid about {with_range(fractures_range(worth))} further fractures in {worth.base.years} "
        f"years, gain {with_range(qalys_range(worth))} years in good health (QALYs), and add {with_range(cost)} "
        "thousand pounds to what the NHS and social care spend."
    )


def _prices(worth: Worth) -> str:
    alike, cash = (value_words(worth.base, basis, worth.thresholds[1]) for basis in (ALIKE, CASH))
    if worth.base.icer(ALIKE) is None or worth.base.icer(CASH) is None:
        return f"With costs counted alike, it {alike}; with staff at what the trust pays, it {cash}."
    return (
        f"A QALY then costs about {alike} pounds with costs counted alike, {cash} with staff at what the trust pays."
    )


def _limits(worth: Worth) -> str:
    low, high = worth.thresholds
    return f"For medicines NICE accepts {about(low, 0)} to {about(high, 0)}."


def _needed(worth: Worth) -> str:
    """What would make it worth its cost; blank where it is."""
    found, now = worth.needed[ALIKE], worth.inputs.number("p_treated_fls")
    price = worth.inputs.range_of("c_service_staff_person_full_economic")
    if worth.base.net_benefit(ALIKE, found.threshold) >= 0:
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
    followed, goal, survival = (value_words(worth.scenarios[n], ALIKE, worth.thresholds[1]) for n in names)
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
