"""The numbers of a record as FHIR R4 (4.0.1): a collection of Observations, for other programs.

One Observation for each slider that was touched, each tap after a sitting and each answer of an
evening; category `survey`, and no subject: whoever hands it over says whose it is. Notes and other
words of a person's own are left out. The codes are ours (docs/record.md): no standard one fits.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID, uuid5

import msgspec

from kindward.journal import CheckIn, Evening, Measure, Record, Sitting

SYSTEM: Final = "urn:kindward:record:1"
"""The code system of everything here."""

CODES: Final = {
    "judging": "How hard I am being on myself, 0 not at all to 100 very",
    "hurt": "How heavy this moment is, 0 light to 100 very heavy",
    "next-step": "How able I feel to do one small thing that matters, 0 not to 100 fully",
    "felt": "After a sitting: steadier, same or stirred up",
    "did": "Did I do a small thing that mattered: no, partly or yes",
    "slips": "Slips on this day, a count",
    "slept": "Hours slept",
}

_MOMENTS: Final = {
    "before": "before a sitting",
    "between": "after a quiet minute, before a sitting",
    "after": "after a sitting",
}
_CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
_UNITS: Final = "http://unitsofmeasure.org"
_IDS: Final = UUID("5f0f8b2e-6c1b-5a0e-9a55-6b696e647764")

MOST_OFFSET: Final = dt.timedelta(hours=14)

Json = dict[str, Any]


def bundle(record: Record) -> bytes:
    """A Bundle as JSON, UTF-8; the same ids for the same record each time."""
    observations = [
        *(each for sitting in record.sittings for each in _of_sitting(sitting)),
        *(each for evening in record.evenings for each in _of_evening(evening)),
    ]
    whole = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in observations],
    }
    if not observations:  # FHIR knows no empty list
        del whole["entry"]
    return msgspec.json.format(msgspec.json.encode(whole), indent=1)


def _of_sitting(sitting: Sitting) -> Iterator[Json]:
    for moment, told in _MOMENTS.items():
        at = _moment(sitting.at, sitting.heard_s if moment == "after" else 0)
        where = f"{told}: {sitting.practice}"
        yield from _of_sliders(sitting.id, moment, at, where, getattr(sitting, moment))
    if sitting.felt:
        where = f"{_MOMENTS['after']}: {sitting.practice}"
        value, ended = _coded(sitting.felt), _moment(sitting.at, sitting.heard_s)
        yield _observation(f"{sitting.id}|felt", "felt", ended, where, value)


def _of_evening(evening: Evening) -> Iterator[Json]:
    day, where = evening.of.isoformat(), "in the evening"
    yield from _of_sliders(evening.id, "feeling", _moment(evening.at), where, evening.feeling)
    values = {
        "did": evening.did and _coded(evening.did),
        "slips": evening.slips is not None and {"valueInteger": evening.slips},
        "slept": evening.slept_h is not None and _hours(evening.slept_h),
    }
    for code, value in values.items():
        if value:
            yield _observation(f"{evening.id}|{code}", code, day, where, value)


def _of_sliders(
    entry: str, moment: str, at: str, where: str, met: CheckIn | None
) -> Iterator[Json]:
    for code, value in zip(Measure, (met or CheckIn()).as_set(), strict=True):
        if value is not None:
            told = {"valueInteger": value}
            yield _observation(f"{entry}|{moment}|{code}", code, at, where, told)


def _moment(at: dt.datetime, after_s: float = 0) -> str:
    """The same instant, or one so long after, as FHIR writes it (R4, dateTime).

    It knows no offset over 14 hours, and none with seconds: such a time is told in UTC.
    """
    offset = at.utcoffset() or dt.timedelta()
    is_known = abs(offset) <= MOST_OFFSET and not offset % dt.timedelta(minutes=1)
    later = at + dt.timedelta(seconds=after_s)
    return (later if is_known else later.astimezone(dt.UTC)).isoformat()


def _observation(name: str, code: str, at: str, where: str, value: Json) -> Json:
    category = {"system": _CATEGORY, "code": "survey", "display": "Survey"}
    return {
        "resourceType": "Observation",
        "id": str(uuid5(_IDS, name)),
        "status": "final",
        "category": [{"coding": [category]}],
        "code": {
            "coding": [{"system": SYSTEM, "code": code, "display": CODES[code]}],
            "text": CODES[code],
        },
        "effectiveDateTime": at,
        "method": {"text": where},
        **value,
    }


def _coded(answer: str) -> Json:
    coding = {"system": SYSTEM, "code": str(answer)}
    return {"valueCodeableConcept": {"coding": [coding], "text": str(answer)}}


def _hours(hours: float) -> Json:
    return {"valueQuantity": {"value": hours, "unit": "h", "system": _UNITS, "code": "h"}}
