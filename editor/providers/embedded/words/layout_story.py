"""What the storyboards understand: who is in the story, and what happens where, panel by panel."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from editor.providers.embedded.words.vocabulary import NEXT, Change

MOST = 8  # slots or panels
EACH = range(1, MOST + 1)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight")

Row = tuple[str, dict[str, Change]]


def row(phrase: str, changes: dict[str, Change]) -> Row:
    """A row of a table that is built by rule."""
    return phrase, changes


_POSES = {
    "standing": "stand(?:s|ing)?", "walking": "walk(?:s|ing)?|stroll(?:s|ing)?|run(?:s|ning)?", "waving": "wav(?:es|ing)|say(?:s|ing) hello|greet(?:s|ing)?",
    "pointing": "point(?:s|ing)?|show(?:s|ing)? the way", "sitting": "sit(?:s|ting)?|rest(?:s|ing)?",
    "cheering": "cheer(?:s|ing)?|jump(?:s|ing)?|celebrat(?:es|ing)|happy", "thinking": "think(?:s|ing)?|wonder(?:s|ing)?|ponder(?:s|ing)?",
}  # fmt: skip
_MOODS = {
    "laughing": "laugh(?:s|ing)?|giggl(?:es|ing)", "smiling": "smil(?:es|ing)|happy|glad|content", "sad": "sad|cries|crying|disappointed|upset",
    "surprised": "surprised|shocked|amazed|astonished", "stressed": "stressed(?: out)?|worried|anxious|nervous|annoyed|frustrated|overwhelmed",
    "calm": "calm|relaxed|relaxes|relaxing|relieved|peaceful",
}  # fmt: skip
_PROPS = {
    "phone": "(?:look(?:s|ing)? at|check(?:s|ing)?|hold(?:s|ing)?|us(?:es|ing)|on|with|scroll(?:s|ing)?(?: on)?|tap(?:s|ping)?(?: on)?)(?: (?:a|the|his|her|their|my))? (?:mobile |smart ?|cell ?)?phone|(?:mobile |smart ?|cell ?)phone in (?:his |her |the )?hand",
    "cup": "(?:(?:drink(?:s|ing)?|sip(?:s|ping)?|hold(?:s|ing)?|has|having|enjoy(?:s|ing)?|with|gets) )?(?:(?:an?|the|his|her|some) )?(?:(?:cup|mug) of )?(?:hot )?(?:chocolate|cocoa|coffee|tea|drink|cup|mug)|drinks|drinking",
    "desk": "(?:sit(?:s|ting)? |work(?:s|ing)? )?(?:at|behind) (?:a|the|his|her|their) (?:desk|table|computer|laptop)|works|working",
    "sofa": "(?:sit(?:s|ting)? |rest(?:s|ing)? |relax(?:es|ing)? )?(?:down )?(?:on|in) (?:a|the|his|her|their) (?:sofa|couch|settee|armchair)",
    "puddle": "(?:(?:finds|sees|meets|spots|stands in|steps in(?:to)?|jumps in(?:to)?|in|into) )?(?:an?|the) (?:big |large )?puddles?",
    "umbrella": "(?:(?:opens|holds|holding|under|with) )?(?:an?|the|his|her) umbrella",
}  # fmt: skip
_WEATHER = {
    "rain": "rain(?:s|ing|y)?|in the rain|gets (?:all )?wet|gets soaked|it rains|it is raining", "snow": "snow(?:s|ing|y)?|in the snow|it snows|it is snowing",
    "none": "the rain stops|no rain|no snow|(?:it is )?dry",
}  # fmt: skip
# Where a thing stands, and what somebody does with it.
_WITH: dict[str, dict[str, str]] = {
    "desk": {"pose": "sitting", "place": "indoors"}, "sofa": {"pose": "sitting", "place": "indoors"}, "puddle": {"place": "street"},
}  # fmt: skip
_OUTSIDE = {"place": "street"}
FIELDS: dict[str, str | bool] = {
        **{f"{what}.{each}": "" for what in ("pose", "place", "mood", "prop", "weather") for each in EACH},
        "figure.kind": "girl", "figure.hair": "", "figure.skin": "", "figure.top": "", "figure.scarf": "",
        "figure.wear": "", "figure.cut": "", "figure.beard": "", "figure.glasses": False,
    }  # fmt: skip
_WEAR = {
    "coat": "raincoat|rain coat|coat|anorak|parka|trench coat|mac|cloak|lab coat", "dress": "dress|skirt|gown|pinafore",
    "hoodie": "hoodie|hooded (?:top|sweatshirt)|sweatshirt", "suit": "suit|jacket|blazer", "jumper": "jumper|sweater|pullover|striped top|stripy top",
    "plain": "t-shirt|tee|shirt|top|blouse|polo shirt|polo",
}  # fmt: skip
TARGETS: dict[str, str] = {
        **dict.fromkeys(["scarf", "neckerchief"], "scarf"), "hair": "hair", **dict.fromkeys(["skin", "face"], "skin"),
        **dict.fromkeys([word for said in _WEAR.values() for word in said.split("|") if "(" not in word], "jumper"),
        **dict.fromkeys(["clothes", "outfit", "character's top"], "jumper"), **dict.fromkeys(["beard"], "beard"),
        **dict.fromkeys(["glasses", "spectacles"], "glasses"),
    }  # fmt: skip
COLOURS: dict[str, str] = {
        "hair": "figure.hair", "skin": "figure.skin", "jumper": "figure.top", "scarf": "figure.scarf", "beard": "figure.beard",
    }  # fmt: skip
SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {
        "scarf": ({"figure.scarf": "#c8402f"}, {"figure.scarf": ""}), "beard": ({"figure.beard": "#3b2723"}, {"figure.beard": ""}),
        "glasses": ({"figure.glasses": True}, {"figure.glasses": False}),
    }  # fmt: skip
_FIGURE: tuple[Row, ...] = (
    *(row(rf"(?:{said})", {"figure.wear": wear}) for wear, said in _WEAR.items()),
    (r"(?:with )?(?:an? )?(?:full )?beard|bearded", {"figure.beard": "#3b2723"}),
    (r"(?:with |wearing |wears )?(?:round )?(?:glasses|spectacles)", {"figure.glasses": True}),
    (r"(?:no|without|lose the|remove the|drop the) (?:glasses|spectacles)", {"figure.glasses": False}),
    *(row(rf"(?:with |in )?(?:an? )?(?:{said})", {"figure.cut": cut}) for cut, said in (
        ("bun", "bun|hair (?:up|in a bun)|top ?knot"), ("long", "long(?: [a-z]+)? hair|long-haired|ponytail"), ("short", "short(?: [a-z]+)? hair|short-haired"),
        ("tousled", "(?:messy|tousled|curly|wild) hair"), ("bob", "bob(?: cut)?"), ("bald", "bald(?: head)?|no hair"))),
    (r"(?:(?:his|her|the|their) )?hair longer|longer hair", {"figure.cut": "long"}), (r"(?:(?:his|her|the|their) )?hair shorter|shorter hair", {"figure.cut": "short"}),
    (r"(?:in|on|across|for|throughout|over) (?:all|every|each)(?: of)?(?: the| these| those)? (?:\w+ )?(?:panels?|frames?|scenes?|pictures)|throughout", {}),
    (r"(?:in )?all (?:the )?(?:two|three|four|five|six|seven|eight|[2-8])(?: panels| frames| scenes)?", {}),
    (r"(?:number|count)(?: the| all| each| every)*(?: panels?| frames?| scenes?| pictures| of them)(?:(?: from)?(?: [1-8],?)+(?: to [1-8])?)?|(?:with )?numbered (?:panels|frames|scenes)|(?:panel|frame|scene) numbers", {"numbers.on": True}),
    (r"(?:no|without|hide the|remove the|drop the|lose the) (?:panel|frame|scene) numbers|unnumbered panels", {"numbers.on": False}),
)  # fmt: skip
# Without the number of a panel, only what nobody says of a template: "five points" are none of these.
_TOLD = {
    "standing": "stands(?: there)?|standing|waits|waiting|smiles|smiling", "walking": "walks(?: on| along| away)?|walking|strolls|strolling|runs|running|goes for a walk", "waving": "waves|waving|says hello",
    "pointing": "points(?= (?:at|to) )|pointing", "sitting": "sits(?: down)?|sitting|rests|resting",
    "cheering": "cheers|cheering|jumps|jumping|celebrates|celebrating", "thinking": "thinks|thinking|wonders|wondering|ponders",
}  # fmt: skip
_PLACES = {
    "indoors": "indoors|inside|at home|in (?:a|the|her|his) (?:living )?room|in the (?:office|kitchen|house)",
    "street": "(?:on|in|along|down) (?:a|the) street|in (?:the )?(?:city|town)|outside a shop|through (?:the )?(?:city|town|streets)",
    "park": "(?:in|through|to) (?:a|the) park|outdoors|in the garden|on (?:a|the) bench|in nature",
    "night": "at night|by night|under the (?:moon|stars)|at midnight",
}  # fmt: skip
_WHO = r"(?:(?:she|he|they|the character|the figure|the person|our hero|it) )?(?:is |are )?"
_PEOPLE = {
    "girl": "girl|schoolgirl|daughter", "boy": "boy|schoolboy|son|lad", "woman": "woman|lady|mother|mum|mom|businesswoman",
    "man": "man|guy|gentleman|father|dad|businessman",
}  # fmt: skip


def ordinal(each: int, noun: str) -> str:
    """How a numbered part is named: "the second panel", "in panel 2"."""
    first, one = ORDINALS[each - 1], CARDINALS[each - 1]
    return rf"(?:(?:in |on )?the {first} {noun}|(?:in |on )?{noun} (?:{each}|{one})|(?:in )?{first} {noun})"


def _also(what: str, name: str) -> dict[str, str]:
    """What a mood, a thing or a weather brings along, by what it is of."""
    return {what: name, **(_WITH.get(name, {}) if what == "prop" else _OUTSIDE if name in ("rain", "snow") else {})}


_TOLD_MORE: tuple[tuple[str, str, dict[str, str]], ...] = tuple(
    (name, said, _also(what, name))
    for what, table in (("mood", _MOODS), ("prop", _PROPS), ("weather", _WEATHER))
    for name, said in table.items()
)


def _story(each: int, pose: str, place: str) -> Row:
    """What happens in one panel: a pose, a place, or a pose at a place."""
    said = " ".join(f"(?:{table[name]})" for table, name in ((_POSES, pose), (_PLACES, place)) if name)
    changes: dict[str, Change] = {f"pose.{each}": pose} if pose else {}
    if place:
        changes[f"place.{each}"] = place
    return (
        rf"{ordinal(each, '(?:panel|frame|scene|picture)')}[:,]? (?:shows? |with |has |plays? |set |happens )?{_WHO}{said}",
        changes,
    )


_NUMBERED: tuple[Row, ...] = tuple(
    _story(each, pose, place) for each in EACH for pose in ("", *_POSES) for place in ("", *_PLACES) if pose or place
)
_MORE_NUMBERED: tuple[Row, ...] = tuple(
    (rf"(?:{_WHO}(?:{said})[,]? (?:also )?{ordinal(each, '(?:panel|frame|scene|picture)')})|{ordinal(each, '(?:panel|frame|scene|picture)')}[:,]? (?:shows? |with |has |plays? |set |happens )?{_WHO}(?:{said})", {f"{what}.{each}": value for what, value in also.items()})
    for each in EACH for _, said, also in _TOLD_MORE
)  # fmt: skip
_MORE_EVERYWHERE: tuple[Row, ...] = tuple(
    (rf"{_WHO}(?:{said})[,]? (?:in|on|across) (?:all|every|each)(?: of)?(?: the)? (?:panels?|frames?|scenes?|pictures)|(?:in )?(?:all|every|each)(?: the)? (?:panels?|frames?|scenes?|pictures)[,:]? {_WHO}(?:{said})",
     {f"{what}.{each}": value for what, value in also.items() for each in EACH})
    for _, said, also in _TOLD_MORE
)  # fmt: skip
_EVERYWHERE: tuple[Row, ...] = tuple(
    (
        rf"(?:all|every|each)(?: the)? (?:panels?|frames?|scenes?) {_WHO}(?:{said})|(?:the )?(?:whole )?(?:story|storyboard) (?:is |plays? |set )*(?:{said})",
        {f"place.{each}": place for each in EACH},
    )
    for place, said in _PLACES.items()
)
_IN_ORDER: tuple[Row, ...] = (
    *(row(rf"{_WHO}(?:{said})", {f"pose{NEXT}": pose}) for pose, said in _TOLD.items()),
    (
        rf"{_WHO}(?:walk|run|go|com|head|hurr)(?:s|es|ies|ing) home(?: from (?:school|work))?",
        {f"pose{NEXT}": "walking", f"place{NEXT}": "street"},
    ),
    *(row(said, {f"place{NEXT}": place}) for place, said in _PLACES.items()),
    *(
        row(rf"{_WHO}(?:{said})", {f"{what}{NEXT}": value for what, value in also.items()})
        for _, said, also in _TOLD_MORE
    ),
)
_WHO_IT_IS: tuple[Row, ...] = tuple(
    (rf"(?:(?:of|with|about|showing|starring) )?(?:(?:an?|the|one|same) )?(?:(?:same|young|little) )?(?:{said})", {"figure.kind": kind})
    for kind, said in _PEOPLE.items()
)  # fmt: skip

ROWS: tuple[Row, ...] = (
    *_FIGURE,
    *_NUMBERED,
    *_MORE_NUMBERED,
    *_MORE_EVERYWHERE,
    *_EVERYWHERE,
    *_IN_ORDER,
    *_WHO_IT_IS,
)
