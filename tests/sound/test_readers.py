"""What others make of our files: decoders and checkers that know nothing of this house."""

import re
import shutil
import subprocess

import av
import numpy as np
import pytest

from kindward.plan.model import Kind
from kindward.sound import CONTAINERS, weave
from kindward.units import PACKETS_PER_S, SAMPLE_RATE
from tests.sound.tones import TONE_FROM_S, plan_of, silent_in, tones_in

pytestmark = pytest.mark.slow

TITLE = "Ein langer Atemzug, 呼吸"
SITTINGS = {
    "a line at once": plan_of((Kind.LINE, 150), (Kind.SILENCE, 350)),
    "no word at all": plan_of((Kind.SILENCE, 3049)),
    "two lines without a silence": plan_of((Kind.LINE, 101), (Kind.LINE, 153), (Kind.SILENCE, 1)),
    "one second": plan_of((Kind.SILENCE, 50)),
    "one minute": plan_of((Kind.LINE, 400), (Kind.SILENCE, 2600)),
    "a bell, lines and a long silence": plan_of(
        (Kind.BELL, 400),
        (Kind.SILENCE, 77),
        (Kind.LINE, 131),
        (Kind.SILENCE, 75),
        (Kind.LINE, 222),
        (Kind.BREATH, 200),
        (Kind.SILENCE, 3001),
        (Kind.LINE, 100),
    ),
}

MINUTE = 60 * PACKETS_PER_S
PACKET = SAMPLE_RATE // PACKETS_PER_S

containers = pytest.mark.parametrize("name", CONTAINERS)
sittings = pytest.mark.parametrize("plan", SITTINGS.values(), ids=SITTINGS)


@pytest.fixture
def saved(tmp_path):
    """Writes a sitting of tones to a file."""

    def save(plan, name):
        tones = tones_in(CONTAINERS[name].codec)
        path = tmp_path / f"sitting.{name}"
        path.write_bytes(b"".join(weave(plan, name, tones, title=TITLE, seed=b"").read()))
        return path

    return save


def decoded(path):
    """All samples, as numbers from -1 to 1."""
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE)
    with av.open(str(path)) as file:
        frames = [part for whole in file.decode(audio=0) for part in resampler.resample(whole)]
    return np.concatenate([frame.to_ndarray()[0] for frame in frames])


@containers
@sittings
def test_a_sitting_decodes_to_exactly_its_length(saved, name, plan):
    asked = plan.total * PACKET
    half_a_frame = CONTAINERS[name].codec.frame_samples / 2
    most = half_a_frame if name == "mp3" and plan.total % MINUTE else 0
    assert abs(len(decoded(saved(plan, name))) - asked) <= most


@containers
@sittings
def test_every_clip_is_heard_within_20_ms_of_its_cue(saved, name, plan):
    sound = decoded(saved(plan, name))
    for cue in plan.cues:
        if cue.kind in {Kind.LINE, Kind.BELL}:
            before, from_s = cue.start_s, cue.start_s + TONE_FROM_S
            window = sound[round(before * SAMPLE_RATE) : round((from_s + 0.1) * SAMPLE_RATE)]
            heard_s = before + np.argmax(np.abs(window) > 0.1) / SAMPLE_RATE
            assert abs(heard_s - from_s) <= 0.02


@containers
@sittings
def test_what_is_not_a_clip_is_silent(saved, name, plan):
    sound = decoded(saved(plan, name))
    for cue in plan.cues:
        if cue.kind in {Kind.SILENCE, Kind.BREATH} and cue.length > 4:
            inside = slice((cue.start + 2) * PACKET, (cue.end - 2) * PACKET)
            assert np.abs(sound[inside]).max(initial=0.0) < 1e-3


@containers
def test_a_file_names_itself(saved, name):
    with av.open(str(saved(SITTINGS["one second"], name))) as file:
        told = {key.lower(): value for key, value in file.metadata.items()}
        told |= {key.lower(): value for key, value in file.streams[0].metadata.items()}
    assert told["title"] == TITLE


def test_another_seed_makes_another_serial_number_and_no_other_sound():
    plan = SITTINGS["no word at all"]
    clip = silent_in(CONTAINERS["opus"].codec)
    one, other = (
        b"".join(weave(plan, "opus", clip, title=TITLE, seed=seed).read()) for seed in (b"1", b"2")
    )
    serial = slice(14, 18)  # RFC 3533, 6
    assert one[serial] != other[serial]
    assert len(one) == len(other)


def checked(program, package, *arguments):
    """All that a checker says; skips, with the way to get it, where it is not here."""
    if shutil.which(program) is None:
        pytest.skip(f"sudo apt-get install {package}")
    run = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    return run.stdout + run.stderr


@sittings
def test_opusinfo_has_nothing_to_warn_of(saved, plan):
    told = checked("opusinfo", "opus-tools", saved(plan, "opus"))
    assert not re.search("warning|note:|error", told, re.IGNORECASE)
    minutes, seconds = re.search(r"Playback length: (\d+)m:([\d.]+)s", told).groups()
    assert abs(int(minutes) * 60 + float(seconds) - plan.total_s) < 0.002


@sittings
def test_oggz_finds_a_valid_stream(saved, plan):
    assert not checked("oggz-validate", "oggz-tools", saved(plan, "opus"))


@sittings
def test_mp3val_finds_nothing_wrong(saved, plan):
    told = checked("mp3val", "mp3val", saved(plan, "mp3"))
    assert "WARNING" not in told
    assert "CBR" in told


@containers
@sittings
def test_ffprobe_reads_the_exact_length_without_a_warning(saved, name, plan):
    told = checked(
        *("ffprobe", "ffmpeg", "-v", "warning", "-of", "csv=p=0"),
        *("-show_entries", "format=duration", saved(plan, name)),
    )
    assert abs(float(told) - plan.total_s) <= 0.02


@containers
@sittings
def test_ffmpeg_decodes_it_without_a_warning(saved, name, plan):
    said_of_any_mono_wav = ("-guess_layout_max", "0")
    quietly = ("-v", "warning", *said_of_any_mono_wav, "-i", saved(plan, name))
    assert not checked("ffmpeg", "ffmpeg", *quietly, "-f", "null", "-")
