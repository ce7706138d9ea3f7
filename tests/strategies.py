"""One home for what Hypothesis draws: scores as a clinician might type them, and spoken lengths."""

from hypothesis import strategies as st

from kindward.score.model import (
    CHOICES,
    SUITS,
    Bell,
    Bounds,
    Breath,
    Choices,
    Line,
    Note,
    Repeat,
    Score,
    Section,
    Silence,
    When,
)

UNSEEN_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols by their category that nobody can see: no score holds them."""

WORDS = st.text(
    st.characters(
        codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters=UNSEEN_LETTERS
    ),
    min_size=1,
    max_size=12,
)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
NAMES = st.lists(
    st.text("abcdefgh äñ中", min_size=1).filter(str.strip), min_size=1, max_size=3
).map(lambda words: " ".join(" ".join(words).split()))
WHENS = st.dictionaries(st.sampled_from(CHOICES), st.booleans(), max_size=2).map(
    lambda terms: When(tuple((name, terms[name]) for name in CHOICES if name in terms))
)
CHOICES_MADE = st.builds(
    Choices, st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans()
)


def hundredths(least, most):
    return st.integers(int(least * 100), int(most * 100)).map(lambda n: n / 100)


@st.composite
def bounds(draw, least, most):
    low, natural, high = sorted(draw(st.tuples(*[hundredths(least, most)] * 3)))
    return Bounds(natural, low, high)


@st.composite
def times(draw, most):
    low, natural, high = sorted(draw(st.tuples(*[st.integers(1, most)] * 3)))
    return Bounds(natural, low, high)


LINES = st.builds(Line, TEXTS, WHENS)
SILENCES = st.builds(Silence, bounds(0, 60), when=WHENS)
BREATHS = st.builds(Breath, hundredths(1, 20), hundredths(1, 20), times(40), WHENS)
ELEMENTS = LINES | SILENCES | BREATHS | st.builds(Bell, WHENS) | st.builds(Note, TEXTS)


@st.composite
def announced(draw):
    when = draw(WHENS)
    return [Line(draw(TEXTS), when), Silence(draw(bounds(0, 300)), announced=True, when=when)]


PASSAGES = (
    st.lists(ELEMENTS.map(lambda e: [e]) | announced(), min_size=1, max_size=6)
    .map(lambda runs: tuple(e for run in runs for e in run))
    .filter(lambda passage: any(not isinstance(e, Note) for e in passage))
)
REPEATS = st.builds(Repeat, times(20), PASSAGES, WHENS)


@st.composite
def sections(draw):
    parts = draw(st.lists(PASSAGES | REPEATS.map(lambda repeat: (repeat,)), min_size=1, max_size=3))
    if draw(st.booleans()) or isinstance(parts[0][0], Silence | Note):
        parts.insert(0, (draw(LINES),))  # a section begins with something that sounds
    passages = tuple(p for part in parts for p in part)
    if draw(st.booleans()):
        return Section(draw(NAMES), passages, 0.0, None, When(()))  # for everyone, at any length
    low, high = sorted(draw(st.tuples(st.integers(0, 1800), st.integers(1, 1801))))
    under = draw(st.none() | st.just(float(high)))
    from_s = float(low) if under is None or low < under else 0.0
    return Section(draw(NAMES), passages, from_s, under, draw(WHENS))


def speaks(score):
    return bool(score.lines())


SCORES = st.builds(
    Score,
    title=TEXTS,
    language=st.sampled_from(["en", "es", "pt-BR", "zh-Hant"]),
    sections=st.lists(sections(), min_size=1, max_size=5).map(tuple),
    summary=TEXTS | st.just(""),
    picture=TEXTS | st.just(""),
    credits=st.lists(TEXTS, max_size=2).map(tuple),
    notes=st.lists(TEXTS, max_size=2).map(tuple),
    alternatives=st.lists(TEXTS, max_size=2).map(tuple),
    suits=st.lists(st.sampled_from(SUITS), max_size=2).map(tuple),
).filter(speaks)


def plain_lengths(score, words_per_s=1.75):
    """Seconds that each line takes at an even pace."""
    return {text: 0.4 + len(text.split()) / words_per_s for text in score.lines()}
