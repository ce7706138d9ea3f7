"""The narrations that are found in folders, and what is told of those that are left out."""

import os
from dataclasses import replace

import pytest

from kindward.narration import Narrations
from tests.narration.packs import ABOUT, pack

AUNT = replace(ABOUT, voice="aunt", made_by="person", title="my aunt's voice")


@pytest.fixture
def told():
    return []


@pytest.fixture
def folders(tmp_path):
    return tmp_path / "shipped", tmp_path / "own"


@pytest.fixture
def narrations(folders, told):
    return Narrations(folders, told.append)


def names(found):
    return [narration.about.voice for narration, *_ in found]


def test_without_any_there_are_none(narrations):
    assert narrations.languages() == ()
    assert narrations.of("en") == narrations.of("../en") == ()


def test_those_of_a_language_stand_in_the_order_of_folders_and_names(narrations, folders, told):
    pack(folders[1], ["Hi."], AUNT)
    pack(folders[0], ["Hi."], replace(ABOUT, voice="b"))
    pack(folders[0], ["Hi."], replace(ABOUT, voice="a"))
    pack(folders[0], ["Hola."], replace(ABOUT, language="es"))
    (folders[0] / "README.md").write_text("Not a language.", encoding="utf-8")
    assert names(narrations.of("en")) == ["a", "b", "aunt"]
    assert names(narrations.of("es")) == ["test-voice"]
    assert narrations.languages() == ("en", "es")
    assert told == []


def test_what_was_made_here_comes_before_what_came_with_the_house(narrations, folders):
    pack(folders[0], ["Hi.", "Ho."])
    pack(folders[1], ["Hi."])
    ((own, shipped),) = narrations.of("en")
    assert (list(own.packets), list(shipped.packets)) == (["Hi."], ["Hi.", "Ho."])


def test_a_narration_is_the_same_until_its_file_changes(narrations, folders):
    pack(folders[0], ["Hi."])
    ((first,),) = narrations.of("en")
    ((again,),) = narrations.of("en")
    assert again is first
    file = pack(folders[0], ["Ho."])
    ((changed,),) = narrations.of("en")
    assert list(changed.packets) == ["Ho."]
    file.unlink()
    assert narrations.of("en") == ()
    assert first.line("Hi.") is not None


def test_one_that_is_left_out_is_told_once_and_takes_no_other_with_it(narrations, folders, told):
    file = pack(folders[0], ["Hi."])
    pack(folders[0], ["Hi."], AUNT)
    file.write_bytes(file.read_bytes()[:-1])
    for _ in range(3):
        assert names(narrations.of("en")) == ["aunt"]
    (why,) = told
    assert why.startswith("en/test-voice.narration: This voice file is incomplete.")
    assert str(folders[0]) not in why


def test_a_file_under_another_name_is_left_out(narrations, folders, told):
    file = pack(folders[0], ["Hi."])
    file.rename(file.with_name("other.narration"))
    assert narrations.of("en") == ()
    assert "has a name or folder that doesn't match the voice in it" in told[0]


def test_a_pipe_and_a_closed_file_are_left_out(narrations, folders, told):
    (folders[0] / "en").mkdir(parents=True)
    os.mkfifo(folders[0] / "en" / "a.narration")
    (folders[0] / "en" / "b.narration").mkdir()
    (folders[0] / "en" / "c.narration").symlink_to("nowhere")
    assert narrations.of("en") == ()
    assert [each.partition(":")[0] for each in told] == ["en/a.narration", "en/b.narration"]


def test_what_is_being_written_is_no_narration_yet(narrations, folders, told):
    file = pack(folders[0], ["Hi."])
    file.rename(file.with_name(f".{file.name}.1234.part"))
    assert (narrations.of("en"), told) == ((), [])
