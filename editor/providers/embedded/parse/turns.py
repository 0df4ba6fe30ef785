"""Numbering what is told without numbers: the first thing that happens is in the first panel."""

from editor.providers.embedded.parse.situation import Reading, Situation
from editor.providers.embedded.words.vocabulary import FREE, NEXT

_WHICH = "say of which one: “panel 2: ...”"


def settle(out: Reading, situation: Situation) -> None:
    """Give every change of "the next" or "a free" one its number."""
    told = [key for key in out.changes if key.endswith(NEXT)]
    if told and not situation.creating:
        for key in told:
            out.changes.pop(key)
        out.notes.append(_WHICH)
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
