"""Who is drawn and how: the fields of a portrait, read once and filled in where they were left open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.providers.embedded import colours
from editor.providers.embedded.colours import mixed
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes.portrait.tones import darkness, shadowed
from editor.providers.embedded.words.portrait_hides import NATURAL_HAIR

STYLES = ("popart", "flat", "line", "duotone")
KINDS = ("woman", "man", "person")
HAIR = ("bob", "long", "short", "bun", "curly", "ponytail", "afro", "buzz", "wavy", "bald")
TOPS = ("dress", "tee", "shirt", "turtleneck", "suit", "hoodie", "denim", "raincoat")
MOODS = ("calm", "happy", "surprised", "sad", "angry", "wink")
GROUNDS = ("rays", "plain", "dots", "disc", "stripes", "gradient", "halftone", "leaves")
HATS = ("none", "beret", "cap", "headscarf", "beanie", "brim")
GLASSES = ("round", "square", "sun")

_WORN = {"woman": ("bob", "dress"), "man": ("short", "tee"), "person": ("short", "turtleneck")}


@dataclass(frozen=True, slots=True)
class Look:
    """A portrait's fields: every choice made, every colour known (hex)."""

    fields: dict[str, Value]
    known: dict[str, Value]
    style: str
    kind: str
    hair: str
    top: str
    mood: str
    ground: str
    hat: str
    glasses: str  # "" where none are worn
    old: bool
    young: bool

    @staticmethod
    def of(recipe: Recipe, known: dict[str, Value]) -> Look:
        """The look of a recipe; `known` are the defaults of fields that an older recipe lacks."""
        fields = {**known, **recipe.fields}
        kind = _one_of(KINDS, fields["person.kind"])
        hair, top = _WORN[kind]
        top = _one_of(TOPS, fields["top.kind"], top)
        has_tie = fields["tie.kind"] == "tie" or bool(fields["tie.colour"])
        style = _one_of(STYLES, fields["style.name"])
        on = bool(fields["glasses.on"])
        ground = _one_of(GROUNDS, fields["ground.kind"])
        return Look(
            fields=fields,
            known=known,
            style=style,
            kind=kind,
            hair=_one_of(HAIR, fields["hair.style"], hair),
            top="shirt" if has_tie and top not in ("suit", "shirt", "denim") else top,  # a tie wants a collar
            mood=_one_of(MOODS, fields["mood.name"]),
            ground="plain" if ground == "rays" and not fields["rays.on"] else ground,
            # A hat that was only given a colour is a beret.
            hat=_one_of(HATS, fields["hat.kind"], "beret" if fields["hat.colour"] else ""),
            glasses=_one_of(GLASSES, fields["glasses.kind"]) if on or fields["glasses.colour"] else "",
            old=fields["person.age"] == "old",
            young=fields["person.age"] == "young",
        )

    def colour(self, name: str) -> str:
        """A colour field, or what fits where it was left open."""
        if name == "hair" and self.style != "popart" and not self.is_named("hair"):  # the loud red is pop art's
            return mixed("#ffffff", self.ink, 0.1) if self.style == "line" else NATURAL_HAIR
        return str(self.fields.get(f"{name}.colour", "")) or _OPEN[name](self)

    def is_named(self, name: str) -> bool:
        """Whether a colour is another one than pictures begin with."""
        return bool(self.fields[f"{name}.colour"] != self.known[f"{name}.colour"])

    def is_on(self, name: str) -> bool:
        """A switch."""
        return bool(self.fields[f"{name}.on"])

    def number(self, name: str) -> float:
        """A field that counts or measures."""
        return float(self.fields[name])

    @property
    def has_earrings(self) -> bool:
        """Whether earrings are seen."""
        return self.is_on("earrings") and self.hat != "headscarf"

    def shows(self, name: str) -> bool:
        """Whether a colour is laid on: a line drawing leaves all but the hair bare until a colour is named."""
        return name == "hair" or self.style != "line" or self.is_named(name)

    @property
    def ink(self) -> str:
        """The ink of a line drawing: the one asked for, or the figure's own."""
        return str(self.fields["style.ink"]) or self.colour("ink")

    @property
    def has_tie(self) -> bool:
        """Whether a tie is worn: one that was asked for, or a man's with a suit."""
        kind = self.fields["tie.kind"]
        asked = kind == "tie" or bool(self.fields["tie.colour"])
        return asked or (kind == "" and self.top == "suit" and self.kind == "man")

    @property
    def is_painted(self) -> bool:
        """Whether the lips wear paint: a woman's, and those whose colour was named."""
        return self.kind == "woman" or bool(self.fields["lips.colour"])


def _one_of(known: tuple[str, ...], value: Value, otherwise: str = "") -> str:
    return str(value) if value in known else otherwise or known[0]


def _lips(look: Look) -> str:
    if look.kind != "woman":
        return mixed(shadowed(look.colour("skin"), 0.8), "#b5453f", 0.25)
    return "#e6194b" if look.style == "popart" else mixed("#c8324a", look.colour("skin"), 0.12)


def _eyes(look: Look) -> str:
    if look.style != "popart":
        return "#4a2f22"
    ground = look.colour("background")
    return ground if 0.05 < colours.luminance(ground) < 0.6 else "#1f7fb8"


def _earrings(look: Look) -> str:
    rays = look.colour("rays")
    return (
        rays if look.style == "popart" or look.ground == "plain" else "#fff3d6" if darkness(rays) < 0.35 else "#f2c14e"
    )


_OPEN: dict[str, Callable[[Look], str]] = {
    "lips": _lips, "eyes": _eyes, "earrings": _earrings, "word": lambda _: "#e6194b",
    "glasses": lambda look: "#20242e" if look.style != "line" else look.colour("ink"),
    "hat": lambda look: look.colour("top"), "leaves": lambda _: "#2f8f5b", "tie": lambda look: look.colour("rays"),
}  # fmt: skip
