"""Passages: what is spoken in one go, so that every line is in one."""

from itertools import product

import pytest

from kindward.library import Library, shipped_languages
from kindward.narrate.passages import passages
from kindward.score import Choices, parse

SCORE = """\
Title: A small one
Language: en

# First
Hello. It is good to be here.
(silence 5s, 1s to 15s)
[touch] Put a hand on your arm.
[no touch] Stay.
Now rest.
(silence 5s, 1s to 15s)
Hello.
"""


def shipped(language):
    return [each.score for each in Library().practices(language)]


@pytest.mark.parametrize("language", shipped_languages())
def test_every_line_that_is_shipped_is_in_a_passage_and_no_other_is(language):
    scores = shipped(language)
    lines = {text for score in scores for text in score.lines()}
    assert {text for passage in passages(scores) for text in passage} == lines


@pytest.mark.parametrize("language", shipped_languages())
def test_each_passage_brings_a_line_that_those_before_do_not_have(language):
    held: set[str] = set()
    for passage in passages(shipped(language)):
        assert set(passage) - held
        held.update(passage)


def test_a_passage_ends_where_it_is_quiet_and_follows_what_is_chosen():
    score = _score()
    runs = passages([score])
    assert runs[0] == ("Hello.", "It is good to be here.")
    assert ("Put a hand on your arm.", "Now rest.") in runs
    assert ("Stay.", "Now rest.") in runs
    assert ("Hello.",) not in runs


def test_the_first_choices_come_first():
    assert passages([_score()])[1] == ("Put a hand on your arm.", "Now rest.")
    assert next(product((True, False))) == (True,)
    assert Choices().touch


def _score():
    return parse(SCORE.encode())
