"""A case file is read whole or refused in one line that names the field by its path."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from example_case import Content, content
from flsguide.evidence import case_file
from flsguide.evidence.case_file import case_from, read_case
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.vocabulary import HEALTH_OUTPUTS

Change = Callable[[Content], object]
SCHEMA = json.loads(Path(case_file.__file__).with_name("case.schema.json").read_text(encoding="utf-8"))


def written(folder: Path, text: str) -> Path:
    path = folder / "case.json"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(EvidenceError) as caught:
        read_case(written(folder, text))
    said = str(caught.value)
    assert said.startswith("case.json")
    assert "\n" not in said
    return said


def test_a_case_is_read_as_it_is_written(tmp_path: Path) -> None:
    case = read_case(written(tmp_path, json.dumps(content())))
    assert case == case_from(content())
    assert case.fracture["hip"]["female"][0] == 0.0005
    assert case.strategies["usual"]["hip"] == {"unseen": 0.8, "tablets": 0.2}
    assert case.cohort[0].age == 62.5


def test_thresholds_keep_the_way_they_are_written(tmp_path: Path) -> None:
    text = json.dumps(content()).replace("[20000, 30000]", "[2e4, 30000.0, -5]")
    assert read_case(written(tmp_path, text)).thresholds == {"2e4": 20000, "30000.0": 30000, "-5": -5}


# Each with the path that the message names.
SPOILED: list[tuple[str, Change]] = [
    ("horizon_years", lambda c: c.update(horizon_years=0)),
    ("horizon_years", lambda c: c.update(horizon_years=51)),
    ("horizon_years", lambda c: c.update(horizon_years=2.5)),
    ("horizon_years", lambda c: c.update(horizon_years=True)),
    ("horizon_years", lambda c: c.update(horizon_years="6")),
    ("entry_years", lambda c: c.update(entry_years=7)),
    ("ramp", lambda c: c.update(ramp=[1, 1])),
    ("ramp", lambda c: c.update(ramp=[])),
    ("ramp[1]", lambda c: c["ramp"].__setitem__(1, 1.01)),
    ("discount_costs", lambda c: c.update(discount_costs=-0.01)),
    ("discount_qalys", lambda c: c.update(discount_qalys=None)),
    ("thresholds", lambda c: c.update(thresholds=[])),
    ("thresholds[2]", lambda c: c["thresholds"].append(2e4)),
    ("thresholds[0]", lambda c: c.update(thresholds=["20000"])),
    ("imminent_excess", lambda c: c.update(imminent_excess=-1)),
    ("imminent_months", lambda c: c.update(imminent_months=0)),
    ("refracture_multiplier", lambda c: c.update(refracture_multiplier=-1)),
    ("care_home_monthly", lambda c: c.update(care_home_monthly=0.92)),
    ("care_home_monthly", lambda c: c.update(care_home_monthly=-0.1)),
    ("tables.fracture.hip.female[3]", lambda c: c["tables"]["fracture"]["hip"]["female"].__setitem__(3, -0.1)),
    ("tables.fracture.hip.female", lambda c: c["tables"]["fracture"]["hip"]["female"].pop()),
    ("tables.fracture.wrist", lambda c: c["tables"]["fracture"].update(wrist={})),
    ("tables.fracture.vert", lambda c: c["tables"]["fracture"].pop("vert")),
    ("tables.mortality.male[0]", lambda c: c["tables"]["mortality"]["male"].__setitem__(0, 1.1)),
    ("tables.mortality.other", lambda c: c["tables"]["mortality"].update(other=[0] * 50)),
    ("tables.utility_norm.female[49]", lambda c: c["tables"]["utility_norm"]["female"].__setitem__(49, 1.6)),
    ("tables.births", lambda c: c["tables"].update(births={})),
    ("site_multiplier.pelvis", lambda c: c["site_multiplier"].update(pelvis=1)),
    ("site_multiplier.humerus", lambda c: c["site_multiplier"].pop("humerus")),
    ("smr.hip1.male", lambda c: c["smr"]["hip1"].update(male=-1)),
    ("smr.hip3", lambda c: c["smr"].update(hip3={"female": 1, "male": 1})),
    ("utility_multiplier.care", lambda c: c["utility_multiplier"].update(care=-1.1)),
    ("bed_days.hip", lambda c: c["bed_days"].update(hip=-1)),
    ("lines.qalys", lambda c: c["lines"].update(qalys={"release": "cash", "holders": {"acute": 1}})),
    ("lines.service.release", lambda c: c["lines"]["service"].update(release="savings")),
    ("lines.service.holders", lambda c: c["lines"]["service"]["holders"].update(acute=0.3)),
    ("lines.service.holders", lambda c: c["lines"]["service"].update(holders={})),
    ("lines.service.holders.acute", lambda c: c["lines"]["service"]["holders"].update(acute=-0.25)),
    ("per_fracture.admissions.other", lambda c: c["per_fracture"]["admissions"].pop("other")),
    ("per_fracture.theatre", lambda c: c["per_fracture"].update(theatre={"hip": 1, "vert": 1, "other": 1})),
    ("per_month.care_home.home", lambda c: c["per_month"]["care_home"].update(home=1)),
    ("per_month.care_home.care", lambda c: c["per_month"]["care_home"].update(care=-1)),
    ("fixed_costs.hub", lambda c: c.update(fixed_costs={"hub": {}})),
    ("fixed_costs.fls.posts", lambda c: c.update(fixed_costs={"fls": {"posts": [1] * 6}})),
    ("fixed_costs.fls.service", lambda c: c.update(fixed_costs={"fls": {"service": [1] * 5}})),
    ("pathways.seen.treated", lambda c: c["pathways"]["seen"].update(treated=0)),
    ("pathways.seen.dose", lambda c: c["pathways"]["seen"].update(dose=70)),
    ("pathways.seen.delay_months", lambda c: c["pathways"]["seen"].pop("delay_months")),
    ("pathways.tablets.relative_risk.hip", lambda c: c["pathways"]["tablets"]["relative_risk"].update(hip=-1)),
    ("pathways.tablets.stop_monthly", lambda c: c["pathways"]["tablets"].update(stop_monthly=[])),
    ("pathways.tablets.stop_monthly[0]", lambda c: c["pathways"]["tablets"].update(stop_monthly=[1.5])),
    ("pathways.tablets.residual_months", lambda c: c["pathways"]["tablets"].update(residual_months=0.5)),
    ("pathways.tablets.residual_share", lambda c: c["pathways"]["tablets"].update(residual_share=1.1)),
    ("pathways.tablets.mortality_ratio[0]", lambda c: c["pathways"]["tablets"].update(mortality_ratio=[-1])),
    ("pathways.tablets.at_entry.clinic", lambda c: c["pathways"]["tablets"]["at_entry"].update(clinic=1)),
    ("pathways.tablets.per_month_on_drug.gp", lambda c: c["pathways"]["tablets"]["per_month_on_drug"].update(gp=1)),
    ("strategies.fls.hip", lambda c: c["strategies"]["fls"].update(hip={"seen": 0.5, "tablets": 0.4})),
    ("strategies.fls.hip.infusion", lambda c: c["strategies"]["fls"].update(hip={"infusion": 1})),
    ("strategies.fls.hip.seen", lambda c: c["strategies"]["fls"].update(hip={"seen": 1.5, "tablets": -0.5})),
    ("strategies.fls.forearm", lambda c: c["strategies"]["fls"].pop("forearm")),
    ("compare", lambda c: c.update(compare=["usual"])),
    ("compare[1]", lambda c: c.update(compare=["usual", "flss"])),
    ("compare[0]", lambda c: c.update(compare=[["usual"], "fls"])),
    ("cohort", lambda c: c.update(cohort=[])),
    ("cohort", lambda c: c.update(cohort={})),
    ("cohort[0].age", lambda c: c["cohort"][0].update(age=49.9)),
    ("cohort[0].age", lambda c: c["cohort"][0].update(age=100)),
    ("cohort[1].sex", lambda c: c["cohort"][1].update(sex="woman")),
    ("cohort[1].site", lambda c: c["cohort"][1].update(site="wrist")),
    ("cohort[2].n", lambda c: c["cohort"][2].update(n=-1)),
    ("cohort[2].name", lambda c: c["cohort"][2].update(name="x")),
    ("horizon", lambda c: c.update(horizon=6)),
    ("cohort", lambda c: c.pop("cohort")),
]  # fmt: skip


@pytest.mark.parametrize(("path", "change"), SPOILED, ids=[f"{i}-{path}" for i, (path, _) in enumerate(SPOILED)])
def test_a_spoiled_field_is_named_by_its_path(tmp_path: Path, path: str, change: Change) -> None:
    case = content()
    change(case)
    assert refusal(tmp_path, json.dumps(case)).startswith(f"case.json, {path}: ")


# What a schema cannot say: sums, lengths that depend on other keys, names that must exist, thresholds given once.
BEYOND_A_SCHEMA = {
    "entry_years", "thresholds[2]", "care_home_monthly", "lines.service.holders", "fixed_costs.hub",
    "fixed_costs.fls.posts", "fixed_costs.fls.service", "per_fracture.theatre", "pathways.tablets.at_entry.clinic",
    "pathways.tablets.per_month_on_drug.gp", "strategies.fls.hip", "strategies.fls.hip.infusion", "compare[1]",
    "ramp",
}  # fmt: skip


def test_the_schema_is_one_and_accepts_the_example() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert list(Draft202012Validator(SCHEMA).iter_errors(content())) == []


@pytest.mark.parametrize(("path", "change"), SPOILED, ids=[f"{i}-{path}" for i, (path, _) in enumerate(SPOILED)])
def test_the_schema_refuses_what_it_can(path: str, change: Change) -> None:
    case = content()
    change(case)
    assert list(Draft202012Validator(SCHEMA).iter_errors(case)) or path in BEYOND_A_SCHEMA


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not valid JSON"),
        ("{", "not valid JSON"),
        ('{"horizon_years": 6,}', "line 1, column"),
        ("[]", "a list is not allowed"),
        ("null", "null is not allowed"),
        ("[" * 100_000, "nested too deeply"),
        ('{"ramp": 6, "ramp": 7}', "ramp: 'ramp' is not allowed; give each key once"),
        ('{"tables": {"mortality": 1, "mortality": 2}}', "tables.mortality"),
        ('{"cohort": [{"n": 1, "n": 1}]}', "cohort[0].n"),
        ('{"discount_costs": NaN}', "discount_costs: 'NaN' is not allowed; give a finite number"),
        ('{"thresholds": [1, -Infinity]}', "thresholds[1]: '-Infinity'"),
        ('{"discount_costs": 1e999}', "discount_costs: '1e999'"),
        ('{"discount_costs": ' + "9" * 5000 + "}", "discount_costs"),
        ('{"a\\nb": 1}', '"a\\nb"'),
        ('{"strategies": {"\\ud800": {}}}', "half of a character"),
        ('{"compare": ["\\ud800", "b"]}', "half of a character"),
    ],
)  # fmt: skip
def test_text_that_is_no_case_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(tmp_path, text)


def test_a_file_in_another_encoding_or_none_at_all_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes('{"é": 1}'.encode("latin-1"))
    with pytest.raises(EvidenceError, match=r"case\.json, row 1: not UTF-8"):
        read_case(path)
    with pytest.raises(EvidenceError, match=r"none\.json: cannot be read"):
        read_case(tmp_path / "none.json")


def test_the_schema_names_the_outputs_that_no_line_may_have() -> None:
    assert SCHEMA["properties"]["lines"]["propertyNames"]["not"]["enum"] == list(HEALTH_OUTPUTS)
