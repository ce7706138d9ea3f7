"""Every practice, every spoken line, held against the rules for writing that a program can check.

The rules are those of CONTRIBUTING.md: invite, one thing at a time, plain words, no promise.
"""

import re
from itertools import pairwise, product

import pyphen
import pytest

from bench.words import lengths_of
from kindward.library import GROUNDING, NINE, Library
from kindward.plan import Kind, layout, reach
from kindward.score import Choices, parse, write
from kindward.score.model import Bell, Breath, Line, Silence
from kindward.voice.signs import plain_signs
from tests.practices.timing import said_s

LIBRARY = Library()
PRACTICES = [p for tag in LIBRARY.languages() for p in LIBRARY.practices(tag)]
ENGLISH = [p for p in PRACTICES if p.language == "en"]
SPANISH = [p for p in PRACTICES if p.language == "es"]
LISTENERS = [Choices(*asked) for asked in product((True, False), repeat=4)]

AVOID = {"en": re.compile(
    r"\b(just|simply|relax\w*|let(ting)? go|deeply|try|tries|trying|should|must|need to|needs to"
    r"|have to|has to|mindful\w*|heal|heals|healing|journey|universe|energy|vibration|divine|god"
    r"|sacred|chakras?|brains?|neurons?|everyone feels|you are enough|perfect\w*|amazing"
    r"|at least|bright side|deep breath|breathe deep\w*|good (girl|boy)|mother's love|hold your"
    r" breath|surrender|everything happens for a reason|good vibes|happiness|love yourself first"
    r"|don't worry|calm down"
    r"|kerb|queue|till|whilst|fortnight|colour|favourite|grey|cosy|learnt|pavement"
    r"|shout\w*|yell\w*|scream\w*|through a wall|parked car|worthless|stupid|idiot|pathetic"
    r"|disgust\w*|leave it here|who (said|wrote|taught) it|the ring|on the screen)\b",
    re.IGNORECASE,
), "es": re.compile(
    r"\b(simplemente|solamente|relája\w*|relaj\w+|suelta|soltar|profund\w+|intenta\w*|trata de"
    r"|debe|debes|deber(ías?|íamos)|tienes que|hay que|necesitas|sana|sanar|sanación|viaje"
    r"|universo|energía|vibraci\w+|divin\w+|dios|sagrad\w+|chakras?|cerebro|mindfulness"
    r"|atención plena|cierra los ojos|respira hondo|respira profund\w+|eres suficiente"
    r"|al menos|por lo menos|perfect\w+|maravillos\w+|increíble|felicidad|tranquil[oa]s?"
    r"|buen(a|o) (chica|chico|niña|niño)|tú mism[oa]|ti mism[oa]|todo pasa por algo"
    r"|no te preocupes|cálma\w+"
    r"|mires o no|fuego lento|pequeño o mediano|criaturas?|labra|escuece|macizo|el anillo"
    r"|en la pantalla|grit\w+|inútil|estúpid\w+|idiota|patétic\w+|asco)\b",
    re.IGNORECASE,
)}  # fmt: skip
PLAIN = {
    "en": re.compile(r"[A-Za-z ,.;:?’“”]+"),
    "es": re.compile(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ ,.;:?¿“”]+"),
}
HYPHENS = {"en": pyphen.Pyphen(lang="en_US"), "es": pyphen.Pyphen(lang="es")}


def spoken(practice):
    return [e.text for e in practice.score.elements() if isinstance(e, Line)]


def sentences(text):
    return [s.strip() for s in re.split(r"(?<=[.?])\s+", text) if s.strip()]


def rates(lines, language):
    """Words to a sentence, and syllables to a word, syllables by hyphenation."""
    words = [w for line in lines for w in re.findall(r"[^\W\d_'’]+(?:['’]\w+)?", line)]
    count = sum(len(sentences(line)) for line in lines)
    syllables = sum(len(HYPHENS[language].positions(w)) + 1 for w in words)
    return len(words) / count, syllables / len(words)


def grade(lines):
    """US school grade (Kincaid et al., 1975)."""
    words, syllables = rates(lines, "en")
    return 0.39 * words + 11.8 * syllables - 15.59


def ease(lines):
    """0 to 100, hard to easy, for Spanish (Szigriszt Pazos, 1993); 65 and more is easy."""
    words, syllables = rates(lines, "es")
    return 206.835 - 62.3 * syllables - words


def ids(practice):
    return f"{practice.language}-{practice.name}"


@pytest.mark.parametrize("language", LIBRARY.languages())
def test_the_nine_and_grounding_are_here(language):
    assert [p.name for p in LIBRARY.practices(language)] == [*NINE, GROUNDING]
    assert LIBRARY.troubles == ()


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_a_practice_says_what_it_is_and_whom_it_is_owed_to(practice):
    score = practice.score
    assert score.language == practice.language
    assert score.picture == practice.name
    assert all((score.title, score.summary, score.credits, score.notes, score.alternatives))


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_a_practice_reads_back_as_it_was_written(practice):
    assert parse(write(practice.score)) == practice.score


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_every_whole_second_can_be_set_for_every_listener(practice):
    for choices, pace in product(LISTENERS, (0.85, 1.0, 1.15)):
        assert reach(practice.score, lengths_of(practice, pace), choices) == (range(60, 1801),)


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_nothing_spoken_commands_promises_or_needs_a_belief(practice):
    avoid = AVOID[practice.language]
    assert [line for line in spoken(practice) if avoid.search(plain_signs(line))] == []


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_every_line_can_be_said_as_it_stands(practice):
    plain = PLAIN[practice.language]
    assert [line for line in spoken(practice) if not plain.fullmatch(line)] == []


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_no_sentence_is_longer_than_a_breath(practice):
    long = [s for line in spoken(practice) for s in sentences(line) if len(s.split()) > 20]
    assert long == []


@pytest.mark.parametrize("practice", ENGLISH, ids=ids)
def test_the_words_are_plain(practice):
    assert grade(spoken(practice)) <= 8


@pytest.mark.parametrize("practice", SPANISH, ids=ids)
def test_the_words_are_plain_in_spanish_too(practice):
    assert ease(spoken(practice)) >= 65


@pytest.mark.parametrize("practice", SPANISH, ids=ids)
def test_a_practice_suits_the_same_in_every_language(practice):
    assert practice.score.suits == LIBRARY.find(practice.name, "en").score.suits


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_any_silence_over_fifteen_seconds_is_announced(practice):
    quiet = [e for e in practice.score.elements() if isinstance(e, Silence)]
    assert all(e.announced or e.seconds.most <= 15 for e in quiet)
    assert all(e.seconds.most <= 120 for e in quiet)


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_quiet_is_announced_in_one_plain_wording_that_tells_how_long(practice):
    told = [one.text for one, other in pairwise(practice.score.elements())
            if isinstance(one, Line)
            and (isinstance(other, Breath) or (isinstance(other, Silence) and other.announced))
            ]  # fmt: skip
    assert [line for line in told if said_s(line, practice.language) is None] == []
    assert len({" ".join(line.split()[:3]) for line in told}) <= 2


@pytest.mark.slow
@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_whoever_leaves_something_out_is_not_left_alone(practice):
    for choices in LISTENERS:
        for minutes in (1, 2, 5, 10, 20):
            with_all = layout(practice.score, lengths_of(practice), minutes * 60)
            plan = layout(practice.score, lengths_of(practice), minutes * 60, choices)
            words = [sum(len(c.text.split()) for c in p.cues if c.kind is Kind.LINE)
                     for p in (plan, with_all)]  # fmt: skip
            assert words[0] >= 0.75 * words[1]


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_one_minute_is_a_whole_practice_and_not_a_hurried_one(practice):
    for choices in LISTENERS:
        plan = layout(practice.score, lengths_of(practice), 60, choices)
        lines = [c for c in plan.cues if c.kind is Kind.LINE]
        quiet = sum(c.length for c in plan.cues if c.kind is Kind.SILENCE)
        assert len(lines) >= 5
        assert quiet / plan.total >= 0.2


@pytest.mark.slow
@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_silences_stay_near_their_natural_lengths(practice):
    for choices, minutes in product(LISTENERS, (1, 2, 3, 5, 8, 10, 15, 20, 25, 30)):
        plan = layout(practice.score, lengths_of(practice), minutes * 60, choices)
        assert 0.4 <= plan.stretch <= 2.5


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_no_one_silence_holds_more_than_its_share_of_the_quiet(practice):
    for minutes in (5, 10, 20, 30):
        plan = layout(practice.score, lengths_of(practice), minutes * 60)
        quiet = [c.length for c in plan.cues if c.kind is Kind.SILENCE]
        assert max(quiet) <= 0.2 * sum(quiet)


@pytest.mark.slow
@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_a_longer_sitting_has_every_section_of_a_shorter_one(practice):
    held: set[str] = set()
    for total_s in range(120, 1801, 10):
        plan = layout(practice.score, lengths_of(practice), total_s)
        sections = {cue.section for cue in plan.cues}
        assert held <= sections
        held = sections


@pytest.mark.parametrize("practice", PRACTICES, ids=ids)
def test_a_bell_only_frames_a_sitting(practice):
    assert sum(isinstance(e, Bell) for e in practice.score.elements()) <= 2
