"""What the layout family understands: infographics, storyboards, gradients and patterns, and the words on them."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re
from collections.abc import Mapping

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.common import AFTER
from editor.providers.embedded.words.vocabulary import Change, Step, Vocabulary, setters, words

MOST = 8  # slots or panels
_EACH = range(1, MOST + 1)

DEFAULTS: dict[str, Value] = {
        **AFTER, "text.place": "top-left",
        "layout.kind": "infographic", "layout.flow": "columns", "slots.count": 4.0, "panels.count": 4.0,
        "palette.name": "", "accent.colour": "", "background.colour": "",
        "icons.style": "line", "numbers.on": True, "captions.on": True,
        **{f"icon.{each}": "" for each in _EACH}, **{f"label.{each}.text": "" for each in _EACH},
        **{f"caption.{each}.text": "" for each in _EACH},
        **{f"pose.{each}": "" for each in _EACH}, **{f"place.{each}": "" for each in _EACH},
        "figure.hair": "", "figure.skin": "", "figure.top": "",
        "gradient.shape": "linear", "gradient.angle": 35.0, "gradient.colours": 3.0,
        **{f"gradient.{each}": "" for each in range(1, 5)},
        "pattern.kind": "dots", "pattern.scale": 1.0, **{f"pattern.{each}": "" for each in range(1, 5)},
    }  # fmt: skip

# The fields that quoted words fill in order where no part is named: the title, then the labels; or the captions.
WORDS_ORDER: tuple[str, ...] = ("text.words", *(f"label.{each}.text" for each in _EACH))
CAPTIONS_ORDER: tuple[str, ...] = ("text.words", *(f"caption.{each}.text" for each in _EACH))
# The fields that several colours in a row go into, by the part they are said of.
COLOUR_LISTS: dict[str, tuple[str, ...]] = {
    part: tuple(f"{part}.{each}" for each in range(1, 5)) for part in ("gradient", "pattern")
}
# "icons for coffee, time and money": what each word shows, and the fields that a row of them fills in order.
ICONS: dict[str, str] = {
        **dict.fromkeys(["leaf", "nature", "eco", "sustainability", "plant", "growth"], "leaf"),
        **dict.fromkeys(["drop", "water", "droplet", "oil", "liquid", "rinse"], "drop"),
        **dict.fromkeys(["sun", "weather", "energy", "summer", "day"], "sun"),
        **dict.fromkeys(["cart", "shopping", "shop", "basket", "checkout", "retail", "order"], "cart"),
        **dict.fromkeys(["chart", "graph", "data", "statistics", "analytics", "results", "report", "growth chart"], "chart"),
        **dict.fromkeys(["gear", "cog", "settings", "process", "engineering", "grind", "machine", "tools"], "gear"),
        **dict.fromkeys(["heart", "love", "health", "care", "favourite", "wellness"], "heart"),
        **dict.fromkeys(["clock", "time", "hours", "schedule", "timing", "speed"], "clock"),
        **dict.fromkeys(["phone", "mobile", "smartphone", "app", "call", "contact"], "phone"),
        **dict.fromkeys(["mail", "email", "e-mail", "letter", "envelope", "newsletter"], "mail"),
        **dict.fromkeys(["pin", "location", "map", "place", "address", "travel"], "pin"),
        **dict.fromkeys(["star", "quality", "rating", "reviews", "award"], "star"),
        **dict.fromkeys(["lightning", "power", "electricity", "fast", "bolt"], "lightning"),
        **dict.fromkeys(["shield", "security", "protection", "safety", "insurance", "trust"], "shield"),
        **dict.fromkeys(["cup", "coffee", "tea", "mug", "cafe", "café", "drink", "brew"], "cup"),
        **dict.fromkeys(["book", "reading", "education", "learning", "knowledge", "study"], "book"),
        **dict.fromkeys(["camera", "photo", "photography", "pictures", "media"], "camera"),
        **dict.fromkeys(["bulb", "idea", "ideas", "light bulb", "lightbulb", "innovation", "insight", "creativity"], "bulb"),
        **dict.fromkeys(["truck", "delivery", "shipping", "transport", "logistics"], "truck"),
        **dict.fromkeys(["globe", "world", "earth", "web", "international", "internet"], "globe"),
        **dict.fromkeys(["user", "person", "people", "team", "customer", "customers", "client"], "user"),
        **dict.fromkeys(["lock", "privacy", "password", "locked"], "lock"),
        **dict.fromkeys(["check", "tick", "done", "success", "approval", "check mark", "checkmark"], "check"),
        **dict.fromkeys(["coin", "money", "finance", "price", "cost", "budget", "payment", "savings", "dollar"], "coin"),
        **dict.fromkeys(["home", "house", "real estate"], "home"),
        **dict.fromkeys(["calendar", "date", "event", "deadline", "planning"], "calendar"),
        **dict.fromkeys(["target", "goal", "goals", "aim", "focus"], "target"),
        **dict.fromkeys(["gift", "present", "reward", "bonus"], "gift"),
        **dict.fromkeys(["chat", "conversation", "speech bubble", "message", "support", "feedback"], "chat"),
        **dict.fromkeys(["search", "magnifier", "magnifying glass", "research", "discovery"], "search"),
    }  # fmt: skip
ICON_ORDER: tuple[str, ...] = tuple(f"icon.{each}" for each in _EACH)

_Row = tuple[str, dict[str, Change]]

_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_CARDINALS = ("one", *_NUMBERS.values())

_OPENS = re.compile(
    r"\b(?:infographics?|info-graphics?|story-?boards?|gradients?|(?:seamless |repeating )?patterns?|polka[- ]dots?|"
    r"terrazzo|chevrons?|gingham|scallops?|timeline|process diagram|step[- ]by[- ]step (?:graphic|guide|diagram))\b",
    re.I,
)


def _numbered(part: str, nouns: str) -> dict[str, str]:
    """The names of numbered parts: "first box", "box 1", "box one" for `part`.1 and so on."""
    out: dict[str, str] = {}
    for each, ordinal, cardinal in zip(_EACH, _ORDINALS, _CARDINALS, strict=True):
        for noun in nouns.split():
            out |= dict.fromkeys([f"{ordinal} {noun}", f"{noun} {each}", f"{noun} {cardinal}"], f"{part}.{each}")
    return out


_TARGETS: dict[str, str] = {
        **dict.fromkeys(["title", "headline", "heading"], "title"),
        **dict.fromkeys(["infographic", "template", "storyboard", "layout", "accent", "accents", "icons", "icon", "discs", "circles", "highlights"], "accent"), "numbers": "numbers",
        **dict.fromkeys(["background", "backdrop", "ground", "page", "paper", "base"], "background"),
        **dict.fromkeys(["gradient", "gradients", "blend", "fade"], "gradient"),
        **dict.fromkeys(["pattern", "patterns", "motif", "motifs", "print"], "pattern"),
        **dict.fromkeys(["hair"], "hair"), **dict.fromkeys(["skin", "face"], "skin"),
        **dict.fromkeys(["jumper", "sweater", "top", "shirt", "pullover", "clothes", "character's top"], "jumper"),
        **dict.fromkeys(["captions", "caption"], "captions"), **dict.fromkeys(["labels", "label boxes", "boxes"], "labels"),
        **_numbered("label", "box label step slot card station"), **_numbered("caption", "caption panel frame scene"),
    }  # fmt: skip

_COLOURS: dict[str, str] = {
        "accent": "accent.colour", "background": "background.colour", "gradient": "gradient.1", "pattern": "pattern.1",
        "hair": "figure.hair", "skin": "figure.skin", "jumper": "figure.top", "title": "text.colour",
    }  # fmt: skip

_SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {
        "title": ({}, {"text.words": "", "text.sub": ""}),
        "numbers": ({"numbers.on": True}, {"numbers.on": False}),
        "captions": ({"captions.on": True}, {"captions.on": False}),
        "labels": ({}, {f"label.{each}.text": "" for each in _EACH}),
    }  # fmt: skip

_TEMPLATE = r"(?: (?:background|template|layout|design|graphic|page|slide|poster))?"
_SLOT = r"(?:slots?|icons?|icon slots|boxes|label boxes|columns?|cards?|points?|items?|sections?|stations?|parts?|values|features|benefits|tips|reasons|facts)"
_PANEL = r"(?:panels?|frames?|scenes?|pictures|shots)"
_BIG = r"(?:bigger|larger|coarser|wider)"
_SMALL = r"(?:smaller|finer|tighter|denser)"
_MOTIF = r"(?:pattern|dots|stripes|waves|grid|chips|zig-?zags?|chevrons|scallops|scales|checks|squares|leaves|repeat|motifs?|print)"
_POSES = {
    "standing": "stand(?:s|ing)?", "walking": "walk(?:s|ing)?|stroll(?:s|ing)?|run(?:s|ning)?", "waving": "wav(?:es|ing)|say(?:s|ing) hello|greet(?:s|ing)?",
    "pointing": "point(?:s|ing)?|show(?:s|ing)? the way", "sitting": "sit(?:s|ting)?|rest(?:s|ing)?",
    "cheering": "cheer(?:s|ing)?|jump(?:s|ing)?|celebrat(?:es|ing)|happy", "thinking": "think(?:s|ing)?|wonder(?:s|ing)?|ponder(?:s|ing)?",
}  # fmt: skip
_PLACES = {
    "indoors": "indoors|inside|at home|in (?:a|the) (?:living )?room|in the (?:office|kitchen|house)",
    "street": "(?:on|in|along|down) (?:a|the) street|in (?:the )?(?:city|town)|outside a shop", "park": "in (?:a|the) park|outdoors|in the garden|on (?:a|the) bench|in nature",
    "night": "at night|by night|under the (?:moon|stars)|at midnight",
}  # fmt: skip
_WHO = r"(?:(?:she|he|they|the character|the figure|the person|our hero|it) )?(?:is |are )?"


def _counted(count: int) -> str:
    return rf"(?:{count}|{_NUMBERS[count]})"


def _ordinal(each: int, noun: str) -> str:
    ordinal, cardinal = _ORDINALS[each - 1], _CARDINALS[each - 1]
    return rf"(?:(?:in |on )?the {ordinal} {noun}|(?:in |on )?{noun} (?:{each}|{cardinal})|(?:in )?{ordinal} {noun})"


def _story(each: int, pose: str, place: str) -> _Row:
    """What happens in one panel: a pose, a place, or a pose at a place."""
    said = " ".join(f"(?:{table[name]})" for table, name in ((_POSES, pose), (_PLACES, place)) if name)
    changes: dict[str, Change] = {f"pose.{each}": pose} if pose else {}
    if place:
        changes[f"place.{each}"] = place
    return (
        rf"{_ordinal(each, '(?:panel|frame|scene|picture)')}[:,]? (?:shows? |with |has |plays? |set |happens )?{_WHO}{said}",
        changes,
    )


def _counting(nouns: str, name: str, more: dict[str, Change]) -> tuple[_Row, ...]:
    """Rows for two to eight of something."""
    rows: list[_Row] = []
    for count in _NUMBERS:
        changes: dict[str, Change] = {**more, name: float(count)}
        rows.append((rf"(?:of |with |in |into |showing |having )?(?:a )?{_counted(count)}[- ]{nouns}", changes))
    return tuple(rows)


_STEPS = r"(?:easy |simple |numbered )?(?:steps?|stages?)(?: (?:infographic|process|guide))?"
_COUNTS: tuple[_Row, ...] = (
    *_counting(rf"(?:\w+ )?{_SLOT}", "slots.count", {}),
    *_counting(_STEPS, "slots.count", {"layout.flow": "steps"}),
    *_counting(rf"{_PANEL}(?: storyboard)?", "panels.count", {"layout.kind": "storyboard"}),
)
_STORIES: tuple[_Row, ...] = tuple(
    _story(each, pose, place) for each in _EACH for pose in ("", *_POSES) for place in ("", *_PLACES) if pose or place
)
_SAID = {
    icon: "|".join(re.escape(word) for word, shown in ICONS.items() if shown == icon)
    for icon in sorted(set(ICONS.values()))
}
_NAMED_ICONS: tuple[_Row, ...] = tuple(
    (rf"{_ordinal(each, 'icon')}:? (?:is |to |be |becomes |into |as |for |of |should be |a |an |the )*(?:{said})(?: icon)?", {f"icon.{each}": icon})
    for each in _EACH
    for icon, said in _SAID.items()
)  # fmt: skip
_EVERYWHERE: tuple[_Row, ...] = tuple(
    (
        rf"(?:all|every|each)(?: the)? (?:panels?|frames?|scenes?) {_WHO}(?:{said})|(?:the )?(?:whole )?(?:story|storyboard) (?:is |plays? |set )*(?:{said})",
        {f"place.{each}": place for each in _EACH},
    )
    for place, said in _PLACES.items()
)
_TONES: tuple[_Row, ...] = tuple(
    (
        rf"(?:of |in |with )?{_counted(count)}[- ](?:colou?rs?|tones?|stops?)(?: gradient)?",
        {"gradient.colours": float(count)},
    )
    for count in (2, 3, 4)
)
_AS_PATTERN = r"(?: (?:seamless |repeating )?(?:patterns?|print|wallpaper|texture|motif|fabric))"


def _motif(kind: str, sure: str, loose: str) -> tuple[_Row, _Row]:
    """The names of a pattern, and words that are one only as a pattern: a leaf icon and a grid of cards are none."""
    named = (
        rf"(?:an? |the )?(?:seamless |repeating |bold |retro |simple )*(?:(?:{sure})(?:{_AS_PATTERN}| background)*|"
        rf"(?:{loose}){_AS_PATTERN}+(?: background)?)"
    )
    bare = rf"(?:an? |the )?(?:bold |retro |simple )*(?:{loose})(?! icons?\b)"
    return (named, {"pattern.kind": kind, "layout.kind": "pattern"}), (bare, {"pattern.kind": kind})


_MOTIFS: tuple[_Row, ...] = (
    *_motif("dots", "polka[- ]dots?|polka", "dots|dotted|spots|spotted"),
    *_motif("stripes", "(?:diagonal|awning|candy|uneven) stripes?", "stripes?|striped|stripy"),
    *_motif("waves", "seigaiha waves", "waves|wavy(?: lines)?|waved"),
    *_motif("grid", "window-?pane(?: checks?)?|graph paper|tattersall", "grid"),
    *_motif("terrazzo", "terrazzo|stone chips", "speckled?"),
    *_motif("chevron", "chevrons?|zig-?zags?|herringbone", "zigzagging"),
    *_motif("scallop", "scallop(?:s|ed)?|fish[- ]?scales?|art[- ]deco(?: fans?)?|seigaiha", "fans"),
    *_motif("checks", "gingham|plaid|chequered|checkered|checkerboard", "checks|checked"),
    *_motif("leaves", "foliage|sprigs", "leaves|leafy|leaf|botanical|floral"),
)
_PALETTES: tuple[_Row, ...] = tuple(
    (rf"(?:in |with )?(?:an? |the )?(?:{said}) (?:palette|colou?rs|colou?r scheme|tones|theme|look)|palette:? (?:{said})", {"palette.name": name, "accent.colour": "", "background.colour": ""})
    for name, said in (
        ("coast", "coast(?:al)?|sea(?:side)?|nautical|beach"), ("forest", "forest|natural|nature|woodland|organic"), ("berry", "berry|berries|wine"),
        ("clay", "clay|earthy|earth|terracotta|warm"), ("dusk", "dusk|evening|twilight"), ("nordic", "nordic|scandinavian|cool|business|corporate"),
        ("citrus", "citrus|fresh|sunny|bright"), ("candy", "candy|playful|sweet|fun|colou?rful"), ("midnight", "midnight|dark|night"),
        ("mono", "mono(?:chrome)?|black and white|black-and-white|grey|gray|neutral|minimal"),
    )
)  # fmt: skip

_SETTERS = setters(
        (rf"(?:an? |the )?info-?graphics?{_TEMPLATE}(?: about| for| on)?", {"layout.kind": "infographic"}),
        (rf"(?:an? |the )?(?:step[- ]by[- ]step|process|how[- ]to)(?: (?:infographic|guide|diagram|graphic))?{_TEMPLATE}", {"layout.kind": "infographic", "layout.flow": "steps"}),
        (rf"(?:(?:as|in|into) )?(?:an? |the )?(?:vertical |horizontal )?(?:steps|timeline|time line|flow|path|process flow|numbered steps|roadmap){_TEMPLATE}", {"layout.flow": "steps"}),
        (rf"(?:(?:as|in|into|on) )?(?:an? |the )?(?:columns|cards|grid of (?:cards|icons)|card grid|tiles|grid layout|rows){_TEMPLATE}", {"layout.flow": "columns"}),
        (rf"(?:(?:as|in|into|round|around|on) )?(?:an? |the )?(?:circle|ring|cycle|wheel|loop|circular|circular flow|oval){_TEMPLATE}", {"layout.flow": "circle"}),
        *_COUNTS,
        (r"(?:one more|another|an extra|add an?(?:other)?) (?:step|slot|icon|box|column|card|point|stage|section)", {"slots.count": Step(1, 2, MOST)}),
        (r"(?:one less|one fewer|remove (?:a|one)|fewer) (?:steps?|slots?|icons?|boxes|box|columns?|cards?|points?|stages?|sections?)", {"slots.count": Step(-1, 2, MOST)}),
        (r"(?:one more|another|an extra|add an?(?:other)?) (?:panel|frame|scene)", {"panels.count": Step(1, 2, MOST)}),
        (r"(?:one less|one fewer|remove (?:a|one)|fewer) (?:panels?|frames?|scenes?)", {"panels.count": Step(-1, 2, MOST)}),
        (r"(?:solid|filled|duotone|two-tone|flat) icons?|icons? (?:solid|filled)", {"icons.style": "solid"}),
        (r"(?:line|outline|outlined|thin|stroke) icons?|icons? (?:outlined|as lines)", {"icons.style": "line"}),
        (r"(?:without|no|hide the) (?:step )?numbers|unnumbered", {"numbers.on": False}), (r"(?:with |numbered|show the )(?:step )?numbers|numbered", {"numbers.on": True}),
        (rf"(?:an? |the )?story-?boards?{_TEMPLATE}(?: about| for| of| with)?", {"layout.kind": "storyboard"}),
        (r"(?:with |add |show )?(?:short )?captions(?: (?:below|under)(?: (?:each|the|every) (?:panels?|frames?|pictures?))?)?", {"captions.on": True}),
        (r"(?:without|no|hide the|remove the) captions", {"captions.on": False}),
        *_STORIES, *_EVERYWHERE, *_NAMED_ICONS,
        (r"(?:an? |the )?(?:smooth |soft |subtle |plain |colou?r )*(?:linear )?gradients?(?: background| wallpaper| backdrop)?", {"gradient.shape": "linear", "layout.kind": "gradient"}),
        (r"(?:an? |the )?(?:smooth |soft |subtle )*(?:radial|circular|round|spotlight|glow(?:ing)?)(?: colou?r)? gradients?(?: background)?|radial", {"gradient.shape": "radial", "layout.kind": "gradient"}),
        (r"(?:an? |the )?(?:smooth |soft |subtle |abstract )*(?:mesh|blurred|blurry|fluid|liquid|aurora|blob|organic)(?: colou?r)? gradients?(?: background)?|mesh", {"gradient.shape": "mesh", "layout.kind": "gradient"}),
        (r"(?:running |going )?(?:horizontal(?:ly)?|left to right|from left to right)", {"gradient.angle": 0.0}),
        (r"(?:running |going )?(?:vertical(?:ly)?|top to bottom|from top to bottom|downwards)", {"gradient.angle": 90.0}),
        (r"(?:running |going )?(?:diagonal(?:ly)?|corner to corner|from corner to corner)", {"gradient.angle": 35.0}),
        *_TONES,
        (r"(?:an? |the )?(?:seamless |repeating |geometric |simple |small |large )*patterns?(?: background| wallpaper| fabric| print)?", {"layout.kind": "pattern"}),
        *_MOTIFS,
        (rf"(?:an? |the )?(?:much )?{_BIG} {_MOTIF}|(?:make )?(?:the )?{_MOTIF} (?:much )?{_BIG}|larger scale|scale up", {"pattern.scale": Step(0.4, 0.3, 3)}),
        (rf"(?:an? |the )?(?:much )?{_SMALL} {_MOTIF}|(?:make )?(?:the )?{_MOTIF} (?:much )?{_SMALL}|smaller scale|scale down", {"pattern.scale": Step(-0.3, 0.3, 3)}),
        *_PALETTES,
        (r"(?:in (?:a )?)?(?:dark mode|on (?:a )?dark(?: (?:background|ground))?)", {"palette.name": "midnight"}),
        (r"(?:another|a different|a new|change the) (?:palette|colou?r scheme)", {"palette.name": "candy"}),
        (r"(?:title|headline|heading) (?:in the |at the |to the )?(?:centre|center|middle)|(?:centre|center) the (?:title|headline|heading)|(?:centred|centered)(?: title| headline)?", {"text.place": "top"}),
        (r"(?:title|headline|heading) (?:on |at |to )?(?:the )?(?:bottom)|(?:title|headline) below", {"text.place": "bottom-left"}),
        (r"(?:title|headline|heading) (?:on |at |to )?(?:the )?(?:left|top left)", {"text.place": "top-left"}),
        (r"(?:title|headline|heading) (?:on |at |to )?(?:the )?(?:right|top right)", {"text.place": "top-right"}),
        (r"(?:(?:bigger|larger) (?:title|headline|heading|text))|(?:title|headline) (?:bigger|larger)", {"text.size": Step(0.25, 0.5, 2)}),
        (r"(?:smaller (?:title|headline|heading|text))|(?:title|headline) smaller", {"text.size": Step(-0.2, 0.5, 2)}),
        (r"(?:in )?(?:a |an )?(?:serif|classic|elegant)(?: (?:type|font|typeface|face|letters|title|headline))", {"text.face": "serif"}),
        (r"(?:in )?(?:a |an )?(?:condensed|display|poster|bold condensed)(?: (?:type|font|typeface|face|letters|title|headline))", {"text.face": "display"}),
        (r"(?:in )?(?:a |an )?(?:sans|sans serif|sans-serif|modern|grotesque)(?: (?:type|font|typeface|face|letters|title|headline))", {"text.face": "sans"}),
    )  # fmt: skip

_THINGS: dict[str, dict[str, Change]] = {
        "steps": {"slots.count": Step(-1, 2, MOST)}, "slots": {"slots.count": Step(-1, 2, MOST)}, "icons": {"slots.count": Step(-1, 2, MOST)},
        "panels": {"panels.count": Step(-1, 2, MOST)}, "frames": {"panels.count": Step(-1, 2, MOST)},
    }  # fmt: skip

_HARMLESS = words(
    """
        abstract about background backgrounds below beneath blank body boxes box character charming clean clear consistent copy
        design designed diagram each easy editorial empty explaining fading fill filled flat from fun geometric guide how
        icon icons illustrated illustration informative label labels large layout mascot modern named of one page pages
        panel placeholder placeholders plain poster presentation process recurring repeating same sheet showing simple
        slide slides slot slots small smooth social soft space spaces station step steps story subtle template templates
        text tile title titled titles to under wallpaper where wide
            """
)

_OF_KIND: dict[str, tuple[str, ...]] = {
    "infographic": ("layout.flow", "slots.", "icon.", "icons.", "label.", "numbers."),
    "storyboard": ("panels.", "captions.", "caption.", "pose.", "place.", "figure."),
    "gradient": ("gradient.",), "pattern": ("pattern.",),
}  # fmt: skip


def _hides(fields: Mapping[str, Value], name: str) -> str:
    """Why a field does not show in a layout of this kind, "" where it does."""
    kind = str(fields["layout.kind"])
    owner = next((each for each, names in _OF_KIND.items() if name.startswith(names)), kind)
    if owner != kind:
        article = "an" if owner[0] in "aeiou" else "a"
        return f"that belongs to {article} {owner}, and this picture is {'an' if kind[0] in 'aeiou' else 'a'} {kind}"
    unnumbered = name == "numbers.on" and fields["layout.flow"] != "steps"
    return "only steps are numbered; ask for steps first" if unnumbered else ""


WORDS = Vocabulary(
    name="layout",
    draws="infographics, storyboards, gradients and patterns",
    opens=_OPENS,
    targets=_TARGETS,
    default_target="accent",
    ground="background",
    colours=_COLOURS,
    materials={},
    switches=_SWITCHES,
    setters=_SETTERS,
    things=_THINGS,
    harmless=_HARMLESS,
    fields=DEFAULTS,
    opening="layout.kind",
    hides=_hides,
    words_part="title",
    words_orders={"captions": CAPTIONS_ORDER, "storyboard": CAPTIONS_ORDER, "": WORDS_ORDER},
    colour_lists=COLOUR_LISTS,
    rows={"icon": (ICONS, ICON_ORDER)},
)
