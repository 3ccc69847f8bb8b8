"""What the command line says of a case beside the case itself.

Apart from the other views of inputs, so that a page which shows inputs does not run again for options it never reads.
"""

from collections.abc import Sequence

from flsguide.model.service_options import CASCADE_ROWS

__all__ = ["idle_note"]


def idle_note(idle: Sequence[str], options: Sequence[str]) -> str:
    """That own rows have no effect on a case of these options; and the option that would use an indicator."""
    said = f"{', '.join(idle)}: your own, and without effect on a case of {' and '.join(options)}"
    is_indicator = any(name in CASCADE_ROWS for name in idle)
    return said + ("; --options usual today asks about a service as its indicators say" if is_indicator else "")
