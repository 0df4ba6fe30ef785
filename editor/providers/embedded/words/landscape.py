"""What the landscape family understands: its fields, and every word and phrase that moves them."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words import landscape_colours, landscape_sky, places
from editor.providers.embedded.words.common import A_BIT, AFTER, LIGHT_ROWS
from editor.providers.embedded.words.places import Rows
from editor.providers.embedded.words.vocabulary import Change, Step, Vocabulary, setters, words

DEFAULTS: dict[str, Value] = {
        **AFTER,
        "time.of_day": "sunrise", "fog.amount": 1.0, "season.name": "summer", "trees.amount": 1.0,
        "sun.x": 0.28, "sun.on": True, "mountains.height": 1.0, "clouds.amount": 1.0, "snow.on": False,
        "light.warmth": 0.0, "light.level": 0.0, "frame.y": 0.0,
        "place.kind": "valley", "weather.name": "clear", "stars.amount": 1.0, "moon.on": True, "moon.day": False,
        "moon.size": 1.0, "moon.phase": "full", "sky.tint": "", "sky.level": 0.0, "water.calm": 0.6, "shore.on": False,
        "city.height": 1.0, "city.lights": 1.0, "dunes.ripples": 1.0,
        **landscape_colours.DEFAULTS, "sun.y": 0.0, "moon.place": "", "moon.x": 0.0, "moon.y": 0.0, "clouds.gap": "",
        "city.neon": False, "snow.trees": False, "fog.ground": 0.0, "shadows.long": False, "frame.zoom": 1.0,
    }  # fmt: skip

_OPENS = re.compile(
    r"\b(?:valleys?|landscapes?|mountains?(?:cape|side)?|ridges?|peaks?|hills?|alpine|alps|misty|scenery|pine ridges|conifers|"
    r"highlands|seascapes?|ocean|sea|seaside|seashore|beach|coast(?:al|line)?|shore(?:line)?|waves|deserts?|(?:sand )?dunes?|sahara|"
    r"forests?|woods|woodlands?|clearing|glade|skylines?|cityscapes?|city|metropolis|downtown|skyscrapers|"
    r"sunrise|sunset|night sky|starry sky|cloudscape|panorama|horizon|meadow)\b",
    re.I,
)

_TARGETS: dict[str, str] = {
        **dict.fromkeys(["valley", "landscape", "scenery", "view", "picture", "scene"], "light"),
        **dict.fromkeys(["sky", "skies"], "sky"),
        **dict.fromkeys(["fog", "mist", "haze"], "fog"), "sun": "sun", "moon": "moon", "stars": "stars", "star": "stars",
        **dict.fromkeys(["tree", "trees", "pines", "pine", "conifers", "firs", "forest", "woods"], "trees"),
        **dict.fromkeys(["mountain", "mountains", "ridges", "ridge", "hills", "peaks", "headland", "headlands", "islands", "island"], "mountains"),
        **dict.fromkeys(["cloud", "clouds"], "clouds"), "snow": "snow", "season": "season", "time": "time",
        **dict.fromkeys(["light", "lighting"], "light"), **dict.fromkeys(["weather"], "weather"),
        **dict.fromkeys(["rain", "drizzle"], "rain"), **dict.fromkeys(["storm", "thunderstorm"], "storm"),
        **dict.fromkeys(["snowfall", "snowflakes", "flakes"], "snowfall"), "sand": "sand",
        **dict.fromkeys(["water", "sea", "ocean", "waves", "wave", "swell"], "water"),
        **dict.fromkeys(["beach", "shore", "seashore"], "shore"), **dict.fromkeys(["dunes", "dune"], "mountains"),
        **dict.fromkeys(["ripples", "sand ripples"], "dunes"),
        **dict.fromkeys(["city", "skyline", "towers", "tower", "skyscrapers"], "city"),
        **dict.fromkeys(["windows", "city lights", "lit windows"], "windows"),
        **dict.fromkeys(["framing", "composition", "horizon"], "frame"), **landscape_colours.TARGETS,
    }  # fmt: skip

_MATERIALS: dict[str, str] = {}

_SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {
        "fog": ({"fog.amount": Step(0.5, 0, 2)}, {"fog.amount": 0.0, "fog.ground": 0.0}),
        "sun": ({"sun.on": True}, {"sun.on": False}), "trees": ({"trees.amount": 1.0}, {"trees.amount": 0.0}),
        "moon": ({"moon.on": True, "moon.day": True}, {"moon.on": False}),
        "stars": ({"stars.amount": Step(0.8, 0, 2)}, {"stars.amount": 0.0}),
        "clouds": ({"clouds.amount": 1.0}, {"clouds.amount": 0.0}),
        "snow": ({"snow.on": True}, {"snow.on": False, "snow.trees": False}),
        "mountains": ({"mountains.height": Step(0.3, 0.3, 1.8)}, {"mountains.height": 0.0}),
        "rain": ({"weather.name": "rain"}, {"weather.name": "clear"}), "storm": ({"weather.name": "storm"}, {"weather.name": "clear"}),
        "snowfall": ({"weather.name": "snow"}, {"weather.name": "clear"}),
        "water": ({"water.calm": Step(-0.25, 0, 1)}, {"water.calm": 1.0}),
        "shore": ({"shore.on": True}, {"shore.on": False}), "dunes": ({"dunes.ripples": 1.0}, {"dunes.ripples": 0.0}),
        "windows": ({"city.lights": Step(0.6, 0, 2)}, {"city.lights": 0.0}),
    }  # fmt: skip

_LESS_FOG: dict[str, Change] = {"fog.amount": Step(-0.45, 0, 2), "fog.ground": Step(-0.45, 0, 1.5)}
_WATER = r"(?:sea|ocean|water|waves|swell|surf)"
_PEAKS = r"(?:mountains?|ridges?|peaks?|hills|headlands?|islands?|dunes?)"
_TOWERS = r"(?:towers?|buildings?|skyscrapers?|skyline|city|high-?rises)"
_LAMPS = r"(?:lit |lighted |bright )?(?:windows?|city lights|lights)(?: lit| on)?"
_FIRS = r"(?:trees|pines|conifers|firs|spruces|branches|forest|woods)"

_TIMES: Rows = (
    (r"(?:at |before )?(?:sunrise|dawn|daybreak|first light|early morning|morning)", {"time.of_day": "sunrise"}),
    (r"(?:at |in |during )?(?:the )?golden[- ]hour(?: light)?|(?:late|low) (?:afternoon|sun)(?: light)?", {"time.of_day": "golden", "sun.on": True}),
    (r"(?:at )?(?:noon|midday|daytime|day|daylight|afternoon)", {"time.of_day": "noon"}),
    (r"(?:at )?(?:dusk|sunset|evening|sundown|nightfall)", {"time.of_day": "dusk"}),
    (r"(?:at |in |during )?(?:the )?(?:blue[- ]hour|twilight|gloaming)", {"time.of_day": "blue"}),
    (r"(?:at )?(?:night|midnight|moonlight|moonlit|nighttime|night-time)(?: sky)?|(?:under )?(?:the |a )?(?:starry (?:night|sky)|starlit|starlight)(?: sky)?|under (?:the )?stars", {"time.of_day": "night"}),
    (r"(?:red|crimson|fiery|blood-red) (?:sunset|dusk|evening sky)", {"time.of_day": "dusk", "sky.tint": "#b3262b"}),
    (r"pink (?:sunset|dusk|evening sky)", {"time.of_day": "dusk", "sky.tint": "#e59ab0"}),
    (r"(?:purple|violet) (?:sunset|dusk|evening sky)", {"time.of_day": "dusk", "sky.tint": "#6b4aa0"}),
    (r"orange (?:sunset|dusk|evening sky)", {"time.of_day": "dusk", "sky.tint": "#dd7325"}),
)  # fmt: skip

_WEATHER: Rows = (
    (
        r"(?:clear|fine|good|dry|nice|fair) weather|sunny(?: day| weather)?|(?:stop|end) the (?:rain|snow|storm)|(?:no more|stopped) (?:rain|raining|snowing)|dry day",
        {"weather.name": "clear"},
    ),
    (r"clear (?:sky|skies|day|night)|cloudless(?: sk(?:y|ies))?", {"weather.name": "clear", "clouds.amount": 0.0}),
    (
        r"cloudy(?: (?:day|sky|skies|weather))?|overcast(?: (?:day|sky|skies|weather))?|(?:grey|gray|dull|covered) (?:day|weather|sky|skies)",
        {"weather.name": "cloudy", "clouds.amount": Step(0.4, 0, 2)},
    ),
    (
        r"(?:in (?:the )?)?(?:(?:light|heavy|pouring|soft|gentle) )?rain(?:fall|y)?(?: (?:day|weather|clouds))?|raining|drizzl(?:e|ing|y)|showers|wet (?:day|weather)|downpour",
        {"weather.name": "rain"},
    ),
    (
        r"(?:(?:light|heavy|gentle|soft) )?(?:snowfall|snow falling|falling snow|snowing)|(?:light|heavy) snow|snow ?storm|(?:make|let) it snow|blizzard|snow ?flakes|flurries",
        {"weather.name": "snow"},
    ),
    (
        r"(?:thunder|lightning|rain)?[- ]?storm(?:y)?(?: (?:clouds?|sky|skies|weather|front))?|thunder(?:storm|clouds?|y)?|(?:dramatic|brooding|threatening|dark) (?:sk(?:y|ies)|clouds)",
        {"weather.name": "storm"},
    ),
    (r"(?:much )?(?:more|thicker|denser|heavier) (?:fog|mist|haze)|mistier|foggier", {"fog.amount": Step(0.5, 0, 2)}),
    (r"(?:less|thinner|lighter) (?:fog|mist|haze)|clearer(?: air)?", _LESS_FOG),
    (
        r"(?:some |a (?:bit|little|layer) of |light |low |morning |thin )*ground[- ]?(?:fog|mist|haze)|(?:fog|mist|haze) (?:(?:lying |hanging |drifting )?(?:low )?(?:on|over|along|near|close to|hugging) the (?:ground|floor|meadow|water|grass|sand)|at ground level)|low[- ](?:lying|hanging) (?:fog|mist)",
        {"fog.ground": 0.9},
    ),
    (r"(?:more|thicker|denser|heavier|thick|dense) (?:ground|low)[- ]?(?:fog|mist)", {"fog.ground": Step(0.6, 0, 1.5)}),
    (r"(?:less|thinner) (?:ground|low)[- ]?(?:fog|mist)", {"fog.ground": Step(-0.45, 0, 1.5)}),
    (r"(?:thick|dense|heavy|deep) (?:fog|mist|haze)", {"fog.amount": 1.6}),
    (r"(?:thin|light|soft|gentle|slight) (?:fog|mist|haze)", {"fog.amount": 0.7}),
    (r"misty|foggy|hazy|in (?:morning )?mist|(?:morning )?(?:mist|fog)", {"fog.amount": 1.0}),
    (r"clear air|(?:no|without) (?:fog|mist|haze)|crisp air", {"fog.amount": 0.0, "fog.ground": 0.0}),
)

_SEASONS: Rows = (
    (
        rf"(?:(?:some|fresh|deep|light) )?snow (?:lying )?(?:on|over|in|covering) (?:the )?{_FIRS}|snow-?covered {_FIRS}|snowy {_FIRS}|{_FIRS} (?:covered |laden )?(?:in|with|under) snow",
        {"snow.on": True, "snow.trees": True},
    ),
    (r"(?:in )?autumn(?:al)?|(?:in the )?fall colou?rs?", {"season.name": "autumn"}),
    (r"(?:in )?(?:the )?wint(?:er|ery|ry)|snowy", {"season.name": "winter", "snow.on": True}),
    (r"(?:in )?(?:the )?summer", {"season.name": "summer", "snow.on": False}), (r"(?:in )?(?:the )?spring(?:time)?", {"season.name": "spring", "snow.on": False}),
    (r"(?:(?:some|fresh|deep|light) )?snow(?: (?:lying )?(?:on|over|across|covering) the (?:peaks|mountains|ridges|roofs|ground|floor|hills|meadow|land(?:scape)?|sand|dunes))?|snow-?capped|snow-?covered|snow caps", {"snow.on": True}),
)  # fmt: skip

_LAND: Rows = (
    (rf"(?:more|denser|many) {_FIRS}", {"trees.amount": Step(0.5, 0, 2)}),
    (rf"(?:fewer|less|sparser) {_FIRS}", {"trees.amount": Step(-0.5, 0, 2)}),
    (
        rf"{A_BIT}(?:higher|taller|steeper|bigger|larger) {_PEAKS}|(?:high|tall|steep) (?:mountains|peaks|dunes)|{_PEAKS} (?:much |a bit )?(?:higher|taller|steeper|bigger|larger)",
        {"mountains.height": Step(0.4, 0.3, 1.8)},
    ),
    (
        rf"{A_BIT}(?:lower|flatter|softer|smaller) {_PEAKS}|rolling hills|{_PEAKS} (?:much |a bit )?(?:lower|flatter|smaller)",
        {"mountains.height": Step(-0.35, 0.0, 1.8)},
    ),
    (
        rf"{A_BIT}(?:calmer|smoother|quieter|stiller|gentler|flatter) {_WATER}|(?:smaller|lower|fewer|less|softer) waves|{_WATER} (?:is |are )?(?:much |a bit |far )?(?:calmer|smoother|quieter|lower|too (?:rough|choppy|high|wild|big))",
        {"water.calm": Step(0.25, 0, 1)},
    ),
    (
        rf"{A_BIT}(?:rougher|wilder|choppier) {_WATER}|(?:higher|bigger|larger|taller|more|stronger) (?:waves|swell|surf)|choppier|{_WATER} (?:is |are )?(?:much |a bit |far )?(?:rougher|higher|bigger|choppier|too (?:calm|flat|smooth))",
        {"water.calm": Step(-0.25, 0, 1)},
    ),
    (r"(?:calm|still|flat|glassy|mirror-?like|smooth|quiet) water|mirror-?like", {"water.calm": 0.92}),
    (r"(?:calm|still|flat|glassy|mirror-?like|smooth|quiet) (?:sea|ocean)", {"place.kind": "sea", "water.calm": 0.92}),
    (r"(?:rough|choppy|wild|high|heavy) (?:water|waves|swell)", {"water.calm": 0.10}),
    (
        r"(?:windy|gusty|breezy|windswept)(?: (?:weather|day))?|(?:strong|fresh|more) wind",
        {"water.calm": Step(-0.25, 0, 1)},
    ),
    (r"(?:clear |mirror )?reflections? (?:in|on) (?:the )?(?:river|water|bay|harbou?r|sea)", {"water.calm": 0.8}),
    (r"(?:rough|choppy|wild|heavy) (?:seas?|ocean)", {"place.kind": "sea", "water.calm": 0.10}),
    (r"stormy (?:seas?|ocean)", {"place.kind": "sea", "water.calm": 0.10, "weather.name": "storm"}),
    (
        rf"{A_BIT}(?:taller|higher|bigger) {_TOWERS}|{_TOWERS} (?:much |a bit )?(?:taller|higher|bigger)",
        {"city.height": Step(0.35, 0.4, 2)},
    ),
    (
        rf"{A_BIT}(?:lower|shorter|smaller) {_TOWERS}|{_TOWERS} (?:much |a bit )?(?:lower|shorter|smaller)",
        {"city.height": Step(-0.3, 0.4, 2)},
    ),
    (
        rf"{A_BIT}more {_LAMPS}|brighter (?:windows|city lights)|(?:lit|glowing|bright) windows|(?:turn )?(?:the )?lights on",
        {"city.lights": Step(0.6, 0, 2)},
    ),
    (rf"{A_BIT}(?:fewer|less) {_LAMPS}|dimmer (?:windows|city lights)", {"city.lights": Step(-0.5, 0, 2)}),
    (r"(?:dark|unlit) windows|(?:turn )?(?:the )?lights off|blackout", {"city.lights": 0.0}),
    (
        rf"{A_BIT}(?:more|deeper|stronger|clearer) (?:sand )?ripples|(?:long )?rippled (?:sand|shadows|dunes)",
        {"dunes.ripples": Step(0.5, 0, 2)},
    ),
    (
        rf"{A_BIT}(?:fewer|less|softer|weaker|shallower) (?:sand )?ripples|smoother (?:sand|dunes)",
        {"dunes.ripples": Step(-0.5, 0, 2)},
    ),
    (r"smooth (?:sand|dunes)", {"dunes.ripples": 0.0}),
)

_FRAMING: Rows = (
    (
        r"(?:more (?:air|space|room|sky)|(?:air|space|room)(?= above| for))(?: above)?(?: for (?:a |the )?(?:headline|title|text))?(?: above)?|(?:the )?horizon (?:is |much |a bit )*lower(?: down)?|(?:(?:a )?(?:bit|little|much) )?lower (?:the )?horizon",
        {"frame.y": Step(-0.5, -1, 1)},
    ),
    (
        r"(?:the |a )?(?:very )?low horizon|(?:the )?horizon (?:is )?(?:very )?low(?: in the (?:frame|picture))?",
        {"frame.y": -0.8},
    ),
    (r"(?:the |a )?high horizon|(?:the )?horizon (?:is )?high(?: up)?(?: in the (?:frame|picture))?", {"frame.y": 0.7}),
    (
        rf"{A_BIT}(?:closer(?: (?:in|up|view|shot|crop))?|zoom(?:ed)? in(?: a bit| more)?|tighter(?: (?:crop|framing|shot|view))?|nearer)|(?:move|bring|get|put) (?:the )?(?:camera|view) (?:a bit )?(?:closer|nearer)|camera (?:a bit )?closer",
        {"frame.zoom": Step(0.2, 0.7, 1.6)},
    ),
    (
        rf"{A_BIT}(?:wider (?:view|shot|crop|framing|angle|lens)|zoom(?:ed)? out(?: a bit| more)?|farther away|further away|wider)|(?:move|pull|put) (?:the )?(?:camera|view) (?:a bit )?(?:back|farther(?: away)?|further(?: away)?)|camera (?:a bit )?(?:farther|further)(?: (?:away|back))?|step back|pull back",
        {"frame.zoom": Step(-0.15, 0.7, 1.6)},
    ),
    (
        r"(?:long|longer|stretched|raking|lengthening)(?: \w+)? shadows|shadows (?:that )?(?:are |get )?long(?:er)?",
        {"shadows.long": True},
    ),
    (r"(?:short|shorter|normal) shadows|shadows short(?:er)?", {"shadows.long": False}),
    (
        r"more (?:foreground|land|sand)|(?:higher|raise the) horizon|less sky|(?:the )?horizon (?:a bit |much )?higher(?: up)?",
        {"frame.y": Step(0.5, -1, 1)},
    ),
    (
        r"(?:cosy|cozy|snug|homely)(?: (?:vibes?|mood|feel(?:ing)?|light|atmosphere))?",
        {"light.warmth": Step(0.3, -1, 1)},
    ),
    (r"warmer colou?rs?|warm(?:er)? palette|warm", {"light.warmth": Step(0.45, -1, 1)}),
    (r"cooler colou?rs?|cool(?:er)? palette|cool", {"light.warmth": Step(-0.45, -1, 1)}),
    (r"darker", {"light.level": Step(-0.5, -2, 2)}),
)

_ROWS: Rows = (
    *places.ROWS, *_TIMES, *landscape_sky.ROWS, *landscape_colours.ROWS, *_WEATHER, *_SEASONS, *_LAND, *LIGHT_ROWS, *_FRAMING,
)  # fmt: skip

# "too much ...", "too many ...": what less of it means; more of it is the same step the other way.
_THINGS: dict[str, dict[str, Change]] = {
        **dict.fromkeys(["fog", "mist", "haze"], _LESS_FOG),
        **{word: {"trees.amount": Step(-0.5, 0, 2)} for word in ["trees", "pines", "conifers", "firs", "forest"]},
        **{word: {"clouds.amount": Step(-0.6, 0, 2)} for word in ["clouds", "cloud"]}, "stars": {"stars.amount": Step(-0.5, 0, 2)},
        **{word: {"light.level": Step(-0.4, -2, 2)} for word in ["light", "brightness"]}, "warmth": {"light.warmth": Step(-0.45, -1, 1)},
        **{word: {"water.calm": Step(0.25, 0, 1)} for word in ["waves", "swell"]}, "ripples": {"dunes.ripples": Step(-0.5, 0, 2)},
        **{word: {"city.lights": Step(-0.5, 0, 2)} for word in ["windows", "lights"]},
        "sky": {"frame.y": Step(0.5, -1, 1)}, **{word: {"frame.y": Step(-0.5, -1, 1)} for word in ["foreground", "sand"]},
    }  # fmt: skip

_HARMLESS = words(
    """
        above air alpine atmospheric background behind below between big colder colours covered distant dreamy drifting
        filled filling first foreground golden header horizon hour landscape large layer layered layers lens light lit
        moody morning over panorama panoramic peaceful photo photograph photographic photography pine rising rolling
        scenery season setting shot site skies sky through time valley wide endless sweeping vast open majestic rugged
        sandy coastal reflecting reflected reflection reflections glittering sparkling shimmering glowing crests crest
        curves curved edge clearing trunks crowns shafts rays sunbeams sunlight sunlit waterfront urban rocky
        faceted foothills weather cinematic sci-fi scifi vibes cosy cozy feel epic fantasy poster-like surreal ethereal
        mystical magical romantic melancholic melancholy lonely otherworldly alien planet
        widescreen loads lots glow glowy stands stretching far near along looming towering lone quiet lush
            """
)

WORDS = Vocabulary(
    name="landscape",
    draws="a misty mountain valley, peaks, sea, dunes, a forest or a skyline",
    opens=_OPENS,
    targets=_TARGETS,
    default_target="",
    ground="",
    colours=landscape_colours.COLOURS,
    materials=_MATERIALS,
    switches=_SWITCHES,
    setters=setters(*_ROWS),
    phrases_of=landscape_sky.PHRASES,
    colour_lists={"sky": ("sky.tint", "sky.low")},
    things=_THINGS,
    harmless=_HARMLESS,
    fields=DEFAULTS,
    opening="place.kind",
    hides=places.hides,
)
