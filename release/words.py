"""The words of every page, gathered into the catalogue of each language: `just words`.

Afterwards a catalogue has every sentence that the pages use, in their order; one that is new stands
there empty, one that has gone is gone. `python release/words.py de` begins a new language.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from kindward import support
from kindward.sentences import MEASURES, TRENDS

PACKAGE: Final = Path(__file__).parents[1] / "src" / "kindward"
CATALOGUES: Final = PACKAGE / "web" / "languages"
METHODS: Final = [("**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
OPTIONS: Final = {"**.html": {"trimmed": "true", "silent": "false"}}
KEYWORDS: Final = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None, "said": (2,)}


def sentences() -> Catalog:
    """Every sentence that a page can show, with where it stands."""
    catalogue = Catalog(project="Kindward", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        PACKAGE / "web", METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",)
    )
    for name, _line, sentence, comments, _context in sorted(found, key=lambda f: (f[0], f[1])):
        catalogue.add(sentence, locations=[(name, 0)], auto_comments=comments)
    for told in (*MEASURES.values(), *TRENDS.values()):
        catalogue.add(told, locations=[("sentences.py", 0)])
    for told in _told_of_lines():
        catalogue.add(told, locations=[("practices/support.toml", 0)])
    return catalogue


def gathered(language: str) -> Catalog:
    """The catalogue of a language with exactly these sentences; what was said in it is kept."""
    path = CATALOGUES / f"{language}.po"
    said = Catalog(locale=language.replace("-", "_"), project="Kindward", fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            said = read_po(file, locale=language.replace("-", "_"))
    said.update(sentences(), no_fuzzy_matching=True)
    said.obsolete.clear()
    return said


def _told_of_lines() -> Iterator[str]:
    """For whom a line to a person is, and when it answers, where it is not for all and always."""
    for _, line in support.shipped().lines():
        yield from filter(None, (line.whom, line.hours))


def main() -> None:
    """Gather the words of the languages that are named, or of all that are there."""
    for language in sys.argv[1:] or sorted(path.stem for path in CATALOGUES.glob("*.po")):
        catalogue = gathered(language)
        with (CATALOGUES / f"{language}.po").open("wb") as file:
            write_po(file, catalogue, width=98, include_lineno=False, omit_header=False)
        missing = sum(1 for message in catalogue if message.id and not message.string)
        print(f"{language}: {len(catalogue)} sentences, {missing} still to be said")


if __name__ == "__main__":
    main()
