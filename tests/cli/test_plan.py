import json

import pytest

pytestmark = pytest.mark.slow


def test_the_json_is_what_the_design_says(kindward, score):
    done = kindward("plan", score.name, "--minutes", "1.5", "--json")
    plan = json.loads(done.stdout)
    assert done.returncode == 0
    assert list(plan) == ["practice", "language", "voice", "total_s", "cues"]
    assert (plan["practice"], plan["language"], plan["total_s"]) == ("warm-cup", "en", 90)
    assert {frozenset(cue) for cue in plan["cues"]} == {
        frozenset({"start_s", "end_s", "kind", "text"}),
        frozenset({"start_s", "end_s", "kind"}),
    }


@pytest.mark.parametrize("minutes", ["1", "5", "20"])
def test_cues_tile_the_whole_sitting(minutes, kindward, score):
    plan = json.loads(kindward("plan", score.name, "-m", minutes, "--json").stdout)
    starts = [cue["start_s"] for cue in plan["cues"]]
    ends = [cue["end_s"] for cue in plan["cues"]]
    assert [0, *ends] == [*starts, plan["total_s"]]
    assert plan["total_s"] == float(minutes) * 60


def test_a_plan_reads_as_a_calm_table(kindward, score):
    told = kindward("plan", score.name, "--minutes", "5").stdout.splitlines()
    assert told[0].startswith("A Warm Cup, 5 min, spoken by ")
    assert told[1:4] == [
        "",
        "        Arriving",
        "  0:00  You might find a place where your body can rest a little.",
    ]
    assert any(line.endswith(" times)") and "(breath in 4s, out 6s, " in line for line in told)


def test_a_wrong_name_suggests_the_nearest(kindward):
    done = kindward("plan", "groundng", "--minutes", "5")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "There is no practice of that name here. Did you mean grounding?\n"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["--language", "xx"], "There are no practices in that language yet."),
        (["--voice", "nobody"], "nobody"),
    ],
)
def test_an_unknown_language_or_voice_is_told_in_one_line(typed, told, kindward):
    done = kindward("plan", "grounding", "--minutes", "5", *typed)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "%2e%2e/x", "", "hold gently", "\u202e", "-"])
def test_no_name_reaches_outside_the_library(name, kindward):
    done = kindward("plan", "--minutes", "5", "--", name)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no practice of that name here.")


def test_a_length_that_a_score_cannot_last_names_the_nearest(kindward, tmp_path):
    (tmp_path / "short.score").write_text(
        "Title: Short\nLanguage: en\n\n# One\nHello.\n(silence 50s, 40s to 60s)\nGoodbye.\n"
    )
    done = kindward("plan", "short.score", "--minutes", "20", "--voice", "silent")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("This practice cannot last 20 min; the nearest is ")


def test_a_file_of_ones_own_with_faults_shows_them(kindward, tmp_path):
    (tmp_path / "x.score").write_text("Title: x\nLanguage: en\n# One\n(silense 3s)\n")
    done = kindward("plan", "x.score", "--minutes", "5")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("x.score:4:2: a direction that is not known\n    (silense 3s)\n")
    assert done.stderr.endswith("x.score is not ready yet. What needs to change is shown above.\n")


def test_what_is_left_out_is_not_spoken(kindward, tmp_path):
    (tmp_path / "x.score").write_text(
        "Title: x\nLanguage: en\n# One\n[touch] A hand.\n[no touch] No hand.\n"
        "(silence 30s, 10s to 60s)\nThank you.\n(silence 30s, 10s to 60s)\n"
    )
    told = kindward("plan", "x.score", "--minutes", "1", "--without", "touch").stdout
    assert "No hand." in told
    assert "  A hand." not in told
