"""Kokoro with a tiny model in the place of its own: all but what it sounds like."""

import os
from threading import Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.units import SAMPLE_RATE
from kindward.voice.cancellation import Cancellation, Cancelled
from kindward.voice.engine import EngineFailed
from kindward.voice.kokoro import KOKOROS, engine, files, model
from kindward.voice.kokoro.cutting import LEAD_S, TAIL_S
from kindward.voice.kokoro.files import RATE
from kindward.voice.kokoro.model import MOST_SIGNS, Model, parted
from kindward.voice.kokoro.passage import in_one_go, lines_of
from kindward.voice.kokoro.phonemes import phonemes
from kindward.voice.kokoro.tempo import speeds
from kindward.voice.loudness import loudness_lufs
from kindward.voice.pace import spoken_s
from kindward.voice.performance import perform, perform_together
from kindward.voice.shape import trimmed
from tests.there import there
from tests.voice import tiny_kokoro

HEART, DORA = KOKOROS[0], next(each for each in KOKOROS if each.language == "es")
LINE = "Hello, it's good to be with you."


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The folder of the files, with a tiny model and every voice, known by their hashes."""
    monkeypatch.setenv("KINDWARD_HOME", str(tmp_path))
    folder = tmp_path / files.FOLDER
    folder.mkdir(parents=True)
    tiny = tiny_kokoro.piece(files.MODEL.name, tiny_kokoro.model())
    for module in (files, model, engine):
        monkeypatch.setattr(module, "MODEL", tiny)
    for voice in files.VECTORS:
        table = tiny_kokoro.piece(f"{voice}.bin", tiny_kokoro.table())
        monkeypatch.setitem(files.VECTORS, voice, table.digest)
        (folder / table.name).write_bytes(tiny_kokoro.table())
    (folder / tiny.name).write_bytes(tiny_kokoro.model())
    engine.loaded.cache_clear()
    yield folder
    engine.loaded.cache_clear()


def said(voice, text):
    return perform(voice, text, voice.language, spoken_s(text, voice.language, voice.pace))


def noting(speak, asked, place):
    """The same, noting one of the things that it is told."""
    return lambda *told, **how: asked.append(told[place]) or speak(*told, **how)


def test_a_line_is_spoken_whole_in_its_own_pace_and_as_loud_as_every_voice(place):
    sound = said(HEART, LINE)
    assert len(sound) == round(spoken_s(LINE, "en", HEART.pace) * SAMPLE_RATE)
    assert loudness_lufs(sound) == pytest.approx(-19, abs=1)
    assert not sound[: SAMPLE_RATE // 50].any()
    assert not sound[-SAMPLE_RATE // 50 :].any()


def noted(told, at, asked):
    """What a model is told, one part of which is noted on its way."""
    asked.append(told[at])
    return told


def test_a_line_that_fits_is_asked_for_once_and_else_again_a_little_faster(place, monkeypatch):
    asked: list[float] = []
    speak = Model.speak
    monkeypatch.setattr(Model, "speak", lambda *told: speak(*noted(told, 3, asked)))
    perform(HEART, LINE, "en", 10.0)
    assert asked == [HEART.speed]
    heard_s = len(trimmed(HEART.speak([LINE], "en", 1.0)[0])) / RATE
    asked.clear()
    perform(HEART, LINE, "en", 0.8 * heard_s)
    assert len(asked) > 1
    assert asked == sorted(asked)
    assert asked[0] == HEART.speed < asked[1]


def test_the_same_line_is_the_same_to_the_last_sample_whatever_was_said_before(place):
    first = HEART.speak([LINE], "en", 1.0)
    DORA.speak(["Hola, ¿qué tal?"], "es", 1.1)
    HEART.speak(["And now."], "en", 1.2)
    assert HEART.speak([LINE], "en", 1.0) == first


@pytest.mark.parametrize(
    "text",
    ["I am in " * 120, "12345678901234567890", "1, 2, 3.", "Привет. Hello.", "Respira sin prisa."],
    ids=["long", "digits", "numbers", "letters of two scripts", "another language"],
)
def test_a_line_of_any_kind_is_spoken_in_its_slot(place, text):
    sound = said(HEART, text)
    assert len(sound) == round(spoken_s(text, "en", HEART.pace) * SAMPLE_RATE)
    assert sound.any()


@pytest.mark.parametrize("text", ["a" * 3000, "慢慢地"])
def test_a_line_that_takes_longer_than_anyone_could_know_is_told(place, text):
    with pytest.raises(EngineFailed, match="no tempo brings it into its time"):
        said(HEART, text)


@pytest.mark.parametrize("text", ["🙂🙂🙂", "…", "", "— ?!"])
def test_a_line_without_words_is_silent(place, text):
    assert not said(HEART, text).any()


@given(st.text(alphabet="ab ,.?", max_size=1500), st.integers(1, 60))
def test_signs_are_parted_where_they_may_be_and_none_is_lost(signs, most):
    pieces = list(parted(signs, most))
    assert all(len(piece) <= most for piece in pieces)
    assert "".join(pieces).replace(" ", "") == signs.replace(" ", "")


def test_signs_are_parted_at_a_sentence_before_a_clause_before_a_word():
    assert list(parted("ab, cd. ef gh", 10)) == ["ab, cd.", "ef gh"]
    assert list(parted("ab, cd ef", 8)) == ["ab,", "cd ef"]
    assert list(parted("ab cdefgh", 5)) == ["ab", "cdefg", "h"]


def test_a_passage_is_given_back_line_by_line(place):
    lines = ("Hello.", "It is good, and rare, to be here.", "Now rest.")
    voice = Model(place)
    signs = [phonemes(line, "en") for line in lines]
    sounds = lines_of(voice.speak(" ".join(signs), "af_heart", 0.5), signs)
    ticks = [len(phonemes(line, "en").rstrip(".")) * 4 for line in lines]
    lingered = phonemes(lines[1], "en").count(",") * 1
    quiet_s = LEAD_S + TAIL_S
    for sound, wanted in zip(sounds, (ticks[0], ticks[1] + lingered, ticks[2]), strict=True):
        assert len(sound) / RATE - quiet_s == pytest.approx(wanted / 40, abs=0.03)
        assert np.abs(sound[[0, -1]]).max() < 0.01


PASSAGE = ("You can sit down.", "…", "And feel the floor beneath you.")


def test_the_lines_of_a_passage_are_said_in_one_go_each_in_its_slot(place, monkeypatch):
    asked: list[str] = []
    speak = Model.speak
    monkeypatch.setattr(Model, "speak", lambda *told: speak(*noted(told, 1, asked)))
    slots = [(line, spoken_s(line, "en", HEART.pace)) for line in PASSAGE]
    first, none, last = perform_together(HEART, slots, "en", Cancellation())
    assert asked == [" ".join(phonemes(line, "en") for line in (PASSAGE[0], PASSAGE[2]))]
    assert none is None
    for sound, (_, slot_s) in ((there(first), slots[0]), (there(last), slots[2])):
        assert len(sound) == round(slot_s * SAMPLE_RATE)
        assert loudness_lufs(sound) == pytest.approx(-19, abs=1)
        assert not sound[-SAMPLE_RATE // 50 :].any()


def test_a_line_of_a_passage_that_is_longer_than_its_slot_is_left_out(place):
    short, whole = perform_together(HEART, [(LINE, 0.5), (PASSAGE[0], 5.0)], "en", Cancellation())
    assert short is None
    assert there(whole).any()


def say_on_and_on(model):
    """Until it is left, which another thread asks for meanwhile."""
    cancellation = Cancellation()
    Thread(target=cancellation.ask).start()
    while True:
        model.speak("a" * MOST_SIGNS, "af_heart", 0.5, cancellation)


def test_a_passage_is_left_where_that_is_asked_before_or_amid_it_and_can_be_begun_anew(place):
    said = HEART.speak_together(PASSAGE, "en", Cancellation())
    left = Cancellation()
    left.ask()
    with pytest.raises(Cancelled):
        HEART.speak_together(PASSAGE, "en", left)
    with pytest.raises(Cancelled):
        say_on_and_on(Model(place))
    assert HEART.speak_together(PASSAGE, "en", Cancellation()) == said


def test_the_model_has_as_many_threads_as_it_is_told(place, monkeypatch):
    assert engine.loaded()._threads == 1  # noqa: SLF001 - nobody else can see it
    engine.loaded.cache_clear()
    monkeypatch.setenv("KINDWARD_THREADS", "3")
    assert engine.loaded()._threads == 3  # noqa: SLF001
    assert HEART.speak([LINE], "en", 1.0)


def test_stops_are_lingered_on_and_no_silence_is():
    assert list(speeds("a, b.", 0.5)) == pytest.approx([1, 0.5, 0.25, 1, 0.5, 0.25, 1])


def test_the_model_tells_where_each_sign_is(place):
    told = Model(place).speak("ab", "af_heart", 0.5)
    assert told.begins == (1200, 3600, 6000)
    assert len(told.sound) == 7200
    assert not told.sound[:1200].any()
    assert not told.sound[6000:].any()


def test_a_passage_that_is_too_long_for_one_go_is_spoken_in_several():
    assert list(in_one_go(["a" * 300, "b" * 209, "c"])) == [("a" * 300, "b" * 209), ("c",)]
    assert list(in_one_go(["a" * 600, "b"])) == [("a" * 600,), ("b",)]
    assert list(in_one_go(["a", "b", "c"], 3)) == [("a", "b"), ("c",)]


def test_a_model_that_takes_no_speed_for_each_sign_is_told(place, monkeypatch):
    monkeypatch.setattr(model, "opened_up", bytes)
    with pytest.raises(EngineFailed):
        Model(place).speak("ab", "af_heart", 0.5)


def test_a_voice_that_is_here_has_an_edition_that_changes_with_its_files(place, monkeypatch):
    assert HEART.missing() is None
    before = HEART.edition()
    monkeypatch.setitem(files.VECTORS, HEART.voice, "0" * 64)
    assert HEART.edition() != before


@pytest.mark.parametrize("name", [files.MODEL.name, "af_heart.bin"])
def test_a_voice_whose_file_is_away_or_of_one_byte_says_how_to_get_it(place, name):
    (place / name).write_bytes(b"x")
    assert "kindward voices add kokoro" in there(HEART.missing())
    (place / name).unlink()
    assert "kindward voices add kokoro" in there(HEART.missing())


@pytest.mark.parametrize("name", [files.MODEL.name, "af_heart.bin"])
@pytest.mark.parametrize("change", [bytes.upper, lambda _: b"x", lambda _: b""])
def test_a_file_that_is_not_the_one_we_know_is_not_used(place, name, change):
    whole = bytearray((place / name).read_bytes())
    whole[-1] ^= 1
    (place / name).write_bytes(change(bytes(whole)))
    with pytest.raises(
        EngineFailed, match=r"not the one Kindward expects.*kindward voices add kokoro"
    ):
        HEART.speak([LINE], "en", 1.0)


def test_a_file_is_looked_through_once_and_again_when_it_was_changed(place, monkeypatch):
    path = place / "af_heart.bin"
    files.checked(place, files.vector("af_heart"))
    monkeypatch.setattr(files, "_digest", lambda _: pytest.fail("it was read again"))
    files.checked(place, files.vector("af_heart"))
    monkeypatch.undo()
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    os.utime(path, ns=(1, 1))
    with pytest.raises(EngineFailed):
        files.checked(place, files.Piece("af_heart.bin", path.stat().st_size, "0" * 64))


@pytest.mark.parametrize("note", [b"", b"[1]", b"\xff", b'{"af_heart.bin": [1, 2, 3]}'])
def test_a_damaged_note_of_what_was_checked_only_costs_time(place, note):
    (place / files.NOTE).write_bytes(note)
    assert HEART.speak([LINE], "en", 1.0)


def test_a_model_swapped_while_it_runs_changes_nothing_until_the_next_start(place):
    first = HEART.speak([LINE], "en", 1.0)
    (place / files.MODEL.name).write_bytes(b"x" * files.MODEL.size)
    assert HEART.speak([LINE], "en", 1.0) == first
    engine.loaded.cache_clear()
    with pytest.raises(EngineFailed, match="not the one Kindward expects"):
        HEART.speak([LINE], "en", 1.0)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_the_place_of_the_model_is_not_waited_for(place):
    (place / files.MODEL.name).unlink()
    os.mkfifo(place / files.MODEL.name)
    assert HEART.missing()
    with pytest.raises(EngineFailed, match="can't be read"):
        HEART.speak([LINE], "en", 1.0)


def test_samples_are_in_16_bits_and_never_wrap():
    whole = np.frombuffer(model.in_16_bits(np.array([0, 1, -1, 3, -3], np.float32)), "<i2")
    assert whole.tolist() == [0, 32767, -32767, 32767, -32767]


def test_what_is_too_long_for_the_model_is_spoken_in_pieces_one_after_the_other(place):
    once, twice = (Model(place).speak("a" * n, "af_heart", 1.0) for n in (MOST_SIGNS, 600))
    assert len(twice.sound) > len(once.sound) == (MOST_SIGNS + 2) * 2 * tiny_kokoro.TICK
    assert len(twice.begins) == 601
    assert twice.begins[-1] == len(twice.sound) - 2 * tiny_kokoro.TICK
    assert not len(Model(place).speak("", "af_heart", 1.0).sound)
