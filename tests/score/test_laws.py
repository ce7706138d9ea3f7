"""What holds for every score and for every text, tried on many of each."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kindward.score import FaultyScore, Score, check, parse, write
from kindward.score.model import PARAGRAPH, Silence
from tests.strategies import SCORES

MANY = settings(max_examples=settings().max_examples // 2)

PIECES = st.sampled_from(
    ["Title: a\n", "Language: en\n", "# A (from 3 min, under 9 min) [touch]\n", "(silence 6s)\n",
     "(rest 30s, 10s to 90s)\n", "(breath in 4s, out 6s, 5 times)\n", "(repeat 2 times)\n",
     "(end)\n", "[no imagery] words\n", "> note\n", "\\# spoken\n", "(bell)\n", "Words.\n",
     "\r\n", "(", "[", "]", ")", "#", ",", "to ", "\t", "\ufeff", "\u0301", "\u202e", "\x00", "9",
     "6s", ":"]
)  # fmt: skip


@MANY
@given(SCORES)
def test_a_written_score_reads_as_itself(score):
    assert parse(write(score)) == score


@MANY
@given(SCORES)
def test_writing_is_settled_after_once(score):
    assert write(parse(write(score))) == write(score)


@MANY
@given(SCORES, st.sampled_from(["  ", "\t", "   \t"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_white_space_around_and_line_endings_change_nothing(score, space, ending):
    headers, mark, body = write(score).partition("\n\n# ")
    spaced = "\n".join(f"{space}{line}{space}" for line in (mark + body).strip().split("\n"))
    text = (headers + "\n\n" + spaced).replace("\n", ending)
    assert parse(text) == score


@MANY
@given(SCORES)
def test_empty_lines_change_nothing_but_the_quiet_between_two_spoken_lines(score):
    headers, mark, body = write(score).partition("\n\n# ")
    text = headers + "\n\n" + "\n\n".join((mark + body).strip().split("\n"))
    kept = [[e for e in s.elements() if e != Silence(PARAGRAPH)] for s in (parse(text), score)]
    assert kept[0] == kept[1]


@given(st.text() | st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
@example("\ud800")
@example("")
@example("Title: x\nLanguage: en\n# A\n(silence 1e309s)")
def test_any_text_is_a_score_or_a_list_of_located_faults(text):
    try:
        assert isinstance(parse(text), Score)
    except FaultyScore as faulty:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        for fault in faulty.faults:
            assert 1 <= fault.line <= lines
            assert fault.column >= 1
            assert fault.problem
            assert fault.hint


@given(st.binary(max_size=400))
def test_any_bytes_are_a_score_or_a_list_of_faults(data):
    assert all(fault.hint for fault in check(data)) or isinstance(parse(data), Score)


@given(st.text(max_size=80))
def test_no_fault_lets_a_control_sign_reach_the_terminal(text):
    for fault in check(text):
        assert fault.picture().replace("\n", "").isprintable()
