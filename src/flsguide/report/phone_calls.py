"""Which missing number is worth a phone call: what knowing it could be worth, and who could say.

Groups are shown as well as single numbers, because of a chain of numbers none alone may matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flsguide.analysis.option_draws import OptionDraws
from flsguide.analysis.value_of_information import InformationValue, PartialValue, evpi, evppi, for_population
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameters
from flsguide.report.inputs import inputs_table
from flsguide.report.numbers import of_digits
from flsguide.report.tables import Folded, Followed, Table
from flsguide.report.ten_marks import heading, with_ends
from flsguide.report.tornado_chart import label_of

__all__ = ["QUESTIONS", "Question", "Whose", "phone_table"]

NOT_TOLD = "no more than chance"
_LEAST = 0.005


Row = tuple[str, Sequence[PartialValue | None], str]
"""What could be known, its worth on each basis, and who could say."""


@dataclass(frozen=True)
class Question:
    """Numbers that the same people could tell, in plain words, with who that is."""

    words: str
    names: tuple[str, ...]
    who: str


QUESTIONS = (
    Question(
        "How many people start a bone medicine, with a service and without",
        ("p_treated_fls", "p_treated_usual_care"),
        "Your fracture clinic and pharmacy: of last year's people with a fracture, how many started one? A service "
        "like yours: how many do now?",
    ),
    Question(
        "What a service costs for each person seen, and tablets a month",
        ("c_service_staff_person_trust_cash", "c_service_staff_person_full_economic", "p_scanned", "c_bone_scan",
         "c_blood_tests", "c_oral_month"),
        "Your finance manager and pharmacy, and the manager of a service like yours",
    ),
    Question(
        "How long people keep taking tablets",
        ("p_persisting_12_months", "p_persisting_24_months", "p_persisting_60_months"),
        "General practice prescribing records, by your board's medicines team",
    ),
    Question(
        "How soon tablets work, and what is left once people stop",
        ("n_delay_months", "n_onset_months_oral", "n_residual_months_oral", "p_residual_share_oral"),
        "A trial or a specialist; your own service for the delay",
    ),
    Question(
        "How well tablets work",
        ("rr_hip_oral", "rr_vert_oral", "rr_other_oral"),
        "A trial: no call answers it",
    ),
    Question(
        "How often people break a bone again",
        ("rr_imminent_excess", "n_imminent_months", "rr_refracture", "rr_site_hip", "rr_site_vert",
         "rr_site_humerus", "rr_site_forearm", "rr_site_other"),
        "A study that links records",
    ),
    Question(
        "How many bones people break at each age",
        ("rate of hip", "rate of vertebral", "rate of humerus", "rate of forearm", "rate of other"),
        "Your information team, for fractures by site",
    ),
    Question(
        "How many people die after a fracture",
        ("rr_mortality_index_hip_year_1", "rr_mortality_index_hip_later", "rr_mortality_index_vert",
         "smr_after_hip_female", "smr_after_hip_male", "smr_after_vert_female", "smr_after_vert_male",
         "p_causal_mortality"),
        "A study that links records",
    ),
    Question(
        "How a fracture changes the quality of life",
        ("u_hip1", "u_hip2", "u_vert1", "u_vert2", "u_other1"),
        "A survey of patients",
    ),
    Question(
        "What a fracture costs hospitals and practices",
        ("c_hip_fracture_year_1_incremental", "c_admission_vert", "c_admission_other", "c_gp_consultation",
         "n_gp_consultations_a_year", "c_rehabilitation_month_hip1", "c_rehabilitation_month_vert1"),
        "Your costing team",
    ),
    Question(
        "Who needs a care home or help at home, and what it costs",
        ("p_care_home_monthly", "c_care_home_month", "p_care_home_family", "c_home_care_month_hip1"),
        "Your council's social care finance team",
    ),
)  # fmt: skip
"""Each number that moves the base case stands in one of them; a test looks."""


@dataclass(frozen=True)
class Whose:
    """For how many people, and for how long, the choice is made."""

    place: str
    people: float
    """People with an index fracture a year in the place."""
    england: float
    """The same in England."""
    years: int
    """How long the choice stands before it would be made anew."""
    discount_rate: float


def phone_table(
    by_basis: Mapping[str, OptionDraws],
    threshold: float,
    moving: Mapping[str, Sequence[str]],
    inputs: Parameters,
    whose: Whose,
) -> Followed:
    """What it would be worth to know: everything, each group, and each number that alone stands out from chance.

    The answer stands above it in a sentence, and the rows behind it below.

    `by_basis` and `moving` are by the words that head a column: the draws on a basis of cost, and the numbers that
    move the answer on it. The others are left out.

    Raises:
        EvidenceError: a number that moves the answer and that no question holds.
    """
    names = tuple(dict.fromkeys(name for each in moving.values() for name in each))
    _refuse_strangers(names)

    choices = {words: draws.choice() for words, draws in by_basis.items()}

    def worth(wanted: Sequence[str]) -> list[PartialValue | None]:
        """What it is worth to know those of the numbers that move the answer; None where none does."""
        used = {words: [name for name in wanted if name in moving[words]] for words in by_basis}
        return [
            evppi(choices[words], threshold, by_basis[words].inputs, names) if names else None
            for words, names in used.items()
        ]

    groups: list[Row] = sorted(((q.words, worth(q.names), q.who) for q in QUESTIONS), key=_order)
    single = [(f"Alone: {label_of(name, inputs)}", worth([name]), _who(name, inputs)) for name in names]
    alone = sorted((row for row in single if _order(row) < 0), key=_order)
    told = [row for row in groups if _order(row) < 0]
    everything = [evpi(choice, threshold) for choice in choices.values()]
    table = Table(
        f"Which missing number is worth a phone call? At {threshold:,.0f} pounds a QALY",
        ("What could be known", *(f"{heading(words)}, pounds" for words in by_basis), "Who could say"),
        (
            ("Everything at once", *(_worth(value, whose) for value in everything), "no one person"),
            *((words, *(_said(value, whose) for value in values), who) for words, values, who in (*told, *alone)),
        ),
        note=_note(len(names), len(alone), whose),
        is_text=True,
    )
    untold = Table(
        "Questions whose worth the draws do not tell from 0, at full cost or at trust pay",
        ("What could be known", "Who could say"),
        tuple((words, who) for words, _, who in groups if (words, _, who) not in told),
        is_text=True,
    )
    line = "The numbers behind these questions"
    rows = [inputs[name] for name in names if name in inputs.rows]
    lead = _answer(list(by_basis), everything, groups, whose)
    others = Folded(f"{len(untold.rows)} other questions, whose worth is no more than chance", untold)
    return Followed(table, (others, Folded(line, inputs_table(line, rows))), lead)


def _answer(bases: Sequence[str], everything: Sequence[InformationValue], groups: Sequence[Row], whose: Whose) -> str:
    """Which number is worth a call, in a sentence: on each basis the question worth most, or that none is."""
    said = []
    for column, basis in enumerate(bases):
        best = min(groups, key=lambda row: _order((row[0], row[1][column : column + 1], row[2])))
        value = best[1][column]
        whole = _worth(everything[column], whose)
        if value is None or not value.is_distinguishable:
            most = (
                ""
                if whole == NOT_TOLD
                else f", though to know everything at once would be worth up to {whole} pounds"
            )
            said.append(f"{basis} no question stands out from chance{most}")
        else:
            question = f"{best[0][0].lower()}{best[0][1:]}"
            said.append(
                f"{basis} ask first {question}: to know that would be worth up to {_worth(value, whose)} pounds to "
                f"{whose.place}, out of {whole} for everything"
            )
    return f"{heading('; '.join(said))}."


def _refuse_strangers(moving: Sequence[str]) -> None:
    known = [name for question in QUESTIONS for name in question.names]
    for name in moving:
        if name not in known:
            raise EvidenceError.at("phone calls", None, "moving", name, "numbers that one of QUESTIONS holds")


def _order(row: Row) -> float:
    """The most valuable first; 0 where chance alone may have given it."""
    return -max(0.0 if value is None or not value.is_distinguishable else value.value for value in row[1])


def _said(value: PartialValue | None, whose: Whose) -> str:
    if value is None:
        return "not used here"
    return _worth(value, whose) if value.is_distinguishable else NOT_TOLD


def _worth(value: InformationValue, whose: Whose) -> str:
    """Pounds for the place over the years, with what other draws might have given."""
    if value.value < _LEAST:
        return NOT_TOLD
    found = value.by_chance
    return with_ends(*(_here(each, whose) for each in (found.value, found.low, found.high)))


def _here(each: float, whose: Whose) -> float:
    return for_population(each, whose.people, whose.years, whose.discount_rate)


def _who(name: str, inputs: Parameters) -> str:
    """What a service is told when it is asked for the number, or who could say of its group."""
    row = inputs.rows.get(name)
    if row is not None and row.local:
        return row.help
    return next(question.who for question in QUESTIONS if name in question.names)


def _note(moving: int, alone: int, whose: Whose) -> str:
    times, all_here = whose.england / whose.people, _here(1.0, whose)
    stand = "stands" if alone == 1 else "stand"
    return (
        f"Pounds for {whose.place}, over {whose.years} years of new people, discounted; in brackets, where other "
        f"draws would put it 8 times in 10 (Monte-Carlo error). For England's people at the same worth each, take it "
        f"{of_digits(times, 2)} times; for each person, divide it by {of_digits(all_here, 2)}. It is the most that "
        f"knowing could be worth, not what a study would be. Values do not add up. Of {moving} numbers that move the "
        f'answer, {alone} {stand} out alone. "{NOT_TOLD.capitalize()}": not told from 0 by the draws.'
    )
