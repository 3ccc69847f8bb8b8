"""One runner for any step, and three ways of counting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.model.runner import run


def decay(occupancy: tuple[float, ...], cycle: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    alive, dead = occupancy
    died = alive * (0.1 + 0.01 * cycle)
    return (alive - died, dead + died), (died,)


def test_people_are_counted_at_the_start_at_the_end_or_between() -> None:
    start, end, half = (run(decay, (1.0, 0.0), 0, 3, counting) for counting in ("start", "end", "half"))
    at = [1.0, 0.9, 0.9 * 0.89, 0.9 * 0.89 * 0.88]
    assert start.occupancy[0] == pytest.approx(sum(at[:3]), rel=1e-15)
    assert end.occupancy[0] == pytest.approx(sum(at[1:]), rel=1e-15)
    assert half.occupancy[0] == pytest.approx((at[0] + at[3]) / 2 + at[1] + at[2], rel=1e-15)
    assert start.events == end.events == half.events == pytest.approx((1 - at[3],))
    assert half.after == pytest.approx((at[3], 1 - at[3]))


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(["start", "end", "half"]))
def test_two_stretches_add_up_to_one(first: int, second: int, counting: str) -> None:
    whole = run(decay, (1.0, 0.0), 0, first + second, counting)  # type: ignore[arg-type]
    one = run(decay, (1.0, 0.0), 0, first, counting)  # type: ignore[arg-type]
    two = run(decay, one.after, first, first + second, counting)  # type: ignore[arg-type]
    assert two.after == whole.after
    for i in (0, 1):
        assert one.occupancy[i] + two.occupancy[i] == pytest.approx(whole.occupancy[i], rel=1e-13)
    assert one.events[0] + two.events[0] == pytest.approx(whole.events[0], rel=1e-13)


def test_nothing_to_run_and_an_unknown_way_of_counting_are_refused() -> None:
    with pytest.raises(ValueError, match="cycles 3 to 3"):
        run(decay, (1.0, 0.0), 3, 3)
    with pytest.raises(ValueError, match="'middle' is not known; give start, end or half"):
        run(decay, (1.0, 0.0), 0, 1, "middle")  # type: ignore[arg-type]
