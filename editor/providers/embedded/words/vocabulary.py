"""The shape of a family's vocabulary: which words stand for which parts, and which phrases move which fields."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from editor.providers.embedded.recipe import Value


@dataclass(frozen=True, slots=True)
class Step:
    """A change by degrees: add `by`, stay within `low`..`high`."""

    by: float
    low: float
    high: float


Change = Value | Step

# Ends of a field's name in a change: that of the next number told in a prompt, and of the first that nothing fills.
NEXT, FREE = ".next", ".free"
# What parts a field's name from the kind of picture that a change is for: "five" counts slots or panels.
OF_KIND = "@"
# Values of a change that are taken from the picture: of another field, or this field turned round.
TAKEN, TURNED = "=", "!"
# A change by this name alters nothing: the clause says what is so in any case.
SO_ALREADY = "so.already"


@dataclass(frozen=True, slots=True)
class Setter:
    """A phrase that changes fields by itself."""

    pattern: re.Pattern[str]
    changes: dict[str, Change]


@dataclass(frozen=True, slots=True)
class Slots:
    """How a family holds several objects: `nouns` lead to a kind, `kinds` from a kind to the fields it brings along.

    Every field of an object is there once for each of `prefixes`; `kind` is the field that is empty where there is no
    such object, `place` the one that says where it stands, one of `places`. `shows` says whether a field (under its
    plain name) changes anything in the picture of a kind.
    """

    nouns: dict[str, str]
    kinds: dict[str, dict[str, Value]]
    prefixes: tuple[str, ...]
    kind: str = "object.kind"
    place: str = "place"
    shows: Callable[[str, str], bool] = lambda kind, name: True
    places: tuple[str, ...] = ("right", "left", "behind", "front")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that one family of pictures understands.

    `draws` says in a few words what the family makes, and `opens` finds a prompt that asks for it. `targets` leads from
    a noun to a part of the picture; `colours` and `materials` from a part to the field that holds it; `switches` from
    a part to what adding and removing it changes. `setters` are whole phrases. `things` are what there can be "too
    much" of. `ground` is the part that "on blue" colours, `default_target` the one that a bare colour does.
    `words_into` are the fields that quoted words go into, with the switch beside them, `words_part` the part they stand
    on, `words_orders` the fields that several quoted texts fill one after the other: those of a word of the clause or
    of a value of the picture, or those of "". `harmless` words ask nothing. `phrases_of` a part hold only while a
    clause speaks of it, `colour_lists` of a part take several colours in order, and `rows` lead from a noun to the
    names that may follow it ("icons for coffee and time"), with the fields that these fill in order. `opening` is the
    field that says what the picture is of, which the first word for it decides; where none does, the value of `implied`
    does, if that was said. `kinds` are what a picture with these fields is of, for changes that are for one kind
    of picture. `hides` says why a field does not show in a picture with these fields, "" where it does,
    and `qualifies` how it shows where that is less than was asked for.
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
    words_orders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rows: dict[str, tuple[dict[str, str], tuple[str, ...]]] = field(default_factory=dict)
    phrases_of: dict[str, tuple[Setter, ...]] = field(default_factory=dict)
    colour_lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    slots: Slots | None = None
    opening: str = ""
    implied: str = ""
    kinds: Callable[[Mapping[str, Value]], tuple[str, ...]] = lambda fields: ()
    hides: Callable[[Mapping[str, Value], str], str] = lambda fields, name: ""
    qualifies: Callable[[Mapping[str, Value], str], str] = lambda fields, name: ""


def setters(*rows: tuple[str, dict[str, Change]]) -> tuple[Setter, ...]:
    """One Setter a row; a phrase never ends inside a word."""
    return tuple(Setter(re.compile(rf"(?:{phrase})(?![\w-])"), changes) for phrase, changes in rows)


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())
