"""Settings become an open house: library, speaker and studio, ready for an edge to use."""

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kindward import settings
from kindward.errors import BadSetting
from kindward.library import (
    Feelings,
    Library,
    NamedPath,
    OwnFolder,
    Paths,
    Practice,
    PracticesHere,
    Tables,
    paths,
    practices,
    shipped_languages,
    tables,
)
from kindward.library.files import MOST_FILES
from kindward.narration import Narrations
from kindward.plan import CannotFit, reach
from kindward.rights import NotPrivate, keep_to_ourselves
from kindward.score import Choices, Score
from kindward.store import StoreBusy
from kindward.studio import Sitting, Studio
from kindward.voice import (
    SHIPPED_FOLDER,
    Shelf,
    Speaker,
    UnknownVoice,
    VoiceFailed,
    VoiceInfo,
    first_with,
    lacking,
    voices,
)
from kindward.voice.pace import spoken_s

if TYPE_CHECKING:
    from kindward.store import Store

FIRST_LENGTHS_S: Final = (60, 300)
"""The sittings that are made ready in the background: one minute for everyone, then five."""

OPENING_S: Final = 5.0
"""How long the record is waited for while somebody else opens it."""

MEGABYTE: Final = 1024 * 1024

PRACTICES: Final = "practices"
PATHS: Final = "paths"
FEELINGS: Final = "feelings"
"""The folders of one's own practices, paths and tables of feelings, in the data folder."""

NARRATIONS: Final = "narrations"
"""The folder of what one's own voices have spoken, in the data folder."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where Kindward lives on this machine, and what its owner decided."""

    home: Path
    shelf_mb: int = 256
    voice: str | None = None
    hosts: tuple[str, ...] = ()
    """Names under which it may be reached, beside this machine's own."""
    warm_up: bool = True
    database: str | None = None
    """Where the record is kept, if not in a file at home: the URL of a PostgreSQL database."""
    key_file: Path | None = None
    """The instance key, if it is kept elsewhere than at home."""
    keychain: bool = True
    """Whether the system's keychain may have the instance key."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Settings by their names in the environment; what is empty is left as it was.

        Paths are absolute from here on. Raises settings.BadSetting.
        """
        settings.require_clock()
        told = {name: settings.value(environ.get(name)) for name in settings.NAMES}
        for name in ("KINDWARD_NO_INSTALL", "KINDWARD_DEBUG"):  # used elsewhere, told here
            settings.switch(name, told[name] or "0")
        settings.threads(environ)  # likewise
        key_file, database = told["KINDWARD_KEY_FILE"], told["KINDWARD_DATABASE"]
        return cls(
            home=settings.home(environ),
            shelf_mb=settings.megabytes("KINDWARD_SHELF_MB", told["KINDWARD_SHELF_MB"] or "256"),
            voice=told["KINDWARD_VOICE"] or None,
            hosts=settings.hosts("KINDWARD_HOSTS", told["KINDWARD_HOSTS"]),
            warm_up=settings.switch("KINDWARD_WARM_UP", told["KINDWARD_WARM_UP"] or "1"),
            database=settings.database("KINDWARD_DATABASE", database) if database else None,
            key_file=settings.file("KINDWARD_KEY_FILE", key_file) if key_file else None,
            keychain=settings.switch("KINDWARD_KEYCHAIN", told["KINDWARD_KEYCHAIN"] or "1"),
        )


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
        """The voice asked for; or the owner's, if it speaks the language; or the best that is here.

        Raises UnknownVoice.
        """
        owners = self.settings.voice
        if wanted is None and owners is not None:
            speaks = {each.name for each in self.speaker.voices(language)}
            wanted = owners if owners in speaks else None
        return self.speaker.choose(language, wanted)

    def voice_for(self, practice: Practice, wanted: str | None = None) -> VoiceInfo:
        """The voice that speaks a practice: the one asked for, or the usual one, as `voice`.

        Unless it was asked for, one that lacks words of the practice gives way to the first that
        has them all, so that nobody hears two voices, or gaps. Raises UnknownVoice.
        """
        voice, lines = self.voice(practice.language, wanted), practice.score.lines()
        if wanted is not None or not lacking(voice, lines):
            return voice
        return first_with(self.speaker.voices(practice.language), lines)

    def forget_heard(self) -> None:
        """Nothing tells any more what was heard here."""
        self.speaker.forget()

    def warm_up(self) -> None:
        """Makes the first lengths of every practice ready, behind whoever is listening."""
        if self.settings.warm_up:
            threading.Thread(target=self._warm_up, name="warm-up", daemon=True).start()

    def close(self) -> None:
        """Stops the background work and the voices, and closes the record."""
        self.closing.set()
        self.speaker.close()
        with self._opening:
            for store in self._stores:
                store.close()

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
            for _ in self.studio.make_ready(sitting, "mp4"):
                if self.closing.is_set():
                    return


def _unheard(_sentence: str) -> None:
    """Where nobody listens."""


def own_folder(folder: Path, tell: Callable[[str], None] = _unheard) -> OwnFolder[Practice]:
    """A folder of one's own practices; `tell` hears of each file that is left out, once."""
    return OwnFolder(folder, practices(shipped_languages, _fits), tell)


def own_paths(
    folder: Path, library: Library, tell: Callable[[str], None] = _unheard
) -> OwnFolder[NamedPath]:
    """A folder of one's own paths through the practices of this library, as `own_folder`."""
    return OwnFolder(folder, paths(shipped_languages, library, _lasts), tell)


def own_feelings(
    folder: Path, library: Library, tell: Callable[[str], None] = _unheard
) -> OwnFolder[Feelings]:
    """A folder of one's own tables for the practices of this library, as `own_folder`."""
    return OwnFolder(folder, tables(shipped_languages, library), tell)


def narrations(home: Path, tell: Callable[[str], None] = _unheard) -> Narrations:
    """What was spoken beforehand: what came with Kindward, and before it what is one's own."""
    return Narrations((SHIPPED_FOLDER, home / NARRATIONS), tell)


def here(library: Library) -> PracticesHere:
    """The practices of a library as they are now, as what names them needs to know them."""
    return PracticesHere(library.all(), _lasts)


def _lasts(practice: Practice, seconds: int) -> bool:
    """Whether a practice can last so long."""
    return any(seconds in each for each in _lengths(practice))


@lru_cache(MOST_FILES)
def _lengths(practice: Practice) -> tuple[range, ...]:
    """The seconds that it can last: asked for each step of a path."""
    return _reach(practice.score)


def _fits(score: Score) -> bool:
    """Whether there is any length that it can last."""
    return bool(_reach(score))


def _reach(score: Score) -> tuple[range, ...]:
    """The seconds that it can last, as it is spoken in its language."""
    return reach(score, {line: spoken_s(line, score.language) for line in score.lines()})


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


def keep_home_private(settings: Settings) -> None:
    """Nobody else may change what is kept at home. Raises rights.NotPrivate, OSError."""
    home = settings.home
    keep_to_ourselves(home, home / "record", home / "launch")
    for folder in (PRACTICES, PATHS, FEELINGS, NARRATIONS):
        with suppress(NotPrivate):  # words that are read to one may be shared among people
            keep_to_ourselves(home / folder)


@contextmanager
def open_house(decided: Settings, tell: Callable[[str], None] = _unheard) -> Iterator[House]:
    """The house of these settings, closed behind whoever leaves.

    `tell` hears of each file of one's own that has to be left out, when it is first met.
    Raises settings.BadSetting.
    """
    require_voice(decided)
    speaker = Speaker(_shelf(decided), narrations(decided.home, tell))
    library = Library(own_folder(decided.home / PRACTICES, tell))
    walked = Paths(own_paths(decided.home / PATHS, library, tell))
    felt = Tables(library, own_feelings(decided.home / FEELINGS, library, tell))
    house = House(decided, library, walked, felt, speaker, Studio(speaker))
    try:
        yield house
    finally:
        house.close()


def forget_heard(settings: Settings) -> None:
    """The kept clips go, which tell by their names and times what was heard, and when."""
    _shelf(settings).clear()


def open_record(settings: Settings) -> "Store":
    """The store of these settings. Raises store.StoreUnavailable and its kin, rights.NotPrivate."""
    keep_home_private(settings)
    from kindward.store import keychain, open_store  # noqa: PLC0415 - loaded for those who keep

    chain = keychain.system() if settings.keychain else None
    return open_store(settings.home, settings.database, settings.key_file, chain)


def discard_record(settings: Settings) -> None:
    """A record at home that cannot be opened as one is erased, with its key. As store.discard."""
    from kindward.store import discard, keychain  # noqa: PLC0415 - loaded for those who keep

    chain = keychain.system() if settings.keychain else None
    discard(settings.home, settings.key_file, chain)


def _shelf(settings: Settings) -> Shelf:
    return Shelf(settings.home / "clips", settings.shelf_mb * MEGABYTE)
