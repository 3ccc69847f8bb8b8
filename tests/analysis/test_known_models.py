"""The known models themselves: a wrong way of counting, a wrong weight or a wrong matrix is seen."""

from dataclasses import replace

import pytest

from flsguide.analysis.known_models import SICK_SICKER_WEIGHTS, by_cycle, checked, moving
from flsguide.evidence.errors import MissingRowError
from flsguide.evidence.validation_cases import validation_cases


def test_a_matrix_moves_people_and_one_for_some_cycles_only_in_those() -> None:
    stay, leave = ((1.0, 0.0), (0.0, 1.0)), ((0.5, 0.5), (0.0, 1.0))
    assert list(by_cycle(moving({1: leave}, stay), (1.0, 0.0), 3, "end")) == [(1.0, 0.0), (0.5, 0.5), (0.5, 0.5)]
    assert list(by_cycle(moving({}, leave), (1.0, 0.0), 2, "start")) == [(1.0, 0.0), (0.5, 0.5)]
    assert list(by_cycle(moving({}, leave), (1.0, 0.0), 2, "half")) == [(0.75, 0.25), (0.375, 0.625)]


def test_the_published_weights_are_simpsons_the_wrong_way_round() -> None:
    odd = SICK_SICKER_WEIGHTS["published weights"]
    assert (odd[0], odd[1], odd[2], odd[-1]) == (1 / 3, 2 / 3, 4 / 3, 1 / 3)
    assert {len(weights) for weights in SICK_SICKER_WEIGHTS.values()} == {76}


@pytest.mark.parametrize("swapped", ["half-cycle", "no correction"])
def test_other_weights_do_not_give_the_published_figures(swapped: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SICK_SICKER_WEIGHTS, "published weights", SICK_SICKER_WEIGHTS[swapped])
    found = [c for c in checked(validation_cases()) if c.case.quantity.endswith("published weights")]
    assert not any(c.agrees for c in found if c.case.quantity.startswith(("Cost", "QALYs")))


def test_a_figure_that_no_model_gives_is_named() -> None:
    case = replace(validation_cases()[0], quantity="Cost with three medicines, pounds")
    with pytest.raises(MissingRowError, match="Cost with three medicines, pounds"):
        checked([case])
