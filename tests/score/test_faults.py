"""Faults as the person who typed the file sees them: where, what, and a way out."""

import pytest

from kindward.score import check, parse, write

WHOLE = "Title: A\nLanguage: en\n\n# Arriving\nWords to speak.\n"


def told(text):
    return [(f.line, f.column, f.problem) for f in check(text)]


def test_all_faults_are_told_at_once_in_order_of_place():
    text = (
        "Titel: A\nLanguage: e n\n# (from 3min)\n(silence 8s, 20s to 4s)\n[tuch] Hi.\n"
        "(repeat 3 times)\n"
    )
    assert told(text) == [
        (1, 1, "a header that is not known"),
        (1, 1, "no Title"),
        (2, 1, "a language tag that cannot be read"),
        (3, 1, "a section without a name"),
        (4, 14, "bounds the wrong way around"),
        (5, 2, "a choice that is not known"),
        (6, 1, "a repeat that never ends"),
    ]


def test_what_a_practice_suits_is_one_of_a_known_list():
    fault, *_ = check("Suits: dancing\n" + WHOLE)
    assert (fault.line, fault.column, fault.found) == (1, 1, "dancing")
    assert fault.hint == "known: walking, wary"


def test_the_caret_stands_below_the_place():
    (fault,) = check(WHOLE + "(silence 8s, 20s to 4s)\n")
    assert fault.picture() == "(silence 8s, 20s to 4s)\n             ^ write 4 to 20"


def test_the_caret_stands_below_the_place_in_wide_writing():
    (fault,) = check(WHOLE + "[no touch, 手] はい。\n")
    assert fault.picture().split("\n")[1].startswith(" " * 11 + "^ ")


@pytest.mark.parametrize(
    ("line", "column", "problem"),
    [
        ("(silence -1s)", 10, "a length that cannot be read"),
        ("(silence nans)", 10, "a length that cannot be read"),
        ("(silence 1e309s)", 10, "a length that cannot be read"),
        ("(silence 99999999999s)", 10, "a length that cannot be read"),
        ("(silence 8)", 10, "a length that cannot be read"),
        ("(silence)", 9, "a length that cannot be read"),
        ("(silence 61s)", 10, "a quiet of over 60 s"),
        ("(silence 5s, 8s to 9s)", 14, "a natural amount outside its bounds"),
        ("(silence 5s, 1s to 9s, 3s)", 24, "more than the direction can hold"),
        ("(silence 8s", 1, "a '(' that is never closed"),
        ("(hush 8s)", 2, "a direction that is not known"),
        ("(breath in 4s, out 6s)", 16, "a breath that is not whole"),
        ("(breath in 4s, in 6s, 5 times)", 16, "a breath without its 'out'"),
        ("(breath in 0s, out 6s, 5 times)", 9, "a breath that no one could follow"),
        ("(breath in 4s, out 6s, 0 times)", 24, "something that never comes"),
        ("(breath in 4s, out 6s, 201 times)", 24, "over 200 times"),
        ("(repeat 1000000 times)", 9, "a number of times that cannot be read"),
        ("(bell twice)", 7, "more than the direction can hold"),
        ("(end)", 1, "an (end) without its (repeat ...)"),
        ("(rest 30s)", None, None),
        ("[touch Hold.", 1, "a '[' that is never closed"),
        ("[touch, no touch] Hold.", 9, "the same choice twice"),
        ("[touch]", 8, "nothing to speak here"),
        ("Credit: someone", 1, "a header after the first section"),
        ("# Later (from 9 min, under 3 min)", 10, "a section that no sitting can hold"),
        ("# Later (before 3 min)", 10, "a condition that is not known"),
        ("a\x00b", 2, "a control character"),
        ("abc\u202edef", 4, "a character that reverses the order of text"),
        ("a" + "\u0301" * 50, 2, "over 6 marks on one letter"),
        ("a\ud800", 2, "half of a broken character"),
        ("x" * 601, 601, "a line of over 600 characters"),
    ],
)
def test_a_faulty_line_is_told_with_its_place(line, column, problem):
    faults = [f for f in told(WHOLE + line + "\nMore words.\n") if f[0] == 6]
    assert faults == ([] if problem is None else [(6, column, problem)])


def test_a_rest_needs_an_announcement_that_everyone_hears():
    only_some = "[touch] Quiet comes now, and I will speak again.\n(rest 30s)\n"
    assert told(WHOLE + "(silence 3s)\n" + only_some) == [(8, 1, "a rest that nothing announces")]
    both = "(silence 3s)\n[touch] Quiet now.\n[no touch] Quiet comes.\n(rest 30s)\n"
    assert told(WHOLE + both) == []


def test_a_repeat_holds_no_other():
    text = WHOLE + "(repeat 2 times)\nHi.\n(repeat 2 times)\nThere.\n(end)\n"
    assert told(text) == [(8, 1, "a repeat inside a repeat")]


def test_right_to_left_writing_is_as_welcome_as_any():
    assert parse("Title: نَفَس\nLanguage: ar\n# بداية\nتنفَّس كما تشاء.\n").title == "نَفَس"


@pytest.mark.parametrize("source", [b"", "", " \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_what_to_begin_with(source):
    assert [f.problem for f in check(source)] == ["no Title", "no Language", "no section"]


def test_bytes_that_are_not_text_say_where():
    (fault,) = check(b"Title: A\nLanguage: \xc3\x28")
    assert (fault.line, fault.column) == (2, 11)


def test_a_file_too_large_is_refused_before_it_is_read():
    (fault,) = check(b"x" * 10_000_000)
    assert fault.problem == "the file is larger than 256 KB"


def test_a_fault_count_stays_bounded():
    assert len(check("(\n" * 4000)) == 100


def test_a_line_can_be_made_to_speak_its_first_sign():
    score = parse(WHOLE + "\\(silence 6s)\n\\\\ twice\n\\Note: spoken\n")
    assert score.lines()[1:] == ("(silence 6s)", "\\ twice", "Note: spoken")


def test_a_language_that_runs_on_is_still_looked_at():
    assert told("Title: A\nLanguage: en\n  us\n# A\nHi.\n") == [
        (3, 3, "a language tag that cannot be read")
    ]


def test_a_header_is_carried_on_by_lines_that_begin_with_spaces():
    score = parse("Title: A\nLanguage: en\nSummary: One\n  # two\n\tthree\n\n  # A\nHi.\n")
    assert score.summary == "One # two three"


def test_no_file_can_be_so_large_that_setting_it_would_take_for_ever():
    many = "".join(f"# A (from {60 + n}s)\nHi.\n" for n in range(201))
    assert [f.problem for f in check("Title: A\nLanguage: en\n" + many)] == [
        "more than 200 sections"
    ]
    rounds = "".join("(breath in 4s, out 6s, 200 times)\n" for _ in range(6))
    assert [f.problem for f in check(WHOLE + rounds)] == ["more rounds than any sitting could hold"]


def test_a_header_with_words_longer_than_a_line_is_written_and_read_back():
    """Found by the fuzzer: a broken word came back as two."""
    score = parse("Title: A\nLanguage: en\nNote: " + "w" * 300 + " and more\n# A\nHi.\n")
    assert parse(write(score)) == score
