"""Words of one's own, changed, deleted and found again; favourites, the same set here and there."""

import pytest
from msgspec.structs import replace

from kindward.journal import Note
from kindward.web.private.journal.days import having
from tests.web.own import NOON, OURS, SECRET, send, token
from tests.web.test_words import lock_by_itself, shown

NOTE = "/journal/note"


@pytest.fixture
def kept(home, me) -> Note:
    """A note that is kept."""
    send(me, NOTE, text="Rain, and soup")
    (note,) = home.record().notes
    return note


def change(me, note: Note, text: str, **fields: str):
    return send(me, NOTE, **{"id": note.id, "edition": str(note.edition), "text": text} | fields)


def test_one_save_keeps_the_evening_and_the_words_and_shows_both(home, me):
    answer = send(me, "/journal/evening", did="partly", hurt="40", text="Rain, and soup")
    assert answer.headers["location"] == "/journal?kept=yes#evening"
    assert (len(home.record().evenings), len(home.record().notes)) == (1, 1)
    page = me.get(answer.headers["location"]).text
    for words in ("Saved.", "A small thing was done in part", "heavy 40", "Rain, and soup"):
        assert words in page, words
    assert "Saved." not in me.get("/journal").text


def test_words_alone_leave_the_evening_open_and_nothing_said_is_nothing_kept(home, me):
    send(me, "/journal/evening", text="Rain, and soup")
    assert (home.record().evenings, len(home.record().notes)) == ((), 1)
    answer = send(me, "/journal/evening", did="", judging="", text=" ")
    assert answer.headers["location"] == "/journal"
    assert (home.record().evenings, len(home.record().notes)) == ((), 1)


def test_an_evening_that_could_not_be_read_keeps_the_words_beside_it(home, me):
    answer = send(me, "/journal/evening", did="yes", judging="101", text=SECRET)
    assert (answer.status_code, home.record().entries) == (422, ())
    assert shown(answer.text) == [SECRET]


def test_words_beside_an_evening_that_another_tab_changed_are_shown_and_kept_once(home, me):
    send(me, "/journal/evening", did="yes")
    answer = send(me, "/journal/evening", did="no", text=SECRET)
    assert (answer.status_code, shown(answer.text), home.record().notes) == (409, [SECRET], ())
    seen = f"{home.record().evenings[0].id}-1"
    send(me, "/journal/evening", did="no", text=SECRET, seen=seen)
    assert [note.text for note in home.record().notes] == [SECRET]


def test_words_added_to_an_evening_that_is_shown_leave_it_as_it_is(home, me):
    send(me, "/journal/evening", did="yes", hurt="30")
    (evening,) = home.record().evenings
    send(me, "/journal/evening", did="yes", hurt="30", text="More", seen=f"{evening.id}-1")
    assert (home.record().evenings, home.record().notes[0].text) == ((evening,), "More")


def test_a_note_is_changed_on_its_own_page_and_stays_on_its_day(home, me, kept):
    assert shown(me.get(f"{NOTE}?id={kept.id}").text) == ["Rain, and soup"]
    home.wait(3)
    answer = change(me, kept, "Sun")
    way = f"/journal/back?kept=yes&month=2026-11&day={kept.day}#days"
    assert answer.headers["location"] == way
    (note,) = home.record().notes
    assert (note.text, note.edition, note.at) == ("Sun", 2, kept.at)
    assert "Saved." in me.get(answer.headers["location"]).text


@pytest.mark.parametrize("text", ["", "  ", "w" * 20_001])
def test_a_change_that_cannot_be_kept_loses_neither_text(home, me, kept, text):
    answer = change(me, kept, text)
    assert (answer.status_code, home.record().notes) == (422, (kept,))
    assert shown(answer.text) == [text]


def test_of_two_changes_the_older_is_told_and_its_words_are_there(home, me, kept):
    change(me, kept, "the first")
    late = change(me, kept, "the second")
    assert (late.status_code, shown(late.text)) == (409, ["the second"])
    assert home.record().notes[0].text == "the first"
    send(me, "/journal/remove", id=kept.id)
    gone = change(me, kept, "the third", edition="2")
    assert (gone.status_code, shown(gone.text), home.record().notes) == (410, ["the third"], ())


def test_a_note_leaves_from_where_it_was_seen(home, me, kept):
    answer = send(me, "/journal/remove", id=kept.id, month="2026-11")
    assert answer.headers["location"] == "/journal/back?kept=gone&month=2026-11#days"
    assert "Deleted." in me.get(answer.headers["location"]).text
    assert (
        send(me, "/journal/remove", id=kept.id).headers["location"] == "/journal?kept=gone#evening"
    )
    assert me.get(f"{NOTE}?id={kept.id}").status_code == 404
    assert home.record().entries == ()


def test_a_change_is_kept_though_the_pages_closed_over_the_writing(home, me, kept, monkeypatch):
    form = {"form_token": token(me), "id": kept.id, "edition": "1", "text": "Sun"}
    lock_by_itself(monkeypatch)
    assert me.post(NOTE, data=form, headers=OURS).status_code == 303
    assert home.record().notes[0].text == "Sun"
    assert me.get(f"{NOTE}?id={kept.id}").status_code == 403


FOUND = {
    "soup": True, "SOUP rain": True, "rain  soup": True, "sóup": True, "jardin": True,
    "soup sun": False, ".*": False, "[": False, "🌧": True, "مرحبا": True, "%": False,
}  # fmt: skip


def test_a_search_forgives_case_and_accents_and_takes_every_sign_as_itself():
    note = Note(id="a-note-of-mine", at=NOON, text="Rain, and Soup in the jardín 🌧 مرحبا")
    for words, is_found in FOUND.items():
        assert bool(having([note], words)) == is_found, words


def test_a_search_finds_notes_of_any_month_and_leaves_no_word_in_an_address(home, me):
    for number, text in enumerate(("Soup", "Sun", "More soup")):
        home.now = NOON.replace(month=9 + number)
        send(me, NOTE, text=text)
    answer = send(me, "/journal/back", q="SOUP")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    page = answer.text
    assert "2 notes have these words" in page
    assert page.index("More soup") < page.index(">Soup<")
    assert "Sun" not in page.partition("<main")[2].replace("Sunday", "")
    assert "have these words" not in me.get("/journal/back?q=soup").text
    assert "No note has these words" in send(me, "/journal/back", q="x" * 10_000).text
    assert 'name="q"' in send(me, "/journal/back", q="  ").text


def test_a_search_from_elsewhere_or_after_the_lock_shows_nothing(home, me, kept):
    form = {"form_token": token(me), "q": "soup"}
    foreign = OURS | {"Origin": "http://evil.test", "Sec-Fetch-Site": "cross-site"}
    assert me.post("/journal/back", data=form, headers=foreign).status_code == 403
    assert (
        me.post("/journal/back", data=form | {"form_token": "x"}, headers=OURS).status_code == 403
    )
    me.post("/lock", headers=OURS)
    closed = me.post("/journal/back", data=form, headers=OURS)
    assert (closed.status_code, "Rain" in closed.text) == (403, False)


def star(me, **names: list[str]) -> int:
    return me.post("/journal/favourites", json=names, headers=OURS).status_code


def test_stars_of_a_practice_and_of_the_preferences_are_one_set(home, me):
    assert star(me, add=["hold-gently", "no-such-practice", "../x"]) == 204
    assert home.record().wishes.favourites == ("hold-gently",)
    assert 'name="favourite-hold-gently" value="yes" checked' in me.get("/journal/wishes").text
    assert me.get("/journal/state").json()["favourites"] == ["hold-gently"]
    send(me, "/journal/wishes", lock_after_min="15", **{"favourite-loving-kindness": "yes"})
    assert me.get("/journal/state").json()["favourites"] == ["loving-kindness"]
    assert star(me, drop=["loving-kindness"]) == 204
    wishes = home.record().wishes
    assert (wishes.favourites, wishes.lock_after_min) == ((), 15)
    assert star(me, drop=["loving-kindness"]) == 204
    assert home.record().wishes == wishes


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"add": "x"}', b'{"more": []}', b'{"add": [1]}', b"\xff"]
)
def test_what_is_no_star_is_refused(home, me, body):
    headers = OURS | {"Content-Type": "application/json"}
    assert me.post("/journal/favourites", content=body, headers=headers).status_code == 422
    assert home.record().wishes is None


def test_closed_pages_tell_no_star_and_take_none(home, me):
    star(me, add=["hold-gently"])
    me.post("/lock", headers=OURS)
    assert "hold-gently" not in me.get("/journal/state").text
    assert star(me, drop=["hold-gently"]) == 403
    assert home.browser().post("/journal/favourites", json={}, headers=OURS).status_code == 403
    assert home.record().wishes.favourites == ("hold-gently",)


def test_a_favourite_that_a_form_does_not_show_stays(home, me):
    star(me, add=["hold-gently"])
    before = home.record().wishes
    home.store.put("me", replace(before, edition=3, favourites=("of-another-language",)))
    send(me, "/journal/wishes", lock_after_min="5", **{"favourite-hold-gently": "yes"})
    assert home.record().wishes.favourites == ("of-another-language", "hold-gently")
