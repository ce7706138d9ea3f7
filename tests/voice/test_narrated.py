"""Voices that have spoken already: how they are offered, and what is heard of them."""

import sys
from dataclasses import replace

import pytest

from kindward.clip import MP3, OPUS, PCM
from kindward.narration import Narrations
from kindward.voice import (
    SILENT,
    Shelf,
    Speaker,
    UnknownVoice,
    VoiceFailed,
    choose,
    first_with,
    lacking,
    voices,
)
from kindward.voice.silent import Silent
from tests.narration.packs import ABOUT, line, no_worker_may_be_started, pack

VOICES = sys.modules["kindward.voice.voices"]
"""The module: the room has a function of that name."""

LINES = ("May you be safe.", "May you be at ease.")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "narrations"


@pytest.fixture
def narrations(folder):
    pack(folder, LINES)
    return Narrations((folder,))


@pytest.fixture
def speaker(narrations, tmp_path, monkeypatch):
    """One whose worker may not be started."""

    no_worker_may_be_started(monkeypatch)
    opened = Speaker(Shelf(tmp_path / "clips"), narrations)
    yield opened
    opened.close()


class Live(Silent):
    """An engine that is the same voice."""

    name, stem = "the test engine", ABOUT.voice

    def languages(self):
        return ("en",)


class Away(Live):
    def missing(self):
        return "It can be had."


def voice_of(narrations):
    return voices("en", narrations)[0]


def test_a_voice_that_has_spoken_comes_first_and_is_the_default(narrations):
    first, *others = voices("en", narrations)
    assert (first.name, first.is_default, first.is_narrated, first.is_here) == (
        ABOUT.voice, True, True, True,
    )  # fmt: skip
    assert (first.who, first.made_by, first.licence) == ("woman", "computer", "CC0-1.0")
    assert not any(other.is_default or other.is_narrated for other in others)
    assert [other.name for other in others] == [v.name for v in voices("en", Narrations())]
    assert choose("en", None, narrations) == choose("en", ABOUT.voice, narrations) == first


def test_it_speaks_its_own_language_and_the_regions_of_it(narrations):
    assert choose("en-GB", None, narrations).name == ABOUT.voice
    assert not any(voice.is_narrated for voice in voices("es", narrations))
    with pytest.raises(UnknownVoice):
        choose("es", ABOUT.voice, narrations)


def test_without_any_all_is_as_it_was():
    assert not any(voice.is_narrated for voice in voices("en", Narrations()))
    assert sum(voice.is_default for voice in voices("en", Narrations())) == 1


def test_a_voice_changes_with_what_it_has_spoken(narrations, folder):
    before = voice_of(narrations)
    assert before == voice_of(narrations)
    pack(folder, LINES[:1])
    assert voice_of(narrations) != before


def test_the_first_with_all_lines_is_found(narrations):
    first, second, *_ = [voice for voice in voices("en", narrations) if voice.is_here]
    assert first_with(voices("en", narrations), LINES) == first
    assert first_with(voices("en", narrations), [*LINES, "Your own words."]) == second


def test_it_lacks_what_it_has_not_spoken(narrations):
    voice = voice_of(narrations)
    assert lacking(voice, [*LINES, "Your own words."]) == ("Your own words.",)
    assert lacking(voice, LINES) == ()
    assert lacking(choose("en", SILENT), ["Your own words."]) == ()


@pytest.mark.parametrize(("engine", "lacks"), [(Live, ()), (Away, ("Your own words.",))])
def test_an_engine_of_that_name_is_the_same_voice_and_says_the_rest(
    narrations, monkeypatch, engine, lacks
):
    monkeypatch.setattr(VOICES, "ENGINES", (engine(), Silent()))
    voice, *others = voices("en", narrations)
    assert (voice.name, voice.is_here, voice.is_narrated) == (ABOUT.voice, True, True)
    assert [other.name for other in others] == [SILENT]
    assert lacking(voice, [*LINES, "Your own words."]) == lacks
    assert voice.why.endswith(Away().missing()) == bool(lacks)
    assert "kokoro" not in voice.why


def test_the_edition_of_an_engine_that_is_away_is_not_asked_for(narrations, monkeypatch):
    monkeypatch.setattr(VOICES, "ENGINES", (Away(), Silent()))
    before = voice_of(narrations)
    monkeypatch.setattr(VOICES, "ENGINES", (Silent(),))
    assert voice_of(narrations).edition == before.edition


def test_length_sizes_and_sound_are_those_that_were_spoken(speaker):
    voice = speaker.choose("en")
    spoken = line(LINES[0])
    assert speaker.spoken_s(voice, LINES[0]) == spoken.seconds
    assert speaker.sizes(voice, LINES[0]) == spoken.sizes
    assert speaker.has(voice, LINES[0], OPUS)
    clip = speaker.clip(voice, LINES[0], OPUS)
    assert (clip.codec, clip.frames, clip.sizes) == (OPUS, spoken.frames, spoken.sizes)


def test_a_line_that_was_not_spoken_has_a_slot_and_no_sound(speaker):
    voice, silent = speaker.choose("en"), speaker.choose("en", SILENT)
    text = "These are words of your own."
    assert speaker.spoken_s(voice, text) == speaker.spoken_s(silent, text)
    assert speaker.sizes(voice, text) == b""
    for codec in (OPUS, MP3, PCM):
        assert not speaker.has(voice, text, codec)
        with pytest.raises(VoiceFailed, match="has no sound for this line"):
            speaker.clip(voice, text, codec)


def test_nothing_needs_to_be_warm(speaker):
    speaker.warm_up(speaker.choose("en"))


def test_a_damaged_line_is_told_and_is_one_that_is_lacking(speaker, folder):
    voice = speaker.choose("en")
    assert speaker.troubles() == ()
    file = folder / "en" / f"{ABOUT.voice}.narration"
    with file.open("r+b") as opened:
        opened.seek(-1, 2)
        opened.write(b"!")
    assert lacking(voice, LINES) == LINES[1:]
    assert speaker.sizes(voice, LINES[0])
    assert not speaker.sizes(voice, LINES[1])
    (trouble,) = speaker.troubles()
    assert "Part of the sound of the voice test-voice is damaged" in trouble
    with pytest.raises(VoiceFailed):
        speaker.clip(voice, LINES[1], OPUS)


def test_what_is_damaged_in_one_file_is_heard_from_the_other(tmp_path):
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    file = pack(own, LINES)
    pack(shipped, LINES)
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    speaker = Speaker(Shelf(tmp_path / "clips"), Narrations((shipped, own)))
    voice = speaker.choose("en")
    assert lacking(voice, LINES) == ()
    assert speaker.clip(voice, LINES[1], OPUS).frames == line(LINES[1]).frames
    assert len(speaker.troubles()) == 1
    speaker.close()


def test_a_narration_that_is_gone_is_no_trouble(narrations, tmp_path, folder):
    speaker = Speaker(Shelf(tmp_path / "clips"), narrations)
    file = folder / "en" / f"{ABOUT.voice}.narration"
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    assert not speaker.sizes(speaker.choose("en"), LINES[1])
    assert speaker.troubles()
    pack(folder, LINES)
    assert speaker.sizes(speaker.choose("en"), LINES[1])
    assert speaker.troubles() == ()
    speaker.close()


def test_a_person_has_made_it(folder, narrations):
    about = replace(ABOUT, voice="aunt", made_by="person", title="my aunt's voice", who="")
    pack(folder, LINES, about)
    voice = choose("en", "aunt", narrations)
    assert (voice.made_by, voice.title, voice.is_synthetic) == ("person", "my aunt's voice", False)
