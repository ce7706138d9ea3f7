"""What is told where not everything could be spoken beforehand."""

from kindward.errors import KindwardError


class NotSpoken(KindwardError):
    """Speaking came to an end before all was spoken; what was is kept."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Not everything could be spoken: {why}. What was is kept, so you can go on from here."
        )
