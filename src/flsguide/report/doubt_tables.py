"""Two numbers at once, and counts of fractures beside what the model implies, as tables."""

import math
from collections.abc import Sequence

from flsguide.analysis.cross_check import CrossCheck
from flsguide.analysis.tornado import Grid, two_way
from flsguide.analysis.variants import Answer
from flsguide.evidence.parameters import Parameters
from flsguide.report.money import signed
from flsguide.report.sentences import short_names
from flsguide.report.tables import Cell, Table
from flsguide.report.ten_marks import PEOPLE
from flsguide.report.tornado_chart import THOUSANDS

__all__ = ["cross_check_table", "grid_table", "round_steps", "staff_and_treated"]

WORTH = "✓"
TREATED, STAFF = "p_treated_fls", "c_service_staff_person_full_economic"


def round_steps(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round numbers from low to high, evenly apart, as many as fit: at most `most`.

    >>> round_steps(0.25, 0.69, 5), round_steps(49, 355, 7)
    ((0.3, 0.4, 0.5, 0.6), (50.0, 100.0, 150.0, 200.0, 250.0, 300.0, 350.0))
    """
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    for step in (power * digit for digit in (1, 2, 5, 10, 20)):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first < most:
            return tuple(round(step * i, 10) for i in range(first, last + 1))
    msg = f"no round numbers between {low} and {high}"
    raise ValueError(msg)


def staff_and_treated(answer: Answer, inputs: Parameters) -> Grid:
    """Net benefit by what staff cost and by the share treated with a service, over the ranges of the rows.

    The cost runs from the low end of trust pay to the high end of full cost, so one grid serves both.
    """
    treated = inputs.range_of(TREATED)
    pay, full = (inputs.range_of(f"c_service_staff_person_{basis}") for basis in ("trust_cash", "full_economic"))
    return two_way(
        answer,
        {TREATED: treated.value, STAFF: full.value},
        (STAFF, round_steps(min(pay.low, full.low), full.high, 7)),
        (TREATED, round_steps(treated.low, treated.high, 5)),
    )


def grid_table(grid: Grid, inputs: Parameters, threshold: float) -> Table:
    """Net benefit for 1,000 people by what staff cost for each person seen (down) and the share treated (across).

    The longer list goes down, so that a phone shows every column.
    """
    rows: tuple[tuple[Cell | str, ...], ...] = tuple(
        (f"{cost:,.0f}", *(_cell(answer) for answer in answers))
        for cost, answers in zip(grid.rows, grid.answers, strict=True)
    )
    pay, full = (inputs.number(f"c_service_staff_person_{basis}") for basis in ("trust_cash", "full_economic"))
    treated = 100 * inputs.number(TREATED)
    return Table(
        f"Two numbers at once: net benefit in thousand pounds for each {PEOPLE:,} people, "
        f"at {threshold:,.0f} pounds a QALY",
        ("Staff, pounds a person", *(f"{100 * share:.0f}%" for share in grid.columns)),
        rows,
        numeric=tuple(range(1, len(grid.columns) + 1)),
        note=f"Down: pounds of staff for each person seen. We take {full:,.0f} at full cost, and {pay:,.0f} at trust "
        f"pay. Across: the share of the people seen who start a medicine. We take "
        f"{treated:.0f}%. {WORTH} worth its cost. All else as it stands.",
    )


def cross_check_table(checks: Sequence[CrossCheck], treated: float) -> Table:
    """Each study's count beside ours at the same follow-up: further fractures with a service for each 100 without.

    `treated` is the share of everybody who starts a medicine because of the service.
    """
    return Table(
        "Top down and bottom up: further fractures with a service, for each 100 without",
        ("Study", "Counted (95% interval)", "Followed", "Our model (8 in 10 draws)", "What to know"),
        tuple((_study(check), _counted(check), _followed(check), _ours(check), check.study.note) for check in checks),
        note=f"{_side_by_side(checks)}Both say what a service does, so they are never multiplied together. "
        f"{_gap(treated)}",
        is_text=True,
    )


def _side_by_side(checks: Sequence[CrossCheck]) -> str:
    """A sentence for each study whose follow-up is known and that has an interval."""
    return "".join(
        f"Over {_followed(check)} the study of {short_names(check.study.source)} counted {_counted(check)}, and ours "
        f"gives {_ours(check)}: {_met(check)}. "
        for check in checks
        if check.study.years is not None and check.is_within is not None
    )


def _met(check: CrossCheck) -> str:
    """Whether ours lies within the study's interval, and which of the two saw the larger fall."""
    larger = "the study's" if check.study.ratio < sum(e.mean for e in check.ours) / len(check.ours) else "ours"
    return f"ours lies {'within' if check.is_within else 'outside'} its interval, and {larger} is the larger fall"


def _cell(answer: float) -> Cell:
    text = signed(PEOPLE * answer / THOUSANDS, 1)
    return Cell(f"{text}\u00a0{WORTH}" if answer > 0 else text)


def _study(check: CrossCheck) -> str:
    return f"{check.study.label} ({short_names(check.study.source)})"


def _counted(check: CrossCheck) -> str:
    given = check.study.interval
    if given is None:
        return f"{100 * check.study.ratio:.0f} (no interval read)"
    return f"{100 * given.value:.0f} ({100 * given.low:.0f} to {100 * given.high:.0f})"


def _followed(check: CrossCheck) -> str:
    years = check.study.years
    return "not read" if years is None else f"{years} year{'' if years == 1 else 's'}"


def _ours(check: CrossCheck) -> str:
    means = sorted({f"{100 * each.mean:.0f}" for each in check.ours}, key=float)
    low, high = min(each.low for each in check.ours), max(each.high for each in check.ours)
    at = "" if check.study.years else f", after {check.years[0]} to {check.years[-1]} years"
    return f"{' to '.join(dict.fromkeys((means[0], means[-1])))} ({100 * low:.0f} to {100 * high:.0f}){at}"


def _gap(treated: float) -> str:
    most = 100 * (1 - treated)
    return (
        f"In our model a service has {100 * treated:.0f} more of each 100 people start a medicine. If their risk is "
        f"that of everybody, and medicine stopped every fracture of theirs, {most:.0f} of 100 would still happen. A "
        f"count below {most:.0f} needs something besides: more people treated, falls prevented, or people who "
        "differed anyway."
    )
