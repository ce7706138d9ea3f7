"""The house as it is drawn in docs/design.md, held against the imports of every file."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "kindward"
ROW = re.compile(r"^\| `(?P<room>\w+)` \|[^|]*\|.*\| (?P<doors>[^|]+) \|$", re.MULTILINE)


def drawn():
    """Room by room, the rooms that the drawing lets it import."""
    rows = {m["room"]: m["doors"] for m in ROW.finditer((ROOT / "docs/design.md").read_text())}
    return {
        room: set(rows) - {room, *re.findall(r"`([\w.]+)`", doors)}
        if doors.startswith("all but")
        else set(re.findall(r"`([\w.]+)`", doors))
        for room, doors in rows.items()
    }


def room_of(module):
    return module.removeprefix("kindward.").partition(".")[0]


def imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


FILES = [p for p in sorted(PACKAGE.rglob("*.py")) if p.parent != PACKAGE or p.stem[0] != "_"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_imports_only_through_its_rooms_doors(path):
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    doors = drawn()[room] | {room}
    for module in imports(path):
        if module.startswith("kindward.") and not room_of(module).startswith("__"):
            allowed = room_of(module) in doors or any(
                module.startswith(f"kindward.{door}") for door in doors
            )
            assert allowed, f"{room} may not import {module}"


def test_the_drawing_names_every_room_and_no_other():
    rooms = {p.stem for p in PACKAGE.iterdir() if p.suffix == ".py" or p.is_dir()}
    assert set(drawn()) == {room for room in rooms if not room.startswith("_")}


@pytest.mark.parametrize("room", ["score", "plan", "sound", "voice", "studio", "trial", "wiring"])
def test_the_rooms_that_serve_load_no_sound_library_and_no_engine(room):
    heavy = "{'numpy', 'av', 'espeakng_loader', 'starlette', 'pyttsx3'}"
    code = f"import kindward.{room}, sys; print(*sorted({heavy} & set(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []
