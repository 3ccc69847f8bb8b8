from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from flsguide.evidence import days
from flsguide.evidence.days import latest_day, past_day, this_year
from flsguide.evidence.tables import Row

Refusal = Callable[..., str]


def test_the_latest_day_is_one_ahead_of_this_clock_so_that_no_time_zone_is_refused():
    assert latest_day() - datetime.now(UTC).date() == timedelta(days=1)
    assert this_year() == latest_day().year


@pytest.mark.parametrize(("ahead", "holds"), [(-400, True), (0, True), (1, True), (2, False), (400, False)])
def test_a_day_that_has_been_is_taken_with_a_day_of_slack(refusal: Refusal, ahead: int, holds: bool):
    day = datetime.now(UTC).date() + timedelta(days=ahead)
    row = Row("t.csv", 3, {"checked_on": day.isoformat()})
    if holds:
        assert past_day(row, "checked_on") == day
    else:
        assert refusal(past_day, row, "checked_on") == (
            f"t.csv, row 3, checked_on: '{day}' is not allowed; give a date that has been, or a blank"
        )


def test_on_new_years_eve_the_new_year_has_begun_somewhere(monkeypatch: pytest.MonkeyPatch):
    class Eve(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Eve":
            assert tz is UTC
            return cls(2026, 12, 31, 12, tzinfo=UTC)

    monkeypatch.setattr(days, "datetime", Eve)
    assert (latest_day(), this_year()) == (date(2027, 1, 1), 2027)


def test_a_blank_is_no_day_and_another_text_is_refused(refusal: Refusal):
    assert past_day(Row("t.csv", 3, {"checked_on": ""}), "checked_on") is None
    message = refusal(past_day, Row("t.csv", 3, {"checked_on": "soon"}), "checked_on")
    assert message == "t.csv, row 3, checked_on: 'soon' is not allowed; give a date such as 2026-11-23, or a blank"
