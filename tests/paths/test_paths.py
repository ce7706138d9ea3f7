"""A path file as its writer sees it: what it says, and every fault with its place and a way out."""

import re
from pathlib import Path as File

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kindward.library import Library, Paths, shipped_languages
from kindward.library.paths import SHIPPED
from kindward.paths import FaultyPath, Path, Timed, check, parse
from kindward.paths.parse import MOST_NAME, MOST_STEPS, MOST_WORDS
from kindward.wiring import here
from tests.there import group

HEAD = "Title: A\nLanguage: en\n\n"
STEP = "# A pause\nA few words.\n(practice hold-gently, 3 min)\n"
WHOLE = HEAD + STEP
GRAMMAR = (File(__file__).parents[2] / "docs/path.md").read_text("utf-8")
HERE = here(Library())
PIECES = st.sampled_from(
    ["Title: a\n", "Language: en\n", "Note: n\n", "# A\n", "(practice hold-gently, 3 min)\n",
     "(or grounding, 2 min)\n", "(practice any, 2 min)\n", "> note\n", "\\# words\n", "Words.\n",
     "\r\n", "(", ")", "#", ",", "\t", "\ufeff", "\u0301", "\u202e", "\x00", "9", "6s", ":"]
)  # fmt: skip


def told(text, practices=HERE):
    return [(f.line, f.column, f.problem) for f in check(text, practices)]


def test_a_path_is_read_as_it_was_written():
    path = parse(group(r"```\n(Title.*?)```", GRAMMAR, re.DOTALL), HERE)
    assert path.title == "Three quiet evenings"
    assert [step.name for step in path.steps] == ["A short stop", "A warm hand", "Your choice"]
    assert path.steps[1].practice == Timed("breathing-kindness", 180)
    assert path.steps[1].other == Timed("grounding", 180)
    assert path.steps[2].is_open
    assert [timed.practice for timed in path.practices()] == [
        "self-compassion-break", "breathing-kindness", "grounding",
    ]  # fmt: skip


def test_the_limits_in_the_grammar_are_the_real_ones():
    limits = GRAMMAR.partition("## Limits")[2]
    assert [int(n) for n in re.findall(r"\d+", limits)][:2] == [MOST_STEPS, MOST_NAME]
    assert f"{MOST_WORDS} characters at most" in GRAMMAR


FAULTS = {
    "(practise hold-gently, 3 min)": (7, 2, "something in parentheses that is not known"),
    "(or hold-gently)": (7, 2, "a practice without its name or its length"),
    "(or , 3 min)": (7, 2, "a practice without its name or its length"),
    "(or grounding, 3 min, softly)": (7, 23, "more than a step can hold"),
    "(or grounding, soon)": (7, 16, "a length that cannot be read"),
    "(or grounding, 90s)": (7, 16, "a length that no step can have"),
    "(or grounding, 11 min)": (7, 16, "a length that no step can have"),
    "(or grounding, 150.5s)": (7, 16, "a length that no step can have"),
    "(or grounding, 1e9 min)": (7, 16, "a length that cannot be read"),
    "(or grounding, 3 min": (7, 1, "a '(' that is never closed"),
    "(or any, 3 min)": (7, 2, "more choices than a step can hold"),
    "(practice grounding, 3 min)": (7, 2, "a second practice in a step"),
    "(or hold-gentle, 3 min)": (7, 5, "a practice that is not here"),
    "⁽or grounding, 3 min)": (7, 1, "a character that only looks like '('"),
    "Now (or grounding, 3 min)": (7, 5, "a practice amid words"),
    "Words \u202e back.": (7, 7, "a character that reverses the order of text"),
    "Words \x07": (7, 7, "a control character"),
    "#": (7, 1, "a step without a name"),
    "x" * 700: (7, 601, "a line of over 600 characters"),
    f"# {'x' * 90}\n(practice grounding, 3 min)": (7, 1, "a name of over 80 characters"),
}


def test_every_fault_is_told_with_its_place_and_a_way_out():
    for line, fault in FAULTS.items():
        faults = check(WHOLE + line + "\n", HERE)
        assert fault in [(f.line, f.column, f.problem) for f in faults], line
        assert all(f.hint for f in faults)
    assert told(WHOLE) == []


def test_all_faults_are_told_at_once_in_order_of_place():
    text = "Titel: A\nLanguage: e n\nNote:\nHello\n# One\n(or grounding, 3 min)\n"
    assert told(text) == [
        (1, 1, "a header that is not known"),
        (1, 1, "no Title"),
        (2, 1, "a language tag that cannot be read"),
        (3, 1, "an empty Note"),
        (4, 1, "words before the first step"),
        (5, 1, "a step without a practice"),
        (6, 2, "a second choice without a first"),
    ]
    assert told("Title: A\nTitle: B\n") == [
        (1, 1, "no Language"),
        (2, 1, "a second Title"),
        (3, 1, "no step"),
    ]


def test_the_nearest_practice_is_named_and_all_where_none_is_near():
    (near,) = check(HEAD + "# A\n(practice hold-gentle, 3 min)", HERE)
    assert near.hint == "did you mean hold-gently?"
    (far,) = check(HEAD + "# A\n(practice zzz, 3 min)", HERE)
    assert "self-compassion-break" in far.hint
    (none,) = check(HEAD.replace("en", "sv") + "# A\n(practice zzz, 3 min)", HERE)
    assert none.hint == "there are: none in sv"
    assert check(HEAD + "# A\n(practice zzz, 3 min)") == ()  # where nobody knows what is here


def test_a_length_that_the_practice_cannot_have_is_a_fault():
    class Short:
        def names(self, _):
            return ("grounding",)

        def lasts(self, _name, _language, seconds):
            return seconds <= 180

    text = HEAD + "# A\n(practice grounding, {} min)\n"
    assert told(text.format(3), Short()) == []
    assert told(text.format(4), Short()) == [(5, 22, "a length that this practice cannot have")]


def test_files_that_could_hang_it_are_bounded():
    (large,) = check(b"x" * 10_000_000)
    assert large.problem == "the file is larger than 256 KB"
    (bad,) = check(b"Title: \xff\n")
    assert (bad.line, bad.column, bad.problem) == (1, 8, "this is not text in UTF-8")
    many = told(HEAD + "# A\n(practice any, 3 min)\n" * 10_000)
    assert (4001, 1, "more than 4000 lines") in many
    assert (4 + 2 * MOST_STEPS, 1, f"more than {MOST_STEPS} steps") in many
    assert len(check(HEAD + "#\n" * 4_000)) == 100
    long = check(WHOLE + "words and words\n" * 3_000)
    assert {f.problem for f in long} == {f"over {MOST_WORDS} characters for one step"}


def test_what_looks_like_a_part_of_it_is_shown_as_words_where_that_is_meant():
    path = parse(HEAD + "# A\n\\# one\n> never\n\\(or so)\n(practice any, 3 min)\n")
    assert path.steps[0].words == "# one (or so)"
    assert parse(HEAD + "# A\n（practice any，3 min）\n").steps[0].is_open


@settings(deadline=None, max_examples=200)
@given(st.text() | st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
@example("\ud800")
@example("")
def test_any_text_is_a_path_or_a_list_of_located_faults(text):
    try:
        assert isinstance(parse(text, HERE), Path)
    except FaultyPath as faulty:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        for fault in faulty.faults:
            assert 1 <= fault.line <= lines
            assert fault.column >= 1
            assert fault.problem
            assert fault.hint
            assert fault.picture().replace("\n", "").isprintable()


@given(st.binary(max_size=400))
def test_any_bytes_are_a_path_or_a_list_of_faults(data):
    assert all(fault.hint for fault in check(data)) or isinstance(parse(data), Path)


@pytest.mark.parametrize("language", shipped_languages())
def test_the_paths_that_come_with_kindward_have_no_fault(language):
    paths = {each.name: each.path for each in Paths().of(language)}
    assert tuple(paths) == SHIPPED
    for name in SHIPPED:
        file = File(__file__).parents[2] / f"src/kindward/practices/{language}/{name}.path"
        assert check(file.read_bytes(), HERE) == ()
        steps = [(step.practice, step.other) for step in paths[name].steps]
        assert steps == [(s.practice, s.other) for s in Paths().find(name, "en").path.steps]


def test_a_gentle_first_week_is_seven_sides_that_grow_slowly():
    steps = Paths().find("gentle-first-week", "en").path.steps
    lengths = [step.practice.seconds for step in steps]
    assert len({step.practice.practice for step in steps}) == len(steps) == 7
    assert lengths == sorted(lengths)
    assert steps[-1].is_open


def test_where_kindness_feels_wrong_every_choice_suits_the_wary_and_giving_comes_first():
    wary = {p.name for p in Library().practices("en") if "wary" in p.score.suits}
    path = Paths().find("when-kindness-feels-wrong", "en").path
    assert {timed.practice for timed in path.practices()} <= wary
    assert path.steps[0].practice.practice == "someone-or-something-you-care-for"
    for language in shipped_languages():
        shown = Paths().find("when-kindness-feels-wrong", language).path
        steps = (f"{step.name} {step.words}" for step in shown.steps)
        said = " ".join([shown.title, shown.summary, *shown.credits, *steps])
        assert not re.search("compassion|compasión", said, re.IGNORECASE)
