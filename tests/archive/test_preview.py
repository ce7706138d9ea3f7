"""What an import would change, told before it does."""

from hypothesis import given
from hypothesis import strategies as st

from kindward.archive import preview
from kindward.journal import Note, Record
from tests.journal.drawn import AT_HOME, CALM, RECORDS


@CALM
@given(RECORDS, RECORDS, st.data())
def test_a_preview_puts_every_entry_in_one_place(here, other, data):
    incoming = Record((*other.entries, *here.entries[:2]))
    ids = [entry.id for entry in incoming.entries]
    erased = data.draw(st.sets(st.sampled_from(ids)) if ids else st.just(set()))
    found = preview(here, incoming, erased)
    places = [*found.new, *found.same, *found.conflicting, *found.erased]
    assert sorted(entry.id for entry in places) == sorted(ids)
    assert {entry.id for entry in found.erased} == erased


@CALM
@given(RECORDS, RECORDS)
def test_an_import_done_again_has_nothing_new(here, incoming):
    after = Record((*here.entries, *preview(here, incoming).new))
    again = preview(after, incoming)
    assert again.new == ()
    assert again.conflicting == preview(here, incoming).conflicting


def test_a_preview_tells_editions_and_contents_apart():
    def note(edition, text):
        return Note(id="note-000001", at=AT_HOME, edition=edition, text=text)

    here = Record([note(2, "here")])
    places = {
        "new": note(3, "later"), "same": note(1, "earlier"), "conflicting": note(2, "elsewhere"),
    }  # fmt: skip
    for place, entry in places.items():
        assert getattr(preview(here, Record([entry])), place) == (entry,)
    assert preview(here, here).same == here.entries
