"""A sitting under way: its clock, and the sound that keeps to it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kindward.cli.player import Playing, Sound
from kindward.plan import Plan


@dataclass(slots=True)
class Clock:
    """Seconds into the sitting; they stand still while it is paused, and at first."""

    speed: float = 1.0
    """Seconds of the sitting in a second: 1 but for tests, which have less patience."""

    ticks: Callable[[], float] = time.monotonic
    gone_s: float = 0.0
    since: float | None = None

    def now_s(self) -> float:
        """Seconds since the first start, without the pauses."""
        running = 0.0 if self.since is None else self.ticks() - self.since
        return self.gone_s + running * self.speed

    def start(self) -> None:
        """Run from now on."""
        self.since = self.ticks()

    def stop(self) -> None:
        """Stand still from now on."""
        self.gone_s, self.since = self.now_s(), None


@dataclass(slots=True)
class Performance:
    """A plan, its clock and its sound, which start and stop together."""

    plan: Plan
    sound: Sound | None
    clock: Clock = field(default_factory=Clock)
    playing: Playing | None = None

    @property
    def is_paused(self) -> bool:
        """Whether it stands still."""
        return self.clock.since is None

    @property
    def is_heard(self) -> bool:
        """Whether a player is at work."""
        return self.playing is not None and not self.playing.has_ended

    def start(self) -> None:
        """Go on from where it stands."""
        if self.sound is not None:
            self.playing = self.sound.play(self.clock.now_s())
        self.clock.start()

    def stop(self) -> None:
        """Stand still, and be quiet."""
        self.clock.stop()
        if self.playing is not None:
            self.playing.end()
            self.playing = None
