"""All that a record may mean on a day, as one value: `findings(record, today)`."""

import datetime as dt
from dataclasses import dataclass

from kindward.insight.claim_rules import MOST_SITTINGS
from kindward.insight.claims import claims
from kindward.insight.cross_lagged import cross_lags
from kindward.insight.interim import analyze
from kindward.insight.next_day import NextDay, next_days
from kindward.insight.rating_pairs import rating_pairs
from kindward.insight.statements import CrossLag, Finding, Trend
from kindward.insight.trend import trends
from kindward.journal import Record, Trial
from kindward.trial import design_of, may_be_analyzed, stage
from kindward.trial.analysis import Analysis, analysis_of


@dataclass(frozen=True, slots=True)
class TrialFinding:
    """A trial and its analysis, which is hidden before half of its days are over."""

    look: str
    """Its id in the record."""

    begins: dt.date
    days: int
    half: dt.date
    """From when on an answer may be seen."""

    is_over: bool
    answer: Analysis | None
    """None before half, and where too few evenings were written."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What may be said, in the order it would be told."""

    today: dt.date
    sittings: int
    practices: tuple[Finding, ...]
    """All together first; then each, the most often rated first; then marked favourites."""

    trends: tuple[Trend, ...]
    follows: tuple[CrossLag, ...]
    next_days: tuple[NextDay, ...]
    looks: tuple[TrialFinding, ...]
    """Trials, under the name that they have in a record."""


def findings(record: Record, today: dt.date) -> Findings:
    """What the record may mean, as far as today; days after it are not read.

    The same for the same record in any order; a record of nothing has findings too.
    """
    known = _until(record, today)
    favourites = known.wishes.favourites if known.wishes else ()
    return Findings(
        today=today,
        sittings=len(known.sittings),
        practices=claims(analyze(rating_pairs(known, MOST_SITTINGS)), favourites),
        trends=trends(known, today),
        follows=cross_lags(known, today),
        next_days=next_days(known, today),
        looks=tuple(trial_finding(known, trial, today) for trial in known.trials),
    )


def _until(record: Record, today: dt.date) -> Record:
    """The record without what tells of later days; mostly itself, which nothing is copied for."""
    if not record.entries or record.entries[-1].day <= today:
        return record
    return Record(entry for entry in record.entries if entry.day <= today)


def trial_finding(record: Record, trial: Trial, today: dt.date) -> TrialFinding:
    """What a trial came to as far as today."""
    design = design_of(trial)
    return TrialFinding(
        look=trial.id,
        begins=design.begins,
        days=design.days,
        half=design.first_interim,
        is_over=not stage(trial, today).is_under_way,
        answer=analysis_of(record, trial, today) if may_be_analyzed(trial, today) else None,
    )
