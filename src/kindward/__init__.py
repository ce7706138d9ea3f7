"""Kindward: a practice is a score; it is set in time, given a voice, and spliced to one sound.

Rooms, in the order of the work: `score` (words in a text file), `plan` (words in time),
`voice` (words as clips), `sound` (one unbroken sound). `studio` is the only place that sees
the whole chain; `web` and `cli` are thin edges. docs/design.md draws the house.
"""

__version__ = "0.1.0"
