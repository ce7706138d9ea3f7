"""What was spoken beforehand, brought into other codecs by the worker."""

import numpy as np
import pytest

from kindward.clip import CODECS, OPUS, Clip
from kindward.units import SAMPLE_RATE
from kindward.voice.child import COMMAND, Child
from kindward.voice.encode import decode, encode, encode_varying
from tests.voice.test_encode import speechlike


@pytest.fixture(scope="module")
def worker():
    child = Child(COMMAND)
    yield child
    child.close()


def transcoded(worker, clip, codec, frames):
    head = {"do": "transcode", "codec": codec.name, "frames": frames, "packets": clip.count}
    return worker.ask(head, clip.sizes + clip.frames, 30)


@pytest.mark.parametrize("codec", CODECS.values(), ids=CODECS)
def test_the_worker_brings_a_clip_into_any_codec(worker, codec):
    clip = encode_varying(speechlike(2))
    frames = -(-2 * SAMPLE_RATE // codec.frame_samples)
    answer, made = transcoded(worker, clip, codec, frames)
    assert "failed" not in answer
    assert made == encode(decode(clip), codec, frames).frames


def test_a_clip_in_pcm_is_as_loud_as_it_was(worker):
    clip = encode_varying(speechlike(2))
    _, made = transcoded(worker, clip, CODECS["pcm"], 100)
    heard = np.frombuffer(made, "<i2") / 32768
    assert np.sqrt(np.mean(heard**2)) == pytest.approx(
        float(np.sqrt(np.mean(decode(clip) ** 2))), rel=0.01
    )


def test_a_clip_that_cannot_be_read_is_told_and_the_worker_goes_on(worker):
    answer, made = transcoded(worker, Clip(OPUS, b"\x6b\xff" * 50, b"\x02" * 50), OPUS, 50)
    assert "its saved sound can't be read" in answer["failed"]
    assert not made
    assert "failed" not in transcoded(worker, encode_varying(speechlike(1)), OPUS, 50)[0]
