"""The voice room: words become clips, each made to fit a length that is known before.

What is said for what is written is the same for every voice (`spoken`). How long it takes is
decided from those words (`pace`), before any voice has spoken, and every voice is made to fit.
What was spoken beforehand has its own length and sound, and needs neither engine nor worker.
Engines, one file each, and the encoders live in a worker process; importing this room loads none
of them, nor numpy. Clips are kept on a shelf, under the hash of what shaped them. This room knows
words and languages, and no score, plan or practice.
"""

from kindward.voice.failures import VoiceFailed
from kindward.voice.info import VoiceInfo, first_with, lacking, narrated_sizes
from kindward.voice.shelf import Shelf
from kindward.voice.silent import SILENT
from kindward.voice.speaker import Speaker
from kindward.voice.turn import Haste
from kindward.voice.voices import SHIPPED_FOLDER, UnknownVoice, choose, said, unsaid, voices

__all__ = [
    "SHIPPED_FOLDER",
    "SILENT",
    "Haste",
    "Shelf",
    "Speaker",
    "UnknownVoice",
    "VoiceFailed",
    "VoiceInfo",
    "choose",
    "first_with",
    "lacking",
    "narrated_sizes",
    "said",
    "unsaid",
    "voices",
]
