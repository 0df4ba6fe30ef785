"""What the product family understands: its fields, and every word and phrase that moves them."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words import product_camera, product_set, product_shapes, product_unseen, product_walls
from editor.providers.embedded.words.common import A_BIT, AFTER, COPY, FOR_COPY, FRAME, IT, LIGHT, LIGHT_ROWS
from editor.providers.embedded.words.product_things import (
    FALSE_FRIENDS,
    FILLS,
    KINDS,
    OBJECT,
    OBJECTS,
    OTHERS,
    PREFIXES,
    look,
    shows,
)
from editor.providers.embedded.words.vocabulary import Change, Slots, Step, Vocabulary, setters, words

__all__ = ["DEFAULTS", "FALSE_FRIENDS", "KINDS", "OBJECTS", "PREFIXES", "WORDS", "look", "shows"]

DEFAULTS: dict[str, Value] = {
    **AFTER, **OBJECT, **OTHERS, "backdrop.colour": "#b4b6b8", "shadow.level": 1.0, **LIGHT, **FRAME,
    **product_camera.FIELDS, **product_set.FIELDS,
}  # fmt: skip

_NOUNS = "|".join(sorted(map(re.escape, OBJECTS), key=len, reverse=True))
_OPENS = re.compile(rf"\b(?:{_NOUNS})(?:s|es)?\b|\bglass of\b", re.I)

_TARGETS: dict[str, str] = {
    **dict.fromkeys([*OBJECTS, "body", "product", "object", "subject", "vessel", "container", "cover", "spine", "cabinet"], "body"),
    **dict.fromkeys(
        ["cap", "lid", "stopper", "closure", "top", "lampshade", "lamp shade", "grille", "speaker cloth", "speaker grille", "capsule",
         "collar", "screw cap", "cork"],
        "cap",
    ),
    **dict.fromkeys(["label", "sticker"], "label"),
    **dict.fromkeys(["cloth cover", "linen cover", "leather cover", "fabric cover", "cloth binding", "linen binding"], "body"),
    **dict.fromkeys(["text", "lettering", "letters", "type", "ink", "wordmark", "print"], "ink"),
    **dict.fromkeys(
        ["backdrop", "background", "seamless", "sweep", "paper", "wall", "floor", "surface", "set", "ground"], "backdrop"
    ),
    **dict.fromkeys(
        ["the wine", "the beer", "the whisky", "the juice", "the water", "the milk", "the beverage", "beverage", "espresso", "latte",
         "coffee", "tea", "liquid", "contents", "drink", "wax", "filling", "soup", "broth", "screen", "display", "wallpaper", "driver",
         "drivers", "woofer", "cone", "speaker cone"],
        "fill",
    ),
    **dict.fromkeys(["handle"], "handle"), **dict.fromkeys(["flame", "wick"], "flame"),
    **dict.fromkeys(["shadow", "shadows"], "shadow"), "window": "window",
    **dict.fromkeys(["light", "lighting", "softbox", "lamp", "key light", "studio lamp", "key lamp"], "light"),
    **dict.fromkeys(["framing", "composition", "crop", "position", "camera"], "frame"), **product_set.TARGETS, **product_walls.TARGETS,
}  # fmt: skip

# Parts of one object; those of the second and third are the same behind their prefix.
_OWN_COLOURS: dict[str, str] = {
    "body": "body.colour", "cap": "cap.colour", "label": "label.colour", "ink": "label.ink", "fill": "fill.colour",
    "logo": product_set.COLOURS["logo"],
}  # fmt: skip
_OWN_MATERIALS: dict[str, str] = {"body": "body.material", "cap": "cap.material"}
_OWN_SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {
    "label": ({"label.on": True}, {"label.on": False}), "ink": ({"label.on": True}, {"label.text": ""}),
    "handle": ({"object.handle": True}, {"object.handle": False}),
    "flame": ({"object.flame": True}, {"object.flame": False}), "logo": product_set.SWITCHES["logo"],
}  # fmt: skip


def _of_each(table: dict[str, str]) -> dict[str, str]:
    """A table of parts and their fields, for every object."""
    return {prefix + part: prefix + name for prefix in PREFIXES for part, name in table.items()}


def _behind(prefix: str, changes: dict[str, Change]) -> dict[str, Change]:
    return {prefix + name: change for name, change in changes.items()}


_COLOURS: dict[str, str] = {
    **_of_each(_OWN_COLOURS),
    "backdrop": "backdrop.colour",
    **product_set.COLOURS,
    **product_walls.COLOURS,
}
_MATERIALS: dict[str, str] = _of_each(_OWN_MATERIALS)
_SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {
    **{
        prefix + part: (_behind(prefix, on), _behind(prefix, off))
        for prefix in PREFIXES for part, (on, off) in _OWN_SWITCHES.items()
    },
    "shadow": ({"shadow.level": 1.0}, {"shadow.level": 0.0}),
    "window": ({"light.window": True}, {"light.window": False}), **product_set.SWITCHES, **product_walls.SWITCHES,
}  # fmt: skip

_PANES = r"(?:(?:soft|warm|bright|clear|early) ){0,2}(?:morning |afternoon |evening |day ?|sun)?light (?:coming |falling )?(?:in )?(?:from|through|by) (?:an? |the )?(?:\w+ )?window"
_WINDOW: dict[str, Change] = {"light.window": True, "light.warmth": 0.4, "light.soft": 0.35}
_WINDOWS: list[tuple[str, dict[str, Change]]] = [
    (_PANES, _WINDOW),
    *((rf"{_PANES} (?:on|at|to|from) (?:the |my )?{side}(?: side)?", {**_WINDOW, "light.side": side}) for side in ("left", "right")),
]  # fmt: skip

_SETTERS = setters(
        *product_set.SETTERS, *product_camera.SETTERS, *product_walls.SETTERS, *product_shapes.setters_of(OBJECTS),
        (r"(?:late (?:afternoon )?|low |evening )?(?:sun(?:light)?|light) through (?:a |the )?(?:six-pane |paned |tall )?window",
         {"light.window": True, "light.warmth": 0.55, "light.soft": 0.35}),
        *_WINDOWS,
        (r"(?:six-pane )?window[ -]?light|window shadows?|light through (?:a |the )window|sun(?:light)? from (?:a |the )window",
         {"light.window": True, "light.warmth": 0.45, "light.soft": 0.35}),
        (r"(?:(?:soft|studio|key|the|main|side|hard|window) )?(?:light(?:ing)?|lit|window|sun|key|softbox|lamp) "
         r"(?:coming |comes |come |in )?(?:from|on|at) (?:the |camera )?left(?: side)?|left light|from the left|from left",
         {"light.side": "left"}),
        (r"(?:(?:soft|studio|key|the|main|side|hard|window) )?(?:light(?:ing)?|lit|window|sun|key|softbox|lamp) "
         r"(?:coming |comes |come |in )?(?:from|on|at) (?:the |camera )?right(?: side)?|right light|from the right|from right",
         {"light.side": "right"}),
        (r"(?:(?:soft|studio|key|the|main|hard) )?(?:light(?:ing)?|lit|sun|key|softbox|lamp) (?:coming |comes |come )?(?:from|at) (?:directly |straight )?(?:above|the top|overhead)|(?:top|overhead)[- ]light(?:ing)?|top[- ]lit", {"light.side": "top"}),
        (r"(?:light(?:ing)?|lit) from behind|back-?lit|back ?light(?:ing)?|from behind", {"light.side": "back"}),
        (r"(?:light(?:ing)?|lit) from the front|front(?:al)? light(?:ing)?", {"light.side": "front"}),
        (r"(?:warm )?(?:evening|sunset|late|golden)(?: afternoon)? light", {"light.warmth": 0.7, "light.soft": 0.3}),
        (r"(?:soft |diffuse )?window[- ]like light(?:ing)?", {"light.soft": 0.85}),
        (r"softer(?: light(?:ing)?| shadows?)?|soften the light", {"light.soft": Step(0.3, 0, 1)}),
        (r"harder(?: light(?:ing)?| shadows?)?|crisper(?: light| shadows?)?", {"light.soft": Step(-0.35, 0, 1)}),
        (r"soft shadows?", {"light.soft": 0.85}),
        *LIGHT_ROWS,
        (r"(?:more|stronger|higher) contrast|contrastier", {"light.soft": Step(-0.25, 0, 1), "shadow.level": Step(0.2, 0, 1.3)}),
        (r"(?:less|softer|lower) contrast", {"light.soft": Step(0.25, 0, 1), "shadow.level": Step(-0.2, 0, 1.3)}),
        (r"(?:lighter|fainter|weaker|less) shadows?", {"shadow.level": Step(-0.35, 0, 1.3)}),
        (r"(?:stronger|deeper|more|darker) shadows?", {"shadow.level": Step(0.3, 0, 1.3)}),
        (rf"(?:(?:move|shift|nudge|slide|place|put) )?{IT}{A_BIT}(?:further )?(?:to the |on the )left(?: third)?",
         {"frame.x": Step(-0.3, -0.7, 0.7)}),
        (rf"(?:(?:move|shift|nudge|slide|place|put) )?{IT}{A_BIT}(?:further )?(?:to the |on the )right(?: third)?",
         {"frame.x": Step(0.3, -0.7, 0.7)}),
        (rf"(?:move|shift|nudge|slide) {IT}{A_BIT}left|further left", {"frame.x": Step(-0.3, -0.7, 0.7)}),
        (rf"(?:move|shift|nudge|slide) {IT}{A_BIT}right|further right", {"frame.x": Step(0.3, -0.7, 0.7)}),
        (r"(?:in the )?(?:middle|centre|center|centred|centered)(?: of the (?:frame|picture))?", {"frame.x": 0.0}),
        (rf"(?:move|shift|nudge) {IT}{A_BIT}(?:up|higher)|higher in the frame|more (?:floor|space below)(?: below)?|"
         r"more foreground", {"frame.y": Step(0.5, -1, 1)}),
        (rf"(?:move|shift|nudge) {IT}{A_BIT}(?:down|lower)|lower in the frame|"
         rf"(?:more|lots of|plenty of|ample|generous) (?:empty |free )?(?:air|space|room|headroom)(?: above)?{FOR_COPY}|(?:air|space|room|headroom) above{FOR_COPY}|(?:space|room) for {COPY}", {"frame.y": Step(-0.5, -1, 1)}),
        (rf"(?:more )?(?:copy |negative |empty |white )?(?:space|room|air) (?:on|to|at) the left(?: side)?{FOR_COPY}",
         {"frame.x": Step(0.3, -0.7, 0.7)}),
        (rf"(?:more )?(?:copy |negative |empty |white )?(?:space|room|air) (?:on|to|at) the right(?: side)?{FOR_COPY}",
         {"frame.x": Step(-0.3, -0.7, 0.7)}),
        *FILLS,
        (r"closer|larger|bigger|close[- ]?up|zoom in|fill the frame|tighter(?: crop)?", {"frame.zoom": Step(0.22, 0.4, 1.5)}),
        (r"further away|farther(?: away)?|smaller|zoom out|wider(?: crop)?|step back|more space around|more (?:negative|white|empty|breathing) (?:space|room)", {"frame.zoom": Step(-0.2, 0.4, 1.5)}),
        (r"blank label", {"label.on": True, "label.text": ""}),
        (r"glass of(?= )", {"object.kind": "glass"}), (r"(?:early )?morning (?:sun)?light", {"light.warmth": 0.3, "light.soft": 0.5}), (r"unlit", {"object.flame": False, "object.lit": False}), (r"lit candle", {"object.kind": "candle", "object.flame": True}),
    )  # fmt: skip

# "too much ...", "too many ...": what less of it means; more of it is the same step the other way.
_THINGS: dict[str, dict[str, Change]] = {
        "shadow": {"shadow.level": Step(-0.35, 0, 1.3)}, "shadows": {"shadow.level": Step(-0.35, 0, 1.3)}, "light": {"light.level": Step(-0.4, -2, 2)}, "brightness": {"light.level": Step(-0.4, -2, 2)},
        "exposure": {"light.level": Step(-0.4, -2, 2)}, "contrast": {"light.soft": Step(0.3, 0, 1)}, "warmth": {"light.warmth": Step(-0.45, -1, 1)},
        "space": {"frame.zoom": Step(0.22, 0.4, 1.5)}, "room": {"frame.zoom": Step(0.22, 0.4, 1.5)}, "air": {"frame.zoom": Step(0.22, 0.4, 1.5)}, "background": {"frame.zoom": Step(0.22, 0.4, 1.5)},
        "floor": {"frame.y": Step(-0.5, -1, 1)}, **product_camera.THINGS, **product_set.THINGS, **product_shapes.THINGS,
    }  # fmt: skip

_HARMLESS = (
    product_set.HARMLESS
    | product_camera.HARMLESS
    | words(
        """
        above advertising against air apothecary around behind below between big catalog catalogue cosmetic edges empty
        front hero large late launch lens lettered light lighting lit middle packshot paint paned photo photograph
        photographic photography placed plain print printed product read reading reads recolor recolour replace replaced
        resting round say saying says seamless shot side single sitting six-pane skincare slim small stand standing
        stands studio sun sunlight swap tall wide word words
            """
    )
)

WORDS = Vocabulary(
    name="product",
    draws="up to three products in a studio (bottle, jar, tube, mug, glass, bowl, can, candle, vase, lamp, carton, book, phone, speaker)",
    opens=_OPENS,
    targets=_TARGETS,
    default_target="body",
    ground="backdrop",
    colours=_COLOURS,
    materials=_MATERIALS,
    switches=_SWITCHES,
    setters=_SETTERS,
    things=_THINGS,
    harmless=_HARMLESS,
    fields=DEFAULTS,
    words_into=("label.text", "label.on"),
    words_part="ink",
    slots=Slots(OBJECTS, KINDS, PREFIXES, shows=shows),
    hides=product_unseen.hides,
    qualifies=product_unseen.qualifies,
)
