"""What was expected of the base case before it was run, beside what came out."""

from flsguide.evidence.published_studies import published_statements
from flsguide.report.bases import FULL_COST, TRUST_PAY
from flsguide.report.numbers import about
from flsguide.report.tables import Folded, Table
from flsguide.report.worth import Worth
from flsguide.report.worth_words import ratio_words, value_words

__all__ = ["expected_table"]

HUNDRED, THOUSAND = 100, 1000
_BETTER = ("followed up", "infusions", "goal")


def expected_table(worth: Worth) -> Folded:
    """What was written down before the model was run, what came out, and whether it is so or is explained; folded."""
    table = Table(
        "What we expected before we ran it, and what came out",
        ("We expected", "What came out", "Is it so?"),
        (*_of_money(worth), *_of_time(worth), *_of_what_decides(worth), _of_the_study(worth)),
        note="Pounds for each QALY stand at full cost first, then at trust pay.",
        is_text=True,
    )
    return Folded(table.caption, table)


def _of_money(worth: Worth) -> tuple[tuple[str, str, str], ...]:
    none, audit = worth.scenarios["no effect"], worth.scenarios["audit"]
    pure, audited = none.cost_added[FULL_COST], (audit.cost_added[basis] for basis in (FULL_COST, TRUST_PAY))
    added = " or ".join(about(cost / THOUSAND, 1) for cost in audited)
    return (
        (
            "If the medicines do nothing, the service is a pure cost",
            f"{about(pure / THOUSAND, 1)} thousand pounds: its staff, its tests and the medicines",
            _so([none.verdict(FULL_COST) == "gains nothing"]),
        ),
        (
            "A service as the audit found them saves no money",
            f"It adds {added} thousand pounds",
            _so([min(audit.cost_added.values()) > 0]),
        ),
    )


def _of_time(worth: Worth) -> tuple[tuple[str, str, str], ...]:
    high, life, short = worth.thresholds[1], worth.scenarios["lifetime"], worth.scenarios["short"]
    other = worth.scenarios["of everybody, lifetime"]
    came_out = (
        f"{_both(worth, 'lifetime')} pounds for each QALY. It was expected with staff at trust pay, and with a share "
        f"treated that counts people whom the service missed: then it is {value_words(other, TRUST_PAY, high)}"
    )
    return (
        (
            "Over a lifetime it is near the usual thresholds",
            came_out,
            _explained(
                _so([life.net_benefit(basis, high) >= 0 for basis in (FULL_COST, TRUST_PAY)]),
                is_explained=other.net_benefit(TRUST_PAY, high) >= 0,
            ),
        ),
        (
            f"Over {short.years} years it is not worth its cost",
            f"{_both(worth, 'short')} pounds for each QALY",
            _so([short.net_benefit(basis, high) < 0 for basis in (FULL_COST, TRUST_PAY)]),
        ),
    )


def _of_what_decides(worth: Worth) -> tuple[tuple[str, str, str], ...]:
    high, found = worth.thresholds[1], worth.scenarios
    followed, infused, goal = (_both(worth, name) for name in _BETTER)
    better = [
        all(found[name].net_benefit(basis, high) > worth.base.net_benefit(basis, high) for name in _BETTER)
        for basis in (FULL_COST, TRUST_PAY)
    ]
    came_out = (
        f"{_both(worth, 'base')} in the base case; {followed} with follow-up, {infused} with infusions for some, "
        f"{goal} at the audit's goal"
    )
    others = max(result.qalys_gained for name, result in found.items() if name != "survival")
    gained = about(found["survival"].qalys_gained, 1)
    return (
        (
            "How many start, how long they go on, and infusions decide",
            came_out,
            _so(better),
        ),
        (
            "An effect of the service on survival would outweigh all the rest",
            f"It would gain {gained} QALYs, where no other scenario gains more than {about(others, 0.1)}",
            _so([found["survival"].qalys_gained > others]),
        ),
    )


def _of_the_study(worth: Worth) -> tuple[str, str, str]:
    """Leal et al. 2017, who followed people after a hip fracture."""
    names = ("leal_male_qaly_ratio", "leal_female_qaly_ratio")
    low, high = sorted(s.number.value for s in published_statements() if s.name in names)
    hips = worth.options["hip_only"]
    ours = [
        ratio_words(hips.cost_added[basis], hips.qalys_gained, worth.thresholds[1])
        for basis in (FULL_COST, TRUST_PAY)
    ]
    came_out = (
        f"After a hip fracture the study found {about(low, HUNDRED)} to {about(high, HUNDRED)} in older prices, "
        f"where we find {' and '.join(ours)}. All of the study's gain is longer life, as it was seen. With an effect "
        f"on survival for everybody, ours is {_both(worth, 'survival')}"
    )
    return "It agrees with the one English study of real services", came_out, "No, and explained"


def _both(worth: Worth, name: str) -> str:
    full, pay = (value_words(worth.scenarios[name], basis, worth.thresholds[1]) for basis in (FULL_COST, TRUST_PAY))
    return f"{full} and {pay}"


def _so(at_full_and_pay: list[bool]) -> str:
    """One answer, or one for each way to count staff."""
    if len(set(at_full_and_pay)) == 1:
        return "Yes" if at_full_and_pay[0] else "No"
    return "Only at full cost" if at_full_and_pay[0] else "Only at trust pay"


def _explained(answer: str, *, is_explained: bool) -> str:
    return f"{answer}, and explained" if answer != "Yes" and is_explained else answer
