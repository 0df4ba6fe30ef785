"""Critique as instruction: what mends "too dark" or "too much fog", by scene and by what it is said of."""

import re
from dataclasses import dataclass, field

from editor.providers.embedded.words import FAMILY
from editor.providers.embedded.words.vocabulary import Change, Step

_WORD = r"[\w-]+"
_FAULT = re.compile(
    r"(?:too|less|not (?:so|as|quite so)|not that) "
    r"(?P<amount>much |many |far |little |few )?(?:to the |of (?:a |the )?)?"
    rf"(?P<word>{_WORD})(?: (?:above|around)(?: it)?)?(?![\w-])"
)
_LACK = re.compile(rf"(?:not|isn't|isn’t|aren't) (?:enough (?P<thing>{_WORD})|(?P<word>{_WORD}) enough)(?![\w-])")

# What follows "too" in "make the cap gold too and ...".
_NO_FAULT = frozenset(
    ["and", "but", "with", "please", "for", "in", "on", "the", "to", "at", "of", "as", "so", "than", "that"]
)

_SIGNS: dict[str, tuple[str, int]] = {
    **dict.fromkeys(["dark", "dim", "gloomy", "black", "murky", "underexposed"], ("tone", 1)),
    **dict.fromkeys(["bright", "light", "pale", "white", "overexposed", "blown"], ("tone", -1)),
    **dict.fromkeys(["big", "large", "huge", "close", "tight", "dominant"], ("size", -1)),
    **dict.fromkeys(["small", "tiny", "far", "distant", "little"], ("size", 1)),
    **dict.fromkeys(["warm", "yellow", "orange", "hot", "red"], ("warmth", -1)),
    **dict.fromkeys(["cold", "cool", "blue", "chilly"], ("warmth", 1)),
    **dict.fromkeys(["hard", "harsh", "sharp", "crisp", "contrasty"], ("soft", 1)),
    **dict.fromkeys(["soft", "diffuse"], ("soft", -1)),
    **dict.fromkeys(["strong", "heavy", "thick", "dense", "intense", "deep", "pronounced"], ("strength", -1)),
    **dict.fromkeys(["weak", "faint", "thin", "subtle"], ("strength", 1)),
    **dict.fromkeys(["foggy", "misty", "hazy"], ("fog", -1)), "clear": ("fog", 1),
    **dict.fromkeys(["busy", "cluttered", "noisy", "crowded"], ("busy", -1)),
    **dict.fromkeys(["saturated", "colourful", "colorful", "garish", "loud", "vivid", "gaudy"], ("chroma", -1)),
    **dict.fromkeys(["dull", "drab", "washed-out", "flat", "grey", "muted"], ("chroma", 1)),
    **dict.fromkeys(["shiny", "glossy", "reflective"], ("sheen", -1)), **dict.fromkeys(["matte", "matt"], ("sheen", 1)),
    "high": ("height", -1), "low": ("height", 1), "left": ("side", 1), "right": ("side", -1),
}  # fmt: skip

_PARTS = frozenset(
    {"label", "ink", "logo", "ground", "cap", "fill", "handle", "flame", "word", "hair", "eyes", "lips", "glasses"}
)
_WHOLE = frozenset({"", "light", "frame"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is found wrong, as typed, and which way the remedy goes: `sign` -1 when there is too little of it."""

    words: str
    word: str
    end: int
    sign: int = 1


@dataclass(slots=True)
class Remedy:
    """Field changes ("shade ..." keys hold a shade), and what must be said about them."""

    changes: dict[str, Change] = field(default_factory=dict)
    note: str = ""


def match(text: str, at: int) -> Fault | None:
    """The complaint at `at`, or None."""
    found = _LACK.match(text, at)
    if found:
        return Fault(found[0], found["thing"] or found["word"], found.end(), -1)
    found = _FAULT.match(text, at)
    if not found or found["word"] in _NO_FAULT:
        return None
    little = (found["amount"] or "").strip() in ("little", "few")
    return Fault(found[0], found["word"], found.end(), -1 if little else 1)


def of_thing(fault: Fault, scene: str) -> Remedy | None:
    """The remedy where the complaint names its own thing: "too much fog"."""
    changes = FAMILY[scene].things.get(fault.word)
    if changes is None or not re.search(r"\b(?:much|many|little|few|enough|less)\b", fault.words):
        return None
    return Remedy(dict(changes) if fault.sign > 0 else {name: _back(change) for name, change in changes.items()})


def remedy(fault: Fault, scene: str, target: str) -> Remedy:
    """What mends a fault said of `target`."""
    axis, sign = _SIGNS.get(fault.word, ("", 0))
    sign *= fault.sign
    colour = FAMILY[scene].colours.get(target, "") if scene != "photo" else ""
    found = _by_axis(axis, sign, scene, target, colour)
    known = lexicon_fields(scene)
    found.changes = {key: change for key, change in found.changes.items() if key.removeprefix("shade ") in known}
    if not found.changes and not found.note:
        found.note = f"what to do about “{fault.words}” is not clear here; say what it should be instead"
    return found


def lexicon_fields(scene: str) -> frozenset[str]:
    """The names of the fields of a scene."""
    from editor.providers.embedded import fields

    return frozenset(fields.DEFAULTS[scene])


def _by_axis(axis: str, sign: int, scene: str, target: str, colour: str) -> Remedy:
    if axis in ("tone", "warmth", "chroma") and colour:
        return Remedy({f"shade {colour}": _SHADE[axis, sign]})
    if axis in ("tone", "soft", "strength") and target == "shadow":
        return Remedy({"light.soft": Step(0.3 * sign, 0, 1)} if axis == "soft" else _shadow(axis, sign))
    if axis in ("tone", "warmth"):
        name = "light.level" if axis == "tone" else "light.warmth"
        whole = "" if target in _WHOLE else "the light of the whole picture was changed"
        limit = 2 if axis == "tone" else 1
        return Remedy({name: Step((0.4 if axis == "tone" else 0.45) * sign, -limit, limit)}, whole)
    if axis == "size":
        return _size(sign, scene, target)
    if axis in ("fog", "strength") and (axis == "fog" or target == "fog"):
        return Remedy({"fog.amount": Step(0.45 * sign, 0, 2)})
    if axis == "strength" and target == "dots":
        return Remedy({"dots.amount": Step(0.35 * sign, 0, 1.7)})
    if axis in ("soft", "strength") and target in _WHOLE:
        return Remedy({"light.soft": Step(0.3 * (sign if axis == "soft" else -sign), 0, 1)})
    if axis == "sheen":
        material = FAMILY[scene].materials.get(target or "body", "")
        return Remedy({material: "satin" if sign < 0 else "gloss"} if material else {})
    if axis in ("height", "side") and target not in _PARTS | {"sun", "shadow", "window"}:
        return Remedy(
            {"frame.y": Step(0.5 * sign, -1, 1)} if axis == "height" else {"frame.x": Step(0.3 * sign, -0.7, 0.7)}
        )
    return _CALMER[scene]() if axis == "busy" and sign < 0 else Remedy()


def _shadow(axis: str, sign: int) -> dict[str, Change]:
    return {"shadow.level": Step(0.35 * (-sign if axis == "tone" else sign), 0, 1.3)}


def _size(sign: int, scene: str, target: str) -> Remedy:
    if target == "mountains":
        return Remedy({"mountains.height": Step(0.35 * sign, 0.3, 1.8)})
    if target == "dots":
        return Remedy({"dots.amount": Step(0.35 * sign, 0, 1.7)})
    if target in _PARTS or target in ("sun", "background", "rays", "shadow", "trees"):
        named = {"ink": "lettering", "word": "speech burst"}.get(target, target)
        return Remedy(note=f"the {named} comes in one size here")
    least = 1.0 if scene == "photo" else 0.4
    return Remedy({"frame.zoom": Step(0.22 * sign, least, 2.5 if scene == "photo" else 1.5)})


_SHADE: dict[tuple[str, int], str] = {
    ("tone", 1): "lighter", ("tone", -1): "darker", ("warmth", 1): "warmer", ("warmth", -1): "cooler",
    ("chroma", 1): "vivid", ("chroma", -1): "muted",
}  # fmt: skip
_CALMER = {
    "product": lambda: Remedy({"light.window": False}, "read as: no window light on the backdrop"),
    "landscape": lambda: Remedy(
        {"trees.amount": Step(-0.5, 0, 2), "clouds.amount": Step(-0.6, 0, 2)}, "read as: fewer trees and clouds"
    ),
    "portrait": lambda: Remedy({"rays.on": False}, "read as: a plain background"),
    "photo": lambda: Remedy({"background.blur": Step(0.6, 0, 1)}, "read as: a blurred background"),
}


def _back(change: Change) -> Change:
    return Step(-change.by, change.low, change.high) if isinstance(change, Step) else change
