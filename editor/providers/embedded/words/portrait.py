"""What the portrait family understands: its fields, and every word and phrase that moves them."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re
from typing import TypeAlias

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words import portrait_worn
from editor.providers.embedded.words.common import AFTER
from editor.providers.embedded.words.palettes import PALETTES
from editor.providers.embedded.words.portrait_hides import GREY_HAIR, NATURAL_HAIR, hides, qualifies
from editor.providers.embedded.words.shared import PHRASES_OF
from editor.providers.embedded.words.vocabulary import TAKEN, Change, Step, Vocabulary, setters, words

# An empty kind or colour is chosen to fit the person, the style and the colours around it.
DEFAULTS: dict[str, Value] = {
        **AFTER, "style.name": "popart",
        "person.kind": "woman", "person.age": "adult", "head.turn": -0.45,
        "hair.colour": "#ee4266", "hair.style": "", "background.colour": "#00a6a6", "rays.colour": "#ffd23f",
        "rays.on": True, "ground.kind": "rays", "leaves.colour": "",
        "skin.colour": "#f7c9a9", "freckles.on": False, "beard.on": False, "moustache.on": False, "brows.weight": 1.0,
        "top.colour": "#e4572e", "top.kind": "", "top.pattern": "", "tie.kind": "", "tie.colour": "",
        "lips.colour": "", "eyes.colour": "",
        "glasses.on": False, "glasses.kind": "round", "glasses.colour": "", "hat.kind": "", "hat.colour": "",
        "earrings.on": True, "earrings.kind": "", "earrings.colour": "", "dots.amount": 1.0,
        "word.on": False, "word.text": "POW!", "word.colour": "", "mood.name": "calm", "light.level": 0.0,
        "ink.colour": "#1b1b3a", "ink.weight": 1.0, "wash.on": True, "poster.on": False, "poster.weight": 0.0, "hair.fringe": False,
    }  # fmt: skip

Rows: TypeAlias = tuple[tuple[str, dict[str, Change]], ...]

_WOMAN = r"(?:woman|lady|girl|female|mother|grandmother|grandma|businesswoman)"
_MAN = r"(?:man|guy|gentleman|boy|male|father|grandfather|grandpa|businessman|dude|bloke)"
_PERSON = r"(?:person|somebody|someone|human)"
_ANYBODY = rf"(?:{_WOMAN}|{_MAN}|{_PERSON})"
_BEHIND = r"(?: (?:behind|around|in the background|in the back|background|backdrop|pattern))?(?: (?:her|him|them|it|the head|the figure))?"

_OPENS = re.compile(
    r"\b(?:pop[- ]?art|portraits?|comic(?:[- ]book)?|ben[- ]day|face of|lichtenstein|avatars?|"
    r"illustrated (?:face|woman|man|person)|"
    r"(?:posters?|illustration|drawing|sketch|line[- ](?:art|drawing)|duo-?tone|risograph|print) of (?:an? |the )?"
    rf"(?:[\w-]+ ){{0,3}}?{_ANYBODY}|(?:posters?|illustration|drawing|sketch|line[- ](?:art|drawing))\s{{2,}}of (?:an? )?|"
    r"head[- ]?shots? of|(?:cartoon|illustrated|flat|vector|comic|line|minimal|drawn) characters?|characters? (?:design|portrait)|"
    rf"(?:illustrated|cartoon|vector|line[- ]drawn|hand[- ]drawn|flat) (?:[\w-]+ ){{0,2}}?{_ANYBODY})\b|"
    rf"^\W*of (?:an? )(?:[\w-]+ ){{0,3}}?{_ANYBODY}\b",
    re.I,
)

# A style here and somebody there: "gig poster, duotone, an older man with a beard". Asked last, as both words are wide.
OPENS_LAST = re.compile(
    rf"(?=[\s\S]*\b(?:posters?|flat|vector|illustrat(?:ion|ed)|duo-?tone|line[- ](?:art|drawing)|risograph|comic|avatar|"
    rf"screen[- ]?print)\b)[\s\S]*?\b(?:{_ANYBODY})\b",
    re.I,
)

_HAIR = [
    "hair",
    "hairdo",
    "hairstyle",
    "haircut",
    "bob",
    "bun",
    "ponytail",
    "afro",
    "curls",
    "fringe",
    "locks",
    "buzz cut",
    "pixie",
]
_TARGETS: dict[str, str] = {
        **dict.fromkeys(_HAIR, "hair"), **dict.fromkeys(portrait_worn.TOPS, "top"),
        **dict.fromkeys(["background", "backdrop", "ground"], "background"),
        **dict.fromkeys(["rays", "sunburst", "stripes", "sunrays", "sun rays", "disc", "disk", "circle", "sun"], "rays"),
        **dict.fromkeys(["leaves", "foliage", "leaf", "plants", "botanicals"], "leaves"),
        **dict.fromkeys(["skin", "face", "complexion"], "skin"), "freckles": "freckles",
        **dict.fromkeys(["beard", "goatee"], "beard"), **dict.fromkeys(["moustache", "mustache"], "moustache"),
        **dict.fromkeys(["brows", "eyebrows"], "brows"),
        **dict.fromkeys(["lips", "lipstick", "mouth"], "lips"), **dict.fromkeys(["eyes", "eye"], "eyes"),
        **dict.fromkeys(["glasses", "sunglasses", "spectacles", "eyeglasses", "shades"], "glasses"),
        **dict.fromkeys(["hat", "beret", "cap", "headscarf", "hijab", "headwear", "beanie", "fedora", "trilby", "panama"], "hat"),
        **dict.fromkeys(["tie", "necktie"], "tie"),
        **dict.fromkeys(["earrings", "earring", "hoops", "studs"], "earrings"), **dict.fromkeys(["dots", "halftone"], "dots"),
        **dict.fromkeys(["word", "text", "speech bubble", "bubble", "burst", "lettering"], "word"),
        **dict.fromkeys(["outline", "outlines", "lines", "ink", "line", "linework"], "ink"), "mood": "mood", "expression": "mood",
        "poster": "poster", **dict.fromkeys(["paper", "sheet"], "paper"),
    }  # fmt: skip

_COLOURS: dict[str, str] = {
        "hair": "hair.colour", "background": "background.colour", "rays": "rays.colour", "skin": "skin.colour",
        "top": "top.colour", "lips": "lips.colour", "eyes": "eyes.colour", "earrings": "earrings.colour",
        "word": "word.colour", "ink": "ink.colour", "leaves": "leaves.colour", "glasses": "glasses.colour",
        "hat": "hat.colour", "tie": "tie.colour", "beard": "hair.colour", "moustache": "hair.colour", "paper": "style.paper",
    }  # fmt: skip

# "A duotone in navy and coral" is of two inks; any other style has two colours behind the figure.
COLOUR_LISTS: dict[str, tuple[str, ...]] = {
    "style": ("style.ink", "style.paper"), "background": ("background.colour", "rays.colour"),
}  # fmt: skip

_MATERIALS: dict[str, str] = {}

_PLAIN: dict[str, Change] = {"rays.on": False, "ground.kind": "plain"}

_SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {
        "rays": ({"rays.on": True, "ground.kind": "rays"}, _PLAIN), "background": ({}, _PLAIN),
        "leaves": ({"ground.kind": "leaves"}, {"ground.kind": "plain", "rays.on": False}),
        "glasses": ({"glasses.on": True}, {"glasses.on": False, "glasses.colour": ""}),
        "earrings": ({"earrings.on": True}, {"earrings.on": False}), "dots": ({"dots.amount": 1.0}, {"dots.amount": 0.0}),
        "hat": ({"hat.kind": "beret"}, {"hat.kind": "none", "hat.colour": ""}),
        "beard": ({"beard.on": True}, {"beard.on": False}), "moustache": ({"moustache.on": True}, {"moustache.on": False}),
        "freckles": ({"freckles.on": True}, {"freckles.on": False}),
        "tie": ({"tie.kind": "tie"}, {"tie.kind": "none", "tie.colour": ""}),
        "word": ({"word.on": True}, {"word.on": False}), "poster": ({"poster.on": True}, {"poster.on": False}),
    }  # fmt: skip

_PEOPLE: Rows = (
        (r"(?<!the )(?:little |young |teenage |school)?(?:girl|daughter)", {"person.kind": "woman", "person.age": "young"}),
        (r"(?<!the )(?:little |young |teenage |school)?(?:boy|son|lad)", {"person.kind": "man", "person.age": "young", "earrings.on": False}),
        (rf"(?<!the )(?:old|older|elderly|senior|aged) {_WOMAN}", {"person.kind": "woman", "person.age": "old", "hair.colour": GREY_HAIR}),
        (rf"(?<!the )(?:old|older|elderly|senior|aged) {_MAN}", {"person.kind": "man", "person.age": "old", "earrings.on": False, "hair.colour": GREY_HAIR}),
        (rf"(?<!the )(?:young|teenage) {_WOMAN}", {"person.kind": "woman", "person.age": "young"}),
        (rf"(?<!the )(?:young|teenage) {_MAN}", {"person.kind": "man", "person.age": "young", "earrings.on": False}),
        (rf"(?<!the )(?:young|teenage) {_PERSON}", {"person.kind": "person", "person.age": "young"}),
        (rf"(?<!the ){_WOMAN}", {"person.kind": "woman"}), (rf"(?<!the ){_MAN}", {"person.kind": "man", "earrings.on": False}),
        (rf"(?<!the ){_PERSON}|androgynous|non-?binary", {"person.kind": "person"}),
        (r"(?:young|younger|teenage|teen|youthful)", {"person.age": "young"}), (r"(?:elderly|older|aged|wrinkled|wrinkles|old)", {"person.age": "old"}),
        (r"middle[- ]aged|adult|grown[- ]up", {"person.age": "adult"}),
        (rf"black(?= {_ANYBODY})|(?:very )?dark[- ]skinned|(?:very dark|deep brown|ebony) (?:skin|complexion)", {"skin.colour": "#5f3a27"}),
        (r"(?:dark|deep|black)(?: brown)? (?:skin|complexion)", {"skin.colour": "#6f452f"}),
        (r"brown[- ]skinned|(?:medium )?brown (?:skin|complexion)|(?:bronze|caramel) (?:skin|complexion)", {"skin.colour": "#a4714d"}),
        (r"(?:tanned|tan|sun-?kissed)(?: (?:skin|complexion))?", {"skin.colour": "#d39b73"}), (r"(?:olive|medium) (?:skin|complexion)|olive[- ]skinned", {"skin.colour": "#c99a74"}),
        (r"(?:light|fair|white) (?:skin|complexion)|(?:light|fair)[- ]skinned", {"skin.colour": "#f7c9a9"}),
        (r"(?:very )?(?:pale|porcelain) (?:skin|complexion)|pale[- ]skinned", {"skin.colour": "#fbe0cf"}),
        (r"freckled|(?:with )?freckles", {"freckles.on": True}),
        (r"(?:full |bushy |thick |long )?beard(?:ed)?|goatee", {"beard.on": True}), (r"(?:handlebar )?mo?ustache", {"moustache.on": True}),
        (r"clean[- ]shaven", {"beard.on": False, "moustache.on": False}),
        (r"(?:thick|bushy|bold|strong|heavy|thicker|bolder) (?:eye)?brows", {"brows.weight": 1.45}), (r"(?:thin|fine|thinner|finer) (?:eye)?brows", {"brows.weight": 0.7}),
    )  # fmt: skip

_HAIR_ROWS: Rows = (
        (r"(?:long|longer)(?: straight)?(?: hair)?|long[- ]haired", {"hair.style": "long"}),
        (r"(?:short|shorter|cropped)(?: hair| cut)?|short[- ]haired|pixie(?: cut)?", {"hair.style": "short"}),
        (r"(?:with )?(?:a |an )?(?:straight |blunt |full |short |long )?(?:fringe|bangs)", {"hair.fringe": True}),
        (r"(?:no|without a|without|lose the|remove the|drop the) (?:fringe|bangs)", {"hair.fringe": False}),
        (r"bob(?: cut| haircut)?(?: with (?:a )?(?:fringe|bangs))", {"hair.style": "bob", "hair.fringe": True}),
        (r"bob(?: cut| haircut)?|bobbed(?: hair)?|(?:chin|shoulder)[- ]length(?: hair)?", {"hair.style": "bob"}),
        (r"(?:in a |with a )?(?:top ?knot|(?:messy |top |man )?bun)|updo|hair (?:up|tied up)", {"hair.style": "bun"}),
        (r"(?:in a |with a )?(?:high )?pony ?tail", {"hair.style": "ponytail"}),
        (r"curly(?: hair| bob)?|(?:with )?(?:big |tight )?curls|curly[- ]haired|long curly(?: hair)?|short curly(?: hair)?", {"hair.style": "curly"}),
        (r"afro(?: hair)?|natural hair", {"hair.style": "afro"}), (r"buzz[- ]?cut|crew cut|buzzed(?: hair)?|very short hair|shaved(?: hair)?", {"hair.style": "buzz"}),
        (r"wavy(?: hair)?|(?:with )?(?:soft |loose )?waves|(?:long|medium) wavy(?: hair)?", {"hair.style": "wavy"}), (r"straight hair", {"hair.style": "long"}),
        (r"bald(?: head)?|hairless|shaved head|shaven head", {"hair.style": "bald"}),
        (r"grey[- ]haired|gray[- ]haired", {"hair.colour": "#b5b4b2"}), (r"dark[- ]haired|dark hair", {"hair.colour": "#2b1d18"}),
        (r"fair[- ]haired|blonde?[- ]haired", {"hair.colour": "#e3c274"}), (r"red[- ]?haired|redhead(?:ed)?", {"hair.colour": "#b8442a"}),
    )  # fmt: skip

_AS_A = r"(?:(?:in|into|to|as|like) )?(?:an? |the )?"
_STYLED = r"(?:(?:illustrated|bold|modern|simple|graphic) )*(?:portrait|illustration|drawing|avatar|picture|image|print|face)(?: of)?"
_FLAT = rf"{_AS_A}(?:flat|editorial|vector)(?:[- ](?:style|design|vector|colou?r|look))*"
_LINE = rf"{_AS_A}(?:(?:fine |single |continuous |one )?line(?:[- ](?:art|drawing|work|style))?|ink|pen)"
_DUOTONE = rf"{_AS_A}(?:duo-?tone|riso(?:graph)?)(?: style| look)?"


# Flat planes want quieter colours than pop art's.
_FLAT_COLOURS: dict[str, Change] = {
    "hair.colour": NATURAL_HAIR, "background.colour": "#2c6e76", "rays.colour": "#f2bf5e", "top.colour": "#d8643f",
}  # fmt: skip


def _opening(style: str, name: str) -> Rows:
    """A style that the picture is first asked in brings its own ground; one asked for later leaves the ground alone."""
    look: dict[str, Change] = {"style.name": name, "ground.kind": "disc"}
    if name == "flat":
        look |= _FLAT_COLOURS
    return (rf"{style} {_STYLED}", look), (rf"{style} poster(?: of)?", look | {"poster.on": True})


_STYLE_ROWS: Rows = (
        *_opening(_FLAT, "flat"), *_opening(_LINE, "line"), *_opening(_DUOTONE, "duotone"),
        (rf"{_FLAT}(?! (?:[\w-]+ )?(?:background|backdrop|ground|cap))", {"style.name": "flat"}),
        (rf"{_AS_A}(?:(?:fine |single |continuous |one )?line[- ](?:art|drawing|work|style)|(?:ink|pen) drawing)(?: of)?", {"style.name": "line"}),
        (_DUOTONE, {"style.name": "duotone"}),
        (r"(?:in |with )?(?:a |only )?(?:single|one)[- ](?:ink(?:[- ]colou?r)?|colou?r)(?: only)?(?! (?:background|rays))|(?:pure |only |just )line ?art|(?:no|without) (?:colou?rs?|wash(?:es)?)", {"wash.on": False}),
        (r"(?:with )?(?:a |an )?(?:colou?r|spot colou?r|accent) wash|more colou?rs?", {"wash.on": True}),
        (rf"{_AS_A}(?:pop[- ]?art|comic(?:[- ]book)?|lichtenstein)(?:[- ]style| style| look)?", {"style.name": "popart"}),
        (rf"{_AS_A}(?:(?:retro|vintage|travel|railway|tourism|holiday|ski|classic|screen[- ]?print(?:ed)?) )+posters?(?:[- ](?:style|look|design))?(?: portrait| illustration)?(?: of)?", {"style.name": "flat", "ground.kind": "disc", "poster.on": True, **_FLAT_COLOURS}),
        (rf"{_AS_A}(?:(?:gig|concert|film|movie|theatre|theater|jazz|festival|music|club|event|campaign|exhibition|circus|opera|band|tour|show) )+posters?(?:[- ](?:style|look|design))?(?: portrait| illustration)?(?: of| for| with)?", {"poster.on": True}),
        (rf"{_AS_A}posters?[- ]style(?: portrait| illustration)?(?: of)?", {"poster.on": True}),
        (rf"(?:on )?{_AS_A}(?:bold |graphic |gig |event |concert |exhibition |film |movie )?poster(?: layout| composition| design)?(?: of| for| with)?", {"poster.on": True}),
    )  # fmt: skip

_GROUND_ROWS: Rows = (
        (r"(?:plain|flat|solid|simple|clean|empty|blank)(?= (?:[\w-]+ ){0,3}(?:background|backdrop|ground))", _PLAIN),
        (r"(?:with )?(?:sun ?rays|rays|sun ?burst)" + _BEHIND, {"rays.on": True, "ground.kind": "rays"}),
        (r"(?:with )?(?:botanical |tropical |jungle )?(?:leaves|foliage|plants|botanicals)" + _BEHIND + r"|botanical(?= (?:background|backdrop))", {"ground.kind": "leaves"}),
        (r"(?:with )?(?:an? )?(?:big |large )?(?:sun(?: disc)?|circle|disc|disk|halo)" + _BEHIND, {"ground.kind": "disc"}),
        (r"(?:striped|stripy)(?= (?:[\w-]+ ){0,2}(?:background|backdrop))|stripes (?:behind|in the background)" + _BEHIND, {"ground.kind": "stripes"}),
        (r"(?:dotted|spotted|polka[- ]dot(?:ted)?)(?= (?:[\w-]+ ){0,2}(?:background|backdrop))|(?:polka )?dots (?:behind|in the background)" + _BEHIND, {"ground.kind": "dots"}),
        (r"half-?tone (?:fade|gradient)|half-?tone(?= (?:[\w-]+ ){0,2}(?:background|backdrop))", {"ground.kind": "halftone"}),
        (r"(?:soft |smooth )?gradient", {"ground.kind": "gradient"}),
    )  # fmt: skip

_MOOD_ROWS: Rows = (
        (r"smiling|smiles?|happy|cheerful|(?:with a )?(?:big |warm |wide |broad )?smile|joyful|laughing|grinning|beaming|(?:big )?grin|happier", {"mood.name": "happy"}),
        (r"surprised|shocked|astonished|(?:with an )?open mouth|gasping|amazed|startled", {"mood.name": "surprised"}),
        (r"calm|serious|thoughtful|pensive|dreamy|quiet look|neutral(?: expression| look)?|cool look|relaxed|confident|serene|unsmiling|composed", {"mood.name": "calm"}),
        (r"sad|crying|tearful|melancholy|melancholic|upset|unhappy|(?:with )?(?:a )?tears?|weeping", {"mood.name": "sad"}),
        (r"angry|furious|frowning|grumpy|annoyed|cross|fierce", {"mood.name": "angry"}), (r"wink(?:ing)?|(?:with a )?wink", {"mood.name": "wink"}),
        (r"(?:facing|looking|turned)(?: to)?(?: the)? left", {"head.turn": -0.8}), (r"(?:facing|looking|turned)(?: to)?(?: the)? right", {"head.turn": 0.8}),
        (r"(?:facing|looking)(?: to| at| into)?(?: the)? (?:front|forward|forwards|viewer|camera|us|me|straight)(?: on)?|front[- ]facing|frontal|front view|straight on|head[- ]on", {"head.turn": 0.0}),
        (r"(?:in |at )?(?:a )?three[- ]quarters?(?: (?:view|angle|pose|profile|turn))?", {"head.turn": -0.9}),
    )  # fmt: skip

_DOT_ROWS: Rows = (
        (r"(?:more|bigger|larger|stronger) (?:ben[- ]day |halftone )?dots", {"dots.amount": Step(0.35, 0, 1.7)}),
        (r"(?:fewer|less|smaller|finer) (?:ben[- ]day |halftone )?dots", {"dots.amount": Step(-0.35, 0, 1.7)}),
        (r"(?:ben[- ]day|halftone) dots", {"dots.amount": 1.0}),
        (r"brighter", {"light.level": Step(0.3, -1, 1)}), (r"darker", {"light.level": Step(-0.3, -1, 1)}),
    )  # fmt: skip

_PALETTE_ROWS: Rows = tuple(
    (rf"(?:(?:in|with) )?(?:an? |the )?(?:{name}) (?:palette|colou?rs|colou?r (?:scheme|palette)|tones)", changes)
    for name, changes in PALETTES
)

# "Swap the background and top colours": two colours that are always there change places.
_SWAPPED = {
    "background": "background|backdrop",
    "top": "top|shirt|dress|jumper|sweater|turtleneck|suit|jacket|clothes|outfit",
    "hair": "hair",
    "rays": "rays|disc|sun",
}
_SWAP_ROWS: Rows = tuple(
    (rf"(?:swap|switch|exchange|trade) (?:the |her |his |their )*(?:colou?rs? of )?(?:the |her |his |their )*(?:{said})(?:'s)?(?: colou?rs?)? ?(?:&|and|with|for|/) ?(?:the |her |his |their )*(?:{other_said})(?:'s)?(?: colou?rs?)?(?: round| around)?",
     {f"{one}.colour": f"{TAKEN}{other}.colour", f"{other}.colour": f"{TAKEN}{one}.colour"})
    for one, said in _SWAPPED.items() for other, other_said in _SWAPPED.items() if one != other
)  # fmt: skip
_OUTLINES = r"(?:(?:out)?lines?|line ?work|strokes?|contours?|ink)"
_LINES: Rows = (
    (rf"(?:a (?:bit|little) |much )?(?:thicker|bolder|heavier|fatter|stronger) {_OUTLINES}|(?:the )?{_OUTLINES} (?:a (?:bit|little) |much )?(?:thicker|bolder|heavier)", {"ink.weight": Step(0.4, 0.5, 2.2)}),
    (rf"(?:a (?:bit|little) |much )?(?:thinner|finer|lighter|more delicate) {_OUTLINES}|(?:the )?{_OUTLINES} (?:a (?:bit|little) |much )?(?:thinner|finer)", {"ink.weight": Step(-0.3, 0.5, 2.2)}),
)  # fmt: skip
_TOO = r"(?:she|he|they|it|the (?:face|figure|person)) looks? (?:a (?:bit|little|touch)|too|so|rather|very|quite)"
_MOOD_FAULTS: Rows = (
    (rf"{_TOO} (?:sad|serious|stern|grumpy|angry|unhappy|gloomy|cold|unfriendly)", {"mood.name": "happy"}),
    (rf"{_TOO} (?:happy|cheerful|jolly|silly|goofy)", {"mood.name": "calm"}),
)  # fmt: skip
_LETTERS = r"(?:the )?(?:lettering|title|text|letters|headline|type|words)"
_HEAVIER: Rows = (
    (rf"(?:a (?:bit|little) |much )?(?:bolder|heavier|fatter|thicker) {_LETTERS}|{_LETTERS} (?:a (?:bit|little) |much )?(?:bolder|heavier|fatter|thicker)", {"poster.weight": Step(0.5, -0.5, 2)}),
    (rf"(?:a (?:bit|little) |much )?(?:lighter|thinner|finer) {_LETTERS}|{_LETTERS} (?:a (?:bit|little) |much )?(?:thinner|finer)", {"poster.weight": Step(-0.5, -0.5, 2)}),
)  # fmt: skip
_OF_THE_WORDS = setters(
    (r"(?:a (?:bit|little) |much )?(?:bolder|heavier|fatter)", {"poster.weight": Step(0.5, -0.5, 2)}),
    (r"(?:a (?:bit|little) |much )?(?:thinner|finer|lighter)", {"poster.weight": Step(-0.5, -0.5, 2)}),
)

_SETTERS = setters(
    *_SWAP_ROWS,
    *_LINES,
    *_MOOD_FAULTS,
    *_HEAVIER,
    *_PEOPLE,
    *_HAIR_ROWS,
    *_GROUND_ROWS,
    *portrait_worn.ROWS,
    *_STYLE_ROWS,
    *_MOOD_ROWS,
    *_DOT_ROWS,
    *_PALETTE_ROWS,
)

# "too much ...", "too many ...": what less of it means; more of it is the same step the other way.
_THINGS: dict[str, dict[str, Change]] = {
        "dots": {"dots.amount": Step(-0.35, 0, 1.7)}, "halftone": {"dots.amount": Step(-0.35, 0, 1.7)},
    }  # fmt: skip

_HARMLESS = words(
    """
        1960s 60s around art avatar headshot character mascot friendly convert thing whole fill solid she they behind big black-outlined bold book bubble burst cartoon close-up colorful colourful
        comic comics composition drawing dye dyed him edges editorial elegant face facing flat girl graphic head her his
        illustrated illustration lady large line look looking loud man nobody outlined pair panel particular person plain
        pop pop-art popart portrait portraits poster print print-ready read reading reads retro say saying says shouting
        simple single sixties somebody someone speech strip stylised stylish stylized switch thick vector vintage vivid wearing
        wears who woman word words
            """
)

WORDS = Vocabulary(
    name="portrait",
    draws="an illustrated portrait or poster of nobody in particular",
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
    colour_lists=COLOUR_LISTS,
    phrases_of={"text": (*_OF_THE_WORDS, *PHRASES_OF["text"])},
    hides=hides,
    qualifies=qualifies,
    words_into=("word.text", "word.on"),
    words_part="word",
)
