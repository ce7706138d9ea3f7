"""Who else may write where one's own things lie: mended where that is ours to do, else refused.

The rules are those that ssh has for its keys (sshd_config, StrictModes): a folder is its owner's or
the administrator's, nobody else may write to it, and nobody else may put another in its place.
"""

import logging
from functools import cache

_LOG = logging.getLogger("kindward")


@cache
def say_once(sentence: str) -> None:
    """Tell it to whoever started this program, once."""
    _LOG.warning(sentence)
