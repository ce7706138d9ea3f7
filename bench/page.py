"""What a page costs on a slow phone, beside the barest page that could play the same sound.

    python -m bench.page [PATH]     # the first page, or any other where a sitting begins

A phone: 360 by 640, a processor four times slower, 1.6 Mb/s and 150 ms to the server, nothing in
its cache; the button is tapped as soon as it is there. The bare page is a heading and an `audio`
element with the same file, tapped by a script that the browser brings along. Times are medians in
seconds from the start of the navigation; weights are what came over the line, compressed. Needs
Chromium and Playwright, as the browser tests do.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which
from statistics import median
from typing import Any
from urllib.parse import urljoin
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

RUNS = 5
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
SLOWER = 4
FLAGS = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
TAP = "document.querySelector('[data-action=play]')"
BARE_TAP = "document.querySelector('audio')"
WATCH = """
  self.seen = { shift: 0, longest: 0 };
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
    .observe({ type, buffered: true });
  watch('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
  watch('longtask', (entry) => { seen.longest = Math.max(seen.longest, entry.duration); });
  addEventListener('timeupdate', ({ target }) => {
    if (target.currentTime > 0) seen.sound ??= performance.now();
  }, true);
"""


def main() -> None:
    """Print the table."""
    path = sys.argv[1] if sys.argv[1:] else "/"
    with tempfile.TemporaryDirectory() as home, _serving(home) as served:
        address = served.rstrip("/") + path
        urlopen(_sound(address)).read()  # noqa: S310 - our own server; the voice is warm, as after any visit
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=which("chromium") or which("google-chrome"), args=FLAGS
            )
            ours = [_visit(browser, address, TAP) for _ in range(RUNS)]
            bare = [_visit(browser, address, BARE_TAP, _bare(address)) for _ in range(RUNS)]
            browser.close()
    print(f"{'':24}{'ours':>10}{'bare':>10}{'ratio':>8}")
    for name in ours[0]:
        one, other = (median(visit[name] for visit in visits) for visits in (ours, bare))
        ratio = f"{one / other:8.2f}" if other else ""
        print(f"{name:24}{one:10.3f}{other:10.3f}{ratio}")


@contextmanager
def _serving(home: str) -> Iterator[str]:
    """The address of a server of its own, for as long as it is needed."""
    command = [sys.executable, "-m", "kindward", "serve", "--port", "0", "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={"KINDWARD_HOME": home, "PATH": ""}
    ) as server:
        try:
            assert server.stdout  # noqa: S101 - it was asked for above
            yield server.stdout.readline().split()[-1]
        finally:
            server.terminate()


def _sound(address: str) -> str:
    """The sound of the page, in the form that Chromium takes."""
    html: str = urlopen(address).read().decode()  # noqa: S310 - our own server
    source = html.split('<source src="', 1)[1].split('"', 1)[0]
    return urljoin(address, source.replace("&amp;", "&"))


def _bare(address: str) -> str:
    source = _sound(address)
    return f"<!doctype html><title>A minute</title><h1>A minute</h1><audio controls preload=none src='{source}'></audio>"  # noqa: E501


def _visit(browser: Browser, address: str, tap: str, html: str | None = None) -> dict[str, float]:
    """One first visit: when words and sound came, and what came over the line."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, service_workers="block")
    page = context.new_page()
    page.add_init_script(WATCH)
    if html is not None:
        bare = {"body": html, "content_type": "text/html"}
        page.route(urljoin(address, "/bare"), lambda route: route.fulfill(**bare))
    line = context.new_cdp_session(page)
    weights = _weighed(line)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address if html is None else urljoin(address, "/bare"), wait_until="commit")
    _tap(page, tap, bare=html is not None)
    _wait(page, "seen.sound")
    page.wait_for_timeout(3000)
    seen: dict[str, Any] = json.loads(page.evaluate("JSON.stringify(seen)"))
    first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return {
        "first words, s": first / 1000,
        "sound after the tap, s": (seen["sound"] - seen["tap"]) / 1000,
        "first sound, s": seen["sound"] / 1000,
        "longest task, ms": seen["longest"],
        "layout shift": seen["shift"],
        "requests": len(weights),
        "all but sound, KB": sum(w for kind, w in weights.values() if kind != "Media") / 1024,
        "script, KB": sum(w for kind, w in weights.values() if kind == "Script") / 1024,
    }


def _tap(page: Page, tap: str, *, bare: bool) -> None:
    """Taps as soon as there is something to tap."""
    ready = f"{tap} && ({'true' if bare else f'{tap}.offsetParent && !{tap}.hidden'})"
    _wait(page, ready)
    if bare:
        page.evaluate(f"seen.tap = performance.now(); {tap}.play()")
        return
    place = page.locator("[data-action=play]").bounding_box() or {"x": 0, "y": 0}
    page.evaluate("seen.tap = performance.now()")
    page.mouse.click(place["x"] + 40, place["y"] + 20)


def _wait(page: Page, told: str) -> None:
    """Until something holds; a page of ours lets no string become a script of its own."""
    while not page.evaluate(f"Boolean({told})"):
        time.sleep(0.01)


def _weighed(line: Any) -> dict[str, tuple[str, float]]:  # noqa: ANN401 - Playwright's own
    """What each request weighs on the line, filled while the page loads."""
    weights: dict[str, tuple[str, float]] = {}
    kinds: dict[str, str] = {}

    def answered(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]
        weights[event["requestId"]] = (event["type"], event["response"]["encodedDataLength"])

    def loaded(event: dict[str, Any]) -> None:
        if event["requestId"] in kinds:
            weights[event["requestId"]] = (kinds[event["requestId"]], event["encodedDataLength"])

    line.on("Network.responseReceived", answered)
    line.on("Network.loadingFinished", loaded)
    return weights


if __name__ == "__main__":
    main()
