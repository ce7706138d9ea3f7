"""What may be said of practices, and what not yet: each rule by a person who would be misled."""

from dataclasses import replace

import numpy as np
import pytest
from msgspec.structs import replace as rewritten

from kindward.insight.claim_rules import RULES
from kindward.insight.claims import claims
from kindward.insight.interim import analyze, worst_case
from kindward.insight.rating_pairs import rating_pairs
from kindward.insight.statements import Comparator, Verdict, in_ten
from kindward.journal import Felt, Record
from tests.insight.people import rated, sittings


def said(*found, favourites=(), rules=RULES):
    """What is told of a list of sittings, by practice."""
    told = claims(analyze(rating_pairs(Record(found)), rules=rules), favourites)
    return {(one.practice, one.against): one for one in told}


def one(told, practice=None, against=Comparator.QUIET_MINUTE):
    return told[practice, against]


def test_a_large_effect_over_many_sittings_is_clear_and_its_range_holds_it():
    found = one(said(*sittings(1, 100, relief=12.0)))
    assert found.state is Verdict.CLEAR
    assert found.range_95.low < found.range_80.low < found.effect < found.range_80.high
    assert found.range_95.low < 12.0 < found.range_95.high


def test_a_large_harm_over_many_sittings_is_told_without_any_tap():
    assert one(said(*sittings(1, 100, relief=-15.0))).state is Verdict.HARDER


def test_nine_sittings_are_too_early_whatever_they_look_like():
    told = said(*sittings(1, 9, relief=40.0, quiet=1.0))
    assert {found.state for found in told.values()} == {Verdict.TOO_EARLY}
    assert one(told).more > 0


def test_without_quiet_minutes_nothing_is_said_beside_them():
    """However much lighter people feel: it may be the pause. Between practices it can be told."""
    every = [
        rewritten(sitting, quiet_minute=False, between=None)
        for sitting in sittings(1, 150, relief=20.0)
    ]
    told = said(*every, favourites=("practice-0",))
    by_minute = [found for found in told.values() if found.against is Comparator.QUIET_MINUTE]
    assert {found.state for found in by_minute} == {Verdict.TOO_EARLY}
    assert one(told, "practice-0", Comparator.MY_OTHERS).state is not Verdict.CLEAR


def test_clear_takes_two_looks():
    """On whatever sitting it gets clear, it was as sure five sittings ago."""
    theirs = rated(1, 60, relief=6.0)
    clear = [claims(analyze(theirs.first(n)))[0] for n in range(20, 61)]
    assert any(found.state is Verdict.CLEAR for found in clear)
    for found in clear:
        is_sure = min(found.sure, found.sure_before) > RULES.clear_all
        assert (found.state is Verdict.CLEAR) == (is_sure and found.stands_if_hard)
    now_only = [found.sure > RULES.clear_all >= found.sure_before for found in clear]
    assert any(now_only), "somebody would else have been told a look too early"


def test_no_practice_is_clear_while_all_together_are_not_likely_to_help():
    theirs = rated(1, 100, relief=12.0)
    known = analyze(theirs)
    overall = replace(known.now.overall, lighter=RULES.all_with_one - 0.01)
    doubted = replace(known, now=replace(known.now, overall=overall))
    assert any(found.state is Verdict.CLEAR for found in claims(known)[1:])
    assert not any(found.state is Verdict.CLEAR for found in claims(doubted)[1:])


def stirring(relief):
    """All relieve 10, but the first practice; its last taps say that it stirred up."""
    lived = []
    for number, sitting in enumerate(sittings(3, 90, relief=10.0)):
        of_first = sitting.practice == "practice-0"
        after = sitting.after
        if of_first and relief is not None:
            after = sittings(3, 90, relief=relief)[number].after
        felt = Felt.STIRRED if of_first and number > 40 else Felt.SAME
        lived.append(rewritten(sitting, after=after, felt=felt))
    return lived


def test_own_word_three_times_counts_while_the_sliders_lean_the_same_way():
    only_word = replace(RULES, harder=1.0)
    assert one(said(*stirring(-10.0), rules=only_word), "practice-0").state is Verdict.HARDER
    assert one(said(*stirring(10.0), rules=only_word), "practice-0").state is not Verdict.HARDER
    quiet = [rewritten(sitting, felt=Felt.SAME) for sitting in stirring(-10.0)]
    assert one(said(*quiet, rules=only_word), "practice-0").state is not Verdict.HARDER


def test_a_sitting_that_ended_without_a_rating_may_undo_what_was_clear():
    """Sittings without an end, were they among the hardest, would make it another answer."""
    lived = sittings(1, 60, relief=7.0)
    silent = [
        rewritten(sitting, after=None) if number % 2 else sitting
        for number, sitting in enumerate(sittings(1, 120, relief=7.0))
    ]
    found = one(said(*silent))
    assert one(said(*lived)).silent == 0
    assert found.silent > 0
    assert found.effect_if_hard < found.effect
    hardest = worst_case(rating_pairs(Record(silent)))
    assert not hardest.silent.any()
    assert hardest.relief.min() <= RULES.hard


def test_a_favourite_is_held_against_the_others_only_where_it_was_marked():
    lived = sittings(1, 60)
    assert all(against is Comparator.QUIET_MINUTE for _, against in said(*lived))
    marked = said(*lived, favourites=("practice-1", "never-sat-with"))
    assert [name for name, against in marked if against is Comparator.MY_OTHERS] == ["practice-1"]


def test_a_kinder_reading_is_never_harder_than_the_plain_one():
    for seed in range(5):
        for found in claims(analyze(rated(seed, 40, relief=-3.0))):
            if found.against is Comparator.QUIET_MINUTE:
                assert found.harder <= 1 - found.sure + 1e-9


@pytest.mark.parametrize(("sure", "told"), [(0.2, 5), (0.83, 8), (0.949, 9), (0.999, 9)])
def test_what_may_still_change_is_never_ten_of_ten(sure, told):
    assert in_ten(sure) == told


def test_what_is_told_does_not_hang_on_the_order_of_the_record():
    lived = sittings(4, 50)
    order = np.random.default_rng(1).permutation(len(lived))
    assert said(*lived) == said(*(lived[at] for at in order))
