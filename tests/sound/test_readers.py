"""What others make of our files: decoders and checkers that know nothing of this house."""

import re
import shutil
import subprocess

import av
import numpy as np
import pytest

from kindward.clip import MP3
from kindward.plan.model import Kind
from kindward.units import PACKETS_PER_S, SAMPLE_RATE
from tests.sound.tones import FORMS, TONE_FROM_S, Form, plan_of
from tests.there import there

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

forms = pytest.mark.parametrize("form", FORMS, ids=str)
opus_forms = pytest.mark.parametrize("form", [f for f in FORMS if f.container == "opus"], ids=str)
sittings = pytest.mark.parametrize("plan", SITTINGS.values(), ids=SITTINGS)


@pytest.fixture
def saved(tmp_path):
    """Writes a sitting of tones to a file."""

    def save(plan, form):
        path = tmp_path / f"sitting.{form.container}"
        path.write_bytes(b"".join(form.woven(plan, form.tones, title=TITLE, seed=b"").read()))
        return path

    return save


def decoded(path):
    """All samples, as numbers from -1 to 1."""
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE)
    with av.open(str(path)) as file:
        frames = [part for whole in file.decode(audio=0) for part in resampler.resample(whole)]
    return np.concatenate([frame.to_ndarray()[0] for frame in frames])


@forms
@sittings
def test_a_sitting_decodes_to_exactly_its_length(saved, form, plan):
    asked = plan.total * PACKET
    half_a_frame = form.codec.frame_samples / 2
    most = half_a_frame if form.codec is MP3 and plan.total % MINUTE else 0
    assert abs(len(decoded(saved(plan, form))) - asked) <= most


@forms
@sittings
def test_every_clip_is_heard_within_20_ms_of_its_cue(saved, form, plan):
    sound = decoded(saved(plan, form))
    for cue in plan.cues:
        if cue.kind in {Kind.LINE, Kind.BELL}:
            before, from_s = cue.start_s, cue.start_s + TONE_FROM_S
            window = sound[round(before * SAMPLE_RATE) : round((from_s + 0.1) * SAMPLE_RATE)]
            heard_s = before + np.argmax(np.abs(window) > 0.1) / SAMPLE_RATE
            assert abs(heard_s - from_s) <= 0.02


@forms
@sittings
def test_what_is_not_a_clip_is_silent(saved, form, plan):
    sound = decoded(saved(plan, form))
    for cue in plan.cues:
        if cue.kind in {Kind.SILENCE, Kind.BREATH} and cue.length > 4:
            inside = slice((cue.start + 2) * PACKET, (cue.end - 2) * PACKET)
            assert np.abs(sound[inside]).max(initial=0.0) < 1e-3


@forms
def test_a_file_names_itself(saved, form):
    with av.open(str(saved(SITTINGS["one second"], form))) as file:
        told = {key.lower(): value for key, value in file.metadata.items()}
        told |= {key.lower(): value for key, value in file.streams[0].metadata.items()}
    assert told["title"] == TITLE


def test_another_seed_makes_another_serial_number_and_no_other_sound():
    plan = SITTINGS["no word at all"]
    ogg = Form("opus")
    one, other = (b"".join(ogg.woven(plan, ogg.tones, seed=seed).read()) for seed in (b"1", b"2"))
    serial = slice(14, 18)  # RFC 3533, 6
    assert one[serial] != other[serial]
    assert len(one) == len(other)


def checked(program, package, *arguments):
    """All that a checker says; skips, with the way to get it, where it is not here."""
    if shutil.which(program) is None:
        pytest.skip(f"sudo apt-get install {package}")
    run = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    return run.stdout + run.stderr


@opus_forms
@sittings
def test_opusinfo_has_nothing_to_warn_of(saved, form, plan):
    told = checked("opusinfo", "opus-tools", saved(plan, form))
    assert not re.search("warning|note:|error", told, re.IGNORECASE)
    minutes, seconds = there(re.search(r"Playback length: (\d+)m:([\d.]+)s", told)).groups()
    assert abs(int(minutes) * 60 + float(seconds) - plan.total_s) < 0.002


@opus_forms
@sittings
def test_oggz_finds_a_valid_stream(saved, form, plan):
    assert not checked("oggz-validate", "oggz-tools", saved(plan, form))


@sittings
def test_mp3val_finds_nothing_wrong(saved, plan):
    told = checked("mp3val", "mp3val", saved(plan, Form("mp3")))
    assert "WARNING" not in told
    assert "CBR" in told


@forms
@sittings
def test_ffprobe_reads_the_exact_length_without_a_warning(saved, form, plan):
    told = checked(
        *("ffprobe", "ffmpeg", "-v", "warning", "-of", "csv=p=0"),
        *("-show_entries", "format=duration", saved(plan, form)),
    )
    assert abs(float(told) - plan.total_s) <= 0.02


@forms
@sittings
def test_ffmpeg_decodes_it_without_a_warning(saved, form, plan):
    said_of_any_mono_wav = ("-guess_layout_max", "0")
    quietly = ("-v", "warning", *said_of_any_mono_wav, "-i", saved(plan, form))
    assert not checked("ffmpeg", "ffmpeg", *quietly, "-f", "null", "-")
