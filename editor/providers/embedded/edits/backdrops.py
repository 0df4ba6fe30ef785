"""Places behind a subject: one of the engine's landscapes, out of focus, and a ledge for the subject to stand on."""

from functools import lru_cache

import cv2
import numpy as np

from editor.providers.embedded import steps
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.edits import enlarge
from editor.providers.embedded.recipe import Recipe, Value

_ROWS = 240  # longest side at which a place is drawn: it is out of focus anyway
_WIDEST = 1.2  # ratio above which a place is drawn taller and cut: what is far off looks large through a long lens
_HORIZON = 0.55  # how far down what is cut lies
_DEFOCUS = 0.011  # of the longer side

# What each place changes in the landscape family's own fields.
PLACES: dict[str, dict[str, Value]] = {
    "valley": {}, "mountains": {"place.kind": "mountains", "fog.amount": 0.4, "mountains.height": 1.5},
    "forest": {"place.kind": "forest"}, "sea": {"place.kind": "sea", "time.of_day": "noon"},
    "beach": {"place.kind": "sea", "shore.on": True, "time.of_day": "noon"}, "dunes": {"place.kind": "dunes"},
    "city": {"place.kind": "city", "time.of_day": "dusk"}, "golden": {"time.of_day": "golden"},
    "sunset": {"time.of_day": "dusk"}, "night": {"time.of_day": "night"},
    "autumn": {"season.name": "autumn", "place.kind": "forest"},
    "winter": {"season.name": "winter", "snow.on": True},
}  # fmt: skip


def place(name: str, hour: str, share: Plane, cut_off: bool, seed: int) -> Plane:
    """Linear light of the place at the size of `share`, softly out of focus, with a ledge unless `cut_off`.

    `hour` is one of the landscape family's, "" for the place's own.
    """
    height, width = share.shape
    scale = min(1.0, _ROWS / max(width, height))
    across, down = max(8, round(width * scale)), max(8, round(height * scale))
    tall = max(down, round(across / _WIDEST))
    shown = np.frombuffer(_drawn(name, hour, across, tall, seed), np.uint8).reshape(tall, across, 3)
    light = np.power(shown.astype(np.float32) / 255, np.float32(2.2))
    light = _out_of_focus(light, max(across, down) * _DEFOCUS)
    top = round((tall - down) * _HORIZON)
    full = np.clip(cv2.resize(light[top : top + down], (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)
    return full if cut_off else _on_ledge(full, share)


@lru_cache(maxsize=4)
def _drawn(name: str, hour: str, width: int, height: int, seed: int) -> bytes:
    """The landscape's pixels; kept, since every later edit of the photograph stands before the same one."""
    from editor.providers.embedded.fields import DEFAULTS
    from editor.providers.embedded.scenes import scene

    asked: dict[str, Value] = {"time.of_day": hour} if hour else {}
    fields = DEFAULTS["landscape"] | PLACES[name] | asked
    with steps.span("Drawing", 0.36, 0.40):
        return bytes(scene("landscape")(Recipe("landscape", "", seed, fields), width, height).tobytes())


def _out_of_focus(light: Plane, radius: float) -> Plane:
    reach = max(1, round(radius))
    span = np.arange(-reach, reach + 1, dtype=np.float32)
    disc = np.clip(np.float32(radius + 0.5) - np.hypot(span[None], span[:, None]), 0, 1)
    return np.asarray(cv2.filter2D(light, -1, disc / disc.sum(), borderType=cv2.BORDER_REFLECT))


def floor(share: Plane) -> Plane:
    """How much of each pixel is ledge: everything below a line behind the subject's foot, softly out of focus."""
    rows = np.flatnonzero((share > 0.5).any(1))
    height = share.shape[0]
    top, foot = (rows[0], rows[-1]) if len(rows) else (0.3 * height, 0.8 * height)
    line = float(np.clip(foot - 0.42 * (foot - top), 0.45 * height, 0.86 * height))
    y = np.arange(height, dtype=np.float32)[:, None]
    soft = np.clip((y - np.float32(line)) / np.float32(0.034 * height) + np.float32(0.5), 0, 1)
    return np.asarray(np.broadcast_to(soft * soft * (3 - 2 * soft), share.shape), np.float32)


def _on_ledge(light: Plane, share: Plane) -> Plane:
    """A pale stone ledge in the light of the place; its far edge lies out of focus."""
    cover = floor(share)
    height = share.shape[0]
    line = float(np.argmax(cover[:, 0] > 0.5))
    around = light.reshape(-1, 3).mean(0)
    stone = around / max(float(around.max()), 1e-3) * np.float32(0.55) + np.float32(0.10)
    level = float(np.clip(around.mean() * 1.35, 0.10, 0.62)) / float(stone.mean())
    y = (np.arange(height, dtype=np.float32)[:, None] - line) / max(1.0, height - line)
    nearer = np.float32(1.12) - np.float32(0.38) * np.clip(y, 0, 1)
    # What stands behind is faintly mirrored in it, blurred, so that the two belong to one room.
    mirror = enlarge.soft(np.ascontiguousarray(light[::-1]), 0.05 * max(share.shape))
    surface = (stone * np.float32(level * 0.8) + mirror * np.float32(0.2)) * nearer[..., None]
    return np.asarray(light + cover[..., None] * (surface - light), np.float32)
