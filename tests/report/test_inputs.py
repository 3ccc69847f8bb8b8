"""A page's inputs as a reader sees them."""

import pytest

from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.evidence.places import place_of
from flsguide.report.inputs import (
    caseload_rows,
    chip,
    inputs_table,
    is_unchecked,
    numbers_cell,
    population_note,
    share_sentence,
    value_alone,
    value_of,
)


def _own(**values: float) -> Parameters:
    return with_values(parameters(), values, "annual report", 2024)


def test_a_chip_leads_to_its_row() -> None:
    row = parameters()["p_started"]
    assert 'href="../methods/parameters.html#p_started"' in chip(row).html
    assert chip(row).text == "35.4% (30% to 40%)"


def test_values_carry_their_unit() -> None:
    assert value_of(parameters()["c_hip_fracture_year_1_incremental"]) == "15,000 (12,000 to 19,000) pounds"
    assert value_of(parameters()["rr_scenario_audit_rule"]) == "1.15 times the base total"
    assert value_of(parameters()["n_fractures_per_hip"]) == "5 fractures per hip fracture (4.36 to 5.6)"


def test_a_value_alone_is_the_value_without_its_range() -> None:
    alone = {name: value_alone(parameters()[name]) for name in ("p_started", "c_hip_fracture_year_1_incremental")}
    assert alone == {"p_started": "35.4%", "c_hip_fracture_year_1_incremental": "15,000 pounds"}


def test_an_artificial_input_is_marked_so_and_a_missing_source_is_said() -> None:
    inputs = with_values(parameters(), {"n_residents": 340_000}, "artificial: Northmoor", 2024)
    shown = repr(inputs_table("Inputs", [inputs["n_residents"], inputs["p_eligible_other"]]))
    assert "340,000 people | artificial: Northmoor, 2024 (in place of 57,690,323 people) | artificial" in shown
    assert "assumed: no source found | illustrative" in shown


def test_the_cell_a_reader_edits_runs_and_holds_every_asked_row() -> None:
    asked = parameters().asked_of_a_service("caseload")
    text = numbers_cell(asked, {"n_residents": 340_000, "n_hip_fractures_60_plus": 0.5}, "Northmoor")
    space: dict[str, object] = {}
    exec(text, space)  # noqa: S102  # the cell is Python: that it runs is the point
    assert space["yours"] == {"n_residents": 340_000, "n_hip_fractures_60_plus": 0.5}
    assert all(p.label in text and p.unit in text for p in asked)


def test_a_figure_nobody_has_compared_with_its_source_says_so() -> None:
    inputs = parameters()
    names = {row.name for row in inputs.values() if is_unchecked(row)}
    assert "p_recommended" in names
    assert not {"p_started", "p_eligible_other"} & names, "one is checked, the other has no source to check"
    shown = repr(inputs_table("Inputs", [inputs["p_recommended"], inputs["p_started"]]))
    assert "published, not yet checked" in shown
    assert shown.count("not yet checked") == 1
    own = _own(p_recommended=0.5)
    assert not is_unchecked(own["p_recommended"]), "a service answers for its own number"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "0 of the 2 figures that a service is asked for are its own."),
        ({"n_residents": 340_000}, "1 of the 2 figures that a service is asked for is its own."),
        ({"n_residents": 340_000, "n_hip_fractures_60_plus": 440}, "2 of the 2 figures"),
    ],
)
def test_the_share_of_local_figures_is_said(values: dict[str, float], said: str) -> None:
    assert share_sentence(_own(**values).asked_of_a_service("caseload")).startswith(said)


@pytest.mark.parametrize(
    ("values", "area", "names"),
    [
        ({"n_residents": 340_000}, None, ["n_residents", "p_place_difference"]),
        (
            {"n_residents": 340_000, "n_hip_fractures_60_plus": 440},
            None,
            ["n_residents", "n_hip_fractures_60_plus", "p_non_hip_calibration"],
        ),
        ({"n_residents": 340_000}, "Oldham", ["p_place_difference"]),
        ({"n_hip_fractures_60_plus": 250}, "Oldham", ["n_hip_fractures_60_plus", "p_non_hip_calibration"]),
        ({}, "England", []),
    ],
)
def test_only_the_figures_that_were_used_are_listed(
    values: dict[str, float], area: str | None, names: list[str]
) -> None:
    inputs = _own(**values)
    assert [p.name for p in caseload_rows(inputs, place_of(inputs, area))] == names
    more = caseload_rows(inputs, place_of(inputs, area), ["p_eligible_other"])
    assert [p.name for p in more] == [*names, "p_eligible_other"]


@pytest.mark.parametrize(
    ("name", "values", "parts"),
    [
        (None, {"n_residents": 340_000}, ["Population of 2024", "Ages are England's (derived)"]),
        ("Oldham", {}, ["Oldham, local authority", "as at 1 April 2023", "share at each age (derived)"]),
        ("RBZ", {}, ["trust catchment", "derived, not published", "add the two catchments"]),
        ("QE1", {}, ["integrated care board", "Several boards have merged since"]),
        ("S92000003", {"n_hip_fractures_60_plus": 8355}, ["Scotland", "1.27 times"]),
    ],
)
def test_a_population_says_what_a_reader_must_know_of_it(
    name: str | None, values: dict[str, float], parts: list[str]
) -> None:
    note = population_note(place_of(_own(**values), name))
    assert all(part in note for part in parts), note
