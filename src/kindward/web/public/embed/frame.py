"""The piece of HTML that puts a sitting into somebody else's page. Pure."""

from html import escape
from typing import Final

HEIGHT: Final = 720
"""CSS pixels: the whole player, and the ways out below it, from 320 px of width on."""


def frame(address: str, title: str) -> str:
    """An `iframe` that tells its page's address to nobody and loads when it comes into sight."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}"\n'
        f'  width="100%" height="{HEIGHT}" style="border: 0" loading="lazy"\n'
        f'  referrerpolicy="no-referrer" allow="autoplay; screen-wake-lock"></iframe>'
    )
