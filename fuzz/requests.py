"""Any request to every route: none may break, tell or change what it has no right to.

    .venv/bin/python -m fuzz.requests [number] [seed]

A hundred thousand by default, by the same rules that the tests run with fewer. Ends with 1 if one
of them broke a law, and prints the first of those.
"""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from tests.web.fuzzing.law import Told, run
from tests.web.fuzzing.place import opened

SHOWN = 12
EVERY = 2_000


def main() -> int:
    """The law's own verdict."""
    logging.getLogger("python_multipart").setLevel(logging.ERROR)
    asked = [int(argument.replace("_", "").replace(",", "")) for argument in sys.argv[1:3]]
    number, seed = (*asked, *(100_000, 1)[len(asked) :])

    def tell(told: Told) -> None:
        if told.statuses.total() % EVERY == 0:
            sys.stderr.write(told.line() + "\n")

    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "home") as place:
        told = asyncio.run(run(place, number, seed, tell))
    sys.stdout.writelines(fault + "\n" for fault in told.faults[:SHOWN])
    sys.stdout.write(told.line() + "\n")
    return 1 if told.faults else 0


if __name__ == "__main__":
    sys.exit(main())
