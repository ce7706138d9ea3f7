"""The voice room: words become clips, sound encoded once in frames that are all of one size.

How long a line takes is decided from its letters (`pace`), before any voice has spoken, and every
voice is made to fit. Engines, one file each, and the encoders live in a worker process; importing
this room loads none of them, nor numpy. Clips are kept on a shelf, under the hash of what shaped
them. This room knows words and languages, and no score, plan or practice.
"""

from kindward.voice.failures import VoiceFailed
from kindward.voice.shelf import Shelf
from kindward.voice.silent import SILENT
from kindward.voice.speaker import Speaker
from kindward.voice.voices import UnknownVoice, VoiceInfo, choose, voices

__all__ = [
    "SILENT",
    "Shelf",
    "Speaker",
    "UnknownVoice",
    "VoiceFailed",
    "VoiceInfo",
    "choose",
    "voices",
]
