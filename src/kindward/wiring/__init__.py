"""Settings become an open house: library, speaker and studio, ready for an edge to use."""

from kindward.wiring.house import House, open_house, require_voice
from kindward.wiring.own import here, narrations, own_feelings, own_folder, own_paths
from kindward.wiring.record import discard_record, forget_heard, keep_home_private, open_record
from kindward.wiring.settings import FEELINGS, NARRATIONS, PATHS, PRACTICES, Settings

__all__ = [
    "FEELINGS",
    "NARRATIONS",
    "PATHS",
    "PRACTICES",
    "House",
    "Settings",
    "discard_record",
    "forget_heard",
    "here",
    "keep_home_private",
    "narrations",
    "open_house",
    "open_record",
    "own_feelings",
    "own_folder",
    "own_paths",
    "require_voice",
]
