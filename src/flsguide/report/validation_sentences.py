"""How far the model can be trusted, in sentences that move with the figures, and what holds of every result."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flsguide.analysis.known_models import Checked
from flsguide.analysis.published_signs import Behind, Pair, Sign
from flsguide.analysis.published_studies import Calibrated, Identity
from flsguide.report.numbers import about, of_100, of_digits
from flsguide.report.sentences import Sentence
from flsguide.report.tables import Table

__all__ = ["BATTERY", "Shown", "battery_table", "gains_through_survival", "gap_of_glasgow", "trust_in_brief"]


class Shown(NamedTuple):
    """Something that holds of every result, and the test that shows it."""

    words: str
    file: str
    test: str


BATTERY = (
    Shown("Nobody is made or lost, and no state holds fewer than no people",
          "tests/model/test_cohort.py", "test_nobody_is_made_or_lost_and_no_occupancy_is_negative"),
    Shown("Chances of moving from a state sum to one, and the dead stay dead",
          "tests/model/test_cohort.py", "test_the_matrix_of_a_month_has_rows_that_sum_to_1_and_the_dead_stay_dead"),
    Shown("One number or many at once give the same month",
          "tests/model/test_cohort.py", "test_floats_and_arrays_agree"),
    Shown("Without fractures, people live as long as the life table says",
          "tests/model/test_pathway_table.py", "test_without_fractures_people_live_as_the_life_table_says"),
    Shown("A steady risk without deaths gives the number that a formula gives",
          "tests/model/test_pathway_table.py", "test_a_constant_hazard_without_death_gives_the_closed_form"),
    Shown("A short run is the beginning of a longer one",
          "tests/model/test_pathway_table.py", "test_a_horizon_is_the_beginning_of_a_longer_one"),
    Shown("With every weight at one, QALYs are life-years",
          "tests/model/test_pathway_table.py", "test_qalys_are_life_years_where_every_weight_is_1"),
    Shown("Free medicine without effect changes nothing",
          "tests/analysis/test_case_result.py", "test_medicine_without_effect_that_costs_nothing_changes_nothing"),
    Shown("A plan set against itself differs by nothing; two plans swapped change every sign",
          "tests/analysis/test_case_result.py", "test_a_strategy_against_itself_differs_by_exactly_nothing"),
    Shown("Medicine that works less, or is stopped sooner, never gains health",
          "tests/model/test_base_case.py",
          "test_a_weaker_effect_on_every_kind_or_more_stopping_never_gains_qalys_in_the_base_case"),
    Shown("What holders pay sums to the total, and moving a line to another holder changes no total",
          "tests/analysis/test_case_result.py", "test_holders_and_kinds_sum_to_the_lines"),
    Shown("Splitting or reordering the people changes nothing, and twice the people double every total",
          "tests/analysis/test_case_result.py", "test_splitting_or_reordering_the_cohort_changes_nothing"),
    Shown("Without discounting, the total is the plain sum of the years",
          "tests/analysis/test_case_result.py", "test_no_discount_is_the_plain_sum"),
    Shown("At a price for health equal to the ratio, the net benefit is nothing",
          "tests/analysis/test_case_result.py", "test_net_benefit_at_the_ratio_is_nothing"),
    Shown("At every price for health, the best plan is one that was not struck out as dominated",
          "tests/analysis/test_incremental.py", "test_the_best_at_any_threshold_is_on_the_frontier"),
    Shown("Where health has no price, a service is best as often as it saves money",
          "tests/analysis/test_choice_in_england.py",
          "test_acceptability_at_nothing_is_the_share_of_draws_that_save"),
    Shown("To know one number exactly is not worth more than to know them all, beyond chance",
          "tests/analysis/test_choice_in_england.py",
          "test_no_row_is_worth_more_than_everything_and_none_less_than_nothing"),
    Shown("A second model, written from the description alone, gives the same result on made-up cases of every kind",
          "tests/oracles/test_two_cohort_models.py", "test_both_models_give_the_same_result"),
    Shown("An error planted in one of the two models is seen",
          "tests/oracles/test_two_cohort_models.py", "test_a_planted_error_would_be_seen"),
)  # fmt: skip


def battery_table() -> Table:
    """What holds of every result, in words, and where it is tested."""
    return Table(
        "What holds of every result, and the test that shows it",
        ("What holds", "Shown in"),
        tuple((shown.words, shown.file) for shown in BATTERY),
        is_text=True,
        note="The tests run whenever the project changes, and no change is taken in while one fails.",
    )


def trust_in_brief(known: Sequence[Checked], identities: Sequence[Identity], signs: Sequence[Sign]) -> Sentence:
    """How many checks there are, and how many come out."""
    met = sum(s.agrees is True for s in signs)
    savings = sum(
        s.agrees is False and s.statement.direction == "less" for s in signs if s.statement.measure == "cost"
    )
    return Sentence(
        f"**{_of(sum(k.agrees for k in known), known)} figures of known models and choices** come out as they "
        f"should. **{_of(sum(i.holds for i in identities), identities)} numbers** that studies print agree with "
        f"the other numbers of the same study. **{_of(met, signs)} statements** about which way a service goes are "
        f"met by our base case. Of the other {len(signs) - met}, {savings} are savings: the study found "
        "that a service saves money, and our model does not."
    )


def gains_through_survival(found: Sequence[Calibrated]) -> Sentence:
    """How many die in our first year after a hip fracture, and what lowering deaths gains, beside the published."""
    by_name: Mapping[str, Calibrated] = {c.statement.name: c for c in found}
    died, men, women = (by_name[name] for name in ("hawley_died", "leal_male_qalys", "leal_female_qalys"))
    return Sentence(
        f"In our first year after a hip fracture {of_100(100 * died.ours)} out of 100 die, where this study counted "
        f"{of_100(100 * died.statement.number.value)}. That is no test: the model was set to a later count, of all "
        f"England and Wales. **What lower deaths gain was not used to set it**: {about(men.ours, 0.001)} QALYs for a "
        f"man and {about(women.ours, 0.001)} for a woman, against {about(men.statement.number.value, 0.001)} and "
        f"{about(women.statement.number.value, 0.001)} as published."
    )


def gap_of_glasgow(signs: Sequence[Sign], found: Sequence[Behind]) -> Sentence:
    """How far Glasgow's gain in QALYs lies above ours, and the three steps that make up the gap."""
    by_name = {s.statement.name: s for s in signs}
    glasgow = next(b for b in found if b.statement.name == "mclellan_qalys")
    gained, lived = by_name["mclellan_qalys"], by_name["mclellan_life_years"]
    each, treated, avoided = glasgow.qalys_of_a_fracture, glasgow.treated, glasgow.fractures_of_100_treated
    if treated is None or avoided is None:
        msg = "mclellan_qalys: Glasgow's gap is taken apart by the people treated; give mclellan_treated its amount"
        raise ValueError(msg)
    better = each.theirs - (lived.theirs or 0) / (by_name["mclellan_fractures"].theirs or 1)
    more = sum(b.qalys_of_a_fracture.theirs > b.qalys_of_a_fracture.ours for b in found)
    return Sentence(
        f"**Glasgow's model gains {_digits(gained.theirs or 0)} QALYs for each 1,000 people, where ours gains "
        f"{about(gained.ours, 0.1)}.** That is {_times(Pair(gained.theirs or 0, gained.ours))} as many. "
        "Three steps make up the gap, one on top of the other:\n\n"
        f"- It treats {_digits(treated.theirs)} more people of 1,000, where ours treats {about(treated.ours, 1)}: "
        f"{_times(treated)} as many.\n"
        f"- For each 100 more people treated it avoids {about(avoided.theirs, 0.1)} fractures, where ours avoids "
        f"{about(avoided.ours, 0.1)}: {_times(avoided)} as many.\n"
        f"- Each fracture that it avoids is worth {about(each.theirs, 0.01)} QALYs, where ours is worth "
        f"{about(each.ours, 0.01)}: {_times(each)} as much.\n\n"
        f"Only {_digits(lived.theirs or 0)} of its {_digits(gained.theirs or 0)} QALYs can come from longer life: "
        "it gains no more life-years than that. The rest must be better life, "
        f"{of_digits(better, 2)} QALYs of it for each fracture avoided. We could not read why. The paper is behind a "
        "paywall, and its QALYs stand on a page of others and not in its abstract. Nor could we read how many years "
        f"it looks ahead. Ours are followed for {gained.statement.years} years here; over a lifetime they gain "
        f"{about(by_name['ontario_qalys'].ours, 0.1)}.\n\n"
        f"The fault may be ours. In {more} of {len(found)} studies that print both, a fracture avoided is worth more "
        "QALYs than in ours. Ours may count too little for a fracture, or they too much. What we could read does not "
        "tell."
    )


def _times(pair: Pair) -> str:
    return f"{of_digits(pair.theirs / pair.ours, 2)} times"


def _digits(number: float) -> str:
    return of_digits(number, 3)


def _of(number: int, all_of_them: Sequence[object]) -> str:
    return f"{number} of {len(all_of_them)}"
