import datetime as dt
import json

import pytest

from kindward.archive import pack
from kindward.journal import CheckIn, Record, Sitting, write

pytestmark = pytest.mark.slow

AT = dt.datetime(2026, 3, 1, 20, tzinfo=dt.UTC)


def record(sittings: int = 3) -> Record:
    return Record(
        Sitting(
            id=f"sitting-{number:04}", at=AT + dt.timedelta(days=number), practice="hold-gently",
            seconds=60, language="en", before=CheckIn(hurt=60), after=CheckIn(hurt=50),
        )
        for number in range(sittings)
    )  # fmt: skip


def test_early_is_an_answer(kindward, tmp_path):
    (tmp_path / "record.json").write_bytes(write(record()))
    done = kindward("insight", str(tmp_path / "record.json"))
    assert done.returncode == 0
    assert done.stdout.startswith("All practices together: It is too early to tell.")
    assert "How heavy it is: It is too early to tell which way it goes." in done.stdout


def test_the_numbers_are_there_for_anyone_to_check_and_the_same_each_time(kindward, tmp_path):
    (tmp_path / "record.zip").write_bytes(pack(record()))
    first, second = (kindward("insight", str(tmp_path / "record.zip"), "--json") for _ in range(2))
    assert first.stdout == second.stdout
    told = json.loads(first.stdout)
    assert told["findings"]["practices"][0]["state"] == "too-early"
    assert told["findings"]["sittings"] == 3


def test_what_is_no_record_is_told_kindly(kindward, tmp_path):
    (tmp_path / "x.json").write_text("{")
    for name in ("x.json", "not-here.json"):
        done = kindward("insight", str(tmp_path / name))
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) == 1
