"""The paths room: a few short practices in an order, one for a day, as a clinician would type them.

In comes text (or its bytes), out goes a frozen `Path`, or a list of everything wrong with it. The
grammar stands on one page, docs/path.md. Which step comes next for somebody is told from their
record, in `standing`.
"""

from kindward.paths.model import ANY, Path, Practices, Step, Timed
from kindward.paths.parse import FaultyPath, check, parse

__all__ = ["ANY", "FaultyPath", "Path", "Practices", "Step", "Timed", "check", "parse"]
