"""What is worked out small and laid over the picture large."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded.arrays import Plane


@dataclass(frozen=True, slots=True)
class Layer:
    """A soft plane over the whole frame, `width` x `height` pixels, read a few rows at a time."""

    plane: Plane
    width: int
    height: int

    def rows(self, top: int, bottom: int) -> Plane:
        """Rows `top`..`bottom` at the picture's size."""
        known_y, known_x = self.plane.shape[:2]
        if (known_y, known_x) == (self.height, self.width):
            return self.plane[top:bottom]
        down = (np.arange(top, bottom) + 0.5) * known_y / self.height - 0.5
        across = ((np.arange(self.width) + 0.5) * known_x / self.width - 0.5).astype(np.float32)
        first, last = max(0, int(down[0]) - 2), min(known_y, int(down[-1]) + 4)
        x, y = np.meshgrid(across, (down - first).astype(np.float32))
        piece = np.ascontiguousarray(self.plane[first:last])
        return np.asarray(cv2.remap(piece, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
