"""What the page "Is it worth it?" shows of people and posts: who gains, and what hospitals save by sharing a team."""

from collections.abc import Sequence

from flsguide.analysis.equity import Group, shares
from flsguide.analysis.scenarios import PEOPLE
from flsguide.evidence.vocabulary import AGES, YOUNGEST
from flsguide.report.bases import BASIS_WORDS, FULL_COST, TRUST_PAY
from flsguide.report.inputs import inputs_table
from flsguide.report.money import signed
from flsguide.report.numbers import about, with_range
from flsguide.report.tables import Folded, Followed, Table
from flsguide.report.worth import Worth

__all__ = ["POST_ROWS", "equity_table", "rows_of", "sharing_table"]

POST_ROWS = (
    "n_nurse_minutes_person", "n_admin_minutes_person", "n_consultant_minutes_person", "n_nurse_hours_year",
    "n_consultant_hours_session_year", "c_staff_band_7_full_economic", "c_staff_band_4_full_economic",
    "c_consultant_session_year_full_economic", "c_staff_band_7_trust_cash", "c_staff_band_4_trust_cash",
    "c_consultant_session_year_trust_cash", "n_hub_services", "c_set_up", "n_recruitment_months",
)  # fmt: skip
"""Rows behind staff in whole posts."""
_SEX = {"female": "Women", "male": "Men", None: "Everybody"}
THOUSANDS = 1000


def rows_of(worth: Worth, line: str, names: Sequence[str]) -> Folded:
    """Rows that lie behind one table alone, folded under it."""
    return Folded(line, inputs_table(line, [worth.inputs[name] for name in names]))


def equity_table(worth: Worth) -> Table:
    """Who gains, by sex and age; a table that has no small count, nor one that can be worked out."""
    small = int(worth.inputs.number("n_small_count"))
    rule = (
        f"Small numbers rule: a group of {small} or fewer people a year is joined to its neighbour in age, and the "
        "two sexes to each other if need be, so that no small count can be worked out from a total."
    )
    if not worth.groups:
        row = ("Everybody", *["withheld: too few"] * 4)
        return _equity(worth, (row,), rule)
    return _equity(
        worth,
        tuple(
            (
                _who(part.group),
                about(100 * part.people, 1),
                _part(part.qalys_gained),
                _part(part.fractures_avoided),
                signed(PEOPLE * part.group.qalys_gained / part.group.people, 0.1) if part.group.people else "nobody",
            )
            for part in shares(worth.groups)
        ),
        rule,
    )


def _equity(worth: Worth, rows: tuple[tuple[str, ...], ...], rule: str) -> Table:
    return Table(
        f"Who gains from a whole service at {worth.place.name}, by sex and age at the fracture",
        ("Who", "Of 100 people", "Of 100 QALYs gained", "Of 100 fractures avoided", "QALYs for 1,000 of them"),
        rows,
        numeric=(1, 2, 3, 4),
        note=f"Expected, not counted. {rule}",
        is_text=True,
    )


def _who(group: Group) -> str:
    if group.age_high == YOUNGEST + AGES - 1:
        ages = f"{group.age_low} and over"
    else:
        ages = f"{group.age_low} to {group.age_high}"
    return f"{_SEX[group.sex]}, {ages}"


def _part(share: float | None) -> str:
    return "nothing is gained" if share is None else signed(100 * share, 1)


def sharing_table(worth: Worth) -> Followed:
    """What a year of staff costs one hospital, alone or sharing, in whole posts; then the rows behind."""
    return Followed(_sharing(worth), (rows_of(worth, "The numbers behind these posts", POST_ROWS),))


def _sharing(worth: Worth) -> Table:
    rows = []
    for basis in (FULL_COST, TRUST_PAY):
        found = worth.sharing[basis]
        amounts = (found.alone, found.shared, found.saves, found.first_year_alone - found.first_year_shared)
        rows.append((BASIS_WORDS[basis].capitalize(), *(signed(amount, THOUSANDS) for amount in amounts)))
    services = worth.inputs.range_of("n_hub_services")
    return Table(
        f"Staff in whole posts for one hospital like {worth.place.name}, pounds a year",
        (
            "Basis",
            "A team of its own",
            f"Its part of a team for {about(services.value, 0)} hospitals",
            "Sharing saves a full year",
            "Sharing saves in the first year",
        ),
        tuple(rows),
        numeric=(1, 2, 3, 4),
        note="The first year has setting up in it, and posts from the month they are filled. How many share is "
        f"illustrative: {with_range(services, 1)}. Travel and agreements between them are not counted.",
        is_text=True,
    )
