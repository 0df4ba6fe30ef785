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
}  # fmt: skip

# Styles that a family draws by itself; any other is made from the finished picture.
NATIVE_STYLES: dict[str, tuple[str, ...]] = {"portrait": ("popart", "flat", "line", "duotone")}

A_BIT = r"(?:(?:a (?:bit|little|touch)|slightly|much|somewhat|even) )?"
IT = r"(?:(?:it|them|everything|the (?:bottle|flask|jar|can|tin|mug|cup|glass|tumbler|candle|vase|product|object|subject)) )?"
COPY = r"(?:a |the |some )?(?:headline|title|text|copy|type|logo)"
FOR_COPY = rf"(?: for {COPY})?"
LAMP = r"(?:light(?:ing)?|tones?|sun(?:light|shine)?|glow|atmosphere|feel)"

LIGHT_ROWS: tuple[tuple[str, dict[str, Change]], ...] = (
    (rf"{A_BIT}warmer(?: {LAMP})?|warm up(?: the {LAMP})?", {"light.warmth": Step(0.45, -1, 1)}),
    (rf"{A_BIT}(?:cooler|colder)(?: {LAMP})?|cool down(?: the {LAMP})?", {"light.warmth": Step(-0.45, -1, 1)}),
    (rf"warm {LAMP}|{LAMP} warm", {"light.warmth": 0.5}),
    (rf"(?:cool|cold) {LAMP}|{LAMP} cool", {"light.warmth": -0.5}),
    (
        rf"{A_BIT}brighter(?: {LAMP})?|one stop up|brighten|(?:increase|more|raise)(?: the)? brightness",
        {"light.level": Step(0.4, -2, 2)},
    ),
    (
        rf"{A_BIT}(?:darker|dimmer|lower) {LAMP}|(?:one|a) stop (?:down|darker)|darken|(?:decrease|less|reduce|lower)(?: the)? brightness",
        {"light.level": Step(-0.5, -2, 2)},
    ),
)
