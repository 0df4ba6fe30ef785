"""The shape of a family's vocabulary: which words stand for which parts, and which phrases move which fields."""

import re
from dataclasses import dataclass, field

from editor.providers.embedded.recipe import Value


@dataclass(frozen=True, slots=True)
class Step:
    """A change by degrees: add `by`, stay within `low`..`high`."""

    by: float
    low: float
    high: float


Change = Value | Step


@dataclass(frozen=True, slots=True)
class Setter:
    """A phrase that changes fields by itself."""

    pattern: re.Pattern[str]
    changes: dict[str, Change]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that one family of pictures understands.

    `draws` says in a few words what the family makes, and `opens` finds a prompt that asks for it. `targets` leads from
    a noun to a part of the picture; `colours` and `materials` from a part to the field that holds it; `switches` from
    a part to what adding and removing it changes. `setters` are whole phrases. `things` are what there can be "too
    much" of. `ground` is the part that "on blue" colours, `default_target` the one that a bare colour does.
    `words_into` are the fields that quoted words go into, with the switch beside them. `harmless` words ask nothing.
    """

    name: str
    draws: str
    opens: re.Pattern[str] | None
    targets: dict[str, str]
    default_target: str
    ground: str
    colours: dict[str, str]
    materials: dict[str, str]
    switches: dict[str, tuple[dict[str, Change], dict[str, Change]]]
    setters: tuple[Setter, ...]
    things: dict[str, dict[str, Change]]
    harmless: frozenset[str]
    words_into: tuple[str, str] | None = None
    words_part: str = ""
    fields: dict[str, Value] = field(default_factory=dict)


def setters(*rows: tuple[str, dict[str, Change]]) -> tuple[Setter, ...]:
    """One Setter a row; a phrase never ends inside a word."""
    return tuple(Setter(re.compile(rf"(?:{phrase})(?![\w-])"), changes) for phrase, changes in rows)


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())
