import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward import lengths
from kindward.cli.asked import Minutes

WRONG = ["0", "0.98", "31", "-1", "nan", "inf", "1e309", "abc", "", "1,2,5", "30.001", "5n",
         "\u0665", "1e1", "0x5", "5\x00", "9" * 400, "5:1", "5:60", "31:00", "1:00:00", ":30",
         "59s", "0.5m", "31 min", "1h", "+5", "5 5", "m", "s", "1.5:00", "5m5m", "5 s 1 min",
         "5:", "media"]  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "ways"),
    [
        (60, ("1", "1.0", "60s", "1m", "1:00", "01:00", "0:01:00")),
        (90, ("1.5", "1,5", "1:30", "90s", "90 sec", "1m30s", "1 min 30 s", "1,5 minutos")),
        (301, ("5:01", "5.016666666666667", "5.0166667", "5m 1s", "5 minutes 1 second")),
        (435, ("7.25", " 7,25 ", "7 Min. 15 Sec.")),
        (1800, ("30", "30:00", "0.5h", "0:30:00", "1800s", "0,5 horas")),
        (61, ("1.01", "1.0166666666666666")),
    ],
)
def test_a_length_is_read_as_people_and_programs_write_it(seconds, ways):
    for typed in ways:
        assert (typed, Minutes().convert(typed, None, None)) == (typed, seconds)


def test_every_whole_second_is_read_back_as_a_program_writes_it_and_as_it_is_told():
    for seconds in range(60, 1801):
        number = f"{seconds / 60}"
        ways = {number, number.replace(".", ","), f"{seconds / 60:.6f}", f"{seconds}s"}
        ways |= {lengths.told(seconds), f"{seconds // 60}:{seconds % 60:02d}"}
        assert {lengths.read(way) for way in ways} == {seconds}


def test_a_length_is_told_without_a_fraction():
    told = {0: "0 s", 45: "45 s", 60: "1 min", 61: "1 min 1 s", 189: "3 min 9 s", 1800: "30 min"}
    assert {seconds: lengths.told(seconds) for seconds in told} == told


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
    told = f"{typed!r} is not a length from 1 to 30 minutes, such as 5, 1.5 or 5:01."
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{told} To see how it works: kindward plan --help\n"
