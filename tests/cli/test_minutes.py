import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.cli.asked import Minutes

WRONG = ["0", "0.98", "31", "-1", "nan", "inf", "1e309", "abc", "", "1,5", "30.001", "5m", " 5",
         "\u0665", "1.0000001", "0x5", "5\x00", "9" * 400]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "seconds"), [("1", 60), ("1.5", 90), ("30", 1800), ("7.25", 435), ("1.01", 61)]
)
def test_minutes_become_whole_seconds(typed, seconds):
    assert Minutes().convert(typed, None, None) == seconds


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_no_length_is_told_with_the_lengths_there_are(typed):
    with pytest.raises(click.BadParameter, match=r"is not a length from 1 to 30 minutes"):
        Minutes().convert(typed, None, None)


@given(st.text())
def test_any_text_gives_seconds_within_reach_or_one_line(text):
    told, seconds = "one line", 60
    try:
        seconds = Minutes().convert(text, None, None)
    except click.BadParameter as error:
        told = error.message
    assert 60 <= seconds <= 1800
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize("typed", ["0", "-1", "nan", "1e309", ""])
def test_the_command_tells_it_in_one_line(typed, kindward):
    done = kindward("plan", "grounding", f"--minutes={typed}")
    told = f"{typed!r} is not a length from 1 to 30 minutes, such as 5 or 1.5."
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{told} How it goes: kindward plan --help\n"
