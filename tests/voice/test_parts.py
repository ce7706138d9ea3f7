"""Lines said in parts: where they are cut, and that each is the same again."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.clip import OPUS
from kindward.units import packets
from kindward.voice import Haste
from kindward.voice.kokoro import KOKOROS
from kindward.voice.pace import spoken_s
from kindward.voice.parts import parts, words_between

PACES = {each.language: each.pace for each in reversed(KOKOROS)}
LINE = "You can sit down here with me, and feel the floor that is there."


@given(st.text(max_size=200), st.sampled_from(["en", "es", "de"]))
def test_parts_fill_the_slot_of_their_line(text, language):
    pace = PACES.get(language, PACES["en"])
    line = parts(text, language, pace)
    assert (line[0].start, line[-1].end) == (0, packets(spoken_s(text, language, pace)))
    assert all(one.end == two.start for one, two in pairwise(line))
    assert all(part.start < part.end for part in line)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "If today is hard, you're not alone.", ["If today is hard,", "you're not alone."]),
        ("en", "Hello, there's no hurry.", ["Hello, there's no hurry."]),
        (
            "en",
            "Think of something small that you wish you'd done differently.",
            ["Think of something small,", "that you wish you'd done differently."],
        ),
        (
            "en",
            "This is a break for when something hurts a good deal.",
            ["This is a break for when something hurts a good deal."],
        ),
        ("en", "Let that kindness warm you again.", ["Let that kindness warm you again."]),
        (
            "es",
            "Piensa en algo pequeño que te habría gustado hacer de otra manera.",
            ["Piensa en algo pequeño,", "que te habría gustado hacer de otra manera."],
        ),
    ],
)
def test_a_line_is_parted_at_its_clauses_and_no_part_is_short(language, text, said):
    line = parts(text, language, PACES[language])
    assert [words_between(line, part.start, part.end) for part in line] == said


@pytest.fixture
def hum(voice):
    return replace(voice("hum"), speaks_together=True)


@pytest.fixture
def said(mark):
    return lambda: mark.read_text(encoding="utf-8").splitlines() if mark.exists() else []


@pytest.fixture
def spans(troubled, hum):
    first, *_, last = troubled.ends(hum, LINE)
    return (0, first), (first, last)


@pytest.mark.slow
def test_a_line_said_in_parts_is_there_afterwards_as_it_was_said(troubled, hum, said, spans):
    first = troubled.part(hum, LINE, OPUS, spans[:1])
    assert not troubled.has(hum, LINE, OPUS)
    second = troubled.part(hum, LINE, OPUS, spans)
    assert troubled.has(hum, LINE, OPUS)
    whole = troubled.clip(hum, LINE, OPUS)
    assert whole.frames == first.frames + second.frames
    assert len(said()) == 2
    assert [troubled.part(hum, LINE, OPUS, spans[: n + 1]) for n in (0, 1)] == [first, second]
    assert len(said()) == 2


@pytest.mark.slow
def test_a_part_of_a_line_that_is_there_is_out_of_that_line(troubled, hum, said, spans):
    whole = troubled.clip(hum, LINE, OPUS)
    assert troubled.part(hum, LINE, OPUS, spans[:1]) == whole.between(*spans[0])
    assert troubled.part(hum, LINE, OPUS, spans) == whole.between(*spans[1])
    assert said() == [LINE]


@pytest.mark.slow
def test_a_line_that_was_begun_in_parts_goes_on_in_parts(troubled, hum, spans):
    """The control: the rest out of the whole line would begin with another word."""
    troubled.part(hum, LINE, OPUS, spans[:1])
    whole = troubled.clip(hum, LINE, OPUS, Haste.LATER)
    rest = troubled.part(hum, LINE, OPUS, spans)
    assert rest != whole.between(*spans[1])
    assert troubled.clip(hum, LINE, OPUS) == whole
