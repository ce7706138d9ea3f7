"""What `kindward check` says of a folder of one's own practices. Pure."""

from typing import Final

from kindward.library import Feelings, Practice, filed, shipped_languages

SILENT: Final = "nothing came out of it"


def here(practice: Practice, lies_in: str) -> str:
    """Under which name a practice is found, and among which; where its folder says otherwise."""
    name, language = practice.name, practice.language
    told = f"  It is here as {name}, in {language}."
    if lies_in and filed(lies_in, shipped_languages()) != language:
        told = (
            f"  It is here as {name}, in {language}: its Language line says so, and that counts "
            f"more than the folder {lies_in}."
        )
    if language not in shipped_languages():
        known = " or ".join(shipped_languages())
        told += (
            f"\n  Kindward has pages in {known}, so this one can only be heard in the terminal: "
            f"kindward play {name} --language {language}"
        )
    return told


def feelings(name: str, table: Feelings) -> str:
    """A table of feelings without faults, and what the first page makes of it."""
    shown = ", ".join(each.name for each in table.all if each.at_hand)
    told = f"{name}: no mistakes. Feelings in {table.language}: {len(table.all)}."
    return f"{told} Under the large button: {shown}." if shown else told


def empty(folder: str) -> str:
    """No file in it that could be a practice."""
    return (
        f"There is no practice in {folder} yet. You can put one there as a text file, such as "
        "en/my-practice.score."
    )


def summed(found: int, left: int) -> str:
    """How many practices there are, and how many files are left out."""
    practices = f"{found} practice{'s' * (found != 1)} in all"
    return f"{practices}, and {left} left out." if left else f"{practices}."
