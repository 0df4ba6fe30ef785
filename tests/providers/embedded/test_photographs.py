"""Edits of photographs: what they claim, and that they leave the rest alone."""

import importlib.util
from collections.abc import Iterator
from io import BytesIO

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from editor.providers.embedded.edits import frame, mask, recolour
from editor.providers.embedded.starters import PHOTO_COFFEE_EDITS
from tests.providers.embedded.exchange import Chat, coffee, inline, photograph, send, similarity

_SIZE = "512"


def _edit(prompt: str, photo: bytes, ratio: str = "3:2", size: str = _SIZE) -> Chat:
    chat = Chat(ratio, size)
    reply = chat.say(prompt, photo)
    assert reply.status == 200, reply.content
    return chat


def _pixels(prompt: str, photo: bytes) -> NDArray[np.uint8]:
    return Chat("3:2", _SIZE).say(prompt, photo).pixels


@pytest.fixture(scope="module")
def plain() -> NDArray[np.uint8]:
    """The drawn photograph, only brought to size."""
    return _pixels("render again", photograph())


@pytest.mark.parametrize("prompt", PHOTO_COFFEE_EDITS)
def test_the_five_edits_are_carried_out_on_a_real_photograph(prompt: str) -> None:
    reply = Chat("3:2", _SIZE).say(prompt, coffee())
    assert reply.candidate["finishReason"] == "STOP"
    assert [clause.state for clause in reply.clauses if clause.text != "size"] == ["done"]


def test_recolour_changes_the_dominant_hue_and_nothing_else(plain: NDArray[np.uint8]) -> None:
    after = _pixels("make it teal", photograph())
    height, width = plain.shape[:2]
    disc = (height // 2, width // 2 - height // 4)
    assert after[disc][2] > after[disc][0]  # red became teal
    assert (
        np.abs(after[height // 2, width // 2].astype(int) - plain[height // 2, width // 2]).max() < 12
    )  # the heart stays
    assert np.array_equal(after[:20], plain[:20])
    assert np.array_equal(after[:, :40], plain[:, :40])


def test_background_swap_leaves_the_subject_alone(plain: NDArray[np.uint8]) -> None:
    after = _pixels("replace the background with sand", photograph())
    height, width = plain.shape[:2]
    middle = (slice(height // 2 - 40, height // 2 + 40), slice(width // 2 - 40, width // 2 + 40))
    assert np.array_equal(after[middle], plain[middle])
    assert after[10, 10][0] > after[10, 10][2] + 20  # sand, no longer blue-grey


def test_background_blur_leaves_the_subject_alone() -> None:
    before, after = _pixels("render again", coffee()), _pixels("blur the background", coffee())
    height, width = before.shape[:2]
    inside = (slice(height // 2 - 60, height // 2), slice(width // 2 - 60, width // 2))
    assert np.array_equal(after[inside], before[inside])
    corner = (slice(0, 60), slice(width - 120, width))
    fine, soft = (np.abs(np.diff(picture[corner].astype(int), axis=1)).mean() for picture in (before, after))
    assert soft < fine * 0.6


def test_warm_and_cool_move_colour_and_keep_brightness(plain: NDArray[np.uint8]) -> None:
    warm, cool = _pixels("warmer light", photograph()), _pixels("cooler light", photograph())
    assert _tilt(warm) > _tilt(plain) > _tilt(cool)
    assert abs(float(warm.mean()) - float(plain.mean())) < 12


def _tilt(picture: NDArray[np.uint8]) -> float:
    red, _, blue = picture.reshape(-1, 3).mean(0)
    return float(red - blue)


def test_neutral_light_takes_the_cast_out() -> None:
    warm = Image.new("RGB", (300, 200), (210, 170, 110))
    warm.paste((120, 97, 63), (60, 60, 160, 140))
    out = BytesIO()
    warm.save(out, "PNG")
    picture = _pixels("neutral light", out.getvalue())
    assert abs(_tilt(picture)) < 40 < _tilt(np.asarray(warm))


@pytest.mark.parametrize("style", ["pop art", "halftone", "poster", "black and white"])
def test_restyles_are_the_same_at_every_size(style: str) -> None:
    small, large = Chat("3:2", "512").say(style, coffee()), Chat("3:2", "1K").say(style, coffee())
    assert small.candidate["finishReason"] == "STOP"
    assert similarity(small.pixels[::4, ::4], large.pixels[::8, ::8]) > 0.3 or style == "halftone"
    assert large.pixels.shape == (848, 1264, 3)


def test_edits_start_from_the_photograph_every_time() -> None:
    chat = _edit("blur the background", photograph())
    chat.say("warmer light")
    back = chat.say("undo the light").pixels
    assert np.array_equal(back, _pixels("blur the background", photograph()))


def test_a_photograph_not_sent_along_is_said() -> None:
    chat = _edit("warmer light", photograph())
    chat.contents[0]["parts"].pop(0)
    reply = chat.say("blur the background")
    assert reply.clauses[0].state == "partly"
    assert "last version" in reply.clauses[0].note
    assert reply.png


def test_one_of_our_photo_edits_sent_back_alone_goes_on_from_there() -> None:
    first = Chat("3:2", _SIZE).say("warmer light", photograph())
    reply = send([{"role": "user", "parts": [inline(first.png), {"text": "blur the background"}]}], "3:2")
    assert reply.clauses[0].state == "partly"


def test_without_a_ratio_the_photographs_own_is_followed() -> None:
    reply = Chat("", _SIZE).say("warmer light", photograph())
    assert reply.pixels.shape == (424, 632, 3)


@pytest.mark.parametrize("ratio", ["1:1", "9:16", "21:9"])
def test_crop_goes_round_the_subject(ratio: str) -> None:
    photo = Image.new("RGB", (600, 300), (96, 112, 132))
    photo.paste(Image.open(BytesIO(photograph((300, 200)))), (280, 50))
    out = BytesIO()
    photo.save(out, "PNG")
    picture = Chat(ratio, _SIZE).say("warmer light", out.getvalue()).pixels.astype(int)
    height, width = picture.shape[:2]
    red = (picture[..., 0] - picture[..., 2]) > 40
    assert red[height // 2, width // 2] or (ratio == "21:9" and red[height // 2].any())


def test_enlarging_is_said() -> None:
    (done, size) = _edit("warmer light", photograph(), size="1K").say("warmer light").clauses
    assert done.state == "done"
    assert size.state == "partly"
    assert "no new detail" in size.note


def test_metadata_calls_it_a_composite() -> None:
    with Image.open(BytesIO(Chat("3:2", _SIZE).say("warmer light", photograph()).png)) as image:
        image.load()
        assert "digitalsourcetype/compositeSynthetic" in image.info["XML:com.adobe.xmp"]


@pytest.fixture
def fresh_network() -> Iterator[None]:
    """A network that is looked for again, and no trace of it afterwards."""
    mask._network.cache_clear()
    yield
    mask._network.cache_clear()


@pytest.mark.usefixtures("fresh_network")
def test_without_weights_the_subject_is_found_by_its_colours_and_that_is_said(
    plain: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mask, "find_spec", lambda name: None)
    reply = Chat("3:2", _SIZE).say("replace the background with sand", photograph())
    assert reply.clauses[0].state == "done"
    said = [clause for clause in reply.clauses if clause.text == "the subject"]
    assert [clause.state for clause in said] == ["partly"]
    assert "not installed" in said[0].note
    height, width = plain.shape[:2]
    middle = (slice(height // 2 - 40, height // 2 + 40), slice(width // 2 - 40, width // 2 + 40))
    assert np.array_equal(reply.pixels[middle], plain[middle])
    assert reply.pixels[10, 10][0] > reply.pixels[10, 10][2] + 20


@pytest.mark.usefixtures("fresh_network")
def test_untrusted_weights_are_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mask, "_SHA256", "0" * 64)
    reply = Chat("3:2", _SIZE).say("blur the background", photograph())
    assert any("not the ones" in clause.note for clause in reply.clauses)


@pytest.mark.usefixtures("fresh_network")
def test_without_weights_and_without_a_subject_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mask, "find_spec", lambda name: None)
    out = BytesIO()
    Image.new("RGB", (300, 200), (120, 130, 140)).save(out, "PNG")
    reply = Chat("3:2", _SIZE).say("blur the background", out.getvalue())
    assert reply.candidate["finishReason"] == "NO_IMAGE"
    assert [clause.state for clause in reply.clauses] == ["not possible"]


def test_the_weights_package_is_never_imported() -> None:
    import sys

    _pixels("blur the background", photograph())
    assert "rembg" not in sys.modules
    assert importlib.util.find_spec("rembg") is not None


def test_more_than_one_photograph_is_said() -> None:
    reply = Chat("3:2", _SIZE).say("warmer light", photograph(), photograph((200, 200)))
    assert reply.clauses[0].text == "1 more picture"
    assert reply.clauses[0].state == "not possible"


def test_crop_arithmetic() -> None:
    box = frame.crop((600, 400), (100, 100), None, 1.0)
    assert (box.left, box.top, box.width, box.height) == (100, 0, 400, 400)
    corner = np.zeros((400, 600), np.float32)
    corner[:50, :50] = 1
    assert frame.crop((600, 400), (100, 100), corner, 1.0).left == 0


def test_the_dye_stays_off_an_island_of_another_thing() -> None:
    picture = np.full((200, 200, 3), 240, np.uint8)
    picture[20:120, 20:180] = (170, 30, 30)  # the thing
    picture[150:170, 80:120] = (165, 34, 30)  # something else of its hue
    share = np.ones((200, 200), np.float32)
    keep = recolour.islands(picture, share, recolour.plan(picture, share, "#1f7276"))
    assert keep[70, 100] == 1
    assert keep[160, 100] < 0.01


def test_grain_does_not_fray_the_outline() -> None:
    grain = np.random.default_rng(2).integers(-30, 30, (300, 300, 1))
    disc = np.hypot(*np.mgrid[-150:150, -150:150]) < 90
    picture = np.clip(np.where(disc[..., None], 180, 80) + grain + np.zeros(3, int), 0, 255).astype(np.uint8)
    fine = mask.refine(cv2.GaussianBlur(disc.astype(np.float32), (0, 0), 4), picture)
    rim = [int(np.flatnonzero(row > 0.5)[0]) for row in fine[110:190]]
    assert np.abs(np.diff(rim)).max() <= 2
