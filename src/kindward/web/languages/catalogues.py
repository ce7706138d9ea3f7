"""What the pages say of a language itself, beside its catalogue."""

from functools import lru_cache

from babel import Locale

from kindward.catalogue import ENGLISH, FOLDER, catalogue, languages

__all__ = ["ENGLISH", "FOLDER", "catalogue", "country_name", "direction", "languages", "own_name"]


@lru_cache
def own_name(language: str) -> str:
    """What a language calls itself, as it begins a line: Español."""
    locale = Locale.parse(language, sep="-")
    name = locale.get_display_name(language) or language
    return name[0].upper() + name[1:]


@lru_cache
def direction(language: str) -> str:
    """`ltr` or `rtl`: the way a language is written."""
    return str(Locale.parse(language, sep="-").text_direction)


@lru_cache
def country_name(code: str, language: str) -> str:
    """A country by its ISO 3166 code, as it is called in a language."""
    return str(Locale.parse(language, sep="-").territories[code])
