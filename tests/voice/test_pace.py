import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.units import PACKETS_PER_S
from kindward.voice.pace import phrases, spoken_s
from tests.strategies import TEXTS

CALM = (
    "Find a way to sit that your body can agree with.",
    "Other people know this feeling, and tonight some of them are awake too.",
    "If you like, place one hand where warmth would be welcome.",
    "I will be quiet for a while now, and then my voice will come back.",
    "Thank yourself for showing up, even if your mind was somewhere else.",
    "Think of someone, or some animal, who is easy to be fond of.",
    "May this body be at peace. May this heart be at peace. May this evening be gentle.",
)


@given(st.text() | TEXTS)
def test_any_text_has_a_slot_of_whole_packets_that_is_never_empty(text):
    packets = spoken_s(text) * PACKETS_PER_S
    assert packets >= 1
    assert packets == pytest.approx(round(packets), abs=1e-6)


@given(TEXTS, TEXTS)
def test_more_words_never_take_less_time(text, more):
    assert spoken_s(f"{text} {more}") >= spoken_s(text)


@given(TEXTS)
def test_phrases_hold_every_letter_in_order(text):
    said = "".join(phrase.text for phrase in phrases(text))
    assert [sign for sign in said if sign.isalnum()] == [sign for sign in text if sign.isalnum()]


def test_calm_english_goes_at_105_to_112_words_a_minute():
    words = sum(len(line.split()) for line in CALM)
    assert 105 <= 60 * words / sum(map(spoken_s, CALM)) <= 112


def test_a_comma_is_given_less_time_than_a_stop_and_the_last_sign_none():
    line = phrases("Softly, now. Here.")
    assert [phrase.text for phrase in line] == ["Softly,", "now.", "Here."]
    assert [phrase.pause_s for phrase in line] == [0.45, 0.9, 0.0]


def test_a_number_is_not_cut_at_its_comma_or_point():
    assert len(phrases("Count 1,000 or 2.5 of them.")) == 1


@pytest.mark.parametrize("nothing", ["", " ", "...", "?!", "\u200b", "—"])
def test_a_line_without_words_has_no_phrases(nothing):
    assert phrases(nothing) == ()


def test_a_sign_that_is_read_aloud_takes_time_and_a_quote_or_bracket_none():
    assert spoken_s("Warm & well.") > spoken_s("Warm well.")
    assert spoken_s('"Warm" (well).') == spoken_s("Warm well.")


def test_a_mute_e_takes_no_time_in_english_and_time_elsewhere():
    assert spoken_s("hope", "en") < spoken_s("hope", "es")
    assert spoken_s("little", "en") == spoken_s("little", "es")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Encuentra una postura cómoda.", "es"),
        ("Дышите мягко и медленно.", "ru"),
        ("慢慢呼吸，慢慢放松。", "zh"),
        ("ゆっくり息をします。", "ja"),
        ("천천히 숨을 쉽니다.", "ko"),
        ("שים לב לנשימה שלך.", "he"),
        ("धीरे से साँस लें।", "hi"),
        ("ให้ลมหายใจเป็นไป", "th"),
    ],
)
def test_scripts_of_the_world_are_given_the_time_a_calm_reader_takes(text, language):
    """3 to 10 s for a short sentence of 2 to 4 s in everyday speech... and never a packet."""
    assert 1.5 <= spoken_s(text, language) <= 6


def test_letters_with_loose_accents_take_as_long_as_those_with_fixed_ones():
    assert spoken_s("co\u0301moda", "es") == spoken_s("c\u00f3moda", "es")
