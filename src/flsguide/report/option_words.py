"""How ways to run a service are called on every page."""

__all__ = ["OPTION_WORDS", "SHORT_WORDS"]

OPTION_WORDS = {
    "usual": "No service (usual care)",
    "hip_only": "People with a hip fracture only",
    "fls": "A whole, nurse-led service",
    "hub": "One service shared by several hospitals",
    "today": "Today's service",
    "expanded": "Today's service, seeing more people",
}
"""By the names of `model.service_options.OPTIONS`."""
SHORT_WORDS = {
    "usual": "No service", "hip_only": "Hip fractures only", "fls": "A whole service", "hub": "A shared service",
}  # fmt: skip
"""Where there is little room: the options of a place without a service."""
