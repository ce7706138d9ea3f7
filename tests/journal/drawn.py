"""What Hypothesis draws of a person's life: entries of every kind, and whole records."""

import datetime as dt

from hypothesis import settings
from hypothesis import strategies as st

from kindward.journal import (
    WISHES,
    CheckIn,
    Chosen,
    Course,
    Did,
    Evening,
    Expected,
    Felt,
    Form,
    Note,
    Offer,
    Option,
    Outcome,
    Record,
    Sitting,
    Trial,
    Wishes,
)
from kindward.journal.entries import FIRST_YEAR, LAST_YEAR

CALM = settings(deadline=None, max_examples=50)
"""No test of these fails for being slow on a busy machine."""

IDS = st.from_regex(r"[A-Za-z0-9_-]{8,64}", fullmatch=True)
NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True)
TAGS = st.sampled_from(["en", "es", "pt-BR", "zh-Hant-TW"])
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: dt.timezone(dt.timedelta(minutes=m)))
DAYS = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))
TIMES = st.builds(dt.datetime.combine, DAYS, st.times(), tzinfo=ZONES)
SLIDERS = st.none() | st.integers(0, 100)
CHANCES = st.floats(0, 1)
SECONDS = st.integers(0, 86_400)
SEEDS = st.integers(0, 2**63 - 1)
EDITIONS = st.integers(1, 1_000_000)


def maybe(what):
    return st.none() | what


CHECK_INS = st.builds(CheckIn, judging=SLIDERS, hurt=SLIDERS, next_step=SLIDERS)
OPTIONS = st.builds(Option, practice=NAMES, probability=CHANCES, left_out=TEXTS)

KEPT = {"id": IDS, "edition": EDITIONS, "at": TIMES}

OFFERS = st.builds(
    Offer, **KEPT, mode=st.sampled_from(Chosen), practice=NAMES, seed=SEEDS, policy=TEXTS,
    options=st.lists(OPTIONS, max_size=3).map(tuple), reason=TEXTS, quiet_minute=CHANCES,
    digest=st.dictionaries(TEXTS, st.floats(allow_nan=False, allow_infinity=False), max_size=3),
)  # fmt: skip
SITTINGS = st.builds(
    Sitting, **KEPT, practice=NAMES, seconds=SECONDS, language=TAGS, voice=NAMES,
    form=st.sampled_from(Form), chosen=st.sampled_from(Chosen), offer=maybe(IDS),
    before=maybe(CHECK_INS), quiet_minute=st.booleans(), between=maybe(CHECK_INS),
    after=maybe(CHECK_INS), outcome=st.sampled_from(Outcome), heard_s=SECONDS,
    felt=maybe(st.sampled_from(Felt)),
)  # fmt: skip
EVENINGS = st.builds(
    Evening, **KEPT, of=DAYS, did=maybe(st.sampled_from(Did)), feeling=maybe(CHECK_INS),
    slips=maybe(st.integers(0, 99)), slept_h=maybe(st.floats(0, 24)), trial=maybe(IDS),
)  # fmt: skip
NOTES = st.builds(Note, **KEPT, text=TEXTS, sitting=maybe(IDS))
TRIALS = st.builds(
    Trial, **KEPT, begins=DAYS, goal=TEXTS, action=TEXTS, changes_my_mind=TEXTS,
    expected=maybe(st.sampled_from(Expected)), seed=SEEDS, stopped=maybe(DAYS), why_stopped=TEXTS,
    kind=st.lists(st.booleans(), min_size=4, max_size=168).map(tuple),
)  # fmt: skip
COURSES = st.builds(
    Course, **KEPT, path=NAMES, skipped=st.lists(st.integers(0, 99), max_size=3).map(tuple),
    stopped=st.booleans(),
)  # fmt: skip
WISHED = st.builds(
    Wishes, id=st.just(WISHES), edition=EDITIONS, at=TIMES, quiet_minutes=st.booleans(),
    favourites=st.lists(NAMES, max_size=3).map(tuple), results=st.booleans(), reminder=TEXTS,
    reminder_at=maybe(st.times()), lock_after_min=st.integers(0, 1440),
    reminder_days=st.lists(st.integers(0, 6), max_size=7).map(tuple),
)  # fmt: skip

ENTRIES = OFFERS | SITTINGS | EVENINGS | NOTES | TRIALS | COURSES | WISHED
RECORDS = st.lists(ENTRIES, max_size=8).map(Record)

AT_HOME = dt.datetime(2026, 11, 23, 21, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
"""An evening somewhere."""
