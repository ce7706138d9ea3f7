"""What somebody does in the chapters of `test_life`, at the page or through the same doors."""

import re
from pathlib import Path
from random import Random

from playwright.sync_api import expect

from kindward.journal import Record
from tests.browser.life import Person, practice_of, sitting_of
from tests.store.server import Server

HEAVY = "How heavy is this moment for me?"


def at_the_page(me: Person, way: str, hurt: int) -> None:
    """A quiet minute if it comes first, the practice, a tap, and how it is afterwards."""
    me.page.goto(way.replace("&begin=yes", ""))
    is_quiet = "/journal/quiet" in way
    if is_quiet:
        expect(me.page.get_by_role("heading", level=1)).to_have_text("A quiet minute first")
        me.slides(HEAVY, hurt - 3)
        me.page.get_by_role("button", name="Go on to the practice").click()
    me.sits("Steadier", begun=is_quiet)
    me.page.get_by_role("link", name="Say a little more").click()
    me.slides(HEAVY, hurt - 12)
    me.page.get_by_role("button", name="Save").click()
    expect(me.page.get_by_role("heading", level=1)).to_have_text("Today")


def through_the_doors(me: Person, way: str, hurt: int) -> None:
    """The same, as quickly as the forms are sent."""
    sitting = sitting_of(way)
    if "/journal/quiet" in way:
        way = me.sends("/journal/between", sitting=sitting, hurt=f"{hurt - 3}")
    finished(me, sitting, practice_of(way))
    felt = "steadier" if hurt % 3 else "same"
    me.sends("/journal/after", sitting=sitting, felt=felt, hurt=f"{hurt - 9}")


def finished(me: Person, sitting: str, practice: str, **more: str) -> None:
    """What the page of a sitting tells at its end."""
    me.tells(
        {
            "entry": "sitting", "id": sitting, "at": me.life.now.isoformat(), "seconds": 60,
            "practice": practice, "language": "en", "outcome": "finished", "heard_s": 60, **more,
        }
    )  # fmt: skip


def plan_a_trial(me: Person) -> None:
    """In about two minutes; nothing is kept before all of it was seen."""
    me.page.goto("/long-run/look/new")
    me.page.get_by_label("Something you would like to move toward").fill("The first chapter")
    me.page.get_by_label("A small thing for each day").fill("Ten minutes and a pen")
    me.page.get_by_label("What would change your mind?").fill(
        "Three quiet weeks with pages in them"
    )
    me.page.get_by_label("There will be no difference to see").check()
    me.page.get_by_role("button", name="Show me the whole plan").click()
    expect(me.page.get_by_role("heading", level=1)).to_have_text("The whole plan")
    assert me.life.record().trials == ()
    me.page.get_by_role("button", name="Save this plan").click()
    expect(me.page.get_by_role("heading", level=1)).to_have_text("Your experiment is planned")
    assert "kind-coach day" not in me.page.locator("h1").inner_text()


def kind_of_day(number: int, is_kind: bool) -> dict[str, str]:  # noqa: FBT001
    """A life in which kindness helps a great deal, with days that differ as days do."""
    chance = Random(number)  # noqa: S311 - days, not secrets
    done = chance.random() < (0.9 if is_kind else 0.3)
    able = chance.randrange(45, 60) + (15 if is_kind else 0)
    return {"did": "yes" if done else "no", "next_step": f"{able}", "hurt": "40", "judging": "40"}


def a_day_at_the_page(me: Person, heading: str, told: dict[str, str], *, may_see: bool) -> None:
    """The kind of day is told in the morning; what the days say, not before half of them."""
    me.page.goto("/long-run/look/result")
    if not may_see:
        assert me.page.url.endswith("/long-run/look")
    me.page.goto("/long-run/look")
    expect(me.page.get_by_role("heading", level=1)).to_have_text(heading)
    assert me.page.get_by_role("link", name="See the result").count() == may_see
    evening = me.page.get_by_role("region", name="This evening")
    evening.get_by_label({"yes": "Yes", "no": "Not today"}[told["did"]], exact=True).check()
    me.slides("How able do I feel", int(told["next_step"]))
    evening.get_by_role("button", name="Save").click()
    expect(evening.get_by_text("Saved.")).to_be_visible()


def exported(me: Person, folder: Path) -> Path:
    me.page.goto("/journal/leave")
    with me.page.expect_download() as saved:
        me.page.get_by_role("link", name="Download the file").click()
    assert saved.value.suggested_filename == f"kindward-{me.life.now:%Y-%m-%d}.zip"
    saved.value.save_as(folder / "mine.zip")
    return folder / "mine.zip"


def erase_all(me: Person) -> None:
    me.page.get_by_label("Type “erase” to erase all of it").fill("erase")
    me.page.get_by_role("button", name="Erase everything").click()
    expect(me.page.get_by_role("heading", level=1)).to_have_text("Erased")


def bring_back(me: Person, file: Path, entries: int) -> None:
    me.page.goto("/journal/leave")
    me.page.get_by_label("The file you downloaded, or the record.json in it").set_input_files(file)
    me.page.get_by_role("button", name="Show what is in it").click()
    expect(me.page.get_by_text(f"{entries} entries are new and would be added.")).to_be_visible()
    assert me.life.record() == Record()
    me.page.get_by_role("button", name="Add what is new").click()
    expect(me.page.get_by_role("heading", level=1)).to_have_text("Today")


def found(me: Person, database: Server | None, sought: bytes) -> bool:
    """Whether these bytes stand in any file at home, or in any row of the database."""
    files = [file for file in me.life.home.rglob("*") if file.is_file()]
    assert files
    stored = [file.read_bytes() for file in files]
    if database:
        tables = database.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").split()
        assert tables
        for table in tables:
            rows = database.sql(f"SELECT * FROM {table}")  # noqa: S608 - a name of our own
            stored += [rows.encode(), bytes.fromhex("".join(re.findall(r"\\x([0-9a-f]+)", rows)))]
    return any(sought in content for content in stored)
