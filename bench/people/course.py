"""What comes of choosing: one course of sittings for a crowd, a step for everyone at a time."""

from typing import Final

import numpy as np

from bench.people.crowd import Crowd, N
from bench.people.world import SHORTEST_MIN
from kindward.arrays import Flags, Floats, Ints

FELT: Final = ("stirred", "same", "steadier")
"""What `Course.felt` counts: 0, 1, 2."""

NEVER: Final = -1
STEADIER: Final = 5.0
STIRRED: Final = -9.0
"""Points of relief above and below which people tap so: about one sitting in ten stirs up."""

RECENT: Final = 3
"""Sittings back to which a repeat is felt."""


class Course:
    """The sittings of a crowd so far. Unfilled places hold NaN, or NEVER where they are whole.

    Sliders are whole points, 0..100, harder is higher (the third is 100 minus next step).
    """

    def __init__(self, crowd: Crowd, *, leave: bool = True) -> None:
        """`leave`: whether people may stop coming, more so after little relief (or worse)."""
        people, sittings = crowd.people, crowd.sittings
        self.crowd: Final = crowd
        self.leave: Final = leave
        self.done = 0
        self.here: Flags = np.ones((people, sittings + 1), bool)
        """[p, s] still there when sitting s begins."""
        self.staying: Floats = np.ones((people, sittings + 1))
        """[p, s] how likely that was, after what had happened to them: with `leave` off, weights
        by which a sum over everyone is what it would be on average over who leaves."""
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
        leaving = self._leaving(relief)
        self.here[:, s + 1] = here & ((crowd.leaving[:, s] >= leaving) | (not self.leave))
        self.staying[:, s + 1] = self.staying[:, s] * (1 - leaving)
        self.done = s + 1

    def _leaving(self, relief: Floats) -> Floats:
        """How likely each does not come again: 1 %, and more after little relief and repeats."""
        s = self.done
        again = (self.practice[:, max(0, s - RECENT) : s] == self.practice[:, s, None]).sum(1)
        pull = -5.1 - 0.08 * (relief - 7.5) + 1.0 * (relief < -10.0) + 0.3 * again
        leaving: Floats = np.minimum(1, 0.01 + 1 / (1 + np.exp(-pull)))
        return leaving


def _seen(level: Floats, error: Floats) -> Floats:
    """Three sliders as they are set: whole points, within the scale."""
    seen: Floats = (level[..., None] + error).clip(0, 100).round()
    return seen
