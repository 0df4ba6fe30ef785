"""Named colours, and the arithmetic between names, hex, sRGB and linear light."""

import colorsys
import math
import re

# How much red, green and blue light each counts for in how bright a colour looks (Rec. 709).
LUMINANCE = (0.2126, 0.7152, 0.0722)

HEX = re.compile(r"^#?[0-9a-f]{6}$")

# Chosen as paint and packaging colours rather than the CSS names, which are too loud to light.
NAMED: dict[str, str] = {
    "black": "#1c1c1e", "jet black": "#101012", "charcoal": "#36383b", "graphite": "#46494d", "slate": "#5b6670",
    "slate grey": "#5b6670", "slate gray": "#5b6670",
    "dark slate": "#353d45", "dark slate grey": "#353d45", "dark slate gray": "#353d45",
    "grey": "#9b9da0", "gray": "#9b9da0", "light grey": "#cfd1d3", "light gray": "#cfd1d3", "dark grey": "#55585c",
    "dark gray": "#55585c", "silver": "#c3c6ca", "white": "#f2f1ee", "off-white": "#ebe7de", "off white": "#ebe7de",
    "ivory": "#efe8d6", "cream": "#efe3c8", "bone": "#e3dac9", "beige": "#d9c9aa", "sand": "#d8c8aa", "tan": "#c7a67b",
    "taupe": "#8f8074", "stone": "#b5aea3", "kraft": "#b48a5a", "brown": "#6b4429", "chocolate": "#4a2c1d",
    "coffee": "#5a3a28", "caramel": "#b5763a", "amber": "#b8600f", "honey": "#d69a2d", "copper": "#b5693f",
    "bronze": "#8c6a3f", "brass": "#b5924a", "gold": "#c79a46", "golden": "#c79a46", "rose gold": "#c98f7f",
    "red": "#b3262b", "crimson": "#9c1c34", "scarlet": "#cc2a22", "burgundy": "#5c1a2a", "wine": "#5c1a2a",
    "maroon": "#5a1d22", "rust": "#a2492a", "terracotta": "#c4694a", "brick": "#96452f", "coral": "#e87a62",
    "salmon": "#ea9a86", "peach": "#f2bd9a", "apricot": "#eda974", "orange": "#dd7325", "tangerine": "#e5842f",
    "yellow": "#e8bf36", "mustard": "#c2922e", "lemon": "#efd95a", "ochre": "#b9802f", "green": "#2f7a4a",
    "forest green": "#1f4f37", "deep green": "#174a33", "dark green": "#1b4632", "bottle green": "#17493a",
    "emerald": "#1c7f5c", "emerald green": "#1c7f5c", "sage": "#9cab8a", "sage green": "#9cab8a", "olive": "#6c6a35",
    "olive green": "#6c6a35", "moss": "#6a7340", "moss green": "#6a7340", "mint": "#a9d6bf", "mint green": "#a9d6bf",
    "lime": "#a3c13f", "lime green": "#a3c13f", "pine": "#234a3c", "pine green": "#234a3c", "jade": "#3f9177",
    "celadon": "#a9c4a8",
    "teal": "#1f7276", "turquoise": "#3aa7a3", "aqua": "#6fc3c6", "cyan": "#35a9c4", "petrol": "#1d5563",
    "blue": "#2f62a8", "navy": "#1c2b4f", "navy blue": "#1c2b4f", "midnight blue": "#171f3a",
    "midnight": "#171f3a", "electric blue": "#1f6bff", "cobalt": "#1f4fa3",
    "cobalt blue": "#1f4fa3", "royal blue": "#2b4fb0", "sky blue": "#8fbfe0", "light blue": "#a9cbe3",
    "dusk blue": "#6480b3", "dusty blue": "#7e97b5", "powder blue": "#b5cbdc", "ice blue": "#d3e3ea",
    "clear": "#dfe9e6", "colourless": "#dfe9e6",
    "indigo": "#38336f", "violet": "#6b4aa0", "purple": "#5f3a86", "plum": "#5a2f52", "aubergine": "#3d2238",
    "lavender": "#b5a6d3", "lilac": "#c3add6", "mauve": "#a787a3", "magenta": "#b8317f", "fuchsia": "#c22f86",
    "pink": "#e59ab0", "blush": "#e8c4bb", "rose": "#cf7a88", "dusty pink": "#d3a6a2", "hot pink": "#e04f8c",
    "pinkish": "#d9a0a6", "pinky": "#d9a0a6", "reddish": "#b5544a", "rosy": "#d68f92", "orangey": "#d98a4c",
    "orangish": "#d98a4c", "yellowish": "#d9bf6e", "greenish": "#7f9c78", "bluish": "#7d98b8", "blueish": "#7d98b8",
    "purplish": "#7d6590", "brownish": "#86694f", "greyish": "#a0a1a1", "grayish": "#a0a1a1", "teal-ish": "#4b8688",
    "pale pink": "#efcfd0", "blonde": "#e3c274", "blond": "#e3c274", "brunette": "#4a2f20", "ginger": "#c2622c",
}  # fmt: skip

METALS = frozenset({"gold", "golden", "silver", "copper", "bronze", "brass", "rose gold"})

# Names of things as well: "a lemon" is none of these colours.
ALSO_THINGS = frozenset(
    [
        "stone", "coffee", "caramel", "chocolate", "honey", "amber", "coral", "salmon", "peach", "apricot", "orange",
        "tangerine", "lemon", "olive", "moss", "mint", "lime", "pine", "jade", "plum", "aubergine", "lavender", "lilac",
        "rose", "sand", "brick", "wine", "ginger",
    ]
)  # fmt: skip

# How "deep", "pale" and their kin change a colour: (lightness factor towards, saturation factor).
SHADES: dict[str, tuple[float, float]] = {
    "deep": (0.72, 1.08), "dark": (0.62, 1.0), "darker": (0.68, 1.0), "pale": (1.35, 0.72), "light": (1.30, 0.82),
    "lighter": (1.28, 0.92), "bright": (1.12, 1.25), "brighter": (1.15, 1.2), "vivid": (1.05, 1.35),
    "muted": (1.0, 0.62), "dusty": (1.06, 0.6), "pastel": (1.38, 0.7), "rich": (0.9, 1.2), "neon": (1.25, 1.6),
    "warm": (1.0, 1.0), "cool": (1.0, 1.0), "warmer": (1.0, 1.0), "cooler": (1.0, 1.0), "colder": (1.0, 1.0),
}  # fmt: skip


WARMTH = {"warm": 0.06, "cool": -0.06, "warmer": 0.10, "cooler": -0.10, "colder": -0.14}


def shaded(colour: str, shade: str) -> str:
    """`colour` (hex) as "deep", "pale" and so on."""
    lighter, stronger = SHADES[shade]
    red, green, blue = rgb(colour)
    if shade in WARMTH:
        lean = WARMTH[shade]
        return to_hex((red * (1 + lean), green * (1 + lean * 0.15), blue * (1 - lean)))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    if lighter < 1:  # less light on the same paint; lowering HLS lightness alone would turn skin orange
        red, green, blue = red * lighter, green * lighter, blue * lighter
        hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    else:
        light = 1 - (1 - light) / lighter**2
    return to_hex(colorsys.hls_to_rgb(hue, min(0.97, max(0.02, light)), min(1.0, strength * stronger)))


FAR = 0.2  # of two colours (sRGB 0..1) too different for one name
_SAME_HUE, _COLOURFUL = 0.05, 0.15  # of a turn; of the saturation below which a hue is not seen


def apart(one: str, other: str) -> float:
    """How far two hex colours are apart (sRGB 0..1); a pale pink is a pink, whatever its distance: less than FAR."""
    ours, theirs = rgb(one), rgb(other)
    distance = math.dist(ours, theirs)
    (hue, _, strong), (its_hue, _, strength) = colorsys.rgb_to_hls(*ours), colorsys.rgb_to_hls(*theirs)
    turn = abs(hue - its_hue)
    is_same_hue = min(turn, 1 - turn) < _SAME_HUE and min(strong, strength) > _COLOURFUL
    return min(distance, FAR / 2 + distance / 10) if is_same_hue else distance


def rgb(colour: str) -> tuple[float, float, float]:
    """sRGB 0..1 of a hex colour."""
    digits = colour.lstrip("#")
    return int(digits[0:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:6], 16) / 255


def linear(colour: str) -> tuple[float, float, float]:
    """Linear light 0..1 of a hex colour, by the plain 2.2 power that the scenes are toned with."""
    red, green, blue = rgb(colour)
    return red**2.2, green**2.2, blue**2.2


def to_hex(colour: tuple[float, float, float]) -> str:
    """The hex name of an sRGB colour in 0..1."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02x}" for part in colour)


def luminance(colour: str) -> float:
    """Relative luminance 0..1."""
    return sum(part * share for part, share in zip(linear(colour), LUMINANCE, strict=True))


def mixed(one: str, other: str, share: float) -> str:
    """`one` with `share` (0..1) of `other`, in display values (hex)."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    red, green, blue = (a + (b - a) * share for a, b in pairs)
    return to_hex((red, green, blue))
