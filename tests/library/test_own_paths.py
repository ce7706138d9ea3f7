"""The folder of one's own paths: as that of practices, and never a reason for anything to stop."""

import pytest

from kindward.library import Left, Library, Paths, UnknownPath, files
from kindward.library.paths import SHIPPED
from kindward.paths.parse import MOST_STEPS
from kindward.wiring import own_folder, own_paths


def words(practice="hold-gently", title="Our Own", language="en"):
    return f"Title: {title}\nLanguage: {language}\n# One\n(practice {practice}, 3 min)\n"


@pytest.fixture
def house(tmp_path):
    """A library and paths with folders of their own, and what was told of them."""
    heard: list[str] = []
    library = Library(own_folder(tmp_path / "practices"))
    return library, Paths(own_paths(tmp_path / "paths", library, heard.append)), heard


@pytest.fixture
def put(tmp_path):
    def putting(path, text):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return putting


def test_one_of_ones_own_stands_behind_those_that_come_with_kindward(house, put):
    _, paths, _ = house
    put("paths/Three Evenings.path", words())
    put("paths/en/spanish.path.txt", words(language="es-MX"))
    assert [each.name for each in paths.of("en")] == [*SHIPPED, "three-evenings"]
    assert [each.name for each in paths.of("es")] == [*SHIPPED, "spanish"]
    assert paths.of("sv") == ()
    assert paths.find("three-evenings", "en").path.title == "Our Own"
    assert paths.speaking("spanish", ("en", "es")) == ("es",)


def test_one_with_a_name_of_ours_takes_its_place_until_it_goes(house, put):
    _, paths, _ = house
    file = put("paths/gentle-first-week.path", words(title="Mine"))
    assert paths.find(SHIPPED[0], "en").path.title == "Mine"
    assert paths.find(SHIPPED[0], "es").path.title != "Mine"
    file.unlink()
    assert paths.find(SHIPPED[0], "en").path.title == "A gentle first week"


def test_each_file_that_is_left_out_has_its_reason_and_stops_nothing(house, put, tmp_path):
    _, paths, heard = house
    put("paths/faulty.path", "Title: Half")
    put("paths/large.path", b"x" * 10_000_000)
    put("paths/bytes.path", b"\xff\xfe\x00")
    put("paths/a.score", words())
    put("paths/twice.path", words())
    put("paths/en/Twice.path", words())
    (tmp_path / "paths/gone.path").symlink_to(tmp_path / "nowhere")
    assert [each.name for each in paths.of("en")] == [*SHIPPED, "twice"]
    assert {file.path: file.left for file in paths.own_files()} == {
        "a.score": Left.ENDING,
        "bytes.path": Left.FAULTY,
        "en/Twice.path": Left.TWICE,
        "faulty.path": Left.FAULTY,
        "gone.path": Left.UNREADABLE,
        "large.path": Left.FAULTY,
        "twice.path": None,
    }
    assert (
        "a.score is left out: a path is a plain text file, and its name ends in .path or .txt."
    ) in heard


def test_a_practice_that_comes_and_goes_takes_its_paths_along(house, put):
    _, paths, heard = house
    put("paths/mine.path", words("warm-cup"))
    assert [each.name for each in paths.of("en")] == list(SHIPPED)
    practice = put(
        "practices/warm-cup.score",
        "Title: A\nLanguage: en\n# A\nHello.\n(rest 50s, 1s to 300s)\n",
    )
    assert [each.name for each in paths.of("en")] == [*SHIPPED, "mine"]
    assert paths.find("mine", "en") is paths.find("mine", "en")
    practice.unlink()
    (file,) = paths.own_files()
    assert [fault.problem for fault in file.faults] == ["a practice that is not here"]
    assert (
        heard == ["mine.path is not used yet: it needs 1 change. 'kindward check' shows where."] * 2
    )


def test_a_path_that_is_not_here_is_told_with_the_nearest(house):
    _, paths, _ = house
    with pytest.raises(UnknownPath, match=r"Did you mean gentle-first-week\?"):
        paths.find("gentle-first-weak", "en")
    with pytest.raises(UnknownPath, match="There are: none"):
        paths.find("x", "sv")


def test_a_house_without_a_folder_of_its_own_has_none():
    assert Paths().own_files() == ()


def test_however_many_steps_paths_have_the_practices_are_looked_at_once(house, put, monkeypatch):
    _, paths, _ = house
    step = "# One\n(practice hold-gently, 3 min)\n(or grounding, 3 min)\n"
    for number in range(5):
        put(f"paths/{number}.path", f"Title: Long\nLanguage: en\n{step * MOST_STEPS}")
    looks, entries = [], files.entries

    def seen(folder):
        looks.append(folder)
        return entries(folder)

    monkeypatch.setattr(files, "entries", seen)
    assert [file.left for file in paths.own_files()] == [None] * 5
    assert sorted(folder.name for folder in looks) == ["paths", "practices"]
