"""Which lines of a sitting are said in one go: by the plan and by whether somebody waits."""

from dataclasses import replace
from pathlib import Path

import pytest

from kindward.clip import OPUS, Clip
from kindward.library import Library
from kindward.plan import Kind, passages
from kindward.score import Choices
from kindward.studio import Sitting, Studio
from kindward.voice import Haste, Shelf, Speaker, choose

NATURAL = replace(choose("en", "silent"), speaks_together=True)
SITTING = Sitting(Library().find("grounding", "en"), NATURAL, 300, Choices())


class Noting(Speaker):
    """A speaker that notes what it is asked for."""

    def __init__(self, *told):
        super().__init__(*told)
        self.alone, self.parts, self.together_said, self.hastes = [], [], [], set()

    def clip(self, _voice, text, codec, haste=Haste.NOW):
        self.hastes.add(haste)
        if not any(text in texts for texts in self.together_said):
            self.alone.append(text)
        return Clip(codec, b"")

    def part(self, _voice, text, codec, spans, haste=Haste.NOW):
        self.parts.append((text, spans[-1]))
        return self.clip(_voice, text, codec, haste) if spans[0] == spans[-1] else Clip(codec, b"")

    def together(self, _voice, texts, _codec, haste=Haste.LATER):
        self.hastes.add(haste)
        if texts:
            self.together_said.append(tuple(texts))


@pytest.fixture
def speaker(tmp_path):
    opened = Noting(Shelf(tmp_path))
    yield opened
    opened.close()


def texts(sitting=SITTING):
    plan = Studio(Speaker(Shelf(Path("nowhere")))).plan(sitting)
    return [tuple(line.text for line in passage) for passage in passages(plan)]


def read(recording, start=0):
    return b"".join(recording.read(start, recording.size))


def test_a_listener_hears_the_first_passage_line_by_line_and_later_ones_said_in_one_go(speaker):
    read(Studio(speaker).recording(SITTING, "webm"))
    assert speaker.alone[: len(texts()[0])] == list(texts()[0])
    assert len(speaker.together_said) > len(texts()) / 2
    assert set(speaker.together_said) <= set(texts())
    assert speaker.hastes == {Haste.NOW, Haste.SOON}


def test_who_listens_from_a_later_place_waits_for_no_passage_there(speaker):
    recording = Studio(speaker).recording(SITTING, "webm")
    read(recording, recording.size // 2)
    (first,) = [run for run in texts() if speaker.alone[0] in run]
    assert first not in speaker.together_said
    assert speaker.together_said[-1] == texts()[-1]


def test_a_jump_begins_anew_and_the_same_reading_is_the_same_again(tmp_path):
    def said(*starts):
        speaker = Noting(Shelf(tmp_path))
        recording = Studio(speaker).recording(SITTING, "webm")
        for start in starts:
            read(recording, start)
        speaker.close()
        return speaker.together_said

    middle = Studio(Speaker(Shelf(tmp_path))).recording(SITTING, "webm").size // 2
    assert said(0) == said(0)
    assert said(0, middle) == said(0) + said(middle)


def test_where_nobody_waits_every_passage_is_said_in_one_go(speaker):
    read(Studio(speaker).recording(SITTING, "webm", is_awaited=False))
    assert speaker.together_said == texts()
    assert Haste.NOW not in speaker.hastes


def test_what_is_made_ready_is_said_in_passages_behind_whoever_listens(speaker):
    studio = Studio(speaker)
    steps = sum(1 for _ in studio.make_ready(SITTING, "opus"))
    assert steps == sum(cue.kind is Kind.LINE for cue in studio.plan(SITTING).cues)
    assert speaker.together_said == texts()
    assert speaker.hastes == {Haste.LATER}


@pytest.mark.parametrize("container", ["opus", "webm", "mp4", "wav"])
def test_a_file_is_laid_out_alike_whether_its_lines_come_in_parts_or_not(speaker, container):
    studio = Studio(speaker)
    whole = read(studio.recording(SITTING, container, is_awaited=False))
    assert not speaker.parts
    parted = studio.recording(SITTING, container)
    assert read(parted) == whole
    assert len(whole) == parted.size
    assert speaker.parts


def test_the_beginning_is_sent_before_what_follows_is_asked_for(speaker):
    """The control: a cluster that is sent as a whole waits for all lines of its ten seconds."""
    first = texts()[0][0]
    recording = Studio(speaker).recording(SITTING, "webm")
    pieces = recording.read(0, recording.size)
    while not speaker.alone:
        next(pieces)
    assert speaker.alone == [first]
    next(pieces)
    assert speaker.alone == [first]


def test_what_is_made_ready_for_whoever_may_begin_is_the_first_line_as_they_would_hear_it(tmp_path):
    def asked(*ways):
        speaker = Noting(Shelf(tmp_path))
        for way in ways:
            way(Studio(speaker))
        speaker.close()
        return speaker.parts + speaker.alone, speaker.hastes

    ahead, hastes = asked(lambda studio: studio.make_beginning_ready(SITTING, "webm"))
    heard, _ = asked(lambda studio: read(studio.recording(SITTING, "webm")))
    assert ahead
    assert set(ahead) <= set(heard)
    assert hastes <= {Haste.LATER, Haste.SOON}


def test_a_voice_that_says_one_line_at_a_time_is_asked_for_no_passage(speaker):
    voice = replace(NATURAL, speaks_together=False)
    read(Studio(speaker).recording(replace(SITTING, voice=voice), "webm"))
    assert speaker.together_said == []
    assert Studio(speaker).clip(voice, passages(Studio(speaker).plan(SITTING))[0][0], OPUS)
