"""Every engine that is here says calm lines in their slots; one that is not is skipped, by name."""

from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kindward.units import SAMPLE_RATE
from kindward.voice.engine import EngineFailed
from kindward.voice.espeak import Espeak
from kindward.voice.loudness import loudness_lufs, true_peaks
from kindward.voice.pace import LEAD_S, TAIL_S, spoken_s
from kindward.voice.performance import LEAST_FILLED, perform
from kindward.voice.voices import ENGINES

pytestmark = pytest.mark.slow

LINES = (
    "Softly.",
    "Rest here.",
    "Let the breath come at its own pace.",
    "Your eyes can stay open, or rest, or close.",
    "May this body be at peace. May this heart be at peace. May this evening be gentle.",
    "I will be quiet for a while now, and then my voice will come back.",
    "It could be a stranger on a train who smiled when you dropped your keys.",
    "Unconditional friendliness is a skill, and nobody learned it overnight.",
)
LEAD, TAIL = (round(seconds * SAMPLE_RATE) for seconds in (LEAD_S, TAIL_S))


SLOTTED = [engine for engine in ENGINES if not engine.is_whole]
"""Those that speak in our pace; whole lines have tests of their own (`test_kokoro`)."""

HEARD = [engine for engine in SLOTTED if engine.stem != "silent"]


def here(engine):
    if (how := engine.missing()) is not None:
        pytest.skip(f"{engine.name} is not here. {how}")
    return engine


@pytest.fixture(scope="module", params=SLOTTED, ids=lambda engine: engine.stem)
def engine(request):
    return here(request.param)


@pytest.fixture(scope="module", params=HEARD, ids=lambda engine: engine.stem)
def heard(request):
    return here(request.param)


@cache
def said(engine, text, language="en"):
    return perform(engine, text, language, spoken_s(text, language))


@pytest.mark.parametrize("text", LINES)
def test_a_line_fills_its_slot_exactly_and_is_silent_at_both_ends(heard, text):
    sound = said(heard, text)
    assert len(sound) == round(spoken_s(text) * SAMPLE_RATE)
    assert not sound[:LEAD].any()
    assert not sound[-LEAD:].any()


@pytest.mark.parametrize("text", LINES)
def test_a_line_is_as_loud_as_every_other_and_never_clips(heard, text):
    sound = said(heard, text)
    assert loudness_lufs(sound) == pytest.approx(-19, abs=1)
    assert 20 * np.log10(true_peaks(sound).max()) <= -2.9


def test_lines_leave_little_of_their_slots_empty(heard):
    filled = []
    for text in LINES:
        sound = said(heard, text)
        (loud,) = np.nonzero(np.abs(sound) > 0.003 * np.abs(sound).max())
        filled.append((loud[-1] + TAIL) / len(sound))
    assert np.median(filled) >= 0.9
    assert min(filled) >= LEAST_FILLED - 0.08


def test_no_word_is_cut_off(heard):
    """What is audible ends before the silence at the end of the slot does."""
    for text in LINES:
        sound = said(heard, text)
        assert np.abs(sound[-TAIL:]).max() < 0.05 * np.abs(sound).max()


def test_twice_the_tempo_takes_about_half_the_time(engine):
    slow, quick = (len(engine.speak([LINES[-1]], "en", tempo)[0].pcm) for tempo in (1.0, 2.0))
    assert 0.4 < quick / slow < 0.65


def test_the_same_line_always_sounds_the_same(engine):
    """Whatever was said in between: so two servers on one folder give the same bytes."""
    first = engine.speak([LINES[1]], "en", 1.0)
    engine.speak([LINES[4]], "en", 1.1)
    assert engine.speak([LINES[1]], "en", 1.0) == first


def test_each_phrase_has_its_own_sound(engine):
    speeches = engine.speak(["Here,", "and now."], "en", 1.0)
    assert len(speeches) == 2
    assert all(len(speech.pcm) > 2000 for speech in speeches)


@pytest.mark.parametrize(
    "text",
    [
        'Say "here".',
        "A \\ and a (bracket).",
        "It’s warm — naïve café.",
        "<b>Bold</b> & well.",
        "%s",
    ],
)
def test_signs_that_mean_something_to_a_program_are_only_words(heard, text):
    assert said(heard, text).any()


def test_the_same_line_takes_as_long_whatever_was_said_before(engine):
    first = engine.speak(LINES[:1], "en", 1.0)
    engine.speak(LINES, "en", 1.2)
    again = engine.speak(LINES[:1], "en", 1.0)
    assert [len(speech.pcm) for speech in again] == [len(speech.pcm) for speech in first]


def test_espeak_says_the_same_line_the_same_way_to_the_last_sample():
    first = Espeak().speak(LINES[:2], "en", 1.0)
    Espeak().speak(LINES, "en", 1.2)
    assert Espeak().speak(LINES[:2], "en", 1.0) == first


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
def test_espeak_survives_any_text(text):
    """A slot of silence, a slot of sound, or the one error that says it cannot."""
    try:
        samples = len(said(Espeak(), text))
    except EngineFailed:
        return
    assert samples == round(spoken_s(text) * SAMPLE_RATE)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Encuentra una postura en la que tu cuerpo pueda descansar.", "es"),
        ("Laisse la respiration aller à son rythme.", "fr"),
        ("Vielleicht spürst du, wie der Boden dich trägt.", "de"),
        ("Talvez você possa sentir o peso das mãos.", "pt-br"),
        ("Дышите мягко и медленно.", "ru"),
        ("慢慢地，感觉你的呼吸。", "zh"),
        ("धीरे से साँस लें।", "hi"),
    ],
)
def test_espeak_fits_the_slots_of_other_languages(text, language):
    sound = said(Espeak(), text, language)
    assert loudness_lufs(sound) == pytest.approx(-19, abs=1)


def test_a_language_without_a_voice_is_said_so():
    with pytest.raises(EngineFailed, match="no voice for xx"):
        Espeak().speak(["Hello."], "xx", 1.0)
