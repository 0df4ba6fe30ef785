"""Carrying one clause out on a recipe, and saying how far that went."""

from collections.abc import Collection

from editor.providers.clauses import Clause, ClauseState
from editor.providers.embedded.parse import lexicon, limits, ratios, setting, undoing
from editor.providers.embedded.parse.clauses import Ask
from editor.providers.embedded.parse.outcomes import ELSEWHERE, Outcome
from editor.providers.embedded.parse.situation import Reading
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.words.vocabulary import Change, Step

_OPEN = "leaves open what should change: name a colour, the light, a size or a place"
_MARK_IT = "; mark the place and ask to remove what is there"


def carried(ask: Ask, read: Reading, recipe: Recipe, locked: set[str], creating: bool) -> tuple[Recipe, Outcome]:
    """The recipe after a clause, and what became of it."""
    before = recipe
    changes, nothing, recipe = _changes(read, recipe, creating)
    hidden = {} if read.undo else _hidden(changes, recipe, read.loose)  # the way back is open whatever shows
    unseen = list(dict.fromkeys(hidden.values()))
    changes = {key: change for key, change in changes.items() if key not in hidden}
    changes, lacking = (changes, []) if read.undo else _seen(changes, recipe)
    recipe, refused = setting.put(recipe, changes if read.undo else setting.with_looks(recipe, changes), locked)
    names = (name.removeprefix(lexicon.SHADE) for name in changes)
    kept = tuple(n for n in names if n not in refused and (not refused or recipe.fields.get(n) != before.fields.get(n)))
    if not creating and _is_at_its_end(changes, before, recipe, refused):
        nothing, kept = "that is as far as it goes here", ()
    notes = [*read.notes, *([nothing] if nothing else []), *unseen, *lacking]
    notes += _notes(read, changes, refused, recipe, creating)
    went_back = recipe.past != before.past
    state = _state(bool(kept) or went_back or (_says_only_known(read, creating) and not unseen), notes)
    if went_back:
        back = {name: recipe.fields[name] for name in kept}
        return recipe, Outcome(Clause(ask.report, state or "done", "; ".join(notes)), kept or ("same",), back=back)
    if state:
        return recipe, Outcome(Clause(ask.report, state, "; ".join(notes)), kept)
    if read.same or read.everything or read.ratio or read.size:
        return recipe, Outcome(Clause(ask.report, "done"), ("same",))
    if creating:  # a wish for the mood, or a word for what is drawn anyway
        return recipe, Outcome(Clause(ask.report, "done"))
    return recipe, Outcome(Clause(ask.report, "not possible", "this names nothing that can be changed here"))


def _changes(read: Reading, recipe: Recipe, creating: bool) -> tuple[dict[str, Change], str, Recipe]:
    """What a clause changes, why it changes nothing, and the recipe with what is left of its way back."""
    if read.undo:
        found = undoing.way(read, recipe)
        if not found.nothing or not read.changes:
            return found.fields, found.nothing, found.recipe
        return dict(read.changes), "", recipe
    slots = lexicon.of(recipe.scene).slots
    changes = dict(read.changes)
    if slots and not creating and changes.get(slots.kind) == recipe.fields.get(slots.kind):
        changes.pop(slots.kind, None)
    return changes, "", recipe


def _hidden(changes: dict[str, Change], recipe: Recipe, loose: Collection[str]) -> dict[str, str]:
    """Why changes would not show: all of them, or colours that were named. What else comes along need not show."""
    then = recipe.fields | {name: value for name, value in changes.items() if not isinstance(value, Step)}
    found = {key: lexicon.of(recipe.scene).hides(then, key.removeprefix(lexicon.SHADE)) for key in changes}
    if all(found.values()):
        return found
    named = (key for key in found if str(changes[key]).startswith("#") and key not in loose)
    return {key: found[key] for key in named if found[key]}


def _is_at_its_end(changes: dict[str, Change], before: Recipe, after: Recipe, refused: list[str]) -> bool:
    """Whether a clause asks for more only of what there is no more of."""
    steps = bool(changes) and all(isinstance(change, Step) for change in changes.values())
    return steps and not refused and after.fields == before.fields


def _seen(changes: dict[str, Change], recipe: Recipe) -> tuple[dict[str, Change], list[str]]:
    """The changes that show in the picture, and what is said of the others: a mug has no cap."""
    slots = lexicon.of(recipe.scene).slots
    seen: dict[str, Change] = {}
    notes: dict[str, None] = {}
    for key, change in changes.items():
        prefix, name = lexicon.apart(key.removeprefix(lexicon.SHADE), recipe.scene)
        kind = str(changes.get(prefix + slots.kind, recipe.fields.get(prefix + slots.kind, ""))) if slots else ""
        if slots is None or not kind or slots.shows(kind, name):
            seen[key] = change
        elif name.partition(".")[0] != "object" or change not in (True, ""):
            group, _, last = name.partition(".")
            notes[f"the {kind} shows no {last if group == 'object' else group}"] = None
    return seen, list(notes)


def _notes(read: Reading, changes: dict[str, Change], refused: list[str], recipe: Recipe, creating: bool) -> list[str]:
    notes: list[str] = []
    if read.everything and changes and len(recipe.fields) > 1 and not read.undo and _is_narrow(changes):
        notes.append("only the main subject was changed")
    if refused:
        notes.append(f"{_words(refused)} was asked to be kept")
    if read.unknown:
        notes.append(_unknown(read, recipe.scene))
    if read.absent and not creating:
        verb = "are" if all(word.endswith("s") or word in ("people", "men", "women") for word in read.absent) else "is"
        notes.append(f"there {verb} no {' or '.join(read.absent)} in this picture")
    if read.vague and not creating:
        notes.append(f"“{' '.join(read.vague)}” {_OPEN}")
    of = lexicon.of(recipe.scene).qualifies
    notes += dict.fromkeys(filter(None, (of(recipe.fields, key.removeprefix(lexicon.SHADE)) for key in changes)))
    if _is_of_no_words(changes, recipe):
        notes.append("there are no words over the picture; say them in quotes")
    return notes


def _is_narrow(changes: dict[str, Change]) -> bool:
    return all(name.removeprefix(lexicon.SHADE).rpartition(".")[2] in ("colour", "material") for name in changes)


def _is_of_no_words(changes: dict[str, Change], recipe: Recipe) -> bool:
    told = [name for name in changes if name.startswith("text.")]
    return (
        bool(told)
        and not recipe.fields.get("text.words")
        and not any(name in ("text.words", "text.sub") for name in told)
    )


def _unknown(read: Reading, scene: str) -> str:
    if limits.is_other_tongue(" ".join(read.unknown)):
        return "the embedded engine reads English"
    quoted = ", ".join(f"“{word}”" for word in read.unknown) + (" is" if len(read.unknown) == 1 else " are")
    return f"{quoted} more than this engine draws; {ELSEWHERE}"


def _says_only_known(read: Reading, creating: bool) -> bool:
    """Whether the clause describes what the picture already has: "a misty valley", or the object by its name."""
    return creating and bool(read.named or read.absent or read.vague)


def _state(something: bool, notes: list[str]) -> ClauseState | None:
    if something:
        return "partly" if notes else "done"
    return "not possible" if notes else None


def avoided(ask: Ask, read: Reading, recipe: Recipe, locked: set[str]) -> tuple[Recipe, Outcome]:
    """The recipe without what a clause asks to avoid; what is in none of the scenes is avoided anyway."""
    switches = lexicon.of(recipe.scene).switches
    changes: dict[str, Change] = {}
    for named in read.named:
        prefix, part = lexicon.apart(named, recipe.scene)
        for name in (part, part.partition(".")[0], part.rpartition(".")[2]):
            if name in switches:
                changes |= lexicon.in_slot(switches[name][1], prefix, recipe.scene)
                break
    if not changes and any(recipe.fields.get(name) == value for name, value in read.changes.items()):
        note = "the picture has it; say what should be there instead"
        return recipe, Outcome(Clause(ask.report, "not possible", note))
    recipe, refused = setting.put(recipe, changes, locked)
    if refused:
        return recipe, Outcome(Clause(ask.report, "not possible", "it was asked to be kept"))
    return recipe, Outcome(Clause(ask.report, "done"), tuple(changes))


def weigh_frame(read: Reading, ratio: str, size: str) -> None:
    """Note where a clause asks for another ratio or size than the picture will have; it is no "same again" then."""
    note = ratios.disagreement(read.ratio, ratio) if ratio else ""
    if note:
        read.same, read.ratio = False, ""
        read.notes.append(note)
    if size and read.size not in ("", "any", size):
        read.notes.append(f"the size is set beside the prompt: {size}")


def _words(names: list[str]) -> str:
    return " and ".join(sorted({name.replace(".", " ") for name in names}))
