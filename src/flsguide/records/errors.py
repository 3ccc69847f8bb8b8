"""The one error that somebody who counts records sees; it never holds a row of a patient."""

__all__ = ["RecordsError"]

_LONGEST = 80


class RecordsError(ValueError):
    """An extract or a request that cannot be used, in one line: where, what, what is allowed, what to do.

    `value` is shown, so it is a name, a count or a setting, and never what a cell of a patient's row holds.
    """

    @classmethod
    def at(cls, where: str, value: object, allowed: str) -> "RecordsError":
        """Build the line from its parts.

        >>> print(RecordsError.at("extract.csv, columns", "no EPIKEY", "an extract with EPIKEY, or name its column"))
        extract.csv, columns: 'no EPIKEY' is not allowed; give an extract with EPIKEY, or name its column
        """
        shown = repr(value)
        if len(shown) > _LONGEST:
            shown = f"{shown[:_LONGEST]}..."
        return cls(f"{where}: {shown} is not allowed; give {allowed}")
