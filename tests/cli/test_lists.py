import json
from dataclasses import replace

from tests.narration.packs import ABOUT, pack


def test_practices_are_listed_with_their_words(kindward):
    listed = json.loads(kindward("practices", "--json").stdout)
    told = kindward("practices").stdout
    assert listed[-1]["name"] == "grounding"
    assert all(list(each) == ["name", "title", "language", "summary"] for each in listed)
    assert all(f"{each['name']}  {each['title']}\n" in told for each in listed)
    assert told.endswith("To hear one:  kindward play NAME --minutes 5\n")


def test_an_unknown_language_is_told(kindward):
    done = kindward("practices", "--language", "tlh")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "There are no practices in that language yet. There are: en, es.\n"


def test_voices_are_listed_with_one_that_is_used(kindward):
    done = kindward("voices")
    listed = json.loads(kindward("voices", "--json").stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"{each['name']}" in done.stdout for each in listed)
    assert sum(each["is_default"] and each["language"].startswith("en") for each in listed) == 1


def test_voices_say_in_one_line_how_a_natural_one_is_added(kindward):
    listed = json.loads(kindward("voices", "--language", "es", "--json").stdout)
    told = {each["name"]: each for each in listed}
    assert told["kokoro-alex"]["who"] == "man"
    assert not told["kokoro-alex"]["is_here"]
    assert "`kindward voices add kokoro`" in told["kokoro-alex"]["why"]
    assert "kokoro-heart" not in told


def test_a_voice_is_added_from_a_folder_or_nothing_is(kindward, tmp_path):
    done = kindward("voices", "add", "kokoro", "--from", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("A file that Kokoro needs is missing from that folder: ")
    (tmp_path / "kokoro-v1.0.int8.onnx").write_bytes(b"x")
    done = kindward("voices", "add", "kokoro", "--from", tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("The files are not the ones Kindward expects")
    assert not list((tmp_path / "home" / "voices").iterdir())


def test_a_voice_or_a_folder_that_is_not_there_is_told(kindward, tmp_path):
    done = kindward("voices", "add", "other")
    assert (done.returncode, done.stderr) == (
        2,
        "'other' is not 'kokoro'. To see how it works: kindward voices add --help\n",
    )
    assert kindward("voices", "add", "kokoro", "--from", tmp_path / "nowhere").returncode == 2


def test_voices_that_have_spoken_already_come_first(kindward, computer):
    pack(computer.home / "narrations", ["Hello."], replace(ABOUT, model="a tiny model"))
    shown = kindward("voices")
    listed = json.loads(kindward("voices", "--language", "en", "--json").stdout)
    first, second, *others = [(each["name"], each["is_narrated"]) for each in listed]
    assert [first, second] == [("kokoro-heart", True), (ABOUT.voice, True)]
    assert listed[0]["is_default"]
    assert not any(is_narrated for _, is_narrated in others)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert (
        "test-voice\n"
        "    a tiny model, en, 48 kHz, license CC0-1.0\n"
        "    It is ready for the practices it comes with.\n"
    ) in shown.stdout


def test_a_voice_whose_file_is_damaged_is_told_and_left_out(kindward, computer):
    file = pack(computer.home / "narrations", ["Hello."])
    file.write_bytes(file.read_bytes()[:-1])
    done = kindward("voices")
    assert "test-voice" not in done.stdout
    assert done.returncode == 0
    assert done.stderr == (
        "en/test-voice.narration: This voice file is incomplete. You can copy it here again, or"
        " make a new one.\n"
    )
