"""Bars say their finding, and the table says where a service is just worth its cost, or that nothing does."""

import pytest

from flsguide.analysis.break_even_value import zeros
from flsguide.analysis.tornado import Bar, Move, moving, possible
from flsguide.report.money import signed
from flsguide.report.tornado_chart import MOST, ends_of, label_of, tornado_chart, tornado_table
from report.doubt_case import ANSWERS, INPUTS, THRESHOLD, TORN

WORDS, (BASE, BARS) = next(iter(TORN.items()))


def bar(name: str, low: float, high: float) -> Bar:
    row = INPUTS.range_of(name)
    return Bar(Move((name,), (row.value,), (row.low,), (row.high,)), low, high)


def test_the_chart_says_each_bar_with_its_ends_and_holds_every_bar_for_a_spreadsheet() -> None:
    shown = tornado_chart(BASE, BARS, INPUTS, "Town", WORDS, THRESHOLD)
    for each in BARS[:MOST]:
        if len(each.move.names) == 1:
            low, high = ends_of(each.move, INPUTS)
            at_low, at_high = (signed(1000 * end, 1000) for end in (each.at_low, each.at_high))
            said = f"{label_of(each.move.names[0], INPUTS)}, from {at_low} at {low} to {at_high} at {high}"
            assert said in shown.alt
    assert len(shown.data.rows) == len(BARS)


@pytest.mark.parametrize(
    ("base", "bars", "said"),
    [
        (-1.0, [bar("u_hip1", -2, -0.5)], "not worth its cost, and no number alone changes that"),
        (-1.0, [bar("u_hip1", -2, 0.5)], "not worth its cost; one number alone could change that"),
        (1.0, [bar("u_hip1", 2, -0.5), bar("u_hip2", 2, -1)], "is worth its cost; 2 numbers could each alone"),
    ],
)
def test_the_title_says_whether_a_number_alone_changes_the_answer(base: float, bars: list[Bar], said: str) -> None:
    assert said in tornado_chart(base, bars, INPUTS, "Town", "at cost", THRESHOLD).title


def test_the_table_says_where_it_turns_and_that_no_value_does() -> None:
    bars = [bar("p_treated_fls", -3, 2), bar("c_service_staff_person_full_economic", -1, -2), bar("u_hip1", -2, -1)]
    turns = {"p_treated_fls": 0.5951, "c_service_staff_person_full_economic": 80.14, "u_hip1": None}
    last = [str(row[3]) for row in tornado_table(bars, turns, INPUTS, "at cost", THRESHOLD).table.rows]
    assert last == [
        "about 60%",
        "no value in its range does; about 80 pounds would",
        "no value in its range does, nor any that is possible",
    ]


def test_a_number_leads_to_its_row_and_fracture_rates_have_none() -> None:
    shown = tornado_table([bar("p_treated_fls", -3, 2)], {}, INPUTS, "at cost", THRESHOLD)._repr_html_()
    assert 'href="../methods/parameters.html#p_treated_fls"' in shown
    rates = [each for each in BARS if each.move.names == ("rate of hip",)]
    assert "href" not in tornado_table(rates, {}, INPUTS, "at cost", THRESHOLD)._repr_html_()


def test_what_moves_together_is_not_looked_for_and_what_does_not_move_is_left_out() -> None:
    spans = possible(BARS, INPUTS)
    assert "p_persisting_12_months" not in spans
    assert "rate of hip" not in spans
    assert spans["p_treated_fls"] == (0, 1)
    names = moving(BARS)
    assert {"p_persisting_24_months", "rate of hip", "n_imminent_months"} <= set(names)
    assert not {"rr_hip_zoledronate", "c_informal_care_month_hip1", "n_bed_days_vert_admitted"} & set(names)
    together = tornado_table([b for b in BARS if len(b.move.names) > 1], {}, INPUTS, WORDS, THRESHOLD)
    assert {str(row[3]) for row in together.table.rows} == {"not looked for: it moves with others"}
    assert all("move together" in str(row[0]) for row in together.table.rows)


def test_the_value_in_the_table_is_that_of_the_model() -> None:
    turns = zeros(ANSWERS[WORDS], {"p_treated_fls": 0.38}, {"p_treated_fls": (0.0, 1.0)})
    (row,) = tornado_table(
        [b for b in BARS if b.move.names == ("p_treated_fls",)], turns, INPUTS, WORDS, THRESHOLD
    ).table.rows
    assert turns["p_treated_fls"] is not None
    assert str(row[3]).startswith(("about ", "no value")), row
    assert f"{100 * turns['p_treated_fls']:.2g}%" in str(row[3])


def test_ends_are_written_in_their_units() -> None:
    assert ends_of(bar("n_delay_months", 0, 0).move, INPUTS) == ("1 month", "6 months")
    assert ends_of(bar("rr_hip_oral", 0, 0).move, INPUTS) == ("0.56 times", "0.77 times")
    assert ends_of(Move(("rate of hip",), (1.0,), (0.9,), (1.1,)), INPUTS) == ("0.90 times", "1.10 times")
    assert label_of("rate of vertebral", INPUTS) == "Fracture rates: spine"
