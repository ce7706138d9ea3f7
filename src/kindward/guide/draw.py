"""The draw itself: anyone with Python can do it again from what an offer says of itself.

`random.Random(seed)` is the Mersenne Twister, whose `random()` Python keeps the same in every
version (Python manual, random: Notes on Reproducibility). The first number picks the practice,
going through the options as they stand; the second decides on the quiet minute.
"""

from collections.abc import Iterable
from itertools import accumulate
from random import Random

from kindward.journal import Offer, Option


def draw(options: Iterable[Option], seed: int) -> str:
    """The practice that this seed picks. Raises ValueError where no option has a probability."""
    possible = [option for option in options if option.probability > 0]
    if not possible:
        raise ValueError("an offer draws from at least one practice")
    ends = list(accumulate(option.probability for option in possible))
    mark = Random(seed).random() * ends[-1]  # noqa: S311 - a draw to be repeated, not a secret
    found = (option for option, end in zip(possible, ends, strict=True) if mark < end)
    return next(found, possible[-1]).practice


def drawn_practice(offer: Offer) -> str:
    """The practice that the offer's own probabilities and seed pick."""
    return draw(offer.options, offer.seed)


def quiet_minute_drawn(offer: Offer) -> bool:
    """Whether a quiet minute comes first, by the offer's own probability and seed."""
    chance = Random(offer.seed)  # noqa: S311 - as above
    chance.random()
    return chance.random() < offer.quiet_minute
