"""The clock that an open session is held against: it counts the time a computer sleeps.

Nobody can set it, so that a wall clock that jumps closes nothing and keeps nothing open.
"""

import sys
import time

if hasattr(time, "CLOCK_BOOTTIME"):  # Linux, where the monotonic clock stands still in sleep

    def since_start_s() -> float:
        """Seconds from some moment of the past, sleep counted (clock_gettime(2), Linux)."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

elif sys.platform == "darwin":  # where `time.monotonic` stands still, and this clock does not

    def since_start_s() -> float:
        """Seconds from some moment of the past, sleep counted (clock_gettime(3), macOS)."""
        return time.clock_gettime(time.CLOCK_MONOTONIC)

else:  # Windows counts sleep (QueryPerformanceCounter)
    since_start_s = time.monotonic
