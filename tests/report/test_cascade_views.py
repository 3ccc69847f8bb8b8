"""The tail of a cascade: few of 100 are told apart, everywhere alike, and every label stays inside the drawing."""

import pytest
from bs4 import BeautifulSoup, Tag
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.parameters import parameters
from flsguide.evidence.ranges import Range
from flsguide.model.pathway import PRESETS, cascade
from flsguide.report.cascade_views import cascade_chart, cascade_comparison, cascade_table, rows_behind
from flsguide.report.charts import POINTS

FRACTURES = Range(1800, 1600, 2050)
AUDIT, GOAL = (cascade(preset, parameters()) for preset in ("audit", "80-50-80"))
TAIL = ("4.1 have started it by 16 weeks", "1.8 still take it at 12 months", "1.3 still take it at 24 months")
STEPS = ("p_identified", "p_assessed", "p_recommended", "p_started", "p_persisting_12_months")


def test_the_tail_has_a_decimal_in_every_drawing_and_aloud() -> None:
    """24 found x 0.485 x 0.354 = 4.12, x 0.436 = 1.80: whole numbers would show 4, 2, 1, 1."""
    drawn = cascade_chart(AUDIT, GOAL, FRACTURES, "Here")
    for text in (drawn.wide, drawn.narrow, drawn.alt):
        assert all(label in text for label in TAIL)
        assert "24 are found by the service" in text
    assert "2.3 stopped in year 1" in drawn.wide
    assert "76 not found" in drawn.wide


def test_the_tables_have_the_same_decimals_as_the_chart() -> None:
    rows = {str(row[0]): row[1:] for row in cascade_table(AUDIT, FRACTURES, "Here").rows}
    assert rows["Have a fracture"][0] == "100"
    assert rows["Are found by the service"][0] == "24 (20 to 37)"
    assert rows["Still take it at 12 months"][0] == "1.8 (1.1 to 3.0)"
    assert rows["Still take it at 12 months"][2] == "2.3 stopped in year 1"
    assert cascade_comparison((AUDIT,), FRACTURES, "Here").rows[0][1:3] == ("4.1 (3.2 to 6.5)", "1.8 (1.1 to 3.0)")


def test_every_share_that_a_cascade_multiplies_is_listed_and_no_other() -> None:
    inputs = parameters()
    rows = {p.name for p in rows_behind([cascade(preset, inputs) for preset in PRESETS], inputs)}
    assert [p.name for p in rows_behind([cascade("audit", inputs)], inputs)][:2] == ["p_identified", "p_assessed"]
    assert {p.name for p in inputs.values() if p.applies_to == "cascade"} | {"p_treated_usual_care"} == rows


@pytest.mark.parametrize(
    "shares",
    [(0.24, 0.64, 0.49, 0.35, 0.44), (0.95, 0.6, 0.55, 0.9, 0.9), (1, 0.955, 0.95, 0.97, 0.98)],
    ids=["few found", "most found", "few lost"],
)
def test_no_label_runs_off_the_drawing(shares: tuple[float, ...]) -> None:
    own = with_values(parameters(), dict(zip(STEPS, shares, strict=True)), "ours", 2024)
    drawn = cascade_chart(cascade("own", own), GOAL, FRACTURES, "Here")
    for svg in (drawn.wide, drawn.narrow):
        soup = BeautifulSoup(svg, "html.parser")
        width = float(str(soup.svg["viewbox"]).split()[2])  # type: ignore[index]
        for label in soup.select("text"):
            left, right = _ends(label)
            assert -1 <= left < right <= width + 1, label.text


def _ends(label: Tag) -> tuple[float, float]:
    """Where a label starts and ends, in the font the chart was laid out for."""
    length = TextPath((0, 0), label.text, size=POINTS, prop=FontProperties(family="DejaVu Sans")).get_extents().x1
    x = float(str(label["x"]))
    return (x - length, x) if "text-anchor: end" in str(label["style"]) else (x, x + length)
