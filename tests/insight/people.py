"""People made up for tests of insight: rows and records with an effect that is known."""

import datetime as dt

import numpy as np
from scipy import stats

from kindward.insight.rating_pairs import NONE, RatingPairs, rating_pairs
from kindward.journal import CheckIn, Evening, Record, Sitting
from kindward.journal.ratings import turned

FIRST = dt.datetime(2027, 1, 4, 20, tzinfo=dt.UTC)


def sittings(  # noqa: PLR0913 - each is one thing that a test sets by its name
    seed: int,
    count: int,
    *,
    practices: int = 3,
    pause: float = 4.0,
    relief: float = 6.0,
    quiet: float = 0.4,
) -> list[Sitting]:
    """One a day, each rated before and after, some with a quiet minute; noise of SD 8 a slider."""
    chance = np.random.default_rng(seed)
    found = []
    for number in range(count):
        level = 50 + chance.normal(0, 12)
        first = chance.random() < quiet
        found.append(
            Sitting(
                id=f"sitting-{number:05}",
                at=FIRST + dt.timedelta(days=number),
                practice=f"practice-{chance.integers(practices)}",
                seconds=300,
                language="en",
                before=_check_in(level, chance),
                quiet_minute=bool(first),
                between=_check_in(level - pause, chance) if first else None,
                after=_check_in(level - pause - relief, chance),
            )
        )
    return found


def rated(seed: int, count: int, practices: int = 3, relief: float = 6.0) -> RatingPairs:
    """The rows of one such person."""
    return rating_pairs(Record(sittings(seed, count, practices=practices, relief=relief)))


def evenings(seed: int, days: int, slope: float = 0.0, share: float = 0.8) -> list[Evening]:
    """Evenings with a slope for a week, the same for judging and hurt, the other way for able."""
    chance = np.random.default_rng(seed)
    return [
        Evening(
            id=f"evening-{day:05}",
            at=FIRST + dt.timedelta(days=day),
            of=(FIRST + dt.timedelta(days=day)).date(),
            feeling=_check_in(50 + slope * (day - days / 2) / 7, chance),
        )
        for day in range(days)
        if chance.random() < share
    ]


def _check_in(level: float, chance: np.random.Generator) -> CheckIn:
    judging, hurt, stuck = (
        int(np.clip(round(level + chance.normal(0, 8)), 1, 99)) for _ in range(3)
    )
    return CheckIn(judging=judging, hurt=hurt, next_step=turned(stuck))


def dense(rows: RatingPairs) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Columns, relief and the errors' covariance (for a noise of 1), written down row by row."""
    sits = rows.practice != NONE
    begin: dict[int, np.ndarray] = {}
    for sitting, rating, late in zip(rows.sitting, rows.begin, rows.late, strict=True):
        if not late:
            begin.setdefault(sitting, rating)
    known = np.array(list(begin.values()))
    usual = (100 + np.nansum(known, 0)) / (2 + (~np.isnan(known)).sum(0))
    x, y, sd = [], [], []
    for i in range(len(sits)):
        told = ~np.isnan(rows.end[i])
        b, e = rows.begin[i][told], rows.end[i][told]
        room = np.mean(stats.norm.cdf(b / 12) * stats.norm.cdf((100 - b) / 12))
        away = np.mean(b - usual[told])
        rested = sits[i] and not rows.late[i] and (~sits & (rows.sitting == rows.sitting[i])).any()
        own = np.arange(len(rows.practices)) == rows.practice[i]
        moved = np.array([1, rows.late[i], rested, sits[i], sits[i], *own])
        x.append([away, away * sits[i], *(room * moved)])
        y.append(np.mean(b - e))
        sd.append(np.sqrt((1 + 0.31 * (3 / told.sum() - 1)) * (1 if sits[i] else 0.55)))
    noise = np.outer(sd, sd) * np.where(rows.sitting[:, None] == rows.sitting, 0.35, 0.0)
    noise[range(len(sd)), range(len(sd))] = np.square(sd)
    return np.array(x, float), np.array(y), noise
