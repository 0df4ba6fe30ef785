"""What a row of names shares: its verb ("remove the hat and the text") and its description ("a jar and a tube in red").

A prompt is cut at "and" and at commas, so the verb stands in the first clause and the description in the last.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cache

from editor.providers.embedded.parse import lexicon, naming
from editor.providers.embedded.parse.clauses import Ask
from editor.providers.embedded.parse.situation import Reading, Situation
from editor.providers.embedded.words.vocabulary import Change

_NUMBER = "|".join(naming.NUMBERS)
_LEAD = rf"(?:(?:please|and|now|just) )*(?:(?:make|turn|paint|colou?r|give|dye) )?(?:(?:an?|the|both|{_NUMBER}) )?"
_HOW_MANY = {
    -1: "the|any|all|all the|its|his|her|their|both",
    1: f"an?|some|another|{_NUMBER}",
}

_HAVING = re.compile(r"(?!.*\b(?:replace|swap|exchange)\b).*\b(with) ")


def with_verb(ask: Ask, before: Ask | None, scene: str) -> Ask:
    """A clause that is only a name, with the "add", "remove" or "with" of the clause before it in its sentence."""
    if before is None or ask.sentence != before.sentence or ask.heading != "ask" or before.heading != "ask":
        return ask
    text = before.text.lower()
    off = lexicon.OFF.match(text)
    verb = off or lexicon.ON.match(text) or _HAVING.match(text)
    if not verb or not _name(scene, -1 if off else 1).fullmatch(ask.text.lower()):
        return ask
    return replace(ask, text=f"{verb[verb.lastindex or 0]} {ask.text}", said=ask.text)


@cache
def _name(scene: str, sign: int) -> re.Pattern[str]:
    """A name that may go on after "remove" (-1: "the text") or "add" (1: "a red jar"): no wish for a softer light."""
    known = "|".join(sorted(map(re.escape, lexicon.of(scene).targets), key=len, reverse=True))
    noun = rf"(?:(?:{known}|{naming.names(scene)})(?:s|es)?)"
    return re.compile(rf"(?:(?:{_HOW_MANY[sign]}) (?:[\w-]+ ){{0,2}})?{noun}(?: (?:on|in|at|against|from|that) .*)?")


@dataclass(slots=True)
class Row:
    """Objects that a sentence has named so far and said nothing of, each with the clause that named it."""

    sentence: int = -1
    named: list[tuple[tuple[str, ...], Reading]] = field(default_factory=list)

    def take(self, ask: Ask, read: Reading, situation: Situation) -> None:
        """Go on with a clause just read: a bare name waits, and what ends the row is shared with those that wait."""
        if ask.sentence != self.sentence or ask.heading != "ask" or situation.words.slots is None:
            self.named.clear()
        self.sentence = ask.sentence
        if situation.words.slots is None or ask.heading != "ask":
            return
        text = ask.text.lower()
        bare, said = (pattern.fullmatch(text) for pattern in _patterns(situation.scene))
        if bare and situation.slots and not _says_looks(read, situation):
            self.named.append((situation.slots, read))
        elif said:
            self._pass_on(read, said["rest"], situation)
            self.named.clear()
        elif situation.creating and not naming.nouns(situation.scene).search(text):
            self._pass_on(read, text, situation)  # "a bottle and a jar, matte black, with white labels"
        else:
            self.named.clear()

    def _pass_on(self, read: Reading, rest: str, situation: Situation) -> None:
        changes = _said(read.changes, rest, situation)
        for slots, other in self.named:
            if slots != situation.slots:
                _share(changes, slots, other, situation)


@cache
def _patterns(scene: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A clause that is an object's name and no more, and one that goes on after it."""
    noun = rf"(?:{naming.names(scene)})(?:s|es)?"
    bare = rf"{_LEAD}(?:(?!with\b|in\b|on\b)[\w-]+ ){{0,2}}{noun}"  # "a squat jar": what it looks like is not said
    return re.compile(bare), re.compile(rf"{_LEAD}{noun},? (?P<rest>.+)")


def _says_looks(read: Reading, situation: Situation) -> bool:
    """Whether a clause has told the colour or the stuff of what it names."""
    looks = {*situation.words.colours.values(), *situation.words.materials.values()}
    names = (lexicon.apart(key.removeprefix(lexicon.SHADE), situation.scene)[1] for key in read.changes)
    return bool(looks & set(names))


def _said(changes: dict[str, Change], rest: str, situation: Situation) -> dict[str, Change]:
    """What was said of the object itself, under plain names; of its parts only where they are many: "gold caps"."""
    slots, words = situation.words.slots, situation.words
    many = {words.targets[word[:-1]] for word in re.findall(r"[\w-]+s\b", rest) if word[:-1] in words.targets}
    itself = words.colours.get(words.default_target, "").partition(".")[0]
    found: dict[str, Change] = {}
    for key, change in changes.items():
        plain = key.removeprefix(lexicon.SHADE)
        _, name = lexicon.apart(plain, situation.scene)
        group = name.partition(".")[0]
        of_object = slots and any(prefix + name in words.fields for prefix in slots.prefixes if prefix)
        if of_object and slots and name not in (slots.kind, slots.place) and group in {itself, "object", *many}:
            found[key[: len(key) - len(plain)] + name] = change
    return found


def _share(changes: dict[str, Change], slots: tuple[str, ...], other: Reading, situation: Situation) -> None:
    """Put changes to the objects of an earlier clause, as far as these show them."""
    known = situation.words.slots
    for slot in slots:
        kind = situation.objects().get(slot, "")
        seen = {
            name: change
            for name, change in changes.items()
            if known and known.shows(kind, name.removeprefix(lexicon.SHADE))
        }
        placed = lexicon.in_slot(seen, slot, situation.scene)
        other.changes |= placed
        situation.present |= {key: value for key, value in placed.items() if isinstance(value, str | bool)}
