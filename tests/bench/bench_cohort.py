"""How fast the cohort model is, beside another package on the same work in the same process: `make bench`.

Processor time as ratios, the fastest of several runs each, so that other work on the machine counts little. Both
packages must give the same answer first: a fast wrong number is worth nothing.
"""

import csv
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from heormodel.models.markov import CohortSpec, MarkovModel

from bench import sick_sicker
from example_case import a_case
from flsguide.analysis.groups import Groups
from flsguide.analysis.probabilistic import sampled_outcomes
from flsguide.evidence.case_file import Case, Subgroup
from flsguide.evidence.vocabulary import SITES
from flsguide.model.cohort import ALIVE, MONTHLY, Month, drug_effect, imminent_risk, step
from flsguide.model.pathway_table import Person, run_pathway

OUT = Path(__file__).parents[2] / "docs" / "reference" / "performance.csv"
REPEATS = 5
YEARS = 10


def main() -> None:
    """Measure, and write the table that the performance page shows."""
    if sys.argv[1:] == ["memory"]:
        print(_memory_of_many_draws())
        return
    rows = [*_sick_sicker(), *_our_model()]
    done = subprocess.run(
        [sys.executable, "-m", "bench.bench_cohort", "memory"], capture_output=True, text=True, check=True
    )
    rows.append(
        (
            "Peak memory: 10,000 draws, a lifetime, 60 groups, 2 pathways",
            f"{float(done.stdout):.0f} MB",
            "below 400 MB",
        )
    )
    where = (
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}"
    )
    note = f"heormodel {version('heormodel')}; {where}; {datetime.now(UTC):%Y-%m-%d}"
    with OUT.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("Work", "Measured", "Wanted"))
        table.writerows([*rows, ("Measured with", note, "no target")])
    print(OUT.read_text(encoding="utf-8"))


def _fastest(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest of several runs."""
    took = []
    for _ in range(REPEATS):
        before = time.process_time()
        work()
        took.append(time.process_time() - before)
    return min(took)


def _sick_sicker() -> list[tuple[str, str, str]]:
    draws = sick_sicker.draws(1000)
    theirs = sick_sicker.engine()
    expected = theirs.evaluate(draws).data.unstack("intervention")  # noqa: PD010
    for name, (cost, qalys) in sick_sicker.ours(draws).items():
        assert np.allclose(cost, expected["cost", name], rtol=1e-9), name
        assert np.allclose(qalys, expected["qaly", name], rtol=1e-9), name
    ratio = _fastest(lambda: theirs.evaluate(draws)) / _fastest(lambda: sick_sicker.ours(draws))
    return [("Sick-Sicker, 1,000 draws, 4 strategies: heormodel's time in ours", f"{ratio:.0f} times", "100 or more")]


def _our_model() -> list[tuple[str, str, str]]:
    """One treated pathway over ten years: in floats, in arrays, and as matrices in the other package."""
    case = _case(YEARS)
    pathway = case.pathways["tablets"]
    who = Person(70, "female", "hip")
    draws, groups = 64, 60
    people = Groups(_rows(70.0, groups), draws)
    cells = 12 * YEARS
    floats = _fastest(lambda: run_pathway(case, pathway, who)) / cells
    arrays = _fastest(lambda: run_pathway(case, pathway, people)) / cells / draws / groups
    months = [_month(case, cycle) for cycle in range(cells)]
    ready = _spec(months)
    start = np.zeros(ALIVE + 1)
    start[8] = 1.0  # in the state index, on medicine
    some = pd.DataFrame({"x": np.zeros(draws)})
    lived = sum(sum(t.months) for t in run_pathway(case, pathway, who)) / 12
    others = []
    for spec in (lambda _, __: ready, lambda _, __: _spec(months)):
        theirs = MarkovModel(
            states=[str(i) for i in range(ALIVE + 1)],
            interventions=["tablets"],
            transitions_and_rewards=spec,
            n_cycles=cells,
            initial_state=start,
            discount_rate=0.0,
            cycle_correction="half_cycle",
        )
        assert np.allclose(theirs.evaluate(some).data["qaly"], lived, rtol=1e-9)
        others.append(_fastest(lambda model=theirs: model.evaluate(some)) / cells / draws)
    nano, (swept, built) = 1e9, others
    return [
        ("This model, one draw, month and group: in floats", f"{floats * nano:,.0f} ns", "no target"),
        ("The same in arrays", f"{arrays * nano:,.0f} ns", "no target"),
        ("The same in heormodel, its 25 x 25 matrices built for each draw", f"{built * nano:,.0f} ns", "no target"),
        ("The same in heormodel, one set of matrices ready made", f"{swept * nano:,.0f} ns", "no target"),
        (
            "This model: heormodel's time in ours, matrices built for each draw",
            f"{built / arrays:.0f} times",
            "20 or more",
        ),
        ("This model: heormodel's time in ours, matrices ready made", f"{swept / arrays:.0f} times", "no target"),
    ]


def _month(case: Case, cycle: int) -> Month:
    """A month of a woman who was 70, on tablets: from the case itself, so that both run the same numbers."""
    pathway, age, year = case.pathways["tablets"], 70 + cycle // 12, cycle // 12
    risk = imminent_risk(cycle, case.site_multiplier["hip"], case.imminent_excess, case.imminent_months)
    effect = drug_effect(cycle, pathway.delay_months, pathway.onset_months)
    on = tuple(1 - (1 - ratio) * effect for ratio in pathway.relative_risk.values())
    alive = 1 - case.mortality["female"][age - 50]
    return Month(
        survival=tuple(alive ** (ratio["female"] / 12) for ratio in case.smr.values()),
        hazard=tuple(table["female"][age - 50] * MONTHLY * risk for table in case.fracture.values()),
        on_ratio=on,
        residual_ratio=tuple(1 - (1 - ratio) * pathway.residual_share for ratio in on),
        refracture_multiplier=case.refracture_multiplier,
        care_home=case.care_home_monthly,
        stop=pathway.stop_monthly[min(year, len(pathway.stop_monthly) - 1)],
        keeps_effect=1,
        fade=1 / pathway.residual_months,
    )


def _spec(months: list[Month]) -> CohortSpec:
    """The other package's matrices of all months at once: one step of each of the 25 unit vectors, in NumPy."""
    together = Month(*[_together(field) for field in zip(*months, strict=True)])
    units = np.eye(ALIVE + 1)[:, :, np.newaxis]
    after, _ = step(tuple(units), together)
    matrices = np.stack([np.broadcast_to(x, (ALIVE + 1, len(months))) for x in after], axis=-1).transpose(1, 0, 2)
    return CohortSpec(matrices, np.zeros(ALIVE + 1), np.append(np.ones(ALIVE), 0.0) / 12)


def _together(field: tuple[Any, ...]) -> Any:
    """One field of many months as arrays, an element for each."""
    if isinstance(field[0], tuple):
        return tuple(np.array(values) for values in zip(*field, strict=True))
    return np.array(field)


def _rows(age: float, groups: int) -> tuple[Subgroup, ...]:
    return tuple(Subgroup(age, ("female", "male")[i % 2], SITES[i % 5], 1.0) for i in range(groups))


def _case(years: int) -> Case:
    return a_case(horizon_years=years, entry_years=1, ramp=[1])


def _memory_of_many_draws() -> float:
    """Megabytes at the peak of a process that draws 10,000 times."""
    case = replace(_case(50), cohort=_rows(60.0, 60))
    shares = {site: {"unseen": 0.5, "tablets": 0.5} for site in SITES}
    case = replace(case, strategies={"usual": shares, "fls": shares})
    draws = {"hip": np.random.default_rng(1).uniform(0.5, 0.7, 10_000)}

    def case_of(some: dict[str, np.ndarray]) -> Case:
        ratios = {**case.pathways["tablets"].relative_risk, "hip": some["hip"]}
        return replace(
            case, pathways={**case.pathways, "tablets": replace(case.pathways["tablets"], relative_risk=ratios)}
        )

    sampled_outcomes(case_of, draws)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
