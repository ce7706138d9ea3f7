"""`kindward erase`: everything that is kept of a person goes, and it is shown that it went.

What was heard goes with it.
"""

import click

from kindward.cli import words, words_key
from kindward.cli.decided import settings
from kindward.cli.record import say_defects
from kindward.store import KeyBroken, KeyLocked, KeyMissing, NotARecord, Store
from kindward.wiring import Settings, discard_record, forget_heard, open_record


@click.command(help=words.ERASE_HELP)
def erase() -> int:
    """Asks for a typed word; exit code 1 if sealed remains could not be cleared yet."""
    decided = settings()
    try:
        with open_record(decided) as store:
            return _erase(store, decided)
    except NotARecord:
        if decided.database:
            raise
        return _discard(decided)


def _erase(store: Store, decided: Settings) -> int:
    say_defects(store)
    what = _what(store)
    if not what:
        forget_heard(decided)
        click.echo(words.NOTHING_TO_ERASE, err=True)
        return 0
    if not _is_meant(what):
        return 0
    done = store.erase(store.person())
    forget_heard(decided)
    if done.traces:
        click.echo(words.erased_so_far(done.traces), err=True)
        return 1
    click.echo(words.erased(done.files, done.bytes), err=True)
    return 0


def _discard(decided: Settings) -> int:
    """What lies in the place of the record, and cannot be opened as one, goes with the key."""
    if _is_meant(words.ERASE_UNREADABLE):
        discard_record(decided)
        forget_heard(decided)
        click.echo(words.DISCARDED, err=True)
    return 0


def _is_meant(what: str) -> bool:
    """Whether the word was typed, once it was said what would go."""
    click.echo(what, err=True)
    typed = click.prompt(words.ERASE_ASKED, default="", show_default=False, err=True)
    if typed.strip().casefold() == words.ERASE_WORD:
        return True
    click.echo(words.NOT_ERASED, err=True)
    return False


def _what(store: Store) -> str:
    """What would go, in words; empty if there is nothing."""
    person = store.person()
    try:
        if not store.knows(person):
            return words.ERASE_GONE if store.defects else ""
        return words.would_erase(len(store.record(person).entries), len(store.broken(person)))
    except KeyLocked:
        return words_key.ERASE_LOCKED
    except KeyMissing:
        return words.ERASE_CLOSED
    except (KeyBroken, NotARecord):
        return words.ERASE_BROKEN
