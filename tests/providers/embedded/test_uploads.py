"""Photographs of every kind, and what is none."""

from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image

from editor.providers.embedded import edits
from editor.providers.embedded.edits import mask, restyle
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.rules import OWN
from editor.providers.embedded.spelling import WireError
from tests.providers.embedded.exchange import coffee, photograph
from tests.providers.embedded.photos import edit, png, recipe

_STYLES = tuple(restyle.STYLES)


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "1", "I;16", "CMYK"])
def test_photographs_of_every_kind_are_read(mode: str) -> None:
    with Image.open(BytesIO(photograph())) as image:
        if mode == "I;16":
            kind = Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 257)
        else:
            kind = image.convert(mode)
        grey = np.asarray(image.convert("L")).astype(float)
    out = BytesIO()
    kind.save(out, "JPEG" if mode == "CMYK" else "PNG")
    read = edits.decode(out.getvalue())
    assert read.shape == (240, 360, 3)
    assert abs(float(read.mean()) - float(grey.mean())) < 12


def test_a_photograph_is_read_whole_and_as_it_is() -> None:
    tall = np.random.default_rng(1).integers(0, 255, (700, 40, 3)).astype(np.uint8)
    assert np.array_equal(edits.decode(png(tall)), tall)


def test_a_photograph_on_its_side_is_put_upright() -> None:
    with Image.open(BytesIO(photograph())) as image:
        turned = Image.Exif()
        turned[0x112] = 6
        out = BytesIO()
        image.save(out, "JPEG", exif=turned)
    assert edits.decode(out.getvalue()).shape == (360, 240, 3)


@pytest.mark.parametrize("shape", [(1, 1), (32, 32), (3, 2000), (2000, 3)])
def test_tiny_and_thin_photographs_are_edited_or_said_to_have_no_subject(shape: tuple[int, int]) -> None:
    photo = np.asarray(cv2.resize(edits.decode(coffee()), shape, interpolation=cv2.INTER_AREA))
    every: dict[str, Value] = {
        "subject.colour": "#1f7276", "background.scene": "valley", "frame.extend": True, "tone.shadows": 0.5,
        "light.neutral": True,
    }  # fmt: skip
    for style in _STYLES:
        after = edits.render(recipe({**every, "style.name": style}), photo, *OWN.pixels("3:2", "512"))
        assert after.picture.shape[:2] == OWN.pixels("3:2", "512")[::-1]


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_a_picture_of_nothing_has_no_subject(shade: int) -> None:
    with pytest.raises(mask.NoMask):
        mask.subject(np.full((200, 300, 3), shade, np.uint8))
    blank = png(np.full((200, 300, 3), shade, np.uint8))
    edited = edit({"background.scene": "valley", "light.neutral": True}, blank)
    assert "no clear subject" in edited.problems["background.scene"]
    assert edited.picture.min() == edited.picture.max()


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nnothing", photograph()[:200], b"GIF89a" + bytes(40)])
def test_what_is_no_photograph_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        edits.decode(data)
