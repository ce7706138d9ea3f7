"""A paragraph is what a writer would expect: its sentences together, and then a quiet."""

from kindward.score import parse, write
from kindward.score.model import PARAGRAPH, Line, Note, Repeat, Silence
from kindward.score.sentences import sentences

HEAD = "Title: A\nLanguage: en\n# A\n"
QUIET = Silence(PARAGRAPH)


def body(text):
    return parse(HEAD + text).sections[0].body


def test_a_paragraph_on_one_line_is_the_same_as_one_sentence_to_a_line():
    assert body("One. Two? Three.\n") == body("One.\nTwo?\nThree.\n")
    assert [part.text for part in body("One. Two? Three.\n")] == ["One.", "Two?", "Three."]


def test_an_empty_line_between_spoken_ones_is_a_quiet_that_stretches():
    assert body("One.\n\n\n  \nTwo.\n") == (Line("One."), QUIET, Line("Two."))


def test_an_empty_line_beside_anything_else_says_nothing():
    assert body("\nOne.\n\n(silence 8s)\n\nTwo.\n\n(bell)\n\n") == body(
        "One.\n(silence 8s)\nTwo.\n(bell)\n"
    )


def test_a_note_between_two_paragraphs_does_not_join_them():
    assert body("One.\n\n> why\nTwo.\n") == (Line("One."), Note("why"), QUIET, Line("Two."))
    assert body("One.\n> why\n\nTwo.\n") == (Line("One."), Note("why"), QUIET, Line("Two."))


def test_paragraphs_end_before_and_after_a_repeat_and_in_it():
    whole = body("One.\n\n(repeat 2 times)\n\nTwo.\n\nThree.\n\n(end)\n\nFour.\n")
    assert [type(part) for part in whole] == [Line, Silence, Repeat, Silence, Line]
    assert whole[2].passage == (Line("Two."), QUIET, Line("Three."))
    assert body("One.\n(repeat 2 times)\nTwo.\n(end)\nThree.\n")[1].passage == (Line("Two."),)


def test_what_was_written_with_quiet_paragraphs_reads_like_them():
    text = HEAD.replace("# A", "\n# A") + "One.\nTwo.\n\nThree.\n"
    assert write(parse(text)) == text


def test_a_choice_holds_for_every_sentence_of_its_line():
    touched = body("[touch] One. Two.\n")
    assert all(dict(line.when.terms) == {"touch": True} for line in touched)


def test_a_backslash_keeps_a_line_in_one_go():
    assert body("\\One. Two.\n") == (Line("One. Two."),)
    assert parse(write(parse(HEAD + "\\One. Two.\n"))) == parse(HEAD + "\\One. Two.\n")


def test_a_sentence_ends_where_a_reader_would_end_it():
    whole = {
        'You might say, "This hurts." Or, "This is a lot."': 2,
        "Ask Dr. Neff at 3 p.m. Sharp words, e.g. these, end nothing.": 1,
        'Say, "I am here. I stay." Then rest.': 2,
        "Di: «Aquí estoy. Me quedo». Luego descansa.": 2,
        "It weighs 3. That is plenty.": 2,
        "It weighs 3. 5 would be more.": 1,
        "Wait... and then go on.": 1,
        "¿Cómo estás? ¿Dónde lo notas? Aquí.": 3,
        "“One.” “Two.”": 2,
        "Is it here? (It may be.) Yes.": 3,
        "No. Not today.": 2,
        "Habla con la Sra. Ruiz. Luego descansa.": 2,
        "J. Kabat and M. L. King. Both.": 2,
        "": 1,
    }
    assert {text: len(sentences(text)) for text in whole} == whole
    assert all(" ".join(sentences(text)) == text for text in whole)
