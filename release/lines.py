"""What a person must do before a release: what is stale, or was never dialled or opened.

    just stale

Lines to a person, and addresses of teachers. Exit 1 while one of them was last looked at over 180
days ago: then the release waits. Never part of the tests, which no passing of time may break.
"""

import sys
from datetime import UTC, datetime

from kindward import support, teachers


def main() -> int:
    """Print all lists; 1 if anything is stale."""
    directory, today = support.shipped(), datetime.now(UTC).date()
    stale = support.stale(directory, today)
    for country, line in stale:
        print(f"stale      {country.code}  {line.name}: {line.verified_on}, {line.source}")
    for country, line in directory.lines():
        if line.dialled is None:
            print(f"undialled  {country.code}  {line.name}: confidence {line.confidence}")
    known = teachers.shipped()
    old = teachers.stale(known, today)
    for teacher, page in old:
        print(f"stale      {teacher.name}: {page.url}, {page.verified_on}, {page.source}")
    for teacher, page in teachers.pages(known):
        if page.opened is None:
            print(f"unopened   {teacher.name}: {page.url}, confidence {page.confidence}")
    print(f"{len(stale)} lines stale of {sum(1 for _ in directory.lines())}.")
    print(f"{len(old)} addresses stale of {sum(1 for _ in teachers.pages(known))}.")
    return 1 if stale or old else 0


if __name__ == "__main__":
    sys.exit(main())
