"""Published claims as tables: what is said, what it would take, and where our model puts it."""

import html
from collections.abc import Sequence

from flsguide.analysis.claim_draws import Drawn
from flsguide.analysis.claims import Weighed
from flsguide.evidence.claims import BASES, Claim
from flsguide.evidence.parameters import Parameters
from flsguide.report.claim_words import (
    PERSPECTIVES,
    REVIEWED,
    amount,
    claimed,
    interval,
    moved,
    ours,
    threshold,
    verdict,
)
from flsguide.report.claims_sentences import verdicts_that_change
from flsguide.report.inputs import inputs_table
from flsguide.report.marks import note_of_mark
from flsguide.report.numbers import in_words
from flsguide.report.source_links import source_links
from flsguide.report.tables import Cell, Folded, Table, badge

__all__ = [
    "claims_table", "conditions_table", "firm_first", "numbers_table", "ordered", "row_link", "row_of",
    "thresholds_table", "verdict_table", "who_says",
]  # fmt: skip

_ORDER = ("paper", "abstract", "quoted", "no")
_OURS = "Ours: England's people, 2025/26 pounds; what is to come counts less, as is usual."
_ROWS = (
    "p_treated_usual_care", "p_treated_fls", "p_persisting_12_months", "p_persisting_24_months",
    "p_persisting_60_months", "rr_hip_oral", "rr_vert_oral", "rr_other_oral",
    "c_service_staff_person_full_economic", "c_service_staff_person_trust_cash", "p_scanned", "c_bone_scan",
    "c_blood_tests", "c_oral_month", "c_hip_fracture_year_1_incremental", "p_eligible_other", "p_people_per_fracture",
)  # fmt: skip
"""Rows that matter most to where ours lies. All the others are on the page of every number."""


def numbers_table(inputs: Parameters) -> Table:
    """The rows that matter most to where our model puts a claim, each leading to its own."""
    return inputs_table("Our numbers that matter most here", [inputs[name] for name in _ROWS])


def firm_first(claims: Sequence[Claim]) -> list[Claim]:
    """Claims in papers first, and figures from memory last: what is not checked never leads."""
    return sorted(claims, key=lambda claim: (claim.status == "unverified", _ORDER.index(claim.peer_review)))


def ordered(found: Sequence[Weighed]) -> list[Weighed]:
    """The same order of claims beside ours."""
    by_name = {w.claim.name: w for w in found}
    return [by_name[claim.name] for claim in firm_first([w.claim for w in found])]


def claims_table(claims: Sequence[Claim]) -> Table:
    """What is claimed, by whom, and about whom: nothing of ours. Each claim is its row, to which others lead."""
    return Table(
        "What is claimed",
        ("Claim", "Figure, and what it counts", "Who says it, and how sure that is", "Whom, how long, whose money"),
        tuple(
            (row_of(claim, claim.label), f"{claimed(claim)}. {_where(claim)}", who_says(claim), _about(claim))
            for claim in firm_first(claims)
        ),
        is_text=True,
        note="Published: read where it stands. Derived: worked out from what was read. Unverified: from memory. "
        "A source leads to its entry, which has its address.",
    )


def row_of(claim: Claim, words: str) -> Cell:
    """The cell that names a claim's row, and that links lead to."""
    return Cell(words, f'<span id="{_anchor(claim)}">{html.escape(words)}</span>')


def row_link(claim: Claim) -> Cell:
    """A claim's label, leading to its row on the same page."""
    return Cell(claim.label, f'<a href="#{_anchor(claim)}">{html.escape(claim.label)}</a>')


def _anchor(claim: Claim) -> str:
    return f"claim-{claim.name.replace('_', '-')}"


def _where(claim: Claim) -> str:
    return claim.says if claim.place in claim.says else f"{claim.says} ({claim.place})"


def who_says(claim: Claim) -> Cell:
    """The sources with where it stands in them, whether peers reviewed it, and how sure we are that it is said."""
    said, sure = source_links(claim.source), badge(claim.status)
    words = f", {REVIEWED[claim.peer_review]}"
    parts = [claim.locator, claim.transform, f"read {in_words(claim.checked_on)}" if claim.checked_on else ""]
    where = f"{'; '.join(part for part in parts if part)}."
    where = f" {where[0].upper()}{where[1:]}"
    return Cell(
        f"{said.text}{words} ({sure.text}).{where}",
        f"{said.html}{html.escape(words)} {sure.html}{html.escape(where)}",
    )


def _about(claim: Claim) -> str:
    parts = [claim.population, claim.horizon]
    parts += [] if claim.perspective == "no_money" else [PERSPECTIVES[claim.perspective]]
    if claim.price_year:
        parts.append(f"prices of {claim.price_year}{'' if claim.price_year_read else ', from memory'}")
    return f"{parts[0][0].upper()}{parts[0][1:]}; {'; '.join(parts[1:])}."


def conditions_table(claims: Sequence[Claim]) -> Folded:
    """What would have to be true, what speaks against it, and how it differs from ours."""
    table = Table(
        "What would have to be true, and what speaks against it",
        ("Claim", "What would have to be true", "What speaks against it", "How it differs from ours"),
        tuple(
            (
                row_link(claim),
                claim.needs,
                _against(claim),
                " ".join(part for part in (claim.differs, claim.note) if part),
            )
            for claim in firm_first(claims)
        ),
        is_text=True,
    )
    return Folded("What would have to be true for each claim, and what speaks against it", table)


def _against(claim: Claim) -> Cell:
    said = source_links(claim.against_source)
    return Cell(f"{claim.against} ({said.text})", f"{html.escape(claim.against)} ({said.html})")


def verdict_table(found: Sequence[Weighed], draws: Drawn) -> Table:
    """Each claim, where our model puts the same quantity at both ways to count staff, and the verdict."""
    return Table(
        "Where our model puts each claim",
        ("Claim", "Claimed", "Ours at full cost (8 in 10 draws)", "Ours at trust pay (8 in 10 draws)", "Verdict"),
        tuple(
            (row_link(w.claim), in_both_prices(w), *(_with_draws(w, draws, basis) for basis in BASES), verdict(w))
            for w in ordered(found)
        ),
        is_text=True,
        note=f"{verdicts_that_change(found)} {_OURS} Where a verdict names both ways to count staff, the one that is "
        "fair to the claim comes first. They give the same where no money is counted. A cost for each QALY has no "
        f"range here: below nothing it could be a saving, or health that is lost. {note_of_mark()}".rstrip(),
    )


def in_both_prices(found: Weighed) -> str:
    """A claim's figure, and what it is in our prices where they are not its own."""
    said = claimed(found.claim)
    if found.target == found.claim.figure:
        return said
    return f"{said}, now {amount(found.claim.measure, found.target)}"


def _with_draws(found: Weighed, draws: Drawn, basis: str) -> str:
    if basis == "trust_cash" and found.at and not found.claim.service_costs:
        return "the same"
    said, drawn = ours(found, basis), draws.get(found.claim.name, {}).get(basis)
    if drawn is None or drawn.interval is None:
        return said
    return f"{said} ({interval(found.claim.measure, drawn.interval.low, drawn.interval.high)})"


def thresholds_table(found: Sequence[Weighed]) -> Folded:
    """How far one number alone would have to move, within its range or beyond, and what all do together."""
    rows = []
    for weighed in ordered(found):
        reached = "; ".join(threshold(t) for t in weighed.thresholds if t.at is not None)
        never = "; ".join(moved(t) for t in weighed.thresholds if t.at is None)
        words = [f"{reached[0].upper()}{reached[1:]}."] if reached else []
        words += [f"No value will do for: {never}."] if never else []
        words += ["Staff at trust pay."] if weighed.claim.service_costs == "trust_cash" else []
        kindest = "nothing" if weighed.fair is None else amount(weighed.claim.measure, weighed.fair.kindest)
        rows.append(
            (row_link(weighed.claim), in_both_prices(weighed), " ".join(words) or "nothing to move", kindest),
        )
    table = Table(
        "What one number would have to be, the others as they are",
        ("Claim", "Claimed", "One number alone", "Ours with every number at its kindest"),
        tuple(rows),
        is_text=True,
        note="Kindest: all numbers that were moved, each at the kind end of its range. No plan should rest on it. "
        "Staff are at full cost, but where a row says trust pay.",
    )
    return Folded("How far one number would have to move to reach each claim", table)
