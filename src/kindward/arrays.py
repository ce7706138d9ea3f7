"""The kinds of arrays that rooms hand each other, by name. Shapes stand where each is made."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

Samples = NDArray[np.floating[Any]]
"""Sound of one channel, full scale at 1, as narrow or as wide as an engine gives it."""
