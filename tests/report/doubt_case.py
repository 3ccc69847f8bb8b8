"""What the tests of doubt share: a few draws for a part of England's people, on both bases of cost."""

from flsguide.analysis.national_table import national_cohort, national_draws
from flsguide.analysis.option_draws import option_draws
from flsguide.analysis.tornado import moves, tornado
from flsguide.analysis.variants import asked_for, net_benefit
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.model.base_strategies import Choices
from flsguide.report.ten_marks import BASES

INPUTS = parameters()
TABLES = national_tables(INPUTS)
COHORT = national_cohort(INPUTS, 2026)[::9]
THRESHOLD = 35_000.0
PLANS = {words: Choices(("usual", "hip_only", "hub", "fls"), service_costs=basis) for words, basis in BASES.items()}
_TABLE = national_draws(INPUTS, TABLES, COHORT, 1000, 3)
BY_BASIS = {words: option_draws(_TABLE, INPUTS, TABLES, COHORT, plan) for words, plan in PLANS.items()}
ANSWERS = {words: net_benefit(INPUTS, TABLES, COHORT, plan, THRESHOLD) for words, plan in PLANS.items()}
TORN = {
    words: tornado(
        ANSWERS[words],
        moves(INPUTS, TABLES, asked_for(INPUTS, TABLES, COHORT, plan, BY_BASIS[words].inputs)),
    )
    for words, plan in PLANS.items()
}
