"""`kindward narrate`: packs of what practices say, and whether they say all of it."""

import pytest
from click.testing import CliRunner

from kindward.cli.doors import doors
from kindward.library import Library, Practice
from kindward.narrate import baking
from kindward.narrate.takes import Takes
from kindward.narrate.wanted import goes, lacking
from kindward.narration import Narration, Narrations
from kindward.score import parse
from kindward.voice import SHIPPED_FOLDER
from kindward.voice.kokoro import KOKOROS
from kindward.voice.kokoro.engine import Kokoro
from kindward.voice.kokoro.model import MOST_SIGNS
from tests.narrate.test_takes import spoken
from tests.narration.packs import nothing_is_shipped, pack

HEART = KOKOROS[0]
SHIPPED = [
    (language, voice)
    for narrations in [Narrations((SHIPPED_FOLDER,))]
    for language in narrations.languages()
    for voice in narrations.of(language)
]
SCORE = """\
Title: Mine
Language: en

# All
Hello. It is good to be here.
(silence 5s, 1s to 600s)
Now rest.
"""


@pytest.fixture
def kokoro(tmp_path, monkeypatch):
    """A data folder with one practice of one's own, and a Kokoro that only says it is here."""
    nothing_is_shipped(monkeypatch, tmp_path)
    monkeypatch.setenv("KINDWARD_HOME", str(tmp_path))
    monkeypatch.setattr(Kokoro, "missing", lambda _: None)
    monkeypatch.setattr(baking.bake, "__defaults__", (spoken,))
    monkeypatch.setattr(
        "kindward.cli.narrate.Library", lambda *own: Library(*own) if own else Few()
    )
    (tmp_path / "practices/en").mkdir(parents=True)
    (tmp_path / "practices/en/mine.score").write_text(SCORE)
    return tmp_path


class Few:
    """A library of one small practice in each language."""

    def practices(self, language):
        score = SCORE.replace("to 600s", "to 60s").replace("Language: en", f"Language: {language}")
        return (Practice("small", language, parse(score)),)


def run(*told):
    return CliRunner().invoke(doors, ["narrate", *map(str, told)])


def test_each_language_comes_with_a_voice_that_says_every_line_as_the_scores_stand():
    assert {language for language, _ in SHIPPED} == set(Library().languages())
    for language, voice in SHIPPED:
        scores = [each.score for each in Library().practices(language)]
        assert lacking(scores, voice) == (), voice


@pytest.mark.parametrize("voice", KOKOROS[::2], ids=lambda voice: voice.stem)
def test_what_is_spoken_for_a_voice_holds_every_line_once_or_more_in_goes_it_can_read(voice):
    scores = [each.score for each in Library().practices(voice.language)]
    wished = list(goes(voice, scores, lacking(scores, ())))
    assert {text for go in wished for text in go.lines} == set(lacking(scores, ()))
    assert all(len(go.lines) == len(go.signs) for go in wished)
    assert all(0 < len(go.wanted.signs) <= MOST_SIGNS for go in wished)


def test_what_a_line_lacks_is_spoken_with_its_whole_passage_and_nothing_else(tmp_path):
    scores = [Library().find("grounding", "en").score]
    lines = scores[0].lines()
    held = Narration.open(pack(tmp_path, lines[1:]))
    assert lacking(scores, [held]) == lines[:1]
    (go,) = goes(HEART, scores, lines[:1])
    assert go.lines[0] == lines[0]


def test_whole_packs_are_made_in_a_folder_and_say_every_line(kokoro):
    into = kokoro / "packs"
    done = run("--language", "en", "--into", into)
    assert done.exit_code == 0, done.output
    (voice,) = Narrations((into,)).of("en")
    assert voice[0].about.voice == "kokoro-heart"
    assert voice[0].about.who == "woman"
    assert lacking([Few().practices("en")[0].score], voice) == ()
    assert voice[0].passages
    assert run("--check", "--language", "en", "--into", into).exit_code == 0


def test_what_was_spoken_is_not_spoken_again(kokoro, monkeypatch):
    assert run("--language", "en", "--into", kokoro / "packs").exit_code == 0
    monkeypatch.setattr(Takes, "keep", lambda *_: pytest.fail("it was spoken again"))
    assert run("--language", "en", "--into", kokoro / "more").exit_code == 0
    files = [kokoro / each / "en/kokoro-heart.narration" for each in ("packs", "more")]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_check_tells_what_was_not_said_and_needs_no_voice(kokoro, monkeypatch):
    monkeypatch.setattr(Kokoro, "missing", lambda _: "It is not here.")
    done = run("--check", "--language", "en")
    assert done.exit_code == 1
    assert "lines (en) not ready yet in the voice kokoro-heart:" in done.output


def test_a_voice_that_is_not_here_or_cannot_narrate_is_told(kokoro, monkeypatch):
    monkeypatch.setattr(Kokoro, "missing", lambda _: "It is not here.")
    assert "Error: It is not here." in run("--language", "en").output
    done = run("--voice", "flite-rms")
    assert done.exit_code == 2
    assert "kokoro-heart" in done.output
    assert run("--language", "xx").exit_code == 2


def test_a_disk_without_room_is_told_and_no_pack_is_made(kokoro, monkeypatch):
    (kokoro / "takes").write_text("no folder")
    done = run("--language", "en", "--into", kokoro / "packs")
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert str(kokoro) not in done.output
    assert not (kokoro / "packs").exists()
