"""The closed vocabulary of the embedded engine: every word it understands, by scene family."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re
from dataclasses import dataclass

from editor.providers.embedded import colours
from editor.providers.embedded.recipe import Value


@dataclass(frozen=True, slots=True)
class Step:
    """A change by degrees: add `by`, stay within `low`..`high`."""

    by: float
    low: float
    high: float


Change = Value | Step


@dataclass(frozen=True, slots=True)
class Setter:
    """Words that change fields by themselves; `{quote}` stands where the change takes the quoted text."""

    pattern: re.Pattern[str]
    changes: dict[str, Change]


def _setters(*rows: tuple[str, dict[str, Change]]) -> tuple[Setter, ...]:
    return tuple(Setter(re.compile(rf"(?:{words})(?![\w-])"), changes) for words, changes in rows)


OBJECTS: dict[str, str] = {
    "bottle": "bottle", "flask": "bottle", "flacon": "bottle", "perfume": "bottle", "jar": "jar", "pot": "jar",
    "tub": "jar", "can": "can", "tin": "can", "mug": "mug", "cup": "mug", "teacup": "mug", "beaker": "mug", "glass tumbler": "glass", "tumbler": "glass",
    "drinking glass": "glass", "candle": "candle", "vase": "vase",
}  # fmt: skip

# Nouns that a colour, a material or a "remove" can be meant for, by scene.
TARGETS: dict[str, dict[str, str]] = {
    "product": {
        **dict.fromkeys([*OBJECTS, "body", "product", "object", "subject", "vessel", "container"], "body"),
        **dict.fromkeys(["cap", "lid", "stopper", "closure", "top"], "cap"),
        **dict.fromkeys(["label", "sticker"], "label"),
        **dict.fromkeys(["text", "lettering", "letters", "type", "ink", "wordmark"], "ink"),
        **dict.fromkeys(
            ["backdrop", "background", "seamless", "sweep", "paper", "wall", "floor", "surface", "set", "ground"], "backdrop"
        ),
        **dict.fromkeys(["coffee", "tea", "liquid", "contents", "drink", "wax", "filling"], "fill"),
        **dict.fromkeys(["handle"], "handle"), **dict.fromkeys(["flame", "wick"], "flame"),
        **dict.fromkeys(["shadow", "shadows"], "shadow"), "window": "window",
        **dict.fromkeys(["light", "lighting", "lamp", "softbox"], "light"),
        **dict.fromkeys(["framing", "composition", "crop", "position", "camera"], "frame"),
    },
    "landscape": {
        **dict.fromkeys(["valley", "landscape", "scenery", "view", "picture", "sky", "scene"], "light"),
        **dict.fromkeys(["fog", "mist", "haze"], "fog"), **dict.fromkeys(["sun", "moon"], "sun"),
        **dict.fromkeys(["tree", "trees", "pines", "pine", "conifers", "firs", "forest", "woods"], "trees"),
        **dict.fromkeys(["mountain", "mountains", "ridges", "ridge", "hills", "peaks"], "mountains"),
        **dict.fromkeys(["cloud", "clouds"], "clouds"), "snow": "snow", "season": "season", "time": "time",
        **dict.fromkeys(["light", "lighting"], "light"),
        **dict.fromkeys(["framing", "composition", "horizon"], "frame"),
    },
    "popart": {
        **dict.fromkeys(["hair", "hairdo", "hairstyle"], "hair"),
        **dict.fromkeys(["background", "backdrop"], "background"), **dict.fromkeys(["rays", "sunburst", "stripes"], "rays"),
        **dict.fromkeys(["skin", "face"], "skin"),
        **dict.fromkeys(["top", "shirt", "sweater", "jumper", "dress", "clothes", "clothing", "jacket", "blouse"], "top"),
        **dict.fromkeys(["lips", "lipstick", "mouth"], "lips"), **dict.fromkeys(["eyes", "eye"], "eyes"),
        **dict.fromkeys(["glasses", "sunglasses"], "glasses"),
        **dict.fromkeys(["earrings", "earring"], "earrings"), **dict.fromkeys(["dots", "halftone"], "dots"),
        **dict.fromkeys(["word", "text", "speech bubble", "bubble", "burst", "lettering"], "word"),
        **dict.fromkeys(["outline", "outlines", "lines", "ink"], "ink"), "mood": "mood", "expression": "mood",
    },
    "photo": {
        **dict.fromkeys(
            ["subject", "object", "product", "it", "cup", "mug", "bottle", "cat", "dog", "saucer", "person", "car", "plate"],
            "subject",
        ),
        **dict.fromkeys(["background", "backdrop", "table", "wall", "surroundings", "surface"], "background"),
        **dict.fromkeys(["light", "lighting", "picture", "photo", "image", "tones"], "light"),
        **dict.fromkeys(["style", "look"], "style"), **dict.fromkeys(["framing", "composition", "crop"], "frame"),
    },
}  # fmt: skip

DEFAULT_TARGET = {"product": "body", "landscape": "", "popart": "hair", "photo": "subject"}

# The field that holds the colour, or the material, of a target.
COLOUR_FIELD: dict[str, dict[str, str]] = {
    "product": {
        "body": "body.colour", "cap": "cap.colour", "label": "label.colour", "ink": "label.ink",
        "backdrop": "backdrop.colour", "fill": "fill.colour",
    },
    "landscape": {},
    "popart": {
        "hair": "hair.colour", "background": "background.colour", "rays": "rays.colour", "skin": "skin.colour",
        "top": "top.colour", "lips": "lips.colour", "eyes": "eyes.colour", "earrings": "earrings.colour",
        "word": "word.colour", "ink": "ink.colour",
    },
    "photo": {"subject": "subject.colour", "background": "background.colour"},
}  # fmt: skip
MATERIAL_FIELD: dict[str, dict[str, str]] = {
    "product": {"body": "body.material", "cap": "cap.material"}, "landscape": {}, "popart": {}, "photo": {},
}  # fmt: skip

MATERIALS: dict[str, str] = {
    "matte": "matte", "matt": "matte", "powder-coated": "matte", "satin": "satin", "semi-gloss": "satin",
    "gloss": "gloss", "glossy": "gloss", "shiny": "gloss", "lacquered": "gloss", "polished": "gloss", "plastic": "satin",
    "ceramic": "ceramic", "porcelain": "ceramic", "glazed": "ceramic", "stoneware": "matte", "clay": "matte",
    "metal": "metal", "metallic": "metal", "steel": "metal", "aluminium": "metal", "aluminum": "metal", "chrome": "metal",
    "brushed": "metal", "glass": "glass", "transparent": "glass", "translucent": "glass", "frosted": "frosted",
    "frosted glass": "frosted",
}  # fmt: skip

# What "remove", "no" and "add" switch, by target.
SWITCH: dict[str, dict[str, tuple[dict[str, Change], dict[str, Change]]]] = {
    "product": {
        "label": ({"label.on": True}, {"label.on": False}), "ink": ({"label.on": True}, {"label.text": ""}),
        "handle": ({"object.handle": True}, {"object.handle": False}),
        "flame": ({"object.flame": True}, {"object.flame": False}),
        "shadow": ({"shadow.level": 1.0}, {"shadow.level": 0.0}),
        "window": ({"light.window": True}, {"light.window": False}),
    },
    "landscape": {
        "fog": ({"fog.amount": Step(0.5, 0, 2)}, {"fog.amount": 0.0}),
        "sun": ({"sun.on": True}, {"sun.on": False}), "trees": ({"trees.amount": 1.0}, {"trees.amount": 0.0}),
        "clouds": ({"clouds.amount": 1.0}, {"clouds.amount": 0.0}),
        "snow": ({"snow.on": True}, {"snow.on": False}),
        "mountains": ({"mountains.height": Step(0.3, 0.3, 1.8)}, {"mountains.height": 0.3}),
    },
    "popart": {
        "rays": ({"rays.on": True}, {"rays.on": False}), "glasses": ({"glasses.on": True}, {"glasses.on": False}),
        "earrings": ({"earrings.on": True}, {"earrings.on": False}), "dots": ({"dots.amount": 1.0}, {"dots.amount": 0.0}),
        "word": ({"word.on": True}, {"word.on": False}),
    },
    "photo": {},
}  # fmt: skip

_A_BIT = r"(?:(?:a (?:bit|little|touch)|slightly|much|somewhat|even) )?"
_IT = r"(?:(?:it|them|everything|the (?:bottle|flask|jar|can|tin|mug|cup|glass|tumbler|candle|vase|product|object|subject)) )?"
_COPY = r"(?:a |the |some )?(?:headline|title|text|copy|type|logo)"
_FOR_COPY = rf"(?: for {_COPY})?"
_LAMP = r"(?:light(?:ing)?|tones?|sun(?:light|shine)?|glow|atmosphere|feel)"

_LIGHT_ROWS: tuple[tuple[str, dict[str, Change]], ...] = (
    (rf"{_A_BIT}warmer(?: {_LAMP})?|warm up(?: the {_LAMP})?", {"light.warmth": Step(0.45, -1, 1)}),
    (rf"{_A_BIT}(?:cooler|colder)(?: {_LAMP})?|cool down(?: the {_LAMP})?", {"light.warmth": Step(-0.45, -1, 1)}),
    (rf"warm {_LAMP}|{_LAMP} warm", {"light.warmth": 0.5}),
    (rf"(?:cool|cold) {_LAMP}|{_LAMP} cool", {"light.warmth": -0.5}),
    (
        rf"{_A_BIT}brighter(?: {_LAMP})?|one stop up|brighten|(?:increase|more|raise)(?: the)? brightness",
        {"light.level": Step(0.4, -2, 2)},
    ),
    (
        rf"{_A_BIT}(?:darker|dimmer|lower) {_LAMP}|(?:one|a) stop (?:down|darker)|darken|(?:decrease|less|reduce|lower)(?: the)? brightness",
        {"light.level": Step(-0.5, -2, 2)},
    ),
)

SETTERS: dict[str, tuple[Setter, ...]] = {
    "product": _setters(
        (r"(?:late (?:afternoon )?|low |evening )?(?:sun(?:light)?|light) through (?:a |the )?(?:six-pane |paned |tall )?window",
         {"light.window": True, "light.warmth": 0.55, "light.soft": 0.35}),
        (r"(?:six-pane )?window[ -]?light|window shadows?|light through (?:a |the )window|sun(?:light)? from (?:a |the )window",
         {"light.window": True, "light.warmth": 0.45, "light.soft": 0.35}),
        (r"(?:(?:soft|studio|key|the|main|side|hard|window) )?(?:light(?:ing)?|lit|window|sun|key|softbox|lamp) "
         r"(?:coming |comes |come |in )?(?:from|on|at) (?:the |camera )?left(?: side)?|left light|from the left|from left",
         {"light.side": "left"}),
        (r"(?:(?:soft|studio|key|the|main|side|hard|window) )?(?:light(?:ing)?|lit|window|sun|key|softbox|lamp) "
         r"(?:coming |comes |come |in )?(?:from|on|at) (?:the |camera )?right(?: side)?|right light|from the right|from right",
         {"light.side": "right"}),
        (r"(?:light(?:ing)?|lit) from (?:above|the top|overhead)|(?:top|overhead) light(?:ing)?|from above", {"light.side": "top"}),
        (r"(?:light(?:ing)?|lit) from behind|back-?lit|back ?light(?:ing)?|rim light(?:ing)?|from behind", {"light.side": "back"}),
        (r"(?:light(?:ing)?|lit) from the front|front(?:al)? light(?:ing)?", {"light.side": "front"}),
        (r"(?:warm )?(?:evening|sunset|late|golden)(?: afternoon)? light|golden hour|late sun|evening sun", {"light.warmth": 0.7, "light.soft": 0.3}),
        (r"softer(?: light(?:ing)?| shadows?)?|soften the light", {"light.soft": Step(0.3, 0, 1)}),
        (r"harder(?: light(?:ing)?| shadows?)?|crisper(?: light| shadows?)?", {"light.soft": Step(-0.35, 0, 1)}),
        (r"(?:soft|diffuse|gentle|softbox|studio|even) (?:studio |side |daylight |key )?light(?:ing)?|softbox|soft shadows?",
         {"light.soft": 0.85}),
        (r"(?:hard|dramatic|harsh|crisp) (?:side )?light(?:ing)?|hard shadows?|spotlight", {"light.soft": 0.1}),
        *_LIGHT_ROWS,
        (r"(?:more|stronger|higher) contrast|contrastier", {"light.soft": Step(-0.25, 0, 1), "shadow.level": Step(0.2, 0, 1.3)}),
        (r"(?:less|softer|lower) contrast", {"light.soft": Step(0.25, 0, 1), "shadow.level": Step(-0.2, 0, 1.3)}),
        (r"(?:lighter|fainter|weaker|less) shadows?", {"shadow.level": Step(-0.35, 0, 1.3)}),
        (r"(?:stronger|deeper|more|darker) shadows?", {"shadow.level": Step(0.3, 0, 1.3)}),
        (rf"(?:(?:move|shift|nudge|slide|place|put) )?{_IT}{_A_BIT}(?:further )?(?:to the |on the )left(?: third)?",
         {"frame.x": Step(-0.3, -0.7, 0.7)}),
        (rf"(?:(?:move|shift|nudge|slide|place|put) )?{_IT}{_A_BIT}(?:further )?(?:to the |on the )right(?: third)?",
         {"frame.x": Step(0.3, -0.7, 0.7)}),
        (rf"(?:move|shift|nudge|slide) {_IT}{_A_BIT}left|further left", {"frame.x": Step(-0.3, -0.7, 0.7)}),
        (rf"(?:move|shift|nudge|slide) {_IT}{_A_BIT}right|further right", {"frame.x": Step(0.3, -0.7, 0.7)}),
        (r"(?:in the )?(?:middle|centre|center|centred|centered)(?: of the (?:frame|picture))?", {"frame.x": 0.0}),
        (rf"(?:move|shift|nudge) {_IT}{_A_BIT}(?:up|higher)|higher in the frame|more (?:floor|space below)(?: below)?|"
         r"more foreground", {"frame.y": Step(0.5, -1, 1)}),
        (rf"(?:move|shift|nudge) {_IT}{_A_BIT}(?:down|lower)|lower in the frame|"
         rf"more (?:air|space|room|headroom)(?: above)?{_FOR_COPY}|(?:air|space|room|headroom) above{_FOR_COPY}|(?:space|room) for {_COPY}", {"frame.y": Step(-0.5, -1, 1)}),
        (rf"(?:more )?(?:copy |negative |empty |white )?(?:space|room|air) (?:on|to|at) the left(?: side)?{_FOR_COPY}",
         {"frame.x": Step(0.3, -0.7, 0.7)}),
        (rf"(?:more )?(?:copy |negative |empty |white )?(?:space|room|air) (?:on|to|at) the right(?: side)?{_FOR_COPY}",
         {"frame.x": Step(-0.3, -0.7, 0.7)}),
        (r"(?:of |with |(?<=of ))(?:still |sparkling |plain )?water(?! drop)", {"fill.colour": "#d3e2e3"}), (r"(?:of |with )?milk", {"fill.colour": "#f4f1e8"}),
        (r"(?:of |with |(?<=of ))(?:green )?tea", {"fill.colour": "#8a4a1c"}), (r"(?:of |with )?(?:orange )?juice", {"fill.colour": "#e8962f"}),
        (r"(?:of |with )?red wine", {"fill.colour": "#4a1220"}), (r"(?:of |with )?white wine", {"fill.colour": "#e0cf8c"}),
        (r"(?:of |with )?(?:whisky|whiskey|beer|apple juice|iced tea)", {"fill.colour": "#b5763a"}),
        (r"closer|larger|bigger|close[- ]?up|zoom in|fill the frame|tighter(?: crop)?", {"frame.zoom": Step(0.22, 0.4, 1.5)}),
        (r"further away|farther(?: away)?|smaller|zoom out|wider(?: crop)?|step back|more space around|more (?:negative|white|empty|breathing) (?:space|room)", {"frame.zoom": Step(-0.2, 0.4, 1.5)}),
        (r"blank label", {"label.on": True, "label.text": ""}),
        (r"glass of(?= )", {"object.kind": "glass"}), (r"(?:early )?morning (?:sun)?light", {"light.warmth": 0.3, "light.soft": 0.5}), (r"unlit", {"object.flame": False}), (r"lit candle", {"object.kind": "candle", "object.flame": True}),
    ),
    "landscape": _setters(
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
        *_LIGHT_ROWS,
        (r"warmer colou?rs?|warm(?:er)? palette|warm", {"light.warmth": Step(0.45, -1, 1)}),
        (r"cooler colou?rs?|cool(?:er)? palette|cool", {"light.warmth": Step(-0.45, -1, 1)}),
        (r"darker", {"light.level": Step(-0.5, -2, 2)}),
    ),
    "popart": _setters(
        (r"(?:long|longer)(?: (?:hair|wavy hair))?", {"hair.style": "long"}),
        (r"(?:short|shorter|cropped)(?: hair)?", {"hair.style": "short"}),
        (r"bob(?: cut| haircut)?", {"hair.style": "bob"}), (r"(?:in a )?bun|updo|top ?knot", {"hair.style": "bun"}),
        (r"(?:more|bigger|larger|stronger) (?:ben[- ]day )?dots", {"dots.amount": Step(0.35, 0, 1.7)}),
        (r"(?:fewer|less|smaller|finer) (?:ben[- ]day )?dots", {"dots.amount": Step(-0.35, 0, 1.7)}),
        (r"(?:ben[- ]day|halftone) dots", {"dots.amount": 1.0}),
        (r"(?:plain|flat|solid) (?=background|backdrop|\w+ background|\w+ backdrop)", {"rays.on": False}),
        (r"smiling|happy|cheerful|(?:with a )?smile|joyful", {"mood.name": "happy"}),
        (r"surprised|shocked|astonished|open mouth|gasping", {"mood.name": "surprised"}),
        (r"calm|serious|neutral expression|cool look", {"mood.name": "calm"}),
        (r"sunglasses|glasses", {"glasses.on": True}),
        (r"night palette|violet palette|neon palette", {
            "hair.colour": "#ffe14d", "background.colour": "#ff4f9a", "rays.colour": "#37c6ff", "top.colour": "#7a28ff",
            "ink.colour": "#1a1033"}),
        (r"primary (?:palette|colou?rs)|(?:red|comic) palette", {
            "hair.colour": "#0077c8", "background.colour": "#ffc400", "rays.colour": "#e6194b", "top.colour": "#00a878",
            "ink.colour": "#141414"}),
        (r"teal palette|classic palette", {
            "hair.colour": "#ee4266", "background.colour": "#00a6a6", "rays.colour": "#ffd23f", "top.colour": "#e4572e",
            "ink.colour": "#1b1b3a"}),
        (r"brighter", {"light.level": Step(0.3, -1, 1)}), (r"darker", {"light.level": Step(-0.3, -1, 1)}),
    ),
    "photo": _setters(
        (r"neutral (?:light(?:ing)?|white balance|colou?rs?|tones?)|(?:fix|correct|neutralise|neutralize) (?:the )?white balance|"
         r"white balance|remove the colou?r cast", {"light.neutral": True, "light.warmth": 0.0}),
        (r"(?:blur|soften|defocus)(?: out)?(?: the)? (?:background|backdrop)|(?:background|backdrop) blur(?:red)?|blurred (?:background|backdrop)|"
         r"(?:background|backdrop) out of focus|shallow depth of field|bokeh|(?:more )?depth of field|portrait mode",
         {"background.blur": 0.6}),
        (r"(?:more|stronger) blur", {"background.blur": Step(0.3, 0, 1)}), (r"less blur", {"background.blur": Step(-0.3, 0, 1)}),
        (r"(?:no blur|sharp background|everything in focus)", {"background.blur": 0.0}),
        (r"(?:(?:in|into|as|like) )?(?:a |an )?(?:comic(?: book)?|pop[- ]?art)(?: (?:style|poster|print|picture))?", {"style.name": "popart"}),
        (r"(?:(?:in|into|as|like) )?(?:a |an )?half-?tone(?: (?:style|print|dots|picture))?|newsprint", {"style.name": "halftone"}),
        (r"(?:(?:in|into|as|like) )?(?:a |an )?(?:screen ?print(?:ed)?|flat|risograph|cut[- ]?paper)? ?poster(?: style| print)?|"
         r"screen ?print|posteri[sz]e", {"style.name": "poster"}),
        (r"(?:(?:in|into|as|like) )?(?:black and white|black-and-white|monochrome|b&w|greyscale|grayscale)", {"style.name": "mono"}),
        (r"(?:no style|back to (?:a |the )?photo(?:graph)?|photographic)", {"style.name": ""}),
        *_LIGHT_ROWS,
        (r"warm|warmer colou?rs", {"light.warmth": 0.5}), (r"cool|cooler colou?rs", {"light.warmth": -0.5}),
        (r"darker", {"light.level": Step(-0.5, -2, 2)}),
        (r"closer|tighter(?: crop)?|crop in|zoom in|larger", {"frame.zoom": Step(0.25, 1, 2.5)}),
        (r"wider(?: crop)?|zoom out", {"frame.zoom": Step(-0.25, 1, 2.5)}),
        (r"(?:original|old) background|keep the background", {"background.colour": "", "background.blur": 0.0}),
        (r"(?:a |on )?(?:plain |clean )?(?:studio|seamless)(?: (?:background|backdrop|sweep|paper))", {"background.colour": "#d8d9da"}),
    ),
}  # fmt: skip

SAME = re.compile(
    r"(?:change nothing(?: else)?|nothing else|no(?:thing)? (?:other )?changes?|same (?:picture|image|again)|re-?render|render|draw|"
    r"again|finali[sz]e|as (?:it is|is)|exactly|at (?:full|higher|high) (?:size|resolution)|(?:at |in )?(?:0\.5|1|2|4) ?k|"
    r"\d{1,2}:\d{1,2}|(?:square|portrait|landscape) format|for (?:the )?(?:feed|story|banner|print|web|header|site header))(?![\w-])"
)

EVERYTHING = re.compile(
    r"(?:everything|all|anything|the rest|composition|whole (?:picture|image|scene))(?: else)?(?: (?:the same|as (?:it )?is))?(?![\w-])"
)

OFF = re.compile(r"(?:remove|no|without|delete|drop|take (?:off|away|out)|lose|hide|erase|get rid of)(?![\w-])")
ON = re.compile(r"(?:add|put on|with an?|show|give it|restore|bring back)(?![\w-])")


def vocabulary() -> dict[str, tuple[str, ...]]:
    """Every word the engine acts on, by subject, for help pages and tests."""
    return {
        "objects": tuple(sorted(OBJECTS)), "colours": tuple(sorted(colours.NAMED)), "shades": tuple(sorted(colours.SHADES)),
        "materials": tuple(sorted(MATERIALS)),
        **{f"parts of {scene}": tuple(sorted(words)) for scene, words in TARGETS.items()},
        **{f"phrases for {scene}": tuple(row.pattern.pattern for row in rows) for scene, rows in SETTERS.items()},
    }  # fmt: skip
