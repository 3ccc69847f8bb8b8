"""A budget in draws sums to its totals, has its parts, and is as `flsguide run` gives for the rows as they stand."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from flsguide.analysis.budget_draws import place_budget
from flsguide.analysis.national_table import national_cohort, national_draws
from flsguide.cli import main
from flsguide.evidence.case_file import case_content
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.model.base_case import base_case
from small_budget import INPUTS, NORTHMOOR, budget, certain, few_draws, people


def test_the_rows_as_they_stand_are_what_flsguide_run_gives_for_the_case(tmp_path: Path) -> None:
    case, result = tmp_path / "case.json", tmp_path / "result.json"
    case.write_text(json.dumps(case_content(budget().case)), encoding="utf-8")
    assert main(["run", str(case), "-o", str(result)]) == 0
    run = json.loads(result.read_text(encoding="utf-8"))["budget_impact"]
    ours = {h: {kind: list(years) for kind, years in kinds.items()} for h, kinds in budget().as_rows_stand.items()}
    assert ours == run


def test_the_case_is_the_one_that_flsguide_case_writes_for_a_service(tmp_path: Path) -> None:
    local, out = tmp_path / "local.csv", tmp_path / "case.json"
    rows = [f"{name},{value},,,2024,artificial: Northmoor," for name, value in NORTHMOOR.items()]
    local.write_text("\n".join(["name,value,low,high,year,source,note", *rows, ""]), encoding="utf-8")
    assert main(["case", "--local", str(local), "-o", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8")) == json.loads(json.dumps(case_content(budget().case)))


def test_with_nothing_uncertain_every_draw_is_the_run_of_the_rows() -> None:
    inputs = certain(INPUTS)
    tables = national_tables(inputs)
    tables = replace(
        tables, rates={key: replace(row, low=row.rate, high=row.rate) for key, row in tables.rates.items()}
    )
    table = national_draws(inputs, tables, national_cohort(certain(parameters()), 2026), 2, 3)
    found = place_budget(table, inputs, people(inputs), ("usual", "fls"))
    for (holder, release), amounts in found.by_holder.items():
        stand = np.array(found.as_rows_stand[holder][release])
        largest = max(1.0, float(np.abs(stand).max()))
        assert amounts == pytest.approx(np.stack([stand, stand], axis=1), abs=5e-3 * largest), (holder, release)


def test_totals_are_sums_over_holders_and_leave_the_family_out() -> None:
    found = budget()
    for release in ("cash", "capacity"):
        holders = [h for h, kind in found.by_holder if kind == release and h != "family"]
        assert found.nhs_and_social_care(release) == pytest.approx(sum(found.by_holder[h, release] for h in holders))
    assert ("family", "cash") in found.by_holder
    assert not found.nhs_and_social_care("welfare").any()


def test_posts_and_setting_up_are_the_funders_row_without_scans() -> None:
    table = few_draws()
    free = replace(table, inputs={**table.inputs, "c_blood_tests": np.zeros(len(table.values))})
    found = place_budget(free, with_values(INPUTS, {"c_bone_scan": 0.0}, "ours", 2025), people(), ("usual", "fls"))
    assert found.by_holder["programme", "cash"] == pytest.approx(found.set_up + found.posts, abs=1e-6)
    assert np.ptp(found.set_up[0]) > 0 < np.ptp(found.posts[1])


def test_what_is_paid_once_is_what_setting_up_costs_and_nothing_else() -> None:
    own = with_values(INPUTS, {"c_set_up": 0.0}, "ours", 2025)
    without = place_budget(few_draws(), own, people(), ("usual", "fls"))
    less = budget().by_holder["programme", "cash"] - without.by_holder["programme", "cash"]
    assert less[0] == pytest.approx(budget().set_up[0])
    assert less[1:] == pytest.approx(0, abs=1e-6)
    assert not without.set_up.any()
    assert not budget().set_up[1:].any()
    assert without.posts == pytest.approx(budget().posts)


def test_a_shared_service_is_set_up_once_for_all_and_one_that_runs_not_again() -> None:
    sharing = INPUTS.number("n_hub_services")
    assert budget(("usual", "hub")).set_up[0] == pytest.approx(budget().set_up[0] / sharing)
    assert not budget(("today", "expanded")).set_up.any()


def test_no_post_is_paid_once_nobody_enters_and_beds_are_still_freed() -> None:
    found = budget()
    assert found.posts[found.entry_years - 1].min() > 0
    assert not found.posts[found.entry_years :].any()
    assert not found.by_holder["programme", "cash"][found.entry_years :].any()
    assert found.bed_days[found.entry_years :].mean() < 0
    assert found.fractures[found.entry_years :].mean() < 0


def test_people_seen_are_the_extra_ones() -> None:
    national = base_case(INPUTS, national_tables(INPUTS), people())
    entering = sum(group.n for group in national.cohort)
    assert budget().people == pytest.approx(entering * INPUTS.number("p_identified_80_50_80"))
    more = INPUTS.number("p_identified_80_50_80") - INPUTS.number("p_identified")
    assert budget(("today", "expanded")).people == pytest.approx(entering * more)


@pytest.mark.parametrize(
    "compare", [("usual",), ("usual", "usual"), ("usual", "flss"), "usual", None, ("usual", "fls", "hub"), (1, 2)]
)
def test_what_is_no_pair_of_options_is_refused_in_one_line(compare: object) -> None:
    with pytest.raises(EvidenceError, match=r"your numbers, compare: .* give two different ones of usual") as refused:
        place_budget(few_draws(), INPUTS, people(), compare)  # type: ignore[arg-type]
    assert "\n" not in str(refused.value)


def test_a_plan_that_sees_people_before_anybody_is_in_post_is_refused() -> None:
    own = with_values(INPUTS, {"n_recruitment_months": 11}, "ours", 2025)
    with pytest.raises(EvidenceError, match="p_ramp_year_1"):
        place_budget(few_draws(), own, people(), ("usual", "fls"))
