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
# Without the number of a panel, only what nobody says of a template: "five points" are none of these.
_TOLD = {
    "standing": "stands(?: there)?|standing|waits|waiting|smiles|smiling", "walking": "walks|walking|strolls|strolling|runs|running|goes for a walk", "waving": "waves|waving|says hello",
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
_EVERYWHERE: tuple[Row, ...] = tuple(
    (
        rf"(?:all|every|each)(?: the)? (?:panels?|frames?|scenes?) {_WHO}(?:{said})|(?:the )?(?:whole )?(?:story|storyboard) (?:is |plays? |set )*(?:{said})",
        {f"place.{each}": place for each in EACH},
    )
    for place, said in _PLACES.items()
)
_IN_ORDER: tuple[Row, ...] = (
    *(row(rf"{_WHO}(?:{said})", {f"pose{NEXT}": pose}) for pose, said in _TOLD.items()),
    *(row(said, {f"place{NEXT}": place}) for place, said in _PLACES.items()),
)
_WHO_IT_IS: tuple[Row, ...] = tuple(
    (rf"(?:(?:of|with|about|showing|starring) )?(?:(?:an?|the|one|same) )?(?:(?:young|little) )?(?:{said})", {"figure.kind": kind})
    for kind, said in _PEOPLE.items()
)  # fmt: skip

ROWS: tuple[Row, ...] = (*_NUMBERED, *_EVERYWHERE, *_IN_ORDER, *_WHO_IT_IS)
