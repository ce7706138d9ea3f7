import os
import re

import pytest

from kindward.voice import SILENT
from tests.narration.packs import pack

pytestmark = pytest.mark.slow

FAULTY = """\
Title: A Warm Cup
Language: en

# Arriving
(silence 8s, 15s to 4s)
(bell, twice)
Thank you.
"""


def test_a_clean_file_says_how_long_it_can_last(kindward, score):
    done = kindward("check", score.name)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(
        r'warm-cup\.score: no mistakes\. "A Warm Cup" can last 1 min to 2\d min( \d+ s)?\.\n',
        done.stdout,
    )


def test_all_faults_are_told_with_place_picture_and_a_way_out(kindward, tmp_path):
    (tmp_path / "cup.score").write_text(FAULTY)
    done = kindward("check", "cup.score")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "cup.score:5:14: bounds the wrong way around\n"
        "    (silence 8s, 15s to 4s)\n"
        "                 ^ write 4 to 15\n"
        "\n"
        "cup.score:6:6: more than the direction can hold\n"
        "    (bell, twice)\n"
        "         ^ write (bell)\n"
        "\n"
    )


def test_a_file_can_be_piped_in(kindward):
    done = kindward("check", "-", input="Title: x\n")
    assert done.returncode == 1
    assert all(line.startswith(("-:", "    ")) for line in done.stdout.splitlines() if line)


def test_each_of_several_files_is_told(kindward, score, tmp_path):
    (tmp_path / "cup.score").write_text(FAULTY)
    done = kindward("check", "cup.score", "gone.score", score.name)
    assert done.returncode == 1
    assert "cup.score:5:14:" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("warm-cup.score: no mistakes.")
    assert done.stderr == "gone.score is not there.\n"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gone/x.score", "gone/x.score is not there.\n"),
        (
            "warm-cup.score/x",
            "warm-cup.score/x is not there: part of the path is not a folder.\n",
        ),
        ("x" * 300, f"The name {'x' * 300} is too long for this disk.\n"),
    ],
)
@pytest.mark.usefixtures("score")
def test_what_cannot_be_read_is_told_in_one_line(name, told, kindward):
    done = kindward("check", name)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "x.score:1:1:"),
        (bytes(range(256)) * 40, "this is not text in UTF-8"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "a control character"),
        (b"a" * 10_000_000, "x.score:1:1: the file is larger than 256 KB"),
        (b"Title: a\0b\nLanguage: en\n", "x.score:1:9: a control character"),
        (b"Title: \xed\xa0\x80\n", "x.score:1:8: this is not text in UTF-8"),
        ("Title: \u202eabc\n".encode(), "x.score:1:8: a character that reverses the order of text"),
        (f"Title: a{chr(0x301) * 50}\n".encode(), "over 6 marks on one letter"),
        ("Title: a\u2028b\n".encode(), "x.score:1:9: a hidden line break"),
    ],
    ids=["empty", "binary", "program", "10MB", "NUL", "surrogate", "RTL", "marks", "U+2028"],
)
def test_files_that_are_no_score_are_told_plainly(content, told, kindward, tmp_path):
    (tmp_path / "x.score").write_bytes(content)
    done = kindward("check", "x.score")
    assert (done.returncode, done.stderr) == (1, "")
    assert told in done.stdout


def test_nothing_that_a_file_holds_reaches_the_terminal_raw(kindward, tmp_path):
    (tmp_path / "x.score").write_text("Title: \x1b[2J\x1b]0;hello\x07\u202e\n")
    assert not {"\x1b", "\x07", "\u202e"} & set(kindward("check", "x.score").stdout)


@pytest.mark.skipif(os.name == "nt", reason="Windows names files in Unicode only")
def test_a_name_that_is_no_text_is_no_reason_to_stop(kindward):
    done = kindward("check", b"\xff\xfe.score")
    assert done.returncode == 1
    assert done.stderr.endswith("is not there.\n")


def test_an_endless_file_ends(kindward):
    assert "the file is larger than 256 KB" in kindward("check", "/dev/zero").stdout


OWN = "Title: Own\nLanguage: {}\n# A\nHello.\n(silence 50s, 1s to 60s)\n"


def test_with_nothing_named_the_folder_of_ones_own_practices_is_checked(kindward, tmp_path):
    nothing = kindward("check")
    assert (nothing.returncode, nothing.stderr) == (0, "")
    assert "There is no practice in" in nothing.stdout
    folder = tmp_path / "home" / "practices"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "Warm Cup.score").write_text(OWN.format("en"))
    fine = kindward("check")
    assert (fine.returncode, fine.stderr) == (0, "")
    assert fine.stdout.splitlines()[1:] == [
        "  It is here as warm-cup, in en.",
        "1 practice in all.",
    ]
    (folder / "en" / "Spanish.txt").write_text(OWN.format("es"))
    (folder / "en" / "swedish.score").write_text(OWN.format("sv"))
    (folder / "en" / "half.score").write_text("Title: Half")
    (folder / "en" / "letter.docx").write_text("dear")
    told = kindward("check")
    assert (told.returncode, told.stderr) == (1, "")
    for sentence in (
        "It is here as spanish, in es: its Language line says so, and that counts more than the",
        "kindward play swedish --language sv",
        "en/half.score:1:1: no Language",
        "en/letter.docx is left out: a practice is a plain text file",
        "3 practices in all, and 2 left out.",
    ):
        assert sentence in told.stdout
    assert kindward("check", "home/practices").stdout == told.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_in_a_folder_is_not_opened_and_one_that_speaks_is_read(kindward, tmp_path):
    (tmp_path / "own").mkdir()
    os.mkfifo(tmp_path / "own" / "pipe.score")
    told = kindward("check", "own")
    assert (told.returncode, told.stderr) == (1, "")
    assert "own/pipe.score" not in told.stdout
    assert "pipe.score is left out: it is not an ordinary file" in told.stdout
    reading, writing = os.pipe()
    os.write(writing, OWN.format("en").encode())
    os.close(writing)
    spoken = kindward("check", f"/dev/fd/{reading}", pass_fds=(reading,))
    os.close(reading)
    assert "no mistakes" in spoken.stdout


def test_a_word_that_the_voice_has_no_letters_for_is_told_and_is_no_fault(kindward, tmp_path):
    (tmp_path / "cup.score").write_text(
        "Title: A\nLanguage: en\n\n# A\nSay мир, naïve Søren.\n(silence 40s)\n", encoding="utf-8"
    )
    done = kindward("check", "cup.score")
    assert done.returncode == 0
    assert "“мир”" in done.stdout
    (tmp_path / "cup.score").write_text(
        "Title: A\nLanguage: en\n\n# A\nSay naïve Søren.\n(silence 40s)\n", encoding="utf-8"
    )
    assert "letters" not in kindward("check", "cup.score").stdout


def test_a_direction_behind_an_unseen_sign_is_told(kindward, tmp_path):
    (tmp_path / "cup.score").write_text(
        "Title: A\nLanguage: en\n\n# A\nRest.\n\u200b(silence 8s)\n", encoding="utf-8"
    )
    done = kindward("check", "cup.score")
    assert done.returncode == 1
    assert done.stdout.startswith("cup.score:6:1: a character that cannot be seen\n")


def test_a_path_is_checked_by_its_file_its_folder_and_with_nothing_named(kindward, tmp_path):
    folder = tmp_path / "home" / "paths"
    folder.mkdir(parents=True)
    fine = "Title: Two\nLanguage: en\n# One\n(practice grounding, 3 min)\n"
    (folder / "two.path").write_text(fine)
    (folder / "bad.path").write_text(fine.replace("grounding", "groundin"))
    done = kindward("check", str(folder / "two.path"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f'{folder / "two.path"}: no mistakes. "Two" has 1 step.\n'
    for named in ((), (str(folder),)):
        done = kindward("check", *named)
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout.endswith(
            "bad.path:4:11: a practice that is not here\n"
            "    (practice groundin, 3 min)\n"
            "              ^ did you mean grounding?\n\n"
            'two.path: no mistakes. "Two" has 1 step.\n'
            "  It is here as two, in en.\n"
            "1 path in all, and 1 left out.\n"
        )


def test_a_table_of_feelings_is_read_over_like_a_score(kindward, tmp_path):
    table = "Language: en\n\n# Ashamed\nButton: yes\nPractices: {}\n"
    (tmp_path / "feelings.txt").write_text(table.format("hold-gentle"))
    done = kindward("check", "feelings.txt")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "feelings.txt:5:12: a practice that is not here\n"
        "    Practices: hold-gentle\n"
        "               ^ did you mean hold-gently?\n"
        "\n"
    )
    (tmp_path / "feelings.txt").write_text(table.format("hold-gently"))
    done = kindward("check", "feelings.txt")
    assert done.returncode == 0
    assert done.stdout == (
        "feelings.txt: no mistakes. Feelings in en: 1. Under the large button: Ashamed.\n"
    )


def test_a_lexicon_is_checked_line_by_line_in_the_language_of_its_folder(kindward, tmp_path):
    (tmp_path / "es").mkdir()
    file = tmp_path / "es" / "lexicon.txt"
    file.write_text("# notes\nread\tr3d\nlead ld\nlive\tlˈaɪv\nLive\tlˈɪv\nlive \x1b[2J\n")
    done = kindward("check", "es/lexicon.txt")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("es/lexicon.txt:6:6: a control character\n")
    file.write_text("# notes\nread\tr3d\nlead ld\nlive\tlˈaɪv\nLive\tlˈɪv\n")
    done = kindward("check", "es/lexicon.txt")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "es/lexicon.txt: Line 2 of the lexicon has “3” in it, which is not a sound that the voice"
        " knows.\n"
        "es/lexicon.txt: Line 3 of the lexicon needs a word, a tab, and how the word is said in"
        " IPA.\n"
        "es/lexicon.txt: Line 5 of the lexicon has “live” a second time.\n"
    )
    file.write_text("live\tlˈaɪv\n")
    done = kindward("check", "es/lexicon.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "es/lexicon.txt: no mistakes. It has 1 entry, read as es.\n"
    (tmp_path / "Lexicon.txt").write_text("live\tlˈaɪv\nclose by\tklˈoʊs bˈaɪ\n")
    done = kindward("check", "Lexicon.txt")
    assert done.stdout == "Lexicon.txt: no mistakes. It has 2 entries, read as en.\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("\ufeff# notes\n".encode(), "lexicon.txt:1:1: a character that cannot be seen"),
        (b"read\t\xff\n", "lexicon.txt:1:6: this is not text in UTF-8"),
        (b"", "lexicon.txt: no mistakes. It has 0 entries"),
        (b"# a note\n" * 30_000, "lexicon.txt:1:1: the file is larger than 256 KB"),
    ],
)
def test_whatever_is_called_a_lexicon_is_told_plainly(content, told, kindward, tmp_path):
    (tmp_path / "lexicon.txt").write_bytes(content)
    done = kindward("check", "lexicon.txt")
    assert (done.returncode, done.stderr) == (int("no mistakes" not in told), "")
    assert done.stdout.startswith(told)


def test_how_long_it_can_last_is_told_by_the_voice_that_reads_it(kindward, surroundings, tmp_path):
    text = "Title: Own\nLanguage: en\n# A\nHello.\n(silence 50s, 40s to 60s)\n"
    (tmp_path / "own.score").write_text(text)
    pack(tmp_path / "home" / "narrations", ["Hello."], seconds=30)
    told = kindward("check", "own.score").stdout
    assert told == 'own.score: no mistakes. "Own" can last 1 min 10 s to 1 min 30 s.\n'
    surroundings["KINDWARD_VOICE"] = SILENT
    told = kindward("check", "own.score").stdout
    assert told == 'own.score: no mistakes. "Own" can last 1 min to 1 min 1 s.\n'
