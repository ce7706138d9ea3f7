"""How many threads the libraries of arrays may start: none beside the one that asks.

Our arrays are small. On two cores a second thread took up to twice the processor's time for the
same answer just as late, and a process that forks amid such work waits for it forever (OpenBLAS
ends its threads before a fork). They read the environment once, as they are loaded.
"""

import os
from typing import Final

ONE: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""For the environment of a process."""


def keep_to_one() -> None:
    """In this process, unless its environment says otherwise. Before any array is there."""
    for name, number in ONE.items():
        os.environ.setdefault(name, number)
