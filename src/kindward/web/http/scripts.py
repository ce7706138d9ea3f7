"""Scripts as they are sent: what imports each other in one file, without what only writers need.

On a slow line each file more is a journey more. No step of building is needed: it is done when the
house opens, from the very files that its writers read.
"""

import re
from collections.abc import Mapping, Sequence
from posixpath import dirname, normpath
from typing import Final

from rjsmin import jsmin

_IMPORT: Final = re.compile(r'^import .*? from "(\.[^"]+)";$', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export ", re.MULTILINE)

Scripts = Mapping[str, str]
"""Each script by its name, a path from the folder of all."""


def imported(scripts: Scripts, name: str) -> tuple[str, ...]:
    """All that stands behind a script, each before what imports it, and the script itself last."""
    found: dict[str, None] = {}
    for each in _imports(scripts, name):
        found |= dict.fromkeys(imported(scripts, each))
    return (*found, name)


def wanted_apart(scripts: Scripts, together: Sequence[str]) -> set[str]:
    """What scripts import that do not stand together with these."""
    return {each for name in scripts if name not in together for each in _imports(scripts, name)}


def in_one(scripts: Scripts, names: Sequence[str]) -> str:
    """Scripts that import each other, as one: no two of them may give something the same name."""
    return "".join(_EXPORT.sub("", _IMPORT.sub("", scripts[name])) for name in names)


def tight(script: str) -> str:
    """The script without comments, and without the space that means nothing in it."""
    short: str = jsmin(script)
    return short


def _imports(scripts: Scripts, name: str) -> list[str]:
    """What a script imports as it begins."""
    return [normpath(f"{dirname(name)}/{path}") for path in _IMPORT.findall(scripts[name])]
