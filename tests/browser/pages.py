"""Every page that a person can come to, and those where a sitting can begin."""

import datetime as dt

from kindward.journal import AnyEntry, CheckIn, Did, Evening, Felt, Note, Sitting, evening_day
from kindward.library import GROUNDING

NOT_THERE = "/not-here"
PRACTICE = "/practices/hold-gently"
PAGES = (
    "/",
    PRACTICE,
    f"/practices/{GROUNDING}",
    f"{PRACTICE}/hand",
    f"{PRACTICE}/print?notes=yes",
    "/embed/hold-gently",
    "/support",
    "/long-run",
    "/paths",
    "/paths/gentle-first-week?day=2",
    "/paths/gentle-first-week?day=7",
    "/settings",
    "/offline",
    "/check-in",
    "/quiet?minutes=5",
    "/patterns",
    NOT_THERE,
    "/es/",
    f"/es{PRACTICE}",
    "/es/support",
)
BEGINS = ("/", f"/practices/{GROUNDING}", "/es/embed/hold-gently")

NOW = dt.datetime.now().astimezone().replace(microsecond=0)
KEPT: tuple[AnyEntry, ...] = (
    Sitting(
        id="a-sitting-of-mine",
        at=NOW,
        practice="hold-gently",
        seconds=300,
        language="en",
        before=CheckIn(judging=70, hurt=40),
        after=CheckIn(judging=50, next_step=60),
        felt=Felt.STEADIER,
    ),
    Evening(
        id="an-evening-of-mine",
        at=NOW,
        of=evening_day(NOW),
        did=Did.PARTLY,
        feeling=CheckIn(hurt=30),
    ),
    Note(id="a-note-of-mine", at=NOW, text="Rain on the window, and soup.\n" + "long" * 60),
    *(
        Evening(
            id=f"an-evening-{ago:03}-ago",
            at=NOW - dt.timedelta(days=ago),
            of=evening_day(NOW - dt.timedelta(days=ago)),
            did=(Did.NO, Did.YES)[ago % 3 > 0],
            feeling=CheckIn(
                judging=40 + 37 * ago % 41, hurt=30 + 29 * ago % 37, next_step=30 + 23 * ago % 31
            ),
        )
        for ago in range(40, 110)
    ),
)
OWN_PAGES = (
    "/practices",
    "/journal",
    "/journal/back",
    "/journal/note?id=a-note-of-mine",
    "/journal/offer?mode=new",
    "/journal/wishes",
    "/journal/summary",
    "/journal/leave",
    "/journal/key",
    "/journal/quiet?sitting=a-sitting-of-mine",
    "/journal/afterwards?sitting=a-sitting-of-mine",
    "/journal/paths/gentle-first-week",
    "/long-run/look/new",
    "/long-run/back",
    "/what-helps",
    "/check-in",
    "/es/journal",
    "/es/check-in",
)
"""What is shown to the person whose computer this is, once they have come in."""
