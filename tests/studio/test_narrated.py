"""Whole sittings in a voice that has spoken already: in a house where no worker may be started."""

import re
import subprocess
import sys
import threading

import pytest

from kindward.clip import MP3, OPUS
from kindward.library import Library
from kindward.plan import Kind
from kindward.score import Choices
from kindward.studio import Sitting
from kindward.voice import SILENT, Shelf, Speaker, lacking
from kindward.wiring import Settings, narrations, open_house
from tests.narration.packs import (
    ABOUT,
    narrated_home,
    no_worker_may_be_started,
    nothing_is_shipped,
    pack,
)

OWN = "Title: A\nLanguage: en\n# A\nThese are words of your own.\n(silence 55s, 1s to 60s)\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    made = tmp_path_factory.mktemp("home")
    narrated_home(made)
    return made


@pytest.fixture
def no_worker(monkeypatch):
    no_worker_may_be_started(monkeypatch)


@pytest.fixture
def house(home, no_worker):
    with open_house(Settings(home, voice=ABOUT.voice)) as opened:
        yield opened


def sitting(house, name="grounding", total_s=300, **choices):
    practice = house.library.find(name, "en")
    return Sitting(practice, house.voice_for(practice), total_s, Choices(**choices))


def whole(recording):
    return b"".join(recording.read(0, recording.size))


def test_its_lines_are_as_long_as_they_were_spoken(house):
    asked = sitting(house)
    assert asked.voice.name == ABOUT.voice
    lines = [cue for cue in house.studio.plan(asked).cues if cue.kind is Kind.LINE]
    assert lines
    for cue in lines:
        assert cue.length == len(house.speaker.sizes(asked.voice, cue.text)) > 0


@pytest.mark.parametrize("container", ["opus", "webm", "mp4"])
@pytest.mark.parametrize("total_s", [60, 300, 1200])
def test_its_sound_is_there_whole_and_at_once(house, container, total_s):
    asked = sitting(house, total_s=total_s)
    assert house.studio.is_ready(asked, container)
    recording = house.studio.recording(asked, container)
    assert len(whole(recording)) == recording.size


def test_what_is_heard_is_what_was_spoken(house):
    asked = sitting(house, total_s=60)
    content = whole(house.studio.recording(asked, "opus"))
    texts = [cue.text for cue in house.studio.plan(asked).cues if cue.kind is Kind.LINE]
    for text in texts:
        clip = house.speaker.clip(asked.voice, text, OPUS)
        assert all(frame[1:] in content for frame in clip.each())


def test_making_ready_and_warming_up_start_nothing(house):
    house.speaker.warm_up(house.voice("en"))
    assert len(list(house.studio.make_ready(sitting(house, total_s=60), "mp4"))) > 0
    house.expect(sitting(house))
    assert not any(thread.name == "expecting" for thread in threading.enumerate())


def test_every_practice_can_be_sat_at_every_whole_minute(house):
    for practice in house.library.practices("en"):
        voice = house.voice_for(practice)
        assert voice.name == ABOUT.voice
        for minutes in range(1, 31):
            plan = house.studio.plan(Sitting(practice, voice, minutes * 60, Choices()))
            assert plan.total_s == minutes * 60


def test_another_making_of_the_voice_is_another_sound(tmp_path):
    tags = set[str]()
    for text_seconds in (2.0, 2.0, 3.0):
        texts = Library().find("grounding", "en").score.lines()
        pack(tmp_path / "narrations", texts, seconds=text_seconds)
        with open_house(Settings(tmp_path, voice=ABOUT.voice)) as house:
            tags.add(house.studio.recording(sitting(house, total_s=60), "mp4").etag)
    assert len(tags) == 2


def test_a_line_that_is_lost_after_the_sound_has_begun_is_silent_and_shifts_nothing(tmp_path):
    file = narrated_home(tmp_path)
    with open_house(Settings(tmp_path, voice=ABOUT.voice)) as house:
        asked = sitting(house)
        recording = house.studio.recording(asked, "mp4")
        before = whole(recording)
        content = file.read_bytes()
        file.write_bytes(content[: -len(content) // 2])  # in place, as a copy that broke off
        after = whole(recording)
        assert len(after) == len(before) == recording.size
        assert after != before
        assert "Part of the sound of the voice test-voice is damaged" in house.studio.troubles()[0]


@pytest.fixture
def own(tmp_path, monkeypatch):
    narrated_home(tmp_path)
    nothing_is_shipped(monkeypatch, tmp_path)
    folder = tmp_path / "practices" / "en"
    folder.mkdir(parents=True)
    (folder / "a-own-words.score").write_text(OWN, encoding="utf-8")
    with open_house(Settings(tmp_path)) as opened:
        yield opened


def test_where_a_voice_lacks_words_one_that_has_them_speaks_all(own):
    practice = own.library.find("a-own-words", "en")
    usual, voice = own.voice("en"), own.voice_for(practice)
    assert lacking(usual, practice.score.lines()) == ("These are words of your own.",)
    assert voice == next(v for v in own.speaker.voices("en") if v.is_here and not v.is_narrated)
    assert own.voice_for(own.library.find("grounding", "en")) == usual


def test_what_somebody_types_of_a_shipped_practice_is_heard_as_it_was_spoken(own, tmp_path):
    """A page shows curly signs, and a keyboard has none."""
    shipped = own.library.find("self-compassion-break", "en").score.lines()
    line = next(text for text in shipped if "’" in text and "“" in text)
    typed = re.sub("[“”]", '"', line.replace("’", "'"))
    file = tmp_path / "practices" / "en" / "a-copy.score"
    file.write_text(OWN.replace("These are words of your own.", typed), encoding="utf-8")
    practice = own.library.find("a-copy", "en")
    assert practice.score.lines() == (typed,) != (line,)  # it stays as it was typed
    voice = own.voice_for(practice)
    assert voice.name == ABOUT.voice
    assert own.speaker.clip(voice, typed, OPUS) == own.speaker.clip(voice, line, OPUS)


def test_whoever_asks_for_it_by_name_hears_it_and_nobody_else(own):
    practice = own.library.find("a-own-words", "en")
    voice = own.voice_for(practice, ABOUT.voice)
    assert voice.name == ABOUT.voice
    recording = own.studio.recording(Sitting(practice, voice, 60, Choices()), "opus")
    assert len(whole(recording)) == recording.size


def test_the_owner_may_name_it(tmp_path):
    narrated_home(tmp_path)
    with open_house(Settings(tmp_path, voice=ABOUT.voice)) as house:
        assert house.voice("en").name == ABOUT.voice
        assert house.voice("es").name != ABOUT.voice
    with open_house(Settings(tmp_path, voice=SILENT)) as house:
        assert house.voice("en").name == SILENT


def test_files_that_are_left_out_are_told_when_they_are_first_met(tmp_path):
    told: list[str] = []
    file = narrated_home(tmp_path)
    file.write_bytes(b"Hello.")
    with open_house(Settings(tmp_path), told.append) as house:
        assert house.voice("en").name != ABOUT.voice
        house.voice("en")
    (sentence,) = told
    assert sentence.startswith(
        "en/test-voice.narration: This voice file is incomplete. You can copy it"
    )


@pytest.fixture
def speaker(home, tmp_path):
    opened = Speaker(Shelf(tmp_path), narrations(home))
    yield opened
    opened.close()


@pytest.mark.slow
def test_mp3_is_made_of_it_once_and_kept(speaker):
    voice, text = speaker.choose("en"), Library().find("grounding", "en").score.lines()[0]
    assert not speaker.has(voice, text, MP3)
    clip = speaker.clip(voice, text, MP3)
    assert clip.count == -(-len(speaker.sizes(voice, text)) * 960 // 1152)
    assert speaker.has(voice, text, MP3)
    speaker.close()
    assert speaker.clip(voice, text, MP3) == clip


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_serving_a_sitting_takes_little_memory(tmp_path):
    """The shipped voice, in a process of its own: what is loaded here would be counted."""
    code = f"""
from pathlib import Path
from kindward.score import Choices
from kindward.studio import Sitting
from kindward.web.app import create_app
from kindward.wiring import Settings, open_house
with open_house(Settings(Path({str(tmp_path)!r}))) as house:
    create_app(house)
    for practice in house.library.practices("en"):
        sitting = Sitting(practice, house.voice_for(practice), 1200, Choices())
        assert sitting.voice.is_narrated
        recording = house.studio.recording(sitting, "webm")
        assert sum(map(len, recording.read(0, recording.size))) == recording.size
    print(next(l for l in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in l))
    import sys
    assert "numpy" not in sys.modules
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(told.stdout.split()[1]) * 1024 <= 60_000_000
