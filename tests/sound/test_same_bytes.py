"""One sitting in every form, by the hash of its file: made faster, it has to stay the same file.

Who keeps a sitting knows it by a tag that its recipe makes. Where these bytes change, so must
`studio.EDITION`, and what a browser weaves by itself (`web/public/narrations/webm.js`).
"""

from hashlib import sha256

import pytest

from kindward.clip import OPUS, Clip
from kindward.plan.model import Kind
from tests.narration.packs import line
from tests.sound.tones import FORMS, Form, marked_in, plan_of, silent_in

SILENCES = (1, 5, 6, 7, 49, 50, 51, 249, 499, 500, 501, 1499, 2000)
LINES = (1, 2, 6, 7, 12, 13, 49, 50, 51, 180, 300, 601, 1100)

WHOLE = {
    "opus": "a9c131e42745a7b6cf49407534adf36b",
    "webm": "7400af4880abd7e0fe924ebc63344148",
    "mp4": "ec233283ab65b87072099f763a008c8c",
    "mp3": "a435a3cb5601a84ea7f404ae6cc8929c",
    "wav": "900b5b78b0d3abc3d3c9fe0667024b53",
    "opus, of many sizes": "5147ec8f8d1f4b992c0379cabe51cb58",
    "webm, of many sizes": "5153acb65619d598bf333fecceda0a4d",
    "mp4, of many sizes": "6770d4119bf5feaac99828943a3ff9e5",
}

LOST = {
    "opus, of many sizes": "3aa85194e4518dfe22a8982159c322fb",
    "webm, of many sizes": "5db084325b329805da0df64a19119fb5",
    "mp4, of many sizes": "4fe0dd1f62a5b165f2fa611517e4a077",
}
"""The same, where what was spoken beforehand can be read no longer."""


def clip_of(form: Form):
    """Lines of many sizes, where the form has them; one is cut, one is too short for its slot."""
    if not form.is_varying:
        return marked_in(form.codec)

    def clip(cue):
        if cue.kind is Kind.BELL:
            return marked_in(OPUS)(cue)
        spoken = line(cue.text, (cue.length + cue.start % 3 - 1) / 50)
        return Clip(OPUS, spoken.frames, spoken.sizes)

    return clip


def hash_of(form, clip=None):
    between = zip(SILENCES, LINES, strict=True)
    parts = [each for s, n in between for each in ((Kind.SILENCE, s), (Kind.LINE, n))]
    plan = plan_of((Kind.BELL, 400), *parts, (Kind.LINE, 90), (Kind.SILENCE, 750))
    content = b"".join(form.woven(plan, clip_of(form), clip).read())
    return sha256(content).hexdigest()[:32]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_sitting_is_the_very_file_that_it_was(form):
    assert hash_of(form) == WHOLE[str(form)]


@pytest.mark.parametrize("form", [form for form in FORMS if form.is_varying], ids=str)
def test_so_is_one_whose_lines_are_lost(form):
    assert hash_of(form, silent_in(OPUS)) == LOST[str(form)]
