"""A lexicon: words and phrases that are read wrong, each with how they are said.

A text file beside the scores of a language, `practices/LANGUAGE/lexicon.txt`: in each line a word
or phrase, a tab, and its sound in IPA with the stress marked. Lines that begin with # are notes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from kindward.errors import KindwardError
from kindward.voice.kokoro.alphabet import no_phonemes, written

LONGEST: Final = 100_000
"""Characters of a lexicon: more than anyone corrects by hand."""

_SHOWN: Final = 40


class FaultyLexicon(KindwardError):
    """A line of a lexicon that cannot be read, by its number."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"Line {line} of the lexicon {problem}")
        self.line = line


@dataclass(frozen=True)
class Lexicon:
    """Words that espeak reads wrong in one language, and their sound in the model's signs."""

    said: tuple[tuple[str, str], ...] = ()
    """Word or phrase in lower case, and its signs."""

    @property
    def edition(self) -> str:
        """What changes with any entry; empty where there is none."""
        return sha256(repr(self.said).encode()).hexdigest()[:8] if self.said else ""

    def parted(self, words: str) -> Iterator[tuple[str, str]]:
        """The words in their order, in runs, each with its signs; espeak's runs have none yet."""
        if not self.said:
            yield words, ""
            return
        for n, part in enumerate(self._pattern.split(words)):
            yield part, self._signs[" ".join(part.lower().split())] if n % 2 else ""

    @cached_property
    def _signs(self) -> dict[str, str]:
        return dict(self.said)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Whole words, the longest phrase first."""
        longest = sorted(self._signs, key=len, reverse=True)
        either = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest)
        return re.compile(rf"(?<![\w'])({either})(?![\w'])", re.IGNORECASE)


NOTHING: Final = Lexicon()


@lru_cache(maxsize=8)
def shipped(language: str) -> Lexicon:
    """The lexicon that stands beside the scores of a language; without entries where none does."""
    plain = language.partition("-")[0]
    file = Path(__file__).parents[2] / "practices" / plain / "lexicon.txt"
    return parse(file.read_text("utf-8"), plain) if file.is_file() else NOTHING


def parse(text: str, language: str) -> Lexicon:
    """The lexicon that a text tells. Raises FaultyLexicon with the first line that is wrong."""
    found, faults = _read(text, language)
    if faults:
        raise faults[0]
    return Lexicon(tuple(found.items()))


def check(text: str, language: str) -> tuple[FaultyLexicon, ...]:
    """Every line of the text that is wrong, in order; none if it is a lexicon."""
    return tuple(_read(text, language)[1])


def _read(text: str, language: str) -> tuple[dict[str, str], list[FaultyLexicon]]:
    if len(text) > LONGEST:
        problem = f"is in a file of over {LONGEST:,} characters, which is too long."
        return {}, [FaultyLexicon(1, problem)]
    found: dict[str, str] = {}
    faults: list[FaultyLexicon] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                word, signs = _entry(number, line, language)
            except FaultyLexicon as faulty:
                faults.append(faulty)
                continue
            if word in found:
                faults.append(FaultyLexicon(number, f"has “{word[:_SHOWN]}” a second time."))
            found.setdefault(word, signs)
    return found, faults


def _entry(number: int, line: str, language: str) -> tuple[str, str]:
    word, _, ipa = (part.strip() for part in line.partition("\t"))
    word = " ".join(word.lower().split())
    if not any(map(str.isalpha, word)) or not ipa:
        raise FaultyLexicon(number, "needs a word, a tab, and how the word is said in IPA.")
    signs = written(ipa, language)
    if strange := no_phonemes(signs):
        raise FaultyLexicon(
            number, f"has “{strange[:_SHOWN]}” in it, which is not a sound that the voice knows."
        )
    return word, signs
