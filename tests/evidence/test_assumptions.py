from collections.abc import Callable

import pytest

from figures import figures
from flsguide.evidence.assumptions import DIRECTIONS, PARTS, assumptions
from flsguide.evidence.parameters import parameters

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


def test_every_part_of_the_model_and_every_direction_has_an_assumption():
    assert {a.part for a in assumptions()} == set(PARTS)
    assert {a.direction for a in assumptions()} == set(DIRECTIONS)


def test_the_log_names_what_decides_the_base_case():
    named = {place for a in assumptions() for place in a.where}
    assert named >= {
        "p_treated_fls", "p_treated_usual_care", "p_identified_80_50_80", "p_people_per_fracture",
        "p_persisting_12_months", "rr_hip_oral", "p_residual_share_oral", "rr_imminent_excess", "p_causal_mortality",
        "p_care_home_monthly", "rr_mortality_base", "p_zoledronate_of_treated", "c_hip_fracture_year_1_incremental",
        "c_service_staff_person_trust_cash", "p_care_home_family", "n_horizon_years", "cost_lines.csv",
        "utilities.csv",
    }  # fmt: skip


def test_no_figure_stands_in_the_log_that_has_a_row_to_stand_in():
    # The log would keep the old one when the row moves: it links the row in its place.
    for a in assumptions():
        typed = [f for text in (a.name, a.assumption, a.why, a.if_wrong) for f in figures(text)]
        assert typed == [], a.name


def test_rows_without_a_source_of_their_own_are_not_called_published():
    for a in assumptions():
        sourced = [parameters()[p].source for p in a.where if p in parameters()]
        if sourced and not any(sourced) and not any(place.endswith(".csv") for place in a.where):
            assert a.certainty in ("expert", "illustrative"), a.name


ROW = "No harms of medicines,treatment,"


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        (ROW, "No harms of medicines,medicine,", ["part: 'medicine'", "one of people, risk, treatment"]),
        (ROW, "Nobody starts later,treatment,", ["name: 'Nobody starts later'", "has it already"]),
        (ROW, ",treatment,", ["name: a blank"]),
        (
            ",favours,model.base_strategies.pathways,,expert",
            ",for,model.base_strategies.pathways,,expert",
            ["direction: 'for'", "favours, against, unclear"],
        ),
        (
            "favours,model.base_strategies.pathways,,expert",
            "favours,,,expert",
            ["where: a blank", "a row of parameters.csv"],
        ),
        (
            "favours,model.base_strategies.pathways,,expert",
            "favours,model.base_strategies.pathway,,expert",
            ["where:", "('model.base_strategies.pathway' is none)"],
        ),
        (
            "favours,model.base_strategies.pathways,,expert",
            "favours,p_harmed,,expert",
            ["where:", "('p_harmed' is none)"],
        ),
        (
            "favours,model.base_strategies.pathways,,expert",
            "favours,harms.csv,,expert",
            ["where:", "('harms.csv' is none)"],
        ),
        (
            "favours,model.base_strategies.pathways,,expert",
            "favours,model.base_strategies.pathways,,published",
            ["source: a blank", "a key of sources.bib"],
        ),
        (
            "favours,model.base_strategies.pathways,,expert",
            "favours,model.base_strategies.pathways,,derived",
            ["source: a blank", "the assumption is derived"],
        ),
        (
            "favours,model.base_strategies.pathways,,expert",
            "favours,model.base_strategies.pathways,nobody2020,expert",
            ["source: 'nobody2020'"],
        ),
        (
            "favours,model.base_strategies.pathways,,expert",
            "favours,model.base_strategies.pathways,,certain",
            ["certainty: 'certain'"],
        ),
    ],
)
def test_a_broken_assumption_is_named(edit_data: Edit, refusal: Refusal, old: str, new: str, parts: list[str]):
    edit_data("assumptions.csv", old, new)
    message = refusal(assumptions)
    assert message.startswith("assumptions.csv, row ")
    assert [part for part in parts if part not in message] == [], message
