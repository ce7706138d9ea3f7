"""The sections of a sitting as chapters for a player of podcasts (JSON Chapters 1.2, 2021)."""

import json
from itertools import groupby

from kindward.plan import Plan


def chapters(plan: Plan, title: str) -> str:
    """The file for a plan: where each section begins, in seconds, and what it is called."""
    told = {"version": "1.2.0", "title": title, "podcastName": "Kindward", "chapters": _all(plan)}
    return json.dumps(told, ensure_ascii=False)


def _all(plan: Plan) -> list[dict[str, object]]:
    sections = groupby(plan.cues, key=lambda cue: cue.section)
    return [{"startTime": next(cues).start_s, "title": title} for title, cues in sections]
