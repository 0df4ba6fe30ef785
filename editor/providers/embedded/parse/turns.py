"""What a change comes to in the picture at hand: its number where none was told, its kind, a value of another field."""

import unicodedata

from editor.providers.embedded.parse.situation import Reading, Situation
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.shared import WORDS_OF
from editor.providers.embedded.words.vocabulary import FREE, NEXT, OF_KIND, SO_ALREADY, TAKEN, TURNED

_WHICH = "say of which one: “panel 2: ...”"
_IN_A_ROW = "say of what it is: “{0}s for ... and ...”"
_NOWHERE = "there is nothing in this picture that this could be said of"


def settle(out: Reading, situation: Situation) -> None:
    """Give every change of "the next" or "a free" one its number, and every other its field and value."""
    if out.changes.pop(SO_ALREADY, None) is not None:
        out.same = True
        out.named.remove(SO_ALREADY)
    _of_kind(out, situation)
    _from_the_picture(out, situation)
    _shorter_rows(out, situation)
    told = [key for key in out.changes if key.endswith(NEXT)]
    _after_a_row(out, situation)
    in_row = {key.removesuffix(NEXT) for key in told} & situation.words.rows.keys()
    begun = situation.turn or not situation.creating
    lost = not (situation.follows and begun) if in_row else not situation.creating
    if told and lost:
        for key in told:
            out.changes.pop(key)
        out.notes.append(_IN_A_ROW.format(*in_row) if in_row else _WHICH)
    elif told or (situation.turn and out.unknown):  # what cannot be drawn takes its panel too
        situation.turn += 1
        _rename(out, situation, {key: f"{key.removesuffix(NEXT)}.{situation.turn}" for key in told})
    for key in [key for key in out.changes if key.endswith(FREE)]:
        stem = key.removesuffix(FREE)
        names = [name for name in situation.words.fields if name.startswith(f"{stem}.")]
        now = situation.present | out.changes
        _rename(out, situation, {key: next((name for name in names if not now[name]), names[0])})


def _rename(out: Reading, situation: Situation, names: dict[str, str]) -> None:
    for key, name in names.items():
        change = out.changes.pop(key)
        if name in situation.words.fields:
            out.changes[name] = change
    out.named[:] = [names.get(name, name) for name in out.named]


def _after_a_row(out: Reading, situation: Situation) -> None:
    """A row of names that goes on in the next clause goes on where it stopped: "icons: a rocket, a heart"."""
    for stem in situation.words.rows:
        said = [key for key in out.changes if key.startswith(f"{stem}.") and key.rpartition(".")[2].isdigit()]
        situation.turn = max(situation.turn, len(said))


def _of_kind(out: Reading, situation: Situation) -> None:
    """Changes that are for one kind of picture only, where it is of that kind."""
    asked = [key for key in out.changes if OF_KIND in key]
    shown = situation.words.kinds(_now(out, situation)) if asked else ()
    for key in asked:
        name, _, kind = key.partition(OF_KIND)
        change = out.changes.pop(key)
        if kind in shown:
            out.changes.setdefault(name, change)
    out.named[:] = dict.fromkeys(name.partition(OF_KIND)[0] for name in out.named)
    if asked and not out.changes:
        out.notes.append(_NOWHERE)


def _from_the_picture(out: Reading, situation: Situation) -> None:
    """Values that the picture itself holds: two colours that change places, a gradient that runs the other way."""
    taken = {name: change for name, change in out.changes.items() if change == TURNED or str(change).startswith(TAKEN)}
    for name, change in taken.items():
        source = change.removeprefix(TAKEN) if isinstance(change, str) and change.startswith(TAKEN) else ""
        if source in situation.present:
            out.changes[name] = situation.present[source]
        elif source:
            _of_script(out, situation, name, source)
            return
        elif change == TURNED:
            out.changes[name] = not situation.present[name]
    if taken and all(out.changes[name] == situation.present[name] for name in taken):
        out.notes.append("there is nothing here that could change places")
        for name in taken:
            del out.changes[name]


def _of_script(out: Reading, situation: Situation, name: str, script: str) -> None:
    """Of the two lines over a picture, the one in a script becomes `name`: "the Arabic should be the big one"."""
    other = next(each for each in WORDS_OF.values() if each != name)
    here, there = (str(situation.present[each]) for each in (name, other))
    del out.changes[name]
    if _is_written_in(script, here):
        out.same = True
    elif _is_written_in(script, there):
        out.changes |= {name: there, other: here}
        out.named.append(other)
    else:
        out.notes.append("no line of this picture is written so")


def _is_written_in(scripts: str, text: str) -> bool:
    """Whether most letters of a text are of one of the scripts, as Unicode calls them: "HIRAGANA CJK"."""
    letters = [letter for letter in text if letter.isalpha()]
    found = [letter for letter in letters if unicodedata.name(letter, "").startswith(tuple(scripts.split()))]
    return len(found) * 2 > len(letters)


def _shorter_rows(out: Reading, situation: Situation) -> None:
    """A row of colours that is named anew ends where it ends: none of the row before is left over."""
    for names in situation.words.colour_lists.values():
        if all(isinstance(out.changes.get(name), str) for name in names[:2]):
            for name in names[2:]:
                out.changes.setdefault(name, "")


def _now(out: Reading, situation: Situation) -> dict[str, Value]:
    said = {name: change for name, change in out.changes.items() if isinstance(change, str | bool)}
    return situation.present | said
