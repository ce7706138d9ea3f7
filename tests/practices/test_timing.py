"""Every practice as it sounds in time: at each length, in each language, for each listener.

The bounds stand in `timing.py`. The last tests are their controls: practices that a reader of the
first edition would know, single lines with a hole after each.
"""

import pytest

from bench.words import MINUTES, heard
from kindward.library import Library, Practice
from kindward.score import Choices, parse
from tests.practices.hearts import HEARTS
from tests.practices.timing import faults, hurried_phrases

LIBRARY = Library()
PRACTICES = [p for tag in LIBRARY.languages() for p in LIBRARY.practices(tag)]
WISHES = "loving-kindness"


def ids(practice):
    return f"{practice.language}-{practice.name}"


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_a_practice_sounds_like_someone_who_is_there_at_every_length(practice):
    hearts = HEARTS[practice.language, practice.name]
    found = {
        minutes: faults(
            heard(practice, minutes), practice.language, hearts, wishes=practice.name == WISHES
        )
        for minutes in MINUTES
    }
    assert not any(found.values()), found


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_its_heart_is_there_at_every_length_from_two_minutes_and_for_every_listener(practice):
    hearts = HEARTS[practice.language, practice.name]
    assert len(hearts) >= 3
    for choices in (Choices(), Choices(touch=False, breath=False, imagery=False)):
        for total_s in range(120, 1801, 40):
            held = heard(practice, total_s / 60, choices).began_s
            assert [heart for heart in hearts if heart not in held] == []


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_time_follows_every_phrase_to_say_to_oneself(practice):
    assert {m: hurried_phrases(practice, m) for m in MINUTES} == {m: [] for m in MINUTES}


def test_hearts_are_told_for_every_practice():
    assert set(HEARTS) == {(p.language, p.name) for p in PRACTICES}


def test_a_composed_row_of_single_lines_is_found_out():
    lines = [f"You could notice one thing that is quiet in number {n}." for n in range(9)]
    text = "Title: A\nLanguage: en\n# A\n" + "".join(
        f"{line}\n(silence 14s, 2s to 60s)\n" for line in lines
    )
    found = faults(heard(Practice("a", "en", parse(text)), 5), "en", ("Heart",), wishes=False)
    assert any("words a minute" in fault for fault in found)
    assert "no section 'Heart'" in found
    assert any("follow at once" in fault for fault in found)
    assert any("deviation" in fault for fault in found)
    assert any("go on with" in fault for fault in found)


def told(text):
    return Practice("a", "en", parse(f"Title: A\nLanguage: en\n# A\n{text}"))


def test_a_quiet_that_is_told_untruly_or_not_at_all_is_found_out():
    lines = "Here we are now, you and I.\n(silence 15s)\n"
    for said, problem in (
        ("I'll be quiet for half a minute now.", "told as 30 s"),
        ("I'll be quiet now.", "no length is told"),
    ):
        found = faults(
            heard(told(f"{lines}{said}\n(rest 90s, 80s to 100s)\n"), 2), "en", (), wishes=False
        )
        assert any(problem in fault for fault in found)


def test_a_phrase_without_time_to_say_it_is_found_out():
    phrase = 'You might say, "This hurts."'
    text = f"One.\n{phrase}\nTwo.\n(rest 100s, 20s to 200s)\n"
    assert hurried_phrases(told(text), 2) == [phrase]
    assert hurried_phrases(told(text.replace(phrase, f"{phrase}\n(silence 6s)")), 2) == []
