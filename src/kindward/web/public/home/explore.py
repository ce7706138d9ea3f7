"""What a person is looking for among the practices, and what there is for it. Pure.

    ?length=20&walking=yes&wary=yes&touch=no&breath=no&imagery=no&q=garden

Length and what is left out shape any practice, so they go along to its page. Being on one's feet,
and kindness that feels wrong, narrow the list; words do too: those of a practice, and those that
people have for a feeling, which lead to what suits it. A list is never empty: where nothing fits,
all are shown and it is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from starlette.exceptions import HTTPException

from kindward.library import GROUNDING, Feeling, Practice
from kindward.score import SUITS, Choices
from kindward.web.public.home.search import (
    MOST_WORDS,
    Tells,
    as_typed,
    forgiving,
    plain,
    told,
    words,
)
from kindward.web.public.sitting.asked import Asked, read_choices

LENGTHS: Final = (1, 5, 20)
"""Minutes that are offered to begin with; a practice's own page has all of them."""

MOST_SIGNS: Final = 100


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of the list."""

    length: int | None
    suits: frozenset[str]
    choices: Choices
    words: str

    def is_open(self) -> bool:
        """Whether nothing in particular is asked."""
        return self == Wish(None, frozenset(), Choices(), "")

    def is_narrowed(self) -> bool:
        """Whether more than words is asked."""
        return not replace(self, words="").is_open()

    def query(self, asked: Asked) -> str:
        """What goes along to the page of a practice."""
        length = {} if self.length is None else {"minutes": f"{self.length}"}
        return replace(asked, choices=self.choices).query(**length)


@dataclass(frozen=True, slots=True)
class Found:
    """What there is; `is_all` where nothing fitted and all are shown instead."""

    practices: tuple[Practice, ...]
    is_all: bool = False
    wants_a_person: bool = False
    """Whether somebody to talk with comes before any practice."""


def read_wish(params: Mapping[str, str]) -> Wish:
    """The wish of an address. Raises HTTPException 400."""
    length = params.get("length") or None
    if length is not None and length not in map(str, LENGTHS):
        raise HTTPException(400)
    suits = frozenset(name for name in SUITS if _is_wanted(params.get(name) or "no"))
    words = " ".join(params.get("q", "").split())[:MOST_SIGNS]
    return Wish(length and int(length), suits, read_choices(params), words)


def find(practices: Sequence[Practice], feelings: Sequence[Feeling], wish: Wish) -> Found:
    """The practices that suit, in their order; grounding only where something is asked."""
    usual = tuple(p for p in practices if p.name != GROUNDING)
    if wish.is_open():
        return Found(usual)
    suiting = tuple(p for p in practices if _suits(p, wish.suits))
    if not wish.words:
        return Found(suiting if wish.suits else usual)
    typed = words(wish.words)[:MOST_WORDS]
    for tells in (as_typed(typed), forgiving) if typed else ():
        named = told(feelings, typed, tells)
        names = {name for feeling in named for name in feeling.practices}
        fitting = tuple(p for p in suiting if p.name in names or _tells(p, typed, tells))
        if fitting:
            return Found(fitting, wants_a_person=any(each.wants_a_person for each in named))
    return Found(usual, is_all=True)


def _suits(practice: Practice, suits: Iterable[str]) -> bool:
    return all(name in practice.score.suits for name in suits)


def _tells(practice: Practice, typed: Sequence[str], tells: Tells) -> bool:
    """Whether every word stands in its title or its summary, whole or as a part."""
    text = plain(f"{practice.score.title} {practice.score.summary}")
    own = words(text)
    return all(word in text or any(tells(word, other) for other in own) for word in typed)


def _is_wanted(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise HTTPException(400)
    return text == "yes"
