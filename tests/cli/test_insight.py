import datetime as dt
import json

import pytest

from kindward.archive import pack
from kindward.journal import CheckIn, Record, Sitting, write

pytestmark = pytest.mark.slow

AT = dt.datetime(2026, 3, 1, 20, tzinfo=dt.UTC)


def record(sittings: int = 3) -> Record:
    days = ((f"sitting-{number:04}", AT + dt.timedelta(days=number)) for number in range(sittings))
    return Record(sitting(*each) for each in days)


def sitting(name: str, at: dt.datetime) -> Sitting:
    before, after = CheckIn(hurt=60), CheckIn(hurt=50)
    return Sitting(id=name, at=at, practice="hold-gently", seconds=60, language="en",
                   before=before, after=after)  # fmt: skip


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


def test_days_to_come_say_nothing(kindward, tmp_path):
    """A clock that was wrong, or a file from anywhere; the control is a day more that has been."""
    told = {}
    for name, year in {"none": None, "to come": 2999, "been": 2026}.items():
        more = [sitting("one-more", AT.replace(year=year, month=2))] if year else []
        file = tmp_path / f"{name}.json"
        file.write_bytes(write(Record([*record().entries, *more])))
        told[name] = kindward("insight", file, "--json").stdout
    assert told["none"] == told["to come"] != told["been"]


def test_what_is_no_record_is_told_kindly(kindward, tmp_path):
    (tmp_path / "x.json").write_text("{")
    for name in ("x.json", "not-here.json"):
        done = kindward("insight", str(tmp_path / name))
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) == 1
