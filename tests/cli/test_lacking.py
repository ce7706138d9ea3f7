"""What the command says where a voice lacks words of a practice: before anything is heard."""

import pytest

from kindward.narration import Narrations
from kindward.voice.voices import choose
from tests.narration.packs import ABOUT, pack


@pytest.fixture
def narrated(computer, surroundings):
    """A voice that has spoken one line, and nothing of the practice."""
    pack(computer.home / "narrations", ["Hello."])
    surroundings["KINDWARD_VOICE"] = ABOUT.voice
    return computer


def test_the_usual_voice_gives_way_to_one_that_has_them_all(narrated, kindward, score, tmp_path):
    live = choose("en", narrations=Narrations()).name
    done = kindward("render", score, "--minutes", "1", "-o", tmp_path / "a.wav")
    assert done.returncode == 0
    assert done.stderr.startswith(
        f"The voice test-voice can't say all of this practice, so you'll hear {live} instead.\n"
    )


def test_a_voice_that_was_asked_for_is_kept_and_those_that_have_them_are_named(
    narrated, kindward, score, tmp_path
):
    voice = ABOUT.voice
    done = kindward("render", score, "--minutes", "1", "--voice", voice, "-o", tmp_path / "a.wav")
    assert done.returncode == 0
    assert "test-voice can't say all of this practice, so some lines will be silent." in done.stderr
    assert (
        f"These voices can say all of it: {choose('en', narrations=Narrations()).name}"
        in done.stderr
    )


def test_where_it_has_them_all_nothing_is_said(narrated, kindward, score):
    texts = [
        "You might find a place where your body can rest a little.",
        "The ring on the screen keeps a slow pace, and your own pace is just as good.",
        "Thank you for being here.",
    ]
    pack(narrated.home / "narrations", texts)
    done = kindward("plan", score, "--minutes", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "test-voice" in done.stdout
