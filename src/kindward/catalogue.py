"""The words around the practices in every language: one gettext catalogue each, read as written.

English stands where it is said; every other language is a file `TAG.po` in the web room (GNU
gettext's form). There is no step in which they are compiled, so there is none to forget.
"""

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER: Final = Path(__file__).parent / "web" / "languages"
ENGLISH: Final = "en"


def languages() -> tuple[str, ...]:
    """The tags of all languages that the pages can be shown in, English first."""
    return (ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po")))


@lru_cache
def catalogue(language: str) -> NullTranslations:
    """The words of one of `languages()`; for any other, as a practice of one's own, English."""
    if language == ENGLISH or language not in languages():
        return NullTranslations()
    compiled = BytesIO()
    with (FOLDER / f"{language}.po").open("rb") as written:
        write_mo(compiled, read_po(written, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
