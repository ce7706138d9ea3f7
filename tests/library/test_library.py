"""Practices by name: those that come with Kindward, and a house's own."""

import pytest

from kindward.library import GROUNDING, NINE, Library, UnknownLanguage, UnknownPractice, read
from kindward.library import UnreadableFile as Unreadable
from kindward.score import FaultyScore
from kindward.wiring import own_folder

OWN = "Title: Our Own\nLanguage: en\n# A\nHello.\n(silence 50s, 1s to 60s)\n"


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "practices" / "en"
    folder.mkdir(parents=True)
    return folder


def library(own):
    return Library(own_folder(own.parent))


def names(library):
    return [practice.name for practice in library.practices("en")]


def test_the_nine_come_first_and_grounding_last(own):
    assert names(library(own)) == [*NINE, GROUNDING]


def test_a_folder_of_ones_own_need_not_exist(tmp_path):
    assert names(Library(own_folder(tmp_path / "nothing"))) == [*NINE, GROUNDING]


def test_a_houses_own_practice_stands_beside_the_nine(own):
    (own / "warm-cup.score").write_text(OWN)
    assert names(library(own)) == [*NINE, "warm-cup", GROUNDING]


def test_a_houses_own_takes_the_place_of_ours_of_that_name(own):
    (own / "hold-gently.score").write_text(OWN)
    assert library(own).find("hold-gently", "en").score.title == "Our Own"


def test_one_with_faults_leaves_ours_in_its_place_and_is_said_to(own):
    (own / "hold-gently.score").write_text("Title: Half")
    here = library(own)
    assert here.find("hold-gently", "en").score.title == "Hold Gently"
    assert here.troubles == (
        "hold-gently.score is not used yet: it needs 2 changes. 'kindward check' shows where.",
    )


@pytest.mark.parametrize("name", ["", "hold", "../hold-gently", "Hold-Gently", "hold-gently\x00"])
def test_an_unknown_name_says_what_is_here(name):
    with pytest.raises(UnknownPractice) as unknown:
        Library().find(name, "en")
    assert unknown.value.known == (*NINE, GROUNDING)


def test_a_near_miss_names_the_nearest():
    with pytest.raises(UnknownPractice, match="Did you mean hold-gently"):
        Library().find("hold-gentle", "en")


def test_an_unknown_language_says_which_are_here():
    with pytest.raises(UnknownLanguage) as unknown:
        Library().practices("xx")
    assert unknown.value.known == ("en", "es")


def test_a_file_of_ones_own_is_read_under_its_name(tmp_path):
    (tmp_path / "warm-cup.score").write_text(OWN)
    assert read(tmp_path / "warm-cup.score").name == "warm-cup"


def test_a_file_that_cannot_be_opened_says_why_and_not_where(tmp_path):
    with pytest.raises(Unreadable) as unreadable:
        read(tmp_path / "gone.score")
    assert str(unreadable.value) == "gone.score: no such file or directory."


def test_a_file_with_faults_tells_them(tmp_path):
    (tmp_path / "half.score").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FaultyScore):
        read(tmp_path / "half.score")
