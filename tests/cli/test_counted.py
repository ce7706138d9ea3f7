"""A counted word is in the number that fits, at none, one and more; in pages in both languages."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from kindward.catalogue import catalogue, languages
from kindward.cli import words

TOO_EARLY = {"state": "too-early", "against": "quiet-minute", "practice": "x", "in_ten": 5,
             "effect": 0.0}  # fmt: skip


def _early(more: int) -> Any:
    """Stands for a finding that so many sittings more will be told of."""
    return SimpleNamespace(**TOO_EARLY, more=more)


COUNTED = {
    "a sitting": lambda n: words.finding(_early(n)),
    "a breath": lambda n: words.breath((4, 6), n),
    "a file": lambda n: words.site_written("x", n, 10),
    "an entry": lambda n: words.exported("x", n, 0, 10),
    "what was searched": lambda n: words.erased(n or 2, 10),
    "what waits": words.erased_so_far,
}


@pytest.mark.parametrize("told", COUNTED.values(), ids=COUNTED)
def test_one_is_told_as_one(told):
    plural = r"\b1 (more )?(sittings|practices|times|files|entries|traces)\b"
    assert not re.search(plural, told(1))
    assert re.search(r"\b1 (more )?(sitting|practice|time|file|entry|trace)\b", told(1))
    assert re.search(r"\b2 (more )?(sittings|practices|times|files|entries|traces)\b", told(2))
    assert re.search(plural, told(11).replace("11 ", "1 "))  # the control


def test_every_plural_of_a_page_is_told_in_each_language():
    one = "In the morning it left you steadier the one time you noted how you felt."
    more = "In the morning it has left you steadier %(steadier)s of %(count)s times."
    for language in languages():
        say = catalogue(language).ngettext
        assert "%" not in say(one, more, 1)
        assert "%(count)s" in say(one, more, 0)
        assert "%(count)s" in say(one, more, 2)
