"""What the layouts understand of their parts: how many, how their boxes stand and look, and the words on them."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from editor.providers.embedded.words.layout_story import CARDINALS, EACH, MOST, Row, row
from editor.providers.embedded.words.vocabulary import OF_KIND, SO_ALREADY, TAKEN, Change, Setter, Step, setters

FIELDS: dict[str, str | float | bool] = {
        "cards.corner": 1.0, "cards.gap": 1.0, "icons.side": "",
        "captions.size": 1.0, "captions.bold": False, "labels.size": 1.0,
        "plate.on": False, "plate.colour": "", "light.level": 0.0,
    }  # fmt: skip

_BOX = r"(?:(?:label |text |info )?(?:boxes|cards|tiles|panels|frames|slots|columns|corners|rows|box|card|steps))"
_THE = r"(?:(?:the|their|its|all|my|those|these) )*"
_BE = r"(?:(?:to )?(?:have|has|be|get|look|with) )?"
_A_BIT = r"(?:(?:a (?:bit|little|touch|tad)|slightly|much|somewhat|even|more|a lot|way) )?"
_END = r"(?: (?:please|then|now))?(?=\W*$)"
_TITLE = r"(?:title|headline|heading|header)"
_WORDS = rf"(?:{_TITLE}|text|words|lettering|type|letters|copy)"
_SIDES = (("top-left", "left"), ("top-right", "right"), ("middle", "(?:centre|center|middle)"))


def _counts(count: int) -> dict[str, Change]:
    """What a bare number counts in each kind of layout."""
    return {
        f"{name}{OF_KIND}{kind}": float(count)
        for kind, name in (
            ("infographic", "slots.count"), ("storyboard", "panels.count"), ("gradient", "gradient.colours"),
        )
    }  # fmt: skip


def _more(by: int) -> dict[str, Change]:
    return {
        f"slots.count{OF_KIND}infographic": Step(by, 2, MOST), f"panels.count{OF_KIND}storyboard": Step(by, 2, MOST),
    }  # fmt: skip


_TO = r"(?<=^ )(?:(?:please|no|ok|so|and) )*(?:(?:make (?:it|that|them|this)|reduce(?:d)?|cut|bring|trim|go|increase|expand|extend|only|just|actually|rather|i (?:want|need)|let'?s (?:have|do|use))(?: (?:it|them|this|that|down|up|back))?(?: to)? )?"
_BARE_COUNTS: tuple[Row, ...] = (
    *(row(rf"{_TO}(?:{each}|{CARDINALS[each - 1]})(?: of (?:them|those|these))?(?: instead| in all| in total)?{_END}", _counts(each)) for each in EACH if each > 1),
    *(row(rf"(?<=^ )(?:(?:and )?not|instead of|rather than) (?:{each}|{CARDINALS[each - 1]}){_END}", {SO_ALREADY: True}) for each in EACH),
    (rf"(?<=^ )(?:(?:add|and) )?one more{_END}", _more(1)), (rf"(?<=^ )(?:one (?:less|fewer)|remove one){_END}", _more(-1)),
)  # fmt: skip
_TO_A_NUMBER: tuple[Row, ...] = tuple(
    (rf"(?:reduce|cut|bring|trim|go|increase|expand|extend|limit)(?:d)?(?: (?:it|them|this|that|the \w+|down|up|back))* to (?:{each}|{CARDINALS[each - 1]}) {noun}", {name: float(each)})
    for each in EACH if each > 1
    for noun, name in (("(?:panels?|frames?|scenes?|pictures|shots)", "panels.count"), ("(?:slots?|icons?|boxes|columns?|cards?|points?|items?|sections?|steps?|stages?)", "slots.count"))
)  # fmt: skip
_GRIDS: tuple[Row, ...] = tuple(
    (rf"(?:(?:in|as|into) )?(?:a )?(?:{wide}|{CARDINALS[wide - 1]}) ?(?:x|×|by) ?(?:{tall}|{CARDINALS[tall - 1]})(?: grid| layout)?",
     {"columns.count": float(wide), **_counts(wide * tall), "layout.flow@infographic": "columns"})
    for wide in range(1, 5) for tall in range(1, 5) if 2 <= wide * tall <= MOST
)  # fmt: skip

_APART: dict[str, Change] = {
    f"cards.gap{OF_KIND}infographic": Step(0.8, 0.2, 4), f"cards.gap{OF_KIND}storyboard": Step(0.8, 0.2, 4),
    f"pattern.amount{OF_KIND}pattern": Step(-0.3, 0.3, 1.6),
}  # fmt: skip
_CLOSER: dict[str, Change] = {
    f"cards.gap{OF_KIND}infographic": Step(-0.5, 0.2, 4), f"cards.gap{OF_KIND}storyboard": Step(-0.5, 0.2, 4),
    f"pattern.amount{OF_KIND}pattern": Step(0.3, 0.3, 1.6),
}  # fmt: skip
_STACKED: dict[str, Change] = {
    "columns.count": 1.0, f"layout.flow{OF_KIND}infographic": "columns",
}  # fmt: skip
_AND_AN_ICON = r"(?:(?:with |and |put |place |move )?(?:an? |the |all )?(?:icons?|icon slots?|slots?|discs?|circles?)(?: slots?)?(?: (?:go|standing|placed|sitting|sits?|be))? ?)"
_OF_EACH = r"(?: (?:of|in|inside|beside|next to) (?:each|every|the|its|their)(?: (?:one|box|card|label|row|text)(?:es|s)?)?| of them)?"
_HOW_THEY_STAND: tuple[Row, ...] = (
    (r"(?:vertically )?stacked(?: vertically| on top of (?:each other|one another))?|stack (?:them|the \w+)|one (?:below|under|above|beneath|on top of) (?:the other|another)|(?:below|under|on top of|underneath) (?:each other|one another)|in (?:a|one) (?:single )?(?:column|stack|vertical list)|(?:as|in|into) (?:horizontal )?rows|(?<=^ )rows|as a list|list layout|vertical (?:list|stack|infographic|layout)", _STACKED),
    (rf"(?:(?:make it|running|going) )?vertical(?:ly)?{_END}", {f"gradient.angle{OF_KIND}gradient": 90.0, f"columns.count{OF_KIND}infographic": 1.0, f"columns.count{OF_KIND}storyboard": 1.0, f"layout.flow{OF_KIND}infographic": "columns"}),
    (r"side by side|next to (?:each other|one another)|(?:all )?in (?:a|one|a single) (?:horizontal )?row|horizontal (?:row|infographic)", {f"columns.count{OF_KIND}infographic": float(MOST), f"columns.count{OF_KIND}storyboard": float(MOST)}),
    *(row(rf"{_AND_AN_ICON}(?:to|on|at|onto) (?:the |its |their )?{side}(?:[- ]hand)?(?: side)?{_OF_EACH}|(?:icons? |slots? )?{side} of (?:each|every|the)(?: (?:one|box|card|label|text)(?:es|s)?)?", {"icons.side": side, "layout.flow": "columns"}) for side in ("left", "right")),
    (rf"{_AND_AN_ICON}(?:above|over|on top of)(?: (?:each|every|the)(?: (?:one|box|card|label|text)(?:es|s)?)?)?{_END}", {"icons.side": "top", "layout.flow": "columns"}),
    (rf"{_A_BIT}(?:more|bigger|larger|wider) (?:(?:breathing|white|empty) )?(?:space|room|air|gaps?|spacing|padding|distance|margins?)(?: (?:between|around) {_THE}{_BOX}?(?: (?:and|from) .*)?| between (?:them|each))?|(?:spread|space) {_THE}(?:{_BOX}|them) (?:out|further apart|apart)(?: more| a bit)*|{_A_BIT}(?:further|wider) apart", _APART),
    (rf"{_A_BIT}(?:less|smaller|tighter|narrower) (?:(?:breathing|white|empty) )?(?:space|room|air|gaps?|spacing|padding|distance)(?: (?:between|around) {_THE}{_BOX}?| between (?:them|each))?|{_A_BIT}closer together", _CLOSER),
)  # fmt: skip
_HOW_THEY_LOOK: tuple[Row, ...] = (
    (rf"(?:{_THE}{_BOX} )?{_BE}{_A_BIT}(?:(?:rounder|softer|more rounded|more round)(?: (?:corners?|edges|boxes|cards|panels))?|(?:larger|bigger) (?:corner )?radius)|round {_THE}(?:corners|{_BOX})(?: more| off)?", {"cards.corner": Step(1.0, 0, 3)}),
    (rf"(?:{_THE}{_BOX} )?{_BE}{_A_BIT}(?:less round(?:ed)?|sharper|smaller (?:corner )?radius)(?: (?:corners?|edges|boxes|cards|panels))?", {"cards.corner": Step(-0.6, 0, 3)}),
    (rf"(?:{_THE}{_BOX} )?{_BE}(?:fully rounded|very round|pill[- ]shaped|pill)(?: (?:corners?|boxes|cards|panels))?", {"cards.corner": 3.0}),
    (rf"(?:{_THE}{_BOX} )?{_BE}(?:rounded|round) (?:corners|boxes|cards|panels)", {"cards.corner": 1.6}),
    (rf"(?:{_THE}{_BOX} )?{_BE}(?:(?:sharp|square|hard|straight) (?:corners|edges|boxes|cards|panels)|no rounded corners|square-cornered)", {"cards.corner": 0.0}),
)  # fmt: skip
_SMALLER, _LARGER = Step(-0.2, 0.5, 2), Step(0.25, 0.5, 2)
_TITLES: tuple[Row, ...] = (
    *(row(rf"(?:{_THE}{_WORDS} )?(?:should |to |must )?(?:be |is |sit |set |aligned )*(?:(?:on|to|at) the )?{said}[- ]?(?:aligned|justified)(?: {_WORDS})?|(?:align|justify) (?:{_THE}{_WORDS} )?(?:on |at |to )?(?:the )?{said}", {"text.place": place}) for place, said in _SIDES),
    (rf"(?:{_THE}{_WORDS} )?(?:in the |at the |to the |dead )(?:very )?(?:centre|center|middle)|(?:centre|center) {_THE}{_WORDS}|{_WORDS} (?:centred|centered)|(?:centred|centered)(?: {_WORDS})?", {"text.place": "middle"}),
    (rf"(?:big|large|huge|bold)[, ]+(?:centred|centered) {_WORDS}|(?:centred|centered)[, ]+(?:big|large|huge|bold) {_WORDS}", {"text.place": "middle", "text.size": 1.4}),
    (rf"(?:big|large|huge) {_WORDS}", {"text.size": 1.4}), (rf"(?:small|tiny|discreet) {_WORDS}", {"text.size": 0.7}),
    (rf"(?:{_THE}{_TITLE} ){_A_BIT}(?:bigger|larger)|{_A_BIT}(?:bigger|larger) {_WORDS}|enlarge {_THE}{_WORDS}", {"text.size": _LARGER}),
    (rf"(?:{_THE}{_TITLE} ){_A_BIT}smaller|{_A_BIT}smaller {_WORDS}|shrink {_THE}{_WORDS}", {"text.size": _SMALLER}),
    (rf"(?:swap|switch|exchange|flip|reverse) {_THE}(?:title|headline|heading|first line|top line|two lines|two texts|lines)(?: ?(?:and|&|with|for|/) ?{_THE}(?:subtitle|subline|subheading|second line|tagline|bottom line|text below))?(?: round| around)?", {"text.words": f"{TAKEN}text.sub", "text.sub": f"{TAKEN}text.words"}),
    (rf"{_THE}(?:text|words|title|headline|type|lettering|labels|captions|everything) (?:must |should |has to |have to |needs to |to )?(?:stay|remain|be|is|stays|kept|keep)(?: (?:perfectly|fully|clearly|easily|still|well))* (?:readable|legible|visible|clear)|(?:keep|make sure) {_THE}(?:text|words|title|headline|type|lettering|labels)(?: (?:is|stays|are))? (?:readable|legible)", {"text.colour": ""}),
)  # fmt: skip
_SCRIPTS = {
    "arabic|persian|urdu": "ARABIC", "english|latin": "LATIN", "russian|cyrillic|ukrainian|bulgarian": "CYRILLIC", "greek": "GREEK",
    "hindi|devanagari": "DEVANAGARI", "thai": "THAI", "hebrew": "HEBREW", "korean": "HANGUL", "japanese|chinese": "HIRAGANA KATAKANA CJK",
}  # fmt: skip
_LINE = r"(?: (?:one|text|line|words|title|version|part))?"
_IS_TO_BE = r"(?: (?:should|must|has to|needs to|can|be|become|becomes|is|go|goes|as|to|in))*"
_BY_SCRIPT: tuple[Row, ...] = tuple(
    (rf"{_THE}(?:{said}){_LINE}{_IS_TO_BE} {where}", {name: f"{TAKEN}{script}"})
    for said, script in _SCRIPTS.items()
    for name, where in (
        ("text.words", r"(?:the )?(?:(?:big|bigger|large|larger|main|biggest)(?: (?:one|line|text|title))?|title|headline|(?:on|at the) top|first|above)"),
        ("text.sub", r"(?:the )?(?:(?:small|smaller|second|secondary)(?: (?:one|line|text|letters))?|subtitle|second|underneath|below|beneath|under it)(?: (?:underneath|below|beneath|under it))?"),
    )
)  # fmt: skip
_CAPTION = r"(?:captions?|subtitles below|text below the panels)"
_CAPTIONS: tuple[Row, ...] = (
    (rf"{_A_BIT}(?:bigger|larger) {_CAPTION}|enlarge {_THE}{_CAPTION}", {"captions.size": Step(0.3, 0.6, 2)}),
    (rf"{_A_BIT}smaller {_CAPTION}", {"captions.size": Step(-0.2, 0.6, 2)}),
    (rf"{_A_BIT}(?:bolder|bold|darker|stronger|heavier) {_CAPTION}", {"captions.bold": True}),
    (rf"{_A_BIT}(?:bigger|larger) (?:labels|label text|box text)|{_THE}labels (?:are )?{_A_BIT}(?:bigger|larger)|{_THE}labels are too small", {"labels.size": Step(0.3, 0.6, 2)}),
    (rf"{_A_BIT}smaller (?:labels|label text|box text)|{_THE}labels {_A_BIT}smaller", {"labels.size": Step(-0.2, 0.6, 2)}),
)  # fmt: skip
_PLATE = r"(?:plate|box|card|panel|banner|rectangle|square|label|patch)"
_PLATES: tuple[Row, ...] = (
    (rf"{_PLATE} (?:with|for|behind|under|underneath|below|around|holding|containing) (?:the |a |my )?{_WORDS}|{_PLATE} behind it", {"plate.on": True}),
    (rf"{_PLATE} (?:in|at) the (?:very )?(?:centre|center|middle)(?: (?:with|for|holding|containing) (?:the |a |my )?{_WORDS})?", {"plate.on": True, "text.place": "middle"}),
    (rf"(?:no|without an?|without the|remove the|drop the|lose the) {_PLATE}(?: behind (?:the |it).*)?{_END}", {"plate.on": False, "plate.colour": ""}),
)  # fmt: skip
_LIGHT: tuple[Row, ...] = (
    (rf"(?:make (?:it|everything|the whole thing) )?{_A_BIT}darker(?: overall| all over)?{_END}|darken (?:it|everything|the whole thing)", {"light.level": Step(-0.5, -2, 2)}),
    (rf"(?:make (?:it|everything|the whole thing) )?{_A_BIT}(?:lighter|brighter)(?: overall| all over)?{_END}|(?:lighten|brighten) (?:it|everything|the whole thing)(?: up)?", {"light.level": Step(0.5, -2, 2)}),
)  # fmt: skip

ROWS: tuple[Row, ...] = (
    *_BARE_COUNTS, *_TO_A_NUMBER, *_GRIDS, *_HOW_THEY_STAND, *_HOW_THEY_LOOK, *_TITLES, *_BY_SCRIPT, *_CAPTIONS, *_PLATES, *_LIGHT,
)  # fmt: skip

_READ = r"(?:(?:are|is) )?(?:too (?:small|tiny)|tiny|(?:too )?hard to read|difficult to read|illegible|unreadable)"


def _sized(name: str) -> tuple[Row, ...]:
    """How the size of a part's words is told once the part was spoken of."""
    return (
        (rf"(?:should be |to be )?{_A_BIT}(?:bigger|larger)|{_READ}", {name: Step(0.3, 0.6, 2)}), (rf"{_A_BIT}smaller", {name: Step(-0.2, 0.6, 2)}),
        (r"(?:huge|very (?:big|large))", {name: 1.8}), (r"(?:big|large)", {name: 1.4}), (r"small", {name: 0.7}),
    )  # fmt: skip


# What is said of a part that the clause, or the one before it, has named.
OF_A_PART: dict[str, tuple[Setter, ...]] = {
    "captions": setters(
        *_sized("captions.size"), (rf"{_A_BIT}(?:darker|bolder|bold|stronger|heavier)", {"captions.bold": True})
    ),
    "labels": setters(*_sized("labels.size")),
    "title": setters(*_sized("text.size")),
}
