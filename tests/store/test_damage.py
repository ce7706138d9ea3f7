"""What a damaged, swapped or keyless record tells, and what it keeps."""

import pytest

from kindward.store import KeyMissing, SealBroken, open_store
from tests.store.entries import ids, meddle, note, numbers

ME = "me"


def damage(store, number, change):
    """Change the payload of a note as it lies in the database; returns what it was."""
    told = {"id": note(number).id}
    ((payload,),) = meddle(store, "SELECT payload FROM entry WHERE id = :id", **told)
    new = change(bytes(payload))
    meddle(store, "UPDATE entry SET payload = :new WHERE id = :id", new=new, **told)
    store.forget(ME)
    return bytes(payload)


@pytest.mark.parametrize(
    "change", [lambda p: p[:-1], lambda p: p[:-1] + bytes([p[-1] ^ 1]), lambda _: b""]
)
def test_one_damaged_entry_takes_no_other_along_and_is_kept(store, change):
    store.put_all(ME, [note(1), note(2), note(3)])
    damage(store, 2, change)
    assert numbers(store.record(ME)) == {1, 3}
    assert store.broken(ME) == (note(2).id,)
    with pytest.raises(SealBroken):
        store.get(ME, note(2).id)
    with pytest.raises(SealBroken):
        store.put(ME, note(2, edition=2))
    store.put(ME, note(4))
    assert store.broken(ME) == (note(2).id,)
    store.remove(ME, note(2).id)
    assert store.broken(ME) == ()


def test_rows_that_were_swapped_open_no_more(store):
    store.put_all(ME, [note(1), note(2), note(3)])
    first, second = damage(store, 1, bytes), damage(store, 2, bytes)
    damage(store, 1, lambda _: second)
    damage(store, 2, lambda _: first)
    assert numbers(store.record(ME)) == {3}
    assert set(store.broken(ME)) == {note(1).id, note(2).id}


@pytest.mark.parametrize(
    "change", ["day = '2020-01-01'", "kind = 'sitting'", "edition = 7", "person = 'b'"]
)
def test_a_row_whose_plain_part_was_changed_opens_no_more(store, change):
    store.put("b", note(9))
    store.put("a", note(1))
    meddle(store, f"UPDATE entry SET {change} WHERE person = 'a'")  # noqa: S608 - written above
    for person in "ab":
        store.forget(person)
    everyone = ids(store.record("a")) | ids(store.record("b"))
    assert everyone == {note(9).id}
    assert store.broken("a") + store.broken("b") == (note(1).id,)


def test_without_the_key_a_record_is_told_and_not_begun_anew(store, home):
    store.put(ME, note(1))
    store.forget(ME)
    key = home / "record.key"
    aside = key.rename(home / "aside")
    for act in (store.record, lambda me: store.put(me, note(2)), store.broken):
        with pytest.raises(KeyMissing):
            act(ME)
    key.write_text("f" * 64)
    for act in (store.record, lambda me: store.put(me, note(2))):
        with pytest.raises(KeyMissing):
            act(ME)
    aside.replace(key)
    assert numbers(store.record(ME)) == {1}


def test_a_key_may_be_kept_elsewhere(tmp_path, home, url):
    key = tmp_path / "handed.key"
    key.write_text("ab" * 32 + "\n")
    with open_store(home, url, key) as opened:
        opened.put(ME, note(1))
        assert not (home / "record.key").exists()
        opened.erase(ME)
        assert key.read_text() == "ab" * 32 + "\n"
