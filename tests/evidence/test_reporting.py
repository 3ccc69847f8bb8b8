from collections.abc import Callable
from pathlib import Path

import pytest

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.reporting import ITEMS, ReportingItem, check_pages, reporting_items

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


def test_every_item_is_there_and_says_where_it_is_answered_or_what_is_missing():
    assert [item.number for item in reporting_items()] == list(range(1, ITEMS + 1))
    assert [i.number for i in reporting_items() if not i.where and not i.missing] == []


def test_what_has_not_been_done_is_not_called_done():
    # Nobody of those affected has taken part. Fairness is seen by sex and age, and not by deprivation.
    status = {item.number: item.status for item in reporting_items()}
    assert [status[n] for n in (19, 21, 25)] == ["in part", "not yet", "not yet"]
    missing = " ".join(item.missing for item in reporting_items())
    assert "No patient" in missing
    assert "No figure by deprivation was found" in missing
    assert "value of information" in missing


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("\n7,What is", "\n6,What is", ["item: '6'", "has it already"]),
        ("\n7,What is", "\n29,What is", ["item: '29'", "a number from 1 to 28"]),
        ("\n28,", "\n27.5,", ["item: '27.5'", "a whole number"]),
        ('why these?",answered,', 'why these?",done,', ["status: 'done'", "answered, in part, not yet"]),
        ('why these?",answered,', 'why these?",not yet,', ["where: 'methods/model#pathways-and-strategies'"]),
        ('why these?",answered,methods/model#pathways-and-strategies,', 'why these?",answered,,', ["where: a blank"]),
        (
            'why these?",answered,methods/model#pathways-and-strategies,',
            'why these?",answered,https://nhs.uk,',
            ["where: 'https://nhs.uk'", "pages such as methods/model"],
        ),
        ('why these?",answered,', 'why these?",in part,', ["missing: a blank", "what is missing"]),
        ("pathways-and-strategies,,husereau2022", "pathways-and-strategies,all,husereau2022", ["missing: 'all'"]),
        ("pathways-and-strategies,,husereau2022", "pathways-and-strategies,,husereau", ["source: 'husereau'"]),
        ("7,What is compared,", "7,,", ["topic: a blank"]),
    ],
)
def test_a_broken_item_is_named(edit_data: Edit, refusal: Refusal, old: str, new: str, parts: list[str]):
    edit_data("cheers.csv", old, new)
    message = refusal(reporting_items)
    assert message.startswith("cheers.csv, row ")
    assert [part for part in parts if part not in message] == [], message


def test_a_list_that_ends_early_is_refused(edit_data: Edit, refusal: Refusal):
    last = "No page states the interests of those who wrote it.,husereau2022\n"
    edit_data("cheers.csv", f"28,Interests,What interests do the authors have?,not yet,,{last}", "")
    assert "all 28 items" in refusal(reporting_items)


def test_a_page_that_is_not_there_is_named_in_a_checkout_only(tmp_path: Path):
    item = ReportingItem(7, "x", "x?", "answered", ("methods/model#states",), "", ("husereau2022",))
    check_pages([item], tmp_path / "docs")
    (tmp_path / "docs" / "methods").mkdir(parents=True)
    with pytest.raises(EvidenceError, match=r"cheers.csv, row 8, where: 'methods/model#states'"):
        check_pages([item], tmp_path / "docs")
    (tmp_path / "docs" / "methods" / "model.md").touch()
    check_pages([item], tmp_path / "docs")
