"""One name, one thing: what the statistics call something, no other room calls anything else."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "kindward"
ROOMS = ("insight", "guide")


def classes(package: Path) -> dict[str, list[Path]]:
    """Every class by its name, with the files that have one of it."""
    found = defaultdict(list)
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(path.relative_to(package))
    return found


def shared(package: Path, room: str) -> dict[str, list[Path]]:
    """The names of a room's classes that stand for something else, too."""
    return {
        name: paths
        for name, paths in classes(package).items()
        if len(paths) > 1 and any(path.parts[0] == room for path in paths)
    }


@pytest.mark.parametrize("room", ROOMS)
def test_a_class_of_the_statistics_has_a_name_of_its_own(room):
    assert shared(PACKAGE, room) == {}


def test_the_control_a_name_of_two_things_is_seen(tmp_path):
    for room in ("guide", "web"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "moment.py").write_text("class Moment: ...\n")
    assert shared(tmp_path, "guide") == {"Moment": [Path("guide/moment.py"), Path("web/moment.py")]}
