"""What comes of choosing: one course of sittings for a crowd, a step for everyone at a time."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from people.crowd import Crowd, Flags, Floats, Ints, N
from people.world import SHORTEST_MIN

FELT: Final = ("stirred", "same", "steadier")
"""What `Course.felt` counts: 0, 1, 2."""

NEVER: Final = -1
STEADIER: Final = 0.5
STIRRED: Final = -0.9
"""Points of relief above and below which people tap so: about one sitting in ten stirs up."""

RECENT: Final = 3
"""Sittings back to which a repeat is felt."""


class Course:
    """The sittings of a crowd so far. Unfilled places hold NaN, or NEVER where they are whole.

    Sliders are points of ten, 0..10 in tenths, harder is higher (the third is 10 minus next step).
    """

    def __init__(self, crowd: Crowd, *, leave: bool = True) -> None:
        """`leave`: whether people may stop coming, more so after little relief (or worse)."""
        people, sittings = crowd.people, crowd.sittings
        self.crowd: Final = crowd
        self.leave: Final = leave
        self.done = 0
        self.here: Flags = np.ones((people, sittings + 1), bool)
        """[p, s] still there when sitting s begins."""
        self.practice: Ints = np.full((people, sittings), NEVER)
        self.quiet: Flags = np.zeros((people, sittings), bool)
        self.before: Floats = _seen(crowd.level[:, :, 0], crowd.error[:, :, 0])
        """[p, s, 3] known from the start: nothing that is chosen changes it."""
        self.between: Floats = np.full((people, sittings, 3), np.nan)
        self.after: Floats = np.full((people, sittings, 3), np.nan)
        self.felt: Ints = np.full((people, sittings), NEVER)
        self.effect: Floats = np.full((people, sittings), np.nan)
        """[p, s] truth: what the practice did beyond the pause."""
        self.best: Floats = np.full((people, sittings), np.nan)
        """[p, s] truth: what the best of those that fitted would have done."""

    def fits(self) -> Flags:
        """[p, practice] which of them there is time for now; the shortest always."""
        fitting: Flags = self.crowd.minutes[:, self.done, None] >= np.array(SHORTEST_MIN)
        return fitting

    def effects(self) -> Floats:
        """[p, practice] truth: what each would do now, repeats counted."""
        since = max(0, self.done - RECENT)
        recent = self.practice[:, since : self.done]
        times = (recent[:, :, None] == np.arange(N)).sum(1)
        truth: Floats = self.crowd.effect[:, self.done] + self.crowd.repeat * times
        return truth

    def sit(self, practice: Ints, quiet: Flags | None = None) -> None:
        """Everyone who is still there sits once; `quiet` says who has a quiet minute first.

        [p] of practices, or GROUNDING.
        """
        s, crowd = self.done, self.crowd
        here = self.here[:, s]
        everyone = np.arange(crowd.people)
        effects = self.effects()
        gives = np.column_stack((effects, np.zeros(crowd.people)))[everyone, practice]
        relief = crowd.level[:, s, 0] - crowd.level[:, s, 2] + crowd.pause + gives
        rested = crowd.level[:, s, 1] - crowd.pause
        end = crowd.level[:, s, 0] - relief
        quiet_now = here & (np.zeros(crowd.people, bool) if quiet is None else quiet)
        felt = relief + crowd.tap[:, s]
        self.practice[here, s] = practice[here]
        self.quiet[:, s] = quiet_now
        self.between[quiet_now, s] = _seen(rested, crowd.error[:, s, 1])[quiet_now]
        self.after[here, s] = _seen(end, crowd.error[:, s, 2])[here]
        self.felt[here, s] = (1 + (felt > STEADIER).astype(np.int64) - (felt < STIRRED))[here]
        self.effect[here, s] = gives[here]
        self.best[here, s] = np.where(self.fits(), effects, -np.inf).max(1)[here]
        self.here[:, s + 1] = here & ~self._leaves(relief)
        self.done = s + 1

    def _leaves(self, relief: Floats) -> NDArray[np.bool_]:
        """Who does not come again: 1 % each time, and more after little relief and repeats."""
        s = self.done
        if not self.leave:
            return np.zeros(self.crowd.people, bool)
        again = (self.practice[:, max(0, s - 3) : s] == self.practice[:, s, None]).sum(1)
        pull = -5.1 - 0.8 * (relief - 0.75) + 1.0 * (relief < -1.0) + 0.3 * again
        leaves: NDArray[np.bool_] = self.crowd.leaving[:, s] < 0.01 + 1 / (1 + np.exp(-pull))
        return leaves


def _seen(level: Floats, error: Floats) -> Floats:
    """Three sliders as they are set: whole tenths of a point, within the scale."""
    seen: Floats = (level[..., None] + error).clip(0, 10).round(1)
    return seen
