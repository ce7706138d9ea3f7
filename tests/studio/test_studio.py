"""The whole chain, with the voice that is silent and the one that fails."""

import time
from dataclasses import replace

import pytest

from kindward.clip import OPUS
from kindward.errors import BadSetting
from kindward.library import Library
from kindward.plan import CannotFit, Kind
from kindward.score import Choices
from kindward.sound import CONTAINERS
from kindward.studio import Sitting, Studio
from kindward.voice import Shelf, Speaker, VoiceFailed, choose
from kindward.wiring import Settings, open_house

SILENT = choose("en", "silent")
LIBRARY = Library()


class Failing(Speaker):
    """A speaker whose voice always fails."""

    def clip(self, voice, *line):  # noqa: ARG002 - whatever it is asked
        raise VoiceFailed(voice.name, "has lost its breath")


@pytest.fixture
def speaker(tmp_path):
    opened = Speaker(Shelf(tmp_path))
    yield opened
    opened.close()


def sitting(total_s=60, **choices):
    return Sitting(LIBRARY.find("breathing-kindness", "en"), SILENT, total_s, Choices(**choices))


def whole(recording):
    return b"".join(recording.read(0, recording.size))


def samples(recording):
    """What is heard of a WAV."""
    return whole(recording).partition(b"data")[2][4:]


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_recording_is_as_large_as_it_said(speaker, container):
    recording = Studio(speaker).recording(sitting(), container)
    assert len(whole(recording)) == recording.size


def test_the_same_sitting_has_the_same_tag_and_bytes(tmp_path):
    made = []
    for home in "ab":
        speaker = Speaker(Shelf(tmp_path / home))
        recording = Studio(speaker).recording(sitting(), "mp4")
        made.append((recording.etag, whole(recording)))
        speaker.close()
    assert made[0] == made[1]


@pytest.mark.parametrize(
    "other",
    [sitting(301), sitting(300, touch=False), sitting(300, pace=True), sitting(300, bell=True)],
)
def test_another_sitting_has_another_tag(speaker, other):
    studio, plain = Studio(speaker), sitting(300)
    assert studio.recording(other, "mp4").etag != studio.recording(plain, "mp4").etag


def test_a_sitting_is_ready_once_its_lines_are_on_the_shelf(speaker):
    studio = Studio(speaker)
    assert not studio.is_ready(sitting(), "mp4")
    steps = sum(1 for _ in studio.make_ready(sitting(), "mp4"))
    assert steps == sum(cue.kind is Kind.LINE for cue in studio.plan(sitting()).cues)
    assert studio.is_ready(sitting(), "mp4")


def test_a_voice_that_fails_leaves_the_sitting_whole_and_silent(tmp_path):
    speaker = Failing(Shelf(tmp_path))
    studio = Studio(speaker)
    recording = studio.recording(sitting(), "wav")
    assert not any(samples(recording))
    assert "Hello, it’s good to be with you." in studio.captions(sitting())
    speaker.close()


def test_bell_and_breath_are_heard_by_those_who_asked(speaker):
    plain, asked = (
        samples(Studio(speaker).recording(sitting(300, bell=on, pace=on), "wav"))
        for on in (False, True)
    )
    assert not any(plain)
    assert any(asked)


def test_a_length_that_cannot_be_raises_before_any_sound(speaker):
    with pytest.raises(CannotFit):
        Studio(speaker).recording(replace(sitting(), total_s=59), "mp4")


def test_settings_come_from_the_environment(tmp_path):
    settings = Settings.from_env(
        {"KINDWARD_HOME": str(tmp_path), "KINDWARD_SHELF_MB": "9", "KINDWARD_HOSTS": "a.example, b"}
    )
    assert settings == Settings(tmp_path, shelf_mb=9, hosts=("a.example", "b"))


@pytest.mark.parametrize("size", ["-1", "many", "1e309", "٥", "9" * 400])
def test_a_setting_that_cannot_be_read_is_named(size):
    with pytest.raises(BadSetting, match="KINDWARD_SHELF_MB"):
        Settings.from_env({"KINDWARD_SHELF_MB": size})


def test_warming_up_passes_over_a_practice_that_cannot_last_a_minute(tmp_path):
    own = tmp_path / "practices" / "aa"
    own.mkdir(parents=True)
    score = "Title: A\nLanguage: aa\n# A\nHi.\n"
    (own / "a-brief.score").write_text(score + "(silence 2s)\n")
    (own / "b-whole.score").write_text(score + "(silence 55s, 1s to 60s)\nHo.\n(silence 9s)\n")
    with open_house(Settings(tmp_path, voice="silent")) as house:
        practice = house.library.find("b-whole", "aa")
        house.warm_up()
        wanted, deadline = (
            Sitting(practice, choose("aa", "silent"), 60, Choices()),
            time.time() + 30,
        )
        while not house.studio.is_ready(wanted, "mp4") and time.time() < deadline:
            time.sleep(0.05)
        assert house.studio.is_ready(wanted, "mp4")


def test_the_beginning_of_a_sitting_is_ready_for_whoever_opened_its_page(tmp_path):
    with open_house(Settings(tmp_path, voice="silent")) as house:
        asked = Sitting(house.library.find("grounding", "en"), SILENT, 60, Choices())
        first, second, *_ = asked.practice.score.lines()
        house.expect(asked)
        deadline = time.time() + 30
        while not house.speaker.has(SILENT, first, OPUS) and time.time() < deadline:
            time.sleep(0.05)
        assert house.speaker.has(SILENT, first, OPUS)
        assert not house.speaker.has(SILENT, second, OPUS)
