"""The table of feelings: read whole or not at all, and every fault told with its place."""

from pathlib import Path

import pytest

from kindward.library import (
    GROUNDING,
    NINE,
    Feeling,
    Library,
    Tables,
    read_feelings,
    shipped_languages,
    why,
)
from kindward.library.feelings import MOST_BUTTONS, MOST_NAME, MOST_WORDS, FaultyFeelings
from kindward.score.faults import MOST_FAULTS
from kindward.score.source import MOST_LINES
from kindward.wiring import own_feelings, own_folder

HERE = {*NINE, GROUNDING}
TABLE = """\
> A note for whoever edits this.
Language: en

# Ashamed
Button: yes
Practices: hold-gently, my-own
Words: shame, made a fool of myself,
  embarrassed

# In danger
Person: yes
Practices: grounding
"""
FAULTS = {
    "": [(1, "no Language"), (1, "no feeling")],
    "Language: english": [(1, "a language tag that cannot be read"), (1, "no feeling")],
    TABLE.replace("hold-gently", "hold-gentle"): [(6, "a practice that is not here")],
    TABLE.replace("Button: yes", "Button: maybe"): [(5, "neither yes nor no for Button")],
    TABLE.replace("Words:", "Wrods:"): [
        (7, "a line that has no meaning here"), (8, "a line that has no meaning here"),
    ],
    TABLE.replace("In danger", "Ashamed"): [(10, "a feeling that is there already")],
    TABLE.replace("In danger", "ASHAMED"): [(10, "a feeling that is there already")],
    TABLE.replace("In danger", "#"): [(10, "a feeling without a name")],
    TABLE.replace("In danger", "x" * 41): [(10, f"a name of over {MOST_NAME} characters")],
    TABLE.replace("Practices: grounding", ""): [(10, "a feeling without a practice")],
    "Language: en\n" + "".join(f"# {n}\nButton: yes\nPractices: grounding\n" for n in range(9)): [
        (26, f"more than {MOST_BUTTONS} under the button")
    ],
    "Language: en\n# A\nPractices: grounding\nWords:" + "\n a,b" * 501: [
        (2, f"more than {MOST_WORDS:,} words")
    ],
    TABLE.replace(": shame", ": sh\u202eame"): [(7, "a character that reverses the order of text")],
}  # fmt: skip


def faults(text):
    with pytest.raises(FaultyFeelings) as told:
        read_feelings(text, {*HERE, "my-own"})
    return told.value.faults


def put(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text)


def test_a_table_is_read_as_it_is_written():
    read = read_feelings(TABLE, {*HERE, "my-own"})
    words = ("shame", "made a fool of myself", "embarrassed")
    assert read.language == "en"
    assert read.all == (
        Feeling("Ashamed", ("hold-gently", "my-own"), words, at_hand=True),
        Feeling("In danger", ("grounding",), (), wants_a_person=True),
    )


def test_every_fault_is_told_with_its_place_and_a_way_out():
    for text, expected in FAULTS.items():
        found = faults(text)
        assert [(fault.line, fault.problem) for fault in found] == expected, text[:80]
        assert all(fault.hint for fault in found)
    (slip,) = faults(TABLE.replace("hold-gently", "hold-gentle"))
    assert (slip.column, slip.hint) == (12, "did you mean hold-gently?")
    many = "Practices: hold-gentle, not-here\n" * MOST_LINES
    assert len(faults(f"Language: en\n# A\n{many}")) == MOST_FAULTS


def test_what_comes_with_kindward_suits_each_feeling_with_something_that_is_here():
    for language in shipped_languages():
        feelings = Tables(Library()).of(language)
        assert 6 <= sum(each.at_hand for each in feelings) <= MOST_BUTTONS
        assert any(each.wants_a_person for each in feelings)
        assert {name for each in feelings for name in each.practices} == HERE


def house(home):
    """The library and the tables of someone's data folder."""
    library = Library(own_folder(home / "practices"))
    return library, Tables(library, own_feelings(home / "feelings", library))


def test_a_table_of_ones_own_takes_the_place_of_ours_and_may_name_ones_own_practices(tmp_path):
    _, tables = house(tmp_path)
    ours = tables.of("en")
    put(tmp_path, "feelings/mine.FEELINGS", TABLE.replace("Language: en", "Language: en-US"))
    assert tables.of("en") == ours
    (file,) = tables.own_files()
    assert [fault.problem for fault in file.faults] == ["a practice that is not here"]
    score = "Title: T\nLanguage: en\n# A\nHi.\n(silence 50s, 1s to 60s)\n"
    put(tmp_path, "practices/my-own.score", score)
    assert [each.name for each in tables.of("en")] == ["Ashamed", "In danger"]
    assert tables.of("en")[0].practices == ("hold-gently", "my-own")
    assert not any(file.left for file in tables.own_files())
    assert tables.of("es") == Tables(Library()).of("es")
    put(tmp_path, "practices/my-own.score", f"{score}(bell, twice)")
    assert tables.of("en") == ours


def test_of_two_tables_of_one_language_one_counts_and_the_other_is_told(tmp_path):
    for path in ("feelings/a/feelings.txt", "feelings/b/en.txt"):
        put(tmp_path, path, TABLE.replace(", my-own", ""))
    _, tables = house(tmp_path)
    assert [file.twin for file in tables.own_files()] == ["", "a/feelings.txt"]
    assert len(tables.of("en")) == 2


def test_a_file_of_another_ending_is_told_and_left(tmp_path):
    put(tmp_path, "feelings/notes.docx", "not a table")
    (file,) = house(tmp_path)[1].own_files()
    assert why(file).startswith("is left out: a table of feelings is a plain text file")
