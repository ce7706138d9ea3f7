import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.errors import KindwardError
from kindward.narration import Narrations
from kindward.voice import UnknownVoice, choose, voices
from kindward.voice.espeak import Espeak
from kindward.voice.system import best_voice
from kindward.voice.voices import ENGINES, spoken_tag

SPOKEN = Espeak().languages()


@pytest.mark.parametrize("language", SPOKEN)
def test_every_voice_has_a_name_fit_for_a_url(language):
    names = [voice.name for voice in voices(language)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)


@pytest.mark.parametrize("language", ["en", "en-GB", "es", "pt-BR", "zh", "tlh"])
def test_exactly_one_voice_is_the_default_and_it_is_the_one_chosen(language):
    (default,) = [voice for voice in voices(language) if voice.is_default]
    assert default.is_here
    assert choose(language) == default
    assert choose(language, default.name) == default


def test_every_voice_tells_in_one_sentence_why_or_how_to_get_it():
    for voice in voices():
        assert re.fullmatch(r"[A-Z].*\.", voice.why)
        assert voice.licence
        assert voice.is_synthetic


def test_every_voice_tells_whose_it_sounds_like_and_who_made_it():
    told = {voice.name: (voice.who, voice.made_by, voice.is_plain) for voice in voices()}
    assert told["flite-rms"] == ("man", "computer", True)
    assert told["flite-slt"] == told["festival-slt"] == ("woman", "computer", True)
    assert told["silent"] == ("", "", False)


def test_a_voice_that_is_not_here_tells_how_to_get_it():
    for engine in ENGINES:
        if (how := engine.missing()) is not None:
            tag = "en" if "*" in engine.languages() else engine.languages()[0]
            (voice,) = [voice for voice in voices(tag, Narrations()) if voice.engine == engine.name]
            assert voice.why == how
            assert not voice.is_here
            with pytest.raises(UnknownVoice):
                choose(tag, voice.name, Narrations())


@given(st.text())
def test_an_unknown_voice_is_said_so_with_all_that_are_here(wanted):
    names = [voice.name for voice in voices() if voice.is_here]
    if wanted not in names:
        with pytest.raises(UnknownVoice) as unknown:
            choose("en", wanted)
        assert isinstance(unknown.value, KindwardError)
        assert unknown.value.known == tuple(names)
        assert names[-1] in str(unknown.value)


def test_a_voice_of_another_language_is_not_given():
    with pytest.raises(UnknownVoice):
        choose("es", "espeak-en")


@given(st.text(), st.text() | st.none())
def test_any_language_and_name_give_a_voice_or_that_one_error(language, wanted):
    try:
        chosen = choose(language, wanted)
    except UnknownVoice:
        return
    assert chosen.is_here
    assert wanted in {None, chosen.name}


@pytest.mark.parametrize(
    ("language", "tag"),
    [("en", "en"), ("EN-us", "en-us"), ("pt-BR", "pt-br"), ("es-AR", "es"), ("nb-NO", "nb"),
     ("vi-VN", "vi"), ("tlh", None)],
)  # fmt: skip
def test_the_nearest_tag_serves_a_language(language, tag):
    assert spoken_tag(SPOKEN, language) == tag


def test_another_region_serves_where_the_language_itself_has_none():
    assert spoken_tag(("fr-ca", "pt-br"), "pt") == "pt-br"


MAC = (
    ("com.apple.speech.synthesis.voice.Bells", ("en-us",)),
    ("com.apple.eloquence.en-US.Grandma", ("en-us",)),
    ("com.apple.voice.compact.en-GB.Daniel", ("en-gb",)),
    ("com.apple.voice.compact.en-US.Samantha", ("en-us",)),
    ("com.apple.voice.enhanced.en-US.Ava", ("en-us",)),
    ("com.apple.voice.compact.es-ES.Monica", ("es-es",)),
)


def test_the_best_of_the_systems_voices_is_a_downloaded_one_and_never_a_comical_one():
    assert best_voice(MAC, "en-US").endswith("Ava")
    assert best_voice(MAC, "en").endswith("Ava")
    assert best_voice(MAC, "en-GB").endswith("Daniel")
    assert best_voice(MAC, "es").endswith("Monica")
    assert best_voice(MAC[:2] + MAC[3:4], "en").endswith("Samantha")
    with pytest.raises(Exception, match="no voice for fr"):
        best_voice(MAC, "fr")
