"""Edits inside a mask: outside it every pixel stays."""

import hashlib
from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from editor.providers.embedded import drawing, edits
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.edits import restyle
from editor.providers.embedded.recipe import Layer, Value
from editor.providers.embedded.rules import OWN
from tests.providers.embedded.exchange import Chat, coffee, inline, send
from tests.providers.embedded.photos import edit, pixels, png, recipe, spot

_MASKED: tuple[dict[str, Value], ...] = (
    {"subject.colour": "#1f7276"}, {"subject.level": -0.6}, {"light.warmth": 0.8, "light.level": 0.3},
    {"light.neutral": True}, {"background.blur": 0.8}, {"background.scene": "studio"}, {"background.scene": "valley"},
    {"background.colour": "#1c2b4f", "background.to": "#1f7276"}, {"background.dye": "#2f62a8"},
    {"background.level": 0.6}, {"region.left.colour": "#2f62a8", "region.top.warmth": 0.6}, {"tone.shadows": 0.6},
    {"tone.saturation": -0.6, "finish.grain": 0.6}, {"finish.vignette": 0.6}, {"text.words": "GOOD MORNING"},
    *({"style.name": style} for style in restyle.STYLES),
)  # fmt: skip


def _random_mask(seed: int) -> NDArray[np.uint8]:
    noise = np.random.default_rng(seed).random((9, 13)).astype(np.float32)
    return np.where(cv2.resize(noise, (848, 568), interpolation=cv2.INTER_CUBIC) > 0.5, 255, 0).astype(np.uint8)


@cache
def _base(size: str) -> Picture:
    return pixels(drawing.draw(recipe({}), size, coffee()).png)


@pytest.mark.parametrize("changes", _MASKED, ids=lambda changes: ",".join(map(str, changes.items())))
def test_outside_a_mask_every_pixel_stays(changes: dict[str, Value]) -> None:
    _masked_is_exact(changes, _random_mask(len(str(changes))), "1K")


def test_outside_a_mask_every_pixel_stays_at_4k() -> None:
    _masked_is_exact({"light.warmth": 0.8}, _random_mask(7), "4K")


def test_removal_stays_inside_its_mask() -> None:
    marked = np.where(spot((848, 568), 0.01), np.uint8(255), np.uint8(0))
    _masked_is_exact({"remove.on": True}, marked, "1K")


def _masked_is_exact(changes: dict[str, Value], marked: NDArray[np.uint8], size: str) -> None:
    data = png(marked)
    name = hashlib.sha256(data).hexdigest()
    base, layer = _base(size), Layer(name, changes)
    after = pixels(drawing.draw(recipe({}, layers=(layer,)), size, coffee(), marked={name: data}).png)
    width, height = OWN.pixels("3:2", size)
    outside = cv2.resize(marked, (width, height), interpolation=cv2.INTER_LINEAR) == 0
    assert np.array_equal(after[outside], base[outside])
    assert (after[~outside] != base[~outside]).any()


@pytest.mark.parametrize("changes", [{"background.dye": "#2f62a8"}, {"subject.level": -1.0}])
def test_a_marked_place_needs_no_subject(changes: dict[str, Value]) -> None:
    size = OWN.pixels("3:2", "512")
    blank = np.full((200, 300, 3), 150, np.uint8)
    where = spot(size, 0.02)
    after = edits.render(recipe(changes), blank, *size, dict.fromkeys(changes, where))
    assert not after.problems
    assert np.abs(after.picture[where].astype(int) - 150).mean() > 15
    assert (after.picture[300:, :200] == 150).all()


def test_a_marked_place_is_recoloured_by_its_own_hue_not_the_subjects() -> None:
    size = OWN.pixels("3:2", "512")
    photo = edits.decode(coffee())
    where = spot(size, 0.02)  # on the table
    after = edits.render(recipe({"subject.colour": "#2f62a8"}), photo, *size, {"subject.colour": where}).picture
    before = edit({}, coffee()).picture
    assert after[where].mean(0)[2] > before[where].mean(0)[2] + 30
    cup = (slice(200, 240), slice(300, 340))
    assert np.array_equal(after[cup], before[cup])


def test_a_marked_edit_is_taken_back_by_undo() -> None:
    mask = png(np.full((64, 64), 255, np.uint8))
    chat = Chat()
    before = chat.say("Green bottle").pixels
    marked = {"role": "user", "parts": [{"text": "Mask: white may change"}, inline(mask), {"text": "make it red"}]}
    reply = send([*chat.contents, marked])
    assert (reply.pixels != before).any()
    chat.contents += [marked, reply.turn]
    assert np.array_equal(chat.say("undo that").pixels, before)
