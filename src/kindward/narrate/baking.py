"""Baking: what a voice has to say is spoken by a few processes, each take kept as it is done.

Whoever stops loses what was just being spoken, and no more. Two bakers begin at places of their
own, so that they seldom speak the same.
"""

import os
import random
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Final

from kindward.narrate.failures import NotSpoken
from kindward.narrate.takes import Takes
from kindward.narrate.wanted import Wanted
from kindward.voice.engine import EngineFailed
from kindward.voice.kokoro.engine import loaded
from kindward.voice.kokoro.model import Utterance

_GENTLE: Final = 10
"""How much the bakers let others go first."""


def by_the_model(wanted: Wanted) -> Utterance:
    """What the model says. Raises EngineFailed."""
    return loaded().speak(wanted.signs, wanted.voice, wanted.speed)


def bake(
    takes: Takes,
    wanted: Sequence[Wanted],
    tell: Callable[[int], None],
    speak: Callable[[Wanted], Utterance] = by_the_model,
) -> None:
    """Have a take of each, telling of those that are there. Raises NotSpoken, OSError."""
    takes.tidy()
    missing = [each for each in dict.fromkeys(wanted) if takes.take(each) is None]
    tell(len(wanted) - len(missing))
    if not missing:
        return
    start = random.randrange(len(missing))  # noqa: S311 - no secret
    workers = min(len(missing), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin) as pool:
        queue = missing[start:] + missing[:start]
        try:
            for job in as_completed([pool.submit(_have, takes, each, speak) for each in queue]):
                job.result()
                tell(1)
        except EngineFailed as failed:
            raise NotSpoken(str(failed)) from failed
        except BrokenProcessPool as broken:
            raise NotSpoken("the program that makes the sound was stopped") from broken
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """What a process does first: it lets others go first, and goes when the one that asked does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(AttributeError, OSError):  # there is no such thing on Windows
        os.nice(_GENTLE)
    Thread(target=_go_with_parent, daemon=True).start()


def _go_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _have(takes: Takes, wanted: Wanted, speak: Callable[[Wanted], Utterance]) -> None:
    """In a process of its own: speak it, unless another baker just has."""
    if takes.take(wanted) is None:
        takes.keep(wanted, speak(wanted))
