"""What a product's set understands: the ground it stands on, the kinds of light, logos, and how the ground mirrors."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re

from editor.providers.embedded import colours
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.vocabulary import Change, Step, words

FIELDS: dict[str, Value] = {
    "ground.kind": "paper", "ground.colour": "", "ground.wall": "", "reflection.level": -1.0,
    "shadow.length": 1.0, "light.kind": "softbox", "light.tint": "#ff2f92", "light.tint2": "#19c8f0", "label.logo": "",
    "light.gel": "", "light.without": "", "set.spacing": 1.0,
}  # fmt: skip

# What each ground is made of by itself; said outright by every phrase, so that "darker" has a colour to start from.
OWN: dict[str, str] = {"wood": "#b68c5f", "marble": "#eeecea", "concrete": "#a5a4a1", "fabric": "#d6cab4"}

TARGETS: dict[str, str] = {
    **dict.fromkeys(["table", "tabletop", "table top", "countertop", "counter", "worktop", "slab", "shelf", "desk", "board", "boards", "planks", "cloth", "tablecloth", "tray", "plinth", "podium"], "ground"),
    **dict.fromkeys(["the wood", "the marble", "the concrete", "the linen", "the velvet", "the fabric"], "ground"),
    **dict.fromkeys(["reflection", "reflections", "mirror image"], "reflection"),
    **dict.fromkeys(["logo", "emblem", "symbol", "monogram", "mark"], "logo"),
    **dict.fromkeys(["gel", "gels", "light gel"], "gel"),
    **dict.fromkeys(["neon tube", "neon tubes", "neon light", "neon lights", "neon sign"], "neon"),
}  # fmt: skip

COLOURS: dict[str, str] = {"ground": "ground.colour", "neon": "light.tint", "logo": "label.ink", "gel": "light.gel"}

SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {
    "ground": ({"ground.kind": "wood", "ground.colour": OWN["wood"]}, {"ground.kind": "paper", "ground.colour": ""}),
    "reflection": ({"reflection.level": 0.3}, {"reflection.level": 0.0}),
    "logo": ({"label.on": True, "label.logo": "circle"}, {"label.logo": ""}),
    "neon": ({"light.kind": "neon"}, {"light.kind": "softbox"}), "gel": ({}, {"light.gel": ""}),
}  # fmt: skip

# The woods, stones and cloths that have a colour of their own: words, kind, colour.
_STUFF: tuple[tuple[str, str, str], ...] = (
    (r"wood(?:en)?|timber|light wood(?:en)?|natural wood(?:en)?|butcher'?s? block", "wood", ""),
    (r"oak(?:en|wood)?|oak wood", "wood", ""),
    (r"walnut(?: wood)?|dark wood(?:en)?|mahogany|rosewood|wenge|teak|dark oak", "wood", "#5f3f2a"),
    (r"(?:white ?|bleached )(?:oak|wood(?:en)?)|(?:light |pale )?ash(?: wood(?:en)?)?|birch|maple|pale wood(?:en)?|whitewashed wood(?:en)?", "wood", "#d9c3a0"),
    (r"pine(?: ?wood(?:en)?)?|bamboo|beech", "wood", "#cfa873"), (r"cherry ?wood|cedar", "wood", "#a4633f"),
    (r"(?:black|ebony|charred) wood(?:en)?|ebony", "wood", "#2a2422"), (r"grey wood(?:en)?|gray wood(?:en)?|driftwood|weathered wood(?:en)?|rustic wood(?:en)?", "wood", "#8d8071"),
    (r"(?:white |carrara |polished |light )?marble|carrara", "marble", ""),
    (r"(?:black|dark|nero) marble", "marble", "#1c1c1e"), (r"(?:green|verde|dark green|emerald) marble", "marble", "#1d4a3a"),
    (r"(?:pink|rose|rosa) marble", "marble", "#e3bdb3"), (r"(?:gr[ea]y) marble", "marble", "#8f9194"), (r"(?:beige|cream|travertine) marble|travertine", "marble", "#dccdb4"),
    (r"(?:raw |cast |polished |light |gr[ea]y )?concrete|cement", "concrete", ""), (r"dark concrete|(?:dark )?slate(?: concrete| stone)?|basalt", "concrete", "#4d4f52"), (r"sandstone|limestone|stone", "concrete", "#b5aa98"),
    (r"(?:natural |washed |beige )?linen|(?:white )?cotton|canvas|burlap|fabric|cloth|textile", "fabric", ""),
    (r"(?:white) (?:linen|cloth|fabric|tablecloth|cotton)", "fabric", "#efece6"), (r"(?:dark |deep |red |burgundy )?velvet", "fabric", "#571a2b"),
    (r"blue velvet|navy velvet", "fabric", "#1d2a52"), (r"green velvet|emerald velvet", "fabric", "#1c4a39"), (r"black velvet|black (?:linen|cloth|fabric)", "fabric", "#232325"),
    (r"purple velvet", "fabric", "#45265f"), (r"pink velvet", "fabric", "#cf8f9a"), (r"(?:gr[ea]y) (?:linen|cloth|fabric|felt)|felt", "fabric", "#8f9092"),
    (r"silk|satin (?:cloth|sheet|fabric)", "fabric", "#d9c6b8"),
)  # fmt: skip

_TOPS = r"(?:table ?tops?|tables?|dining table|kitchen counter|counter ?tops?|counters?|counter tops?|worktops?|desks?|sideboard|dresser|nightstand|bedside table|shelf|shelves|slabs?|boards?|cutting board|planks?|floorboards|surfaces?|floors?|ground|base|plinth|podium|pedestal|stand|block|tiles?|bench|bar|tray|cloth|tablecloth|table cloth|sheet|fabric|drape|background|backdrop|set)"
_LED = r"(?:(?:placed |standing |stands |sitting |sits |resting |rests |set |put |lying )?(?:on top of|on|upon|atop|over|onto|to) )?(?:(?:an?|the|some|my) )?(?:(?:rustic|old|smooth|rough|polished|clean|simple|round|long|thick|crumpled|rumpled|creased|wrinkled|draped|folded|soft|raw|warm|honed|weathered|vintage|big|small|nice|glossy|matte) ){0,2}"
_ON = r"(?:(?:placed |standing |stands |sitting |sits |resting |rests |set |put |lying )?(?:on top of|on|upon|atop|over|onto) )(?:(?:an?|the|some|my) )?(?:(?:rustic|old|smooth|rough|polished|clean|simple|raw|crumpled|rumpled|creased|wrinkled|draped|folded|soft|honed|weathered) ){0,2}"


def _grounds() -> list[tuple[str, dict[str, Change]]]:
    """A row for each stuff: "on oak", "a walnut table", "marble countertop"; a bare stuff needs its "on"."""
    rows: list[tuple[str, dict[str, Change]]] = []
    for stuff, kind, colour in _STUFF:
        changes: dict[str, Change] = {"ground.kind": kind, "ground.colour": colour or OWN[kind]}
        rows.append((rf"{_LED}(?:{stuff})(?: (?:wood|stone))? {_TOPS}|{_ON}(?:{stuff})", changes))
        rows.append(
            (
                rf"(?:the )?(?:{_TOPS}|wood|oak|marble|concrete|stone|linen|velvet)(?: (?:to|into|in|of|from|is|be|should be|made of|for|with|by))? (?:an? )?(?:{stuff})",
                changes,
            )
        )
        rows.append((rf"(?:slab|sheet|piece|block|table|surface|bed) of (?:{stuff})", changes))
    return rows


_BOARD = (
    r"(?:table ?top|(?:dining |kitchen |coffee )?table|desk|shelf|kitchen counter|bar|bench|board|planks?|floorboards)"
)
_CLOTH = r"(?:cloth|tablecloth|table cloth|towel|blanket|drape|sheet)"
_END = r"(?= *(?:$|[,.;!]|and (?:the |an? |make |add )|please|now|instead|too))"  # "the neon green bottle" is another thing
_TUBES = r"(?: (?:neon )?(?:lights?|lighting|tubes?|glow|lamps?|sign|lit))?"
_NEON: dict[str, str] = {
    "pink": "#ff2f92", "hot pink": "#ff2f92", "magenta": "#ff1fb0", "red": "#ff2a2f", "orange": "#ff7a1a", "yellow": "#ffd91f",
    "green": "#27ff6e", "lime": "#b4ff2a", "cyan": "#19c8f0", "teal": "#17e0c0", "turquoise": "#17e0d0", "blue": "#2b5cff",
    "purple": "#9a35ff", "violet": "#8a3dff", "white": "#f4f6ff", "electric blue": "#1f5cff",
}  # fmt: skip


def _neon() -> list[tuple[str, dict[str, Change]]]:
    """Neon in a named colour, and in two: the first from the key's side, the second from across."""
    any_colour = "|".join(sorted(map(re.escape, (*_NEON, *colours.NAMED)), key=len, reverse=True))
    rows: list[tuple[str, dict[str, Change]]] = [
        (rf"(?:in |under |with |lit by )?(?:cyberpunk )?neon(?: (?:lights?|lighting|tubes?|glow|lamps?|lit|look|style|set|mood))|neon[ -]lit|(?:in|under|with|lit by|by) neon|cyberpunk(?: light(?:ing|s)?)?|neon(?! (?:{any_colour}))", {"light.kind": "neon"}),
    ]  # fmt: skip
    for one, tint in (colours.NAMED | _NEON).items():
        other = one not in _NEON
        rows.append(
            (
                rf"(?:in |under |with )?{one} neon{_TUBES}|neon {one} (?:lights?|lighting|tubes?|glow|lamps?)|(?:the )?neon (?:lights?|lighting|tubes?|glow|lamps?) (?:to |in(?:to)? |be )?{one}|the neon (?:to |in(?:to)? |be )?{one}{_END}",
                {"light.kind": "neon", "light.tint": tint, "light.without": ""},
            )
        )
        for two, tint2 in () if other else _NEON.items():
            pair: dict[str, Change] = {
                "light.kind": "neon", "light.tint": tint, "light.tint2": tint2, "light.without": "", "light.gel": "",
            }  # fmt: skip
            rows.append(
                (
                    rf"(?:in |under |with )?(?:neon {one} (?:and|&|/) {two}{_TUBES}|{one} (?:and|&|/) {two} neon{_TUBES}|(?:the )?neon{_TUBES}(?: in(?:to)?| to)? {one} (?:and|&) {two}{_END}|{one} (?:and|&|/|\+) {two} (?:(?:neon|gel|coloured|colored) )?(?:lights?|lighting|gels|tubes|glow)|(?:lights?|lighting|gels|tubes)(?: in(?:to)?| to)? {one} (?:and|&) {two}{_END})",
                    pair,
                )
            )
    return rows


_GELS: dict[str, str] = _NEON | {
    "deep blue": "#2336e8", "ice blue": "#7fd4ff", "amber": "#ff9a1f", "coral": "#ff5a4a", "gold": "#ffb52e", "golden": "#ffb52e",
    "mint": "#4dffb8", "lilac": "#b88cff", "indigo": "#4a3dff", "rose": "#ff6fa8", "peach": "#ffab82", "crimson": "#f0143c",
}  # fmt: skip
_BACK_TO_WHITE = r"(?:(?:only|just|plain|neutral|normal|clean|natural) )?(?:white|uncoloured|neutral|colourless) (?:light(?:ing|s)?)|no (?:coloured |colored )?gels?"


def _gels() -> list[tuple[str, dict[str, Change]]]:
    """Light of one colour from every lamp: "blue light", "a magenta rim light"; and one colour taken away."""
    rows: list[tuple[str, dict[str, Change]]] = []
    for name, hue in _GELS.items():
        if name == "white":
            continue
        every: dict[str, Change] = {
            "light.gel": hue, "light.tint": hue, "light.tint2": hue, "light.without": "",
        }  # fmt: skip
        lamps = r"(?:(?:coloured|colored|gel|gelled) )?(?:light(?:ing|s)?|gels?|glow|wash)"
        rows += [
            (rf"(?:(?:only|just|all|with|in|under|use|and|an?|soft|deep|strong|cool) ){{0,3}}{name} (?:back |side |key )?{lamps}(?: only)?|(?:lit|washed|bathed|gelled) (?:only |all )?(?:in|with|by) {name}(?: light(?:ing)?)?|(?:make |turn )?(?:the |all (?:the )?)light(?:s|ing)? (?:all |only )?(?:to |be |in |into )?{name}{_END}", every),
            (rf"(?:with |and )?(?:an? )?{name} (?:rim|edge|kicker)[- ]?(?:lights?|lighting|lit)?|(?:rim|edge)[- ]?lights? (?:in|to) {name}", {"light.kind": "rim", "light.gel": hue, "light.without": ""}),
            (rf"(?:lose|remove|drop|no(?: more)?|without|take out|take away|turn off|switch off|get rid of|kill) (?:the |any |all )?(?:the )?{name}(?: (?:neon|lights?|lighting|tubes?|gels?|glow|one))?{_END}", {"light.without": hue}),
        ]  # fmt: skip
    rows.append((_BACK_TO_WHITE, {"light.kind": "softbox", "light.gel": "", "light.without": ""}))
    return rows


_LOGOS: dict[str, str] = {
    "circle": r"circle|round|ring|dot|circular", "leaf": r"leaf|leaves|leafy|plant|botanical", "star": r"star",
    "drop": r"drop|droplet|water ?drop|waterdrop", "mountain": r"mountains?|peaks?|alpine", "wave": r"waves?|wavy|ocean|sea",
    "sun": r"sun|sunburst|sunrise", "monogram": r"monogram(?:med)?|initials?|letter",
}  # fmt: skip
_SIGN = r"(?:logo|emblem|symbol|icon|mark|sign|motif)"
_FOR = r"(?:for|with|to|into|by|against)"


def _logos() -> list[tuple[str, dict[str, Change]]]:
    rows: list[tuple[str, dict[str, Change]]] = []
    for kind, named in _LOGOS.items():
        phrase = rf"(?:(?:with|add|put|show) )?(?:an? |the |its )?(?:(?:small|simple|little|minimal|clean) )?(?:(?:{named})(?:-shaped)? {_SIGN}|{_SIGN} (?:of|with|showing|is|to|into|should be) (?:an? |the )?(?:small |simple )?(?:{named})|{_SIGN} an? (?:small |simple )?(?:{named}))"
        if kind == "monogram":
            phrase += r"|(?:(?:with|add) )?(?:an? |the )?monogram"
        any_mark = "|".join(_LOGOS.values())
        # The mark by its name alone, where it takes the place of another.
        phrase += rf"|(?:swap|change|replace|turn|exchange|switch|trade) (?:out )?(?:the |that )?(?:(?:{any_mark})(?: {_SIGN})?|{_SIGN}) {_FOR} (?:an? |the )?(?:small |simple |little )?(?:{named})(?: {_SIGN})?"
        phrase += rf"|(?:(?:make|use|try|have|put|with) )?(?:it )?(?:an? |the )?(?:small |simple |little )?(?:{named})(?: {_SIGN})? (?:instead|rather)(?: of (?:the |an? )?(?:{any_mark}))?|(?:use|make it|try|have) (?:an? )(?:small |simple |little )?(?:{named}){_END}"
        rows.append((phrase, {"label.logo": kind, "label.on": True}))
    return rows


# What a board or a cloth is dyed or painted with; "pine" and "slate" are what it is made of.
_NO_PAINTS = (
    frozenset({"slate", "kraft", "clear", "colourless", "blonde", "blond", "brunette"})
    | colours.ALSO_THINGS
    | colours.METALS
)
_PAINTS = tuple(name for name in colours.NAMED if name not in _NO_PAINTS)


def _painted() -> list[tuple[str, dict[str, Change]]]:
    """A table, a cloth or a marble top in a named colour."""
    rows: list[tuple[str, dict[str, Change]]] = []
    for name in _PAINTS:
        colour = colours.NAMED[name]
        rows.append(
            (
                rf"{_ON}{name} (?:painted )?(?:wood(?:en)? )?(?:{_BOARD}|wood)",
                {"ground.kind": "wood", "ground.colour": colour},
            )
        )
        rows.append(
            (
                rf"(?:{_ON})?{name} (?:linen|cotton|velvet|silk|felt|fabric|satin) {_CLOTH}|{_ON}{name} (?:linen|cotton|velvet|silk|felt|fabric|{_CLOTH})",
                {"ground.kind": "fabric", "ground.colour": colour},
            )
        )
        rows.append(
            (
                rf"{_ON}{name} (?:slab|plinth|podium|pedestal|block|concrete)",
                {"ground.kind": "concrete", "ground.colour": colour},
            )
        )
    return rows


# A ground that mirrors by its nature stands at -1, so that the first step either way lands on its low end.
_LESS_MIRROR: dict[str, Change] = {"reflection.level": Step(-0.2, 0.04, 1)}
_HARD = r"(?:hard|harsh|direct|crisp|bare[- ]bulb|strong|midday|noon) (?:side |key |studio )?(?:sun ?)?light(?:ing)?|(?:harsh|hard|strong|blazing|direct|bright|noon|midday) (?:noon |midday |summer )?sun(?:light|shine)?"
_MORE = r"(?: (?:a (?:bit|little|touch)(?: more)?|more|further|some more))?"
_GOLDEN = r"(?:golden[- ]hour (?:light|sun|glow)|golden (?:sun)?light|low (?:warm )?sun(?:light)?|(?:late|setting|warm|evening) (?:afternoon )?sun(?:light)?)"


def _aimed() -> list[tuple[str, dict[str, Change]]]:
    """A kind of light and the side that it comes from, in one phrase."""
    return [
        (
            rf"(?:with |under |in |a )?(?:{phrase}) (?:coming |comes )?from (?:the )?{side}(?: side)?",
            {"light.kind": kind, "light.side": side},
        )
        for side in ("left", "right")
        for kind, phrase in (("hard", _HARD), ("golden", _GOLDEN))
    ]


_APART: dict[str, Change] = {"set.spacing": Step(0.6, 0.3, 3)}
_TOGETHER: dict[str, Change] = {"set.spacing": Step(-0.35, 0.3, 3)}
_THEY = r"(?:them|things|everything|it|these|those|(?:the |all )?(?:the )?(?:three|two|both|objects|products|items|group|bottles|jars|mugs|cups|cans|candles|vases|boxes|tubes|bowls))"
_ARE = rf"(?:(?:they|it|{_THEY})(?:['’](?:re|s)| are| is| look| looks| feel| feels| stand| stands| sit| seem| all| both)*(?: (?:still|all|both))* )"
_VERY = r"(?:(?:a (?:bit|little|touch|tad)|too|rather|very|slightly|quite|so|still|much|far) )*"
_SPACING: list[tuple[str, dict[str, Change]]] = [
    (rf"(?:spread|space|move|pull|place|set|put|bring) {_THEY} {_VERY}(?:further |farther |more )?(?:out|apart|wider(?: apart)?|further apart|from each other){_MORE}|{_VERY}(?:further|farther|wider|more) apart|(?:more|wider|bigger|larger|some) (?:space|room|gaps?|spacing|air|distance) between (?:them|the (?:\w+)|each(?: other)?|objects|products)|(?:wider|looser|airier|more generous) (?:spacing|group(?:ing)?|arrangement)|(?:widely|well|generously|evenly) spaced(?: out)?|spread out{_MORE}|{_ARE}{_VERY}(?:crammed|cramped|crowded|bunched(?: up)?|squeezed|squashed|close(?: together)?|tight(?: together)?|jammed)(?: in| up| together)?", _APART),
    (rf"(?:(?:move|push|bring|pull|put|place|set|group|stand) )?(?:{_THEY} )?{_VERY}(?:closer|nearer|tighter) together{_MORE}|(?:move|push|bring|pull) {_THEY} together|(?:less|smaller|tighter|no) (?:space|gaps?|spacing|distance) between (?:them|the \w+|each(?: other)?|objects|products)|{_VERY}(?:tighter|closer|denser|more compact) (?:group(?:ing)?|spacing|arrangement|cluster)|tighten the (?:group(?:ing)?|spacing|arrangement)|(?:group|bunch|cluster) {_THEY}(?: (?:up|together|closely|tightly))*|{_ARE}{_VERY}(?:far apart|spread out|scattered|loose)", _TOGETHER),
]  # fmt: skip

SETTERS: list[tuple[str, dict[str, Change]]] = [
    *_grounds(),
    *_painted(),
    (rf"{_ON}(?:{_BOARD})", {"ground.kind": "wood", "ground.colour": OWN["wood"]}), (rf"{_ON}{_CLOTH}", {"ground.kind": "fabric", "ground.colour": OWN["fabric"]}),
    (rf"{_ON}(?:counter ?top|worktop|counter|kitchen island)", {"ground.kind": "marble", "ground.colour": OWN["marble"]}), (rf"{_ON}(?:slab|plinth|podium|pedestal|block)", {"ground.kind": "concrete", "ground.colour": OWN["concrete"]}),
    (r"(?:(?:on|against|to|back to) )?(?:an? |the )?(?:plain |white )?(?:seamless(?: paper)?|paper sweep|infinity cove|cyclorama)", {"ground.kind": "paper", "ground.colour": "", "ground.wall": ""}),
    (r"(?:(?:with|under|in|a|use|big|large) )*(?:softbox(?:es)?(?: light(?:ing)?)?|studio light(?:ing)?)", {"light.kind": "softbox", "light.soft": 0.85}),
    (r"(?:soft|diffuse|gentle|softbox|studio|even) (?:studio |side |daylight |key )?light(?:ing)?", {"light.kind": "softbox", "light.soft": 0.85}),
    (r"(?:in |with )?high[- ]key(?: (?:light(?:ing)?|look|set|scene))?", {"light.kind": "softbox", "light.soft": 0.9, "light.level": 0.3, "backdrop.colour": "#f2f1ee"}),
    *_aimed(),
    (r"(?:with |under |in |a )?(?:" + _HARD + r"|(?:hard|crisp|sharp) shadows?|hard[- ]edged shadows?|spot ?light|direct flash)", {"light.kind": "hard"}),
    (r"(?:with |under |in |a )?(?:dramatic|contrasty|high[- ]contrast|chiaroscuro)(?: (?:side |key |studio )?(?:light(?:ing)?|shadows?|look|mood))?", {"light.kind": "hard", "shadow.level": 1.2, "light.level": -0.2}),
    (r"(?:with |in |a |an )?(?:rim[- ](?:light(?:ing)?|lit)|edge[- ](?:light(?:ing)?|lit)|kicker lights?|low[- ]key(?: (?:light(?:ing)?|look|mood|set|scene))?|dark and moody|moody(?: (?:light(?:ing)?|look|mood))?|(?:bright )?edges? (?:of light|glow(?:ing)?)|silhouette light(?:ing)?)", {"light.kind": "rim"}),
    (r"(?:at |in |during |a )?(?:the )?(?:golden[- ]hour(?: (?:light(?:ing)?|sun|glow|warmth|mood))?|" + _GOLDEN + r"|sunset (?:light|glow)|at sunset|(?:late|evening) sun(?:light)?)(?! through| from (?:a |the )?window)", {"light.kind": "golden"}),
    *_neon(),
    *_gels(),
    *_logos(),
    *_SPACING,
    (r"(?:(?:kraft|brown|recycled) paper|kraft(?:board)?|(?:brown )?cardboard)(?= (?:box|carton|bag|tube|packag\w*|jar|bottle|can)\b)", {"body.material": "kraft", "body.colour": colours.NAMED["kraft"]}),
    (r"(?:with |add |a )*(?:no|zero|without (?:any |a |the )?) ?reflections?|non[- ]?reflective|(?:matte?|unreflective) (?:floor|surface|ground|table ?top|base)", {"reflection.level": 0.0}),
    (r"(?:(?:on|with|over) )?(?:an? |the )?(?:glossy|shiny|polished|reflective|lacquered|wet|acrylic|glass) (?:floor|surface|ground|table(?: ?top)?|base|plinth)", {"reflection.level": 0.4}),
    (r"(?:(?:on|with|over) )?(?:an? |the )?(?:mirror(?:ed)?(?:-like| like)?|perfectly reflective) (?:floor|surface|ground|table(?: ?top)?|base)|on (?:an? )?mirror|mirror[- ]like", {"reflection.level": 0.8}),
    (r"(?:with |casting )?(?:an? )?(?:very |nice |really )?(?:long|stretched|raking|elongated)(?: (?:hard|crisp|dramatic|deep|dark))? shadows?|shadows? (?:very )?long", {"shadow.length": 1.7}),
    (r"(?:with |casting )?(?:an? )?(?:very )?(?:long soft|soft long) shadows?", {"shadow.length": 1.7, "light.soft": 0.75}),
    (r"(?:an? )?(?:very )?short(?: (?:hard|crisp|soft))? shadows?", {"shadow.length": 0.6}),
    (rf"{_VERY}(?:longer|lengthen (?:the|its)|stretch (?:the|its)) shadows?|(?:the |its )?shadows? (?:{_VERY})longer", {"shadow.length": Step(0.4, 0.4, 2.2)}), (rf"{_VERY}(?:shorter|shorten (?:the|its)) shadows?|(?:the |its )?shadows? (?:{_VERY})shorter", {"shadow.length": Step(-0.5, 0.4, 2.2)}),
    (r"(?:in |with |an? )*(?:dim|dark|dusky)(?: (?:warm|evening|night))* (?:room|interior|surroundings)|evening (?:room|interior)", {"light.level": -0.6, "light.warmth": 0.35}),
    (r"(?:stronger|more|clearer|deeper) reflections?|more reflective", {"reflection.level": Step(0.25, 0.35, 1)}),
    (r"(?:weaker|less|fainter|softer|subtler) reflections?|less reflective", _LESS_MIRROR),
    (r"(?:with |add |show )*(?:an? |the |its |some )?(?:soft |subtle |faint |slight )?reflections?(?: (?:on|in|below|under)(?: the)?(?: (?:floor|ground|table|surface|it))?)?", {"reflection.level": 0.3}),
]  # fmt: skip

# What there can be too much of, for "too much ...".
THINGS: dict[str, dict[str, Change]] = {
    "reflection": _LESS_MIRROR, "reflections": _LESS_MIRROR, "haze": {"light.kind": "softbox"}, "neon": {"light.kind": "softbox"},
}  # fmt: skip

HARMLESS = words(
    """
        atmosphere bright by gradient group carrara edges glow glowing haze hour key kitchen lit low moody mood rustic scene set soft stone
        style tube tubes warm wood scandi scandinavian tech visual window-like rebrand moodboard mockup mock-up still-life stilllife content
        asset assets key-visual social-first e-commerce ecommerce pack tabletop packaging premium-looking studio-style
    """
)
