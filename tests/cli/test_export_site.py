import signal
import subprocess

import pytest

pytestmark = pytest.mark.slow

FEW = ("--minutes", "1", "--language", "es", "--voice", "silent")


def test_a_site_is_made_and_told(kindward, tmp_path):
    done = kindward("export-site", "site", *FEW)
    told = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (0, "")
    assert told[0].startswith("The pages are ready. ")
    assert told[1].startswith("site is ready: ")
    assert 'lang="es"' in (tmp_path / "site" / "index.html").read_text("utf-8")
    made = [file for file in (tmp_path / "site").rglob("*") if file.is_file()]
    assert f" {len(made) - 1} files, " in told[1]  # its own list is not one of them
    assert (tmp_path / "site" / "sound" / "es" / "silent" / "grounding" / "60.webm").is_file()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["--minutes", "1,2.5"], "'1,2.5' is not a list of whole minutes from 1 to 30"),
        (["--minutes", "31"], "'31' is not a list of whole minutes from 1 to 30"),
        (
            ["--format", "mp3,ogg"],
            "'mp3,ogg' is not a list of formats. You can choose from: webm, mp3.",
        ),
    ],
)
def test_what_cannot_be_understood_says_how_it_goes(typed, told, kindward, tmp_path):
    done = kindward("export-site", "site", *typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(told)
    assert done.stderr.endswith(" To see how it works: kindward export-site --help\n")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["--language", "xx"], "There are: en, es."),
        (["--voice", "nobody"], "No voice here is called 'nobody'"),
    ],
)
def test_what_is_not_here_is_told_before_anything_is_made(typed, told, kindward, tmp_path):
    done = kindward("export-site", "site", "--minutes", "1", *typed)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_folder_of_someone_elses_is_left_alone(kindward, tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    done = kindward("export-site", ".", *FEW)
    assert done.returncode == 1
    assert done.stderr.endswith("A new folder, or an empty one, will do.\n")


def test_a_folder_that_cannot_be_made_is_told_kindly(kindward, tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    done = kindward("export-site", "letter.txt/site", *FEW)
    assert done.returncode == 1
    assert done.stderr == "letter.txt/site is not there: part of the path is not a folder.\n"


def test_ctrl_c_leaves_nothing(computer, tmp_path):
    asked = ("export-site", "deep/site", "--minutes", "30", *FEW[2:])
    with computer.started(*asked, stderr=subprocess.PIPE) as running:
        assert running.stderr.readline().startswith("The pages are ready. ")
        running.send_signal(signal.SIGINT)
        assert running.wait(180) == 130
    assert {each.name for each in tmp_path.iterdir()} <= {"home"}


def test_a_practice_in_one_language_alone_of_few_lengths_is_exported_too(kindward, tmp_path):
    own = tmp_path / "home" / "practices"
    own.mkdir(parents=True)
    words = "Title: {}\nLanguage: {}\n# A\nHello.\n(silence 50s, 1s to 60s)\n"
    (own / "Only Here.score").write_text(words.format("Only here", "es"))
    (own / "hidden.score").write_text(words.format("Not at all", "sv"))
    (own / "faulty.score").write_text("Title: Faulty")
    done = kindward("export-site", "site", "--minutes", "1,5", "--voice", "silent")
    assert (done.returncode, done.stdout) == (0, "")
    assert "faulty.score is not used yet" in done.stderr
    practices = tmp_path / "site" / "es" / "practices"
    assert {file.name for file in practices.glob("only-here*")} == {
        "only-here.html",
        "only-here-1.html",
    }
    page = (practices / "only-here.html").read_text("utf-8")
    assert 'href="../../index.html" hreflang="en"' in page
    assert "only-here-5" not in page
    assert "only-here" not in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "only-here" in (tmp_path / "site" / "es" / "index.html").read_text("utf-8")
