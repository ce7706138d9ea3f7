"""What a host is told of a record that cannot be used: a sentence, now and then."""

import logging
import time
from typing import Final

AGAIN_S: Final = 600.0

logger: Final = logging.getLogger("kindward")


class Host:
    """Each sentence is said once in ten minutes, however often it is true meanwhile."""

    def __init__(self) -> None:
        self._said_s: dict[str, float] = {}

    def tell(self, sentence: str) -> None:
        """Say it, unless it was said of late. Sentences hold no path and no word of anyone's."""
        now_s = time.monotonic()
        if now_s - self._said_s.get(sentence, -AGAIN_S) >= AGAIN_S:
            self._said_s[sentence] = now_s
            logger.warning(sentence)
