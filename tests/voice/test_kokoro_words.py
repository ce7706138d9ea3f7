"""From words to the model's signs, by rules and by a lexicon; and a passage cut into its lines."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kindward.library import shipped_languages
from kindward.voice.kokoro.alphabet import NUMBERS, STOPS, known, no_phonemes, told, written
from kindward.voice.kokoro.cutting import cut, lifted
from kindward.voice.kokoro.lexicon import LONGEST, FaultyLexicon, check, parse, shipped
from kindward.voice.kokoro.phonemes import phonemes

RATE = 24_000


def test_every_sign_has_a_number_of_its_own_in_the_models_178():
    assert len(set(NUMBERS.values())) == len(NUMBERS)
    assert {len(sign) for sign in NUMBERS} == {1}
    assert max(NUMBERS.values()) < 178
    assert set(STOPS) <= set(NUMBERS)


@pytest.mark.parametrize(
    ("espeaks", "language", "signs"),
    [
        ("t^ʃˈe^ɪnd^ʒ", "en", "ʧˈAnʤ"),
        ("nˈʌtʃɛl", "en", "nˈʌtʃɛl"),  # a t and a ʃ that only stand side by side
        ("bˈɜːɾɚ", "en", "bˈɜɹTəɹ"),
        ("bˈʌʔn̩", "en", "bˈʌtᵊn"),
        ("kˈomo", "es", "kˈomo"),
        ("(ru)prʲivʲˈet(en)", "en", "pɹʲivʲˈet"),
    ],
)
def test_espeaks_phonemes_are_told_in_the_models_signs(espeaks, language, signs):
    assert told(espeaks, language) == signs


@given(st.text())
def test_only_signs_that_the_model_has_are_left_and_once_is_enough(text):
    assert set(known(text)) <= set(NUMBERS)
    assert known(known(text)) == known(text)


@given(st.text(max_size=80), st.sampled_from(["en", "es"]))
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_any_text_is_read_in_signs_of_the_model_and_always_the_same(text, language):
    signs = phonemes(text, language)
    assert set(signs) <= set(NUMBERS)
    phonemes("Something else, in between.", language)
    assert phonemes(text, language) == signs


def test_stops_stay_where_they_are():
    assert phonemes("Yes. No? Well, (so) then; “now” — here…", "en").count(" ") == 7
    signs = phonemes("Yes. No? Well, so!", "en")
    assert [sign for sign in signs if sign in STOPS] == [".", "?", ",", "!"]
    assert phonemes("… , .", "en") == ""


LEXICON = (
    "# what was heard wrong\n\nRead\tɹˈɛd\nclose by\tklˈoʊs bˈaɪ\nclose\tkl\u02c8o\u0361\u028az\n"
)


def test_a_lexicon_says_its_words_and_phrases_and_leaves_the_others():
    lexicon = parse(LEXICON, "en")
    assert phonemes("read", "en", lexicon) == "ɹˈɛd"
    assert phonemes("READ, reader.", "en", lexicon) == "ɹˈɛd, " + phonemes("reader.", "en")
    assert phonemes("It is close  by, close", "en", lexicon).endswith("klˈOs bˈI, klˈOz")
    assert phonemes("misread, closely", "en", lexicon) == phonemes("misread, closely", "en")


def test_two_letters_of_one_sound_are_one_with_a_tie_or_without_and_two_with_a_dot_between():
    assert written("tʃ t͡ʃ t.ʃ", "en") == "ʧ ʧ tʃ"
    assert written("'gaɪ", "en") == "ˈɡI"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("read\tɹˈɛd\nlead ld", 2, "needs a word, a tab"),
        ("read\t", 1, "needs a word, a tab"),
        ("\tɹˈɛd", 1, "needs a word, a tab"),
        ("...\tɹˈɛd", 1, "needs a word, a tab"),
        ("read\tr3d", 1, "not a sound that the voice knows"),
        ("read\tɹˈɛd!", 1, "not a sound that the voice knows"),
        ("# one\nread\tɹˈɛd\nRead\tɹˈid", 3, "a second time"),
        ("x" * (LONGEST + 1), 1, "too long"),
    ],
)
def test_a_lexicon_that_cannot_be_read_says_where_and_why(text, line, problem):
    with pytest.raises(FaultyLexicon, match=problem) as faulty:
        parse(text, "en")
    assert faulty.value.line == line
    assert str(faulty.value).startswith(f"Line {line} of the lexicon ")


def test_all_its_mistakes_are_told_in_their_order_and_none_of_a_good_one():
    faulty = "read\tr3d\nlead\tlˈɛd\nlead ld\nLEAD\tlˈid\n"
    assert [each.line for each in check(faulty, "en")] == [1, 3, 4]
    assert check(LEXICON, "en") == ()
    assert [each.line for each in check("x" * (LONGEST + 1), "en")] == [1]


@given(st.text())
def test_any_text_is_a_lexicon_or_that_one_error(text):
    try:
        said = parse(text, "en").said
    except FaultyLexicon:
        return
    assert not any(no_phonemes(signs) for _, signs in said)


@pytest.mark.parametrize("language", shipped_languages())
def test_the_lexicon_beside_the_scores_can_be_read(language):
    lexicon = shipped(language)
    place = Path(__file__).parents[2] / "src/kindward/practices" / language / "lexicon.txt"
    assert bool(lexicon.said) == place.is_file()
    assert shipped(f"{language}-xx") == lexicon


def spoken(*parts, rate=RATE):
    """Lines of 20 signs, each a tone of so many seconds, with so much quiet behind its stop.

    What a model tells of them is late by two hundredths of a second.
    """
    t = np.arange(5 * rate) / rate
    tone = 0.3 * np.sin(2 * np.pi * 300 * t).astype(np.float32)
    noise = np.random.default_rng(1).normal(0, 1e-4, 20 * rate).astype(np.float32)
    pieces, begins, at = [noise[: rate // 5]], [], 0.22
    for tones, quiet in parts:
        pieces += [tone[: round(tones * rate)], noise[: round(quiet * rate)]]
        begins += [at + tones * n / 19 for n in range(20)] + [at + tones + quiet / 2]
        at += tones + quiet
    return np.concatenate(pieces), [round(begin * rate) for begin in [*begins[:-1], at]]


def test_a_passage_is_cut_where_its_signs_are_however_long_other_pauses_are():
    sound, begins = spoken((1.0, 0.2), (0.8, 0.5), (1.2, 0.25))
    sound[RATE // 2 : RATE] = 0
    spans = cut(sound, begins, [20, 20, 20], RATE)
    wanted = [0.2, 1.2, 1.4, 2.2, 2.7, 3.9]
    assert [end / RATE for span in spans for end in (span.start, span.end)] == pytest.approx(
        wanted, abs=0.011
    )


def test_a_passage_without_sound_has_lines_that_are_empty():
    for sound in (np.zeros(RATE, np.float32), np.zeros(0, np.float32)):
        spans = cut(sound, range(12), [4, 6], RATE)
        assert [span.end - span.start for span in spans] == [0, 0]


@given(st.lists(st.tuples(st.floats(0.5, 2.0), st.floats(0.15, 0.7)), min_size=1, max_size=5))
@settings(deadline=None, max_examples=40)
def test_lines_are_in_their_order_apart_and_all_that_sounds_is_in_one(told):
    sound, begins = spoken(*told)
    spans = cut(sound, begins, [20] * len(told), RATE)
    lengths = [(span.end - span.start) / RATE for span in spans]
    assert lengths == pytest.approx([tone for tone, _ in told], abs=0.011)
    assert all(one.end < two.start for one, two in pairwise(spans))


def test_a_line_that_is_lifted_out_has_quiet_around_it_and_no_edge():
    sound, begins = spoken((1.0, 0.2))
    line = lifted(sound, cut(sound, begins, [20], RATE)[0], RATE)
    assert len(line) / RATE == pytest.approx(1.06, abs=0.011)
    assert line[0] == line[-1] == 0
