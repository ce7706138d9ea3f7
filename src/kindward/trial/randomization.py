"""The random allocation of days to treatments, in permuted blocks. Pure.

Blocks of four days, two of each kind, so that good weeks and bad ones meet both kinds alike
(randomized blocks; Fisher, The Design of Experiments, 1935).
"""

from random import Random
from typing import Final

BLOCK: Final = (True, True, False, False)
"""The days of one block before they are permuted: True is a kind-coach day, False a usual one."""

SEEDS: Final = 2**63
"""A seed is a whole number below this, from 0; the entry of a trial keeps it."""


def randomized(days: int, seed: int) -> tuple[bool, ...]:
    """[days] a kind for each day: each block one of its six orders, all equally likely.

    `days` is a multiple of the block's length. The same seed gives the same days (Mersenne
    Twister), so that anybody can draw them again.
    """
    chance = Random(seed)  # noqa: S311 - an allocation that can be checked, not a secret
    blocks = range(days // len(BLOCK))
    return tuple(kind for _ in blocks for kind in chance.sample(BLOCK, len(BLOCK)))
