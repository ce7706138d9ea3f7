"""An evening that a form tells, kept as the one of its day; or both are shown, and one is chosen.

An evening that is kept is changed only by a form that has shown it, or that says all of it again.
"""

from collections.abc import Callable
from typing import Final

from kindward.journal import AnyEntry, Evening, Note, is_alike, is_counted, said
from kindward.store import Conflict
from kindward.web.http.own.own import Own
from kindward.web.private.journal.fields import Fields, is_seen


class Told:
    """What the form of an evening holds."""

    def __init__(self, fields: Fields, read: Callable[[Evening | None], Evening]) -> None:
        """`read` makes the evening of the fields, beside what is kept of it. Raises Unclear."""
        self.fields, self.read = fields, read
        self.of: Final = read(None).of

    def keep(self, own: Own, words: Note | None = None) -> bool:
        """Keep it, and a few words, both or none; whether anything was new.

        Raises Conflict with the evening of its day that says something else, and what the store
        raises.
        """
        known = own.store.record(own.person).evening(self.of)
        told = self.read(known)
        evening = told if known or said(told) else None
        entries = [entry for entry in (evening, words) if entry]
        return bool(own.store.put_all(own.person, entries, self._rule))

    def _rule(self, known: AnyEntry | None, told: AnyEntry) -> AnyEntry | None:
        """What is kept of this form: asked of in the write, where nothing comes in between."""
        if not isinstance(told, Evening):
            return told
        if not isinstance(known, Evening):
            return told if said(told) else None
        told = self.read(known)
        if is_alike(known, told):
            return None
        if is_counted(known, told, is_shown=is_seen(self.fields, known)):
            return told
        raise Conflict(known)
