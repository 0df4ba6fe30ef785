"""Colours between colours: the shadow, the light and the mixture of a paint."""

from editor.providers.embedded import colours
from editor.providers.embedded.colours import mixed

WHITE = "#ffffff"


def shadowed(colour: str, depth: float = 1.0) -> str:
    """A paint out of the light: darker, and a little towards plum, as shadows are painted."""
    red, green, blue = colours.rgb(colour)
    darker = (red * (1 - 0.24 * depth), green * (1 - 0.34 * depth), blue * (1 - 0.22 * depth))
    dark = colours.to_hex(darker)
    return dark if colours.luminance(colour) > 0.02 else mixed(colour, "#000000", 0.5 * depth)


def lit(colour: str, strength: float = 1.0) -> str:
    """A paint in the light: towards a warm white, so that black hair shines too."""
    return mixed(colour, "#fff4e2", 0.26 * strength)


def darkness(colour: str) -> float:
    """How dark a paint looks, 0 (white) to 1 (black)."""
    return float(1 - colours.luminance(colour) ** 0.42)


def readable(on: str, *choices: str) -> str:
    """The choice that stands out most from `on`."""
    ground = darkness(on)
    return max(choices, key=lambda choice: abs(darkness(choice) - ground))
