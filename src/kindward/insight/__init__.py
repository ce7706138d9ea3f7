"""Honest statistics over a record: what seems to help, what the weeks show, and how sure that is.

`insight.findings.findings(record, today)` is everything, `insight.report.report(findings)` the same
as plain data. What can be said stands here and is light; those two load numpy and scipy, and are
imported when somebody asks, since nothing that serves a page may wait for them.
"""

from kindward.insight.statements import (
    Comparator,
    CrossLag,
    Finding,
    Interval,
    Level,
    Trend,
    Verdict,
    Week,
)

__all__ = ["Comparator", "CrossLag", "Finding", "Interval", "Level", "Trend", "Verdict", "Week"]
