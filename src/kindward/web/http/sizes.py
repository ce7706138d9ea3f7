"""How large a file is, as one says it."""

from typing import Final

from babel.units import format_unit

MEGABYTE: Final = 1_000_000
"""As phones count what is free on them, and as SI has it."""


def megabytes(size_bytes: int, language: str) -> str:
    """A size in a language: `3.4 MB`, and never less than a tenth."""
    size = max(round(size_bytes / MEGABYTE, 1), 0.1)
    return format_unit(size, "digital-megabyte", "short", locale=language.replace("-", "_"))
