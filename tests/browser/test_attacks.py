"""What others at this computer, and pages elsewhere, can do to one's own pages: in a browser.

Each has its control: the same with the defence switched off, and then it works.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from kindward import launch
from kindward.journal import Note
from tests.browser.conftest import FLAGS, NO_SANDBOX, NO_WORKER
from tests.browser.pages import KEPT
from tests.computer import Computer
from tests.there import there

pytestmark = pytest.mark.browser

CANARY = "marmalade-lighthouse"
NOTE = "a-note-of-mine"
ELSEWHERE = "--host-resolver-rules=MAP evil.test 127.0.0.1"
NO_GATE = "from kindward.web.http import gate\ngate.Gate._refusal = lambda self, scope: None"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of someone who has written a few words."""
    folder = tmp_path / "home"
    entries = [each for each in KEPT if not isinstance(each, Note)]
    Computer(folder).keep(*entries, Note(id=NOTE, at=KEPT[0].at, text=CANARY))
    return folder


def own(home: Path, address: str) -> str:
    """Where the launcher leads."""
    return f"http://{launch.host(home)}:{urlsplit(address).port}"


def come_in(page: Page, home: Path, address: str) -> None:
    page.goto(f"{address}{Computer(home).way_in()}")
    page.goto(f"{address}/journal")
    expect(page.get_by_text(CANARY)).to_be_visible()


@contextmanager
def neighbour() -> Iterator[tuple[int, list[str]]]:
    """Another server of this machine, and all cookies that it is sent."""
    cookies: list[str] = []

    class Curious(BaseHTTPRequestHandler):
        def do_GET(self):
            cookies.append(self.headers.get("Cookie", ""))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Curious) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], cookies
        server.shutdown()


def test_another_server_of_this_machine_is_sent_no_cookie_of_ours(browser: Browser, home: Path):
    with Computer(home).serving() as address, neighbour() as (port, cookies):
        places = [f"http://{host}:{port}/" for host in ("localhost", "127.0.0.1", "evil.localhost")]
        for where, leaks in ((own(home, address), False), (address, True)):
            cookies.clear()
            with browser.new_context(**NO_WORKER) as context:
                page = context.new_page()
                come_in(page, home, where)
                for place in places:
                    page.goto(place)
            assert len(cookies) >= len(places)
            assert any("kindward-" in cookie for cookie in cookies) is leaks


ATTACK = """async ([ours, kinds]) => {
  const told = [];
  for (const path of ["/lock", "/journal/note", "/journal/entries", "/journal/erase"]) {
    for (const type of kinds) {
      const sent = { method: "POST", mode: "no-cors", credentials: "include",
        headers: { "Content-Type": type }, body: '{"entry":"note","id":"from-elsewhere"}' };
      told.push(await fetch(ours + path, sent).then((answer) => answer.type, () => "failed"));
    }
  }
  for (const path of ["/journal", "/journal/export.zip"]) {
    told.push(await fetch(ours + path, { credentials: "include" })
      .then((answer) => answer.text(), () => "failed"));
    const picture = new Image();
    document.body.append(picture);
    await new Promise((done) => {
      picture.onload = picture.onerror = done; picture.src = ours + path;
    });
    told.push(String(picture.naturalWidth));
  }
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: ours + "/lock", target: "_blank" });
  document.body.append(form);
  form.submit();
  return told;
}"""
KINDS = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]


@pytest.fixture(scope="module")
def lured(playwright: Playwright, frameless: str) -> Iterator[Browser]:
    """A browser whose name service is in somebody else's hands: evil.test is this machine."""
    opened = playwright.chromium.launch(
        executable_path=frameless, args=[*FLAGS, ELSEWHERE], chromium_sandbox=not NO_SANDBOX
    )
    yield opened
    opened.close()


@pytest.mark.parametrize("code", ["", NO_GATE], ids=["gate", "control"])
def test_a_page_elsewhere_reads_nothing_and_changes_nothing(lured: Browser, home: Path, code: str):
    with (
        Computer(home).serving(code=code) as address,
        neighbour() as (port, _),
        lured.new_context(**NO_WORKER) as context,
    ):
        ours = own(home, address)
        page, evil = context.new_page(), context.new_page()
        come_in(page, home, ours)
        for host in ("evil.test", urlsplit(ours).hostname):
            evil.goto(f"http://{host}:{port}/")
            told = evil.evaluate(ATTACK, [ours, KINDS])
            assert CANARY not in "".join(told)
            evil.wait_for_timeout(300)
        rebound = there(evil.goto(f"http://evil.test:{urlsplit(ours).port}/"))
        evil.evaluate("fetch('/lock', { method: 'POST' })")
        page.goto(f"{ours}/journal")
        is_open = page.get_by_text(CANARY).is_visible()
        assert (rebound.status, is_open) == ((200, False) if code else (421, True))
    assert len(Computer(home).record().entries) == len(KEPT)


def test_nobody_there_for_a_while_and_the_screen_closes_and_words_begun_are_kept(
    browser: Browser, home: Path
):
    with (
        Computer(home).serving() as address,
        browser.new_context(base_url=own(home, address), **NO_WORKER) as context,
    ):
        page = context.new_page()
        page.clock.install()
        come_in(page, home, own(home, address))
        page.clock.fast_forward("04:50")
        page.mouse.move(50, 50)
        page.clock.fast_forward("04:50")
        expect(page.get_by_text(CANARY)).to_be_visible()
        page.clock.fast_forward("05:05")
        page.wait_for_url("**/")
        expect(page.get_by_role("button", name="Begin")).to_be_visible()
        page.goto("/journal")
        page.locator("#text").fill("begun and not sent")
        page.clock.fast_forward("05:05")
        expect(page.locator(".own-words", has_text="begun and not sent")).to_be_visible()
        note = f"/journal/note?id={NOTE}"
        page.goto(note)
        page.clock.fast_forward("05:05")  # nothing was changed, so nothing is saved
        page.wait_for_url("**/")
        page.goto(note)
        page.get_by_label("Your note").fill(f"{CANARY} and more")
        page.clock.fast_forward("05:05")
        expect(page.locator(".own-words", has_text=f"{CANARY} and more")).to_be_visible()
        page.route("**/own/closing.js", lambda route: route.abort())
        page.goto("/journal")
        page.clock.fast_forward("24:00:00")
        page.wait_for_timeout(500)
        expect(page.get_by_text(CANARY)).to_be_visible()
    (kept,) = (each for each in Computer(home).record().notes if each.id == NOTE)
    assert (kept.text, kept.edition) == (f"{CANARY} and more", 2)


@contextmanager
def remembering(
    playwright: Playwright, chromium: str, profile: Path, *, keeps_alive: bool, **wishes: Any
) -> Iterator[Page]:
    """A browser as people have it: with a profile, and pages kept alive for the Back button."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium,
        args=list(FLAGS),
        chromium_sandbox=not NO_SANDBOX,
        ignore_default_args=["--disable-back-forward-cache"] if keeps_alive else None,
        extra_http_headers={"Accept-Encoding": "identity"},  # what is packed could not be searched
        **wishes,
    )
    yield context.pages[0]
    context.close()


def traces(folder: Path, word: str) -> list[str]:
    """The files in which a word stands, in either way that browsers write it."""
    marks = [word.encode(), word.encode("utf-16-le")]
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    return [file.name for file in files if any(mark in file.read_bytes() for mark in marks)]


KEPT_BY_CACHES = """
from kindward.web.http.static import Static
from kindward.web.private.closed import PRIVATE
PRIVATE["Cache-Control"] = "max-age=600"
url = Static.url
Static.url = lambda self, name: url(self, name.replace("own/closing.js", "care/exit.js"))
"""
KEPT_ALIVE = "from kindward.web.http.own.own import Own\nOwn.let_go = lambda *_: None"


@pytest.mark.parametrize(
    "code",
    ["", pytest.param(KEPT_BY_CACHES, marks=pytest.mark.release)],
    ids=["no-store", "control"],
)
def test_nothing_private_is_left_in_a_browser_by_its_back_button_or_in_its_files(
    playwright: Playwright, chromium: str, home: Path, tmp_path: Path, code: str
):
    profile, seen = tmp_path / "profile", []
    with (
        Computer(home).serving(code=code) as address,
        remembering(playwright, chromium, profile, keeps_alive=not code) as page,
    ):
        ours = own(home, address)
        come_in(page, home, ours)
        page.locator("#text").fill(f"{CANARY} once more")
        page.get_by_role("button", name="Save").click()
        for path in ("/what-helps", "/journal/wishes", "/journal/summary", "/journal"):
            page.goto(f"{ours}{path}")
        page.get_by_role("button", name="Close these pages").click()
        expect(page.get_by_role("button", name="Begin")).to_be_visible()
        for step in ("back", "back", "back", "forward"):
            page.evaluate(f"history.{step}()")
            if code:
                page.wait_for_timeout(1_000)
            else:
                expect(page.locator("h1")).to_have_text("Closed for now")
            seen.append(page.content() + page.title())
        page.goto(f"{ours}/support")
        page.evaluate("localStorage.setItem('control', 'gooseberry-windmill')")
        page.wait_for_timeout(500)
    assert any(CANARY in content for content in seen) is bool(code)
    assert traces(profile, "gooseberry-windmill")
    assert bool(traces(profile, CANARY)) is bool(code)


@pytest.mark.parametrize(
    "code", ["", pytest.param(KEPT_ALIVE, marks=pytest.mark.release)], ids=["let go", "control"]
)
def test_without_scripts_too_a_closed_page_is_not_kept_alive_for_the_back_button(
    playwright: Playwright, chromium: str, home: Path, tmp_path: Path, code: str
):
    with (
        Computer(home).serving(code=code) as address,
        remembering(
            playwright, chromium, tmp_path / "p", keeps_alive=True, java_script_enabled=False
        ) as page,
    ):
        come_in(page, home, own(home, address))
        page.get_by_role("button", name="Close these pages").click()
        page.wait_for_url("**/")
        with suppress(PlaywrightTimeout):  # a page that was kept alive does not load
            page.go_back(timeout=3_000)
        assert (CANARY in page.content()) is bool(code)


def test_without_scripts_every_place_of_ones_own_closes_the_pages(
    playwright: Playwright, chromium: str, home: Path, tmp_path: Path
):
    """A form of a page that tells no referrer at all would come from nowhere, and be refused."""
    with (
        Computer(home).serving() as address,
        remembering(
            playwright, chromium, tmp_path / "p", keeps_alive=False, java_script_enabled=False
        ) as page,
    ):
        ours = own(home, address)
        for path in ("/journal", "/what-helps", "/long-run/back"):
            come_in(page, home, ours)
            page.goto(f"{ours}{path}")
            page.get_by_role("button", name="Close these pages").click()
            page.wait_for_url(f"{ours}/")
            page.goto(f"{ours}/journal")
            expect(page.locator("h1")).to_have_text("Closed for now")
