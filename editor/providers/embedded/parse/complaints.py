"""Critique as instruction: what mends "too dark" or "too much fog", by scene and by what it is said of."""

import re
from dataclasses import dataclass, field

from editor.providers.embedded.parse import lexicon
from editor.providers.embedded.words.common import CALMER
from editor.providers.embedded.words.vocabulary import Change, Step

_WORD = r"[\w-]+"
_FAULT = re.compile(
    r"(?:too|less|not (?:so|as|quite so)|not that) "
    r"(?P<amount>much |many |far |little |few )?(?:to the |of (?:a |the )?)?"
    rf"(?P<word>{_WORD})(?: (?:above|around)(?: it)?)?(?![\w-])"
)
_LACK = re.compile(rf"(?:not|isn't|isn’t|aren't) (?:enough (?P<thing>{_WORD})|(?P<word>{_WORD}) enough)(?![\w-])")

# Verbs and adjectives that ask for a remedy of the thing behind them: "soften the shadow", "strong shadow".
_VERB = re.compile(
    r"(?P<word>soften|harden|sharpen|darken|lighten|brighten|strengthen|intensify|deepen|weaken|reduce|increase|lower|raise|"
    r"enlarge|shrink)(?: up)?(?= (?:the|its|his|her|that|this|their) )"
)
_ADJECTIVE = re.compile(r"(?:an? )?(?P<word>strong|weak|faint|heavy|subtle|hard|soft)(?= (?P<noun>[a-z]+))")
_WISHES: dict[str, tuple[str, int]] = {
    **dict.fromkeys(["soften", "soft"], ("soft", 1)), **dict.fromkeys(["harden", "sharpen", "hard"], ("soft", -1)),
    "darken": ("tone", -1), **dict.fromkeys(["lighten", "brighten"], ("tone", 1)),
    **dict.fromkeys(["strengthen", "intensify", "deepen", "increase", "raise", "strong", "heavy"], ("strength", 1)),
    **dict.fromkeys(["weaken", "reduce", "lower", "weak", "faint", "subtle"], ("strength", -1)),
    "enlarge": ("size", 1), "shrink": ("size", -1),
}  # fmt: skip

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

_WHOLE = frozenset({"", "it", "light", "frame"})
_LIGHT: dict[str, tuple[str, float, float]] = {  # field, step, bound either way
    "tone": (lexicon.LEVEL, 0.4, 2), "warmth": ("light.warmth", 0.45, 1),
}  # fmt: skip
_SHADE: dict[tuple[str, int], str] = {
    ("tone", 1): "lighter", ("tone", -1): "darker", ("warmth", 1): "warmer", ("warmth", -1): "cooler",
    ("chroma", 1): "vivid", ("chroma", -1): "muted",
}  # fmt: skip
# What a part is measured by, for a complaint about its size or its strength.
_MEASURES: dict[str, tuple[str, ...]] = {
    "size": ("size", "height", "amount"),
    "strength": ("amount", "level", "strength"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is found wrong, as typed, and which way the remedy goes: `sign` -1 when there is too little of it."""

    words: str
    word: str
    end: int
    sign: int = 1
    is_wish: bool = False  # said as what to do, not as what is wrong


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


def wish(text: str, at: int, scene: str) -> Fault | None:
    """A verb or adjective at `at` that asks for more or less of the part behind it, or None."""
    found = _VERB.match(text, at)
    if found:
        return Fault(found[0], found["word"], found.end(), is_wish=True)
    found = _ADJECTIVE.match(text, at)
    part = lexicon.of(scene).targets.get(found["noun"], "") if found else ""
    return Fault(found[0], found["word"], found.end(), is_wish=True) if found and part == "shadow" else None


def of_thing(fault: Fault, scene: str) -> Remedy | None:
    """The remedy where the complaint names its own thing: "too much fog"."""
    changes = lexicon.of(scene).things.get(fault.word)
    if changes is None or not re.search(r"\b(?:much|many|little|few|enough|less)\b", fault.words):
        return None
    return Remedy(dict(changes) if fault.sign > 0 else {name: _back(change) for name, change in changes.items()})


def remedy(fault: Fault, scene: str, target: str) -> Remedy:
    """What mends a fault said of `target`."""
    axis, sign = (_WISHES if fault.is_wish else _SIGNS).get(fault.word, ("", 0))
    sign *= fault.sign
    found = _by_axis(axis, sign, scene, target)
    known = lexicon.of(scene).fields
    asked = bool(found.changes)
    found.changes = {key: change for key, change in found.changes.items() if key.removeprefix("shade ") in known}
    if asked and not found.changes:
        found.note = "this picture has no light of its own: name the colours that should change"
    if not found.changes and not found.note:
        found.note = f"what to do about “{fault.words}” is not clear here; say what it should be instead"
    return found


def _by_axis(axis: str, sign: int, scene: str, target: str) -> Remedy:
    words = lexicon.of(scene)
    colour = words.colours.get(target, "") if lexicon.is_drawn(scene) else ""
    if axis in ("tone", "warmth", "chroma") and colour:
        return Remedy({f"shade {colour}": _SHADE[axis, sign]})
    if axis == "fog":
        return Remedy(
            {name: change if sign < 0 else _back(change) for name, change in words.things.get("fog", {}).items()}
        )
    measured = _measured(axis, sign, scene, target)
    if measured:
        return Remedy(measured)
    if axis in _LIGHT:
        return _lit(axis, sign, scene, target)
    if axis == "size":
        return _size(sign, scene, target)
    if axis in ("soft", "strength") and target in {*_WHOLE, "shadow"}:
        return Remedy({"light.soft": Step(0.3 * (sign if axis == "soft" else -sign), 0, 1)})
    if axis == "sheen":
        material = words.materials.get(target or words.default_target, "")
        return Remedy({material: "satin" if sign < 0 else "gloss"} if material else {})
    if axis in ("height", "side") and target in {*_WHOLE, words.default_target}:
        name, by, bound = ("frame.y", 0.5, 1.0) if axis == "height" else ("frame.x", 0.3, 0.7)
        return Remedy({name: Step(by * sign, -bound, bound)})
    return Remedy(*CALMER[scene]) if axis == "busy" and sign < 0 and scene in CALMER else Remedy()


def _lit(axis: str, sign: int, scene: str, target: str) -> Remedy:
    name, by, bound = _LIGHT[axis]
    own = f"{target}.{name.rpartition('.')[2]}"
    if own in lexicon.of(scene).fields:  # a part that has light of its own
        return Remedy({own: Step(by * sign, -bound, bound)})
    note = "" if target in _WHOLE else "the light of the whole picture was changed"
    return Remedy({name: Step(by * sign, -bound, bound)}, note)


def _measured(axis: str, sign: int, scene: str, target: str) -> dict[str, Change]:
    """The part's own measure moved: less of the fog, a lower mountain; a shadow that is too dark is too strong."""
    if axis == "tone" and not lexicon.of(scene).colours.get(target):
        axis, sign = "strength", -sign
    for measure in _MEASURES.get(axis, ()):
        for name in (f"{target}.{measure}", f"finish.{target}") if target not in _WHOLE else ():
            step = lexicon.by_degrees(scene, name)
            if step:
                return {name: Step(abs(step.by) * sign, step.low, step.high)}
    return {}


def _size(sign: int, scene: str, target: str) -> Remedy:
    words = lexicon.of(scene)
    if target not in {*_WHOLE, words.default_target} and is_one_size(scene, target):
        named = "lettering" if target in lexicon.own_words(scene) - {"label", "word"} else target
        return Remedy(note=f"the {'speech burst' if named == 'word' else named} comes in one size here")
    step = lexicon.by_degrees(scene, "frame.zoom")
    return Remedy({"frame.zoom": Step(0.22 * sign, step.low, step.high)} if step else {})


def is_one_size(scene: str, target: str) -> bool:
    """Whether a part cannot be made bigger by itself."""
    return target in lexicon.small_parts(scene) or target == lexicon.of(scene).ground


def _back(change: Change) -> Change:
    return Step(-change.by, change.low, change.high) if isinstance(change, Step) else change
