"""From a prompt to a recipe: every clause is carried out, carried out in part, or refused, and said so."""

from dataclasses import dataclass, replace

from editor.providers.clauses import Clause, ClauseState
from editor.providers.embedded import colours, fields
from editor.providers.embedded.parse import clauses, ratios, reading
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.words import FAMILY
from editor.providers.embedded.words.vocabulary import Change, Step

ELSEWHERE = "gemini-nano-banana-2.1 would"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One clause and the fields it set or kept, so that the drawing may still take something back."""

    clause: Clause
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The recipe after an instruction, what became of each clause, and whether anything could be done.

    `hopeless` says that every clause was refused: then there is nothing to show, whatever else moved.
    """

    recipe: Recipe
    outcomes: tuple[Outcome, ...]
    carried_out: bool
    hopeless: bool = False


def apply(recipe: Recipe, prompt: str, creating: bool = False, ratio: str = "") -> Adjusted:
    """Carry an instruction out on a recipe that will be drawn in `ratio` ("" for its own)."""
    asks = clauses.split(prompt)
    style = clauses.style_of(asks)
    if style == recipe.style:  # a session's style comes with every turn, and is carried out once
        asks = tuple(ask for ask in asks if ask.heading != "style")
    elif style:
        recipe = replace(recipe, style=style)
    readings = _read_all(asks, recipe.scene)
    for ask, read in zip(asks, readings, strict=True):
        _weigh_ratio(ask, read, ratio or recipe.ratio)
    locked = _locks(asks, readings, recipe.scene)
    before = recipe
    recipe = replace(recipe, locked=tuple(sorted(locked)))
    outcomes: list[Outcome] = []
    for ask, read in zip(asks, readings, strict=True):
        if ask.heading in ("keep", "avoid"):
            found = _kept(ask, read, before) if ask.heading == "keep" else None
            if ask.heading == "avoid":
                recipe, found = _avoided(ask, read, recipe, locked)
        else:
            recipe, found = _carried(ask, read, recipe, locked, creating)
        if found:
            outcomes.append(found)
    changed = recipe.fields != before.fields
    asked = any(read.same or read.everything for read in readings) or not asks
    done = any(outcome.clause.state != "not possible" and outcome.fields for outcome in outcomes)
    hopeless = bool(outcomes) and all(outcome.clause.state == "not possible" for outcome in outcomes)
    return Adjusted(recipe, tuple(outcomes), not hopeless and (creating or changed or asked or done), hopeless)


def _weigh_ratio(ask: clauses.Ask, read: reading.Reading, ratio: str) -> None:
    """Note where a clause asks for another ratio than the picture will have; it then asks for no "same again"."""
    disagreement = ratios.disagreement(ask.text, ratio) if ratio and ask.heading == "ask" else ""
    if disagreement:
        read.same = False
        read.notes.append(disagreement)


def _read_all(asks: tuple[clauses.Ask, ...], scene: str) -> list[reading.Reading]:
    out: list[reading.Reading] = []
    carried, sentence = "", -1
    for ask in asks:
        if ask.sentence != sentence:
            carried, sentence = "", ask.sentence
        out.append(reading.read(ask.text, scene, carried))
        carried = out[-1].last_target
    return out


def with_kind(recipe: Recipe, prompt: str) -> Recipe:
    """On the first turn the kind of object brings its own colours, before anything that was said about them."""
    readings = _read_all(clauses.split(prompt), recipe.scene)
    kinds = [read.changes["object.kind"] for read in readings if "object.kind" in read.changes]
    return recipe.with_fields(fields.KINDS[str(kinds[0])]) if kinds else recipe


def take_back(outcomes: tuple[Outcome, ...], problems: dict[str, str]) -> tuple[Outcome, ...]:
    """Outcomes after drawing: a field that could not be drawn makes its clause partly done, or not possible."""
    out: list[Outcome] = []
    for outcome in outcomes:
        met = [name for name in outcome.fields if name in problems]
        if met and not outcome.clause.text.startswith("keep "):
            whole = len(met) == len(outcome.fields)
            note = "; ".join(dict.fromkeys(filter(None, (outcome.clause.note, *(problems[name] for name in met)))))
            outcome = Outcome(Clause(outcome.clause.text, "not possible" if whole else "partly", note), outcome.fields)
        out.append(outcome)
    return tuple(out)


def _locks(asks: tuple[clauses.Ask, ...], readings: list[reading.Reading], scene: str) -> set[str]:
    """Every field that a keep clause names; "everything else" needs no lock, since unnamed fields never move."""
    locked: set[str] = set()
    for ask, read in zip(asks, readings, strict=True):
        if ask.heading == "keep":
            for name in (*read.named, *_plain(read.changes)):
                locked |= set(_fields_of(name, scene))
    return locked


def _plain(changes: dict[str, Change]) -> tuple[str, ...]:
    return tuple(name.removeprefix("shade ") for name in changes if name != "object.kind")


def _fields_of(name: str, scene: str) -> tuple[str, ...]:
    """The fields meant by a target or a field name."""
    name = {"ink": "label.text", "handle": "object.handle", "flame": "object.flame", "window": "light.window"}.get(
        name, name
    )
    known = fields.DEFAULTS[scene]
    if "." in name:
        return (name,) if name in known else ()
    return tuple(field for field in known if field.split(".")[0] == name)


def _kept(ask: clauses.Ask, read: reading.Reading, recipe: Recipe) -> Outcome | None:
    names = tuple(name for group in (*read.named, *_plain(read.changes)) for name in _fields_of(group, recipe.scene))
    text = f"keep {ask.text}"
    if read.unknown:
        words = ", ".join(read.unknown)
        if not names and not read.everything:
            return Outcome(Clause(text, "not possible", f"this picture has no {words} to keep"))
        return Outcome(Clause(text, "partly", f"kept, except that “{words}” means nothing here"), names)
    different = [name for name, value in read.changes.items() if name in names and _differs(recipe.fields[name], value)]
    if different and recipe.fields:
        return Outcome(
            Clause(text, "partly", "kept as it is in the picture, which is not quite what the words say"), names
        )
    return Outcome(Clause(text, "done"), names)


def _differs(present: Value, asked: Change) -> bool:
    if isinstance(asked, Step):
        return False
    if isinstance(asked, str) and asked.startswith("#"):
        return False  # "green glass" names a colour loosely; only words and switches are compared
    return present != asked


def _avoided(
    ask: clauses.Ask, read: reading.Reading, recipe: Recipe, locked: set[str]
) -> tuple[Recipe, Outcome | None]:
    changes: dict[str, Change] = {}
    for target in read.named:
        pair = FAMILY[recipe.scene].switches.get("window" if target == "light.window" else target.split(".")[0])
        if pair:
            changes |= pair[1]
    if not changes and any(recipe.fields.get(name) == value for name, value in read.changes.items()):
        note = "the picture has it; say what should be there instead"
        return recipe, Outcome(Clause(f"avoid {ask.text}", "not possible", note))
    recipe, refused = _set(recipe, changes, locked)
    text = f"avoid {ask.text}"
    if refused:
        return recipe, Outcome(Clause(text, "not possible", "it was asked to be kept"))
    return recipe, Outcome(Clause(text, "done"), tuple(changes))


def _carried(
    ask: clauses.Ask, read: reading.Reading, recipe: Recipe, locked: set[str], creating: bool
) -> tuple[Recipe, Outcome | None]:
    changes = _undone(read, recipe) if read.undo else dict(read.changes)
    if not creating and changes.get("object.kind") == recipe.fields.get("object.kind"):
        changes.pop("object.kind", None)
    before = recipe
    recipe, refused = _set(recipe, changes, locked)
    names = (name.removeprefix("shade ") for name in changes)
    kept = tuple(n for n in names if n not in refused and (not refused or recipe.fields.get(n) != before.fields.get(n)))
    notes = list(read.notes)
    if read.everything and changes:
        notes.append("only the main subject was changed")
    if refused:
        notes.append(f"{_words(refused)} was asked to be kept")
    if read.unknown:
        notes.append(f"{_quoted(read.unknown)} more than this engine draws; {ELSEWHERE}")
    if read.absent and not creating:
        verb = "are" if all(word.endswith("s") or word in ("people", "men", "women") for word in read.absent) else "is"
        notes.append(f"there {verb} no {' or '.join(read.absent)} in this picture")
    if read.vague and not creating:
        notes.append(
            f"“{' '.join(read.vague)}” leaves open what should change: name a colour, the light, a size or a place"
        )
    state = _state(bool(kept) or _says_only_known(read, creating), notes)
    if state is None:
        if creating or read.same or read.everything:
            kept_all = read.same or (read.everything and not creating)
            return recipe, Outcome(Clause(ask.text, "done"), ("same",)) if kept_all else None
        return recipe, Outcome(Clause(ask.text, "not possible", "this names nothing that can be changed here"))
    return recipe, Outcome(Clause(ask.text, state, "; ".join(notes)), kept)


def _says_only_known(read: reading.Reading, creating: bool) -> bool:
    """Whether the clause describes what the picture already has: "a misty valley", or the object by its name."""
    return (bool(read.named or read.absent or read.vague) and creating) or (
        "object.kind" in read.changes and bool(read.unknown) and creating
    )


def _state(something: bool, notes: list[str]) -> ClauseState | None:
    if something:
        return "partly" if notes else "done"
    return "not possible" if notes else None


def _undone(read: reading.Reading, recipe: Recipe) -> dict[str, Change]:
    start = fields.DEFAULTS[recipe.scene] | fields.KINDS.get(str(recipe.fields.get("object.kind", "")), {})
    names = [name for group in read.named for name in _fields_of(group.removeprefix("undo "), recipe.scene)]
    return {name: start[name] for name in names or ("light.level",) if name != "object.kind"}


def _set(recipe: Recipe, changes: dict[str, Change], locked: set[str]) -> tuple[Recipe, list[str]]:
    values: dict[str, Value] = {}
    refused: list[str] = []
    for key, change in changes.items():
        name = key.removeprefix("shade ")
        if name not in recipe.fields:
            continue
        present = recipe.fields[name]
        if present == "":
            present = recipe.fields.get(_FOLLOWS.get(name, ""), _UNNAMED.get(name, ""))
        value = _value(present, key, change)
        if name in locked and value != recipe.fields[name]:
            refused.append(name)
            continue
        values[name] = value
    return recipe.with_fields(values), refused


# A colour that was never named is that of another field.
_FOLLOWS = {"cap.colour": "body.colour", "eyes.colour": "background.colour", "earrings.colour": "rays.colour"}
_UNNAMED = {"lips.colour": "#e6194b", "word.colour": "#e6194b", "label.ink": "#1d2a26"}


def _value(present: Value, key: str, change: Change) -> Value:
    if isinstance(change, Step):
        return round(min(change.high, max(change.low, float(present) + change.by)), 4)
    if key.startswith("shade ") and isinstance(present, str):
        return colours.shaded(present or "#808080", str(change))
    return change


def _quoted(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words) + (" is" if len(words) == 1 else " are")


def _words(names: list[str]) -> str:
    return " and ".join(sorted({name.replace(".", " ") for name in names}))
