"""Hostile words on every page, in a browser: nothing runs, and nothing is refused that tried to.

With the browser's own guard, the content policy, switched off and on. Where there is room for few
words, such as a title, some payloads stand; all of them in each place, though read by no browser,
are in `web/test_hostile_words.py` and `web/test_hostile_requests.py`.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Dialog, Page

from kindward.journal import (
    WISHES,
    AnyEntry,
    CheckIn,
    Evening,
    Note,
    Record,
    Sitting,
    Trial,
    Wishes,
    write,
)
from kindward.journal.entries import MOST_WORDS
from kindward.score import check
from tests.browser.conftest import NO_WORKER
from tests.browser.pages import NOW
from tests.computer import Computer
from tests.there import there
from tests.web.hostile.payloads import PAYLOADS, together
from tests.web.hostile.place import SITTING, allowed

pytestmark = pytest.mark.browser

UNESCAPED = """
from kindward.web.http import pages
Environment = pages.Environment
pages.Environment = lambda **given: Environment(**{**given, "autoescape": False})
"""
PRACTICE = "hold-gently"
SOME = next(together(PAYLOADS[::7], MOST_WORDS))
BREAKS_OUT = "\"'><img src=x onerror=alert(1)><svg onload=alert(1)>"
THIRDS = tuple(" ".join(PAYLOADS[at::3]) for at in range(3))
LATELY = NOW.date() - dt.timedelta(days=2)
PAGES = (
    "/", f"/?q={quote(SOME[:100])}", f"/{quote(SOME)}", f"/practices/{PRACTICE}?form=read",
    f"/practices/{PRACTICE}/hand", f"/practices/{PRACTICE}/print?notes=yes", f"/embed/{PRACTICE}",
    "/feed/en.xml", "/offline", f"/sound/en/silent/{PRACTICE}/300.vtt", "/journal", "/journal/back",
    "/journal/note?id=a-payload-0", "/journal/wishes",
    "/journal/offer?mode=new", f"/journal/quiet?sitting={SITTING}",
    f"/journal/afterwards?sitting={SITTING}", "/journal/summary", "/what-helps", "/long-run/look",
    "/long-run/back", "/long-run/look/result", f"/long-run/look/evening?of={LATELY}",
    f"/es/practices/{PRACTICE}",
)  # fmt: skip
FORMS = {
    "/journal/evening": dict(zip(("judging", "hurt", "next_step"), THIRDS, strict=True)),
    "/journal/wishes": {"reminder": " ".join(THIRDS)},
    "/journal/import/confirmed": dict(zip(("text", "goal", "why"), THIRDS, strict=True)),
    "/long-run/look/plan": dict(zip(("goal", "action", "changes_my_mind"), THIRDS, strict=True)),
    "/journal/summary": {
        "first": NOW.date().isoformat(), "last": NOW.date().isoformat(), "sittings": "yes",
        **{f"note-a-payload-{number}": "yes" for number in range(0, len(PAYLOADS), 11)},
    },
}  # fmt: skip
"""Forms, and what they say: every payload, which is shown again, or the notes to be shown."""

HEARD = """
addEventListener("securitypolicyviolation", (event) => {
  console.debug(`refused ${event.effectiveDirective} ${event.sample}`);
});
window.alert = () => console.debug("ran");
"""
AMISS = """() => {
  const followed = ["href", "src", "action", "formaction", "data", "xlink:href", "background"];
  const fits = (name, value) => !name.startsWith("on") && name !== "srcdoc"
    && !(followed.includes(name) && !/^(https?:|tel:|sms:|mailto:|[/#?]|$)/.test(value.trim()));
  return [...document.querySelectorAll("*")].filter((element) =>
    element.matches("iframe, object, embed, style, math, meta[http-equiv], base[href]")
    || element.matches("script:not([src^='/static/'])")
    || [...element.attributes].some(({ name, value }) => !fits(name, value))
  ).map((element) => element.outerHTML.slice(0, 200));
}"""
SEND = """([path, said]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = path;
  for (const [name, value] of Object.entries(said)) {
    const field = document.createElement("textarea");
    [field.name, field.value] = [name, value];
    form.append(field);
  }
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
}"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of someone whose every word is hostile, and who was sent such a practice."""
    folder = tmp_path_factory.mktemp("hostile")
    Computer(folder).keep(*entries())
    practice = folder / "practices" / "en" / f"{PRACTICE}.score"
    practice.parent.mkdir(parents=True)
    practice.write_text(score(), "utf-8")
    return folder


def entries() -> Iterator[AnyEntry]:
    felt = CheckIn(judging=60, hurt=50, next_step=40)
    for number, payload in enumerate(PAYLOADS):
        yield Note(id=f"a-payload-{number}", at=NOW, text=payload)
    yield Sitting(id=SITTING, at=NOW, practice=PRACTICE, seconds=300, language="en", before=felt)
    yield Wishes(id=WISHES, at=NOW, reminder=SOME)
    yield Trial(id="a-trial-of-mine", at=NOW - dt.timedelta(days=21), goal=SOME, action=SOME,
               begins=NOW.date() - dt.timedelta(days=20), changes_my_mind=SOME,
               kind=(True, True, False, False) * 7, seed=1)  # fmt: skip
    for ago in range(20):
        of = NOW.date() - dt.timedelta(days=ago)
        yield Evening(id=f"an-evening-{ago:02}-ago", at=NOW, of=of, feeling=felt)


def score() -> str:
    """A practice with every payload that the grammar lets pass."""
    lines = [each for each in map(allowed, PAYLOADS) if "\u202e" not in each]
    some = next(together(lines[::9], 500))
    told = [f"Title: {some}", "Language: en", f"Summary: {some}", f"Picture: {some}"]
    told += [f"{name}: {line}" for line in lines for name in ("Credit", "Note", "Alternative")]
    told += ["", "# One <img/src=x/onerror=alert`1`>", f"So: {some[:300]}",
             "(rest 40s, 1s to 300s)", "(repeat 2 times, 1 to 40 times)",
             "Well: <img src=x onerror=alert(1)>", "(silence 8s, 1s to 60s)", "(end)"]  # fmt: skip
    text = "\n".join(told)
    assert check(text) == ()
    return text


@contextmanager
def watched(browser: Browser, address: str, home: Path, **wishes: Any) -> Iterator[tuple]:
    """A page that has come in, and what anything on it did."""
    with browser.new_context(base_url=address, **NO_WORKER, **wishes) as context:
        page = context.new_page()
        said: list[str] = []

        def ran(dialog: Dialog) -> None:
            said.append("ran")
            dialog.dismiss()

        context.add_init_script(HEARD)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(f"refused: {error}"))
        page.on("dialog", ran)
        page.goto(Computer(home).way_in())
        yield page, said


def did(said: list[str]) -> list[str]:
    """What ran, or tried to."""
    return [
        each for each in said
        if each.startswith(("ran", "refused")) or "Content Security" in each or "Trusted" in each
    ]  # fmt: skip


def test_words_are_words_wherever_they_are_shown(browser: Browser, home: Path):
    with Computer(home).serving() as address:
        for bypass in (True, False):
            with watched(browser, address, home, bypass_csp=bypass) as (page, said):
                amiss = dict(seen(page))
            assert {path: found for path, found in amiss.items() if found} == {}
            assert did(said) == []


def seen(page: Page) -> Iterator[tuple[str, list[str]]]:
    """Every page, with what is amiss on it."""
    for path in PAGES:
        answer = there(page.goto(path))
        assert answer.status == (404 if path.startswith("/%") else 200), path
        is_page = answer.headers["content-type"].startswith("text/html")
        yield path, page.evaluate(AMISS) if is_page else []
    page.goto("/journal/summary")
    token = page.locator("input[name=form_token]").first.input_value()
    for path, said in FORMS.items():
        yield f"POST {path}", answered(page, path, {"form_token": token} | said)
    yield "a sitting", listened_to(page)
    yield "an import", brought_in(page)


def answered(page: Page, path: str, said: dict[str, str]) -> list[str]:
    """What is amiss on the page that answers a form."""
    with page.expect_navigation():
        page.evaluate(SEND, [path, said])
    assert "alert(1)" in page.content()
    return page.evaluate(AMISS)


def listened_to(page: Page) -> list[str]:
    """What is amiss once scripts show the words."""
    page.goto(f"/practices/{PRACTICE}?form=read")
    page.get_by_role("button", name="Begin").click()
    page.locator("[data-guidance]", has_text="alert").wait_for()
    return page.evaluate(AMISS)


def brought_in(page: Page) -> list[str]:
    """What is amiss when words come from a file."""
    theirs = Record(Note(id=uuid4().hex, at=NOW, text=text) for text in PAYLOADS[::5])
    page.goto("/journal/leave")
    page.locator("#file").set_input_files(
        {"name": SOME[:80], "mimeType": "text/html", "buffer": write(theirs)}
    )
    page.get_by_role("button", name="Show what is in it").click()
    page.get_by_role("button", name="Add what is new").click()
    page.wait_for_url("**/journal")
    return page.evaluate(AMISS)


def test_the_control_where_nothing_is_escaped_words_run_or_are_refused(
    browser: Browser, home: Path
):
    with Computer(home).serving(code=UNESCAPED) as address:
        for bypass in (True, False):
            with watched(browser, address, home, bypass_csp=bypass) as (page, said):
                page.goto(f"/?q={quote(BREAKS_OUT)}")
                assert len(page.evaluate(AMISS)) > 10
            assert ("ran" in said) is bypass
            assert any(each.startswith("refused") for each in did(said)) is not bypass
