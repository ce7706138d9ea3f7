"""A process that writes notes until it is killed, and tells of each that was acknowledged."""

import multiprocessing
import os
from pathlib import Path

from kindward.store import open_store
from tests.store.entries import note

NURSERY = multiprocessing.get_context("forkserver")
NURSERY.set_forkserver_preload(["kindward.store.opening", "tests.store.entries"])

ME = "me"
WIDTH = 8


def write_on(told, home, url, first, control):
    """Put note after note; the number of each goes to `told` once `put` has returned."""
    with open_store(Path(home), url) as store:
        for number in range(first, first + 10_000):
            if control:  # tells too early, as a store that only promises would
                os.write(told.fileno(), b"%*d" % (WIDTH, number))
            store.put(ME, note(number))
            if number % 7 == 0:
                store.put(ME, note(number, edition=2, text="mended"))
            if not control:
                os.write(told.fileno(), b"%*d" % (WIDTH, number))


def killed(home, url, first, after_s, *, begun=False, control=False):  # noqa: PLR0913 - each says how
    """The numbers that were acknowledged by a process that was killed after so many seconds.

    They count from its start, or, if `begun`, from the first number that it tells.
    """
    hearing, telling = NURSERY.Pipe(duplex=False)
    living = NURSERY.Process(target=write_on, args=(telling, str(home), url, first, control))
    living.start()
    telling.close()
    if begun:
        hearing.poll(10)
    living.join(after_s)
    living.kill()
    living.join()
    heard = bytearray()
    while piece := os.read(hearing.fileno(), 65_536):
        heard += piece
    hearing.close()
    living.close()
    return [int(heard[at : at + WIDTH]) for at in range(0, len(heard), WIDTH)]
