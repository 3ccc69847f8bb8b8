"""The national tables that the cohort model looks up, by sex and age, and who bears which cost."""

from collections.abc import Mapping
from dataclasses import dataclass

from flsguide.evidence.case_file import Line
from flsguide.evidence.cost_lines import cost_lines
from flsguide.evidence.incidence import Incidence, incidence
from flsguide.evidence.mortality import mortality
from flsguide.evidence.parameters import Parameter
from flsguide.evidence.utilities import norms
from flsguide.evidence.vocabulary import AGES, SEXES, YOUNGEST

__all__ = ["NationalTables", "national_tables"]


@dataclass(frozen=True)
class NationalTables:
    """England's rates, the UK's life table, England's quality of life, and who bears which cost."""

    rates: Mapping[tuple[str, str, int], Incidence]
    """Fractures a year per 100,000 by index site, sex and first year of the age band."""
    mortality: Mapping[str, tuple[float, ...]]
    """Probability of dying within a year by sex, at each age from 50 to 99."""
    utility_norm: Mapping[str, tuple[float, ...]]
    """Mean EQ-5D by sex, at each age from 50 to 99."""
    lines: Mapping[str, Line]


def national_tables(inputs: Mapping[str, Parameter]) -> NationalTables:
    """The tables in use; a holder's share of a line that a row gives is read from `inputs`."""
    ages = range(YOUNGEST, YOUNGEST + AGES)
    deaths, quality = mortality(), norms()
    return NationalTables(
        rates=incidence(),
        mortality={sex: tuple(deaths[sex, age].probability for age in ages) for sex in SEXES},
        utility_norm={sex: tuple(quality[sex, age].mean for age in ages) for sex in SEXES},
        lines={name: Line(line.release, line.shares(inputs)) for name, line in cost_lines().items()},
    )
