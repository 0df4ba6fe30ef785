"""Edits inside a mask: outside it every pixel stays."""

import hashlib

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from editor.providers.embedded import drawing, edits
from editor.providers.embedded.recipe import Layer, Value
from editor.providers.embedded.rules import OWN
from tests.providers.embedded.exchange import Chat, coffee, inline, send
from tests.providers.embedded.photos import edit, pixels, png, recipe, spot

_MASKED: tuple[dict[str, Value], ...] = (
    {"subject.colour": "#1f7276"}, {"light.warmth": 0.8}, {"background.blur": 0.8}, {"background.scene": "studio"},
    {"style.name": "watercolour"}, {"tone.saturation": -0.6, "finish.grain": 0.6},
)  # fmt: skip


def _random_mask(seed: int) -> NDArray[np.uint8]:
    noise = np.random.default_rng(seed).random((9, 13)).astype(np.float32)
    return np.where(cv2.resize(noise, (848, 568), interpolation=cv2.INTER_CUBIC) > 0.5, 255, 0).astype(np.uint8)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("changes", _MASKED, ids=lambda changes: next(iter(changes)))
def test_outside_a_mask_every_pixel_stays(changes: dict[str, Value], seed: int) -> None:
    _masked_is_exact(changes, _random_mask(seed), "512")


def test_outside_a_mask_every_pixel_stays_at_1k_and_4k() -> None:
    for size in ("1K", "4K"):
        _masked_is_exact({"background.scene": "studio"}, _random_mask(7), size)


def _masked_is_exact(changes: dict[str, Value], marked: NDArray[np.uint8], size: str) -> None:
    data = png(marked)
    name = hashlib.sha256(data).hexdigest()
    base = pixels(drawing.draw(recipe({}), size, coffee()).png)
    layer = Layer(name, changes)
    after = pixels(drawing.draw(recipe({}, layers=(layer,)), size, coffee(), marked={name: data}).png)
    width, height = OWN.pixels("3:2", size)
    outside = cv2.resize(marked, (width, height), interpolation=cv2.INTER_LINEAR) == 0
    assert np.array_equal(after[outside], base[outside])
    assert (after[~outside] != base[~outside]).any()


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
