"""How a practice should sound in time: bounds for each length, as in recordings people love."""

import re

from bench.words import Heard, lengths_of
from kindward.plan import Kind, layout

RATES = {1: (50, 78), 2: (58, 86), 5: (60, 84), 10: (52, 72), 20: (45, 64), 30: (36, 60)}
"""Words a minute over all, least and most, for each length in minutes."""

TOGETHER = 0.5
WISHES_TOGETHER = 1 / 3
"""Least share of lines within 2.5 s of the one before; less where wishes are said and repeated."""

LONGEST_RUN = 6
DEVIATION = 4.5
JOINING = (0.15, 0.35)
BEGUN_S = 45
MOST_ANNOUNCED = 4

SPANS = {
    "en": {
        "ten seconds": 10, "fifteen seconds": 15, "twenty seconds": 20, "half a minute": 30,
        "forty seconds": 40, "three quarters of a minute": 45, "a minute": 60,
        "a minute and a half": 90, "two minutes": 120,
    },
    "es": {
        "diez segundos": 10, "quince segundos": 15, "veinte segundos": 20, "medio minuto": 30,
        "cuarenta segundos": 40, "un minuto": 60, "un minuto y medio": 90, "dos minutos": 120,
    },
}  # fmt: skip
"""Lengths of quiet as they are announced, in seconds; the longest name that fits counts."""

TRUE = (0.75, 1.4)
"""How much shorter or longer than it was announced a quiet may be."""

PHRASE = re.compile(r"""["“][^"”]+["”]""")
LEAST_TO_SAY_S = 2.5


def said_s(line, language):
    """The length that a line announces, in seconds; None if it names none."""
    names = [n for n in SPANS[language] if re.search(rf"\b{n}\b", line, re.IGNORECASE)]
    return SPANS[language][max(names, key=len)] if names else None


def faults(heard: Heard, language: str, hearts: tuple[str, ...], *, wishes: bool) -> list[str]:
    """What does not sound as it should in one sitting, in words."""
    found = [*_pace(heard), *_announcements(heard, language)]
    if heard.minutes >= 2:
        found += [f"no section '{heart}'" for heart in hearts if heart not in heard.began_s]
    if heard.minutes >= 5:
        found += _flow(heard, WISHES_TOGETHER if wishes else TOGETHER)
    if heard.minutes == 5 and heard.began_s.get(hearts[0], 0) > BEGUN_S:
        found.append(f"set-up until {heard.began_s[hearts[0]]:.0f} s, not {BEGUN_S}")
    return found


def _pace(heard):
    low, high = RATES[int(heard.minutes)]
    if not low <= heard.rate <= high:
        yield f"{heard.rate:.0f} words a minute, not {low} to {high}"
    if heard.most_together > LONGEST_RUN:
        yield f"{heard.most_together} lines without a pause, not {LONGEST_RUN}"


def _announcements(heard, language):
    for line, seconds in heard.announced:
        told = said_s(line, language)
        if told is None:
            yield f"{seconds:.0f} s of quiet, and no length is told: {line}"
        elif not TRUE[0] * told <= seconds <= TRUE[1] * told:
            yield f"{seconds:.0f} s of quiet, told as {told} s: {line}"
    if len(heard.announced) > (MOST_ANNOUNCED if heard.minutes <= 20 else 2 * MOST_ANNOUNCED):
        yield f"{len(heard.announced)} announcements of quiet"


def _flow(heard, together):
    if heard.together < together:
        yield f"{heard.together:.0%} of the lines follow at once, not {together:.0%}"
    if heard.deviation < DEVIATION:
        yield f"lines of {heard.deviation:.1f} words' deviation, not {DEVIATION}"
    if not JOINING[0] <= heard.joining <= JOINING[1]:
        yield f"{heard.joining:.0%} of the sentences go on with So, And, Now, But, Or"


def hurried_phrases(practice, minutes):
    """Phrases to say to oneself that no time follows, not after the line and not after its next."""
    plan = layout(practice.score, lengths_of(practice), minutes * 60)
    cues = [cue for cue in plan.cues if cue.kind is not Kind.BELL]
    found = []
    for at, cue in enumerate(cues):
        if cue.kind is Kind.LINE and PHRASE.search(cue.text):
            after = [c for c in cues[at + 1 : at + 2] if c.kind is Kind.SILENCE]
            if sum(c.length for c in after) / 50 < LEAST_TO_SAY_S:
                found.append(cue.text)
    return found
