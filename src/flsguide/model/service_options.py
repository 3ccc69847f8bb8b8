"""The ways to run a service that a decision is between: whom each sees, and how many start a medicine.

An option is shares of people by index site, and a strategy of a case is made from them. One rule holds for all:
whoever a service does not see goes on as in usual care. What differs besides, such as posts shared by several
hospitals, is money and stands in `service_posts`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.vocabulary import SITES, Value
from flsguide.model.base_strategies import ValueOf
from flsguide.model.cohort import capped

__all__ = ["CASCADE_ROWS", "OPTIONS", "Reach", "reach", "shares", "strategies"]

CASCADE_ROWS = ("p_identified", "p_recommended", "p_started")
"""Indicators of a service that is there: read for today's service and an expanded one, and for no other option."""
Shares = dict[str, dict[str, Value]]
"""Shares of pathways by index site, 0 to 1."""


@dataclass(frozen=True)
class Reach:
    """Whom a service sees, and who starts a medicine, by index site. Shares, 0 to 1, floats or columns of draws."""

    seen: Mapping[str, Value] | None
    """None where there is no service."""
    treated_of_seen: Mapping[str, Value]
    treated_of_unseen: Mapping[str, Value]
    """As in usual care, whatever the service."""


def reach(option: str, inputs: Parameters, of: ValueOf) -> Reach:
    """Whom an option reaches, from rows by name.

    Raises:
        EvidenceError: an option that is none of `OPTIONS`.
    """
    if option not in OPTIONS:
        raise EvidenceError.at("options", None, "option", option, f"one of {', '.join(OPTIONS)}")
    return OPTIONS[option](inputs, of)


def strategies(options: Sequence[str], inputs: Parameters, of: ValueOf) -> dict[str, Shares]:
    """The strategies of a case, one for each option, with those treated split over medicines.

    Raises:
        EvidenceError: as `reach`; fewer than two options, or one twice.
    """
    if len(options) < 2 or len(set(options)) < len(options):  # noqa: PLR2004  # a choice is between two
        raise EvidenceError.at("options", None, "options", ", ".join(options), "two or more, each once")
    infusion = of("p_zoledronate_of_treated")
    return {option: shares(reach(option, inputs, of), infusion) for option in options}


def shares(found: Reach, infusion: Value) -> Shares:
    """Shares of pathways by index site; `infusion` is the share of those treated who have it."""
    by_site: Shares = {}
    for site in SITES:
        seen = 0.0 if found.seen is None else found.seen[site]
        by_site[site] = _split(1 - seen, found.treated_of_unseen[site], infusion, "")
        if found.seen is not None:
            by_site[site] |= _split(seen, found.treated_of_seen[site], infusion, "_seen")
    return by_site


def _split(people: Value, treated: Value, infusion: Value, ending: str) -> dict[str, Value]:
    start = people * treated
    return {
        f"untreated{ending}": people - start,
        f"oral{ending}": start * (1 - infusion),
        f"zoledronate{ending}": start * infusion,
    }


def _usual_care(inputs: Parameters, of: ValueOf) -> Reach:
    return Reach(None, {}, _usual(inputs, of))


def _fls(inputs: Parameters, of: ValueOf) -> Reach:
    """A service sees `p_identified_80_50_80` of all; of those as many start as in the studies' service arms.

    The arms of Wu et al. 2018 are of patients who received care from a service, so their share is of those seen.
    """
    level = of("p_treated_fls")
    return Reach(dict.fromkeys(SITES, of("p_identified_80_50_80")), _seen_at(level, inputs, of), _usual(inputs, of))


def _hip_only(inputs: Parameters, of: ValueOf) -> Reach:
    """People with a hip fracture as in a whole service; all others as without one."""
    return Reach(
        seen={site: of("p_identified_80_50_80") if site == "hip" else 0.0 for site in SITES},
        treated_of_seen=_fls(inputs, of).treated_of_seen,
        treated_of_unseen=_usual(inputs, of),
    )


def _today(inputs: Parameters, of: ValueOf) -> Reach:
    """A service as its own indicators say, or the national audit's: those whom it does not see have usual care."""
    return Reach(dict.fromkeys(SITES, of("p_identified")), _as_audited(inputs, of), _usual(inputs, of))


def _expanded(inputs: Parameters, of: ValueOf) -> Reach:
    """The same service, as good for each person as today, but seeing as many as the audit's goal says."""
    return Reach(dict.fromkeys(SITES, of("p_identified_80_50_80")), _as_audited(inputs, of), _usual(inputs, of))


def _usual(inputs: Parameters, of: ValueOf) -> dict[str, Value]:
    """Share treated without a service; England's people average the study's, at the rows' values and in any draw."""
    published = inputs.number("p_treated_usual_care")
    return {s: _at_level(of(f"p_treated_usual_{s}"), of("p_treated_usual_care"), published) for s in SITES}


def _as_audited(inputs: Parameters, of: ValueOf) -> dict[str, Value]:
    """Share of those seen who start a medicine by 16 weeks, spread over sites as in the studies."""
    return _seen_at(of("p_recommended") * of("p_started"), inputs, of)


def _seen_at(level: Value, inputs: Parameters, of: ValueOf) -> dict[str, Value]:
    """Share of those seen who start, by site, where it is `level` over all sites."""
    published = inputs.number("p_treated_fls")
    return {s: _at_level(of(f"p_treated_fls_{s}"), level, published) for s in SITES}


def _at_level(share: Value, level: Value, published: Value) -> Value:
    """A site's share treated where the share over all sites is `level` instead of the published one.

    The site stays above or below the others by what a shift of everybody's odds would leave to the first order,
    in proportion to level x (1 - level). So sites that average to `published` average to `level`, whatever it is;
    only far above it, where a site would pass 1, is it held there.
    """
    level = capped(level)
    return capped(level + (share - published) * level * (1 - level) / (published * (1 - published)))


OPTIONS: Mapping[str, Callable[[Parameters, ValueOf], Reach]] = {
    "usual": _usual_care,
    "hip_only": _hip_only,
    "fls": _fls,
    "hub": _fls,
    "today": _today,
    "expanded": _expanded,
}
"""No service; hip fractures only; a whole service; one shared by hospitals, which reaches the same people; today's
service as it is; and the same seeing more people."""
