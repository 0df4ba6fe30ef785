"""How somebody of a storyboard feels and what is in the hands: a pose with the face and the arm that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.scenes.layout.figure import Joint, Pose

# The mouth of each mood, and where its eyes go.
_FACES: dict[str, tuple[str, float | None]] = {
    "laughing": ("laugh", 0.2), "smiling": ("smile", None), "sad": ("sad", 0.2), "surprised": ("oh", 0.4),
    "stressed": ("worried", 0.6), "calm": ("calm", None),
}  # fmt: skip
MOODS = tuple(_FACES)
# Elbow and hand of the arm that holds a thing, from the shoulder.
HELD: dict[str, tuple[Joint, Joint]] = {
    "phone": ((8, 11), (18, 2)), "cup": ((9, 11), (16, 1)), "umbrella": ((10, 9), (17, -4)),
}  # fmt: skip


def acted(pose: Pose, fields: Mapping[str, Value], number: int) -> Pose:
    """The pose of panel `number`, from 0, in the mood and with the thing that were told of it."""
    mood, prop = (str(fields[f"{what}.{number + 1}"]) for what in ("mood", "prop"))
    if mood in _FACES:
        mouth, look = _FACES[mood]
        pose = replace(pose, mouth=mouth, look=pose.look if look is None else look)
    if prop in HELD:
        pose = replace(pose, near_arm=HELD[prop], held=prop, look=0.9 if prop != "umbrella" else pose.look)
    if prop == "desk":
        pose = replace(pose, near_arm=((6, 12), (21, 10)), far_arm=((8, 12), (24, 9)))
    return pose
