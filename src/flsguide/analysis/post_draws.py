"""What a plan of posts costs in draws: how long a person takes, what posts are paid and what setting up costs.

How many posts are hired follows from the draw: where a person takes longer, one post more may be needed. How fast
posts are filled and how many hospitals share a team are decided, and stay.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from flsguide.evidence.distributions import sample
from flsguide.evidence.parameters import Parameters
from flsguide.model.base_strategies import Choices
from flsguide.model.service_posts import ADMIN_BAND, staff_by_year

__all__ = ["planned_draws", "post_rows"]

Array = NDArray[np.float64]
FixedDraws = dict[str, dict[str, tuple[Array, ...]]]


def post_rows(choices: Choices) -> tuple[str, ...]:
    """Rows of a plan of posts that are uncertain, on the basis of cost and the nurses' band chosen."""
    basis = choices.service_costs
    return (
        "n_nurse_minutes_person", "n_admin_minutes_person", "n_consultant_minutes_person",
        "n_consultant_hours_session_year", f"c_staff_band_{choices.nurse_band}_{basis}",
        f"c_staff_band_{ADMIN_BAND}_{basis}", f"c_consultant_session_year_{basis}", "c_set_up",
    )  # fmt: skip


def planned_draws(
    inputs: Parameters, seen: Mapping[str, float], choices: Choices, years: int, entry_years: int, n: int, seed: int
) -> tuple[FixedDraws, dict[str, Array]]:
    """The `fixed_costs` of a case in draws, and the draws of the rows behind them; for `seen` see `staff_by_year`.

    Pounds by option, line and calendar year, each an array of `n`. Each row has its own random stream.
    """
    rows = [inputs[name] for name in post_rows(choices) if inputs[name].distribution != "fixed"]
    drawn = {row.name: sample(row.uncertainty, n, seed, row.name) for row in rows}
    plans = []
    for i in range(n):
        own = {row.name: replace(row, value=float(drawn[row.name][i])) for row in rows}
        plans.append(staff_by_year(Parameters({**inputs.rows, **own}), seen, choices, years, entry_years))
    found = {
        option: {
            line: tuple(np.array([plan[option][line][year] for plan in plans]) for year in range(years))
            for line in by_line
        }
        for option, by_line in plans[0].items()
    }
    return found, drawn
