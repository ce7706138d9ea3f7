"""Takes: kept whole or not at all, and spoken once, whoever is stopped or speaks beside."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from kindward.narrate import takes as room
from kindward.narrate.baking import bake
from kindward.narrate.failures import NotSpoken
from kindward.narrate.takes import Takes, name
from kindward.narrate.wanted import Wanted
from kindward.voice.engine import EngineFailed
from kindward.voice.kokoro.model import Utterance

ONE = Wanted("həlˈO.", "af_heart", 0.62)
SEVERAL = [Wanted(f"{'a' * n}.", "af_heart", 0.62) for n in range(1, 6)]


def spoken(wanted):
    """A sound that nobody spoke: so many samples for each sign."""
    sound = np.sin(np.arange(600 * len(wanted.signs)) / 9).astype(np.float32) / 3
    return Utterance(sound, tuple(range(0, 600 * len(wanted.signs) + 1, 600)))


def failing(wanted):
    if wanted == SEVERAL[2]:
        raise EngineFailed("its model stopped working")
    return spoken(wanted)


def ending(wanted):
    os._exit(1) if wanted == SEVERAL[2] else None
    return spoken(wanted)


def full(*_, **__):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_take_that_was_kept_is_what_was_spoken(tmp_path):
    kept, said = Takes(tmp_path / "takes"), spoken(ONE)
    assert kept.take(ONE) is None
    kept.keep(ONE, said)
    found = kept.take(ONE)
    assert found is not None
    assert found.begins == said.begins
    assert np.abs(found.sound - said.sound).max() < 1e-4


@pytest.mark.parametrize(
    "change", [lambda _: b"", lambda b: b[:100], lambda b: b[:-40], bytes.upper]
)
def test_a_damaged_take_is_none(tmp_path, change):
    kept = Takes(tmp_path)
    kept.keep(ONE, spoken(ONE))
    (file,) = tmp_path.iterdir()
    file.write_bytes(change(file.read_bytes()))
    assert kept.take(ONE) is None


def test_a_take_of_other_signs_is_none(tmp_path):
    kept = Takes(tmp_path)
    kept.keep(ONE, Utterance(spoken(ONE).sound, (0, 600)))
    assert kept.take(ONE) is None


def test_a_name_changes_with_all_that_the_sound_hangs_on(monkeypatch):
    names = {name(ONE), name(Wanted(ONE.signs, "am_michael", 0.62))}
    names |= {name(Wanted("həlˈO!", "af_heart", 0.62)), name(Wanted(ONE.signs, "af_heart", 0.63))}
    monkeypatch.setattr(room, "LINGERING", 0.9)
    assert len({*names, name(ONE)}) == 5


def test_what_could_not_be_kept_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match="No space"):
        Takes(tmp_path).keep(ONE, spoken(ONE))
    assert not list(tmp_path.iterdir())


def test_all_are_spoken_once_by_several_processes_and_told(tmp_path):
    kept = Takes(tmp_path)
    told: list[int] = []
    kept.keep(SEVERAL[1], spoken(SEVERAL[1]))
    stamp = next(tmp_path.iterdir()).stat().st_mtime_ns
    bake(kept, [*SEVERAL, SEVERAL[0]], told.append, spoken)
    assert told[0] == 2
    assert sum(told) == 6
    assert all(kept.take(each) for each in SEVERAL)
    assert (tmp_path / f"{name(SEVERAL[1])}{room.ENDING}").stat().st_mtime_ns == stamp
    bake(kept, SEVERAL, told.append, failing)
    assert told[-1] == 5


@pytest.mark.parametrize("speak", [failing, ending])
def test_what_was_spoken_before_a_failure_is_kept_and_gone_on_from(tmp_path, speak):
    kept = Takes(tmp_path)
    with pytest.raises(NotSpoken, match="What is finished is saved"):
        bake(kept, SEVERAL, lambda _: None, speak)
    assert kept.take(SEVERAL[2]) is None
    bake(kept, SEVERAL, lambda _: None, spoken)
    assert all(kept.take(each) for each in SEVERAL)


def test_a_full_disk_is_told_by_its_number(tmp_path):
    with pytest.raises(OSError, match="No space") as told:
        bake(Takes(tmp_path), SEVERAL, lambda _: None, full)
    assert told.value.errno == errno.ENOSPC


@pytest.mark.slow
def test_two_bakers_at_once_have_the_same_in_the_end(tmp_path):
    beside = subprocess.Popen([sys.executable, __file__, str(tmp_path)])
    bake(Takes(tmp_path), SEVERAL, lambda _: None, spoken)
    assert beside.wait(60) == 0
    assert len(list(tmp_path.iterdir())) == len(SEVERAL)


def test_what_a_killed_baker_left_half_written_goes_in_time(tmp_path):
    old, new = tmp_path / ".a.1.part", tmp_path / ".b.2.part"
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    Takes(tmp_path).tidy()
    assert list(tmp_path.iterdir()) == [new]


if __name__ == "__main__":
    bake(Takes(Path(sys.argv[1])), SEVERAL, lambda _: None, spoken)
