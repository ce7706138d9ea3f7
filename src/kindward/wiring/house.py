"""The house: library, speaker, studio and record of one machine, open for an edge to use."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kindward.errors import BadSetting
from kindward.library import Library, Paths, Practice, Tables
from kindward.plan import CannotFit
from kindward.score import Choices
from kindward.store import StoreBusy
from kindward.studio import Sitting, Studio
from kindward.voice import Speaker, UnknownVoice, VoiceFailed, VoiceInfo, voices
from kindward.wiring.own import Tell, narrations, own_feelings, own_folder, own_paths, unheard
from kindward.wiring.reader import Reader
from kindward.wiring.record import open_record, shelf
from kindward.wiring.settings import FEELINGS, PATHS, PRACTICES, Settings

if TYPE_CHECKING:
    from kindward.store import Store

FIRST_LENGTHS_S: Final = (60, 300)
"""The sittings that are made ready in the background: one minute for everyone, then five."""

OPENING_S: Final = 5.0
"""How long the record is waited for while somebody else opens it."""


def _now() -> dt.datetime:
    """The time here. An offset is whole minutes, as it is written everywhere (RFC 3339, 5.6)."""
    here = dt.datetime.now().astimezone().replace(microsecond=0)
    minutes = round((here.utcoffset() or dt.timedelta()) / dt.timedelta(minutes=1))
    return here.astimezone(dt.timezone(dt.timedelta(minutes=minutes)))


@dataclass(frozen=True, slots=True)
class House:
    """Everything an edge needs, open. `close` it when done, or use `open_house`."""

    settings: Settings
    library: Library
    paths: Paths
    feelings: Tables
    speaker: Speaker
    studio: Studio
    closing: threading.Event = field(default_factory=threading.Event)
    now: Callable[[], dt.datetime] = _now
    """The time of this machine, with its offset from UTC."""

    _opening: threading.Lock = field(default_factory=threading.Lock)
    _expecting: threading.Lock = field(default_factory=threading.Lock)
    _stores: list["Store"] = field(default_factory=list)

    @property
    def store(self) -> "Store":
        """The record's store, opened when it is first asked for.

        Raises what `open_record` does, and StoreBusy where somebody else's try takes seconds: of
        many who ask for a database that stands still, nobody waits for all the others.
        """
        if not self._opening.acquire(timeout=OPENING_S):
            raise StoreBusy
        try:
            if not self._stores:
                self._stores.append(open_record(self.settings))
            return self._stores[0]
        finally:
            self._opening.release()

    def voice(self, language: str, wanted: str | None = None) -> VoiceInfo:
        """The voice of a language, as Reader.voice. Raises UnknownVoice."""
        return self._reader.voice(language, wanted)

    def voice_for(self, practice: Practice, wanted: str | None = None) -> VoiceInfo:
        """The voice that speaks a practice, as Reader.voice_for. Raises UnknownVoice."""
        return self._reader.voice_for(practice, wanted)

    def lengths(self, practice: Practice) -> tuple[range, ...]:
        """The seconds that a practice can last, as Reader.lengths."""
        return self._reader.lengths(practice)

    def forget_heard(self) -> None:
        """Nothing tells any more what was heard here."""
        self.speaker.forget()

    def warm_up(self) -> None:
        """Makes the first lengths of every practice ready, behind whoever is listening."""
        if self.settings.warm_up:
            threading.Thread(target=self._warm_up, name="warm-up", daemon=True).start()

    def expect(self, sitting: Sitting) -> None:
        """Has its beginning ready for whoever may soon listen, where a voice has yet to say it.

        One at a time: while one is being made ready, another is not.
        """
        voice, lines = sitting.voice, sitting.practice.score.lines()
        if not self.settings.warm_up or all(self.speaker.sizes(voice, each) for each in lines):
            return
        if self._expecting.acquire(blocking=False):
            threading.Thread(
                target=self._expect, args=(sitting,), name="expecting", daemon=True
            ).start()

    def close(self) -> None:
        """Stops the background work and the voices, and closes the record."""
        self.closing.set()
        self.speaker.close()
        with self._opening:
            for store in self._stores:
                store.close()

    @property
    def _reader(self) -> Reader:
        return Reader(self.speaker, self.settings.voice)

    def _expect(self, sitting: Sitting) -> None:
        try:
            self.studio.make_beginning_ready(sitting, "webm")
        finally:
            self._expecting.release()

    def _warm_up(self) -> None:
        for language in self.library.languages():
            with suppress(UnknownVoice):
                self.speaker.warm_up(self.voice(language))
        for total_s in FIRST_LENGTHS_S:
            for language in self.library.languages():
                for practice in self.library.practices(language):
                    self._make_ready(practice, total_s)

    def _make_ready(self, practice: Practice, total_s: float) -> None:
        """Whoever listens next is told what is wrong; here it only means that less is ready."""
        with suppress(CannotFit, UnknownVoice, VoiceFailed):
            sitting = Sitting(practice, self.voice_for(practice), total_s, Choices())
            for _ in self.studio.make_ready(sitting, "webm"):
                if self.closing.is_set():
                    return


def require_voice(decided: Settings) -> None:
    """That the owner's voice, if one was named, is here. Raises settings.BadSetting."""
    if decided.voice is None:
        return
    languages = Library(own_folder(decided.home / PRACTICES)).languages()
    known = (each for tag in languages for each in voices(tag, narrations(decided.home)))
    here = dict.fromkeys(voice.name for voice in known if voice.is_here)
    if decided.voice not in here:
        raise BadSetting(
            f"KINDWARD_VOICE names no voice that is here. These are: {', '.join(here)}."
        )


@contextmanager
def open_house(decided: Settings, tell: Tell = unheard) -> Iterator[House]:
    """The house of these settings, closed behind whoever leaves.

    `tell` hears of each file of one's own that has to be left out, when it is first met.
    Raises settings.BadSetting.
    """
    require_voice(decided)
    speaker = Speaker(shelf(decided), narrations(decided.home, tell))
    lengths = Reader(speaker, decided.voice).lengths
    library = Library(own_folder(decided.home / PRACTICES, tell, lengths))
    walked = Paths(own_paths(decided.home / PATHS, library, tell, lengths))
    felt = Tables(library, own_feelings(decided.home / FEELINGS, library, tell))
    house = House(decided, library, walked, felt, speaker, Studio(speaker))
    try:
        yield house
    finally:
        house.close()
