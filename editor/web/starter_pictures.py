"""Where the pictures of the starters lie, and how large they are; `manage.py starter_pictures` draws them."""

from typing import Final

from editor.providers import catalogue
from editor.providers.embedded.rules import OWN_MODEL
from editor.providers.embedded.starters import Starter

HEIGHT_PX: Final = 424  # twice the height of a card, for dense screens


def address(starter: Starter) -> str:
    """The path below `static/`."""
    return f"img/starters/{starter.slug}.webp"


def size_px(starter: Starter) -> tuple[int, int]:
    """Width and height in pixels: the ratio as the engine draws it at 1K."""
    width, height = catalogue.model(OWN_MODEL).pixels(starter.aspect_ratio, "1K")
    return round(HEIGHT_PX * width / height), HEIGHT_PX
