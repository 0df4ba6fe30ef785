"""Reading whole phrases of a vocabulary: "light from the right", "bigger", "at the top" of a headline."""

import re

from editor.providers.embedded import colours
from editor.providers.embedded.parse import claims, complaints, lexicon, nouns, objects, places
from editor.providers.embedded.parse.situation import Scan
from editor.providers.embedded.words.common import GROUND
from editor.providers.embedded.words.vocabulary import Change, Setter, Step

_SPACES = re.compile(r"\s*")
_FRAMING = "frame."  # fields that move or scale the picture as a whole
_NEXT = re.compile(r" +([a-z]{3,})(?![\w-])")
_SIZED = re.compile(r"(?:larger|bigger|smaller)$")
_MANY = 4  # colours that a palette sets at least
_BARE_SHADE = re.compile(
    r"(?:(?:a (?:bit|little|touch)|slightly|much|somewhat|even) )?(?:warmer|cooler|colder|brighter|darker|lighter)$"
)


def take(scan: Scan, text: str, at: int) -> int | None:
    """Read the longest phrase at `at`; None where there is none, or where its words belong to something else."""
    if scan.switch < 0:
        return None
    best = longest(scan, text, at)
    if best is None:
        return None
    end, setter = best
    if nouns.phrase(text, at, (scan.words.targets, nouns.objects_of(scan)))[1] > end:
        return None  # a beer can is no beer
    words = text[at:end].strip()
    frames = any(name.startswith(_FRAMING) for name in setter.changes)
    if claims.is_foreign(scan) and _is_loose(scan, setter):
        return end  # "add a dog on the left" moves nothing
    if _of_noun(scan, words) or _is_shade(scan, words, text, end):
        return None  # "make the backdrop warmer" leaves the light alone
    if frames and places.moved(scan, words):
        return end
    if frames and _SIZED.search(words) and _is_of_unknown(scan, text, end):
        return None  # "larger dots" brings no camera closer
    if any(name.startswith(GROUND) for name in setter.changes) and _is_of_part(scan, text, end):
        return None  # "a wooden lid" is no wooden table
    is_size = set(setter.changes) == {"frame.zoom"} and "size" in scan.words.fields
    if is_size and _is_before_object(scan, text, end):
        scan.put({"size": 1.2 if _grows(setter.changes["frame.zoom"]) else 0.8})  # "add a smaller candle"
        return end
    if frames and not scan.means_all and any(n.endswith(scan.words.default_target) for n in scan.out.named):
        if is_size:
            by = 0.2 if _grows(setter.changes["frame.zoom"]) else -0.2
            scan.put({"size": Step(by, 0.6, 1.3)})  # "make the jar smaller" leaves the bottle beside it as it is
            return end
        scan.note("all the objects were framed anew")
    _apply(scan, setter, text, at, end)
    return end


def _is_before_object(scan: Scan, text: str, end: int) -> bool:
    """Whether the name of a thing to come stands right behind."""
    after = _SPACES.match(text, end)
    coming = scan.switch > 0 or scan.situation.creating
    return coming and after is not None and bool(nouns.phrase(text, after.end(), (nouns.objects_of(scan),))[0])


def _grows(change: Change) -> bool:
    return change.by > 0 if isinstance(change, Step) else isinstance(change, int | float) and change > 1


def _is_of_unknown(scan: Scan, text: str, end: int) -> bool:
    """Whether the next word is a thing that the vocabulary does not know."""
    after = _NEXT.match(text, end)
    return after is not None and after[1] not in lexicon.known_words(scan.scene)


def _is_of_part(scan: Scan, text: str, end: int) -> bool:
    after = _SPACES.match(text, end)
    noun = nouns.phrase(text, after.end(), (scan.words.targets,))[0] if after else ""
    part = scan.words.targets.get(noun, "")
    return part in {*lexicon.small_parts(scan.scene), scan.words.default_target} - {"ground"}


def longest(scan: Scan, text: str, at: int) -> tuple[int, Setter] | None:
    """The longest phrase of the scene at `at`, and where it ends."""
    own = scan.words.phrases_of.get(scan.target, ())
    best: tuple[int, Setter] | None = None
    for setter in (*own, *scan.words.setters):
        if any(name.startswith(_FRAMING) for name in setter.changes) and _names_a_part(scan):
            continue  # "a bigger label" does not bring the camera closer
        match = setter.pattern.match(text, at)
        if match and match.end() > at and (best is None or match.end() > best[0]):
            best = (match.end(), setter)
    return best


def _names_a_part(scan: Scan) -> bool:
    parts = lexicon.small_parts(scan.scene)
    own = lexicon.of(scan.scene).words_into
    named = {name for name in scan.out.named if name not in (own or ())}
    return scan.target in parts and bool(parts & named) and complaints.is_one_size(scan.scene, scan.target)


def _is_loose(scan: Scan, setter: Setter) -> bool:
    """Whether a phrase says where or of what something is, and so belongs to the unknown thing before it."""
    fills = {scan.words.colours.get(part, "") for part in lexicon.small_parts(scan.scene)}
    return any(name.startswith(_FRAMING) or name in fills for name in setter.changes)


def _apply(scan: Scan, setter: Setter, text: str, at: int, end: int) -> None:
    slots, words = scan.words.slots, text[at:end].strip()
    changes = dict(setter.changes)
    kind = changes.pop(slots.kind, None) if slots else None
    if isinstance(kind, str):
        objects.noun(scan, kind, text, at, end, plural=False)
        scan.target = scan.words.default_target
        claims.claim(scan, scan.target)
    group = next(iter(changes), "").rpartition(".")[0]
    colour = scan.words.colours.get(group, "")
    if f"{group}." == GROUND and words.startswith("on "):
        claims.before_preposition(scan, "on")  # "a lamp in orange on a walnut table": the orange is the lamp's
    before = [] if colour in changes and f"{group}." != GROUND else scan.waiting
    _put(scan, changes)
    if f"{group}." == GROUND:  # paper has the backdrop's colour, everything else its own
        scan.ground = scan.words.ground if changes.get(colour) == "" else group
        scan.onto = True
    if before and colour.startswith(f"{group}."):
        claims.claim(scan, scan.ground or group)  # "navy marble": the navy is the ground's
    nouns_of = {scan.words.targets.get(word) for word in words.split()}
    if group in scan.words.colour_lists or (
        group in nouns_of and group in scan.words.colours and f"{group}." != GROUND
    ):
        scan.target = group
    part = next((scan.words.targets[word] for word in reversed(words.split()) if word in scan.words.targets), "")
    scan.spoken = part or scan.spoken
    if part in scan.words.colours and scan.words.slots is None:
        if scan.waiting:
            claims.claim(scan, part)
        if group not in scan.words.colour_lists:  # the colours of a gradient background are the gradient's
            scan.target, scan.onto = part, False  # "a green shirt": the green is the shirt's, not the hair's


def _put(scan: Scan, changes: dict[str, Change]) -> None:
    """Note what a phrase changes; one that sets many colours at once overrules none that the clause has named."""
    is_loose = len(set(scan.words.colours.values()) & set(changes)) >= _MANY
    before = set(scan.out.changes)
    scan.put(changes, gently=is_loose)
    if is_loose:
        scan.out.loose |= set(changes) - before


def _of_noun(scan: Scan, words: str) -> bool:
    """Whether a bare "warmer" is said of a coloured thing that this clause has named."""
    coloured = lexicon.is_drawn(scan.scene) and scan.target in scan.words.colours
    named = any(name == scan.target or name.endswith(f".{scan.target}") for name in scan.out.named)
    return coloured and named and bool(_BARE_SHADE.match(words))


def _is_shade(scan: Scan, words: str, text: str, end: int) -> bool:
    """Whether the word just met belongs to a colour or a coloured thing: "warm grey", "darker skin"."""
    after = _SPACES.match(text, end)
    if words not in ("warm", "cool", "darker", "brighter", "lighter") or after is None:
        return False
    phrase, _ = nouns.phrase(text, after.end(), (colours.NAMED, scan.words.targets))
    if phrase in colours.NAMED:
        return True
    named = phrase != "it" and scan.words.targets.get(phrase, "") in scan.words.colours
    return named and words not in ("warm", "cool")
