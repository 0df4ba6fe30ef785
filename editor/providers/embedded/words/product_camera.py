"""What the product family understands of the camera, of how a thing stands before it, and of a thing's own shape."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.common import A_BIT
from editor.providers.embedded.words.vocabulary import Change, Step, words

FIELDS: dict[str, Value] = {
    "camera.angle": "raised", "camera.lift": 0.0, "camera.lens": "normal", "camera.focus": "", "camera.blur": 0.0,
}  # fmt: skip

_SHOT = r"(?: (?:view|shot|angle|perspective|camera|viewpoint|photo(?:graph)?|look))?"
_SEEN = r"(?:(?:see|seen|view|viewed|shot|show|shown|photographed|look|looking|taken)(?: (?:it|this|down))?(?: (?:at|on) it)? )?"
_LENS = r"(?:(?:with|on|through|using|use) )?(?:an? |the )?"
_FLAT = r"(?:book|novel|notebook|journal|hardcover|phone|smartphone)"
_AFTER_FLAT = r"(?:(?<=book )|(?<=phone )|(?<=novel )|(?<=journal ))"
_BEFORE_FLAT = rf"(?= (?:down )?(?:the |an? )?(?:[\w#-]+ ){{0,3}}{_FLAT}(?![\w-]))"
_TURN = r"(?:turn(?:ed)?|rotate(?:d)?|swivel)(?: (?:it|the (?:box|carton|book|phone|speaker|package)))?"
_LAMP = r"(?:table |desk |bedside |reading )?lamp"

_EYE: dict[str, Change] = {"camera.angle": "raised", "camera.lift": -1.0}  # as low as the camera goes
_HIGH: dict[str, Change] = {"camera.angle": "high", "camera.lift": 0.0}
_LOWER: dict[str, Change] = {"camera.lift": Step(-0.5, -1, 1)}
_HIGHER: dict[str, Change] = {"camera.lift": Step(0.25, -1, 1)}
_PLACE = r"(?:(?:camera|shooting|viewing) )?(?:angle|viewpoint|camera|perspective|view|vantage point|point of view)"
_SMALL = r"(?: (?:just )?(?:a (?:bit|little|touch|tad)|slightly|some more|more))?"

# How far the camera looks down, where it is told in degrees.
DEGREES: tuple[int, ...] = (5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60)
_TENS = {
    10: "ten",
    15: "fifteen",
    20: "twenty",
    30: "thirty",
    40: "forty",
    45: "forty[- ]five",
    50: "fifty",
    60: "sixty",
}
_ABOUT = r"(?:(?:(?:from|at|about|around|roughly|nearer|closer to|more like|say|to|an?) )*)"
# "Tilt it 15 degrees" is said of the thing, and no word of the camera.
_NOT_IT = "".join(
    rf"(?<!{word} )"
    for word in (
        "it",
        "them",
        "by",
        "this",
        "can",
        "bottle",
        "jar",
        "mug",
        "cup",
        "box",
        "carton",
        "book",
        "phone",
        "product",
        "object",
        "tube",
        "vase",
        "candle",
    )
)
_BY_DEGREES: list[tuple[str, dict[str, Change]]] = [
    (
        rf"{_NOT_IT}{_SEEN}{_ABOUT}(?:{each}|{_TENS.get(each, each)})(?: ?°|[- ]?deg(?:ree)?s?)(?: (?:angle|view|shot|perspective|camera|above|down|downwards?))*",
        {"camera.angle": str(each), "camera.lift": 0.0},
    )
    for each in DEGREES
]

_ANGLES: list[tuple[str, dict[str, Change]]] = [
    *_BY_DEGREES,
    (rf"{A_BIT}lower(?:ed)? {_PLACE}|(?:lower|drop|sink|bring down|take down) (?:the |your )?{_PLACE}(?: down)?{_SMALL}|(?:(?:move|bring|take|put|get|have|with) )?(?:the )?(?:camera|viewpoint|angle|perspective) {A_BIT}(?:lower|down)(?: down)?{_SMALL}|(?:less|not so (?:much|far)) from above|{A_BIT}less (?:top[- ]down|high)", _LOWER),
    (rf"{A_BIT}(?:higher|steeper) {_PLACE}|(?:raise|lift) (?:the |your )?{_PLACE}(?: up)?{_SMALL}|(?:(?:move|bring|take|put|get|have|with) )?(?:the )?(?:camera|viewpoint|angle|perspective) {A_BIT}(?:higher|up)(?: up)?{_SMALL}|{A_BIT}more from above|{A_BIT}more top[- ]down", _HIGHER),
    (r"(?:but )?not (?:so |quite )?(?:(?:from )?(?:straight|directly|right) (?:down|above)|(?:from )?(?:fully |completely )?(?:top[- ]down|overhead))", _HIGH),
    (rf"(?:at |from )?(?:an? |the )?(?:very )?(?:low|hero)[- ](?:angle|viewpoint|view|perspective)|worm[’']?s[- ]eye{_SHOT}", _EYE),
    (rf"{_SEEN}(?:at |from |to |camera at )?(?:an? )?eye[- ]level{_SHOT}|{_SEEN}(?:from )?(?:straight|head)[- ]on{_SHOT}|(?:camera )?level with (?:it|the (?:product|object))", _EYE),
    (rf"{_SEEN}(?:from )?(?:slightly|a (?:bit|little)|just) (?:from )?above|{_SEEN}from (?:slightly|a (?:bit|little)|just) above|(?:at |from )?(?:an? |the )?(?:slightly )?(?:raised|elevated){_SHOT}", {"camera.angle": "raised", "camera.lift": 0.0}),
    (rf"{_SEEN}(?:at |from |to )?(?:an? )?high[- ](?:angle|viewpoint|camera|vantage point){_SHOT}|{_SEEN}from (?:(?:high|well|far) )?above|(?:an? )?view from (?:high )?above", _HIGH),
    (r"camera (?:flat )?on the (?:floor|ground|table)", {"camera.angle": "eye", "camera.lift": 0.0}),
]  # fmt: skip

_LENSES: list[tuple[str, dict[str, Change]]] = [
    (rf"{_LENS}(?:1[2-9]|2[0-8]) ?mm(?: lens)?|{_LENS}(?:ultra[- ])?wide[- ]angle(?: lens| shot| view)?|{_LENS}wide lens", {"camera.lens": "wide"}),
    (rf"{_LENS}(?:35|40|45|50|55) ?mm(?: lens)?|{_LENS}(?:normal|standard|prime) lens|no macro|not macro", {"camera.lens": "normal"}),
    (rf"{_LENS}(?:[789]\d|1\d\d|[23]00) ?mm(?: (?:portrait )?lens)?|{_LENS}tele(?:photo)?(?: lens| shot| look)?|{_LENS}(?:long|portrait) lens|compressed perspective|flatter perspective", {"camera.lens": "tele"}),
    (rf"{_LENS}(?:\d\d\d? ?mm )?macro(?: (?:lens|shot|look|photo(?:graph)?|view|close[- ]?up|detail))?|extreme close[- ]?up|(?:close )?detail (?:shot|view)", {"camera.lens": "macro", "camera.focus": ""}),
]  # fmt: skip

_CLOSE = r"(?:(?:with|on|through|using|use|in) )?(?:an? |the )?(?:(?:\d\d\d? ?mm )?macro|extreme|detail)(?: (?:lens|shot|look|photo(?:graph)?|view|close[- ]?up|detail))*"
_PARTS: dict[str, str] = {
    "label": r"label|text|lettering|logo|title|print|front",
    "top": r"cap|lid|stopper|top|neck|shoulder|rim|mouth|lampshade|shade|flame|wick|collar|crimp",
    "foot": r"foot|base|bottom", "middle": r"middle|body|side",
}  # fmt: skip
_CLOSER: list[tuple[str, dict[str, Change]]] = [
    (rf"{_CLOSE} (?:of|on) (?:the |its )?(?:{nouns})", {"camera.lens": "macro", "camera.focus": part})
    for part, nouns in _PARTS.items()
]  # fmt: skip

_BLUR: list[tuple[str, dict[str, Change]]] = [
    (r"(?:an? |the )?(?:blurred|blurry|out[- ]of[- ]focus|defocus(?:s)?ed|unsharp) (?:background|backdrop|wall|surroundings)|(?:an? )?shallow (?:depth of field|focus|dof)|(?:soft |creamy )?bokeh|blur the (?:background|backdrop)|(?:background|backdrop) (?:blurred|blurry|out of focus)", {"camera.blur": 0.7}),
    (r"(?:an? |the )?(?:sharp|in[- ]focus|crisp) (?:background|backdrop)|(?:an? )?deep (?:focus|depth of field)|everything (?:in focus|sharp)|(?:background|backdrop) (?:in focus|sharp)", {"camera.blur": 0.0}),
    (rf"{A_BIT}(?:more|stronger) (?:background )?blur|{A_BIT}(?:blurrier|softer) (?:background|backdrop)", {"camera.blur": Step(0.3, 0, 1)}),
    (rf"{A_BIT}(?:less|weaker) (?:background )?blur|{A_BIT}sharper (?:background|backdrop)", {"camera.blur": Step(-0.3, 0, 1)}),
]  # fmt: skip

_TURNS: list[tuple[str, dict[str, Change]]] = [
    (rf"(?:in |at |from )?(?:an? )?(?:three[- ]quarters?|3/4){_SHOT}|angled (?:view|shot)|at an angle", {"object.turn": 28.0}),
    (rf"{_TURN} {A_BIT}(?:more )?(?:to the )?left", {"object.turn": Step(12, -60, 60)}),
    (rf"{_TURN} {A_BIT}(?:more )?(?:to the )?right", {"object.turn": Step(-12, -60, 60)}),
    (r"facing (?:the camera|front|forwards?|us)|face (?:the camera|forwards?|us)|front[- ]facing|from the front(?! (?:light|one|mug|cup|bottle|jar|can|vase|bowl|candle|lamp|tube|box|carton|book|phone|speaker|object|product|item))", {"object.turn": 0.0}),
    (r"(?:show|see|with) (?:me )?the (?:left side|spine)(?: visible)?|spine (?:visible|showing)", {"object.turn": -28.0}),
    (r"(?:show|see|with) (?:me )?the (?:right side|fore-?edge|pages)(?: visible)?|pages (?:visible|showing)", {"object.turn": 28.0}),
    (rf"(?:lying|laid|lay)(?: flat)?{_BEFORE_FLAT}|{_AFTER_FLAT}(?:is |that is )?(?:lying|laid|lies|lay)(?: (?:flat|down))*|{_AFTER_FLAT}(?:flat|down)(?: flat)?|lying(?: (?:flat|down))*", {"object.pose": "lying"}),
    (rf"(?:stand|standing|upright)(?: up)?{_BEFORE_FLAT}|{_AFTER_FLAT}(?:is |that is )?(?:standing|stands|upright)(?: up(?:right)?)*", {"object.pose": "standing"}),
]  # fmt: skip

# A shape says what a bottle is; what it is made of follows from it where nobody says that.
_SHAPES: list[tuple[str, dict[str, Change]]] = [
    (r"(?:perfume|fragrance|cologne|scent|eau de (?:parfum|toilette|cologne))(?: (?:bottle|flacon|spray|flask))?|flacon|atomi[sz]er", {"object.kind": "bottle", "object.shape": "flacon"}),
    (r"(?:(?:serum|oil|essential oil|tincture|cbd) )?(?:dropper|pipette)(?: (?:bottle|flask|vial))?|serum (?:bottle|vial|flask)|(?:dropper|pipette)[- ](?:style|type|top|cap)(?: (?:bottle|flask|vial|cap))?", {"object.kind": "bottle", "object.shape": "dropper"}),
    (r"(?:(?:red |white )?wine|olive oil|champagne|bordeaux|vinegar) bottle|bottle of (?:(?:red |white )?wine|bordeaux|olive oil)", {"object.kind": "bottle", "object.shape": "wine"}),
    (r"(?:plain|simple|round|regular|normal|pharmacy|apothecary|boston)(?= bottle)", {"object.shape": ""}),
]  # fmt: skip

_LIT: list[tuple[str, dict[str, Change]]] = [
    (rf"(?:switch(?:ed)?|turn(?:ed)?|put) on (?:the )?{_LAMP}|(?:switch|turn) (?:the )?{_LAMP} on|(?:lit|glowing|switched[- ]on)(?= (?:[\w#-]+ ){{0,2}}{_LAMP})|(?<=lamp )(?:(?:is )?(?:switched |turned )?on|glowing|lit)", {"object.lit": True}),
    (rf"(?:switch(?:ed)?|turn(?:ed)?|put) (?:off|out) (?:the )?{_LAMP}|(?:switch|turn) (?:the )?{_LAMP} off|(?<=lamp )(?:(?:is )?(?:switched |turned )?off|unlit)|(?:switched[- ]off)(?= (?:[\w#-]+ ){{0,2}}{_LAMP})", {"object.lit": False}),
    (r"(?:it is |it's )?(?:switched|turned) on", {"object.lit": True}), (r"(?:it is |it's )?(?:switched|turned) off", {"object.lit": False}),
    (r"light the candle|burning(?= candle)", {"object.flame": True}), (r"(?:extinguish|blow out|put out) the (?:candle|flame)", {"object.flame": False}),
]  # fmt: skip

SETTERS: list[tuple[str, dict[str, Change]]] = [*_ANGLES, *_LENSES, *_CLOSER, *_BLUR, *_TURNS, *_SHAPES, *_LIT]

THINGS: dict[str, dict[str, Change]] = {
    "blur": {"camera.blur": Step(-0.3, 0, 1)}, "bokeh": {"camera.blur": Step(-0.3, 0, 1)},
}  # fmt: skip

HARMLESS = words(
    """
        angle angled camera cardboard cosmetic focal hardback lens lying level packaging packshots photographed pose
        quarter shot shots side standing three tilted upright view viewed
    """
)
