import os
import re
import shutil
import subprocess
import sys
import wave

import pytest

from kindward.narration import Narrations
from kindward.voice.voices import choose

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _says_any_words(surroundings):
    """The voice that comes with us has not spoken a person's own words."""
    surroundings["KINDWARD_VOICE"] = choose("en", narrations=Narrations()).name


@pytest.mark.parametrize("ending", ["opus", "mp3", "wav", "webm", "mp4", "m4a", "OPUS"])
def test_the_ending_chooses_the_kind(ending, kindward, score, tmp_path):
    name = f"x.{ending}"
    done = kindward("render", score.name, "--minutes", "1", "-o", name)
    size = (tmp_path / name).stat().st_size
    told = f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1000:.0f} KB"
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"{name} is ready ({told}).\n")


def test_a_wav_is_exactly_as_long_as_asked_for(kindward, score, tmp_path):
    kindward("render", score.name, "--minutes", "1.05", "-o", "x.wav")
    with wave.open(str(tmp_path / "x.wav")) as sound:
        assert sound.getnframes() == 63 * sound.getframerate()


def test_a_file_without_a_name_gets_a_telling_one(kindward, score, tmp_path):
    kindward("render", score.name, "--minutes", "1.5")
    assert (tmp_path / "warm-cup-1-min-30-s.opus").read_bytes()[:4] == b"OggS"


def test_standard_output_takes_the_same_bytes_as_a_file(kindward, score, tmp_path):
    kindward("render", score.name, "--minutes", "1", "-o", "x.opus")
    piped = kindward("render", score.name, "--minutes", "1", "-o", "-", text=False)
    assert piped.stdout == (tmp_path / "x.opus").read_bytes()


def test_captions_come_beside_the_sound(kindward, score, tmp_path):
    kindward("render", score.name, "-m", "1", "-o", "x.opus", "--captions", "x.vtt")
    assert (tmp_path / "x.vtt").read_text("utf-8").startswith("WEBVTT")
    assert (tmp_path / "x.opus").exists()


def test_captions_tell_of_quiet_in_the_language_of_the_practice(kindward, score, tmp_path):
    """A language that the pages do not know has the words of English."""
    for language, told in {"en": "(quiet)", "es": "(silencio)", "eo": "(quiet)"}.items():
        text = score.read_text().replace("10s, 2s to", "30s, 20s to")
        (tmp_path / "other.score").write_text(text.replace(": en", f": {language}"))
        kindward("render", "other.score", "--voice", "silent", "--captions", "x.vtt")
        marks = re.findall(r"^\(.*\)$", (tmp_path / "x.vtt").read_text("utf-8"), re.MULTILINE)
        assert set(marks) == {told}


KNOWN = "these are the endings it knows: .opus .mp3 .wav .webm .mp4 .m4a."


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["-o", "x.ogg"], f"Kindward makes no sound in .ogg files; {KNOWN}"),
        (["-o", "x"], f"Kindward makes no sound without an ending; {KNOWN}"),
        (["--captions", "x.srt"], "Captions are WebVTT, and x.srt does not end in .vtt."),
    ],
)
def test_an_ending_that_is_not_known_names_those_that_are(typed, told, kindward, score, tmp_path):
    done = kindward("render", score.name, "--minutes", "1", *typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{told} To see how it works: kindward render --help\n"
    assert not list(tmp_path.glob("*.opus"))


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("gone/x.opus", (
            "would be in a folder that does not exist yet. You can create the folder first."
        )),
        ("folder.opus", "is a folder. You can name a file in it."),
        ("warm-cup.score/x.opus", "is not there: part of the path is not a folder."),
    ],
)  # fmt: skip
def test_where_no_file_can_be_is_told_in_one_line(target, told, kindward, score, tmp_path):
    (tmp_path / "folder.opus").mkdir()
    done = kindward("render", score.name, "--minutes", "1", "-o", target)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{target} {told}\n")


def test_a_device_is_written_and_not_replaced(kindward, score, tmp_path):
    link = tmp_path / "full.wav"
    link.symlink_to("/dev/full")
    done = kindward("render", score.name, "--minutes", "1", "-o", "full.wav")
    assert (done.returncode, link.is_symlink()) == (1, True)
    assert done.stderr.startswith("There is not enough room on the disk for full.wav.")


def test_a_link_keeps_pointing_where_it_did(kindward, score, tmp_path):
    (tmp_path / "x.opus").symlink_to("real.opus")
    kindward("render", score.name, "--minutes", "1", "-o", "x.opus")
    assert (tmp_path / "x.opus").is_symlink()
    assert (tmp_path / "real.opus").read_bytes()[:4] == b"OggS"


def test_an_older_file_stays_when_the_new_one_cannot_be_made(kindward, tmp_path):
    (tmp_path / "x.opus").write_text("an older sitting")
    kindward("render", "no-such-practice", "--minutes", "1", "-o", "x.opus")
    assert (tmp_path / "x.opus").read_text() == "an older sitting"


NEEDS_ROOT = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("unshare"),
    reason="small and read-only disks (root on Linux makes them)",
)


@NEEDS_ROOT
@pytest.mark.parametrize(
    ("disk", "told"),
    [
        (
            "size=64k",
            (
                "There is not enough room on the disk for disk/x.wav."
                " No unfinished file was left behind."
            ),
        ),
        ("ro", "disk/x.wav is on a disk that cannot be written to. You can choose another folder."),
    ],
    ids=["full", "read-only"],
)
def test_a_disk_that_takes_nothing_is_told_and_left_as_it_was(
    disk, told, score, surroundings, tmp_path
):
    (tmp_path / "disk").mkdir()
    command = f"{sys.executable} -P -m kindward render {score.name} --minutes 1 -o disk/x.wav"
    script = f"mount -t tmpfs -o {disk} none disk && ({command}; echo $?; ls -A disk)"
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        check=False, capture_output=True, text=True, cwd=tmp_path, env=surroundings,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("1\n", f"{told}\n")
