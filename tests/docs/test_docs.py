"""What the documents say, held against what is there."""

import re
from pathlib import Path

import pytest

from kindward.cli import words
from kindward.plan import layout
from kindward.score import CHOICES, parse
from kindward.score.directions import MOST_BREATHS, MOST_REPEATS, MOST_REST_S, READERS
from kindward.score.model import HEADERS
from kindward.score.parse import MOST_ROUNDS, MOST_SECTIONS
from kindward.score.source import MOST_BYTES, MOST_LINES, MOST_SIGNS
from kindward.voice.pace import spoken_s
from tests.there import group

ROOT = Path(__file__).parents[2]
GRAMMAR = (ROOT / "docs/score.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
CODE = "".join(p.read_text("utf-8") for p in [*ROOT.glob("src/**/*.py"), ROOT / "launcher.py"])


def test_the_score_in_the_grammar_is_a_score():
    score = parse(group(r"```\n(Title.*?)```", GRAMMAR, re.DOTALL))
    plan = layout(score, {text: spoken_s(text) for text in score.lines()}, 240)
    assert {cue.section for cue in plan.cues} == {"Arriving", "A slow pace", "Wishing"}


@pytest.mark.parametrize("sign", [*(f"({name}" for name in READERS), *(f"`{h}`" for h in HEADERS)])
def test_every_direction_and_header_is_documented(sign):
    assert sign in GRAMMAR


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_is_documented_with_its_opposite(choice):
    assert f"`[{choice}]`" in GRAMMAR
    assert f"`[no {choice}]`" in GRAMMAR


def test_the_limits_in_the_grammar_are_the_real_ones():
    limits = GRAMMAR.partition("## Limits")[2]
    told = [int(n.replace(",", "")) for n in re.findall(r"[\d,]*\d", limits)]
    assert told == [
        MOST_BYTES // 1024, MOST_SIGNS, MOST_LINES, MOST_SECTIONS, 20, MOST_BREATHS, MOST_REPEATS,
        MOST_ROUNDS,
    ]  # fmt: skip
    assert f"{MOST_REST_S:g} s at the most" in GRAMMAR


def test_every_command_in_the_readme_is_there():
    named = set(re.findall(r"^\./kindward ([a-z-]+)", README, re.MULTILINE))
    assert named <= {*words.COMMANDS, "test"}


@pytest.mark.parametrize("name", sorted(set(re.findall(r"KINDWARD_[A-Z_]+", README))))
def test_every_setting_in_the_readme_is_read(name):
    assert name in CODE


def test_every_place_in_contributing_is_there():
    for row in re.findall(r"^\|[^|]*\| ([^|]*) \|", CONTRIBUTING, re.MULTILINE)[2:]:
        for place in re.findall(r"`([\w./]+)`", row):
            found = [*ROOT.glob(place), *ROOT.glob(f"src/kindward/{place}"),
                     *ROOT.glob(f"src/kindward/score/{place}")]  # fmt: skip
            assert found or "NAME" in place, place
