"""Who goes through a storyboard: how somebody is built and dressed, and the joints of a pose."""

from __future__ import annotations

from dataclasses import dataclass

Joint = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Build:
    """How somebody is built: `head` and `tall` against a child's, half the shoulders' width, and the hair's cut."""

    head: float
    tall: float
    shoulder: float
    cut: str


BUILDS: dict[str, Build] = {
    "girl": Build(1.0, 1.0, 9.5, "bun"), "boy": Build(1.0, 1.0, 9.5, "tousled"),
    "woman": Build(0.76, 1.1, 9.3, "long"), "man": Build(0.76, 1.13, 11.6, "short"),
}  # fmt: skip
KINDS = tuple(BUILDS)


@dataclass(frozen=True, slots=True)
class Character:
    """The one who goes through the panels: colours, build, clothes; a scarf and a beard by colour, "" for none."""

    skin: str
    hair: str
    top: str
    bottoms: str
    ink: str
    build: Build = BUILDS["girl"]
    scarf: str = ""
    wear: str = ""
    beard: str = ""
    glasses: bool = False


@dataclass(frozen=True, slots=True)
class Pose:
    """Joints in units of which the standing figure is 100 tall; the ground between the feet is (0, 0), y points down.

    Arms and legs are three joints each, the near one drawn last; `lean` turns body and head, in degrees; `mouth` is
    one of `faces`; `look` is where the eyes go, -1 left to 1 right.
    """

    hips: Joint
    far_leg: tuple[Joint, Joint]
    near_leg: tuple[Joint, Joint]
    far_arm: tuple[Joint, Joint]
    near_arm: tuple[Joint, Joint]
    lean: float = 0.0
    mouth: str = "smile"
    look: float = 0.5
    held: str = ""
