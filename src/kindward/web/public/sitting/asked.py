"""What an address asks for, read and written: a length, a voice, and what a sitting includes.

    ?minutes=1.5&voice=NAME&form=read&touch=no&breath=no&imagery=no&bell=yes&pace=yes

`form` is how one follows it: `listen` to a voice, `device` for the voice of one's own device,
`read` along without a sound, `cues` for the bell and the breath alone. Only what differs from a
first visit is written. An empty field asks for nothing. Anything that cannot be meant is a 400,
never a guess.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final
from urllib.parse import quote, urlencode

from starlette.exceptions import HTTPException

from kindward import lengths
from kindward.library import Practice
from kindward.score import Choices
from kindward.studio import Sitting
from kindward.voice import SILENT, VoiceInfo

FORMS: Final = ("listen", "device", "read", "cues")

BEGIN: Final = {"begin": "yes"}
"""What an address says where the tap that led there was the one that begins."""

_MINUTES: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{1,20})?", re.ASCII)
"""As programs write it, who alone write addresses."""

_ANSWERS: Final = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Asked:
    """How a listener wants to sit, whichever practice it is."""

    total_s: int
    voice: str | None
    choices: Choices
    form: str = FORMS[0]

    def query(self, **more: str) -> str:
        """Everything but the length for an address, with its `?`; the length is each page's own."""
        voice = {} if self.voice is None else {"voice": self.voice}
        form = {} if self.form == FORMS[0] else {"form": self.form}
        return query(more | voice | form | told(self.choices))

    def sitting(self, practice: Practice, voice: Callable[[str | None], VoiceInfo]) -> Sitting:
        """The sitting that this asks for. Raises UnknownVoice."""
        if self.form == "cues":
            heard = replace(self.choices, bell=True, pace=True)
            return Sitting(practice, voice(SILENT), self.total_s, heard)
        return Sitting(practice, voice(self.voice), self.total_s, self.choices)


def read(params: Mapping[str, str], default_s: int) -> Asked:
    """What the query of an address asks for. Raises HTTPException 400."""
    return Asked(
        total_s=_seconds(params["minutes"]) if params.get("minutes") else default_s,
        voice=params.get("voice") or None,
        choices=read_choices(params),
        form=_form(params.get("form") or FORMS[0]),
    )


def read_choices(params: Mapping[str, str]) -> Choices:
    """What a sitting includes. Raises HTTPException 400."""
    names = (choice.name for choice in fields(Choices))
    return Choices(**{name: _answer(params[name]) for name in names if params.get(name)})


def begins(params: Mapping[str, str]) -> bool:
    """Whether the sitting is to begin by itself, after a tap on the page before."""
    return BEGIN.items() <= params.items()


def sound_url(sitting: Sitting, ending: str, **more: str) -> str:
    """The address of a sitting's sound or captions."""
    folders = (sitting.practice.language, sitting.voice.name, sitting.practice.name)
    place = "/".join(quote(folder, safe="") for folder in folders)
    return f"/sound/{place}/{sitting.total_s}.{ending}{query(told(sitting.choices) | more)}"


def _seconds(text: str) -> int:
    seconds = lengths.read(text) if _MINUTES.fullmatch(text) else None
    if seconds is None:
        raise HTTPException(400)
    return seconds


def _form(text: str) -> str:
    if text not in FORMS:
        raise HTTPException(400)
    return text


def _answer(text: str) -> bool:
    if text not in _ANSWERS:
        raise HTTPException(400)
    return _ANSWERS[text]


def told(choices: Choices) -> dict[str, str]:
    """What differs from a first visit, as an address says it."""
    return {name: "yes" if wanted else "no" for name, wanted in choices.changed().items()}


def query(params: dict[str, str]) -> str:
    """The end of an address, with its `?`; nothing where nothing is asked for."""
    return f"?{urlencode(params)}" if params else ""
