import subprocess
import sys
from pathlib import Path

from kindward.wiring import Settings, open_house, open_record
from tests.store.entries import note, numbers


def test_a_house_opens_its_record_once_and_when_it_is_asked_for(home):
    with open_house(Settings(home=home, warm_up=False)) as house:
        assert not (home / "record").exists()
        assert house.store is house.store
        house.store.put("me", note(1))
    with open_record(Settings(home=home)) as store:
        assert numbers(store.record("me")) == {1}


def test_where_the_record_is_kept_is_a_setting():
    told = {"KINDWARD_DATABASE": "postgresql:///mine", "KINDWARD_KEY_FILE": "/run/key"}
    settings = Settings.from_env(told)
    assert (settings.database, settings.key_file) == ("postgresql:///mine", Path("/run/key"))
    assert Settings.from_env({}).database is None
    assert Settings.from_env({}).key_file is None


def test_a_house_that_keeps_nothing_loads_no_database():
    code = (
        "import sys, kindward.wiring as w, kindward.archive, kindward.journal; "
        "print({'sqlalchemy', 'cryptography', 'psycopg', 'sqlite3'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "set()\n"
