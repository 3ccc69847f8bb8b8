"""What published studies say, as tables: how each is compared, and its amounts beside ours."""

import math
from collections import Counter
from collections.abc import Sequence

from flsguide.analysis.calibration import RefractureCheck
from flsguide.analysis.known_models import Checked
from flsguide.analysis.published_signs import Behind, Counted, Pair, Sign
from flsguide.analysis.published_studies import Identity
from flsguide.evidence.published_studies import MONEY, RATIOS, Statement
from flsguide.report.marks import marked, note_of_mark
from flsguide.report.numbers import about, as_written, of_digits
from flsguide.report.sentences import short_names
from flsguide.report.tables import Folded, Table

__all__ = ["behind_table", "counted_table", "how_table", "signs_table", "studies_table"]

_STEPS = {
    "treated": 1, "qalys": 0.1, "life_years": 0.1, "fractures": 0.1, "hip": 0.1, "bed_days": 1,
    "cost": 1000, "cost_per_qaly": 1000, "cost_per_fracture": 1000,
}  # fmt: skip
"""What our differences are rounded to, in the order of the table."""
_WHO = {
    "all": "any fracture",
    "hip": "hip fracture",
    "hip_female": "women, hip fracture",
    "hip_male": "men, hip fracture",
    "forearm": "wrist fracture",
}
_LIFETIME = 50
"""Years that stand for a lifetime."""
_PER = 1000
_SAME = {True: "Yes", False: "No", None: "Cannot tell"}
_KINDS = {"identity": "exact", "calibration": "calibration", "sign": "sign only", "not_compared": "not compared"}


def how_table(
    known: Sequence[Checked], printed: Sequence[Identity], checks: Sequence[RefractureCheck], signs: Sequence[Sign],
    counts: Sequence[Counted], statements: Sequence[Statement],
) -> Table:  # fmt: skip
    """How many statements are asserted exactly, left with a residual, compared in sign only, or not at all."""
    kinds = Counter(s.kind for s in statements)
    amounts, ratios = (
        sum(x is not None for x in xs) for xs in zip(*((s.theirs, s.ratio) for s in signs), strict=True)
    )
    set_to = sum(c.is_fitted for c in checks)
    return Table(
        "How hard each test is",
        ("What", "How it is compared", "Statements", "What comes out"),
        (
            ("Figures of known models", "exact", f"{len(known)}", f"{sum(k.agrees for k in known)} agree"),
            ("Numbers of one study", "exact, with each other", f"{len(printed)}",
             f"{sum(i.holds for i in printed)} agree"),
            ("Numbers of a study, asked of our model", "calibration", f"{kinds['calibration']}",
             "what is left over is shown"),
            ("Fractures soon after the first", "calibration", f"{len(checks)}", f"the model was set to {set_to}"),
            ("What a study says of a service", "sign only", f"{len(signs)}",
             _ways(signs)),
            ("Further fractures counted, with a service and without", "sign only", f"{len(counts)}", _ways(counts)),
            ("What else a study prints", "not compared", f"{kinds['not_compared']}", "the reason is given for each"),
        ),
        numeric=(2,),
        is_text=True,
        note=f"Sign only: more or less is tested, and nothing else. {amounts} of these {len(signs)} statements come "
        f"with an amount, which stands beside ours; in {ratios} of them like is set against like.",
    )  # fmt: skip


def _ways(found: Sequence[Sign | Counted]) -> str:
    same, other = (sum(each.agrees is way for each in found) for way in (True, False))
    return f"{same} go the same way, {other} do not, {len(found) - same - other} cannot tell"


def studies_table(statements: Sequence[Statement]) -> Table:
    """Every study, how many of its statements are compared in which way, and what is not compared and why."""
    studies: dict[str, list[Statement]] = {}
    for said in statements:
        studies.setdefault(short_names(said.source[:1]), []).append(said)
    return Table(
        "Every study, how its statements are compared, and what is not compared",
        ("Study", "How many, and how", "What is not compared, and why"),
        tuple((name, _counted(studies[name]), _apart(studies[name])) for name in sorted(studies, key=str.casefold)),
        is_text=True,
        note="Exact: numbers of the study that must agree with each other.",
    )


def _counted(statements: Sequence[Statement]) -> str:
    counts = Counter(s.kind for s in statements)
    return ", ".join(f"{counts[kind]} {words}" for kind, words in _KINDS.items() if counts[kind])


def _apart(statements: Sequence[Statement]) -> str:
    return " ".join(f"{s.says}: {s.note}" for s in statements if s.kind == "not_compared") or "nothing"


def signs_table(found: Sequence[Sign]) -> Table:
    """Every direction with its amount beside ours: who is treated, health, fractures, and money."""
    return Table(
        "What studies say of a service: published and ours, for each 1,000 people",
        ("Study, what it says of a service, and our people", "Published", "Ours", "Ours ÷ theirs", "Same way?"),
        tuple(
            (_named(s), _published(s), _ours(s), _ratio(s), _answer(s))
            for measure in _STEPS
            for s in found
            if s.statement.measure == measure
        ),
        is_text=True,
        note="In brackets: as printed. Ours: England, with a service that sees everybody less without, pounds of "
        "2025/26. No money is turned into other money. Where no price year stands, we could not read it. Not alike: "
        f"the last column says why. {note_of_mark()}".rstrip(),
    )


def _named(found: Sign) -> str:
    said = found.statement
    years = "for life" if said.years == _LIFETIME else f"{said.years} year{'' if said.years == 1 else 's'}"
    return f"{short_names(said.source[:1])}. {said.says} ({_WHO[said.people]}, {years})"


def _published(found: Sign) -> str:
    """The amount for 1,000 people, and in brackets as it was printed where that is not the same."""
    said, theirs = found.statement, found.theirs
    if theirs is None:
        return "not printed"
    unit = f" {said.money}" if said.money else ""
    if said.measure in RATIOS:
        return f"{as_written(theirs)}{unit}"
    way = _way(said, said.direction == "more")
    if not said.per:
        return f"{as_written(theirs)}{unit} {way} in all; the people are not printed"
    is_as_printed = said.per == _PER and len(said.parts) == 1
    number = as_written(theirs) if said.per == _PER else of_digits(theirs, 3)
    return f"{number}{unit} {way}" + ("" if is_as_printed else f" ({_as_printed(said)})")


def _as_printed(said: Statement) -> str:
    parts = " less ".join(as_written(abs(part.value)) for part in said.parts)
    if said.per == _PER:
        return parts
    return f"{parts} each" if said.per == 1 else f"{parts} for each {as_written(said.per)}"


def _ours(found: Sign) -> str:
    said = found.statement
    amount = about(abs(found.ours), _STEPS[said.measure]) + (" pounds" if said.measure in MONEY else "")
    if said.measure not in RATIOS:
        amount = f"{amount} {_way(said, found.ours > 0)}"
    elif found.ours <= 0:
        amount = "no such cost: it saves, or gains nothing"
    return amount if said.people.startswith("hip") and said.measure != "fractures" else marked(amount)


def _way(said: Statement, is_more: bool) -> str:
    return "more" if is_more else "less" if said.measure == "cost" else "fewer"


def _ratio(found: Sign) -> str:
    """Two digits of the ratio, or in a word or two why there is none."""
    if found.ratio is not None:
        return about(found.ratio, 10.0 ** (math.floor(math.log10(found.ratio)) - 1))
    said = found.statement
    if said.amount is None:
        return "not printed"
    if said.measure in MONEY:
        return "other prices"
    return "not alike" if said.unlike else "people not printed" if not said.per else "other way"


def _answer(found: Sign) -> str:
    said = found.statement
    answer = _SAME[found.agrees]
    unlike = f"{said.unlike}." if said.unlike else ""
    reasons = " ".join(reason for reason in (unlike, said.note) if reason)
    return f"{answer}. {reasons}" if reasons else answer


def counted_table(found: Sequence[Counted]) -> Folded:
    """Every count of further fractures with a service, for each 100 without, beside ours for the same people."""
    table = Table(
        "Further fractures with a service, for each 100 without: counted and ours",
        ("Study", "Counted", "Ours", "Same way?", "What to know"),
        tuple(
            (f"{c.study.label} ({short_names(c.study.source)}; {_WHO[c.study.people]}, {_follow_up(c)})",
             _count(c), _ours_of_100(c), _SAME[c.agrees], c.study.note)
            for c in found
        ),
        is_text=True,
        note="In brackets: the share of people with a further fracture, without a service and with one. Cannot tell: "
        "chance may have made the difference, or no test of that was printed. Ours counts fractures, from our usual "
        f"numbers. {note_of_mark()}".rstrip(),
    )  # fmt: skip
    less = [c for c in found if c.study.direction == "less"]
    further = sum(c.study.ratio < min(c.ours) for c in less)
    return Folded(
        f"{len(less)} of {len(found)} counts fell, {'all' if further == len(less) else further} of them by more than "
        f"ours; in the other {len(found) - len(less)} chance may have made the difference. Show every one",
        table,
    )


def _follow_up(found: Counted) -> str:
    years = found.study.years
    return "follow-up not read" if years is None else f"{years} year{'' if years == 1 else 's'}"


def _count(found: Counted) -> str:
    study = found.study
    shares = "" if study.shares is None else f" ({' and '.join(f'{100 * share:.1f}%' for share in study.shares)})"
    interval = study.interval
    spread = "" if interval is None else f", 95% interval {100 * interval.low:.0f} to {100 * interval.high:.0f}"
    return f"{100 * study.ratio:.0f}{spread}{shares}"


def _ours_of_100(found: Counted) -> str:
    years = found.study.followed
    at = "" if len(years) == 1 else f", after {years[0]} and {years[-1]} years"
    ends = dict.fromkeys(about(100 * ratio, 0.1) for ratio in (found.ours[0], found.ours[-1]))
    return marked(" and ".join(ends) + at)


def behind_table(found: Sequence[Behind]) -> Table:
    """What lies behind a gain in QALYs: people treated, fractures avoided by it, QALYs of each fracture."""
    return Table(
        "What lies behind the QALYs of each study, and behind ours",
        ("Study", "More people treated, of 1,000", "Fractures avoided, for each 100 more treated",
         "QALYs, for each fracture avoided"),
        tuple(
            (f"{short_names(b.statement.source[:1])} ({_WHO[b.statement.people]})",
             _pair(b.treated, 1), _pair(b.fractures_of_100_treated, 0.1), _pair(b.qalys_of_a_fracture, 0.01))
            for b in found
        ),
        is_text=True,
        note=f"Worked out from the amounts above, so small numbers are rough. {note_of_mark()}".rstrip(),
    )  # fmt: skip


def _pair(pair: Pair | None, step: float) -> str:
    return "not printed" if pair is None else marked(f"{about(pair.theirs, step)}; ours {about(pair.ours, step)}")
