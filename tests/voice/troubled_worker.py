"""A worker whose engines fail in every way an engine can. Run with the path of this file."""

# ruff: noqa: ARG002 - an engine is told more than a broken one heeds

import os
import struct
import time
from pathlib import Path
from threading import Event

from kindward.voice.cancellation import Cancelled
from kindward.voice.engine import EngineFailed, Speech
from kindward.voice.silent import Silent
from kindward.voice.worker import serve


class Hung(Silent):
    def speak(self, phrases, language, tempo):
        time.sleep(600)
        return super().speak(phrases, language, tempo)


class Crashing(Silent):
    def speak(self, phrases, language, tempo):
        os.abort()


class Crashing_once(Silent):  # noqa: N801 - its name is read below
    """Dies at the first line after the mark appeared, never again."""

    def speak(self, phrases, language, tempo):
        mark = Path(os.environ["KINDWARD_TEST_MARK"])
        if mark.exists():
            mark.unlink()
            os.abort()
        return super().speak(phrases, language, tempo)


class Forking(Silent):
    """Hangs in a child of its own."""

    def speak(self, phrases, language, tempo):
        if child := os.fork():
            Path(os.environ["KINDWARD_TEST_MARK"]).write_text(f"{child}")
            os.waitpid(child, 0)
        time.sleep(600)


class Refusing(Silent):
    def speak(self, phrases, language, tempo):
        raise EngineFailed("no breath")


class Mute(Silent):
    def speak(self, phrases, language, tempo):
        return tuple(Speech(b"", 16_000) for _ in phrases)


class Endless(Silent):
    """Says everything in a minute, however fast it is asked to."""

    def speak(self, phrases, language, tempo):
        return tuple(Speech(bytes(32_000 * 60), 16_000) for _ in phrases)


class Chatty(Silent):
    """Prints where answers go."""

    def speak(self, phrases, language, tempo):
        os.write(1, b"\0\0\0\1garbage")
        print("more of it", flush=True)  # noqa: T201 - the point
        return super().speak(phrases, language, tempo)


class Slow(Silent):
    """Notes what it says, in order, and takes its time."""

    def speak(self, phrases, language, tempo):
        with Path(os.environ["KINDWARD_TEST_MARK"]).open("a") as notes:
            notes.write(f"{phrases[0]}\n")
        time.sleep(0.3)
        return super().speak(phrases, language, tempo)


class Hum(Silent):
    """Hums each line, alone or with those around it, and notes what it says.

    In one go it lingers on `Slowly.`
    """

    is_whole = True

    def speak(self, phrases, language, tempo):
        note(phrases[0])
        return tuple(hum(300 * len(phrase)) for phrase in phrases)

    def speak_together(self, lines, language, cancellation):
        note(" / ".join(lines))
        return tuple(hum(48_000 if line == "Slowly." else 300 * len(line)) for line in lines)


class Long_hum(Hum):  # noqa: N801
    """Takes two seconds for its first passage, and leaves when it is asked to."""

    has_begun = False

    def speak_together(self, lines, language, cancellation):
        speeches = super().speak_together(lines, language, cancellation)
        is_asked = Event()
        with cancellation.calls(is_asked.set):
            if not self.has_begun and is_asked.wait(2):
                self.has_begun = True
                raise Cancelled
        return speeches


class Stuck_hum(Hum):  # noqa: N801
    """Never leaves."""

    def speak_together(self, lines, language, cancellation):
        note("stuck")
        time.sleep(600)


class Hoarse_hum(Hum):  # noqa: N801
    """Has no breath for a passage."""

    def speak_together(self, lines, language, cancellation):
        raise EngineFailed("no breath")


def note(told):
    with Path(os.environ["KINDWARD_TEST_MARK"]).open("a") as notes:
        notes.write(f"{told}\n")


def hum(samples):
    """A tone, at 16 kHz."""
    return Speech(struct.pack("<8h", *([9000] * 4 + [-9000] * 4)) * (samples // 8), 16_000)


ALONE = (Hung, Crashing, Crashing_once, Forking, Refusing, Mute, Endless, Chatty, Slow, Silent)
TOGETHER = (Hum, Long_hum, Stuck_hum, Hoarse_hum)

if __name__ == "__main__":
    serve({kind.__name__.lower(): kind() for kind in (*ALONE, *TOGETHER)})
