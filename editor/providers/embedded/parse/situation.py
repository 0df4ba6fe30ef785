"""What a clause is read against: the picture as it is by now, and what the clauses before it spoke of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from editor.providers.embedded.parse import complaints, lexicon
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.vocabulary import Change, Vocabulary


@dataclass(slots=True)
class Reading:
    """What a clause came to: `changes` by field, `named` parts and fields, `unknown` words, in the order met."""

    changes: dict[str, Change] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    vague: list[str] = field(default_factory=list)  # words of praise and wish that name nothing to change
    absent: list[str] = field(default_factory=list)  # asked to be left out, and in none of the scenes
    loose: set[str] = field(default_factory=set)  # what a palette or a style set along with much else
    same: bool = False
    everything: bool = False
    undo: str = ""  # "undo" leads back to what was, "reset" to the beginning
    ratio: str = ""  # a ratio or format that it asks for, as ratios.take gives it
    size: str = ""
    kind: str = ""  # of which kind the fields are that it takes back: "colour", "material"

    @property
    def is_troubled(self) -> bool:
        """Whether something in the clause cannot be carried out."""
        return bool(self.notes or self.unknown)

    @property
    def says_something(self) -> bool:
        """Whether the clause moves or names anything."""
        return bool(self.changes or self.named or self.same or self.everything or self.absent or self.ratio)


@dataclass(slots=True)
class Situation:
    """The fields by now, and what was spoken of last: `target` a part, `slots` the objects (prefixes of fields).

    `introduced` are the objects that this instruction has brought in, `picked` how many of a group "one ... the other"
    has named, `follows` whether the clause goes on in the sentence of the one before.
    """

    scene: str
    present: dict[str, Value]
    creating: bool = False
    target: str = ""
    slots: tuple[str, ...] = ("",)
    introduced: tuple[str, ...] = ()
    picked: int = 0
    follows: bool = False
    moved: bool = False  # whether this instruction has changed anything so far
    worded_last: bool = False  # whether the instruction before was about the words over the picture
    turn: int = 0  # how many things this instruction has told one after the other
    styled_last: bool = False  # and whether it was about a restyle
    worded: tuple[str, ...] = ()  # fields that this instruction has put words into

    @property
    def words(self) -> Vocabulary:
        """The vocabulary of the scene."""
        return lexicon.of(self.scene)

    def copy(self) -> Situation:
        """The same situation, to read against without consequence."""
        return replace(self, present=dict(self.present))

    def objects(self) -> dict[str, str]:
        """Kind of object by prefix; while a picture is begun, those that were spoken of."""
        slots = self.words.slots
        if slots is None:
            return {}
        kinds = {prefix: str(self.present.get(prefix + slots.kind, "")) for prefix in slots.prefixes}
        return {p: kind for p, kind in kinds.items() if kind and (not self.creating or p in self.introduced)}


@dataclass(slots=True)
class Scan:
    """The loose colours and materials met on the way through a clause, until a noun claims them."""

    situation: Situation
    out: Reading
    quotes: list[str] = field(default_factory=list)
    waiting: list[tuple[str, Value | complaints.Fault]] = field(default_factory=list)
    shade: str = ""
    target: str = ""
    spoken: str = ""  # the noun of a phrase, for a complaint that follows it
    place: str = ""  # a place that the next object takes
    ground: str = ""  # the part that a ground of this clause is coloured by
    onto: bool = False  # after "on": a colour that no noun claims is the ground's
    having: bool = False  # after "with": a part that can be there or not is there
    switch: int = 0  # +1 after "add", -1 after "remove"
    strange: bool = False  # an unknown word came after the waiting colour, so the colour is probably its own
    listed: bool = False  # the clause holds a list of colours
    recent: list[str] = field(default_factory=list)  # what was put since the last noun of an object
    picking: bool = False  # whether this clause has gone from one to the other
    origin: str = ""  # the field whose colour is to be another: "swap the amber for green"
    unknown_end: int = -1  # where the last unknown word ended

    @property
    def scene(self) -> str:
        """The scene of the picture."""
        return self.situation.scene

    @property
    def words(self) -> Vocabulary:
        """The vocabulary of the scene."""
        return self.situation.words

    @property
    def slots(self) -> tuple[str, ...]:
        """The objects that are spoken of; none where the one that was meant is not there."""
        return self.situation.slots if self.words.slots else ("",)

    @property
    def means_all(self) -> bool:
        """Whether all the objects of the picture are spoken of."""
        return set(self.slots) >= set(self.situation.objects())

    def put(self, changes: dict[str, Change], gently: bool = False) -> None:
        """Note changes for every object that is spoken of; `gently` leaves what the clause has said already."""
        shared = {key: change for key, change in changes.items() if not self.is_of_object(key)}
        for placed in [lexicon.in_slot(changes, slot, self.scene) for slot in self.slots] or [shared]:
            for key, change in placed.items():
                if not (gently and key in self.out.changes):
                    self.out.changes[key] = change
                    self.recent.append(key)
                    self.out.loose.discard(key)
                self.name(key.removeprefix(lexicon.SHADE))

    def is_of_object(self, key: str) -> bool:
        """Whether a field is there once for each object."""
        slots, name = self.words.slots, key.removeprefix(lexicon.SHADE)
        return slots is not None and any(prefix + name in self.words.fields for prefix in slots.prefixes if prefix)

    def name(self, part: str) -> None:
        """Note that a part or field was spoken of."""
        if part and part not in self.out.named:
            self.out.named.append(part)

    def name_part(self, part: str) -> None:
        """Note that a part of the objects at hand was spoken of."""
        for slot in self.slots:
            self.name(f"{slot}{part}" if part and lexicon.fields_of(f"{slot}{part}", self.scene) else part)

    def note(self, text: str) -> None:
        """Say something about the clause, once."""
        if text not in self.out.notes:
            self.out.notes.append(text)
