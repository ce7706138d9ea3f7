"""The few numbers that every room shares. Seconds are floats, packets are whole 20 ms steps."""

from typing import Final

PACKET_S: Final = 0.02
"""Seconds in one packet: the frame of Opus (RFC 6716, 2.1.4) and the grid of every plan."""

PACKETS_PER_S: Final = 50

SAMPLE_RATE: Final = 48_000
"""Samples in a second of everything we make: the rate Opus decodes at (RFC 7845, 5.1)."""

LEAST_S: Final = 60
MOST_S: Final = 1800
"""The shortest and the longest sitting that can be asked for, in seconds."""

BELL_S: Final = 8.0
"""How long a bell is given to ring out. The sound room makes it exactly this long."""

Span = tuple[int, int]
"""From a packet up to another, counted from the beginning of a line."""


def packets(seconds: float) -> int:
    """The whole packet nearest to this many seconds."""
    return round(seconds * PACKETS_PER_S)
