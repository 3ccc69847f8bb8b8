"""Deaths after the index fracture by its site: hip and spine have pathways of their own, with more deaths at first.

A case has death rates by state and sex, and a pathway a factor on them by year. People with an index fracture of
the hip or spine are given copies of the pathways of all others, which differ in that factor alone.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from flsguide.evidence.case_file import Pathway
from flsguide.evidence.vocabulary import Value

__all__ = ["DEADLIER_SITES", "name_at", "roles", "with_deaths_by_site", "with_names_by_site"]

DEADLIER_SITES = ("hip", "vert")
"""Index sites after which more people die than after others, as was published."""
_AFTER = "{name}_after_{site}"


def name_at(name: str, site: str, pathways: Collection[str]) -> str:
    """The pathway that people with an index fracture of a site take in place of `name`: one of their own, if any."""
    own = _AFTER.format(name=name, site=site)
    return own if own in pathways else name


def roles(pathways: Collection[str]) -> tuple[str, ...]:
    """The pathways less the copies for single index sites."""
    copies = {_AFTER.format(name=name, site=site) for name in pathways for site in DEADLIER_SITES}
    return tuple(name for name in pathways if name not in copies)


def with_deaths_by_site(of: Callable[[str], Value], pathways: Mapping[str, Pathway]) -> dict[str, Pathway]:
    """The pathways, and a copy of each for hip and for spine with the deaths that follow these.

    A direct effect on survival that a pathway has already is kept: the factors multiply, year by year.
    """
    excess = {
        "hip": (of("rr_mortality_index_hip_year_1"), of("rr_mortality_index_hip_later")),
        "vert": (*[of("rr_mortality_index_vert")] * int(of("n_years_mortality_index_vert")), 1.0),
    }
    copies = {
        _AFTER.format(name=name, site=site): replace(pathway, mortality_ratio=_times(pathway.mortality_ratio, ratios))
        for site, ratios in excess.items()
        for name, pathway in pathways.items()
    }
    return {**pathways, **copies}


def with_names_by_site(
    strategies: Mapping[str, Mapping[str, Mapping[str, Value]]], pathways: Collection[str]
) -> dict[str, dict[str, dict[str, Value]]]:
    """The same shares, of the pathways of each site's own."""
    return {
        strategy: {
            site: {name_at(name, site, pathways): share for name, share in shares.items()}
            for site, shares in by_site.items()
        }
        for strategy, by_site in strategies.items()
    }


def _times(one: tuple[Value, ...], two: tuple[Value, ...]) -> tuple[Value, ...]:
    """Two factors by year, the last of each repeating, multiplied."""
    years = range(max(len(one), len(two)))
    return tuple(one[min(y, len(one) - 1)] * two[min(y, len(two) - 1)] for y in years)
