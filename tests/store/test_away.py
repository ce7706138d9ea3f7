"""PostgreSQL goes away while the pages are in use, and comes back."""

import pytest

from kindward.store import StoreBusy, open_store
from tests.store.entries import meddle
from tests.web.own import OURS, Home, token
from tests.web.test_words import WORDS, fields, shown

pytestmark = pytest.mark.slow


def test_while_the_database_is_away_practices_go_on_and_no_words_are_lost(tmp_path, own_server):
    with open_store(tmp_path, own_server.url()) as store:
        home = Home(tmp_path, store)
        me = home.come_in()
        form = {"form_token": token(me), "text": WORDS}
        own_server.stop("immediate")
        try:
            for path in ("/", "/practices/grounding", "/support", "/long-run"):
                assert me.get(path).status_code == 200
            answer = me.post("/journal/note", data=form, headers=OURS)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
            assert shown(answer.text) == [WORDS]
            assert str(own_server.folder) not in answer.text
            assert me.get("/journal").status_code == 503
        finally:
            own_server.start()
        again = me.post("/journal/note", data=fields(answer.text), headers=OURS)
        assert again.status_code == 303
        assert [note.text for note in store.record("me").notes] == [WORDS]


def test_a_question_that_takes_too_long_is_given_up(home, postgresql):
    with open_store(home, postgresql) as store:
        assert meddle(store, "SHOW statement_timeout") == [("5s",)]
        hurried = "SET LOCAL statement_timeout = 50; SELECT pg_sleep(60)"
        with pytest.raises(StoreBusy), store._database.reading() as connection:  # noqa: SLF001
            connection.exec_driver_sql(hurried)
