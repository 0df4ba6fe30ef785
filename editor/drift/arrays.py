"""The kinds of arrays of this room. Shapes are height x width, coordinates x before y, all in pixels."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""RGB, height x width x 3, display values 0 to 255."""

Mask: TypeAlias = NDArray[np.uint8]
"""Height x width; 255 may change, 0 is to stay."""

Plane: TypeAlias = NDArray[np.float32]
"""Height x width, or height x width x channels, floating point."""

Matrix: TypeAlias = NDArray[np.float64]
"""2 x 3: where a point (x, y, 1) of one frame lies in the other."""
