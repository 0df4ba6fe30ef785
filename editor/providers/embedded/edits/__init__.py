"""Edits of photographs, always made anew from the photograph as it was uploaded, in one fixed order."""

from editor.providers.embedded.edits.table import Marked
from editor.providers.embedded.edits.upload import decode
from editor.providers.embedded.edits.workshop import Edited, render

__all__ = ["Edited", "Marked", "decode", "render"]
