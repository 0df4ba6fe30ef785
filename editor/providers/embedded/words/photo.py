"""What the photo family understands: its fields, and every word and phrase that moves them."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from collections.abc import Mapping

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words import photo_places, photo_styles, shared
from editor.providers.embedded.words.common import A_BIT, AFTER, LIGHT_ROWS
from editor.providers.embedded.words.vocabulary import Change, Step, Vocabulary, setters, words

# A ground behind the subject: `background.colour` is paper of one colour, `background.scene` a drawn ground (one of
# background.GROUNDS), `background.dye` the old background in another colour. `frame.extend` adds room beyond the
# photograph's edges, at `frame.room` first; `frame.margin` is more of it than the ratio asks for. Level, warmth and
# saturation of the subject, the background or a part of the frame are moved there alone, those of `light` and `tone`
# everywhere.
DEFAULTS: dict[str, Value] = {
        **AFTER,
        "subject.colour": "", "background.colour": "", "background.blur": 0.0, "background.scene": "",
        "background.hour": "", "background.to": "", "background.dye": "", "background.match": 1.0,
        **{f"{part}.{what}": 0.0 for part in ("subject", "background") for what in ("level", "warmth", "saturation")},
        "light.warmth": 0.0, "light.neutral": False, "light.level": 0.0, "style.name": "",
        "tone.contrast": 0.0, "tone.saturation": 0.0, "tone.shadows": 0.0, "tone.highlights": 0.0,
        "frame.zoom": 1.0, "frame.extend": False, "frame.room": "", "frame.margin": 0.0, "remove.on": False,
        **photo_places.DEFAULTS, **photo_styles.DEFAULTS,
    }  # fmt: skip

_OPENS = None

_TARGETS: dict[str, str] = {
        **dict.fromkeys(
            ["subject", "object", "product", "cup", "mug", "bottle", "cat", "dog", "saucer", "person", "car", "plate",
             "bowl", "vase", "chair", "sofa", "shoe", "shoes", "sneaker", "bag", "handbag", "dress", "shirt", "jacket", "hat",
             "bike", "bicycle", "flower", "flowers", "horse", "bird", "lamp", "watch", "phone", "can", "jar", "box", "book",
             "toy", "cake", "fruit", "apple", "guitar", "kettle", "teapot", "figure", "animal", "item"],
            "subject",
        ),
        "it": "it",  # the subject, where a colour is meant; the whole picture, where its light is
        **dict.fromkeys(["background", "backdrop", "back ground", "bg"], "background"), "gradient": "background",
        **dict.fromkeys(
            ["table", "tabletop", "table top", "wall", "walls", "surroundings", "surface", "desk", "counter", "worktop",
             "floor", "ground", "carpet", "rug", "tablecloth", "grass", "lawn", "sheet", "everything around it",
             *(f"{verb} the {noun}" for verb in ("tint", "dye", "recolour", "recolor", "paint", "colour", "color") for noun in ("background", "backdrop"))],
            "surroundings",
        ),
        **dict.fromkeys(["light", "lighting", "picture", "photo", "photograph", "image", "shot", "tones", "exposure"], "light"),
        **dict.fromkeys(["style", "look"], "style"),
        **dict.fromkeys(["framing", "composition", "crop", "frame", "canvas"], "frame"),
        **dict.fromkeys(["shadows", "highlights", "contrast", "saturation"], "tone"), "removal": "remove",
        **dict.fromkeys(["shadow", "contact shadow", "drop shadow", "cast shadow"], "shadow"),  # a new ground has one
        **photo_places.TARGETS, **photo_styles.TARGETS,
    }  # fmt: skip

_COLOURS: dict[str, str] = {
        "subject": "subject.colour", "it": "subject.colour", "background": "background.colour", "surroundings": "background.dye",
        **photo_places.COLOURS, **photo_styles.COLOURS,
    }  # fmt: skip

_MATERIALS: dict[str, str] = {}

_SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {}  # fmt: skip

_BEHIND = r"(?: (?:background|backdrop))?(?: behind (?:it|them|(?:the|my|our) [\w-]+))?"
_THING = r"(?:it|them|him|her|this|(?:the|my|our|this) [\w-]+)"
_SWAP = (
    rf"(?:(?:replace|swap|change|switch|exchange|turn|make|trade)(?: out)? (?:the |its )?(?:background|backdrop|surroundings)(?: out)?(?: (?:for|with|to|into|by))? |"
    rf"(?:put|place|set|move|show|drop|stand|photograph) {_THING} (?:in front of|in|on|at|before|against|by|near|into|over|onto) |"
    r"(?:in front of|against|before|set in|with) )?"
)
_KIND = (
    r"(?:(?:a|an|the|some) )?(?:(?:blurred|blurry|soft|softly|misty|foggy|hazy|green|sunny|quiet|calm|dreamy|tropical|sandy|rocky|alpine|distant|"
    r"mountain|empty|wide|blue|beautiful|out-of-focus|defocused|sunlit|lush|nordic|modern|big|stormy) )*"
)
_VIEW = r"(?: (?:landscape|scene|scenery|view|setting))?"
_CLEAR: dict[str, Change] = {"background.colour": "", "background.dye": ""}
_WHITE: dict[str, Change] = {"background.scene": "plain", "background.colour": "#ffffff"}


def _ground(name: str, hour: str = "") -> dict[str, Change]:
    return {"background.scene": name, "background.hour": hour, **_CLEAR}


_PLACES: tuple[tuple[str, str], ...] = (
    ("valley", r"valley|(?:rolling )?hills|countryside|landscape|meadow|misty morning"),
    ("mountains", r"mountains?|mountain range|alps|mountain peaks|peaks"),
    ("forest", r"forest|woods|woodland|pine forest|conifers|trees"), ("sea", r"sea|ocean|seascape|lake|open water|horizon"),
    ("beach", r"beach|seashore|seaside|shore|coast"), ("dunes", r"(?:sand )?dunes?|desert"),
    ("city", r"city(?: skyline| lights)?|skyline|cityscape|downtown|town"),
)  # fmt: skip
GROUNDS = (*(name for name, _ in _PLACES), "golden", "sunset", "night", "autumn", "winter")
_HOURS: tuple[tuple[str, str], ...] = (
    ("golden", r"golden[- ]hour(?: (?:sky|light))?"), ("sunset", r"sunset(?: sky)?|evening sky|dusk|twilight(?: sky)?"), ("night", r"night(?: sky)?|starry (?:sky|night)|stars"),
    ("autumn", r"autumn(?: (?:forest|woods|leaves|trees|colou?rs))?|fall foliage"),
    ("winter", r"snow|winter(?: (?:forest|woods|wonderland))?|snowy (?:mountains?|forest|hills|valley|woods)"),
)  # fmt: skip

_WHEN: tuple[tuple[str, str], ...] = (
    ("sunrise", r"sunrise|dawn|daybreak|first light|the morning"), ("noon", r"noon|midday|the day(?:time)?|daylight"),
    ("golden", r"(?:the )?golden hour|late afternoon"), ("dusk", r"sunset|dusk|twilight|the evening"), ("night", r"night|night-?time|midnight|the dark"),
)  # fmt: skip

_GROUND_ROWS: tuple[tuple[str, dict[str, Change]], ...] = (
        *((rf"{_SWAP}{_KIND}(?:{names}){_VIEW}{_BEHIND}", _ground(name)) for name, names in _PLACES),
        *(
            (rf"{_SWAP}{_KIND}(?:{names}){_VIEW} (?:at|in|by|before|under) (?:{when}){_BEHIND}", _ground(name, hour))
            for name, names in _PLACES for hour, when in _WHEN
        ),
        # "Snow" alone may be in the photograph; what is put behind the subject, or called a background, is not.
        *((rf"{_SWAP[:-1]}{_KIND}(?:{names}){_VIEW}{_BEHIND}|{_KIND}(?:{names}){_VIEW} (?:background|backdrop)", _ground(name)) for name, names in _HOURS),
        (rf"{_SWAP}(?:a |an )?(?:professional |clean |plain |photo |lit )*studio(?: (?:background|backdrop|sweep|setting|set|shot|look))?{_BEHIND}", _ground("studio")),
        (r"(?:(?:soft|smooth) )?(?:colou?r )?gradient(?: (?:background|backdrop))?", {"background.scene": "gradient", "background.dye": ""}),
        (rf"{_SWAP}(?:a |on )?(?:plain |clean )?seamless(?: (?:background|backdrop|sweep|paper))?", {"background.scene": "paper", "background.colour": "#d8d9da", "background.dye": ""}),
        (rf"(?:cut|clip|knock) {_THING} out(?: (?:and (?:put|place) (?:it|them) )?on(?:to)? (?:a )?(?:plain |pure |clean )*white(?: (?:background|backdrop))?)?|"
         rf"isolate {_THING}(?: on(?:to)? (?:a )?(?:plain |pure |clean )*white(?: (?:background|backdrop))?)?|cut[- ]?out on(?: a)?(?: plain| pure)? white|"
         rf"(?:remove|delete|erase|drop|lose|get rid of|take away|strip)(?: out)? (?:the |its )(?:background|backdrop)|{_SWAP}(?:a )?(?:plain|pure|clean|solid) white(?: (?:background|backdrop))?|no background", _WHITE),
        (rf"(?:cut|clip|knock) {_THING} out(?= on(?:to)? )|isolate {_THING}(?= on(?:to)? )|(?:plain|flat|solid)(?= (?:[\w-]+ )?[\w-]+ (?:background|backdrop))", {"background.scene": "plain", "background.dye": ""}),
        (r"(?:original|old|own|real) (?:background|backdrop)|(?:bring back|restore|undo|put back) the (?:background|backdrop)|keep the (?:background|backdrop)", {**_CLEAR, "background.blur": 0.0, "background.scene": ""}),
        (r"(?:(?:keep|leave) )?(?:its|their|his|her|the subject[’']s|the) own light(?:ing)?|(?:do not|don't|without) match(?:ing)? (?:the|its) light", {"background.match": 0.0}),
        (r"match(?:ing)? (?:its|the|their) light", {"background.match": 1.0}),
    )  # fmt: skip

_BLUR = r"(?:blur|soften|defocus|throw)(?: out)?(?: the)? (?:background|backdrop|surroundings)(?: out of focus)?"
_BLUR_ROWS: tuple[tuple[str, dict[str, Change]], ...] = (
        (rf"{_BLUR}|(?:background|backdrop) blur(?:red)?|blurr(?:ed|y) (?:background|backdrop)|(?:background|backdrop) out of focus|(?:background|backdrop) softer|"
         r"(?:a )?shallow(?:er)? (?:depth of field|focus)|bokeh|(?:more )?depth of field|portrait mode|(?:like )?(?:a )?(?:f/?1\.\d|wide aperture|fast lens)", {"background.blur": 0.6}),
        (rf"(?:slightly|gently|subtly|softly) {_BLUR}|{_BLUR} (?:slightly|a (?:bit|little|touch)|gently)|(?:subtle|slight|gentle|soft) (?:(?:background )?blur|bokeh)", {"background.blur": 0.3}),
        (rf"(?:strongly|heavily|really) {_BLUR}|{_BLUR} (?:strongly|heavily|a lot|completely)|(?:strong|heavy|creamy|lots of) (?:(?:background )?blur|bokeh)", {"background.blur": 0.95}),
        (rf"{A_BIT}(?:more|stronger|heavier) (?:(?:background )?blur|bokeh)|blurrier(?: background)?", {"background.blur": Step(0.3, 0, 1)}),
        (rf"{A_BIT}(?:less|weaker|lighter) (?:(?:background )?blur|bokeh)", {"background.blur": Step(-0.3, 0, 1)}),
        (r"(?:no|remove the|without) (?:(?:background )?blur|bokeh)|sharp(?:en the)? (?:background|backdrop)|everything in focus|deep focus", {"background.blur": 0.0}),
    )  # fmt: skip

_UP = r"(?:more|increase(?: the)?|boost(?: the)?|raise(?: the)?|higher|stronger|add(?: some)?|add more|bump up(?: the)?|turn up(?: the)?)"
_DOWN = (
    r"(?:less|decrease(?: the)?|reduce(?: the)?|lower(?: the)?|weaker|drop(?: the)?|turn down(?: the)?|cut(?: the)?)"
)
_TONE_ROWS: tuple[tuple[str, dict[str, Change]], ...] = (
        (rf"{A_BIT}{_UP} contrast|more contrasty", {"tone.contrast": Step(0.3, -1, 1)}),
        (rf"{A_BIT}(?:{_DOWN}|softer|gentler) contrast|less contrasty|flatter(?: (?:look|light|tones))?", {"tone.contrast": Step(-0.3, -1, 1)}),
        (r"(?:high|strong|hard)[- ]contrast", {"tone.contrast": 0.6}), (r"low[- ]contrast|(?:a )?(?:matte|faded|flat) (?:look|film look|tones)", {"tone.contrast": -0.4}),
        (rf"{A_BIT}(?:{_UP} (?:colou?r )?saturation|more (?:saturated|vivid|vibrant|colou?rful|intense)(?: colou?rs)?|(?:stronger|richer|bolder|punchier) colou?rs|{_UP} (?:the )?(?:vibrance|colou?rs?)|saturate(?: (?:it|the colou?rs))?)|vivid colou?rs|vibrant colou?rs", {"tone.saturation": Step(0.3, -1, 1)}),
        (rf"{A_BIT}(?:{_DOWN} (?:colou?r )?saturation|less (?:saturated|vivid|vibrant|colou?rful|intense)(?: colou?rs)?|(?:weaker|paler|softer|calmer|quieter) colou?rs|desaturated?(?: (?:it|the colou?rs))?|(?:tone|calm) down the colou?rs|(?:mute|mute the|muted|subdued) colou?rs)", {"tone.saturation": Step(-0.3, -1, 1)}),
        (rf"{A_BIT}(?:(?:open(?: up)?|lift|brighten|raise|lighten)(?: up)? (?:the )?shadows|(?:brighter|lighter|softer) shadows|more detail in the shadows)|fill light", {"tone.shadows": Step(0.4, -1, 1)}),
        (rf"{A_BIT}(?:(?:deepen|darken|crush|lower) (?:the )?shadows|(?:deeper|darker|richer) (?:shadows|blacks))", {"tone.shadows": Step(-0.4, -1, 1)}),
        (rf"{A_BIT}(?:(?:recover|hold(?: back)?|reduce|tame|darken|lower|pull down|bring down|save|rescue) (?:the )?highlights|(?:darker|softer|less bright) highlights|more detail in the highlights)", {"tone.highlights": Step(-0.4, -1, 1)}),
        (rf"{A_BIT}(?:(?:brighten|raise|lift|boost) (?:the )?highlights|brighter highlights|brighter whites)", {"tone.highlights": Step(0.4, -1, 1)}),
        (r"neutral (?:light(?:ing)?|white balance|colou?rs?|tones?)|(?:fix|correct|neutralise|neutralize|auto|set)(?: the)? white balance|"
         r"white balance|(?:remove|take out|lose|fix|correct) the (?:yellow |orange |blue |green |warm |cool )?(?:colou?r )?cast|natural colou?rs", {"light.neutral": True, "light.warmth": 0.0}),
        (r"(?:undo|reset) (?:the )?(?:contrast|saturation|tones?)", {"tone.contrast": 0.0, "tone.saturation": 0.0, "tone.shadows": 0.0, "tone.highlights": 0.0}),
    )  # fmt: skip

_ROOM = r"(?:room|space|air|background|canvas|breathing (?:room|space))"
_ROOM_FOR = r"(?: for (?:a |the |some )?(?:text|headline|title|copy|type|logo))?"
_PICTURE = r"(?:it|the (?:picture|photo|photograph|image|shot|frame|canvas|background|scene))"
_SIDES: tuple[tuple[str, str], ...] = (
    ("left", r"(?:on|to|at|towards?) (?:the |its )?left(?: side| hand side)?"), ("right", r"(?:on|to|at|towards?) (?:the |its )?right(?: side| hand side)?"),
    ("top", r"(?:above(?: it| the [\w-]+)?|(?:at|on|to|towards?) (?:the )?top|upwards?)"), ("bottom", r"(?:below(?: it| the [\w-]+)?|(?:at|on|to|towards?) (?:the )?bottom|downwards?)"),
)  # fmt: skip


def _more_room(side: str, where: str) -> tuple[str, dict[str, Change]]:
    phrase = (
        rf"{A_BIT}(?:add |leave |give it |make |with )?(?:some )?(?:more |extra )?(?:{_ROOM} {where}{_ROOM_FOR}|{_ROOM}{_ROOM_FOR} {where})|"
        rf"(?:extend|expand|widen|grow|outpaint)(?: {_PICTURE})? {where}"
    )
    return phrase, {"frame.extend": True, "frame.room": side, "frame.margin": Step(0.15, 0, 0.45)}


_FRAME_ROWS: tuple[tuple[str, dict[str, Change]], ...] = (
        *(_more_room(side, where) for side, where in _SIDES),
        (rf"{A_BIT}(?:add |leave |give it )?(?:some )?more {_ROOM}(?: all)?(?: a?round(?: (?:it|the [\w-]+))?)|(?:add |with )?(?:a )?(?:wider|bigger) (?:margin|border)s?(?: around(?: it)?)?", {"frame.extend": True, "frame.room": "", "frame.margin": Step(0.15, 0, 0.45)}),
        (r"more headroom", {"frame.extend": True, "frame.room": "top", "frame.margin": Step(0.15, 0, 0.45)}),
        (rf"(?:extend|expand|outpaint|uncrop|widen|grow|enlarge|stretch out|continue)(?: {_PICTURE})?(?: beyond its edges| outwards?| out| sideways)?(?: to)?(?: fill)?(?: the frame)?|out ?paint(?:ing)?|(?:make )?(?:the )?canvas (?:wider|larger|bigger)|(?:don't|do not|without) crop(?:ping)?(?: it)?|instead of cropping", {"frame.extend": True}),
        (r"(?:don't|do not) extend(?: it)?|crop(?: it)? instead|(?:just|only) crop(?: it)?|original (?:frame|framing|crop)|undo the (?:crop|extension)", {"frame.extend": False, "frame.margin": 0.0, "frame.room": "", "frame.zoom": 1.0}),
        (rf"{A_BIT}(?:closer|tighter(?: (?:crop|framing))?|crop (?:in|tighter|closer)(?: on (?:it|the [\w-]+))?|zoom in(?: on (?:it|the [\w-]+))?|larger|bigger)", {"frame.zoom": Step(0.25, 1, 2.5)}),
        (rf"{A_BIT}(?:wider(?: (?:crop|framing))?|zoom out|looser(?: (?:crop|framing))?)", {"frame.zoom": Step(-0.25, 1, 2.5)}),
    )  # fmt: skip

# What is to go is named in words that nobody can list, so a clause that opens like this is taken whole. The mask says
# where; what is part of the vocabulary (the background, a style, the words over the picture) is none of them.
_NOT_A_THING = (
    r"(?:(?:the|this|that|any|all|all the|its|my|our) )?(?:[\w-]+ )?(?:back ?ground|back ?drop|style|restyle|effect|filter|text|title|headline|sub ?title|caption|words?|letter\w*|"
    r"vignett\w*|(?:film )?grain|noise|blur|bokeh|colou?rs?(?: cast)?|cast|crop|contrast|saturation|warmth|tint|water-?colou?r|half-?tone|duo-?tone|highlights|edits?|changes?|extension|everything|shadows)\b"
)
_REMOVE_ROWS: tuple[tuple[str, dict[str, Change]], ...] = (
        (rf"(?:remove|erase|delete|take out|get rid of|clone out|heal|retouch(?: out| away)?|paint out|inpaint|clean up|clean away|lose|edit out)(?! {_NOT_A_THING})(?: (?!and\b|but\b|then\b)[\w'’-]+)*", {"remove.on": True}),
        (r"(?:undo|reverse) the removal|(?:put|bring) (?:it|them|that) back", {"remove.on": False}),
    )  # fmt: skip

# A photograph is asked to look like a print by many more names than a drawn picture is.
_STYLE_ROWS: tuple[tuple[str, dict[str, Change]], ...] = (
        (rf"{shared.LIKE}warhol{shared.LOOK}", {"style.name": "popart"}),
        (rf"{shared.LIKE}(?:newspaper|cmyk|offset)(?: (?:dots|print))?{shared.LOOK}", {"style.name": "halftone"}),
        (rf"{shared.LIKE}(?:(?:risograph|cut[- ]?paper|vintage|travel|flat) )*poster{shared.LOOK}", {"style.name": "poster"}),
        (rf"{shared.LIKE}(?:gouache wash|wash painting){shared.LOOK}", {"style.name": "watercolour"}),
        (rf"{shared.LIKE}(?:(?:pen|ink|pen[- ]and[- ]ink) (?:drawing|sketch|illustration)|etching|engraving|woodcut|lino ?cut){shared.LOOK}", {"style.name": "line"}),
        (r"(?:no style|photographic|undo the (?:style|effect|filter|restyle|watercolou?r|half-?tone|duo-?tone))", {"style.name": ""}),
    )  # fmt: skip

_SUBJECTS = tuple(noun for noun, part in _TARGETS.items() if part == "subject")
_GROUNDS = tuple(
    noun for noun, part in _TARGETS.items() if part in ("background", "surroundings") and " the " not in noun
)

_SETTERS = setters(
        *photo_places.ROWS, *photo_places.rows("subject", _SUBJECTS), *photo_places.rows("background", _GROUNDS), *_GROUND_ROWS, *_BLUR_ROWS, *_TONE_ROWS, *_FRAME_ROWS, *_REMOVE_ROWS, *_STYLE_ROWS, *photo_styles.ROWS, *photo_styles.SHADE_ROWS, *LIGHT_ROWS,
        (rf"warm|{A_BIT}warmer colou?rs", {"light.warmth": Step(0.45, -1, 1)}), (rf"cool|{A_BIT}cooler colou?rs", {"light.warmth": Step(-0.45, -1, 1)}),
        (r"darker|(?:under|less) ?exposed?", {"light.level": Step(-0.5, -2, 2)}), (r"lighter|more exposure|(?:push|raise|increase) the exposure", {"light.level": Step(0.4, -2, 2)}),
        (r"less exposure|(?:pull|lower|reduce|drop) the exposure", {"light.level": Step(-0.5, -2, 2)}),
    )  # fmt: skip

# "too much ...", "too many ...": what less of it means; more of it is the same step the other way.
_THINGS: dict[str, dict[str, Change]] = {
        "blur": {"background.blur": Step(-0.3, 0, 1)}, "bokeh": {"background.blur": Step(-0.3, 0, 1)},
        "light": {"light.level": Step(-0.4, -2, 2)}, "brightness": {"light.level": Step(-0.4, -2, 2)},
        "exposure": {"light.level": Step(-0.4, -2, 2)}, "warmth": {"light.warmth": Step(-0.45, -1, 1)},
        "contrast": {"tone.contrast": Step(-0.3, -1, 1)}, "saturation": {"tone.saturation": Step(-0.3, -1, 1)},
        "colour": {"tone.saturation": Step(-0.3, -1, 1)}, "color": {"tone.saturation": Step(-0.3, -1, 1)},
        "shadow": {"tone.shadows": Step(0.4, -1, 1)}, "space": {"frame.zoom": Step(0.25, 1, 2.5)},
        "room": {"frame.zoom": Step(0.25, 1, 2.5)}, "background": {"frame.zoom": Step(0.25, 1, 2.5)},
        **photo_styles.THINGS,
    }  # fmt: skip

_HARMLESS = words(
    """
        around behind between camera convert edges everything flat into light lighting lit paint photo photograph
        photographic photography picture plain print product recolor recolour replace replaced restyle seamless shot
        smooth studio swap tint wide cut isolate extend expand gradient clean edge dye blurred marked area region spot
        mask masked selected selection retouch crop cropped portrait upright vertical horizontal square
            """
)

_COVERED = "a new background covers the old one; bring the old one back first"


def _hides(fields: Mapping[str, Value], name: str) -> str:
    """Why a field does not show in a photograph with these fields, "" where it does."""
    ground, colour = fields["background.scene"], fields["background.colour"]
    drawn = ground in GROUNDS and not colour  # a colour that is asked for takes the place's place
    if name == "background.blur" and (ground or colour):
        return "that background lies out of focus already" if drawn else "there is nothing on that background to blur"
    if name == "background.dye" and (ground or colour):
        return _COVERED
    if name in ("background.hour", "background.match") and not drawn:
        return "only a place behind the subject has light of its own; ask for one"
    extended = fields["frame.extend"] or name not in ("frame.room", "frame.margin")
    if not extended:
        return "room is made by extending the picture; ask for that"
    return photo_styles.hides(fields, name)


WORDS = Vocabulary(
    name="photo",
    draws="",
    opens=_OPENS,
    targets=_TARGETS,
    default_target="subject",
    ground="background",
    colours=_COLOURS,
    materials=_MATERIALS,
    switches=_SWITCHES,
    setters=_SETTERS,
    things=_THINGS,
    harmless=_HARMLESS,
    fields=DEFAULTS,
    phrases_of={part: setters(*photo_places.bare(part)) for part in ("subject", "background")}
    | photo_styles.PHRASES_OF,
    colour_lists={"background": ("background.colour", "background.to"), **photo_styles.COLOUR_LISTS},
    hides=_hides,
)
