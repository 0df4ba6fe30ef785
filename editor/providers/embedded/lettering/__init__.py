"""Letters drawn as shapes, in every script the faces here hold, shaped and broken as the script wants it.

The faces come with the program, so that a bare machine sets the same type as any other.
"""

import skia

from editor.providers.embedded.lettering.blocks import Block, Box, Setting, block
from editor.providers.embedded.lettering.over import overlay
from editor.providers.embedded.lettering.shaping import Manner, one_line
from editor.providers.embedded.lettering.typefaces import BOLD, NAMES, REGULAR, can_set

__all__ = ["BOLD", "NAMES", "REGULAR", "Block", "Box", "Manner", "Setting", "block", "can_set", "outline", "overlay"]


def outline(text: str, size: float, spacing: float = 0.0, face: str = "sans", weight: int = REGULAR) -> skia.Path:
    """`text` as one path on one line, the pen's start at 0 and the baseline at 0.

    `spacing` is set between letters, in parts of `size`; scripts whose letters join go without it.
    """
    path = skia.Path(one_line(text, Manner(face, weight, spacing)))
    path.transform(skia.Matrix.Scale(size, size))
    return path
