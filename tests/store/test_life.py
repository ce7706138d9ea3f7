"""A whole life of writing, removing and erasing, drawn at random, beside what was promised."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kindward.journal import Note, Record
from kindward.store import Conflict, Erased, Store
from tests.store.entries import note

ME = "me"


class Life(RuleBasedStateMachine):
    """A store beside a plain dictionary that does what is promised."""

    opened: Store

    def __init__(self):
        super().__init__()
        self.here: dict[int, Note] = {}
        self.gone: set[int] = set()

    @rule(number=st.integers(0, 3), edition=st.integers(1, 3), text=st.sampled_from("ab"))
    def put(self, number, edition, text):
        entry = note(number, edition, text)
        known = self.here.get(number)
        if number in self.gone:
            with pytest.raises(Erased):
                self.opened.put(ME, entry)
        elif known and (known.edition > edition or (known.edition == edition and known != entry)):
            with pytest.raises(Conflict) as conflict:
                self.opened.put(ME, entry)
            assert conflict.value.stored == known
        else:
            self.opened.put(ME, entry)
            self.here[number] = entry

    @rule(number=st.integers(0, 3))
    def remove(self, number):
        if self.here or self.gone:
            self.opened.remove(ME, note(number).id)
            self.here.pop(number, None)
            self.gone.add(number)

    @rule()
    def erase(self):
        assert self.opened.erase(ME).entries == len(self.here)
        self.here, self.gone = {}, set()

    @rule()
    def forget(self):
        self.opened.forget(ME)

    @invariant()
    def what_is_kept_is_what_was_promised(self):
        assert self.opened.record(ME) == Record(self.here.values())

    def teardown(self):
        self.opened.erase(ME)


def test_a_life_of_writing_and_erasing_goes_as_promised(store):
    Life.opened = store
    run_state_machine_as_test(
        Life, settings=settings(max_examples=12, stateful_step_count=15, deadline=None)
    )
