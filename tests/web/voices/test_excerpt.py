"""Some seconds to hear of a voice."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.library import Practice
from kindward.plan import Kind
from kindward.score import Choices, parse
from kindward.studio import Sitting
from kindward.web.public.voices.excerpt import MOST_S, excerpt
from tests.web.fakes import FakeStudio, house, live, practice

VOICE = live("en")
LONG = f"Title: Long\nLanguage: en\n\n# Whole\n{'word ' * 30}end.\n(rest 40s, 1s to 300s)\n"


def _sitting(choices: Choices = Choices(), total_s: int = 300) -> Sitting:  # noqa: B008 - frozen
    return Sitting(practice("hold-gently"), VOICE, total_s, choices)


@given(st.booleans(), st.booleans(), st.sampled_from((60, 300, 1800)))
def test_it_ends_with_a_sentence_and_is_short_however_it_is_asked_for(bell, touch, total_s):
    sitting = _sitting(Choices(bell=bell, touch=touch), total_s)
    heard = excerpt(house().studio, sitting, VOICE)
    short = replace(sitting, total_s=60, choices=Choices(touch=touch))
    cues = FakeStudio().plan(short).cues
    assert heard.until_s in {cue.end_s for cue in cues if cue.kind is Kind.LINE}
    assert 0 < heard.until_s <= MOST_S
    assert cues[0].kind is Kind.LINE


def test_a_first_sentence_that_is_long_is_heard_whole():
    sitting = replace(_sitting(), practice=Practice("long", "en", parse(LONG)))
    assert excerpt(house().studio, sitting, VOICE).until_s == pytest.approx(15.5, abs=0.1)


def test_its_address_is_that_of_the_very_sitting_and_says_where_to_stop(client):
    heard = excerpt(house().studio, _sitting(), VOICE)
    assert [source.container for source in heard.sources] == ["webm", "mp3"]
    for source in heard.sources:
        address, _, end = source.url.partition("#")
        assert re.fullmatch(r"t=0,[0-9]+\.[0-9]{2}", end)
        answer = client.get(address)
        assert answer.status_code == 200
        assert source.media_type.startswith(answer.headers["content-type"])
