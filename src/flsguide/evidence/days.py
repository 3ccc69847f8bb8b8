"""Days and years that have been: nothing can have been counted, or checked, in the future."""

from datetime import UTC, date, datetime, timedelta

from flsguide.evidence.tables import Row

__all__ = ["latest_day", "past_day", "this_year"]


def latest_day() -> date:
    """The latest day that it can be anywhere: tomorrow, for whoever lives ahead of this machine's clock."""
    return datetime.now(UTC).date() + timedelta(days=1)


def this_year() -> int:
    """The latest calendar year that has begun."""
    return latest_day().year


def past_day(row: Row, field: str) -> date | None:
    """The cell as a day that has been, or None when it is blank.

    Raises:
        EvidenceError: not a date, or one in the future.
    """
    day = row.optional_day(field)
    if day is not None and day > latest_day():
        raise row.error(field, "a date that has been, or a blank")
    return day
