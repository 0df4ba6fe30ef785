"""What the layout family understands: infographics, storyboards, gradients and patterns, and the words on them."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words import layout_grounds, layout_kinds, layout_parts, layout_story
from editor.providers.embedded.words.common import AFTER
from editor.providers.embedded.words.layout_story import CARDINALS, MOST, ORDINALS, Row, ordinal, row
from editor.providers.embedded.words.layout_story import EACH as _EACH
from editor.providers.embedded.words.vocabulary import FREE, NEXT, SO_ALREADY, Change, Step, Vocabulary, setters, words

DEFAULTS: dict[str, Value] = {
        **AFTER, "text.place": "top-left",
        "layout.kind": "infographic", "layout.flow": "columns", "slots.count": 4.0, "panels.count": 4.0,
        "palette.name": "", "palette.turn": 0.0, "accent.colour": "", **{f"accent.{each}": "" for each in range(2, 5)},
        "background.colour": "", "background.kind": "", "columns.count": 0.0,
        "icons.style": "line", "numbers.on": True, "captions.on": True,
        **{f"icon.{each}": "" for each in _EACH}, **{f"label.{each}.text": "" for each in _EACH},
        **{f"caption.{each}.text": "" for each in _EACH},
        **layout_parts.FIELDS, **layout_story.FIELDS,
        "gradient.flipped": False, "gradient.shape": "linear", "gradient.angle": 35.0, "gradient.colours": 3.0,
        **{f"gradient.{each}": "" for each in range(1, 5)},
        "pattern.kind": "dots", "pattern.scale": 1.0, "pattern.only": "", "pattern.amount": 1.0, **{f"pattern.{each}": "" for each in range(1, 5)},
    }  # fmt: skip

# The fields that quoted words fill in order where no part is named: the title, then the labels; or the captions.
WORDS_ORDER: tuple[str, ...] = ("text.words", *(f"label.{each}.text" for each in _EACH))
CAPTIONS_ORDER: tuple[str, ...] = ("text.words", *(f"caption.{each}.text" for each in _EACH))
# The fields that several colours in a row go into, by the part they are said of.
COLOUR_LISTS: dict[str, tuple[str, ...]] = {
    "accent": ("accent.colour", "accent.2", "accent.3", "accent.4"),
    **{part: tuple(f"{part}.{each}" for each in range(1, 5)) for part in ("gradient", "pattern")},
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
        **dict.fromkeys(["pencil", "pen", "writing", "drawing", "edit", "sketch", "draft"], "pencil"),
        **dict.fromkeys(["hammer", "build", "building", "construction", "diy", "repair"], "hammer"),
        **dict.fromkeys(["rocket", "launch", "start-up", "startup", "boost", "kick-off"], "rocket"),
        **dict.fromkeys(["wrench", "spanner", "maintenance", "fix", "service"], "wrench"),
        **dict.fromkeys(["key", "access", "ownership", "sign in", "login"], "key"),
        **dict.fromkeys(["bell", "notification", "notifications", "reminder", "alarm", "alert"], "bell"),
        **dict.fromkeys(["trophy", "winner", "prize", "achievement"], "trophy"),
        **dict.fromkeys(["flag", "milestone", "finish", "destination"], "flag"),
        **dict.fromkeys(["plane", "aeroplane", "airplane", "flight", "paper plane", "send"], "plane"),
        **dict.fromkeys(["document", "paper", "contract", "file", "form", "page", "invoice"], "document"),
        **dict.fromkeys(["cloud", "upload", "backup"], "cloud"), **dict.fromkeys(["wallet", "purse", "bank", "banking", "card", "credit card"], "wallet"),
        **dict.fromkeys(["music", "note", "sound", "audio", "song"], "music"), **dict.fromkeys(["tree", "forest", "wood"], "tree"),
        **dict.fromkeys(["briefcase", "business", "work", "job", "career", "office"], "briefcase"),
        **dict.fromkeys(["flask", "science", "lab", "experiment", "chemistry"], "flask"),
        **dict.fromkeys(["box", "parcel", "package", "product", "packaging"], "box"),
        **dict.fromkeys(["brush", "paintbrush", "paint brush", "art", "painting", "design"], "brush"),
        **dict.fromkeys(["scissors", "cut", "tailor", "haircut"], "scissors"), **dict.fromkeys(["bike", "bicycle", "cycling"], "bike"),
        **dict.fromkeys(["search", "magnifier", "magnifying glass", "research", "discovery"], "search"),
    }  # fmt: skip
ICON_ORDER: tuple[str, ...] = tuple(f"icon.{each}" for each in _EACH)

_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}

_OPENS = re.compile(
    r"\b(?:infographics?|info-graphics?|story-?boards?|gradients?|(?:seamless |repeating )?patterns?|polka[- ]dots?|"
    r"terrazzo|chevrons?|gingham|scallops?|timeline|process diagram|step[- ]by[- ]step (?:graphic|guide|diagram))\b",
    re.I,
)


def _numbered(part: str, nouns: str) -> dict[str, str]:
    """The names of numbered parts: "first box", "box 1", "box one" for `part`.1 and so on."""
    out: dict[str, str] = {}
    for each, first, one in zip(_EACH, ORDINALS, CARDINALS, strict=True):
        for noun in nouns.split():
            out |= dict.fromkeys([f"{first} {noun}", f"{noun} {each}", f"{noun} {one}"], f"{part}.{each}")
    return out


_TARGETS: dict[str, str] = {
        **dict.fromkeys(["title", "headline", "heading"], "title"),
        **dict.fromkeys(["infographic", "template", "storyboard", "layout", "accent", "accents", "icons", "icon", "discs", "circles", "highlights"], "accent"), "numbers": "numbers",
        **dict.fromkeys(["background", "backdrop", "ground", "page", "paper", "base"], "background"),
        **dict.fromkeys(["gradient", "gradients", "blend", "fade"], "gradient"),
        **dict.fromkeys(["pattern", "patterns", "motif", "motifs", "print"], "pattern"),
        **layout_story.TARGETS, **dict.fromkeys(["plate", "backing"], "plate"),
        **dict.fromkeys(["captions", "caption"], "captions"), **dict.fromkeys(["labels", "label boxes", "boxes"], "labels"),
        **_numbered("label", "box label step slot card station"), **_numbered("caption", "caption panel frame scene"),
    }  # fmt: skip

_COLOURS: dict[str, str] = {
        "accent": "accent.colour", "background": "background.colour", "gradient": "gradient.1", "pattern": "pattern.1",
        **layout_story.COLOURS, "title": "text.colour", "plate": "plate.colour",
    }  # fmt: skip

_SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {
        "title": ({}, {"text.words": "", "text.sub": ""}),
        "numbers": ({"numbers.on": True}, {"numbers.on": False}),
        "captions": ({"captions.on": True}, {"captions.on": False}),
        **layout_story.SWITCHES, "plate": ({"plate.on": True}, {"plate.on": False, "plate.colour": ""}),
        "gradient": ({"background.kind": "gradient"}, {"background.kind": ""}),
        "pattern": ({"background.kind": "pattern"}, {"background.kind": ""}),
        "labels": ({}, {f"label.{each}.text": "" for each in _EACH}),
    }  # fmt: skip

_TEMPLATE = r"(?: (?:background|template|layout|design|graphic|page|slide|poster))?"
_SLOT = r"(?:slots?|icons?|icon slots|boxes|label boxes|columns?|cards?|points?|items?|sections?|stations?|parts?|values|features|benefits|tips|reasons|facts)"
_PANEL = r"(?:panels?|frames?|scenes?|pictures|shots)"


def _counted(count: int) -> str:
    return rf"(?:{count}|{_NUMBERS[count]})"


def _counting(nouns: str, name: str, more: dict[str, Change]) -> tuple[Row, ...]:
    """Rows for two to eight of something."""
    rows: list[Row] = []
    for count in _NUMBERS:
        changes: dict[str, Change] = {**more, name: float(count)}
        rows.append((rf"(?:of |with |in |into |showing |having )?(?:a )?{_counted(count)}[- ]{nouns}", changes))
    return tuple(rows)


_STEPS = r"(?:easy |simple |numbered )?(?:steps?|stages?)(?: (?:infographic|process|guide))?"
_COUNTS: tuple[Row, ...] = (
    *_counting(rf"(?:\w+ )?{_SLOT}", "slots.count", {}),
    *_counting(_STEPS, "slots.count", {"layout.flow": "steps"}),
    *_counting(rf"{_PANEL}(?: storyboard)?", "panels.count", {"layout.kind": "storyboard"}),
)
_SAID = {
    icon: "|".join(re.escape(word) for word, shown in ICONS.items() if shown == icon)
    for icon in sorted(set(ICONS.values()))
}
_NAMED_ICONS: tuple[Row, ...] = tuple(
    (rf"{ordinal(each, 'icon')}:? (?:is |to |be |becomes |into |as |for |of |should be |a |an |the )*(?:{said})(?: icon)?", {f"icon.{each}": icon})
    for each in _EACH
    for icon, said in _SAID.items()
)  # fmt: skip
_A_FREE_ICON: tuple[Row, ...] = tuple(
    (rf"(?:(?:with|add|use|show|include|and) )?(?:an? )(?:{said}) icon(?! (?:for|in|on|at) )", {f"icon{FREE}": icon})
    for icon, said in _SAID.items()
)
# "Real icons: a pencil, a hammer, a rocket": each of the clauses that go on is the next one's.
_ICONS_IN_A_ROW: tuple[Row, ...] = (
    (r"(?:fill|put|use|with|add|show|replace|draw|give)(?: (?:the|them|slots?|placeholders?|circles|discs|in|into|with|some|for|by))* (?:real|actual|proper|these|the following)? ?icons(?: in(?:to)? (?:the|them|it)(?: slots)?)?(?=\W*$)", {SO_ALREADY: True}),
    *(row(rf"(?<=^ )(?:an? |the |and )?(?:{said})(?: icon)?(?=\W*$)", {f"icon{NEXT}": icon}) for icon, said in _SAID.items()),
)  # fmt: skip
_IN_COLUMNS: tuple[Row, ...] = (
    *(row(rf"{_counted(count)} (?:\w+ )?{_SLOT}(?: arranged)? in {_counted(wide)} columns", {"slots.count": float(count), "columns.count": float(wide)})
      for count in _NUMBERS for wide in (2, 3, 4)),
    *(row(rf"info-?graphics?{_TEMPLATE} in {_counted(wide)} columns", {"layout.kind": "infographic", "slots.count": float(wide)}) for wide in (2, 3, 4)),
    *(row(rf"(?:arranged )?in {_counted(wide)} columns", {"columns.count": float(wide)}) for wide in (2, 3, 4)),
)  # fmt: skip

_SETTERS = setters(
        (rf"(?:an? |the )?info-?graphics?{_TEMPLATE}(?: about| for| on)?", {"layout.kind": "infographic"}),
        (rf"(?:an? |the )?(?:step[- ]by[- ]step|process|how[- ]to)(?: (?:infographic|guide|diagram|graphic))?{_TEMPLATE}", {"layout.kind": "infographic", "layout.flow": "steps"}),
        (rf"(?:(?:as|in|into) )?(?:an? |the )?(?:vertical |horizontal )?(?:steps|timeline|time line|flow|path|process flow|numbered steps|roadmap){_TEMPLATE}", {"layout.flow": "steps"}),
        (rf"(?:(?:as|in|into|on) )?(?:an? |the )?(?:columns|cards|grid of (?:cards|icons)|card grid|tiles|grid layout|rows){_TEMPLATE}", {"layout.flow": "columns"}),
        (rf"(?:(?:as|in|into|round|around|on) )?(?:an? |the )?(?:circle|ring|cycle|wheel|loop|circular|circular flow|oval){_TEMPLATE}", {"layout.flow": "circle"}),
        *_IN_COLUMNS, *_COUNTS,
        (r"(?:one more|another|an extra|add an?(?:other)?) (?:step|slot|icon|box|column|card|point|stage|section)", {"slots.count": Step(1, 2, MOST)}),
        (r"(?:one less|one fewer|remove (?:a|one)|fewer) (?:steps?|slots?|icons?|boxes|box|columns?|cards?|points?|stages?|sections?)", {"slots.count": Step(-1, 2, MOST)}),
        (r"(?:one more|another|an extra|add an?(?:other)?) (?:panel|frame|scene)", {"panels.count": Step(1, 2, MOST)}),
        (r"(?:one less|one fewer|remove (?:a|one)|fewer) (?:panels?|frames?|scenes?)", {"panels.count": Step(-1, 2, MOST)}),
        (r"(?:solid|filled|duotone|two-tone|flat) icons?|icons? (?:solid|filled)", {"icons.style": "solid"}),
        (r"(?:line|outline|outlined|thin|stroke) icons?|icons? (?:outlined|as lines)", {"icons.style": "line"}),
        (r"(?:without|no|hide the) (?:step )?numbers|unnumbered", {"numbers.on": False}), (r"(?:with |numbered|show the )(?:step )?numbers|numbered", {"numbers.on": True}),
        (rf"(?:an? |the )?story-?boards?{_TEMPLATE}(?: about| for| of| with)?", {"layout.kind": "storyboard"}),
        (r"(?:(?:with |add |show |and )(?:short )?captions|short captions|(?<=^ )captions(?=\W*$)|captions(?= (?:below|under)))(?: (?:below|under)(?: (?:each|the|every) (?:panels?|frames?|pictures?))?)?", {"captions.on": True}),
        (r"(?:without|no|hide the|remove the) captions", {"captions.on": False}),
        *layout_story.ROWS, *_NAMED_ICONS, *_A_FREE_ICON, *_ICONS_IN_A_ROW,
        *layout_parts.ROWS, *layout_grounds.ROWS,
        (r"(?:title|headline|heading) (?:on |at |to )?(?:the )?(?:bottom)|(?:title|headline) below", {"text.place": "bottom-left"}),
        (r"(?:title|headline|heading) (?:on |at |to )?(?:the )?(?:left|top left)", {"text.place": "top-left"}),
        (r"(?:title|headline|heading) (?:on |at |to )?(?:the )?(?:right|top right)", {"text.place": "top-right"}),
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
        em say says read reads real actual proper sales marketing him her his he she they their girl's panels frames kids children's style styled underneath
            """
)

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
    implied="background.kind",
    hides=layout_kinds.hides,
    words_part="title",
    words_orders={"captions": CAPTIONS_ORDER, "storyboard": CAPTIONS_ORDER, "": WORDS_ORDER},
    colour_lists=COLOUR_LISTS,
    rows={"icon": (ICONS, ICON_ORDER)},
    phrases_of=layout_parts.OF_A_PART,
    kinds=layout_kinds.kinds,
)
