"""How far the model can be trusted, as tables: known models, published studies, and what holds of every result."""

import math
from collections.abc import Sequence

from flsguide.analysis.calibration import RefractureCheck
from flsguide.analysis.known_models import Checked
from flsguide.analysis.published_studies import Calibrated, Identity, Sign
from flsguide.report.inputs import chip
from flsguide.report.marks import marked, note_of_mark
from flsguide.report.numbers import about
from flsguide.report.sentences import short_names
from flsguide.report.tables import Folded, Table

__all__ = ["calibration_table", "identities_table", "known_table", "refracture_table", "second_table", "signs_table"]

_CASES = {
    "hiv": "HIV",
    "valve": "Heart valve",
    "sick_sicker": "Sick-Sicker",
    "herc": "Six plans",
    "hiv_screening": "HIV screening",
    "normal": "Normal net benefit",
}
_ODD = ", published weights"
_MANY = 4
"""Decimals of a printed figure from which on ours needs no more to show a difference."""
_TINY = 1e-6
"""Below this one digit of a difference is enough: two would not fit on paper."""
_MEASURES = {"cost": ("pounds", 1000), "qalys": ("QALYs", 0.1), "fractures": ("fractures", 0.1), "hip": ("hips", 0.1)}
"""What our differences are counted in, and what they are rounded to."""


def known_table(found: Sequence[Checked]) -> Table:
    """Figures of known models and choices that their sources print, beside what our code gives."""
    printed = [c for c in found if c.case.is_printed]
    names = short_names(key for c in printed for key in c.case.source)
    return _table_of(
        "Known models and choices: printed figures, and what our code gives",
        printed,
        f"From {names}. Sick-Sicker: published weights.",
    )


def second_table(found: Sequence[Checked]) -> Folded:
    """Figures of known models and choices that were worked out a second time, folded away, for they are many."""
    second = [c for c in found if not c.case.is_printed]
    table = _table_of(
        "Known models and choices: figures worked out a second time, and what our code gives",
        second,
        "A difference below a thousandth of what is allowed is shown as 0.",
    )
    agreeing = sum(c.agrees for c in second)
    return Folded(f"{agreeing} of {len(second)} figures agree. Show every one", table)


def _table_of(caption: str, found: Sequence[Checked], note: str) -> Table:
    agreeing = sum(c.agrees for c in found)
    return Table(
        caption,
        ("Model and figure", "Expected", "Got", "Difference", "Allowed"),
        tuple(_known(c) for c in found),
        numeric=(1, 2, 3, 4),
        note=f"{agreeing} of {len(found)} differences are no larger than allowed. {note}",
        is_text=True,
    )


def _known(found: Checked) -> tuple[str, ...]:
    case = found.case
    expected = _as_written(case.expected)
    places = len(expected.partition(".")[2])
    step = 10.0 ** -(places if places >= _MANY else places + 1)
    is_nothing = abs(found.difference) < case.tolerance / 1000
    size = abs(found.difference)
    difference = "0" if is_nothing else _to(found.difference, size / 10 if size > _TINY else size)
    return (
        f"{_CASES[case.case]}. {case.quantity.removesuffix(_ODD)}",
        expected,
        _to(found.got, step),
        difference if found.agrees else f"{difference}, too much",
        _as_written(float(f"{case.tolerance:.2g}")),
    )


def identities_table(found: Sequence[Identity]) -> Table:
    """Printed numbers beside what other printed numbers of the same study make them."""
    return Table(
        "Printed numbers that must agree with each other",
        ("Study and number", "Printed", "Worked out from its parts", "Rounding leaves open", "Agrees"),
        tuple(
            (
                f"{short_names(i.statement.source[:1])}. {i.statement.says}",
                _as_written(i.statement.number.value),
                _like(i.worked_out.value, i),
                f"{_like(i.worked_out.low, i)} to {_like(i.worked_out.high, i)}",
                "yes" if i.holds else f"No. {i.statement.note}",
            )
            for i in found
        ),
        numeric=(1, 2),
        is_text=True,
        note="Each part was rounded when it was printed. Numbers agree if some that round to those printed do.",
    )


def signs_table(found: Sequence[Sign]) -> Table:
    """Which way each study goes, which way the base case goes for the same people, and why not where it does not."""
    return Table(
        "Which way the studies go, and which way our base case goes",
        ("Study and what it says of a service", "Our people", "Ours, for each 1,000 people", "Same way?"),
        tuple((f"{short_names(s.statement.source[:1])}. {s.statement.says}", *_sign(s)) for s in found),
        is_text=True,
        note=f"Ours: England, with a service less without. Pounds of 2025/26. {note_of_mark()}".rstrip(),
    )


def _sign(found: Sign) -> tuple[str, str, str]:
    statement = found.statement
    unit, step = _MEASURES[statement.measure]
    amount = f"{about(abs(found.ours), step)} {unit} {'more' if found.ours > 0 else 'fewer'}"
    if statement.measure == "cost":
        amount = amount.replace("fewer", "less")
    who = "after a hip fracture" if statement.people == "hip" else "after any fracture"
    answer = {True: "Yes", False: "No", None: "Cannot tell"}[found.agrees]
    return (
        f"{who}, {statement.years} {'year' if statement.years == 1 else 'years'}",
        amount if statement.people == "hip" and statement.measure != "fractures" else marked(amount),
        f"{answer}. {statement.note}" if statement.note else answer,
    )


def calibration_table(found: Sequence[Calibrated]) -> Table:
    """What a study found in numbers, what our model gives in its terms, and what is left over."""
    return Table(
        "Numbers of studies, and ours in the terms of each study",
        (
            "Study and number",
            "Published",
            "Ours",
            "Residual (ours less published)",
            "Ours, with a deadlier first year",
        ),
        tuple(
            (
                f"{short_names(c.statement.source)}. {c.statement.says}",
                _as_written(c.statement.number.value),
                about(c.ours, 0.001),
                _to(c.residual, 0.001),
                about(c.deadlier, 0.001),
            )
            for c in found
        ),
        numeric=(1, 2, 3, 4),
        is_text=True,
        note="The last column has the published death rate after a hip fracture in the first year. It explains the "
        "residual and is not used. We take Leal's life-years to be discounted as ours are; the table does not say.",
    )


def refracture_table(found: Sequence[RefractureCheck]) -> Table:
    """Published shares of women with a further fracture, and the model's."""
    return Table(
        "Women with a further fracture, of all women",
        ("Published share", "Published", "Ours", "Residual (ours less published)", "Was the model set to it?"),
        tuple(
            (
                f"{c.published.label} ({short_names(c.published.source)})",
                chip(c.published),
                f"{about(100 * c.model, 0.1)}%",
                f"{_to(100 * c.residual, 0.1)} points",
                "Yes: a small residual shows nothing" if c.is_fitted else "No",
            )
            for c in found
        ),
        numeric=(1, 2, 3),
        is_text=True,
        note="Sweden: women of 50 and over. United States: women of 65 and over, and ours of that age beside them.",
    )


def _as_written(number: float) -> str:
    """As many decimals as the number has, never as a power of ten."""
    return f"{number:,.10f}".rstrip("0").rstrip(".")


def _like(number: float, found: Identity) -> str:
    """With the decimals that rounding of the parts leaves open; a ratio with none."""
    parts = found.statement.parts
    return _to(number, 1 if found.statement.measure == "ratio" else min(part.high - part.low for part in parts) / 2)


def _to(number: float, step: float) -> str:
    """With the decimals of a step; what rounds to nothing has no sign."""
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    return f"{round(number, places) + 0.0:,.{places}f}"
