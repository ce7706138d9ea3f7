from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kindward.guide import Candidate, OfferRules, drawn_practice, offer, quiet_minute_drawn
from kindward.guide.reasons import EXAMPLES, WITHOUT_RESULTS
from kindward.journal import Chosen, Offer, Record, decode, encode
from tests.guide.people import (
    CANDIDATES,
    GOOD,
    HARD,
    NINE,
    SAME,
    WARY,
    chances,
    evenings,
    level,
    now,
    sat,
    why_not,
    wishing,
)
from tests.journal.drawn import CALM, RECORDS

MODES = st.sampled_from([Chosen.NEW, Chosen.FAVOURITE, Chosen.OFFERED])
SEEDS = st.integers(0, 2**63 - 1)
HEIGHTS = st.none() | st.integers(0, 100)
LIVES = st.lists(
    st.tuples(st.sampled_from(NINE), st.sampled_from([GOOD, GOOD, SAME, HARD]) | st.none(),
              HEIGHTS, HEIGHTS), max_size=25,
).map(lambda days: Record(sat(n, name, felt, before=b, after=a)
                          for n, (name, felt, b, a) in enumerate(days)))  # fmt: skip


@CALM
@given(LIVES, MODES, SEEDS, HEIGHTS)
def test_the_chances_of_an_offer_add_up_to_one_and_go_to_candidates_alone(life, mode, seed, heavy):
    made = offer(life, CANDIDATES, now(life, before=level(heavy)), mode, seed)
    if isinstance(made, Offer):
        assert set(chances(made)) == set(NINE)
        assert all(p >= 0 for p in chances(made).values())
        assert isclose(sum(chances(made).values()), 1)
        assert chances(made)[made.practice] > 0
        assert made.reason in EXAMPLES
        assert all(bool(o.left_out) == (o.probability == 0) for o in made.options)


@CALM
@given(LIVES, MODES, SEEDS, st.randoms(use_true_random=False))
def test_the_same_record_and_seed_give_the_same_offer_in_whatever_order(life, mode, seed, order):
    shuffled = list(CANDIDATES)
    order.shuffle(shuffled)
    assert offer(life, CANDIDATES, now(life), mode, seed) == offer(
        life, shuffled, now(life), mode, seed
    )


@CALM
@given(LIVES, SEEDS, SEEDS)
def test_the_seed_draws_and_changes_no_chance(life, one, other):
    first = offer(life, CANDIDATES, now(life), Chosen.OFFERED, one)
    second = offer(life, CANDIDATES, now(life), Chosen.OFFERED, other)
    if isinstance(first, Offer):
        assert isinstance(second, Offer)
        assert first.options == second.options


@CALM
@given(LIVES, MODES, SEEDS)
def test_what_felt_worse_within_five_sittings_is_never_offered(life, mode, seed):
    stirring = {one.practice for one in life.sittings[-5:] if one.felt is HARD}
    made = offer(life, CANDIDATES, now(life), mode, seed)
    if isinstance(made, Offer):
        assert made.practice not in stirring
        assert all(why_not(made)[name] == "resting" for name in stirring)


def test_what_felt_worse_has_rested_after_five_sittings_however_often_it_did():
    others = [(name, GOOD) for name in NINE[1:]]
    for times in (1, 2, 3):
        rested = evenings(*[(NINE[0], HARD), *others[:5]] * times)
        assert "resting" not in why_not(made(rested)).values()
        resting = evenings(*[*others[:5], (NINE[0], HARD)] * times, *others[:4])
        assert why_not(made(resting))[NINE[0]] == "resting"


def test_what_stirred_up_again_and_again_has_no_chance_even_when_it_rested():
    others = [(name, GOOD) for name in NINE[1:]]
    record = evenings(*[(NINE[0], HARD), *others[:5]] * 3)
    assert why_not(made(record))[NINE[0]] in {"risk", "unlikely"}


def test_what_is_as_safe_as_the_safest_stays_with_it_where_all_are_risky():
    for length in (12, 16, 18):
        hard = Record(sat(n, NINE[n % 2], before=50, after=50 if n % 4 == 3 else 95)
                      for n in range(length))  # fmt: skip
        assert set(why_not(made(hard))) == set(NINE[:2])


def made(record):
    return offer(record, CANDIDATES, now(record), Chosen.OFFERED, 1)


@CALM
@given(RECORDS, MODES, SEEDS)
def test_any_record_that_can_be_kept_gets_an_offer_that_can_be_kept(record, mode, seed):
    made = offer(record, CANDIDATES, now(evenings((NINE[0], GOOD))), mode, seed)
    if isinstance(made, Offer):
        assert decode(encode(made)) == made
        assert made.practice == drawn_practice(made)


@pytest.mark.parametrize("mode", [Chosen.NEW, Chosen.FAVOURITE, Chosen.OFFERED])
def test_a_first_visit_has_an_offer_that_could_be_any_of_them(mode):
    made = offer(Record(), CANDIDATES, now(Record()), mode, 7)
    assert made.reason == "first-visit"
    assert max(chances(made).values()) < 2 * min(chances(made).values())


@CALM
@given(LIVES, st.data())
def test_a_better_sitting_never_makes_its_practice_less_likely(life, data):
    told = [one for one in life.sittings if one.felt is SAME and one.after is None]
    if not told:
        return
    same = data.draw(st.sampled_from(told))
    before = offer(life, CANDIDATES, now(life), Chosen.OFFERED, 1, rules=BARE)
    risen = Record((*life.entries, replace(same, felt=GOOD, edition=2)))
    after = offer(risen, CANDIDATES, now(life), Chosen.OFFERED, 1, rules=BARE)
    if isinstance(before, Offer):
        assert chances(after)[same.practice] >= chances(before)[same.practice] - 1e-9


BARE = OfferRules(least=0, risk=1, lottery=0)
"""Without leaving out the smallest chances or the risky, which moves those of all others."""


def test_a_tap_alone_is_enough_to_learn_from():
    liked = [(name, SAME) for name in NINE[1:]] + [(NINE[0], GOOD)] * 5
    record = evenings(*liked)
    shares = chances(offer(record, CANDIDATES, now(record), Chosen.OFFERED, 1))
    assert shares[NINE[0]] > 2 * max(shares[name] for name in NINE[1:])


def test_something_new_was_never_heard_while_there_is_such_a_thing():
    record = evenings(*[(name, GOOD) for name in NINE[:6]])
    for seed in range(40):
        made = an_offer(record, CANDIDATES, now(record), Chosen.NEW, seed)
        assert made.practice in NINE[6:]
        assert made.reason == "not-tried"


def test_something_new_is_what_was_heard_longest_ago_once_all_are_known():
    record = evenings(*[(name, GOOD) for name in NINE])
    made = an_offer(record, CANDIDATES, now(record), Chosen.NEW, 3)
    assert made.practice in NINE[:3]


def test_what_was_not_heard_for_long_is_new_again():
    record = Record(
        [sat(0, NINE[0], GOOD), *(sat(60 + n, name, GOOD) for n, name in enumerate(NINE[1:]))]
    )
    made = an_offer(record, CANDIDATES, now(record), Chosen.NEW, 3)
    assert (made.practice, made.reason) == (NINE[0], "while-ago")


def test_a_marked_favourite_comes_before_one_that_seems_to_help():
    record = wishing(evenings(*[(NINE[0], GOOD)] * 6, (NINE[4], SAME)), favourites=(NINE[4],))
    made = an_offer(record, CANDIDATES, now(record), Chosen.FAVOURITE, 1)
    assert (made.practice, made.reason) == (NINE[4], "favourite-marked")


def test_without_a_marked_favourite_it_is_the_one_that_helped_most():
    record = evenings(*[(NINE[0], GOOD)] * 6, (NINE[4], SAME), (NINE[5], GOOD))
    made = an_offer(record, CANDIDATES, now(record), Chosen.FAVOURITE, 1)
    assert (made.practice, made.reason) == (NINE[0], "helped-most")
    assert (made.digest["steadier"], made.digest["times"]) == (6, 6)
    assert chances(made)[NINE[0]] == 1


def test_a_favourite_that_stirred_up_rests_like_any_other():
    record = wishing(evenings((NINE[1], GOOD), (NINE[4], HARD)), favourites=(NINE[4],))
    assert an_offer(record, CANDIDATES, now(record), Chosen.FAVOURITE, 1).practice == NINE[1]


@CALM
@given(LIVES, MODES, SEEDS)
def test_someone_to_whom_kindness_feels_wrong_gets_what_suits(life, mode, seed):
    context = now(life, suits=frozenset({"wary"}))
    made = offer(life, CANDIDATES, context, mode, seed)
    if isinstance(made, Offer):
        assert made.practice in WARY


def test_a_practice_that_does_not_fit_the_time_is_left_out():
    long = (Candidate("long-one", (), 600), Candidate("short-one", (), 120))
    made = an_offer(Record(), long, now(Record(), available_s=180), Chosen.OFFERED, 1)
    assert (made.practice, why_not(made)) == ("short-one", {"long-one": "too-long"})


def test_where_nothing_fits_the_time_it_is_the_shortest():
    long = (Candidate("long-one", (), 600), Candidate("short-one", (), 120))
    made = an_offer(Record(), long, now(Record(), available_s=60), Chosen.OFFERED, 1)
    assert made.practice == "short-one"


@pytest.mark.parametrize("mode", [Chosen.SELF, Chosen.HANDED])
def test_only_the_three_ways_of_asking_are_answered(mode):
    with pytest.raises(ValueError, match="modes"):
        offer(Record(), CANDIDATES, now(Record()), mode, 1)


def test_an_offer_of_nothing_is_refused():
    with pytest.raises(ValueError, match="practices"):
        offer(Record(), (), now(Record()), Chosen.OFFERED, 1)


def test_a_quiet_minute_comes_three_times_in_ten_for_those_who_asked_to_know():
    record = wishing(evenings((NINE[0], GOOD)), quiet_minutes=True)
    made = [an_offer(record, CANDIDATES, now(record), Chosen.OFFERED, seed) for seed in range(400)]
    assert {one.quiet_minute for one in made} == {0.3}
    assert 80 < sum(map(quiet_minute_drawn, made)) < 160


def test_nobody_else_gets_a_quiet_minute_first():
    record = evenings((NINE[0], GOOD))
    assert an_offer(record, CANDIDATES, now(record), Chosen.OFFERED, 1).quiet_minute == 0


def test_a_quiet_minute_needs_a_minute():
    record = wishing(Record(), quiet_minutes=True)
    made = an_offer(record, CANDIDATES, now(record, available_s=90), Chosen.OFFERED, 1)
    assert made.quiet_minute == 0


@pytest.mark.parametrize(("times", "whys"), [(2, {"early"}), (7, {"lighter-after"})])
def test_few_sittings_are_called_early_and_more_are_counted(times, whys):
    record = evenings(*[(NINE[0], GOOD)] * times)
    made = an_offer(record, CANDIDATES[:1], now(record), Chosen.OFFERED, 1)
    assert made.reason in whys
    assert made.digest["times"] == times


def test_an_hour_at_which_it_goes_better_than_at_others_is_the_reason():
    mornings = [moved(sat(n, NINE[0], HARD), hour=8) for n in range(0, 24, 2)]
    record = Record([*mornings, *[sat(n, NINE[0], GOOD) for n in range(1, 25, 2)]])
    made = an_offer(record, CANDIDATES[:1], now(record), Chosen.OFFERED, 1, rules=AWAKE)
    assert made.reason == "lighter-evening"
    assert (made.digest["steadier"], made.digest["times"]) == (12, 12)


def an_offer(*asked, **rules) -> Offer:
    """What is offered to someone who is not in need of care first."""
    made = offer(*asked, **rules)
    assert isinstance(made, Offer)
    return made


AWAKE = OfferRules(cool_off=0, careful=False)


def moved(sitting, hour):
    return replace(sitting, at=sitting.at.replace(hour=hour))


@CALM
@given(LIVES, MODES, SEEDS)
def test_who_wants_no_results_is_told_none(life, mode, seed):
    record = wishing(life, results=False)
    made = offer(record, CANDIDATES, now(life), mode, seed)
    if isinstance(made, Offer):
        assert made.reason in WITHOUT_RESULTS


@CALM
@given(LIVES)
def test_whatever_has_a_chance_has_one_that_a_log_can_be_weighed_by(life):
    offered = made(life)
    if isinstance(offered, Offer) and not offered.digest["careful"]:
        assert min(p for p in chances(offered).values() if p) >= 0.1 / len(NINE) - 1e-12


def test_chance_is_for_what_is_believed_to_be_nearly_as_good_and_for_nothing_else():
    record = evenings(*[(name, felt) for name, felt in zip(NINE, TWO_KINDS, strict=True)] * 6)
    offered = made(record)
    assert all(chances(offered)[name] >= 0.1 / 4 - 1e-12 for name in NINE[:4])
    assert all(why_not(offered)[name] in {"unlikely", "risk"} for name in NINE[4:])
    wide = offer(
        record, CANDIDATES, now(record), Chosen.OFFERED, 1, rules=OfferRules(near=100, risk=1)
    )
    assert all(chances(wide).values())


TWO_KINDS = [GOOD] * 4 + [SAME] * 5


def test_rules_that_let_a_practice_come_back_at_once_do_so():
    record = evenings((NINE[0], HARD))
    resting = why_not(offer(record, CANDIDATES, now(record), Chosen.OFFERED, 1))
    awake = why_not(
        offer(record, CANDIDATES, now(record), Chosen.OFFERED, 1, rules=OfferRules(cool_off=0))
    )
    assert "resting" in resting.values()
    assert "resting" not in awake.values()
