"""A chance as a person can picture it: so many of ten marks, then the words, then the interval.

The rounding is honest. Ten marks are full only where every draw agrees, and none is said of nothing that may happen.
"""

import html
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flsguide.analysis.decision_uncertainty import probability_cost_saving
from flsguide.analysis.option_draws import OptionDraws
from flsguide.analysis.probabilistic import EIGHT_IN_TEN, Estimate, estimate
from flsguide.report.bases import BASIS_WORDS
from flsguide.report.money import MINUS, signed
from flsguide.report.numbers import of_digits, step_of
from flsguide.report.numbers_behind import Numbers
from flsguide.report.tables import Cell, Table, csv_link

__all__ = [
    "BASES",
    "PEOPLE",
    "TenMarks",
    "chance_of_worth",
    "heading",
    "in_ten",
    "marks_figure",
    "marks_of",
    "with_ends",
    "with_interval",
]

PEOPLE = 1000
"""People for whom amounts are shown."""
BASES = {f"at {words}": basis for basis, words in BASIS_WORDS.items()}
"""The two bases of what staff cost, in the words of a sentence."""
FULL, EMPTY = "●", "○"
_FEW = 0.05
SMALL = "with staff counted by the minute"


def marks_of(share: float) -> int:
    """How many of ten marks are full: the nearest number, but ten only for all and never for nearly all.

    Raises:
        ValueError: a share that is not from 0 to 1.

    >>> [marks_of(share) for share in (0, 0.049, 0.05, 0.25, 0.949, 0.999, 1)]
    [0, 0, 1, 3, 9, 9, 10]
    """
    if not 0 <= share <= 1:
        msg = f"{share!r} is no share; a chance lies from 0 to 1"
        raise ValueError(msg)
    return 10 if share == 1 else min(9, math.floor(10 * share + 0.5 + 1e-9))


def in_ten(share: float, draws: int) -> str:
    """A share of draws in words.

    >>> in_ten(0.281, 1000), in_ten(0.03, 1000), in_ten(0.97, 1000), in_ten(0, 1000)
    ('about 3 in 10', 'fewer than 1 in 20', 'more than 19 in 20', 'in none of 1,000 draws')
    """
    marks = marks_of(share)
    if share in (0, 1):
        return f"in {'none' if share == 0 else 'all'} of {draws:,} draws"
    if share < _FEW:
        return "fewer than 1 in 20"
    return "more than 19 in 20" if share > 1 - _FEW else f"about {marks} in 10"


@dataclass(frozen=True)
class TenMarks:
    """Chances as marks and words, with amounts and their intervals below: text, so that everybody can read it."""

    name: str
    title: str
    table: Table
    data: Numbers
    caption: str

    def _repr_html_(self) -> str:
        link = csv_link("Numbers behind these marks (CSV)", f"{self.name}.csv", self.data.to_csv())
        return (
            f'<figure class="fls-chart fls-marks" aria-label="{html.escape(self.title)}">'
            f'<p class="fls-chart-title">{html.escape(self.title)}</p>{self.table._repr_html_()}'
            f"<figcaption>{html.escape(self.caption)} {link}</figcaption></figure>"
        )

    def __repr__(self) -> str:
        """The title and the table as plain text."""
        return f"{self.title}\n{self.table!r}\n{self.caption}"


def with_interval(found: Estimate) -> str:
    """A mean with the range of its draws, rounded as `with_ends` does.

    >>> with_interval(Estimate(2.017, 0.53, 3.71, 0.04))
    '2.0 (0.6 to 3.8)'
    """
    return with_ends(found.mean, found.low, found.high)


def with_ends(value: float, low: float, high: float, step: float | None = None) -> str:
    """A value and its range, rounded to a tenth of the range or less; a low end below 0 is never written as 0.

    `step` rounds to something else.

    >>> with_ends(180_797, 109_771, 257_669), with_ends(2.017, -0.03, 5.21).replace(MINUS, "-")
    ('180,000 (110,000 to 260,000)', '2.0 (-0.03 to 5.0)')
    """
    step = step_of((high - low) / 2) if step is None else step
    first = signed(low, step)
    if low < 0 and not first.startswith(MINUS):
        first = MINUS + of_digits(-low, 1)
    return f"{signed(value, step)} ({first} to {signed(high, step)})" if low < high else signed(value, step)


def heading(words: str) -> str:
    """The words of a sentence as they head a column."""
    return words[0].upper() + words[1:]


def chance_of_worth(draws: OptionDraws, base: str, new: str, threshold: float) -> float:
    """The share of draws in which `new` has more net benefit than `base`: the two alone, whatever else there is."""
    choice = draws.choice()
    benefit = choice.net_benefit(threshold)
    return float((benefit[choice.place(new)] > benefit[choice.place(base)]).mean())


def marks_figure(
    by_basis: Mapping[str, OptionDraws], base: str, new: str, thresholds: Sequence[float], place: str
) -> TenMarks:
    """Chance of a saving, and of being worth its cost at each threshold, for each basis of cost, with the amounts.

    `by_basis` is by the words that head a column. Amounts are for each 1,000 people, with the range that holds 8 in
    10 draws.
    """
    n = next(iter(by_basis.values())).choice().n
    saving = {words: probability_cost_saving(draws.choice(), base)[new].value for words, draws in by_basis.items()}
    worth = {
        threshold: {words: chance_of_worth(draws, base, new, threshold) for words, draws in by_basis.items()}
        for threshold in thresholds
    }
    chances = [("Costs less than it saves", saving)] + [
        (f"Worth its cost at {threshold:,.0f} pounds a QALY", found) for threshold, found in worth.items()
    ]
    rows: list[tuple[Cell | str, ...]] = [
        (label, *(_marks(found[words], n) for words in by_basis)) for label, found in chances
    ]
    lost = {words: _loses_health(draws, base, new) for words, draws in by_basis.items()}
    chances.append(("Loses health (QALYs)", lost))
    rows.append(("Loses health (QALYs)", *(_marks(lost[words], n) for words in by_basis)))
    rows += [
        (f"{label}, for each {PEOPLE:,} people", *(_amount(draws, base, new, what) for draws in by_basis.values()))
        for label, what in (("Cost added in pounds", "cost"), ("QALYs gained", "qalys"))
    ]
    behind = tuple((label, words, found[words]) for label, found in chances for words in by_basis)
    return TenMarks(
        name="chances",
        title=_title(worth, n),
        table=Table(
            f"{place}: how likely a service is to be worth its cost",
            ("What", *map(heading, by_basis)),
            tuple(rows),
            is_text=True,
        ),
        data=Numbers(("what", "basis", "share_of_draws"), behind),
        caption=f"A whole service against no service, {SMALL}. Each mark is a tenth of {n:,} draws. Ranges hold 8 in "
        "10 draws.",
    )


def _title(worth: Mapping[float, Mapping[str, float]], draws: int) -> str:
    threshold = max(worth)
    said = "; ".join(f"{words}, {in_ten(share, draws)}" for words, share in worth[threshold].items())
    return f"How often a service is worth its cost at {threshold:,.0f} pounds a QALY: {said}"


def _loses_health(draws: OptionDraws, base: str, new: str) -> float:
    """The share of draws in which there are fewer QALYs with `new`: a range of 8 in 10 draws may not reach them."""
    choice = draws.choice()
    return float((choice.qalys[choice.place(new)] < choice.qalys[choice.place(base)]).mean())


def _marks(share: float, draws: int) -> Cell:
    full, words = marks_of(share), in_ten(share, draws)
    row = FULL * full + EMPTY * (10 - full)
    return Cell(f"{row} {words}", f'<span class="fls-ten" aria-hidden="true">{row}</span> {html.escape(words)}')


def _amount(draws: OptionDraws, base: str, new: str, what: str) -> str:
    choice = draws.choice()
    values = getattr(choice, what)
    found = estimate(PEOPLE * (values[choice.place(new)] - values[choice.place(base)]), EIGHT_IN_TEN)
    return with_interval(found)
