"""The kinds of array that pictures are made of."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

# Light, display values, masks, coordinates: float32 in practice, whatever width an expression widens to.
Plane: TypeAlias = NDArray[np.floating[Any]]

# 8-bit RGB, rows x columns x 3.
Picture: TypeAlias = NDArray[np.uint8]
