"""The words around the practices in every language: one gettext catalogue each, read as written.

English stands in the templates; every other language is a file `TAG.po` beside this one (GNU
gettext's form). There is no step in which they are compiled, so there is none to forget.
"""

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER: Final = Path(__file__).parent
ENGLISH: Final = "en"


def languages() -> tuple[str, ...]:
    """The tags of all languages that the pages can be shown in, English first."""
    return (ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po")))


@lru_cache
def catalogue(language: str) -> NullTranslations:
    """The words of one of `languages()`; those of English are in the templates themselves."""
    if language == ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    with (FOLDER / f"{language}.po").open("rb") as written:
        write_mo(compiled, read_po(written, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


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
