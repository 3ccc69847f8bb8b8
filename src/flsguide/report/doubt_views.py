"""What the draws say beside one run of the rows as they stand, and how far chance may have moved the draws' mean."""

from flsguide.analysis.gains import gains_in_draws, gains_of_the_rows
from flsguide.analysis.national_table import PathwayDraws
from flsguide.analysis.probabilistic import estimate
from flsguide.evidence.case_file import Case
from flsguide.evidence.prices import PRICE_YEAR
from flsguide.report.numbers import about, step_of
from flsguide.report.tables import Table

__all__ = ["draws_table"]

_WORDS = {
    "fractures avoided": "Further fractures avoided",
    "QALYs gained": "Years in good health gained (QALYs)",
    "cost added": f"Cost added, NHS and social care ({PRICE_YEAR} pounds)",
}


def draws_table(table: PathwayDraws, case: Case) -> Table:
    """Each gain of a service for 1,000 of England's people: the rows as they stand, the draws, and their error."""
    point, drawn = gains_of_the_rows(case), gains_in_draws(table, case)
    rows = []
    for name, words in _WORDS.items():
        found = estimate(drawn[name])
        step = step_of(found.high - found.low)
        row = (point[name], found.mean)
        between = f"{about(found.low, step)} to {about(found.high, step)}"
        error = about(found.standard_error, step_of(found.standard_error))
        rows.append((words, *(about(x, step) for x in row), between, error))
    return Table(
        f"A service against usual care, for each 1,000 people over {case.horizon_years} years",
        (
            "What",
            "Rows as they stand",
            "Mean of the draws",
            "95 of 100 draws lie",
            "Chance in the mean (standard error)",
        ),
        tuple(rows),
        numeric=(1, 2, 3, 4),
        note=f"{len(table.values):,} draws, seed {table.seed}. Rests on illustrative numbers: see the assumptions.",
        is_text=True,
    )
