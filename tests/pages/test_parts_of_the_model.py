"""Every part of the model has its rows on the page of every number: a row without a list would be shown nowhere."""

import re
from pathlib import Path

from flsguide.evidence.parameters import APPLIES_TO, parameters

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "parameters.md"


def test_every_part_of_the_model_has_one_list_of_rows_and_at_least_one_row() -> None:
    listed = re.findall(r"\{parameter-rows\} (\w+)", PAGE.read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(APPLIES_TO)
    assert {row.applies_to for row in parameters().values()} == set(APPLIES_TO)
