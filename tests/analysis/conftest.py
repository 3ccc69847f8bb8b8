"""Settings of the property tests in this folder."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a busy machine is not a fault
settings.load_profile("unhurried")
