"""Passages: lines said in one go where nobody waits, and left at once for whoever does."""

from dataclasses import replace
from threading import Event, Thread

import pytest

from kindward.clip import MP3, OPUS
from kindward.voice import Haste, VoiceFailed, child

pytestmark = pytest.mark.slow

PASSAGE = ("You can sit down.", "And feel the floor.", "It is there.")


@pytest.fixture
def troubled(troubled, monkeypatch):
    """The same, as patient as a busy machine needs it: what hangs here is told by other means."""
    monkeypatch.setattr(troubled, "_limit_s", 60.0)
    return troubled


@pytest.fixture
def together(voice):
    """A voice of the troubled worker that says passages."""
    return lambda engine: replace(voice(engine), speaks_together=True)


@pytest.fixture
def said(mark):
    """What the worker has said so far, in its order."""
    return lambda: mark.read_text(encoding="utf-8").splitlines() if mark.exists() else []


@pytest.mark.parametrize("codec", [OPUS, MP3], ids=lambda codec: codec.name)
def test_a_passage_is_said_in_one_go_and_kept_line_by_line(troubled, together, said, codec):
    hum = together("hum")
    troubled.together(hum, PASSAGE, codec)
    kept = [troubled.clip(hum, text, codec) for text in PASSAGE]
    assert said() == [" / ".join(PASSAGE)]
    for text, clip in zip(PASSAGE, kept, strict=True):
        slot_s = troubled.spoken_s(hum, text)
        assert clip.count == -(-round(slot_s * 48_000) // codec.frame_samples)
    assert len({clip.frames for clip in kept}) == len(PASSAGE)


def test_each_line_is_kept_under_its_own_key_and_is_there_after_a_new_start(
    troubled, together, said
):
    hum = together("hum")
    troubled.together(hum, PASSAGE, OPUS)
    first = [troubled.clip(hum, text, OPUS) for text in PASSAGE]
    troubled._kept._recent.clear()  # noqa: SLF001 - as it is when a program has just begun
    assert [troubled.clip(hum, text, OPUS) for text in PASSAGE] == first
    assert len(said()) == 1


def test_a_line_that_does_not_fit_its_slot_is_said_alone(troubled, together, said):
    hum, lines = together("hum"), (*PASSAGE[:2], "Slowly.")
    troubled.together(hum, lines, OPUS)
    for text in lines:
        troubled.clip(hum, text, OPUS)
    assert said() == [" / ".join(lines), "Slowly."]


def test_a_passage_is_never_of_two_kinds(troubled, together, said):
    hum = together("hum")
    troubled.clip(hum, PASSAGE[1], OPUS)
    troubled.together(hum, PASSAGE, OPUS)
    assert said() == [PASSAGE[1]]


def test_a_voice_that_says_no_passages_and_a_passage_of_one_line_are_left_to_be_said_alone(
    troubled, together, voice, said
):
    troubled.together(voice("hum"), PASSAGE, OPUS)
    troubled.together(together("hum"), (PASSAGE[0], PASSAGE[0]), OPUS)
    assert said() == []


def test_whoever_waits_is_heard_first_and_the_passage_is_begun_anew(troubled, together, said):
    """The control: a worker that does not leave says `Now.` only when the passage is done."""
    long, begun = together("long_hum"), Event()
    ahead = Thread(target=troubled.together, args=(long, PASSAGE, OPUS, Haste.SOON))
    ahead.start()
    while not said():
        begun.wait(0.01)
    troubled.clip(long, "Now.", OPUS)
    ahead.join()
    whole = " / ".join(PASSAGE)
    assert said() == [whole, "Now.", whole]
    assert all(troubled.has(long, text, OPUS) for text in PASSAGE)
    assert troubled.troubles() == ()


def test_a_worker_that_does_not_leave_is_ended(troubled, together, said, monkeypatch):
    monkeypatch.setattr(child, "LEAVING_S", 0.2)
    stuck, begun = together("stuck_hum"), Event()
    ahead = Thread(target=troubled.together, args=(stuck, PASSAGE, OPUS))
    ahead.start()
    while not said():
        begun.wait(0.01)
    assert troubled.clip(stuck, "Now.", OPUS).count
    ahead.join()


def test_a_passage_that_fails_is_said_line_by_line(troubled, together, said):
    hoarse = together("hoarse_hum")
    troubled.together(hoarse, PASSAGE, OPUS)
    assert [troubled.clip(hoarse, text, OPUS).count > 0 for text in PASSAGE] == [True] * 3
    assert said() == list(PASSAGE)
    with pytest.raises(VoiceFailed):
        troubled.clip(together("refusing"), PASSAGE[0], OPUS)
