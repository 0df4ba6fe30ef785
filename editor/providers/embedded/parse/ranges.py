"""How far the numbers of a scene go: one truth for what an instruction moves and for what a file may hold."""

from collections.abc import Iterator, Mapping
from functools import cache

from editor.providers.embedded import fields
from editor.providers.embedded.parse import lexicon
from editor.providers.embedded.words.common import CALMER
from editor.providers.embedded.words.vocabulary import OF_KIND, Change, Step

_FACTOR = 4.0  # how far from its start a number may lie that no phrase moves


@cache
def of(scene: str) -> dict[str, tuple[float, float]]:
    """The least and the most that each number of a scene can come to, by what its phrases say."""
    out: dict[str, tuple[float, float]] = {}
    for name, start in fields.DEFAULTS[scene].items():
        if type(start) is float:
            least = start / _FACTOR if start > 0 else -_FACTOR
            out[name] = (least, max(_FACTOR, start * _FACTOR))
    met: dict[str, list[float]] = {name: [float(fields.DEFAULTS[scene][name])] for name in out}
    moved = set()
    for name, change in changes(scene):
        if name in met and type(change) is not bool and isinstance(change, Step | int | float):
            ends = (change.low, change.high) if isinstance(change, Step) else (change, change)
            met[name] += map(float, ends)
            moved.add(name)
    return out | {name: (min(met[name]), max(met[name])) for name in moved}


def changes(scene: str) -> Iterator[tuple[str, Change]]:
    """Every change that the vocabulary of a scene knows, for each of its objects."""
    words = lexicon.of(scene)
    prefixes = words.slots.prefixes if words.slots else ("",)
    phrases = [*words.setters, *(row for rows in words.phrases_of.values() for row in rows)]
    tables: list[Mapping[str, Change]] = [row.changes for row in phrases]
    tables += [table for pair in words.switches.values() for table in pair]
    tables += [*words.things.values(), *([CALMER[scene][0]] if scene in CALMER else [])]
    tables += list(words.slots.kinds.values()) if words.slots else []
    for table in tables:
        plain = ((name.partition(OF_KIND)[0], change) for name, change in table.items())
        yield from ((prefix + name, change) for name, change in plain for prefix in prefixes)
