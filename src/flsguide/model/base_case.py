"""The base case: the project's own numbers as a case file's content, for any service's people.

Every number comes by its row's name from a function, so that one description serves the national values, a
service's own, and draws of the uncertain ones (a float, or a column of draws).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flsguide.evidence.case_file import Case, Line, Subgroup
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.incidence import Incidence
from flsguide.evidence.national_tables import NationalTables
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.vocabulary import AGES, KINDS, SEXES, SITES, STATES, YOUNGEST, Value
from flsguide.model.base_strategies import Choices, ValueOf, pathways
from flsguide.model.caseload import FractureCount
from flsguide.model.index_deaths import with_deaths_by_site, with_names_by_site
from flsguide.model.service_options import reach, strategies
from flsguide.model.service_posts import SET_UP, ramp, staff_by_year

__all__ = ["RATE", "base_case", "people_entering", "people_seen"]

AS_DECIDED = Choices()
"""The choices of the base case."""
RATE = "rate of {site}"
"""Name of the factor by which draws move a site's fracture rates; 1 where nothing is drawn."""
_UTILITY = {
    "index": "u_index", "hip1": "u_hip1", "hip2": "u_hip2", "vert1": "u_vert1", "vert2": "u_vert2",
    "other1": "u_other1", "other2": "u_other2", "care": "u_care",
}  # fmt: skip
"""Rows of the quality of life in each state, in full: a page runs again when a row changes that its code names."""
_SITE_OF = {"vertebral": "vert"}
_KIND_OF = {"hip": "hip", "vertebral": "vert"}


def base_case(
    inputs: Parameters,
    tables: NationalTables,
    cohort: Sequence[Subgroup],
    drawn: Mapping[str, Value] | None = None,
    choices: Choices = AS_DECIDED,
) -> Case:
    """The case of a service for the people of `cohort`: usual care against a fracture liaison service.

    `drawn` has the numbers of rows that stand in for the rows' own, such as columns of draws, and the factors
    on fracture rates (`RATE`). Money is in 2025/26 pounds.

    Raises:
        EvidenceError: a row that is not there; choices that cannot go together.
    """
    instead = drawn or {}

    def of(name: str) -> Value:
        return instead[name] if name in instead else inputs.number(name)

    years = choices.horizon_years or int(inputs.number("n_horizon_years"))
    entry = min(int(inputs.number("n_entry_years")), years)
    followed = with_deaths_by_site(of, pathways(of, choices, _national_persistence(inputs, of, choices)))
    chosen = strategies(choices.options, inputs, of)
    return Case(
        horizon_years=years,
        entry_years=entry,
        ramp=ramp(inputs, choices, entry),
        discount_costs=inputs.number("r_discount_costs"),
        discount_qalys=inputs.number("r_discount_qalys"),
        thresholds={f"{inputs.number(n):.0f}": inputs.number(n) for n in _THRESHOLDS},
        imminent_excess=of("rr_imminent_excess"),
        imminent_months=of("n_imminent_months"),
        refracture_multiplier=of("rr_refracture"),
        care_home_monthly=of("p_care_home_monthly"),
        fracture=_fracture(tables.rates, instead),
        mortality=tables.mortality,
        utility_norm=tables.utility_norm,
        site_multiplier={site: of(f"rr_site_{site}") for site in SITES},
        smr={state: {sex: _smr(of, state, sex) for sex in SEXES} for state in STATES},
        utility_multiplier={state: of(_UTILITY[state]) for state in STATES},
        bed_days={
            "hip": of("n_bed_days_hip"),
            "vert": of("n_bed_days_vert_admitted") * of("p_vert_admitted"),
            "other": of("n_bed_days_other"),
        },
        lines=_lines(inputs, tables.lines, instead, choices),
        per_fracture={
            "admissions": {
                "hip": _hip_fracture(of, choices),
                "vert": of("c_admission_vert"),
                "other": of("c_admission_other"),
            }
        },
        per_month=_per_month(of),
        fixed_costs=_fixed(inputs, cohort, choices, years, entry),
        pathways=followed,
        strategies=with_names_by_site(chosen, followed),
        compare=(choices.options[0], choices.options[1]),
        cohort=tuple(cohort),
    )


_THRESHOLDS = ("n_threshold_former_low", "n_threshold_low", "n_threshold_former_high", "n_threshold_high")


def people_entering(
    counts: Sequence[FractureCount], eligible_other: float, people_per_fracture: float
) -> tuple[Subgroup, ...]:
    """People with an index fracture a year, by the middle age of their band, sex and site.

    Fractures x people per fracture; of the other sites only the part that a service would see.
    The open band, 90 and over, stands at 92.5.
    """
    return tuple(
        Subgroup(
            age=count.age_low + 2.5,
            sex=count.sex,
            site=_SITE_OF.get(count.site, count.site),
            n=count.fractures * people_per_fracture * (eligible_other if count.site == "other" else 1.0),
        )
        for count in counts
    )


def people_seen(inputs: Parameters, cohort: Sequence[Subgroup], choices: Choices) -> dict[str, float]:
    """People whom each option, and today's service, plans to see in a full year; no service is left out."""
    planned = {option: reach(option, inputs, inputs.number).seen for option in ("today", *choices.options)}
    return {
        option: sum(float(by_site[group.site]) * group.n for group in cohort)
        for option, by_site in planned.items()
        if by_site is not None
    }


def _lines(
    inputs: Parameters, lines: Mapping[str, Line], drawn: Mapping[str, Value], choices: Choices
) -> dict[str, Line]:
    """Who bears which line: a share that is drawn moves its holders; staff are cash only on a cash basis.

    Setting up is a line where whole posts are planned, and nowhere else.
    """
    found = {name: line for name, line in lines.items() if name != SET_UP or choices.staff == "posts"}
    release = inputs[f"c_service_staff_person_{choices.service_costs}"].release
    found["service_staff"] = replace(lines["service_staff"], release=release)
    if "p_care_home_family" in drawn:
        family = drawn["p_care_home_family"]
        found["care_home"] = replace(lines["care_home"], holders={"social": 1 - family, "family": family})
    return found


def _national_persistence(inputs: Parameters, of: ValueOf, choices: Choices) -> Value:
    """The share still taking tablets at 12 months among people whom no service follows."""
    row = inputs["p_persisting_12_months"]
    if row.national is None:
        return of(row.name)
    if choices.follow_up:
        allowed = "no share of your own beside follow_up, which puts a published one in its place: leave one out"
        raise EvidenceError.at("your numbers", None, row.name, row.value, allowed)
    return row.national.value


def _hip_fracture(of: ValueOf, choices: Choices) -> Value:
    """Hospital cost of a hip fracture in the set of costs and by the unit costs chosen.

    All of the care is that of two years; what a fracture adds is that of the first, as nothing is added later.
    """
    cost = of(f"c_hip_fracture_year_1_{choices.costs}")
    if choices.costs == "gross":
        cost = cost + of("c_hip_fracture_year_2_gross")
    return cost if choices.unit_costs == "episode" else cost * of(f"rr_hip_cost_{choices.unit_costs}")


def _fixed(
    inputs: Parameters, cohort: Sequence[Subgroup], choices: Choices, years: int, entry_years: int
) -> dict[str, dict[str, tuple[float, ...]]]:
    """Whole posts for the people whom each option plans to see in a full year, if posts are chosen."""
    if choices.staff == "per_person":
        return {}
    paid = staff_by_year(inputs, people_seen(inputs, cohort, choices), choices, years, entry_years)
    return {option: paid[option] for option in choices.options if option in paid}


def _fracture(
    rates: Mapping[tuple[str, str, int], Incidence], drawn: Mapping[str, Value]
) -> dict[str, dict[str, tuple[Value, ...]]]:
    """Fractures a person-year by kind, sex and age: what is neither hip nor spine is other."""
    table: dict[str, dict[str, tuple[Value, ...]]] = {kind: {} for kind in KINDS}
    for sex in SEXES:
        by_kind: dict[str, list[Value]] = {kind: [0.0] * AGES for kind in KINDS}
        for (site, of_sex, _), row in rates.items():
            if of_sex != sex:
                continue
            for age in range(row.age_low, min(row.age_high, YOUNGEST + AGES - 1) + 1):
                ages = by_kind[_KIND_OF.get(site, "other")]
                ages[age - YOUNGEST] = ages[age - YOUNGEST] + row.rate / 100_000 * drawn.get(
                    RATE.format(site=site), 1.0
                )
        for kind, ages in by_kind.items():
            table[kind][sex] = tuple(ages)
    return table


def _smr(of: ValueOf, state: str, sex: str) -> Value:
    """Deaths beside the population's: of a published excess after a fracture only a part is caused by it."""
    base = of(f"smr_index_{sex}")
    if state == "care":
        return of(f"smr_care_{sex}")
    kind = state.rstrip("12")
    if kind not in ("hip", "vert"):
        return base
    return base * (1 + of("p_causal_mortality") * (of(f"smr_after_{kind}_{sex}") - 1))


def _per_month(of: ValueOf) -> dict[str, dict[str, Value]]:
    gp = of("c_gp_consultation") * of("n_gp_consultations_a_year") / 12
    return {
        "gp": dict.fromkeys(STATES, gp),
        "rehabilitation": {
            "hip1": of("c_rehabilitation_month_hip1"),
            "vert1": of("c_rehabilitation_month_vert1"),
        },
        "care_home": {"care": of("c_care_home_month")},
        "home_care": {"hip1": of("c_home_care_month_hip1")},
        "informal_care": {"hip1": of("c_informal_care_month_hip1")},
    }
