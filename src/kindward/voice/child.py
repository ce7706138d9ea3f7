"""The worker as the house sees it: asked one thing at a time, within a limit of time.

What takes long can be left: the worker is told, and then has seconds to answer that it did.

It is started when first needed and again whenever it is gone. One that takes too long is killed
with all that it started; what it might print is no one's concern.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from threading import Event, Lock, Timer
from typing import IO, Final, cast

from kindward.threads import ONE
from kindward.voice.cancellation import Cancellation, Cancelled
from kindward.voice.wire import Head, receive, send

COMMAND: Final = (sys.executable, "-P", "-m", "kindward.voice.worker")

LEAVING_S: Final = 10.0
"""The longest that it may take to leave what it is at: as long as one line may take. It is mostly a
tenth of a second, and longer where a model is only being loaded."""


class Died(Exception):
    """The worker went away before it answered."""


class TookTooLong(Exception):
    """The worker did not answer in time and was killed."""


class Child:
    """One worker process. Not for two threads at once; `close` may come from any."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = tuple(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = Lock()
        self._closed = False

    def ask(
        self, head: Head, body: bytes, limit_s: float, cancellation: Cancellation | None = None
    ) -> tuple[Head, bytes]:
        """The answer to one request. Raises Died or TookTooLong; the next one is asked anew.

        Raises Cancelled where it was asked to leave, and did.
        """
        process = self._running()
        late = Event()
        alarms = [_alarm(process, late, limit_s)]
        try:
            send(cast("IO[bytes]", process.stdin), head, body)
            with (cancellation or Cancellation()).calls(partial(_have_left, process, late, alarms)):
                answer = receive(cast("IO[bytes]", process.stdout))
        except (OSError, ValueError):  # gone, closed from another thread, or talking nonsense
            answer = None
        finally:
            for alarm in alarms:
                alarm.cancel()
        if answer is None:
            self.stop()
            raise TookTooLong if late.is_set() else Died
        if "left" in answer[0]:
            raise Cancelled
        return answer

    def start(self) -> None:
        """Have it running, so that the first request need not wait for that."""
        self._running()

    def stop(self) -> None:
        """End it now, if it runs."""
        with self._starting:
            process, self._process = self._process, None
        if process is not None:
            _let_go(process)

    def close(self) -> None:
        """End it for good: whoever asks later meets Died."""
        self._closed = True
        self.stop()

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, started where there is none or none any more."""
        with self._starting:
            if self._closed:
                raise Died
            if self._process is not None and self._process.poll() is not None:
                _let_go(self._process)
                self._process = None
            if self._process is None:
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, **ONE},
                    start_new_session=True,  # a Ctrl-C in the terminal is for the house
                )
            return self._process


def _alarm(process: subprocess.Popen[bytes], late: Event, limit_s: float) -> Timer:
    """What ends a worker in so many seconds, unless it is cancelled."""
    alarm = Timer(limit_s, _kill_late, (process, late))
    alarm.daemon = True
    alarm.start()
    return alarm


def _have_left(process: subprocess.Popen[bytes], late: Event, alarms: list[Timer]) -> None:
    """Tell a worker to leave what it is at; one that does not is ended."""
    with suppress(OSError, ValueError):
        send(cast("IO[bytes]", process.stdin), {"do": "leave"})
    alarms.append(_alarm(process, late, LEAVING_S))


def _kill_late(process: subprocess.Popen[bytes], late: Event) -> None:
    """What happens when a limit is over."""
    late.set()
    _kill(process)


def _let_go(process: subprocess.Popen[bytes]) -> None:
    """End a worker, and close what led to it and from it."""
    _kill(process)
    for pipe in filter(None, (process.stdin, process.stdout)):
        with suppress(OSError):  # what was still on its way is of no use to anyone
            pipe.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a worker and whatever it started; back when it is gone."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
