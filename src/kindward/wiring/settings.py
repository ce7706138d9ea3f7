"""What the owner of this machine decided, and what lies where in the data folder."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kindward import settings

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
