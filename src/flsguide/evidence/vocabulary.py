"""The names that a case and the model share: states, kinds of fracture, sites, outputs, what a benefit is."""

from typing import Any, TypeAlias

__all__ = [
    "AGES", "FAMILY", "HEALTH_OUTPUTS", "HOLDERS", "KINDS", "RELEASES", "SEXES", "SITES", "STATES", "YOUNGEST",
    "Value",
]  # fmt: skip

Value: TypeAlias = Any
"""A float, or an array of draws: the model's arithmetic is the same for both."""
SEXES = ("female", "male")
YOUNGEST, OLDEST = 50, 99
AGES = OLDEST - YOUNGEST + 1
"""Length of a table by year of age."""
SITES = ("hip", "vert", "humerus", "forearm", "other")
"""Sites of the index fracture; the pelvis counts as other."""
KINDS = ("hip", "vert", "other")
"""Kinds of further fracture, the most severe first."""
STATES = ("index", "hip1", "hip2", "vert1", "vert2", "other1", "other2", "care")
"""Health states of the living. 1: within a year of a further fracture; 2: later; care: in a care home."""
RELEASES = ("cash", "capacity", "income_neutral", "welfare")
"""What a benefit is. They are never added together."""
HOLDERS = ("acute", "primary", "community", "social", "family", "programme")
FAMILY = "family"
"""The one holder outside the NHS and personal social services perspective."""
HEALTH_OUTPUTS = ("life_years", "qalys", "hip", "vert", "other", "bed_days", "care_home_years", "deaths")
