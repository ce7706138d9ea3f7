"""What `kindward check` says of practices, paths, tables of feelings and lexicons. Pure."""

from typing import Final

from kindward.library import Feelings, NamedPath, Practice, filed, shipped_languages
from kindward.paths import Path

SILENT: Final = "nothing came out of it"


def here(found: Practice | NamedPath, lies_in: str) -> str:
    """Under which name it is found, and among which; where its folder says otherwise."""
    name, language = found.name, found.language
    told = f"  It is here as {name}, in {language}."
    if lies_in and filed(lies_in, shipped_languages()) != language:
        told = (
            f"  It is here as {name}, in {language}: its Language line says so, and that counts "
            f"more than the folder {lies_in}."
        )
    if isinstance(found, Practice) and language not in shipped_languages():
        known = " or ".join(shipped_languages())
        told += (
            f"\n  Kindward has pages in {known}, so this one can only be heard in the terminal: "
            f"kindward play {name} --language {language}"
        )
    return told


def empty(folder: str) -> str:
    """No file in it that could be a practice."""
    return (
        f"There is no practice in {folder} yet. You can put one there as a text file, such as "
        "en/my-practice.score."
    )


def fine_path(name: str, path: Path) -> str:
    """A path file without faults."""
    steps = len(path.steps)
    return f'{name}: no mistakes. "{path.title}" has {steps} step{"s" * (steps != 1)}.'


def fine_feelings(name: str, table: Feelings) -> str:
    """A table of feelings without faults, and what the first page makes of it."""
    shown = ", ".join(each.name for each in table.all if each.at_hand)
    told = f"{name}: no mistakes. Feelings in {table.language}: {len(table.all)}."
    return f"{told} Under the large button: {shown}." if shown else told


def fine_lexicon(name: str, count: int, language: str) -> str:
    """A lexicon without faults: how many words and phrases it corrects, and in which language."""
    entries = f"{count} {'entry' if count == 1 else 'entries'}"
    return f"{name}: no mistakes. It has {entries}, read as {language}."


def summed(what: str, found: int, left: int) -> str:
    """How many practices, paths or tables there are, and how many files are left out."""
    total = f"{found} {what}{'s' * (found != 1)} in all"
    return f"{total}, and {left} left out." if left else f"{total}."
