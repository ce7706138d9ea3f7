"""A narration as it is written and read: what is believed, and what is refused."""

import os
import random
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.clip import LEAST_BYTES, MOST_BYTES
from kindward.narration import About, FaultyNarration, NarratedLine, Narration, write
from kindward.narration.index import HEAD, Index, LineEntry, checksum, opening
from kindward.narration.words import words
from tests.narration.packs import ABOUT, line, pack, packet

TEXTS = ("May you be safe.", "May you be at ease.", "Respira; eso es todo.")


@pytest.fixture
def file(tmp_path):
    return pack(tmp_path, TEXTS, passages=[TEXTS[:2], TEXTS[2:]])


def test_what_was_written_is_read(file):
    narration = Narration.open(file)
    assert narration.about == ABOUT
    assert narration.passages == (TEXTS[:2], TEXTS[2:])
    assert narration.packets == dict.fromkeys(TEXTS, 100)
    for text in TEXTS:
        assert narration.line(text) == line(text)
        assert narration.sizes(text) == line(text).sizes
    assert narration.line("Nobody said this.") is None
    assert narration.sizes("Nobody said this.") is None
    assert narration.damaged == ()


@pytest.mark.parametrize("asked", ['I\'d say: "Wait."', "I’d say: “Wait.”"])
@pytest.mark.parametrize("spoken", ['I\'d say: "Wait."', "I’d say: “Wait.”"])
def test_a_line_is_found_as_it_is_typeset_and_as_it_is_typed(tmp_path, spoken, asked):
    narration = Narration.open(pack(tmp_path, [spoken]))
    assert narration.line(asked) == line(spoken)
    assert narration.sizes(asked) == line(spoken).sizes
    assert list(narration.packets) == [spoken]


def test_an_accent_in_two_pieces_is_the_same_letter_and_none_is_another(tmp_path):
    narration = Narration.open(pack(tmp_path, ["Está bien."]))
    assert narration.sizes("Esta\u0301 bien.")
    assert narration.sizes("Esta bien.") is narration.sizes("Está bien") is None


def test_of_two_lines_with_the_same_words_the_first_is_heard(tmp_path):
    narration = Narration.open(pack(tmp_path, ["It’s all right.", "It's all right."]))
    assert narration.line("It's all right.") == line("It’s all right.")
    assert len(narration.packets) == 2


def test_a_line_knows_its_length():
    spoken = line("Hello.", seconds=1.5)
    assert (spoken.packets, spoken.seconds) == (75, 1.5)


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(
    st.dictionaries(
        texts, st.lists(st.integers(LEAST_BYTES, MOST_BYTES), min_size=1, max_size=9), max_size=9
    )
)
def test_any_lines_come_back_as_they_were(tmp_path_factory, drawn):
    one_of_each = {words(text): (text, sizes) for text, sizes in drawn.items()}
    lines = [
        NarratedLine(text, bytes(sizes), b"".join(map(packet, sizes)))
        for text, sizes in one_of_each.values()
    ]
    file = tmp_path_factory.mktemp("narration") / "a.narration"
    write(file, ABOUT, lines)
    narration = Narration.open(file)
    assert [narration.line(text) for text in narration.packets] == lines


def test_the_same_lines_give_the_same_bytes_and_others_another_edition(tmp_path):
    one, same, other = (pack(tmp_path / name, TEXTS[: 3 - (name == "c")]) for name in "abc")
    assert one.read_bytes() == same.read_bytes()
    assert Narration.open(one).edition == Narration.open(same).edition
    assert Narration.open(one).edition != Narration.open(other).edition


@given(st.data())
def test_a_file_with_any_byte_changed_gives_no_wrong_line(tmp_path_factory, data):
    whole = pack(tmp_path_factory.mktemp("whole"), TEXTS, seconds=0.1).read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[at] ^= data.draw(st.integers(1, 255))
    file = tmp_path_factory.mktemp("changed") / "a.narration"
    file.write_bytes(changed)
    try:
        narration = Narration.open(file)
    except FaultyNarration:
        return
    found = [narration.line(text) for text in TEXTS]
    assert sorted(map(str, found)) != sorted(str(line(text, 0.1)) for text in TEXTS)
    assert all(each in (None, line(text, 0.1)) for text, each in zip(TEXTS, found, strict=True))
    assert len(narration.damaged) == 1


@given(st.data())
def test_a_file_cut_short_anywhere_is_refused(tmp_path_factory, data):
    whole = pack(tmp_path_factory.mktemp("whole"), TEXTS, seconds=0.1).read_bytes()
    file = tmp_path_factory.mktemp("cut") / "a.narration"
    file.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(FaultyNarration, match=r"file is incomplete\. You can copy it"):
        Narration.open(file)


@given(st.binary(max_size=200))
def test_bytes_that_are_something_else_are_refused(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("else") / "a.narration"
    file.write_bytes(content)
    with pytest.raises(FaultyNarration):
        Narration.open(file)


def test_another_version_says_so(file):
    content = bytearray(file.read_bytes())
    content[4] = 2
    file.write_bytes(content)
    with pytest.raises(FaultyNarration, match="another version of Kindward"):
        Narration.open(file)


def test_a_file_that_goes_on_is_refused(file):
    file.write_bytes(file.read_bytes() + b"\0")
    with pytest.raises(FaultyNarration, match="has extra data at its end"):
        Narration.open(file)


def test_four_gigabytes_are_refused_before_they_are_read(file):
    os.truncate(file, 4 * 1024**3)  # a hole: nothing of it is on the disk
    tracemalloc.start()
    with pytest.raises(FaultyNarration, match="larger than"):
        Narration.open(file)
    assert tracemalloc.get_traced_memory()[1] < 1024**2
    tracemalloc.stop()


def test_an_index_that_claims_gigabytes_is_refused_before_it_is_read(file):
    content = file.read_bytes()
    head = HEAD.pack(b"KWNA", 1, 2**32 - 1, 2**32 - 1, bytes(16))
    file.write_bytes(head + content[HEAD.size :])
    with pytest.raises(FaultyNarration, match=r"file is damaged\."):
        Narration.open(file)


def test_what_is_no_file_is_not_waited_for(tmp_path):
    pipe = tmp_path / "a.narration"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not a file"):
        Narration.open(pipe)


def entry(text="Hi.", sizes=b"\x03", sound=b"\xf8\xff\xfe"):
    return LineEntry(text, len(sizes), len(sound), checksum(sound))


@pytest.mark.parametrize(
    ("index", "sizes", "why"),
    [
        (Index(About("en", "../../etc"), [entry()], []), b"\x03", "voice or language name"),
        (Index(About("../en", "a"), [entry()], []), b"\x03", "voice or language name"),
        (Index(About("en", "A voice"), [entry()], []), b"\x03", "voice or language name"),
        (Index(About("en", "a", who="ghost"), [entry()], []), b"\x03", "its voice in a way"),
        (Index(About("en", "a", title="two\nlines"), [entry()], []), b"\x03", "its voice in a way"),
        (Index(About("en", "a", title="x" * 81), [entry()], []), b"\x03", "its voice in a way"),
        (Index(About("en", "a"), [entry(), entry()], []), b"\x03\x03", "the same line twice"),
        (Index(About("en", "a"), [LineEntry("Hi.", 0, 0, b"")], []), b"", "with no sound"),
        (Index(About("en", "a"), [LineEntry("Hi.", 9, -1, b"")], []), bytes(9), "with no sound"),
        (Index(About("en", "a"), [entry()], []), b"\x02", "sound that can't be played"),
        (Index(About("en", "a"), [entry()], []), b"\xfd", "sound that can't be played"),
        (Index(About("en", "a"), [entry()], []), b"\x03\x03", "file is damaged"),
        (Index(About("en", "a"), [entry()], [[1]]), b"\x03", "a line that isn't in it"),
        (Index(About("en", "a"), [entry()], [[-1]]), b"\x03", "a line that isn't in it"),
    ],
)
def test_an_index_with_a_true_checksum_may_still_say_what_cannot_be(
    tmp_path, monkeypatch, index, sizes, why
):
    with pytest.raises(FaultyNarration, match=why):
        opening(index, sizes)
    file = tmp_path / "a.narration"
    with monkeypatch.context() as unchecked:
        unchecked.setattr("kindward.narration.index._believed", lambda *_: None)
        file.write_bytes(opening(index, sizes) + b"\xf8\xff\xfe" * len(index.lines))
    with pytest.raises(FaultyNarration, match=why):
        Narration.open(file)


def test_a_line_that_is_damaged_is_told_and_the_others_are_heard(file):
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    narration = Narration.open(file)
    assert narration.sizes(TEXTS[2]) is None
    assert narration.line(TEXTS[2]) is None
    assert narration.damaged == TEXTS[2:]
    assert narration.line(TEXTS[0]) == line(TEXTS[0])


def test_a_file_that_is_cut_short_while_it_is_open_only_loses_lines(file):
    narration = Narration.open(file)
    assert narration.sizes(TEXTS[2])
    os.truncate(file, 100)
    assert [narration.line(text) for text in TEXTS] == [None] * 3


def test_a_narration_that_is_replaced_while_it_is_open_is_heard_to_its_end(file):
    narration = Narration.open(file)
    write(file, ABOUT, [line("Something else.")])
    assert narration.line(TEXTS[0]) == line(TEXTS[0])
    assert list(Narration.open(file).packets) == ["Something else."]


def test_a_closed_narration_has_nothing_to_say(file):
    narration = Narration.open(file)
    narration.close()
    assert narration.line(TEXTS[0]) is None


@pytest.mark.parametrize(
    "lines",
    [
        [line(TEXTS[0]), line(TEXTS[0])],
        [NarratedLine("Hi.", b"\x03", packet(3)[:2])],
        [NarratedLine("Hi.", b"\x03", packet(3) * 2)],
        [NarratedLine("Hi.", b"\x02\x03", packet(2) + packet(3))],
        [NarratedLine("Hi.", b"\x03\x03", packet(3) + b"\xf8\xff\xfe")],
        [NarratedLine("Hi.", b"", b"")],
    ],
)
def test_what_could_not_be_read_again_is_not_written(file, lines):
    before = file.read_bytes()
    with pytest.raises(FaultyNarration):
        write(file, ABOUT, lines)
    assert file.read_bytes() == before


def test_a_passage_of_other_lines_is_not_written(file):
    with pytest.raises(FaultyNarration, match="a line that isn't in it"):
        write(file, ABOUT, [line("Hi.")], [["Ho."]])


def test_a_full_disk_leaves_the_narration_that_was_there(file, monkeypatch):
    before = file.read_bytes()

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(file, ABOUT, [line("Something else.")])
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_many_lines_are_opened_and_none_of_their_sound_is_read(tmp_path):
    chance = random.Random(1)  # noqa: S311 - sizes are no secret
    many = [f"A line of some words, the {n}th of many." for n in range(1500)]
    file = pack(tmp_path, many, seconds=chance.uniform(0.1, 0.2))
    reads = []

    class Counting(Narration):
        def _read(self, place):
            reads.append(place)
            return super()._read(place)

    narration = Counting.open(file)
    assert len(narration.packets) == len(many)
    assert reads == []
