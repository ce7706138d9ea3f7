"""What is told where not everything could be spoken beforehand."""

from kindward.errors import KindwardError


class NotSpoken(KindwardError):
    """Speaking came to an end before all was spoken; what was is kept."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Some of the sound could not be made: {why}. What is finished is saved. To continue,"
            " you can run the same command again."
        )
