"""What Lighthouse gives a first visit, beside a page with nothing on it but a heading and a sound.

    npm ci --prefix tests/browser && python -m bench.lighthouse

Its slow phone is a simulation from what it sees on this machine, so a busy one costs marks: hence
the bare page beside ours. Medians of five visits each, in turn; times in seconds.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from statistics import median
from threading import Thread

RUNS = 5
PATHS = ("/", "/practices/hold-gently")
TOOL = Path(__file__).parent.parent / "tests/browser/node_modules/lighthouse/cli/index.js"
FLAGS = "--headless=new --no-sandbox --disable-dev-shm-usage"
BARE = "<!doctype html><html lang=en><title>A minute</title><h1>A minute</h1><audio controls src=a>"
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "speed-index")


class Quiet(SimpleHTTPRequestHandler):
    """The bare page's server."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, _ours(folder) as ours, _bare(folder) as bare:
        addresses = {"bare page": bare} | {path: ours + path for path in PATHS}
        seen: dict[str, list[dict[str, float]]] = {name: [] for name in addresses}
        for _ in range(RUNS):
            for name, address in addresses.items():
                seen[name].append(_visit(address))
    print(f"{'':28}{'marks':>7}" + "".join(f"{name:>26}" for name in TIMES))
    for name, visits in seen.items():
        middle = {what: median(visit[what] for visit in visits) for what in visits[0]}
        print(f"{name:28}{middle['marks']:7.2f}" + "".join(f"{middle[t]:26.2f}" for t in TIMES))


def _visit(address: str) -> dict[str, float]:
    command = ("node", TOOL, address, "--quiet", "--output=json", "--no-enable-error-reporting")
    chromium = which("chromium") or which("google-chrome") or ""
    told = subprocess.run(
        [*command, "--only-categories=performance", f"--chrome-flags={FLAGS}"],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        check=True,
    )
    report = json.loads(told.stdout)
    times = {name: report["audits"][name]["numericValue"] / 1000 for name in TIMES}
    return {"marks": report["categories"]["performance"]["score"], **times}


@contextmanager
def _ours(home: str) -> Iterator[str]:
    command = [sys.executable, "-m", "kindward", "serve", "--port", "0", "--no-browser"]
    surroundings = {**os.environ, "KINDWARD_HOME": f"{home}/home"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) as server:
        try:
            assert server.stdout  # noqa: S101 - it was asked for above
            yield server.stdout.readline().split()[-1].rstrip("/")
        finally:
            server.terminate()


@contextmanager
def _bare(folder: str) -> Iterator[str]:
    (Path(folder) / "index.html").write_text(BARE)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


if __name__ == "__main__":
    main()
