"""The folder of one's own practices: taken generously, at once, and never without a word."""

import os
import socket
import unicodedata

import pytest

from kindward.library import Left, Library
from kindward.library.files import MOST_FILES, content, entries
from kindward.library.names import filed, is_a_practice, is_nobodys, name_of
from kindward.wiring import own_folder
from tests.there import there


def words(title="Our Own", language="en"):
    return f"Title: {title}\nLanguage: {language}\n# A\nHello.\n(silence 50s, 1s to 60s)\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "practices"
    (made / "en").mkdir(parents=True)
    return made


def put(folder, path, text=None):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words() if text is None else text)
    return file


def became(folder):
    """What became of each file: a practice's language and name, or why it is left out."""
    return {
        file.path: file.left or f"{there(file.found).language} {there(file.found).name}"
        for file in own_folder(folder).files()
    }


NAMES = {
    "warm-cup.score": "warm-cup",
    "Warm Cup.score": "warm-cup",
    "Warm_Cup (2).score": "warm-cup-2",
    "WARM.SCORE": "warm",
    "warm.txt": "warm",
    "warm.score.txt": "warm",
    "warm.TXT": "warm",
    "a.b.score": "a-b",
    "Café.score": "cafe",
    unicodedata.normalize("NFD", "Café.score"): "cafe",
    "Año nuevo.score": "ano-nuevo",
    "--x--.score": "x",
    "ﬁne.score": "fine",
}


def test_a_name_is_taken_as_somebody_wrote_it():
    for file, name in NAMES.items():
        assert is_a_practice(file), file
        assert name_of(file) == name


def test_names_are_addresses_whatever_the_file_is_called():
    files = ["茶.score", "水.score", "茶 2.score", "水 2.score", "Søvn.score", f"{'x' * 200}.score",
             f"{'x' * 201}.score", "…….score", "\udcff.score", ".score.score"]  # fmt: skip
    names = [name_of(file) for file in files]
    assert len(set(names)) == len(files)
    for name in names:
        assert name.isascii()
        assert name.replace("-", "").isalnum()
        assert len(name) <= 64
        assert name == name.lower().strip("-")


def test_copies_and_what_systems_leave_about_are_nobodys_practice(folder):
    files = [".hidden.score", ".x.score.swp", "._x.score", "x.score~", "#x.score#", "~$x.score",
             "x.score.bak", "x.score.orig", "x.score.tmp", "Thumbs.db", "desktop.ini", ".DS_Store",
             "Icon\r", ".git/x.score"]  # fmt: skip
    for file in files:
        put(folder, file)
        assert is_nobodys(file.partition("/")[0])
    put(folder, "x.score")
    assert became(folder) == {"x.score": "en x"}


def test_a_language_is_that_of_the_header_in_whatever_folder_it_lies(folder):
    put(folder, "en/spanish.score", words(language="es"))
    put(folder, "en_US/one.score", words(language="en-US"))
    put(folder, "EN/two.score", words(language="EN"))
    put(folder, "three.score")
    put(folder, "en/deep/er/four.score")
    put(folder, "sv/five.score", words(language="sv"))
    put(folder, "pt/six.score", words(language="pt-br"))
    assert became(folder) == {
        "EN/two.score": "en two",
        "en/deep/er/four.score": "en four",
        "en/spanish.score": "es spanish",
        "en_US/one.score": "en one",
        "pt/six.score": "pt-br six",
        "sv/five.score": "sv five",
        "three.score": "en three",
    }
    library = Library(own_folder(folder))
    assert library.find("spanish", "es").score.title == "Our Own"
    assert "spanish" not in {each.name for each in library.practices("en")}
    assert library.speaking("spanish") == ("es",)
    assert library.languages() == ("en", "es", "pt-br", "sv")


def test_a_tag_belongs_to_the_nearest_language_that_is_here():
    known = ("en", "es", "pt-BR")
    told = {"en-US": "en", "EN": "en", "en_GB": "en", "es-419": "es", "pt-br": "pt-BR",
            "pt": "pt", "SV": "sv", "eng": "eng", "zh-Hant-TW": "zh-Hant-TW"}  # fmt: skip
    assert {tag: filed(tag, known) for tag in told} == told


def test_each_file_that_is_left_out_has_its_reason(folder):
    put(folder, "en/faulty.score", "Title: Half")
    put(folder, "en/empty.score", "")
    put(folder, "en/short.score", "Title: A\nLanguage: en\n# A\nHello.\n")
    put(folder, "en/letter.docx")
    put(folder, "en/Warm Cup.score")
    put(folder, "en/warm-cup.score", words("The one called so"))
    put(folder, "en/warm cup.txt")
    (folder / "en/gone.score").symlink_to("nowhere")
    (folder / "en/round.score").symlink_to("round.score")
    assert became(folder) == {
        "en/Warm Cup.score": Left.TWICE,
        "en/empty.score": Left.FAULTY,
        "en/faulty.score": Left.FAULTY,
        "en/gone.score": Left.UNREADABLE,
        "en/letter.docx": Left.ENDING,
        "en/round.score": Left.UNREADABLE,
        "en/short.score": Left.LENGTH,
        "en/warm cup.txt": Left.TWICE,
        "en/warm-cup.score": "en warm-cup",
    }
    library = Library(own_folder(folder))
    assert library.find("warm-cup", "en").score.title == "The one called so"
    for sentence in library.troubles:
        assert sentence.endswith(".")
        assert "/" not in sentence


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_only_regular_files_are_opened(folder, monkeypatch):
    os.mkfifo(folder / "en/pipe.score")
    (folder / "en/zero.score").symlink_to("/dev/zero")
    monkeypatch.chdir(folder)  # a socket's path may have a hundred signs at the most
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.score")
        assert became(folder) == dict.fromkeys(
            ("en/pipe.score", "en/zero.score", "socket.score"), Left.NO_FILE
        )
    for path in ("en/pipe.score", "en/zero.score"):  # one that became a pipe since it was seen
        with pytest.raises(OSError, match=r"pipe|zero"):
            content(folder / path)


def test_a_file_appears_changes_and_goes_without_a_new_start(folder):
    library = Library(own_folder(folder))
    assert "later" not in library.speaking("later")
    file = put(folder, "en/later.score", words("First"))
    first = library.find("later", "en")
    assert first.score.title == "First"
    assert library.find("later", "en") is first  # the same as long as the file is: plans are kept
    file.write_text(words("Other"))
    assert library.find("later", "en").score.title == "Other"
    file.rename(folder / "en/Then Again.score")
    assert library.speaking("later") == ()
    assert library.find("then-again", "en").score.title == "Other"
    (folder / "en/Then Again.score").unlink()
    assert library.own_files() == ()


def test_one_of_ours_is_covered_and_comes_back(folder):
    library = Library(own_folder(folder))
    file = put(folder, "Hold Gently.score", words("Mine"))
    assert library.find("hold-gently", "en").score.title == "Mine"
    assert library.find("hold-gently", "es").score.title != "Mine"
    file.write_text("Title: Half")
    assert library.find("hold-gently", "en").score.title == "Hold Gently"


def test_each_trouble_is_told_once_and_again_once_it_came_back(folder):
    heard: list[str] = []
    library = Library(own_folder(folder, heard.append))
    file = put(folder, "en/half.score", "Title: Half")
    for _ in range(3):
        library.practices("en")
    assert heard == [
        "half.score is not used yet: it needs 2 changes. 'kindward check' shows where."
    ]
    put(folder, "en/fine.score")
    library.practices("en")
    assert len(heard) == 1
    file.write_text(words())
    library.practices("en")
    file.write_text("Title: Half")
    library.practices("en")
    assert heard == [heard[0]] * 2


def test_ten_thousand_files_and_links_in_circles_end(folder):
    for number in range(10_000):
        (folder / "en" / f"{number}.score").touch()
    (folder / "en/circle").symlink_to(folder)
    found, is_all = entries(folder)
    assert (len(found) < MOST_FILES, is_all) == (True, False)
    heard: list[str] = []
    (*_, last) = own_folder(folder, heard.append).files()
    assert (last.path, last.left) == ("practices", Left.MORE)
    assert len(heard) <= 21
    for file in (folder / "en").iterdir():
        file.unlink()
    (folder / "en/circle").symlink_to(folder)
    put(folder, "en/x.score")
    assert became(folder) == {"en/x.score": "en x"}


def test_a_folder_that_is_not_there_or_is_a_file_has_none(tmp_path):
    assert own_folder(tmp_path / "nothing").files() == ()
    (tmp_path / "file").write_text("x")
    (told,) = own_folder(tmp_path / "file").files()
    assert told.left is Left.UNREADABLE


def test_a_name_cannot_move_a_terminal(folder):
    put(folder, "en/\x1b[2J.score", "Title: Half")
    (told,) = Library(own_folder(folder)).troubles
    assert "\x1b" not in told
