"""The checkers that others wrote, and what to do where they are not here. See package.json."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
LIGHTHOUSE = MODULES / "lighthouse" / "cli" / "index.js"
LONGEST_S = 300
ATTEMPTS = 3
"""Lighthouse ends without a report where a busy machine keeps it waiting: that is asked again."""


@cache
def axe() -> str:
    """The source of axe-core."""
    _need(AXE)
    return AXE.read_text()


def vnu(files: Sequence[Path]) -> list[dict[str, Any]]:
    """What the Nu HTML Checker says of pages, style sheets and drawings."""
    _need(VNU)
    if shutil.which("java") is None:
        pytest.skip("Java for the Nu HTML Checker (apt install default-jre-headless)")
    wishes = ("--format", "json", "--exit-zero-always", "--also-check-css", "--also-check-svg")
    told = _run(["java", "-Xss2m", "-jar", VNU, *wishes, *files])
    return json.loads(told.stderr)["messages"]


def lighthouse(
    url: str, chromium: str, flags: Sequence[str], categories: Sequence[str], audits: Sequence[str]
) -> dict[str, Any]:
    """One report of Lighthouse as a phone on these alone, without a word to anyone about it."""
    _need(LIGHTHOUSE)
    wishes = (
        "--quiet", "--output=json", "--no-enable-error-reporting", "--disable-full-page-screenshot",
        f"--only-categories={','.join(categories)}", f"--only-audits={','.join(audits)}",
        f"--chrome-flags=--headless=new {' '.join(flags)}",
    )  # fmt: skip
    for left in reversed(range(ATTEMPTS)):
        try:
            told = _run(["node", LIGHTHOUSE, url, *wishes], CHROME_PATH=chromium)
            break
        except subprocess.CalledProcessError as failed:
            failed.add_note(failed.stderr)
            if not left:
                raise
    return json.loads(told.stdout)


def _need(file: Path) -> None:
    if shutil.which("node") is None or not file.exists():
        pytest.skip(f"{file.stem} (apt install nodejs npm; npm ci --prefix tests/browser)")


def _run(command: Sequence[str | Path], **more: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, **more}
    return subprocess.run(
        command, env=surroundings, capture_output=True, text=True, timeout=LONGEST_S, check=True
    )
