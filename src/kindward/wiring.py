"""Settings become an open house: library, speaker and studio, ready for an edge to use."""

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platformdirs import user_data_path

from kindward.errors import KindwardError
from kindward.library import Library, Practice
from kindward.plan import CannotFit
from kindward.rights import NotPrivate, keep_to_ourselves
from kindward.score import Choices
from kindward.studio import Sitting, Studio
from kindward.voice import Shelf, Speaker, UnknownVoice, VoiceFailed, VoiceInfo, choose, voices

if TYPE_CHECKING:
    from kindward.store import Store

FIRST_LENGTHS_S: Final = (60, 300)
"""The sittings that are made ready in the background: one minute for everyone, then five."""

MEGABYTE: Final = 1024 * 1024


class BadSetting(KindwardError):
    """A setting that cannot be read, by its name in the environment."""


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
        """Settings by their names: KINDWARD_HOME, _SHELF_MB, _VOICE, _HOSTS, _WARM_UP.

        Those of the record are KINDWARD_DATABASE, _KEY_FILE and _KEYCHAIN. Raises BadSetting.
        """
        home, key_file = environ.get("KINDWARD_HOME"), environ.get("KINDWARD_KEY_FILE")
        return cls(
            home=Path(home) if home else user_data_path("kindward", appauthor=False),
            shelf_mb=_megabytes(environ.get("KINDWARD_SHELF_MB", "256")),
            voice=environ.get("KINDWARD_VOICE") or None,
            hosts=tuple(environ.get("KINDWARD_HOSTS", "").replace(",", " ").split()),
            warm_up=environ.get("KINDWARD_WARM_UP", "1") != "0",
            database=environ.get("KINDWARD_DATABASE") or None,
            key_file=Path(key_file) if key_file else None,
            keychain=environ.get("KINDWARD_KEYCHAIN", "1") != "0",
        )


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone().replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class House:
    """Everything an edge needs, open. `close` it when done, or use `open_house`."""

    settings: Settings
    library: Library
    speaker: Speaker
    studio: Studio
    closing: threading.Event = field(default_factory=threading.Event)
    now: Callable[[], dt.datetime] = _now
    """The time of this machine, with its offset from UTC."""

    _opening: threading.Lock = field(default_factory=threading.Lock)
    _stores: list["Store"] = field(default_factory=list)

    @property
    def store(self) -> "Store":
        """The record's store, opened when it is first asked for. Raises what `open_record` does."""
        with self._opening:
            if not self._stores:
                self._stores.append(open_record(self.settings))
            return self._stores[0]

    def voice(self, language: str, wanted: str | None = None) -> VoiceInfo:
        """The voice asked for; or the owner's, if it speaks the language; or the best that is here.

        Raises UnknownVoice.
        """
        owners = {self.settings.voice} & {voice.name for voice in voices(language)}
        return choose(language, wanted or next(iter(owners), None))

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
            sitting = Sitting(practice, self.voice(practice.language), total_s, Choices())
            for _ in self.studio.make_ready(sitting, "mp4"):
                if self.closing.is_set():
                    return


def keep_home_private(settings: Settings) -> None:
    """Nobody else may change what is kept at home. Raises rights.NotPrivate, OSError."""
    home = settings.home
    keep_to_ourselves(home, home / "record", home / "launch")
    with suppress(NotPrivate):  # words that are read to one may be shared among people
        keep_to_ourselves(home / "practices")


@contextmanager
def open_house(settings: Settings) -> Iterator[House]:
    """The house of these settings, closed behind whoever leaves."""
    speaker = Speaker(Shelf(settings.home / "clips", settings.shelf_mb * MEGABYTE))
    library = Library(own=settings.home / "practices")
    house = House(settings, library, speaker, Studio(speaker))
    try:
        yield house
    finally:
        house.close()


def open_record(settings: Settings) -> "Store":
    """The store of these settings. Raises store.StoreUnavailable and its kin, rights.NotPrivate."""
    keep_home_private(settings)
    from kindward.store import keychain, open_store  # noqa: PLC0415 - loaded for those who keep

    chain = keychain.system() if settings.keychain else None
    return open_store(settings.home, settings.database, settings.key_file, chain)


def _megabytes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 6):  # noqa: PLR2004 - under a TB
        raise BadSetting("KINDWARD_SHELF_MB is not a whole number of megabytes, such as 256.")
    return int(text)
