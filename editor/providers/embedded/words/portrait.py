"""What the portrait family understands: its fields, and every word and phrase that moves them."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.common import AFTER
from editor.providers.embedded.words.vocabulary import Change, Step, Vocabulary, setters, words

DEFAULTS: dict[str, Value] = {
        **AFTER, "style.name": "popart",
        "hair.colour": "#ee4266", "hair.style": "", "background.colour": "#00a6a6", "rays.colour": "#ffd23f",
        "rays.on": True, "skin.colour": "#f7c9a9", "top.colour": "#e4572e", "lips.colour": "", "eyes.colour": "",
        "glasses.on": False, "earrings.on": True, "earrings.colour": "", "dots.amount": 1.0,
        "word.on": False, "word.text": "POW!", "word.colour": "", "mood.name": "calm", "light.level": 0.0,
        "ink.colour": "#1b1b3a",
        "person.kind": "woman", "person.age": "adult", "head.turn": -0.45, "top.kind": "", "top.pattern": "",
        "beard.on": False, "moustache.on": False, "brows.weight": 1.0, "freckles.on": False, "glasses.kind": "",
        "glasses.colour": "", "earrings.kind": "", "hat.kind": "none", "hat.colour": "", "tie.colour": "",
        "ground.kind": "", "leaves.colour": "", "poster.on": False,
    }  # fmt: skip

_OPENS = re.compile(r"\b(?:pop[- ]?art|portrait|comic(?:[- ]book)?|ben[- ]day|face of|lichtenstein)\b", re.I)
_LANDSCAPE = re.compile(
    r"\b(?:valley|landscape|mountains?|ridges?|peaks|hills|alpine|misty|scenery|pine ridges|conifers|highlands)\b",
    re.I,
)

_TARGETS: dict[str, str] = {
        **dict.fromkeys(["hair", "hairdo", "hairstyle"], "hair"),
        **dict.fromkeys(["background", "backdrop"], "background"), **dict.fromkeys(["rays", "sunburst", "stripes"], "rays"),
        **dict.fromkeys(["skin", "face"], "skin"),
        **dict.fromkeys(["top", "shirt", "sweater", "jumper", "dress", "clothes", "clothing", "jacket", "blouse"], "top"),
        **dict.fromkeys(["lips", "lipstick", "mouth"], "lips"), **dict.fromkeys(["eyes", "eye"], "eyes"),
        **dict.fromkeys(["glasses", "sunglasses"], "glasses"),
        **dict.fromkeys(["earrings", "earring"], "earrings"), **dict.fromkeys(["dots", "halftone"], "dots"),
        **dict.fromkeys(["word", "text", "speech bubble", "bubble", "burst", "lettering"], "word"),
        **dict.fromkeys(["outline", "outlines", "lines", "ink"], "ink"), "mood": "mood", "expression": "mood",
    }  # fmt: skip

_COLOURS: dict[str, str] = {
        "hair": "hair.colour", "background": "background.colour", "rays": "rays.colour", "skin": "skin.colour",
        "top": "top.colour", "lips": "lips.colour", "eyes": "eyes.colour", "earrings": "earrings.colour",
        "word": "word.colour", "ink": "ink.colour",
    }  # fmt: skip

_MATERIALS: dict[str, str] = {}

_SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {
        "rays": ({"rays.on": True}, {"rays.on": False}), "glasses": ({"glasses.on": True}, {"glasses.on": False}),
        "earrings": ({"earrings.on": True}, {"earrings.on": False}), "dots": ({"dots.amount": 1.0}, {"dots.amount": 0.0}),
        "word": ({"word.on": True}, {"word.on": False}),
    }  # fmt: skip

_SETTERS = setters(
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
    )  # fmt: skip

# "too much ...", "too many ...": what less of it means; more of it is the same step the other way.
_THINGS: dict[str, dict[str, Change]] = {"dots": {"dots.amount": Step(-0.35, 0, 1.7)}, "halftone": {"dots.amount": Step(-0.35, 0, 1.7)}}  # fmt: skip

_HARMLESS = words(
    """
        1960s 60s around art behind big black-outlined bold book bubble burst cartoon colorful colourful comic comics
        drawing edges face flat girl graphic her his illustration lady large loud nobody outlined panel person plain pop
        pop-art popart portrait portraits poster print read reading reads retro say saying says shouting sixties
        somebody someone speech strip thick vintage vivid wearing who woman word words
            """
)

WORDS = Vocabulary(
    name="portrait",
    draws="a pop-art portrait of nobody in particular",
    opens=_OPENS,
    targets=_TARGETS,
    default_target="hair",
    ground="background",
    colours=_COLOURS,
    materials=_MATERIALS,
    switches=_SWITCHES,
    setters=_SETTERS,
    things=_THINGS,
    harmless=_HARMLESS,
    fields=DEFAULTS,
    words_into=("word.text", "word.on"),
    words_part="word",
)
