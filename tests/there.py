"""What has to be there: a test that misses it fails where it asks for it, by name."""

import re
from typing import TypeVar

T = TypeVar("T")


def there(thing: T | None) -> T:
    """The thing; nothing in its place is a failure."""
    assert thing is not None
    return thing


def group(pattern: "str | re.Pattern[str]", text: str, flags: int = 0) -> str:
    """The group of the first place that this pattern is found at."""
    found = re.search(pattern, text, flags)
    assert found, f"not found: {pattern}"
    return str(found[1])
