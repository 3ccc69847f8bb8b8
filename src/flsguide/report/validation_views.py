"""How far the model can be trusted, as tables: known models, and numbers that must agree or leave something over."""

import math
from collections.abc import Sequence

from flsguide.analysis.calibration import RefractureCheck
from flsguide.analysis.known_models import Checked
from flsguide.analysis.published_studies import Calibrated, Identity
from flsguide.report.inputs import chip
from flsguide.report.numbers import about, as_written
from flsguide.report.sentences import short_names
from flsguide.report.tables import Folded, Table

__all__ = ["calibration_table", "identities_table", "known_table", "refracture_table", "second_table"]

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
    expected = as_written(case.expected)
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
        as_written(float(f"{case.tolerance:.2g}")),
    )


def identities_table(found: Sequence[Identity]) -> Table:
    """Printed numbers beside what other printed numbers of the same study make them."""
    return Table(
        "Printed numbers that must agree with each other",
        ("Study and number", "Printed", "Worked out from its parts", "Rounding leaves open", "Agrees"),
        tuple(
            (
                f"{short_names(i.statement.source[:1])}. {i.statement.says}",
                as_written(i.statement.number.value),
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


def calibration_table(found: Sequence[Calibrated]) -> Table:
    """What a study found in numbers, what our model gives in its terms, and what is left over."""
    return Table(
        "Numbers of studies, and ours in the terms of each study",
        ("Study and number", "Published", "Ours", "Residual (ours less published)"),
        tuple(
            (
                f"{short_names(c.statement.source)}. {c.statement.says}",
                as_written(c.statement.number.value),
                about(c.ours, 0.001),
                _to(c.residual, 0.001),
            )
            for c in found
        ),
        numeric=(1, 2, 3),
        is_text=True,
        note="The model was set to a later count of deaths after a hip fracture, so that row is no test. "
        "We take Leal's life-years to be discounted as ours are; the table does not say.",
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


def _like(number: float, found: Identity) -> str:
    """With the decimals that rounding of the parts leaves open; a ratio with none."""
    parts = found.statement.parts
    return _to(number, 1 if found.statement.measure == "ratio" else min(part.high - part.low for part in parts) / 2)


def _to(number: float, step: float) -> str:
    """With the decimals of a step; what rounds to nothing has no sign."""
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    return f"{round(number, places) + 0.0:,.{places}f}"
