from math import isclose
from random import Random

import pytest
from msgspec.structs import replace as changed

from kindward.guide import Care, audit, offer, uniform_policy_value
from kindward.guide.draw import draw
from kindward.journal import AnyEntry, Chosen, Offer, Option, Record
from tests.guide.people import CANDIDATES, GOOD, HARD, NINE, SAME, evenings, now, sat
from tests.there import there


def lived(days=30, seed=4):
    """A life in which every offer was taken, with taps drawn by chance."""
    chance = Random(seed)  # noqa: S311 - the same life every time
    entries: list[AnyEntry] = []
    for n in range(days):
        record = Record(entries)
        made = offer(record, CANDIDATES, now(record), Chosen.OFFERED, chance.getrandbits(63))
        if isinstance(made, Care):
            entries.append(sat(n, "grounding", SAME))
            continue
        felt = chance.choice([GOOD, GOOD, SAME, HARD if n % 7 == 0 else SAME])
        entries += [made, sat(n, made.practice, felt, offer=made.id)]
    return Record(entries)


def test_what_the_guide_made_is_sound():
    record = lived()
    assert len(audit(record)) == len(record.offers) > 25
    assert all(one.is_sound for one in audit(record))


def tampered(record, change):
    return Record(change(e) if isinstance(e, Offer) else e for e in record.entries)


def more_likely(one):
    first, *others = one.options
    return changed(one, options=(changed(first, probability=first.probability + 0.01), *others))


def swapped(one):
    other = next(o.practice for o in one.options if o.practice != one.practice and o.probability)
    return changed(one, practice=other)


def unsaid(one):
    return changed(one, options=(*one.options, Option(practice="left-out-unsaid")))


def emptied(one):
    return changed(
        one, options=tuple(changed(o, probability=0.0, left_out="x") for o in one.options)
    )


@pytest.mark.parametrize(
    ("change", "fault"),
    [(more_likely, "adds_up"), (swapped, "as_drawn"), (unsaid, "all_told")],
)
def test_a_log_that_was_changed_is_found_out(change, fault):
    found = audit(tampered(lived(), change))
    assert not any(getattr(one, fault) for one in found)
    assert not any(one.is_sound for one in found)


def test_another_seed_is_found_out_as_often_as_it_would_draw_another():
    record = tampered(lived(days=60), lambda one: changed(one, seed=one.seed ^ 1))
    assert sum(not one.as_drawn for one in audit(record)) > 10


def test_an_offer_without_a_chance_for_anything_is_found_out():
    assert not any(one.as_drawn for one in audit(tampered(lived(), emptied)))


def taken(options, felt, number):
    """A record of offers out of these options, each taken; `felt` says how it went."""
    entries = []
    for n in range(number):
        name = draw(options, n)
        made = Offer(id=f"offer-{n:08}", at=sat(n, name).at, mode=Chosen.OFFERED, policy="p",
                     options=options, practice=name, seed=n)  # fmt: skip
        entries += [made, sat(n, name, felt(n, name), offer=made.id)]
    return Record(entries)


def test_evenly_drawn_offers_are_worth_their_plain_mean():
    options = tuple(Option(practice=name, probability=1 / 3) for name in NINE[:3])
    felts = (GOOD, SAME, GOOD, GOOD)
    value = there(uniform_policy_value(taken(options, lambda n, _: felts[n], number=len(felts))))
    assert value.sittings == 4
    assert isclose(value.estimate, (3 * 17.8 - 4.3) / 4)


def test_a_likely_practice_counts_for_less_and_an_unlikely_one_for_more():
    options = (Option(practice="a-one", probability=0.8), Option(practice="b-two", probability=0.2))
    felt = taken(options, lambda _, name: GOOD if name == "a-one" else SAME, number=200)
    value = there(uniform_policy_value(felt))
    assert abs(value.estimate - (17.8 - 4.3) / 2) < 2 * value.se


def test_too_few_sittings_have_no_worth_yet():
    assert uniform_policy_value(evenings((NINE[0], GOOD))) is None
    assert uniform_policy_value(Record()) is None
