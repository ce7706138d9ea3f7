"""`kindward check lexicon.txt`: every line of it that a voice could not say, or what is in it."""

from pathlib import Path
from typing import Final

import click

from kindward.cli import words_own
from kindward.library import filed, shipped_languages
from kindward.score import FaultyScore, printable
from kindward.score.faults import MOST_FAULTS
from kindward.score.source import decode, look_over, split
from kindward.voice.kokoro import lexicon

_FILE: Final = "lexicon.txt"
_USUAL: Final = "en"


def is_lexicon(name: str) -> bool:
    """Whether a file's name is that of a lexicon."""
    return Path(name).name.lower() == _FILE


def is_fine_lexicon(shown: str, name: str, content: bytes) -> bool:
    """Whether it can be read as the lexicon of its folder's language; told either way.

    Raises FaultyScore for what is no text, and for signs that nobody can see.
    """
    language = filed(Path(name).absolute().parent.name, shipped_languages())
    language = language if language in shipped_languages() else _USUAL
    text = _text(content)
    faults = lexicon.check(text, language)
    for fault in faults[:MOST_FAULTS]:
        click.echo(f"{shown}: {printable(str(fault))}")
    if not faults:
        count = len(lexicon.parse(text, language).said)
        click.echo(words_own.fine_lexicon(shown, count, language))
    return not faults


def _text(content: bytes) -> str:
    """The text of the file, its first sign with it, which no reader of a lexicon passes over."""
    decode(content)
    text = content.decode()
    if hidden := tuple(look_over(split(text))):
        raise FaultyScore(hidden[:MOST_FAULTS])
    return text
