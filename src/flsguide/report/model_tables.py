"""A case of the model in tables: its states, who is treated, how medicines work, and who bears which cost."""

from collections.abc import Mapping

from flsguide.evidence.case_file import Case, Pathway
from flsguide.evidence.cost_lines import CostLine
from flsguide.evidence.vocabulary import KINDS, SITES, STATES
from flsguide.report.model_views import STATE_WORDS
from flsguide.report.numbers import about
from flsguide.report.sentences import SITE_WORDS
from flsguide.report.tables import Table

__all__ = ["HOLDER_WORDS", "cost_lines_table", "medicines_table", "states_table", "strategies_table"]

HOLDER_WORDS: Mapping[str, str] = {
    "acute": "hospital",
    "primary": "primary care",
    "community": "community services",
    "social": "council social care",
    "family": "family",
    "programme": "whoever funds the service",
}
RELEASE_WORDS: Mapping[str, str] = {
    "cash": "cash",
    "capacity": "freed capacity, not cash",
    "income_neutral": "income-neutral",
    "welfare": "welfare, in no budget",
}
MEANINGS: Mapping[str, str] = {
    "index": "nothing further broken since the index fracture",
    "hip1": "a further fracture, of the hip, not yet left behind",
    "hip2": "the same, a year or so on",
    "vert1": "a further fracture, of the spine; no further hip",
    "vert2": "the same, a year or so on",
    "other1": "a further fracture elsewhere; no further hip or spine",
    "other2": "the same, a year or so on",
    "care": "moved to a care home after a further hip fracture",
}
KIND_WORDS: Mapping[str, str] = {"hip": "hip", "vert": "spine", "other": "other"}
MEDICINE_WORDS: Mapping[str, str] = {"oral": "tablets", "zoledronate": "infusion (zoledronate)"}


def states_table(case: Case) -> Table:
    """Each state, what it means, and what living in it is like: quality of life and deaths."""
    rows = [
        (
            STATE_WORDS[state].capitalize(),
            MEANINGS[state],
            f"{case.utility_multiplier[state]:.2f}",
            *(f"{case.smr[state][sex]:.2f}" for sex in ("female", "male")),
        )
        for state in STATES
    ]
    return Table(
        "The states of the living",
        (
            "State",
            "What it means",
            "Quality of life, people alike = 1",
            "Deaths of women, population = 1",
            "Deaths of men, population = 1",
        ),
        tuple(rows),
        numeric=(2, 3, 4),
        is_text=True,
    )


def strategies_table(case: Case) -> Table:
    """By index site: of 100 people, how many are treated without a service, and seen and treated with one."""
    usual, service = (case.strategies[name] for name in case.compare)
    rows = [
        (
            SITE_WORDS["vertebral" if site == "vert" else site],
            _of_100(case, usual[site], treated=True),
            _of_100(case, service[site], seen=True),
            _of_100(case, service[site], treated=True),
        )
        for site in SITES
    ]
    return Table(
        "Of 100 people with an index fracture, how many follow which pathway",
        ("Index fracture", "Usual care: treated", "With a service: seen", "With a service: treated"),
        tuple(rows),
        numeric=(1, 2, 3),
    )


def medicines_table(case: Case) -> Table:
    """How each medicine works in the case, month by month: a column for each."""
    treated = [case.pathways[name] for name in MEDICINE_WORDS]
    rows = [
        *(
            (f"Fewer {words} fractures, of 100", *(about(100 * (1 - p.relative_risk[kind]), 1) for p in treated))
            for kind, words in KIND_WORDS.items()
        ),
        ("Months from the fracture to the first dose", *(about(p.delay_months, 1) for p in treated)),
        ("Months from then to the full effect", *(about(p.onset_months, 1) for p in treated)),
        ("Still taking it after 12 months, of 100", *(about(100 * _still_taking(p, 12), 1) for p in treated)),
        ("Months that some effect lasts after stopping", *(about(p.residual_months, 1) for p in treated)),
        ("How much of the effect that is, of 100", *(about(100 * p.residual_share, 1) for p in treated)),
    ]
    return Table(
        "How each medicine works while it is taken, and after",
        ("What it does", *(words.capitalize() for words in MEDICINE_WORDS.values())),
        tuple(rows),
        numeric=tuple(range(1, len(treated) + 1)),
    )


def cost_lines_table(case: Case, lines: Mapping[str, CostLine]) -> Table:
    """Each line of cost: when it is paid in the case, what kind of money it is, and who bears it."""
    rows = [
        (line.label, _paid(case, name), RELEASE_WORDS[line.release], _bearers(case.lines[name].holders))
        for name, line in lines.items()
        if name in case.lines
    ]
    planned = [
        f"{line.label} ({RELEASE_WORDS[line.release]})" for name, line in lines.items() if name not in case.lines
    ]
    return Table(
        "The lines of cost, in 2025/26 pounds",
        ("Line", "Paid", "Kind of money", "Who bears it"),
        tuple(rows),
        note=f"One line more where whole posts are planned: {', '.join(planned)}." if planned else "",
        is_text=True,
    )


def _of_100(case: Case, shares: Mapping[str, float], *, treated: bool = False, seen: bool = False) -> str:
    """People of 100 on pathways that are treated, or for whom the service is paid."""
    found = sum(
        share
        for name, share in shares.items()
        if (treated and case.pathways[name].treated) or (seen and case.pathways[name].at_entry)
    )
    return about(100 * found, 1)


def _still_taking(path: Pathway, months: int) -> float:
    kept = 1.0
    for month in range(months):
        kept *= 1 - path.stop_monthly[min(month // 12, len(path.stop_monthly) - 1)]
    return kept


def _paid(case: Case, line: str) -> str:
    """When a line is paid, and how much."""
    parts = []
    if line in case.per_fracture:
        each = case.per_fracture[line]
        parts.append("for each fracture: " + ", ".join(f"{KIND_WORDS[k]} {about(each[k], 1)}" for k in KINDS))
    if line in case.per_month:
        months = case.per_month[line]
        if len({*months.values()}) == 1 and len(months) == len(STATES):
            parts.append(f"each month, in every state: {_pounds(months['index'])}")
        else:
            named = ", ".join(f"{STATE_WORDS[s].replace(',', '')} {_pounds(x)}" for s, x in months.items())
            parts.append(f"each month: {named}")
    on = {
        MEDICINE_WORDS[name]: path.per_month_on_drug[line]
        for name, path in case.pathways.items()
        if name in MEDICINE_WORDS and line in path.per_month_on_drug
    }
    if on:
        parts.append("each month of taking: " + ", ".join(f"{words} {_pounds(x)}" for words, x in on.items()))
    entry = {path.at_entry[line] for path in case.pathways.values() if line in path.at_entry}
    if entry:
        parts.append(f"once for each person seen: {', '.join(map(_pounds, sorted(entry)))}")
    return "; ".join(parts) or "not used in this case"


def _pounds(amount: float) -> str:
    """Pence only where pounds would say too little."""
    return about(amount, 0.01 if amount < 100 else 1)  # noqa: PLR2004  # as rows are held


def _bearers(holders: Mapping[str, float]) -> str:
    if len(holders) == 1:
        return HOLDER_WORDS[next(iter(holders))]
    return ", ".join(f"{HOLDER_WORDS[h]} {about(100 * share, 1)} of 100" for h, share in holders.items())
