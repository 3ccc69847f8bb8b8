"""The pathway table comes back from its file as it went in, and its compact form says what a run says."""

import json
from pathlib import Path

import numpy as np
import pytest

from example_case import a_case
from flsguide.analysis.national_table import PathwayDraws
from flsguide.evidence.errors import EvidenceError
from flsguide.model.outcomes import outputs_of
from flsguide.model.pathway_table import Person, run_pathway
from flsguide.report.pathway_files import compact, read_draws, write_draws

TABLE = PathwayDraws(
    pathways=("a", "b"),
    outputs=("x",),
    strategies=("usual",),
    values=np.arange(20, dtype=np.float32).reshape(1, 2, 5, 2, 1),
    shares=np.full((1, 1, 2, 5), 0.5, dtype=np.float32),
    people=np.arange(5.0),
    inputs={"rr_hip": np.array([0.6]), "u_hip": np.array([0.7])},
    seed=3,
)


def test_a_table_comes_back_as_it_went_in_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "pathways.npz"
    write_draws(path, TABLE)
    found = read_draws(path)
    assert (found.pathways, found.outputs, found.strategies, found.seed) == (("a", "b"), ("x",), ("usual",), 3)
    assert np.array_equal(found.values, TABLE.values)
    assert {name: list(drawn) for name, drawn in found.inputs.items()} == {"rr_hip": [0.6], "u_hip": [0.7]}
    assert np.array_equal(found.totals("usual"), TABLE.totals("usual"))
    assert [p.name for p in tmp_path.iterdir()] == ["pathways.npz"]


@pytest.mark.parametrize("content", [None, b"", b"not a table", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused_by_name(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "pathways.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EvidenceError, match=r"pathways\.npz.*`make html` writes"):
        read_draws(path)


def test_the_compact_table_has_every_group_pathway_and_output_to_six_digits() -> None:
    case = a_case()
    table = json.loads(compact(case))
    assert len(table["groups"]) == 12
    assert table["pathways"] == ["unseen", "seen", "tablets"]
    group, pathway = table["groups"].index([77, "male", "forearm"]), table["pathways"].index("tablets")
    found = outputs_of(
        case, case.pathways["tablets"], run_pathway(case, case.pathways["tablets"], Person(77, "male", "forearm"))
    )
    for output, years in zip(table["outputs"], table["values"][group][pathway], strict=True):
        assert years == pytest.approx(found[output], rel=1e-5), output
