"""The sentences carry the chance, the amounts and their intervals, on both bases of cost."""

import re

from flsguide.report.doubt_sentences import doubt_for_the_case, doubt_in_brief, one_line_of_the_sum
from flsguide.report.money import MINUS
from flsguide.report.ten_marks import chance_of_worth, in_ten
from report.doubt_case import BY_BASIS, INPUTS, THRESHOLD, TORN

BARS = next(iter(TORN.values()))[1]


def test_the_brief_says_each_chance_with_its_basis_and_the_two_widest_bars() -> None:
    said = doubt_in_brief(BY_BASIS, BARS, INPUTS, THRESHOLD)
    for words, draws in BY_BASIS.items():
        chance = in_ten(chance_of_worth(draws, "usual", "fls", THRESHOLD), draws.choice().n)
        assert chance in said
        assert words in said
    assert said.count(" to ") >= 3  # two costs and the QALYs, each with its interval
    assert len(re.findall(r"\.(?= [A-Z]|$)", said)) == 2, "a third sentence says whose numbers they are"
    assert "the most that NICE usually accepts (its range begins at 25,000)" in said
    assert "how many start a medicine with a service, and what staff cost for each person seen" in said


def test_another_pair_of_bars_is_named_by_its_labels() -> None:
    said = doubt_in_brief(
        BY_BASIS, [bar for bar in BARS if bar.move.names[0] in ("u_hip1", "p_scanned")], INPUTS, THRESHOLD
    )
    assert "share of people seen who have a bone density scan" in said


def test_the_line_of_the_sum_is_the_mean_over_the_draws() -> None:
    draws = next(iter(BY_BASIS.values()))
    choice = draws.choice()
    benefit = choice.net_benefit(THRESHOLD)
    mean = 1000 * float((benefit[choice.place("fls")] - benefit[choice.place("usual")]).mean())
    said = one_line_of_the_sum(draws, THRESHOLD, "at full cost")
    shown = float(said.split(" is about ")[1].split(" pounds")[0].replace(",", "").replace(MINUS, "-"))
    assert abs(shown - mean) <= 10_000


def test_the_paragraph_to_paste_is_a_quotation_that_names_place_price_year_and_what_is_left_out() -> None:
    said = doubt_for_the_case(BY_BASIS, THRESHOLD, "Town", "2025/26")
    assert said.startswith("> ")
    assert all(
        words in said for words in ("Town", "2025/26 prices", "35,000", "what the model leaves out", *BY_BASIS)
    )
