"""The two ways to count what a service's staff cost, by the one pair of names that a reader sees."""

from typing import Final

from flsguide.model.team_sizes import Basis

__all__ = ["BASIS_WORDS", "FULL_COST", "TRUST_PAY", "WHY_FULL_COST_LEADS"]

FULL_COST: Final = "full_economic"
"""Staff with overheads and buildings, counted as the care that is saved is counted."""
TRUST_PAY: Final = "trust_cash"
"""Staff at what the trust pays."""
BASIS_WORDS: dict[Basis, str] = {FULL_COST: "full cost", TRUST_PAY: "trust pay"}
"""By the name of the basis. Full cost leads wherever the answer is whether a service is worth it."""
WHY_FULL_COST_LEADS = (
    "Full cost leads, because the care that is saved is valued at its average cost, which holds overheads and "
    "buildings too. Trust pay is right for a budget; set against savings at average cost it flatters a service."
)
