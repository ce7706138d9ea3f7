"""What is known of a sitting or an evening, and what is told of it again, in one. Pure."""

from typing import TypeVar

from msgspec.structs import replace

from kindward.journal.entries import MOST_EDITION, AnyEntry, Evening, Outcome, Sitting

Kind = TypeVar("Kind", Sitting, Evening)


def following(known: AnyEntry) -> int:
    """The edition of what takes this entry's place. The last edition is followed by itself."""
    return min(known.edition + 1, MOST_EDITION)


def merged(known: Sitting, told: Sitting) -> Sitting:
    """What is known of a sitting and what its page tells of it, in one.

    The page tells what it saw, again and again, and its words may come late or twice: whatever the
    order, the same comes of it. What only forms say (before, between, after) stays, and so does a
    tap that is known: a form may have put it right since.
    """
    both = (known, told)
    changed = replace(
        known,
        seconds=told.seconds,
        voice=told.voice,
        form=told.form,
        outcome=max((each.outcome for each in both), key=list(Outcome).index),
        heard_s=max(each.heard_s for each in both),
        felt=known.felt or told.felt,
    )
    return _next(known, changed)


def mended(known: Evening, told: Evening) -> Evening:
    """What is known of an evening and what a letter tells of the same day, in one.

    A letter may have waited for days: what was said last counts, whichever came first, and what
    the one leaves open the other fills.
    """
    last, first = (told, known) if told.at > known.at else (known, told)
    changed = replace(
        known,
        at=last.at,
        did=last.did or first.did,
        feeling=last.feeling or first.feeling,
    )
    return _next(known, changed)


def _next(known: Kind, changed: Kind) -> Kind:
    """What is known if nothing of it changed, else its next edition."""
    return known if changed == known else replace(changed, edition=following(known))
