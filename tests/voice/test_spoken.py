"""Laws of what is said for any text, and what each engine makes of it."""

from functools import cache
from unicodedata import category, name

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kindward.clip import OPUS
from kindward.library import Library
from kindward.voice import said, unsaid, voices
from kindward.voice.espeak import Espeak
from kindward.voice.festival import Festival
from kindward.voice.flite import Flite
from kindward.voice.fork import in_a_fork
from kindward.voice.latin import ascii_words
from kindward.voice.orders import line_order
from kindward.voice.pace import phrases, spoken_s
from kindward.voice.performance import _given_to, perform
from kindward.voice.silent import Silent
from kindward.voice.spoken import spoken
from tests.strategies import TEXTS

LANGUAGES = ("en", "es", "de")
SIGNS = [c for c in map(chr, range(0x1FBFF)) if category(c)[0] in "PSZ" or c == "\u200b"]
PIECES = st.sampled_from(
    ["5", "1835", "3 p.m.", "$", "€", "%", "–", "—", "-", "−", "/", "½", ".", ",", "e.g.", "Dr.",
     "J.", "II", "+1 800", "10:30", "1.º", "²", "→", "(", "&", "…", "’", "\u00a0", "\u200b", "ø",
     "a@b.org", "www.a.org", "call", "siglo", "min.", "🙂", "№", " ", " ", "warm", "Now"]
)  # fmt: skip
ANY = st.text(max_size=40) | TEXTS | st.lists(PIECES, max_size=12).map("".join)


@settings(deadline=None, max_examples=300)
@given(ANY, st.sampled_from(LANGUAGES))
@example("12 ½ p.m..", "en")
def test_what_is_said_is_said_the_same_once_more(text, language):
    words = spoken(text, language)
    assert spoken(words, language) == words
    assert ascii_words(ascii_words(words)) == ascii_words(words)


@settings(deadline=None, max_examples=300)
@given(ANY, st.sampled_from(LANGUAGES))
def test_words_stay_words_in_the_letters_of_any_voice(text, language):
    words = ascii_words(spoken(text, language))
    assert words.isascii()
    assert words.isprintable()
    if any(sign.isascii() and sign.isalnum() for sign in text):
        assert any(map(str.isalnum, words))


def test_a_language_with_a_table_leaves_no_digit_to_an_engine():
    assert not any(sign.isdigit() for sign in spoken("1 2nd 3/4 5² 6:07 8% $9 ٣ ５ x1y", "en"))


def test_no_sign_goes_without_a_trace_from_between_letters_or_digits():
    for language in LANGUAGES:
        for part in batched(SIGNS):
            words = spoken(" ".join(f"warm{sign}hand" for sign in part), language)
            for given_to in (words, ascii_words(words)):
                assert "warmhand" not in given_to.lower(), part
    glued = spoken("57", "en")
    assert [sign for sign in SIGNS[:900] if ascii_words(spoken(f"5{sign}7", "en")) == glued] == []


def test_what_is_put_into_words_touches_no_letter_beside_it():
    english = ("$5", "10:30", "2026-11-29", "29/11/2026", "+18002738255", "50%", "½", "3/4")
    spanish = ("5€", "10:30", "29/11/2026", "024", "50%")
    for language, written in (("en", english), ("es", spanish)):
        for token in written:
            words = spoken(f"warm{token}hand", language).split()
            assert (words[0], words[-1]) == ("warm", "hand"), token


def batched(signs, size=40):
    return [signs[n : n + size] for n in range(0, len(signs), size)]


def test_a_joiner_or_a_soft_hyphen_inside_a_word_leaves_the_word_as_it_is_seen():
    assert spoken("com\u00adpas\u2060sion") == "compassion"
    assert spoken("می\u200cخواهم", "fa") == "می\u200cخواهم"


def test_every_latin_letter_is_said_by_a_voice_that_knows_only_ascii():
    """All but clicks, tones and stops of the throat, which no English letter sounds like."""
    lost = [
        sign
        for sign in map(chr, range(0x80, 0x2100))
        if sign.isalpha() and "LATIN" in name(sign, "") and not ascii_words(sign).isalpha()
    ]
    voiceless = (
        "TONE",
        "CLICK",
        "STOP",
        "FRICATIVE",
        "PERCUSSIVE",
        "SPIRANT",
        "AIN",
        "HORN",
        "TWO",
    )
    assert [sign for sign in lost if not any(map(name(sign).__contains__, voiceless))] == []
    assert ascii_words("Søren, Łukasz, Straße, Æsop, œuvre, Þór, Đorđe, İzmir, ﬁne") == (
        "Soren, Lukasz, Strasse, Aesop, oeuvre, Thor, Dorde, Izmir, fine"
    )


def test_letters_of_another_script_are_a_pause_where_a_voice_has_none_for_them():
    assert ascii_words("Say мир softly") == "Say, softly"


def test_what_is_written_short_is_no_end_of_a_phrase():
    for text, language in (
        ("Hold something, e.g. a stone.", "en"),
        ("Mr. and Mrs. Smith are here.", "en"),
        ("J. R. R. Tolkien wrote this.", "en"),
        ("Toma algo, p. ej. una piedra.", "es"),
        ("La Sra. García lo dice.", "es"),
        ("A las 3 p. m. descansa.", "es"),
    ):
        assert 0.9 not in [phrase.pause_s for phrase in phrases(spoken(text, language))], text


def test_a_number_is_given_the_time_of_its_words():
    assert spoken_s("In 1835.") == spoken_s("In eighteen thirty-five.")
    assert spoken_s("Son 999999.", "es") > 2 * spoken_s("Son 9.", "es")


TYPED = str.maketrans("’“”", '\'""')


def test_the_shipped_lines_are_said_as_they_are_written():
    library = Library()
    for language in library.languages():
        for practice in library.practices(language):
            for line in practice.score.lines():
                assert spoken(line, language) == line.translate(TYPED)


def test_what_is_said_is_part_of_the_key_of_a_clip(monkeypatch):
    voice = voices("en")[-1]
    before = line_order.__wrapped__(voice, "Rest 5 breaths.", OPUS).key
    monkeypatch.setattr("kindward.voice.orders.said", lambda *_: "Rest a while.")
    assert line_order.__wrapped__(voice, "Rest 5 breaths.", OPUS).key != before


ENGINES = (Flite("rms", "man", ""), Flite("slt", "woman", ""), Festival(), Espeak())


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.stem)
def engine(request):
    if (how := request.param.missing()) is not None:
        pytest.skip(f"{request.param.name} is not here. {how}")
    return request.param


@cache
def sound(engine, text, language="en"):
    """What the engine gives for a line, phrase by phrase.

    Flite is alone in its process, as in the worker: its chance is the C library's, and a thread of
    another test may take some of it.
    """
    line = _given_to(engine, phrases(spoken(text, language)))
    given = [phrase.text for phrase in line]

    def given_back():
        return tuple(each.pcm for each in engine.speak(given, language, 1.0))

    return in_a_fork(given_back) if isinstance(engine, Flite) else given_back()


def test_a_line_is_performed_with_what_is_said_and_not_with_what_is_written():
    class Listening(Silent):
        def speak(self, given, language, tempo):
            self.given = given
            return super().speak(given, language, tempo)

    engine = Listening()
    perform(engine, "Rest 5–10 s—then go.", "en", 9.0)
    assert engine.given == ["Rest five to ten seconds —", "then go."]


def test_each_engine_says_what_is_written_as_its_words(engine):
    for written, words in (
        ("Breathe 5–10 times.", "Breathe five to ten times."),
        ("You are safe—right here.", "You are safe — right here."),
        ("It is −5 × 2 → €3.", "It is minus five times two to three euros."),
        ("Call 988, e.g. today.", "Call nine eight eight, for example today."),
    ):
        assert sound(engine, written) == sound(engine, words), written
    assert sound(engine, "Breathe 5–10 times.") != sound(engine, "Breathe 510 times.")
    assert sound(engine, "You are safe—right here.") != sound(engine, "You are saferight here.")


def test_names_with_accents_keep_every_letter_in_engines_that_know_none(engine):
    if engine.ascii_only:
        assert sound(engine, "Łukasz and Søren.") == sound(engine, "Lukasz and Soren.")
        assert sound(engine, "Łukasz and Søren.") != sound(engine, "ukasz and Sren.")


def test_the_spanish_voice_says_what_is_written_as_its_words():
    for written, words in (
        ("Respira 5–10 veces.", "Respira cinco a diez veces."),
        (
            "Cuesta 1.234,56 €.",
            "Cuesta mil doscientos treinta y cuatro euros y cincuenta y seis céntimos.",
        ),
        ("La Sra. García, p. ej. hoy.", "La señora García, por ejemplo hoy."),
    ):
        assert sound(Espeak(), written, "es") == sound(Espeak(), words, "es"), written


def test_a_line_that_an_engine_has_no_letters_for_is_quiet_and_no_failure(engine):
    if engine.ascii_only:
        assert sound(engine, "Say it. मैत्री.") == sound(engine, "Say it.")
        assert not perform(engine, "मैत्री", "en", 1.0).any()


def test_a_voice_tells_the_first_word_that_it_has_no_letters_for():
    flite, espeak = (
        next(voice for voice in voices("en") if voice.engine == engine)
        for engine in ("flite rms", "espeak-ng")
    )
    assert unsaid(flite, "Say मैत्री, naïve Søren.") == "मैत्री"
    assert unsaid(flite, "Say naïve Søren.") == ""
    assert unsaid(espeak, "Say मैत्री.") == ""
    assert said(flite, "Søren") == "Soren"
    assert said(espeak, "Søren") == "Søren"
