"""A walk as a new user would take it: from a feeling to the third day of a first week.

On a phone, in each language, in a real Chromium before a real server whose clock is in the test's hand.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kindward.catalogue import catalogue
from kindward.journal import CheckIn, Did, Felt, Outcome
from kindward.library import GROUNDING, Library, Paths, Tables
from tests.browser.conftest import NO_WORKER_TOLD, hears
from tests.browser.life import COUNTING, Life, Person
from tests.browser.waiting import TO_ITS_END

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
LOCALES = {"en": "en-US", "es": "es-MX"}
WEEK = "gentle-first-week"
ENDING = ("Again", "Longer", "Something else", "Done")
RUNNING = ("Back 15 s", "Pause", "Continue", "Next part", "Close", "This is too much")
CLOSED_TOLD = "Failed to load resource: the server responded with a status of 403 (Forbidden)"
"""What Chromium says of the page that one's own pages are behind, before they were opened."""

SCOLDING = {
    "en": re.compile(r"\byou (should|must|ought|forgot|failed)\b", re.IGNORECASE),
    "es": re.compile(r"\b(deber[ií]as|debes|tendr[ií]as que|olvidaste)\b", re.IGNORECASE),
}


Role = Literal["button", "heading", "link", "radio", "region"]


class Walker:
    """Somebody new. What they tap is named in English here, and shown to them in their language."""

    def __init__(self, life: Life, page: Page, address: str, language: str) -> None:
        self.life, self.page, self.address, self.language = life, page, address, language
        self.said: list[str] = []
        self.asked: list[SplitResult] = []
        self.shown: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.context.on("request", lambda request: self.asked.append(urlsplit(request.url)))

    def words(self, english: str, **filled: object) -> str:
        """What the pages say for it in this language."""
        return catalogue(self.language).gettext(english) % filled

    def finds(self, role: Role, english: str, within: Locator | None = None) -> Locator:
        """The one part of the page that has this role and name."""
        name = self.words(english)
        return (within or self.page).get_by_role(role, name=name, exact=True)

    def taps(self, role: Role, english: str, within: Locator | None = None) -> None:
        """A tap on it, once all that the page says was read."""
        expect(self.finds(role, english, within)).to_be_visible()
        self.reads()
        self.finds(role, english, within).click()

    def reads(self) -> None:
        """All that is to be seen on the page."""
        self.shown.append(" ".join(self.page.locator("body").inner_text().split()))

    def hears_to_its_end(self, practice: str) -> None:
        """What has begun by itself, until it says that it is over."""
        title = Library().find(practice, self.language).score.title
        expect(self.page.get_by_role("article", name=title, exact=True)).to_be_visible()
        hears(self.page)
        expect(self.finds("button", "Pause")).to_be_in_viewport()
        for here in ("This is too much", "Talk to a person"):
            expect(self.finds("link", here)).to_be_in_viewport()
        self.page.evaluate(TO_ITS_END)
        expect(self.page.get_by_text(self.words("That was the practice."))).to_be_visible()
        for gone in RUNNING:
            expect(self.finds("button", gone).or_(self.finds("link", gone))).to_have_count(0)

    def sees_what_one_may_do_now(self) -> None:
        ending = self.page.locator("[data-ending]").locator("a, button")
        expect(ending).to_have_text([self.words(name) for name in ENDING])
        for way in ending.all():
            expect(way).to_be_in_viewport(ratio=1)

    def opens_today(self) -> Locator:
        """Today, from the first page; gives the card of the path, if there is one."""
        self.page.goto("/")
        self.page.locator(".menu summary").click()
        self.taps("link", "Your own pages", self.page.locator(".menu"))
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words("Today"))
        self.reads()
        return self.page.locator(".on-path")


@pytest.fixture(params=["en", pytest.param("es", marks=pytest.mark.release)])
def walker(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Walker]:
    life, wishes = Life(tmp_path), {"viewport": PHONE, "locale": LOCALES[request.param]}
    with life.at_its_address(browser, **wishes) as (page, address):
        yield Walker(life, page, address, request.param)


def test_someone_new_goes_from_a_feeling_to_the_third_day_of_a_first_week(walker: Walker):
    arrives_with_a_feeling(walker)
    has_too_much_once(walker)
    me = comes_in(walker)
    saves_an_evening(walker)
    begins_a_first_week(walker)
    for number, days_away in ((1, 1), (2, 9)):
        does_a_day(walker, number)
        me.wait(days_away)
        me.come_in()
    finds_the_third_day(walker)
    ours = urlsplit(walker.address).netloc
    assert {url.netloc for url in walker.asked if url.scheme not in {"file", "blob"}} == {ours}
    assert [words for words in walker.said if words != NO_WORKER_TOLD] == [CLOSED_TOLD]
    read = "\n".join(walker.shown)
    for told in (COUNTING, SCOLDING):
        assert told[walker.language].findall(read) == []


def test_words_that_count_or_scold_would_have_been_found():
    for told, words in (
        (COUNTING["es"], "Te faltaron 12 noches."), (COUNTING["es"], "Tu racha terminó."),
        (COUNTING["es"], "Llevas 9 días sin venir."), (COUNTING["es"], "Hace 9 días"),
        (SCOLDING["en"], "You should come every day."), (SCOLDING["es"], "Deberías venir."),
    ):  # fmt: skip
        assert told.search(words)


def arrives_with_a_feeling(walker: Walker) -> None:
    """One tap is enough, and nothing of it is kept on the computer of whoever has not come in."""
    feeling = Tables(Library()).of(walker.language)[0]
    walker.page.goto("/")
    walker.taps("link", feeling.name)
    walker.hears_to_its_end(feeling.practices[0])
    walker.sees_what_one_may_do_now()
    assert "begin" not in walker.page.url
    assert walker.life.record().entries == ()


def has_too_much_once(walker: Walker) -> None:
    """Grounding comes in the same place, and what was there before is there again after it."""
    where = walker.page.url
    walker.taps("button", "Again")
    hears(walker.page)
    walker.taps("link", "This is too much")
    title = Library().find(GROUNDING, walker.language).score.title
    expect(walker.page.get_by_role("article", name=title)).to_be_visible()
    hears(walker.page)
    assert walker.page.url == where
    walker.taps("button", "Close")
    expect(walker.finds("button", "Begin")).to_be_visible()


def comes_in(walker: Walker) -> Person:
    """One's own pages tell whoever finds them closed how they open; then they are opened."""
    walker.page.locator(".menu summary").click()
    walker.taps("link", "Your own pages", walker.page.locator(".menu"))
    expect(walker.finds("heading", "Closed for now")).to_be_visible()
    expect(walker.page.get_by_text("kindward open").first).to_be_visible()
    walker.reads()
    return Person(walker.life, walker.page, walker.address)


def saves_an_evening(walker: Walker) -> None:
    walker.opens_today()
    evening = walker.finds("region", "This evening")
    walker.finds("radio", "In part", evening).check()
    evening.get_by_role("slider").first.press("ArrowLeft")
    walker.taps("button", "Save", evening)
    expect(evening.get_by_role("status")).to_have_text(walker.words("Saved."))
    for told in ("A small thing was done in part", "hard on myself %(number)s"):
        expect(evening.get_by_text(walker.words(told, number=49))).to_be_visible()
    evening.get_by_text(walker.words("Change"), exact=True).click()
    expect(walker.finds("radio", "In part", evening)).to_be_checked()
    (kept,) = walker.life.record().evenings
    assert (kept.of, kept.did, kept.feeling) == (
        walker.life.now.date(), Did.PARTLY, CheckIn(judging=49),
    )  # fmt: skip


def begins_a_first_week(walker: Walker) -> None:
    """From Today, over the page that is the same for everyone, and back."""
    walker.taps("link", "Paths for several days", walker.page.locator("main"))
    week = Paths().find(WEEK, walker.language).path
    walker.page.get_by_role("link", name=week.title).click()
    walker.taps("link", "Save your place in your own pages")
    walker.taps("button", "Start this path")
    told = walker.words("Next: %(name)s", name=week.steps[0].name)
    expect(walker.page.get_by_role("status")).to_have_text(told)


def does_a_day(walker: Walker, number: int) -> None:
    card = walker.opens_today()
    practice = begins_the_day(walker, card, number)
    walker.hears_to_its_end(practice)
    expect(walker.finds("button", "Steadier")).to_be_in_viewport()
    walker.sees_what_one_may_do_now()
    walker.taps("button", "Steadier")
    expect(walker.page.get_by_text(walker.words("Saved."))).to_be_visible()
    sittings = walker.life.record().sittings
    assert [(each.felt, each.outcome) for each in sittings] == [
        (Felt.STEADIER, Outcome.FINISHED)
    ] * number
    assert sittings[-1].practice == practice
    card = walker.opens_today()
    expect(card).to_contain_text(
        walker.words(
            "That was enough for today. The next one is here tomorrow, or now if you like."
        )
    )


def begins_the_day(walker: Walker, card: Locator, number: int) -> str:
    """The day that the card shows, by its Begin; gives the practice of it."""
    steps = Paths().find(WEEK, walker.language).path.steps
    step = steps[number - 1]
    expect(card).to_contain_text(
        walker.words("Day %(number)s of %(all)s", number=number, all=len(steps))
    )
    expect(card.get_by_role("heading")).to_have_text(step.name)
    walker.taps("link", "Begin", card)
    return step.practice.practice


def finds_the_third_day(walker: Walker) -> None:
    """After nine days elsewhere too it is the third day, and one tap begins it."""
    practice = begins_the_day(walker, walker.opens_today(), 3)
    title = Library().find(practice, walker.language).score.title
    expect(walker.page.get_by_role("article", name=title, exact=True)).to_be_visible()
    hears(walker.page)
    assert walker.page.url.endswith(f"/paths/{WEEK}?day=3")
