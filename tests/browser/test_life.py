"""Months of a person's life, in a browser. Its chapters follow one another.

They are lived on a record in a file. That PostgreSQL keeps the same is shown in `tests/store`, and by
the chapter of its own at the end, from a first evening to an erasure and back.
"""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kindward.archive import unpack
from kindward.journal import CheckIn, Felt, Record, Sitting
from tests.browser.chapters import (
    HEAVY,
    a_day_at_the_page,
    at_the_page,
    bring_back,
    erase_all,
    exported,
    finished,
    found,
    kind_of_day,
    plan_a_trial,
    through_the_doors,
)
from tests.browser.life import COUNTING, Life, Person, practice_of
from tests.store.server import Server, running

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CANARY = "Wren-song-7731 by the kitchen window."
FOR_NOBODY = "Heron-grey-4096, and nobody to tell."
ANYTHING = "Anything you would like to have written down"
HARD = "How hard am I being on myself?"
FAVOURITE = "loving-kindness"
STIRRING = "compassionate-self-imagery"
ANSWERS = {
    "Kind-coach days went clearly better",
    "Kind-coach days may have gone better",
    "No clear answer",
    "Usual days may have gone better",
    "Usual days went clearly better",
}


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    return Life(tmp_path_factory.mktemp("life"))


@pytest.fixture
def chance(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn is drawn by the life's own chance, the same in every run."""
    monkeypatch.setattr(
        "kindward.web.private.journal.offer.secrets.randbits", life.chance.getrandbits
    )
    monkeypatch.setattr(
        "kindward.web.private.long_run.setting_up.secrets.randbelow", life.chance.randrange
    )


@pytest.fixture
def me(browser: Browser, life: Life, chance: None) -> Iterator[Person]:
    """Someone who comes back to their own pages, on a computer that was off in between."""
    with life.switched_on(browser) as person:
        yield person
        assert person.said == []


def test_a_first_evening_has_an_offer_with_its_reason_a_sitting_and_a_few_words(me: Person):
    page = me.page
    page.get_by_role("link", name="Something new").click()
    expect(page.get_by_text("This is one of several that are good to begin with.")).to_be_visible()
    page.get_by_text("How are you now? (optional)").click()
    me.slides(HEAVY, 70)
    page.get_by_label("1 minute").check()
    page.get_by_role("button", name="Begin").click()
    me.sits("Steadier", begun=True)
    page.goto("/journal")
    evening = page.get_by_role("region", name="This evening")
    evening.get_by_label("In part").check()
    me.slides(HARD, 64)
    page.get_by_role("button", name="Save").click()
    for words in (CANARY, FOR_NOBODY):
        page.get_by_label(ANYTHING).fill(words)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_text("Monday, January 5, 2026").first).to_be_visible()
    (sitting,) = me.life.record().sittings
    assert (sitting.felt, sitting.before, sitting.at.hour) == (
        Felt.STEADIER, CheckIn(hurt=70), 20,
    )  # fmt: skip


def test_a_month_of_sittings_with_a_quiet_minute_now_and_then(me: Person):
    me.page.goto("/journal/wishes")
    me.page.get_by_label("Now and then, offer a quiet minute first").check()
    me.page.get_by_role("button", name="Save", exact=True).click()
    seen = dict.fromkeys(("quiet", "practices"), 0)
    for day in range(30):
        me.wait(1)
        hurt = me.life.chance.randrange(45, 75)
        way = me.begins(("new", "offered")[day % 2], minutes="1", hurt=f"{hurt}", judging="60")
        kind = "quiet" if way.startswith("/journal/quiet") else "practices"
        seen[kind] += 1
        if seen[kind] <= 2:
            at_the_page(me, way, hurt)
        else:
            through_the_doors(me, way, hurt)
        me.sends("/journal/evening", did=("yes", "partly", "no")[day % 3], hurt=f"{hurt - 5}")
    record = me.life.record()
    assert min(seen.values()) >= 3
    assert len(record.sittings) == len(record.evenings) == 31
    assert sum(sitting.quiet_minute for sitting in record.sittings) == seen["quiet"]
    assert all(sitting.after and sitting.felt for sitting in record.sittings[1:])
    me.page.goto("/journal/back")
    me.page.get_by_role("link", name="Earlier").click()
    expect(me.page.get_by_text(CANARY).filter(visible=True)).to_have_count(1)


def test_what_was_marked_as_a_favourite_is_offered_as_one(me: Person):
    me.wait(1)
    me.page.goto("/journal/wishes")
    me.page.get_by_role("group", name="Your favorites").get_by_label("Loving").check()
    me.page.get_by_role("button", name="Save", exact=True).click()
    me.page.goto("/journal")
    me.page.get_by_role("link", name="A favorite").click()
    expect(me.page.get_by_text("You marked it as a favorite.")).to_be_visible()
    assert practice_of(me.begins("favourite", minutes="1")) in {FAVOURITE, "quiet"}
    assert me.life.record().offers[-1].practice == FAVOURITE


def test_three_times_stirred_up_is_met_with_ground_and_people_and_that_practice_rests(me: Person):
    for number in range(2):
        me.wait(1)
        finished(me, f"stirred-{number:04}", STIRRING, felt="stirred")
    me.wait(1)
    me.page.goto(f"/practices/{STIRRING}?minutes=1")
    me.sits("More stirred up")
    expect(me.page.get_by_text("Saved. That can happen, and you did nothing wrong")).to_be_visible()
    felt = me.page.get_by_role("group", name="how do you feel now")
    expect(felt.get_by_role("link", name="Talk to a person")).to_be_visible()
    for mode in ("new", "favourite", "offered"):
        me.page.goto(f"/journal/offer?mode={mode}")
        expect(me.page.get_by_role("heading", level=1)).to_have_text("Something gentler for now")
        expect(me.page.locator("main").get_by_role("link", name="Grounding")).to_be_visible()
        expect(me.page.get_by_role("link", name="Talk to a person")).to_be_visible()
        assert me.page.locator("[name=offer]").count() == 0
    me.wait(8)
    for mode in ("new", "offered", "new", "offered", "new"):
        way = me.begins(mode, minutes="1")
        through_the_doors(me, way, 50)
        me.wait(1)
    offers = me.life.record().offers[-5:]
    assert {_left_out(offer) for offer in offers} == {"resting"}
    assert STIRRING not in {offer.practice for offer in offers}
    assert "Begin" in me.read(f"/practices/{STIRRING}")


def _left_out(offer) -> str:
    return next(each.left_out for each in offer.options if each.practice == STIRRING)


def test_after_a_year_whoever_comes_back_is_welcome_and_nothing_is_counted(me: Person):
    me.wait(366)
    before = me.life.record()
    me.page.goto("/")
    assert not COUNTING["en"].search(me.sees())
    me.page.goto("/journal")
    expect(me.page.get_by_role("heading", level=1)).to_have_text("Today")
    assert not COUNTING["en"].search(me.sees())
    assert f"{me.life.now:%B %-d, %Y}" in me.sees()
    me.page.get_by_role("link", name="Something new").click()
    expect(me.page.get_by_role("button", name="Begin")).to_be_visible()
    assert "366" not in me.sees()
    me.page.goto("/journal/back?month=2026-01")
    expect(me.page.get_by_text(CANARY).filter(visible=True)).to_have_count(1)
    assert me.life.record() == before


def test_words_that_count_would_have_been_found():
    for words in (
        "You missed 12 evenings.", "It has been 366 days.", "Your streak ended.",
        "Since you left", "Your last visit was a year ago",
    ):  # fmt: skip
        assert COUNTING["en"].search(words)


def test_a_trial_of_eight_weeks_goes_from_its_plan_to_its_answer(me: Person):
    plan_a_trial(me)
    (trial,) = me.life.record().trials
    assert (len(trial.kind), sum(trial.kind), trial.begins) == (
        56, 28, me.life.now.date() + dt.timedelta(days=1),
    )  # fmt: skip
    for number, is_kind in enumerate(trial.kind):
        me.wait(1)
        heading = f"Today is a {'kind-coach' if is_kind else 'usual'} day"
        told = kind_of_day(number, is_kind)
        if number in {0, 1, 27, 28, 55}:
            a_day_at_the_page(me, heading, told, may_see=number >= 28)
        else:
            assert heading in me.read("/long-run/look")
            me.sends("/long-run/look/evening", of=f"{me.life.now.date()}", **told)
    me.wait(1)
    me.page.goto("/long-run/look")
    expect(me.page.get_by_role("heading", level=1)).to_have_text("Your experiment is complete")
    me.page.get_by_role("link", name="See the result").click()
    answer = me.page.get_by_role("heading", level=1).inner_text()
    assert answer in ANSWERS
    assert answer == "Kind-coach days went clearly better"
    expect(me.page.get_by_role("heading", name="What it cost")).to_be_visible()
    expect(me.page.get_by_text("Three quiet weeks with pages in them")).to_be_visible()
    assert me.life.record().trials == (trial,)


def test_what_seems_to_help_is_told_with_its_numbers_and_without_a_score(me: Person):
    """Or, where chance gave this life too few quiet minutes to compare with, that it is early."""
    me.page.goto("/what-helps")
    early = me.page.get_by_text("There is nothing to see yet, and that is fine")
    together = me.page.get_by_role("row", name="All practices together")
    expect(early.or_(together).first).to_be_visible()
    assert not re.search(r"score|streak|level up|rank", me.sees(), re.IGNORECASE)
    if together.count():
        sittings, quiet_minutes = (together.get_by_role("cell").nth(at) for at in (3, 4))
        expect(quiet_minutes).to_have_text(re.compile("[1-9]"))
        assert 1 <= int(sittings.inner_text()) <= len(me.life.record().sittings)


def test_a_page_for_someone_trusted_holds_what_was_ticked(me: Person):
    me.page.goto("/journal/summary")
    assert me.page.locator("main input:checked").count() == 0
    me.page.get_by_label("From").fill("2026-01-01")
    me.page.get_by_label("The practices, and how often").check()
    me.page.get_by_label(CANARY).check()
    me.page.get_by_role("button", name="Make the page").click()
    expect(me.page.get_by_text(CANARY)).to_be_visible()
    expect(me.page.get_by_role("table", name="Practices")).to_be_visible()
    seen = me.sees()
    assert not re.search(r"Heron-grey|steadier|of 100:|hard on myself", seen)


def test_all_of_it_can_be_taken_along_erased_and_brought_back(me: Person, tmp_path: Path):
    assert len([entry for entry in me.life.record().entries if isinstance(entry, Sitting)]) > 30
    _goes_and_comes_back(me, None, tmp_path)


def test_on_postgresql_too_what_was_kept_is_taken_along_erased_and_brought_back(
    browser: Browser, chance: None, tmp_path: Path
):
    with running() as server:
        life = Life(tmp_path / "home", server.url())
        with life.switched_on(browser) as me:
            me.page.get_by_label(ANYTHING).fill(CANARY)
            me.page.get_by_role("button", name="Save").click()
            expect(me.page.get_by_text(CANARY)).to_be_visible()
            through_the_doors(me, me.begins("new", minutes="1"), 50)
            plan_a_trial(me)
        with life.switched_on(browser) as me:
            (sitting,) = life.record().sittings
            assert sitting.felt is Felt.STEADIER
            _goes_and_comes_back(me, server, tmp_path)
            assert me.said == []


def _goes_and_comes_back(me: Person, database: Server | None, folder: Path) -> None:
    before = me.life.record()
    file = exported(me, folder)
    assert unpack(file.read_bytes()) == before
    known = before.notes[0].id.encode()
    assert found(me, database, known)
    erase_all(me)
    me.page.goto("/journal")
    expect(me.page.get_by_role("heading", level=1)).to_have_text("Closed for now")
    assert me.life.record() == Record()
    for words in (CANARY.encode(), FOR_NOBODY.encode(), b"Ten minutes and a pen", known):
        assert not found(me, database, words)
    me.come_in()
    bring_back(me, file, len(before.entries))
    assert me.life.record() == before
    assert found(me, database, known)
    me.page.goto("/journal/back?month=2026-01")
    expect(me.page.get_by_text(CANARY).filter(visible=True)).to_have_count(1)
