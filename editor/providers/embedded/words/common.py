"""What every family understands: light, framing, text over the picture, restyles, grain and vignette."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.vocabulary import Change, Step

LIGHT: dict[str, Value] = {
    "light.side": "left", "light.soft": 0.7, "light.warmth": 0.0, "light.level": 0.0, "light.window": False,
}  # fmt: skip
FRAME: dict[str, Value] = {"frame.x": 0.0, "frame.y": 0.0, "frame.zoom": 1.0}

# What is done to a finished picture, whatever it shows (see `after`). An empty colour is chosen to fit.
AFTER: dict[str, Value] = {
    "text.words": "", "text.sub": "", "text.place": "top", "text.colour": "", "text.size": 1.0, "text.face": "sans",
    "style.name": "", "style.ink": "", "style.paper": "", "finish.grain": 0.0, "finish.vignette": 0.0,
    "finish.saturation": 0.0, "finish.contrast": 0.0,
}  # fmt: skip

# Styles that a family draws by itself; any other is made from the finished picture.
NATIVE_STYLES: dict[str, tuple[str, ...]] = {"portrait": ("popart", "flat", "line", "duotone")}

GROUND = "ground."  # fields of what an object stands on

A_BIT = r"(?:(?:a (?:bit|little|touch)|slightly|much|somewhat|even) )?"
IT = (
    r"(?:(?:it|them|everything|the (?:bottle|flask|jar|can|tin|mug|cup|glass|tumbler|candle|vase|lamp|tube|bowl|carton|box|"
    r"book|phone|speaker|product|object|subject)) )?"
)
COPY = r"(?:a |the |some )?(?:headline|title|text|copy|type|logo)"
FOR_COPY = rf"(?: for {COPY})?"
LAMP = r"(?:light(?:ing)?|tones?|sun(?:light|shine)?|glow|atmosphere|feel)"

WHOLE = r"(?:it|this|everything|the (?:light|whole (?:thing|picture|image|photo|scene)|thing|picture|image|photo|scene))(?: all)?"

LIGHT_ROWS: tuple[tuple[str, dict[str, Change]], ...] = (
    (rf"{A_BIT}warmer(?: {LAMP})?|warm up(?: the {LAMP})?|warm {WHOLE} up", {"light.warmth": Step(0.45, -1, 1)}),
    (
        rf"{A_BIT}(?:cooler|colder)(?: {LAMP})?|cool down(?: the {LAMP})?|cool {WHOLE} down",
        {"light.warmth": Step(-0.45, -1, 1)},
    ),
    (rf"warm {LAMP}|{LAMP} warm", {"light.warmth": 0.5}),
    (rf"(?:cool|cold) {LAMP}|{LAMP} cool", {"light.warmth": -0.5}),
    (
        rf"(?:more|higher) exposure|brighten (?:up )?the (?:light(?:ing)?|picture|photo|image|scene|whole thing)|{A_BIT}brighter(?: {LAMP})?|one stop up|brighten|(?:increase|more|raise|boost|lift)(?: the)? (?:brightness|exposure)",
        {"light.level": Step(0.4, -2, 2)},
    ),
    (
        rf"(?:less|lower) exposure|less bright|dim(?: the)? (?:light(?:ing)?|lights)|darken the (?:light(?:ing)?|picture|photo|image|scene|whole thing)|{A_BIT}(?:darker|dimmer|lower) {LAMP}|(?:one|a) stop (?:down|darker)|darken|(?:decrease|less|reduce|lower|drop)(?: the)? (?:brightness|exposure)",
        {"light.level": Step(-0.5, -2, 2)},
    ),
)

# A colour that was never named is that of another field, or the one that the scene takes by itself.
FOLLOWS: dict[str, str] = {
    "cap.colour": "body.colour", "eyes.colour": "background.colour", "earrings.colour": "rays.colour",
}  # fmt: skip
UNNAMED: dict[str, str] = {
    "lips.colour": "#e6194b", "word.colour": "#e6194b", "label.ink": "#1d2a26", "text.colour": "#ffffff",
    "sky.tint": "#7fa3c8", "moon.tint": "#efe8d6", "mountains.tint": "#6f7a80", "sand.tint": "#c79f70",
    "grass.tint": "#67823a", "trees.tint": "#4f7234", "water.tint": "#2c6a80", "city.tint": "#e8b060",
}  # fmt: skip

# What "too busy" asks for, and how that was read.
CALMER: dict[str, tuple[dict[str, Change], str]] = {
    "product": ({"light.window": False}, "read as: no window light on the backdrop"),
    "landscape": (
        {"trees.amount": Step(-0.5, 0, 2), "clouds.amount": Step(-0.6, 0, 2)}, "read as: fewer trees and clouds"
    ),
    "portrait": ({"rays.on": False}, "read as: a plain background"),
    "photo": ({"background.blur": Step(0.6, 0, 1)}, "read as: a blurred background"),
}  # fmt: skip
