"""Every page that a person can come to, and those where a sitting can begin."""

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
    "/settings",
    "/offline",
    "/patterns",
    NOT_THERE,
    "/es/",
    f"/es{PRACTICE}",
    "/es/support",
)
BEGINS = ("/", f"/practices/{GROUNDING}", "/es/embed/hold-gently")
