"""What the landscape family understands: its fields, and every word and phrase that moves them."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.common import AFTER, LIGHT_ROWS
from editor.providers.embedded.words.vocabulary import Change, Step, Vocabulary, setters, words

DEFAULTS: dict[str, Value] = {
        **AFTER,
        "time.of_day": "sunrise", "fog.amount": 1.0, "season.name": "summer", "trees.amount": 1.0,
        "sun.x": 0.28, "sun.on": True, "mountains.height": 1.0, "clouds.amount": 1.0, "snow.on": False,
        "light.warmth": 0.0, "light.level": 0.0, "frame.y": 0.0,
        "place.kind": "valley", "weather.name": "clear", "stars.amount": 1.0, "moon.on": True, "moon.day": False, "moon.size": 1.0,
        "moon.phase": "full", "sky.tint": "", "water.calm": 0.6, "shore.on": False, "city.height": 1.0,
        "city.lights": 1.0, "dunes.ripples": 1.0,
    }  # fmt: skip

_OPENS = re.compile(
    r"\b(?:valley|landscape|mountains?|ridges?|peaks|hills|alpine|misty|scenery|pine ridges|conifers|highlands)\b",
    re.I,
)

_TARGETS: dict[str, str] = {
        **dict.fromkeys(["valley", "landscape", "scenery", "view", "picture", "sky", "scene"], "light"),
        **dict.fromkeys(["fog", "mist", "haze"], "fog"), **dict.fromkeys(["sun", "moon"], "sun"),
        **dict.fromkeys(["tree", "trees", "pines", "pine", "conifers", "firs", "forest", "woods"], "trees"),
        **dict.fromkeys(["mountain", "mountains", "ridges", "ridge", "hills", "peaks"], "mountains"),
        **dict.fromkeys(["cloud", "clouds"], "clouds"), "snow": "snow", "season": "season", "time": "time",
        **dict.fromkeys(["light", "lighting"], "light"),
        **dict.fromkeys(["framing", "composition", "horizon"], "frame"),
    }  # fmt: skip

_COLOURS: dict[str, str] = {}  # fmt: skip

_MATERIALS: dict[str, str] = {}

_SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {
        "fog": ({"fog.amount": Step(0.5, 0, 2)}, {"fog.amount": 0.0}),
        "sun": ({"sun.on": True}, {"sun.on": False}), "trees": ({"trees.amount": 1.0}, {"trees.amount": 0.0}),
        "clouds": ({"clouds.amount": 1.0}, {"clouds.amount": 0.0}),
        "snow": ({"snow.on": True}, {"snow.on": False}),
        "mountains": ({"mountains.height": Step(0.3, 0.3, 1.8)}, {"mountains.height": 0.3}),
    }  # fmt: skip

_SETTERS = setters(
        (r"(?:at |before )?(?:sunrise|dawn|daybreak|first light|early morning|morning|golden hour)", {"time.of_day": "sunrise"}),
        (r"(?:at )?(?:noon|midday|daytime|day|daylight|afternoon)", {"time.of_day": "noon"}),
        (r"(?:at )?(?:dusk|sunset|twilight|evening|blue hour|sundown)", {"time.of_day": "dusk"}),
        (r"(?:at )?(?:night|midnight|moonlight|moonlit|nighttime|full moon)|(?:under )?stars", {"time.of_day": "night"}),
        (r"(?:much )?(?:more|thicker|denser|heavier) (?:fog|mist|haze)|mistier|foggier", {"fog.amount": Step(0.5, 0, 2)}),
        (r"(?:less|thinner|lighter) (?:fog|mist|haze)|clearer(?: air)?", {"fog.amount": Step(-0.45, 0, 2)}),
        (r"(?:thick|dense|heavy|deep) (?:fog|mist|haze)", {"fog.amount": 1.6}),
        (r"(?:thin|light|soft|gentle|slight) (?:fog|mist|haze)", {"fog.amount": 0.7}),
        (r"misty|foggy|hazy|in (?:morning )?mist|(?:morning )?(?:mist|fog)", {"fog.amount": 1.0}),
        (r"clear air|(?:no|without) (?:fog|mist|haze)|crisp air", {"fog.amount": 0.0}),
        (r"(?:in )?autumn(?:al)?|(?:in the )?fall colou?rs?", {"season.name": "autumn"}),
        (r"(?:in )?winter|snowy", {"season.name": "winter", "snow.on": True}),
        (r"(?:in )?summer", {"season.name": "summer", "snow.on": False}), (r"(?:in )?spring", {"season.name": "spring", "snow.on": False}),
        (r"snow(?: on the (?:peaks|mountains|ridges|trees))?|snow-capped", {"snow.on": True}),
        (r"full moon (?:on|to|at) the left", {"time.of_day": "night", "sun.x": -0.45}),
        (r"full moon (?:on|to|at) the right", {"time.of_day": "night", "sun.x": 0.5}),
        (r"(?:low )?(?:sun|moon) (?:on|to|at|from) the left|(?:move the )?(?:sun|moon)(?: further)? (?:to the )?left", {"sun.x": -0.45}),
        (r"(?:low )?(?:sun|moon) (?:on|to|at|from) the right|(?:move the )?(?:sun|moon)(?: further)? (?:to the )?right", {"sun.x": 0.5}),
        (r"(?:sun|moon) in the (?:middle|centre|center)|(?:centre|center) the (?:sun|moon)", {"sun.x": 0.0}),
        (r"low sun", {"sun.on": True}),
        (r"(?:more|denser|many) (?:trees|pines|conifers|firs|forest)", {"trees.amount": Step(0.5, 0, 2)}),
        (r"(?:fewer|less|sparser) (?:trees|pines|conifers|firs|forest)", {"trees.amount": Step(-0.5, 0, 2)}),
        (r"(?:higher|taller|steeper|bigger|larger) (?:mountains|ridges|peaks|hills)|(?:high|tall|steep) (?:mountains|peaks)",
         {"mountains.height": Step(0.4, 0.3, 1.8)}),
        (r"(?:lower|flatter|softer|smaller) (?:mountains|ridges|peaks|hills)|rolling hills", {"mountains.height": Step(-0.35, 0.3, 1.8)}),
        (r"(?:more|heavier) clouds|cloudy|cloudier|overcast", {"clouds.amount": Step(0.7, 0, 2)}),
        (r"fewer clouds|less cloud(?:s|y)?", {"clouds.amount": Step(-0.6, 0, 2)}), (r"clear sky|cloudless(?: sky)?", {"clouds.amount": 0.0}),
        (r"(?:more (?:air|space|room|sky)|(?:air|space|room)(?= above| for))(?: above)?(?: for (?:a |the )?(?:headline|title|text))?(?: above)?|lower (?:the )?horizon", {"frame.y": Step(-0.5, -1, 1)}),
        (r"more (?:foreground|land)|higher horizon|less sky", {"frame.y": Step(0.5, -1, 1)}),
        *LIGHT_ROWS,
        (r"warmer colou?rs?|warm(?:er)? palette|warm", {"light.warmth": Step(0.45, -1, 1)}),
        (r"cooler colou?rs?|cool(?:er)? palette|cool", {"light.warmth": Step(-0.45, -1, 1)}),
        (r"darker", {"light.level": Step(-0.5, -2, 2)}),
    )  # fmt: skip

# "too much ...", "too many ...": what less of it means; more of it is the same step the other way.
_THINGS: dict[str, dict[str, Change]] = {
        "fog": {"fog.amount": Step(-0.45, 0, 2)}, "mist": {"fog.amount": Step(-0.45, 0, 2)}, "haze": {"fog.amount": Step(-0.45, 0, 2)}, "trees": {"trees.amount": Step(-0.5, 0, 2)}, "pines": {"trees.amount": Step(-0.5, 0, 2)},
        "conifers": {"trees.amount": Step(-0.5, 0, 2)}, "firs": {"trees.amount": Step(-0.5, 0, 2)}, "forest": {"trees.amount": Step(-0.5, 0, 2)}, "clouds": {"clouds.amount": Step(-0.6, 0, 2)},
        "cloud": {"clouds.amount": Step(-0.6, 0, 2)}, "light": {"light.level": Step(-0.4, -2, 2)}, "brightness": {"light.level": Step(-0.4, -2, 2)}, "warmth": {"light.warmth": Step(-0.45, -1, 1)},
        "sky": {"frame.y": Step(0.5, -1, 1)}, "foreground": {"frame.y": Step(-0.5, -1, 1)},
    }  # fmt: skip

_HARMLESS = words(
    """
        above air alpine atmospheric background behind below between big colder colours covered distant dreamy drifting
        filled filling first foreground golden header horizon hour landscape large layer layered layers lens light lit
        moody morning over panorama panoramic peaceful photo photograph photographic photography pine rising rolling
        scenery season setting shot site skies sky through time valley wide
            """
)

WORDS = Vocabulary(
    name="landscape",
    draws="a misty mountain valley",
    opens=_OPENS,
    targets=_TARGETS,
    default_target="",
    ground="",
    colours=_COLOURS,
    materials=_MATERIALS,
    switches=_SWITCHES,
    setters=_SETTERS,
    things=_THINGS,
    harmless=_HARMLESS,
    fields=DEFAULTS,
)
