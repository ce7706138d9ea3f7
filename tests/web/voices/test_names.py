"""What a page calls a voice."""

from dataclasses import replace
from typing import Any

import pytest

from kindward.voice import choose, voices
from kindward.web.public.voices.names import Called, named
from tests.web.fakes import NOBODY
from tests.web.markup import Page

PLAIN = choose("en", "silent")


def _voice(**told: Any):
    return replace(PLAIN, engine="someone", **told)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"made_by": "computer", "who": "woman"}, "computer woman"),
        ({"made_by": "computer", "who": ""}, "computer"),
        ({"made_by": "computer", "who": "man", "is_plain": True}, "plain man"),
        ({"made_by": "person", "who": "woman"}, "person woman"),
        ({"made_by": "person", "who": ""}, "person"),
    ],
)
def test_a_voice_is_called_by_whose_it_is_and_who_made_it(told, kind):
    ((_, called),) = named([_voice(**told)])
    assert called == Called(kind, "", 1)


def test_what_someone_calls_their_voice_is_its_name():
    ((_, called),) = named([_voice(made_by="person", title="my sister’s voice")])
    assert called.title == "my sister’s voice"


def test_no_two_voices_have_the_same_name():
    alike = [_voice(name=name, who="woman", made_by="computer") for name in ("a", "b", "c")]
    titled = [_voice(name=name, title="Ana") for name in ("d", "e")]
    names = [called for _, called in named([*alike, *titled])]
    assert len(set(names)) == len(names)
    assert [called.nth for called in names] == [1, 2, 3, 1, 2]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_voice_that_is_here_has_words_for_its_name(client, language):
    page = Page(client.get(f"/{language}/practices/hold-gently").text)
    radios = [box for box in page.all("input") if box.get("name") == "voice"]
    here = [voice for voice in voices(language, NOBODY) if voice.is_here and voice.name != "silent"]
    assert len(radios) == len(here)
    assert len(page.all("audio")) == 1 + len(here)
