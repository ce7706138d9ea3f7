"""A browser and a server with a bad line between them, for as long as anyone likes.

Letters are lost, come twice, late and in any order; answers are lost; entries are taken away, all
is erased, the server starts again. What was acknowledged is there, what is there was written, once,
and nothing comes back.
"""

import datetime as dt
import json
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kindward.journal import Note, Outcome
from kindward.store import Conflict, Erased, LetterElsewhere, open_store
from kindward.web.private.journal.entries import Entries
from tests.store.letters import seal
from tests.there import there

pytestmark = pytest.mark.slow

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
OUTCOMES = list(Outcome)
ME = "me"
NOTHING: Any = None
"""What a letter needs no part of."""


class Life(RuleBasedStateMachine):
    """`told` is all that was ever said in this life; `there` what the server must have of it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.count = 0
        self.waiting: dict[str, tuple[bytes, dict]] = {}
        self.posted: list[tuple[bytes, dict]] = []
        self.told: dict[str, dict] = {}
        self.there: dict[str, list[dict]] = {}
        self.gone: set[str] = set()
        self._open()
        self._begin()

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def _open(self) -> None:
        self.store = open_store(self.folder)
        own: Any = SimpleNamespace(
            is_here=True, store=self.store, person=ME,
            session=lambda _: SimpleNamespace(begun={}),
            put=lambda entry: self.store.put(ME, entry),
            sessions=SimpleNamespace(hold=lambda *_: None),
        )  # fmt: skip
        self.server = Entries(own, NOTHING, NOTHING)

    def _begin(self) -> None:
        """What begins a record goes by another way, and tells the browser its box."""
        self.count += 1
        first = Note(id=f"a-first-note-{self.count}", at=NOON, text="begun")
        self.store.put(ME, first)
        self.first = first.id
        self.box = there(self.store.letterbox(ME)).public

    def _say(self, entry: dict) -> None:
        self.told[entry["id"]] = entry
        sealed = seal(self.box, entry["id"], json.dumps(entry).encode())
        self.waiting[entry["id"]] = (sealed, entry)

    def _new(self, kind: str, **more: object) -> dict:
        self.count += 1
        at = NOON + dt.timedelta(minutes=self.count)
        return {"entry": kind, "id": f"{kind}-{self.count:06}", "at": at.isoformat(), **more}

    @rule()
    def write(self) -> None:
        self._say(self._new("note", text=f"words {self.count}"))

    @rule(did=st.sampled_from(["yes", "no", ""]), hurt=st.integers(0, 100), day=st.integers(0, 1))
    def tell_of_the_evening(self, did: str, hurt: int, day: int) -> None:
        """A later one may be written before an earlier one is sent."""
        entry = self._new("evening", feeling={"hurt": hurt}, **({"did": did} if did else {}))
        at = dt.datetime.fromisoformat(entry["at"]) + dt.timedelta(days=day)
        self._say(entry | {"at": at.isoformat(), "of": at.date().isoformat()})

    @rule()
    def sit(self) -> None:
        self._say(self._new("sitting", practice="hold-gently", seconds=300, language="en"))

    @rule(data=st.data(), outcome=st.sampled_from(OUTCOMES[1:]), felt=st.booleans())
    def sit_on(self, data: st.DataObject, outcome: Outcome, *, felt: bool) -> None:
        sittings = [id_ for id_, entry in self.told.items() if entry["entry"] == "sitting"]
        if sittings:
            entry = self.told[data.draw(st.sampled_from(sittings))]
            told = {"outcome": outcome.value, "heard_s": 10} | ({"felt": "same"} if felt else {})
            self._say(entry | told)

    @rule(data=st.data(), is_answered=st.booleans())
    def send(self, data: st.DataObject, *, is_answered: bool) -> None:
        if self.waiting:
            sealed, entry = self.waiting[data.draw(st.sampled_from(sorted(self.waiting)))]
            self.posted.append((sealed, entry))
            status = self._arrive(sealed, entry)
            if is_answered and status in {204, 410}:
                del self.waiting[entry["id"]]

    @rule(data=st.data())
    def come_again(self, data: st.DataObject) -> None:
        if self.posted:
            self._arrive(*data.draw(st.sampled_from(self.posted)))

    def _arrive(self, sealed: bytes, entry: dict) -> int:
        try:
            self.server.arrive(NOTHING, sealed)
        except Erased:
            assert entry["id"] in self.gone
            return 410
        except LetterElsewhere:
            assert entry["id"] not in self.told
            return 404
        except Conflict as conflict:  # nothing that our page says ever does
            raise AssertionError from conflict
        assert entry["id"] not in self.gone
        self._keep(entry)
        return 204

    def _keep(self, entry: dict) -> None:
        if entry["entry"] != "evening":
            self.there.setdefault(entry["id"], []).append(entry)
            return
        kept = self.there.setdefault(entry["of"], [])
        if kept and kept[0]["id"] != entry["id"]:
            self.gone.add(entry["id"])  # it went into another
        kept.append(entry)

    @rule(data=st.data())
    def take_away(self, data: st.DataObject) -> None:
        if self.there:
            name = data.draw(st.sampled_from(sorted(self.there)))
            id_ = self.there.pop(name)[0]["id"]
            self.store.remove(ME, id_)
            self.gone.add(id_)

    @rule()
    def start_again(self) -> None:
        self.store.close()
        self._open()

    @rule(is_seldom=st.integers(0, 9))
    def erase(self, is_seldom: int) -> None:
        """What still waits was sealed for nobody."""
        if not is_seldom:
            self.store.erase(ME)
            self.told, self.there, self.gone = {}, {}, set()
            for sealed, entry in self.posted[-3:]:
                assert self._arrive(sealed, entry) == 404
            self.waiting.clear()
            self._begin()

    @invariant()
    def what_is_there_is_what_arrived(self) -> None:
        record = self.store.record(ME)
        kept = {each.id: each for each in (*record.notes, *record.sittings)}
        days = {each.of.isoformat(): each for each in record.evenings}
        assert len(days) == len(record.evenings)
        assert {*kept, *days} == {*self.there, self.first}
        for name, arrived in self.there.items():
            self._is_newest(kept.get(name) or days[name], arrived)

    def _is_newest(self, entry, arrived: list[dict]) -> None:
        kind = arrived[0]["entry"]
        if kind == "note":
            assert entry.text == arrived[0]["text"]
        elif kind == "sitting":
            ends = [Outcome(each.get("outcome", "unknown")) for each in arrived]
            assert entry.outcome == max(ends, key=OUTCOMES.index)
            assert bool(entry.felt) == any("felt" in each for each in arrived)
        else:
            last = max(arrived, key=lambda each: each["at"])
            assert entry.at.isoformat() == last["at"]
            assert entry.feeling.hurt == last["feeling"]["hurt"]
            assert last.get("did") in {None, entry.did}


def test_acknowledged_is_there_and_there_is_written_once_over_any_line():
    run_state_machine_as_test(
        Life, settings=settings(max_examples=40, stateful_step_count=50, deadline=None)
    )
