"""What becomes of a record whose files are damaged: nothing of it may be lost without a word.

    .venv/bin/python bench/damage.py [random flips] [aimed flips] [files]

2,000 random flips of a bit, 200 at headers of pages and frames, and 300 files that are removed,
emptied, cut off or another's, by default; by the same test that runs with fewer.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
USUAL = ("2000", "200", "300")


def main(counts: list[str]) -> int:
    """The test of damage, with so many."""
    asked = {"KINDWARD_DAMAGES": " ".join((*counts, *USUAL[len(counts) :]))}
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-n", "0", "-p", "no:cacheprovider",
               "tests/store/test_damaged.py"]  # fmt: skip
    return subprocess.run(command, check=False, cwd=ROOT, env=os.environ | asked).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:4]))
