"""Quotes and apostrophes as a book has them, in the practices that come with Kindward.

Whoever writes one types the signs that are on a keyboard, and a page shows the others. A voice is
given the same words either way (`voice/signs.py`). A file of somebody's own stays as it was typed.
"""

import re
from typing import Final

_TYPED: Final = re.compile(r"(?P<apostrophe>(?<=[^\W_])')|(?P<open>(?<![^\s(])\")|(?P<shut>\")")
_SET: Final = {"apostrophe": "\u2019", "open": "\u201c", "shut": "\u201d"}


def typeset(text: str) -> str:
    """The same words, each typed quote and apostrophe with the sign that it stands for."""
    return _TYPED.sub(lambda found: _SET[found.lastgroup or ""], text)
