"""Draws come from their rows, keep their order where it must hold, and extend with their number."""

import numpy as np
import pytest

from flsguide.analysis.draws import PARTS, drawn_inputs
from flsguide.evidence.incidence import incidence
from flsguide.evidence.parameters import parameters

N = 4000
DRAWS = drawn_inputs(parameters(), incidence(), N, seed=7)


def test_every_uncertain_row_is_drawn_and_no_other() -> None:
    uncertain = {p.name for p in parameters().values() if p.applies_to in PARTS and p.distribution != "fixed"}
    rates = {f"rate of {site}" for site in ("hip", "vertebral", "humerus", "forearm", "other")}
    persistence = {f"p_persisting_{m}_months" for m in (12, 24, 60)}
    assert set(DRAWS) == uncertain | rates | persistence
    assert {len(values) for values in DRAWS.values()} == {N}


def test_means_and_spreads_are_those_of_the_rows_within_four_standard_errors() -> None:
    for name, values in DRAWS.items():
        if name.startswith("rate of"):
            continue
        row = parameters()[name]
        error = row.uncertainty.sd / N**0.5
        assert abs(values.mean() - row.uncertainty.mean) < 4 * error, name
        assert values.std() == pytest.approx(row.uncertainty.sd, rel=0.15), name


def test_nobody_takes_a_medicine_again_who_had_stopped() -> None:
    one, two, five = (DRAWS[f"p_persisting_{m}_months"] for m in (12, 24, 60))
    assert np.all(two < one)
    assert np.all(five < two)


def test_more_draws_extend_and_another_seed_differs() -> None:
    longer = drawn_inputs(parameters(), incidence(), N + 10, seed=7)
    other = drawn_inputs(parameters(), incidence(), 10, seed=8)
    for name, values in DRAWS.items():
        assert np.array_equal(longer[name][:N], values)
        assert not np.array_equal(other[name], values[:10])
