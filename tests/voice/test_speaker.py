import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.clip import CODECS, MP3, OPUS, PCM
from kindward.voice import Haste, Shelf, Speaker, VoiceFailed, choose
from kindward.voice.orders import line_order
from kindward.voice.spoken import spoken
from kindward.voice.wire import send
from tests.there import there

pytestmark = pytest.mark.slow

TEXT = "May you be safe, and at ease."
SILENT = choose("en", "silent")


def kept_files(folder):
    return [file for file in folder.rglob("*") if file.is_file()]


def children_of(pid):
    """Processes whose parent this is (Linux)."""
    stats = (
        place.read_text(encoding="utf-8", errors="replace")
        for place in Path("/proc").glob("[0-9]*/stat")
    )
    told = (re.match(r"(\d+) \(.*\) \S (\d+)", stat, re.DOTALL) for stat in stats)
    return [int(found[1]) for found in told if found and int(found[2]) == pid]


def only_worker():
    """The one worker of this very process."""
    named = ((pid, Path(f"/proc/{pid}/cmdline").read_bytes()) for pid in children_of(os.getpid()))
    (worker,) = [pid for pid, command in named if b"kindward.voice.worker" in command]
    return worker


def test_importing_the_room_loads_no_engine_and_no_arrays():
    heavy = {"numpy", "scipy", "av", "espeakng_loader", "pyttsx3"}
    code = f"import sys, kindward.voice; print({heavy!r} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"


@pytest.mark.parametrize("codec", CODECS.values(), ids=CODECS)
def test_a_clip_fills_exactly_its_slot(speaker, codec):
    slot_s = speaker.spoken_s(SILENT, TEXT)
    clip = speaker.clip(SILENT, TEXT, codec)
    assert clip.count == -(-round(slot_s * 48_000) // codec.frame_samples)


def test_a_clip_is_made_once_and_then_kept(speaker, tmp_path):
    assert not speaker.has(SILENT, TEXT, OPUS)
    made = speaker.clip(SILENT, TEXT, OPUS)
    assert speaker.has(SILENT, TEXT, OPUS)
    speaker.close()
    assert speaker.clip(SILENT, TEXT, OPUS) == made
    assert len(kept_files(tmp_path)) == 1


def test_a_clip_that_another_program_has_cleared_away_is_still_at_hand(speaker, tmp_path):
    """Else no sitting of it would be whole any more, and none could be kept for offline."""
    speaker.clip(SILENT, TEXT, OPUS)
    (file,) = kept_files(tmp_path)
    file.unlink()
    assert speaker.has(SILENT, TEXT, OPUS)
    speaker.forget()
    assert not speaker.has(SILENT, TEXT, OPUS)


def test_a_damaged_clip_is_noticed_and_made_again(speaker, tmp_path):
    made = speaker.clip(SILENT, TEXT, OPUS)
    (file,) = kept_files(tmp_path)
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    assert speaker.clip(SILENT, TEXT, OPUS) == made


def test_a_line_without_words_is_silence(speaker):
    assert speaker.clip(SILENT, "...", PCM).frames == bytes(5 * PCM.frame_bytes)


def test_a_sound_made_elsewhere_is_encoded_cut_and_filled_up(speaker):
    sound = np.full(1000, 0.5, np.float32)
    heard = np.frombuffer(speaker.encode(sound.tobytes(), PCM, 2).frames, "<i2")
    assert heard.tolist() == [16384] * 1000 + [0] * 920
    assert speaker.encode(sound.tobytes(), MP3, 7).count == 7


@given(st.text(min_size=1), st.text(min_size=1))
def test_keys_are_determined_and_differ_where_the_words_do(text, other):
    key = line_order(SILENT, text, OPUS).key
    assert key == line_order(SILENT, text, OPUS).key
    is_same = spoken(text, SILENT.language) == spoken(other, SILENT.language)
    assert (key == line_order(SILENT, other, OPUS).key) is is_same


@pytest.mark.parametrize("change", [{"engine": "x"}, {"edition": "2"}, {"language": "de"}])
def test_a_key_changes_with_the_voice(change):
    assert (
        line_order(SILENT, TEXT, OPUS).key != line_order(replace(SILENT, **change), TEXT, OPUS).key
    )


def test_a_key_changes_with_the_codec():
    assert len({line_order(SILENT, TEXT, codec).key for codec in CODECS.values()}) == len(CODECS)


def test_many_threads_are_all_served(speaker):
    with ThreadPoolExecutor(8) as pool:
        clips = list(pool.map(lambda n: speaker.clip(SILENT, f"Line {n % 5}.", OPUS), range(40)))
    assert clips[:5] * 8 == clips


def test_a_listener_goes_before_work_done_ahead(troubled, voice, mark):
    slow = voice("slow")
    troubled.warm_up(slow)
    ahead = [
        Thread(
            target=troubled.clip, args=(slow, f"Ahead {n}.", OPUS), kwargs={"haste": Haste.LATER}
        )
        for n in range(4)
    ]
    for thread in ahead:
        thread.start()
    troubled.clip(slow, "Now.", OPUS)
    for thread in ahead:
        thread.join()
    assert mark.read_text(encoding="utf-8").splitlines().index("Now.") <= 2


def test_a_voice_that_hangs_is_stopped_and_said_so(troubled, voice):
    with pytest.raises(VoiceFailed, match=r"The voice hung-test took too long and was stopped\."):
        troubled.clip(voice("hung"), TEXT, OPUS)
    assert troubled.clip(voice("silent"), TEXT, OPUS).count


def test_a_voice_that_crashes_is_said_so_and_the_next_still_speaks(troubled, voice):
    with pytest.raises(VoiceFailed, match="stopped in the middle") as failed:
        troubled.clip(voice("crashing"), TEXT, OPUS)
    assert failed.value.voice == "crashing-test"
    assert troubled.clip(voice("silent"), TEXT, OPUS).count


def test_one_crash_may_be_chance(troubled, voice, mark):
    mark.touch()
    assert troubled.clip(voice("crashing_once"), TEXT, OPUS).count
    assert not mark.exists()
    assert troubled.troubles() == ()


def test_after_two_failures_a_voice_rests_and_is_then_asked_again(troubled, voice, clock):
    refusing = voice("refusing")
    for _ in range(2):
        with pytest.raises(VoiceFailed, match="could not say a line: no breath"):
            troubled.clip(refusing, TEXT, OPUS)
    with pytest.raises(VoiceFailed, match="rests for a minute"):
        troubled.clip(refusing, TEXT, OPUS)
    (trouble,) = troubled.troubles()
    assert "refusing-test" in trouble
    clock.now += 61
    assert troubled.troubles() == ()
    with pytest.raises(VoiceFailed, match="no breath"):
        troubled.clip(refusing, TEXT, OPUS)


def test_what_failed_is_not_kept(troubled, voice, tmp_path):
    with pytest.raises(VoiceFailed):
        troubled.clip(voice("refusing"), TEXT, OPUS)
    assert kept_files(tmp_path) == []


@pytest.mark.parametrize(
    ("engine", "why"), [("mute", "gave no sound"), ("endless", "no tempo brings it")]
)
def test_a_voice_without_sound_or_end_is_a_failure(troubled, voice, engine, why):
    with pytest.raises(VoiceFailed, match=why):
        troubled.clip(voice(engine), TEXT, OPUS)


def test_what_a_library_prints_garbles_no_answer(troubled, voice, capfd):
    assert troubled.clip(voice("chatty"), TEXT, OPUS) == troubled.clip(voice("silent"), TEXT, OPUS)
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_worker_that_was_killed_is_started_again(speaker):
    first = speaker.clip(SILENT, TEXT, OPUS)
    os.kill(only_worker(), signal.SIGKILL)
    assert speaker.clip(SILENT, "Another line.", OPUS).count
    assert speaker.clip(SILENT, TEXT, OPUS) == first
    assert speaker.troubles() == ()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_closing_leaves_no_process(speaker, gone):
    speaker.warm_up(SILENT)
    worker = only_worker()
    speaker.close()
    assert gone(worker)
    with pytest.raises(VoiceFailed):
        speaker.clip(SILENT, TEXT, OPUS)


def test_closing_amid_a_request_fails_it_as_any_other(speaker, monkeypatch):
    """Whoever works ahead in a thread of its own meets nothing but VoiceFailed."""

    def closed_meanwhile(*message):
        speaker.close()
        send(*message)

    monkeypatch.setattr("kindward.voice.child.send", closed_meanwhile)
    with pytest.raises(VoiceFailed):
        speaker.clip(SILENT, TEXT, OPUS)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_what_a_hung_engine_started_goes_with_it(troubled, voice, mark, gone):
    with pytest.raises(VoiceFailed, match="took too long"):
        troubled.clip(voice("forking"), TEXT, OPUS)
    assert gone(int(mark.read_text(encoding="ascii")))


HOUSE = """
import sys, time
from pathlib import Path
from threading import Thread
sys.path.insert(0, {tests!r})
from conftest import TROUBLED, voice_of
from kindward.voice import Shelf, Speaker
from kindward.clip import OPUS
speaker = Speaker(Shelf(Path({folder!r})), command=TROUBLED, limit_s=500)
speaker.clip(voice_of("silent"), "Here.", OPUS)
Thread(target=speaker.clip, args=(voice_of({engine!r}), "Now.", OPUS), daemon=True).start()
time.sleep(1)
print("ready", flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("engine", ["silent", "hung", "forking"])
def test_a_house_that_is_killed_leaves_no_worker_behind(tmp_path, mark, gone, engine):
    """Even one that hangs amid a line, and what that line has started."""
    code = HOUSE.format(tests=str(Path(__file__).parent), folder=str(tmp_path), engine=engine)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as house:
        assert there(house.stdout).readline() == b"ready\n"
        workers = children_of(house.pid)
        below = [child for worker in workers for child in children_of(worker)]
        assert len(workers) == 1
        assert len(below) == (engine == "forking")
        house.kill()
    assert all(map(gone, workers + below))


def test_without_a_disk_clips_are_still_made(tmp_path):
    (tmp_path / "clips").write_text("a file where the folder would be", encoding="utf-8")
    shelf = Shelf(tmp_path / "clips")
    speaker = Speaker(shelf)
    try:
        assert speaker.clip(SILENT, TEXT, OPUS) == speaker.clip(SILENT, TEXT, OPUS)
        assert speaker.troubles() == (shelf.trouble,)
    finally:
        speaker.close()
