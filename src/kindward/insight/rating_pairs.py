"""Relief as data: one row for each pair of ratings, before and after a practice or a pause.

Relief is in slider points, 0..100: how much lighter the later rating is than the earlier one, as
the mean over the sliders that were touched in both. A slider that was left alone is no number
here. The mean of sliders serves the models, which need its calm; it is never shown to anyone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan, nan
from typing import Final

import numpy as np

from kindward.arrays import Flags, Floats, Ints
from kindward.journal import CheckIn, Felt, Record, Sitting

_Sliders = tuple[float, ...]

NONE: Final = -1


@dataclass(frozen=True, slots=True)
class RatingPairs:
    """Pairs of ratings by the order of their sittings, an array each; `n` rows."""

    practices: tuple[str, ...]
    """Names, sorted; what `practice` counts in."""

    sitting: Ints
    """[n] which sitting it belongs to, from 0, the oldest first."""

    practice: Ints
    """[n] number of the practice, or NONE for a quiet minute alone."""

    late: Flags
    """[n] whether it begins only after the quiet minute, for want of an earlier rating."""

    begin: Floats
    """[n, 3] the earlier rating, so that higher is harder; NaN for what is not in both."""

    end: Floats
    """[n, 3] the later one."""

    sat_with: Ints
    """[sittings] number of the practice of each."""

    silent: Flags
    """[sittings] whether its relief is missing: it began with a rating and ended without one, nor
    any kinder tap."""

    stirred: Flags
    """[sittings] whether the tap afterwards said so."""

    @property
    def sittings(self) -> int:
        """How many there are, rated or not."""
        return len(self.sat_with)

    @property
    def quiet_minutes(self) -> int:
        """How many quiet minutes were rated before and after."""
        return int((self.practice == NONE).sum())

    @property
    def times(self) -> Ints:
        """[practices] how often each was rated before and after."""
        rated = self.practice[self.practice != NONE]
        times: Ints = np.bincount(rated, minlength=len(self.practices))
        return times

    @property
    def sliders(self) -> Ints:
        """[n] in how many sliders each row is rated, 1 to 3."""
        sliders: Ints = (~np.isnan(self.end)).sum(1)
        return sliders

    @property
    def relief(self) -> Floats:
        """[n] how much lighter: positive is lighter."""
        mean: Floats = np.nansum(self.begin - self.end, 1) / self.sliders
        return mean

    def between(self, first: int, end: int) -> "RatingPairs":
        """The rows of the sittings from one number up to another, counted anew."""
        here = (first <= self.sitting) & (self.sitting < end)
        return RatingPairs(
            self.practices,
            self.sitting[here] - first,
            self.practice[here],
            self.late[here],
            self.begin[here],
            self.end[here],
            self.sat_with[first:end],
            self.silent[first:end],
            self.stirred[first:end],
        )

    def first(self, sittings: int) -> "RatingPairs":
        """The rows of the oldest sittings."""
        return self.between(0, max(0, sittings))

    def last(self, sittings: int) -> "RatingPairs":
        """The rows of the latest sittings."""
        return self.between(max(0, self.sittings - sittings), self.sittings)

    def imputed(self, relief: float) -> "RatingPairs":
        """The rows as if every silent sitting had ended with this relief, on all sliders."""
        numbers = np.flatnonzero(self.silent)
        begin = np.full((len(numbers), 3), np.nanmean(self.begin) if len(self.begin) else 50.0)
        sitting = np.concatenate((self.sitting, numbers))
        practice = np.concatenate((self.practice, self.sat_with[numbers]))
        order = np.lexsort((practice != NONE, sitting))
        return RatingPairs(
            self.practices,
            sitting[order],
            practice[order],
            np.concatenate((self.late, np.zeros(len(numbers), bool)))[order],
            np.concatenate((self.begin, begin))[order],
            np.concatenate((self.end, begin - relief))[order],
            self.sat_with,
            np.zeros_like(self.silent),
            self.stirred,
        )


def rating_pairs(record: Record, most: int | None = None) -> RatingPairs:
    """The rows of all sittings of a record, or of so many of the latest."""
    names = tuple(sorted({sitting.practice for sitting in record.sittings}))
    sittings = record.sittings if most is None else record.sittings[-most:]
    found = [
        (number, *row)
        for number, sitting in enumerate(sittings)
        for row in _rows(sitting, names.index(sitting.practice))
    ]
    rated = {number for number, practice, *_ in found if practice != NONE}
    return RatingPairs(
        practices=names,
        sitting=np.array([row[0] for row in found], int),
        practice=np.array([row[1] for row in found], int),
        late=np.array([row[2] for row in found], bool),
        begin=np.array([row[3] for row in found], float).reshape(-1, 3),
        end=np.array([row[4] for row in found], float).reshape(-1, 3),
        sat_with=np.array([names.index(sitting.practice) for sitting in sittings], int),
        silent=np.array(
            [
                number not in rated and _is_silent(sitting)
                for number, sitting in enumerate(sittings)
            ],
            bool,
        ),
        stirred=np.array([sitting.felt is Felt.STIRRED for sitting in sittings], bool),
    )


def _is_silent(sitting: Sitting) -> bool:
    """Whether it began with a rating, and no tap said that it was no harder afterwards."""
    began = any(one and not one.is_empty() for one in (sitting.before, sitting.between))
    return began and sitting.felt in {None, Felt.STIRRED}


def _rows(sitting: Sitting, practice: int) -> Iterable[tuple[int, bool, _Sliders, _Sliders]]:
    """The quiet minute of a sitting, then its practice; those of them that were rated."""
    before, between, after = map(_heavy, (sitting.before, sitting.between, sitting.after))
    if rated := _cut(before, between):
        yield NONE, False, *rated
    if rated := _cut(before, after):
        yield practice, False, *rated
    elif rated := _cut(between, after):
        yield practice, True, *rated


def _heavy(check_in: CheckIn | None) -> _Sliders | None:
    """The three, each turned so that higher is harder; NaN for one that was left alone."""
    if check_in is None:
        return None
    judging, hurt, stuck = check_in.heaviness()
    return (
        nan if judging is None else float(judging),
        nan if hurt is None else float(hurt),
        nan if stuck is None else float(stuck),
    )


def _cut(left: _Sliders | None, right: _Sliders | None) -> tuple[_Sliders, _Sliders] | None:
    """Both, as far as sliders are in both; None where there is no such slider."""
    if left is None or right is None:
        return None
    both = [not isnan(was + now) for was, now in zip(left, right, strict=True)]
    if not any(both):
        return None
    if all(both):
        return left, right
    return (
        tuple(was if here else nan for was, here in zip(left, both, strict=True)),
        tuple(now if here else nan for now, here in zip(right, both, strict=True)),
    )
