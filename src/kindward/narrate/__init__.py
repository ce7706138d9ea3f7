"""Narrate: the lines of practices, spoken beforehand by Kokoro and made into packs.

`wanted` says what a pack has to hold, `takes` keeps what was spoken, `packs` makes the files.
"""
