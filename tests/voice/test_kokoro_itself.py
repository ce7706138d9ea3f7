"""Kokoro with its own model, where a person has added it: what only the real one can show."""

from threading import Timer

import numpy as np
import pytest

from kindward.units import SAMPLE_RATE
from kindward.voice.cancellation import Cancellation, Cancelled
from kindward.voice.kokoro import KOKOROS
from kindward.voice.kokoro.engine import loaded
from kindward.voice.kokoro.lexicon import shipped
from kindward.voice.kokoro.passage import lines_of
from kindward.voice.kokoro.phonemes import phonemes
from kindward.voice.pace import spoken_s
from kindward.voice.performance import perform

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        any(kokoro.missing() for kokoro in KOKOROS),
        reason="Kokoro's own model is not here: `kindward voices add kokoro`.",
    ),
]

LINES = {
    "en": ("Hello, it's good to be with you.", "If you're hard on yourself, many people are, too."),
    "es": ("Hola, qué bueno que estés aquí.", "Puedes parar cuando quieras."),
}


@pytest.mark.parametrize("kokoro", KOKOROS, ids=lambda kokoro: kokoro.stem)
def test_a_line_fits_its_slot_at_its_own_tempo_or_nearly_and_is_the_same_again(kokoro):
    line = LINES[kokoro.language][0]
    slot_s = spoken_s(line, kokoro.language, kokoro.pace)
    sound = perform(kokoro, line, kokoro.language, slot_s)
    (loud,) = np.nonzero(np.abs(sound) > 0.01 * np.abs(sound).max())
    assert len(sound) == round(slot_s * SAMPLE_RATE)
    assert 0.75 < (loud[-1] - loud[0]) / len(sound) < 1
    first = kokoro.speak([line], kokoro.language, 1.0)
    assert kokoro.speak([line], kokoro.language, 1.0) == first


def test_a_passage_is_parted_where_its_lines_end():
    signs = [phonemes(line, "en", shipped("en")) for line in LINES["en"]]
    one, two = lines_of(loaded().speak(" ".join(signs), "af_heart", 0.6), signs)
    assert 0.4 < len(one) / len(two) < 0.95


def test_a_passage_is_left_amid_the_work_of_the_model_which_speaks_on_afterwards():
    heart, cancellation = KOKOROS[0], Cancellation()
    heart.speak(["And now."], "en", 1.0)
    Timer(0.5, cancellation.ask).start()
    with pytest.raises(Cancelled):
        heart.speak_together(LINES["en"] * 5, "en", cancellation)
    assert all(speech.pcm for speech in heart.speak_together(LINES["en"][:1], "en", Cancellation()))
