"""Narrate: the lines of practices spoken beforehand by Kokoro, and made into packs.

`wanted` says what a pack has to hold, `baking` speaks it (its takes kept), `packing` makes the pack.
"""
