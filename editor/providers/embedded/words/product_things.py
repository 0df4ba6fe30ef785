"""The things that the product family draws: their names, their fields, and how each looks before anything is said."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words import product_set, product_shapes
from editor.providers.embedded.words.vocabulary import Change

# The fields of the second and third object are those of the first behind a prefix.
PREFIXES = ("", "second.", "third.")

OBJECTS: dict[str, str] = {
    **dict.fromkeys(
        ["bottle", "flask", "flacon", "perfume", "vial", "phial", "carafe", "decanter", "dropper", "fragrance", "cologne"],
        "bottle",
    ),
    **dict.fromkeys(["jar", "pot", "tub", "canister", "cream jar", "cookie jar"], "jar"),
    **dict.fromkeys(["can", "tin", "soda can", "beer can", "drink can", "beverage can", "drinks can"], "can"),
    **dict.fromkeys(["mug", "cup", "teacup", "tea cup", "coffee cup", "beaker", "coffee mug", "tea mug"], "mug"),
    **dict.fromkeys(["glass tumbler", "tumbler", "drinking glass", "highball", "water glass"], "glass"),
    **dict.fromkeys(["candle", "scented candle", "votive"], "candle"),
    **dict.fromkeys(["vase", "flower vase", "urn"], "vase"),
    **dict.fromkeys(
        ["bowl", "soup bowl", "salad bowl", "rice bowl", "cereal bowl", "serving bowl", "mixing bowl", "fruit bowl", "ramen bowl"],
        "bowl",
    ),
    **dict.fromkeys(
        ["lamp", "table lamp", "desk lamp", "bedside lamp", "reading lamp", "night lamp", "bedroom lamp"], "lamp"
    ),
    **dict.fromkeys(
        ["tube", "lotion tube", "cream tube", "toothpaste tube", "cosmetic tube", "squeeze tube", "sunscreen tube", "ointment tube",
         "hand cream tube", "tube of toothpaste", "tube of cream", "tube of lotion", "tube of sunscreen", "toothpaste"],
        "tube",
    ),
    **dict.fromkeys(
        ["carton", "box", "package", "packaging", "packet", "pack", "parcel", "gift box", "product box", "shipping box",
         "cereal box", "tea box", "shoe box", "shoebox", "cosmetic box", "folding box", "folding carton", "paper box", "retail box"],
        "carton",
    ),
    **dict.fromkeys(
        ["book", "hardcover", "hardback", "novel", "notebook", "journal", "diary", "sketchbook", "cookbook", "hardcover book",
         "hardback book"],
        "book",
    ),
    **dict.fromkeys(["phone", "smartphone", "smart phone", "mobile phone", "cell phone", "cellphone", "mobile", "handset"], "phone"),
    **dict.fromkeys(
        ["speaker", "loudspeaker", "bluetooth speaker", "wireless speaker", "bookshelf speaker", "stereo speaker", "hifi speaker",
         "hi-fi speaker"],
        "speaker",
    ),
}  # fmt: skip

_IN_IT = r"(?: in(?:to|side)? (?:the (?:glass|tumbler|mug|cup|bowl)|it))?"

# What a vessel holds, said by its name.
FILLS: list[tuple[str, dict[str, Change]]] = [
    (r"(?:of|with|full of|filled with) (?:hot |fresh |creamy )?tomato soup", {"fill.colour": "#b8391f"}),
    (r"(?:of|with|full of|filled with) (?:hot |fresh |creamy )?(?:pumpkin |carrot |lentil )?(?:soup|curry)", {"fill.colour": "#d8782c"}),
    (r"(?:of|with|full of|filled with) (?:hot |fresh |creamy )?(?:pea|spinach|broccoli|green) soup", {"fill.colour": "#6f8a3a"}),
    (r"(?:of|with|full of|filled with) (?:hot |clear )?(?:broth|ramen|stock|miso(?: soup)?)", {"fill.colour": "#b9802f"}),
    (r"(?:of|with|full of|filled with) (?:plain |fresh )?(?:yogh?urt|cream|porridge)", {"fill.colour": "#f1ece0"}),
    (r"(?:of |with |(?<=of ))(?:still |sparkling |plain )?water(?! drop)", {"fill.colour": "#d3e2e3"}), (r"(?:of |with )?milk", {"fill.colour": "#f4f1e8"}),
    (r"(?:of |with |(?<=of ))(?:green )?tea", {"fill.colour": "#8a4a1c"}), (rf"(?:of |with )?(?:orange )?juice{_IN_IT}", {"fill.colour": "#e8962f"}),
    (rf"(?:of |with )?red wine{_IN_IT}", {"fill.colour": "#4a1220"}), (rf"(?:of |with )?white wine{_IN_IT}", {"fill.colour": "#e0cf8c"}),
    (rf"(?:of |with )?(?:whisky|whiskey|beer|apple juice|iced tea){_IN_IT}", {"fill.colour": "#b5763a"}),
]  # fmt: skip

# What only sounds like one of the objects.
FALSE_FRIENDS = re.compile(
    r"\b(?:watering|trash|garbage|rubbish|oil|spray|petrol)[ -]cans?\b|\b(?:can|bottle|jar)[ -]openers?\b|"
    r"\bhot water bottles?\b|\b(?:tea|coffee|cooking|flower|plant)[ -]?pots?\b|\bcup ?cakes?\b|\b(?:world|trophy) cups?\b|"
    r"\b(?:shot|magnifying|looking|stained|hour)[ -]glass(?:es)?\b|\bcandle ?(?:stick|labra)s?\b|\bpot[ -]plants?\b|"
    r"\b(?:test|inner|neon|fluorescent|vacuum|torpedo|drain|bike)[ -]tubes?\b|\btube (?:station|train|map|top|sock)s?\b|"
    r"\b(?:street|head|floor|lava|oil|flood|wall|ceiling|sun|heat)[ -]?lamps?\b|\blamp ?posts?\b|"
    r"\b(?:toilet|super|fish|dust|dog)[ -]?bowls?\b|\bbowling\b|\b(?:keynote|guest|public|motivational|native|loud) speakers?\b|"
    r"\bspeaker of\b|\b(?:letter|post|mail|tool|phone|sand|light|jewell?ery|music|juke|match|text|check|black|voice|window)[ -]?box(?:es)?\b|"
    r"\bbox (?:office|spring|cutter|jump)s?\b|\b(?:face|check|hand|comic|guest|cheque|chess|account|picture|coloring|colouring)[ -]?books?\b|"
    r"\bbook ?(?:shel(?:f|ves)|case|store|club|worm|mark|ing)s?\b(?! speaker)|\bphone (?:booth|call|number|line|case)s?\b|\bmobile home\b|"
    r"\b(?:back|six|ice|wolf|battery)[ -]?packs?\b|\bpack of (?:wolves|dogs|cards)\b|\b(?:head|ear|micro|saxo|xylo)phones?\b|"
    r"\b(?:wine|champagne) (?:cellar|rack)s?\b",
    re.I,
)

# What every object has, under plain names. An empty material is the one that the kind or shape comes with.
OBJECT: dict[str, Value] = {
    "object.kind": "bottle", "object.shape": "", "object.pose": "standing", "object.turn": 28.0,
    "object.handle": True, "object.flame": True, "object.lit": True,
    "body.colour": "#2a2b2e", "body.material": "", "cap.colour": "", "cap.material": "", "fill.colour": "#38220f",
    "label.on": False, "label.text": "", "label.colour": "#efe3c8", "label.ink": "",
    "label.logo": product_set.FIELDS["label.logo"], **product_shapes.FIELDS,
}  # fmt: skip

# The colours of another object are empty until somebody names them: then its kind brings its own (see `look`).
_ANOTHER: dict[str, Value] = OBJECT | {"object.kind": "", "body.colour": "", "fill.colour": ""}
OTHERS: dict[str, Value] = {
    **{f"second.{name}": value for name, value in (_ANOTHER | {"object.turn": 20.0, "place": "right"}).items()},
    **{f"third.{name}": value for name, value in (_ANOTHER | {"object.turn": -26.0, "place": "left"}).items()},
}  # fmt: skip

KINDS: dict[str, dict[str, Value]] = {
    "bottle": {},
    "jar": {"body.colour": "#b8600f", "body.material": "glass", "cap.colour": "#1c1c1e", "cap.material": "matte"},
    "can": {"body.colour": "#c3c6ca", "body.material": "satin", "cap.colour": "#c3c6ca", "cap.material": "metal"},
    "mug": {"body.colour": "#ebe7de", "body.material": "ceramic", "backdrop.colour": "#c9b79a"},
    "glass": {"body.colour": "#dfe9e6", "body.material": "glass", "fill.colour": "#b5763a"},
    "candle": {
        "body.colour": "#e3dac9", "body.material": "satin", "fill.colour": "#f3ead6", "backdrop.colour": "#8f8074",
    },
    "vase": {"body.colour": "#c4694a", "body.material": "matte", "backdrop.colour": "#d9c9aa"},
    "bowl": {
        "body.colour": "#5b6670", "body.material": "ceramic", "fill.colour": "#d8782c", "backdrop.colour": "#d8c8aa",
    },
    "lamp": {
        "body.colour": "#3f5a52", "body.material": "ceramic", "cap.colour": "#efe3c8", "cap.material": "matte",
        "backdrop.colour": "#8f8074",
    },
    "tube": {
        "body.colour": "#e8c4bb", "body.material": "satin", "cap.colour": "#f2f1ee", "cap.material": "satin",
        "backdrop.colour": "#efe8d6",
    },
    "carton": {"body.colour": "#b48a5a", "body.material": "kraft", "backdrop.colour": "#d9c9aa"},
    "book": {
        "body.colour": "#1d5563", "body.material": "matte", "object.turn": -28.0, "backdrop.colour": "#d9c9aa",
    },
    "phone": {"body.colour": "#46494d", "body.material": "metal", "fill.colour": "#4a5fc8", "object.turn": 24.0},
    "speaker": {"body.colour": "#36383b", "body.material": "satin", "fill.colour": "#26272a"},
}  # fmt: skip

# What a bottle of a shape is made of where nobody says it.
SHAPES: dict[str, dict[str, Value]] = {
    "flacon": {"body.colour": "#e3b3a0", "body.material": "glass", "cap.colour": "#1c1c1e", "cap.material": "gloss"},
    "dropper": {"body.colour": "#8a4a12", "body.material": "glass", "cap.colour": "#1c1c1e", "cap.material": "satin"},
    "wine": {"body.colour": "#1b3626", "body.material": "glass", "cap.colour": "#5c1a2a", "cap.material": "satin"},
}  # fmt: skip

# The fields of an object that change nothing in the picture of a kind, so that nobody claims to have changed it.
_BOXES = frozenset({"carton", "book", "phone", "speaker"})
_SHOWN_BY: dict[str, frozenset[str]] = {
    "object.shape": frozenset({"bottle"}), "object.pose": frozenset({"book", "phone"}), "object.turn": _BOXES,
    "object.handle": frozenset({"mug"}), "object.flame": frozenset({"candle"}), "object.lit": frozenset({"lamp"}),
    "object.slim": product_shapes.SHAPED, "body.speckle": product_shapes.GLAZED,
    "fill.colour": frozenset({"mug", "glass", "candle", "bowl", "phone", "speaker"}),
    "cap.colour": frozenset({"bottle", "jar", "can", "lamp", "tube", "speaker"}),
    "cap.material": frozenset({"bottle", "jar", "can", "lamp", "tube", "speaker"}),
}  # fmt: skip


def shows(kind: str, name: str) -> bool:
    """Whether the field `name` (plain, without a prefix) changes anything in the picture of a kind of object."""
    return kind in _SHOWN_BY.get(name, (kind,))


def look(fields: dict[str, Value], prefix: str) -> dict[str, Value]:
    """The fields of one object under their plain names; what nobody named is what its kind or shape comes with."""
    kind = str(fields.get(f"{prefix}object.kind", ""))
    own = {name: fields.get(prefix + name, "") for name in OBJECT}
    shape = SHAPES.get(str(own["object.shape"]), {}) if kind == "bottle" else {}
    if shape and own["body.colour"] == OBJECT["body.colour"]:
        own["body.colour"] = ""
    comes_with = OBJECT | {"body.material": "matte"} | KINDS.get(kind, {}) | shape
    return {name: value if value != "" else comes_with[name] for name, value in own.items()} | {"object.kind": kind}
