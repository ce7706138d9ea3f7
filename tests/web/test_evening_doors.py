"""A day has one evening: by whatever doors two of them come in at once, and nothing said is lost.

Each evening here is overtaken: between what its door has read and what it writes, another one
comes in by another door, and is answered.
"""

import datetime as dt
import threading
from itertools import count, product

import pytest

from kindward.journal import CheckIn, Did, Evening, Note, Places, Record, Trial, write
from tests.store.test_evenings import by_id_alone
from tests.there import group
from tests.web.own import NOON, OURS, bring, send
from tests.web.test_outbox import SITTING, STATES, arrive, letter

ME, DAY = "me", NOON.date()
NUMBER = count()
TRIAL = Trial(
    id="a-trial-of-mine", at=NOON - dt.timedelta(days=3), begins=DAY, goal="g", action="a",
    kind=(True, False, False, True), seed=1,
)  # fmt: skip


@pytest.fixture
def me(home):
    home.store.put(ME, TRIAL)
    return home.come_in()


def plain(said: dict) -> dict:
    """What a form says, as an entry says it."""
    feeling = {name: int(value) for name, value in said.items() if name != "did"}
    did = {"did": said["did"]} if "did" in said else {}
    return did | ({"feeling": feeling} if feeling else {})


def told(said: dict) -> dict:
    return {
        "entry": "evening", "id": f"an-evening-{next(NUMBER):04}", "at": NOON.isoformat(),
        "of": DAY.isoformat(), **plain(said),
    }  # fmt: skip


def form(_home, me, said):
    return send(me, "/journal/evening", **said).status_code


def look(_home, me, said):
    return send(me, "/long-run/look/evening", of=DAY.isoformat(), **said).status_code


def entry(_home, me, said):
    return me.post("/journal/entries", json=told(said), headers=OURS).status_code


def outbox(home, me, said):
    return arrive(me, letter(home, told(said)))


def export(_home, me, said):
    number = next(NUMBER)
    feeling = plain(said).get("feeling")
    evening = Evening(
        id=f"an-evening-{number:04}", at=NOON, of=DAY,
        did=Did(said["did"]) if "did" in said else None,
        feeling=CheckIn(**feeling) if feeling else None,
    )  # fmt: skip
    note = Note(id=f"brought-{number:04}", at=NOON, text="brought along")
    bring(me, write(Record([evening, note])))
    return send(me, "/journal/import/confirmed").status_code


DOORS = {"form": form, "look": look, "entry": entry, "outbox": outbox, "export": export}
PAIRS = list(product(DOORS, DOORS))


def overtaken(home, monkeypatch, other):
    """The next write waits until another one has come in and was answered."""
    put_all = home.store.put_all

    def late(*given):
        monkeypatch.setattr(home.store, "put_all", put_all)
        other()
        return put_all(*given)

    monkeypatch.setattr(home.store, "put_all", late)


def at_once(home, me, monkeypatch, doors, said) -> tuple[int, int, tuple[Evening, ...]]:
    """Two evenings at once: the answer to the first, the one to the other, and what is kept."""
    first, second = (DOORS[name] for name in doors)
    answers = []
    overtaken(home, monkeypatch, lambda: answers.append(first(home, me, said[0])))
    late = second(home, me, said[1])
    return *answers, late, home.record().evenings


@pytest.mark.parametrize("doors", PAIRS, ids="-then-".join)
def test_of_two_that_say_different_things_one_is_kept_and_a_form_asks_which(
    home, me, monkeypatch, doors
):
    said = {"did": "no", "hurt": "40"}, {"did": "yes", "hurt": "70"}
    first, late, evenings = at_once(home, me, monkeypatch, doors, said)
    assert first in {204, 303}
    assert late == {"form": 409, "look": 409, "entry": 204, "outbox": 204, "export": 303}[doors[1]]
    (kept,) = evenings
    assert (kept.did, kept.feeling) == (Did.NO, CheckIn(hurt=40))
    assert len(home.record().notes) == doors.count("export")


@pytest.mark.parametrize("doors", PAIRS, ids="-then-".join)
def test_of_two_that_fill_each_other_one_has_both(home, me, monkeypatch, doors):
    first, late, evenings = at_once(home, me, monkeypatch, doors, ({"hurt": "40"}, {"did": "yes"}))
    assert {first, late} <= {204, 303}
    (kept,) = evenings
    assert kept.feeling == CheckIn(hurt=40)
    assert kept.did == (None if doors[1] == "export" else Did.YES)


@pytest.mark.slow
@pytest.mark.parametrize("doors", PAIRS, ids="-then-".join)
def test_two_evenings_would_be_kept_if_the_write_did_not_decide(home, me, monkeypatch, doors):
    monkeypatch.setattr(Places, "kept", by_id_alone)
    said = {"did": "no"}, {"did": "yes"}
    *_, evenings = at_once(home, me, monkeypatch, doors, said)
    assert {each.did for each in evenings} == {Did.NO, Did.YES}


def test_of_evenings_that_come_by_every_door_at_once_one_is_kept(home, me):
    fields = {"form_token": group(r'form_token" value="([^"]+)', me.get("/journal").text)}
    answers = []

    def come(door, number):
        said = {"did": "yes", "judging": str(number)}
        if door is form:
            answer = me.post("/journal/evening", data=fields | said, headers=OURS).status_code
        elif door is look:
            data = fields | said | {"of": DAY.isoformat()}
            answer = me.post("/long-run/look/evening", data=data, headers=OURS).status_code
        else:
            answer = door(home, me, said)
        answers.append(answer)

    going = [
        threading.Thread(target=come, args=(door, number))
        for number in range(3)
        for door in (form, look, entry, outbox)
    ]
    for each in going:
        each.start()
    for each in going:
        each.join()
    assert len(home.record().evenings) == 1
    assert set(answers) <= {204, 303, 409}
    assert len(answers) == len(going)


def test_what_a_form_says_of_a_sitting_meets_what_its_page_told_meanwhile(home, me, monkeypatch):
    arrive(me, letter(home, SITTING))
    finished = letter(home, SITTING | STATES[2])
    overtaken(home, monkeypatch, lambda: arrive(me, finished))
    said = {"sitting": str(SITTING["id"]), "felt": "stirred", "hurt": "20"}
    assert send(me, "/journal/after", **said).status_code == 303
    (kept,) = home.record().sittings
    assert (kept.outcome, kept.heard_s) == ("finished", 300)
    assert (kept.felt, kept.after) == ("stirred", CheckIn(hurt=20))
