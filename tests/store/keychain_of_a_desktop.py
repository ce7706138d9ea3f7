"""What a program does on a desktop: run in a session that has a Secret Service of its own.

The first argument is what to do; what came of it is printed.
"""

import os
import sys
from pathlib import Path

from kindward.errors import KindwardError
from kindward.store import keychain, open_store
from tests.store.entries import note, numbers

ME = "me"


def main(what: str) -> None:
    patience_s = float(os.environ.get("PATIENCE_S", "30"))
    keychain.PATIENCE_S = patience_s  # type: ignore[misc]  # final, but for a test
    chain = None if os.environ["KINDWARD_KEYCHAIN"] == "0" else keychain.system()
    try:
        with open_store(Path(os.environ["KINDWARD_HOME"]), keychain=chain) as store:
            match what:
                case "write":
                    store.put(ME, note(1))
                case "erase":
                    store.erase(ME)
            print(store.keys.place, sorted(numbers(store.record(ME))))  # noqa: T201
    except KindwardError as error:
        print(type(error).__name__)  # noqa: T201


main(sys.argv[1])
