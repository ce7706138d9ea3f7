"""What a program does on a desktop: run in a session that has a Secret Service of its own.

The first argument is what to do; what came of it is printed.
"""

import os
import sys

from kindward.errors import KindwardError
from kindward.store import keychain
from kindward.wiring import Settings, open_record
from store.entries import note, numbers

ME = "me"


def main(what: str) -> None:
    keychain.PATIENCE_S = float(os.environ.get("PATIENCE_S", "30"))
    try:
        with open_record(Settings.from_env()) as store:
            match what:
                case "write":
                    store.put(ME, note(1))
                case "erase":
                    store.erase(ME)
            print(store.keys.place, sorted(numbers(store.record(ME))))  # noqa: T201
    except KindwardError as error:
        print(type(error).__name__)  # noqa: T201


main(sys.argv[1])
