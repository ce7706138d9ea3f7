"""What a person must do before a release: lines to a person that are stale, or never dialled.

    just stale

Exit 1 while a line was last looked at over 180 days ago: then the release waits. Never part of the
tests, which no passing of time may break.
"""

import sys
from datetime import UTC, datetime

from kindward import support


def main() -> int:
    """Print both lists; 1 if any line is stale."""
    directory, today = support.shipped(), datetime.now(UTC).date()
    stale = support.stale(directory, today)
    for country, line in stale:
        print(f"stale      {country.code}  {line.name}: {line.verified_on}, {line.source}")
    for country, line in directory.lines():
        if line.dialled is None:
            print(f"undialled  {country.code}  {line.name}: confidence {line.confidence}")
    print(f"{len(stale)} stale of {sum(1 for _ in directory.lines())}.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
