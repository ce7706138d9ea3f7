"""Kokoro-82M, a small neural voice, where a person has added it.

In the order of the work: `phonemes` reads words in the model's `alphabet`, with a `lexicon` of what
it would read wrong; `model` speaks them; `passage` has sentences spoken in one go, and parted again
by `cutting`. `files` knows the files by their hashes, `fetch` gets them, `engine` makes a voice.
Only the worker, and whoever bakes narrations, load numpy and onnxruntime.
"""

from kindward.voice.kokoro.engine import KOKOROS, Kokoro

__all__ = ["KOKOROS", "Kokoro"]
