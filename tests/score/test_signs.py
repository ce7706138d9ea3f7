"""Signs that cannot be seen or look like ours: read as ours, or a fault, and never spoken."""

from unicodedata import category

import pytest

from kindward.score import check, parse, write
from kindward.score.directions import READERS
from kindward.score.model import Bell, Line, Note, Silence
from kindward.score.signs import MARKS, OURS, WIDE

WHOLE = "Title: A\nLanguage: en\n\n# Arriving\nWords to speak.\n"
PARTS = ("(silence 8s)", "(bell)", "[touch] A hand.", "# Second\nMore.", "> A note.")

UNSEEN = [
    *map(chr, (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F)),
    *map(chr, (0x2060, 0x2064, 0x206F, 0x2800, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xE0041)),
]


def told(text):
    return [(f.line, f.column, f.problem) for f in check(text)]


def test_an_unseen_sign_in_front_of_any_part_is_a_fault_with_its_place():
    for sign in UNSEEN:
        for part in PARTS:
            faults = told(f"{WHOLE}{sign}{part}\nMore words.\n")
            assert (6, 1, "a character that cannot be seen") in faults, (sign, part)


def test_an_unseen_sign_inside_a_part_or_a_header_is_a_fault():
    for sign in UNSEEN:
        for text, place in (
            (f"{WHOLE}(silence{sign} 8s)\n", (6, 9)),
            (f"{WHOLE}[touch] {sign}(bell)\n", (6, 9)),
            (f"Title: A{sign}\nLanguage: en\n# A\nHi.\n", (1, 9)),
        ):
            assert place in [(line, column) for line, column, _ in told(text)], (sign, text)


def test_joiners_and_hyphens_stand_where_a_language_or_a_picture_needs_them():
    for language, line in (
        ("fa", "می\u200cخواهم آرام باشم."),
        ("hi", "क्\u200dष और शांति।"),
        ("th", "หายใจ\u200bเข้า"),
        ("en", "A family 👩\u200d👧 and a heart ❤\ufe0f\u200d🔥."),
        ("de", "Selbst\u00admitgefühl."),
        ("he", "שלום\u200e (abc)\u200f עולם."),
    ):
        score = parse(f"Title: A\nLanguage: {language}\n# A\n{line}\n")
        assert score.lines() == (line,)
        assert parse(write(score)) == score


def test_the_wide_signs_of_a_keyboard_are_read_as_ours():
    score = parse(
        "Title：A\nLanguage：zh\n\n"
        "＃ 到达（from 3 min，under 9 min）［breath］\n慢慢呼吸（轻轻地）。\n"
        "（silence　８s、4s to 15s）\n［no touch］手。\n（bell）\n＞ 笔记\n＼（说）\n"
    )
    (section,) = score.sections
    assert (section.name, section.from_s, section.under_s) == ("到达", 180, 540)
    assert [type(part) for part in section.body] == [Line, Silence, Line, Bell, Note, Line]
    assert score.lines() == ("慢慢呼吸（轻轻地）。", "手。", "（说）")
    assert parse(write(score)) == score


def test_a_line_that_begins_with_a_look_alike_is_never_silently_spoken():
    for sign, plain in OURS.items():
        if plain in MARKS:
            (fault,) = check(f"{WHOLE}{sign}silence 8s) and words\n")
            assert (fault.line, fault.column) == (6, 1), sign
            assert fault.problem == f"a character that only looks like '{plain}'"
            assert "\\" in fault.hint
            assert parse(f"{WHOLE}\\{sign} words\n").lines()[-1] == f"{sign} words"


@pytest.mark.parametrize(
    ("line", "column", "problem"),
    [
        ("(silеnce 8s)", 5, "a character that only looks like 'e'"),
        ("(silence 8ѕ)", 11, "a character that only looks like 's'"),
        ("(ЬеӏӀ)", 2, "a character that only looks like 'b'"),
        ("[tоuch] A hand.", 3, "a character that only looks like 'o'"),
        ("(silence 8s❩", 12, "a character that only looks like ')'"),
        ("[touch⁆ A hand.", 1, "a '[' that is never closed"),
        ("# Later (frоm 3 min)", 12, "a character that only looks like 'o'"),
        ("# Later ❨from 3 min❩", 9, "a character that only looks like '('"),
        ("Nоte: mine", 2, "a header after the first section"),
        ("Note：mine", 1, "a header after the first section"),
        ("“(silence 8s)”", 2, "a direction inside spoken words"),
        ("Rest here. (silence 8s)", 12, "a direction inside spoken words"),
        ("Rest here.（silence 8s）", 11, "a direction inside spoken words"),
        ("- (bell)", 3, "a direction inside spoken words"),
        ("* [no touch] A look.", 3, "a direction inside spoken words"),
        ("– # Second", 3, "a direction inside spoken words"),
    ],
)
def test_what_was_meant_as_ours_is_told_with_its_place(line, column, problem):
    faults = [f for f in told(WHOLE + line + "\nMore words.\n") if f[0] == 6]
    assert (6, 1 if "header" in problem else column, problem) in faults


def test_a_header_with_a_foreign_letter_says_which():
    assert (1, 2, "a character that only looks like 'i'") in told(
        "Tіtle: A\nLanguage: en\n# A\nHi.\n"
    )


def test_parentheses_that_are_no_direction_are_spoken():
    for line in (
        "You may sit (or stand).",
        "Rest (rest, truly) here.",
        "Some [quiet] words.",
        "(end)",
    ):
        if line != "(end)":
            assert parse(f"{WHOLE}{line}\n").lines()[-1] == line


def test_what_is_no_character_is_a_fault_anywhere():
    for code in (0xFFFE, 0xFFFF, 0xFDD0, 0xFDEF, 0x1FFFE, 0x10FFFF):
        for text in (f"Title: A{chr(code)}\nLanguage: en\n# A\nHi.\n", f"{WHOLE}a{chr(code)}\n"):
            assert "a code for no character" in [problem for _, _, problem in told(text)]


def test_every_spoken_line_can_be_written_and_read_back():
    for sign in [*OURS, *map(chr, WIDE), *MARKS, "“(bell)", "- # A", "Nоte: x", "a [touch] b"]:
        score = parse(f"{WHOLE}\\{sign} words\n") if sign.strip() else parse(WHOLE)
        assert parse(write(score)) == score, sign


def test_no_look_alike_is_one_of_ours():
    assert not any(sign.isascii() for sign in OURS)
    assert not any(category(sign) in {"Zs", "Cf"} for sign in OURS)
    assert {name[0] for name in READERS} <= set(OURS.values())
