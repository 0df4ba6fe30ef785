"""Each edit of a photograph does what it claims, where it claims it, and leaves the rest as it was."""

import hashlib
from io import BytesIO

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from editor.providers.embedded import drawing, edits, fields
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.edits import blur, extend, mask, remove, restyle
from editor.providers.embedded.parse.edits import apply
from editor.providers.embedded.recipe import Layer, Recipe, Value
from editor.providers.embedded.rules import OWN
from editor.providers.embedded.spelling import WireError
from tests.providers.embedded.exchange import coffee, photograph, similarity

_STYLES = tuple(restyle.STYLES)


def _recipe(changes: dict[str, Value], ratio: str = "3:2", layers: tuple[Layer, ...] = ()) -> Recipe:
    return Recipe("photo", ratio, 1, fields.DEFAULTS["photo"] | changes, layers=layers)


def _edited(changes: dict[str, Value], photo: bytes, size: str = "512", ratio: str = "3:2") -> edits.Edited:
    return edits.render(_recipe(changes, ratio), edits.decode(photo), *OWN.pixels(ratio, size))


def _png(picture: NDArray[np.uint8]) -> bytes:
    out = BytesIO()
    Image.fromarray(picture).save(out, "PNG")
    return out.getvalue()


def _pixels(png: bytes) -> Picture:
    with Image.open(BytesIO(png)) as image:
        return np.asarray(image.convert("RGB"))


def _disc(size: tuple[int, int], reach: float = 0.8) -> NDArray[np.bool_]:
    """Where the disc of `photograph` lies in a frame of (width, height), or well within it."""
    width, height = size
    y, x = np.mgrid[:height, :width]
    return np.asarray(np.hypot(x - width / 2, y - height / 2) < reach * height / 3)


@pytest.fixture(scope="module")
def plain() -> Picture:
    """The drawn photograph, only brought to size."""
    return _edited({}, photograph()).picture


@pytest.mark.parametrize("ground", ["paper", "plain", "gradient", "studio"])
def test_a_new_ground_leaves_the_subject_as_it_was(ground: str, plain: Picture) -> None:
    after = _edited({"background.scene": ground, "background.colour": "#d8c8aa"}, photograph()).picture
    inside = _disc(OWN.pixels("3:2", "512"))
    assert np.array_equal(after[inside], plain[inside])
    assert np.abs(after[:20].astype(int) - plain[:20]).mean() > 20


def test_a_cut_out_stands_on_the_very_colour() -> None:
    after = _edited({"background.scene": "plain", "background.colour": "#ffffff"}, photograph()).picture
    assert (after[:20] == 255).all()


def test_no_rim_of_the_old_ground_is_left() -> None:
    """A red disc from blue-grey on white: along its edge nothing may be bluer than red mixed with white."""
    after = _edited({"background.scene": "plain", "background.colour": "#ffffff"}, photograph((900, 600)), "1K").picture
    size = OWN.pixels("3:2", "1K")
    rim = (_disc(size, 1.03) & ~_disc(size, 0.97))[: size[1] // 2]  # above, where no shadow falls
    red, _, blue = (after[: size[1] // 2][rim].astype(int)[:, k] for k in range(3))
    assert np.quantile(blue - red, 0.999) < 14


def test_a_place_leans_the_subject_towards_its_light_only_when_it_is_to(plain: Picture) -> None:
    kept = _edited({"background.scene": "valley", "background.match": 0.0}, photograph()).picture
    led = _edited({"background.scene": "valley"}, photograph()).picture
    inside = _disc(OWN.pixels("3:2", "512"))
    assert np.array_equal(kept[inside], plain[inside])
    moved = np.abs(led[inside].astype(int) - plain[inside])
    assert 0 < moved.max() < 40


def test_a_colour_takes_the_place_of_a_place() -> None:
    both = _edited({"background.scene": "valley", "background.colour": "#d8c8aa"}, photograph()).picture
    assert np.array_equal(both, _edited({"background.colour": "#d8c8aa"}, photograph()).picture)


def test_the_ground_is_dyed_with_its_texture() -> None:
    before, after = _edited({}, coffee()).picture, _edited({"background.dye": "#2f62a8"}, coffee()).picture
    corner = (slice(150, 300), slice(520, 620))
    assert after[corner][..., 2].mean() > after[corner][..., 0].mean() + 20
    fine, dyed = (cv2.Laplacian(picture[corner][..., 1], cv2.CV_32F).std() for picture in (before, after))
    assert dyed > 0.5 * fine
    cup = (slice(200, 240), slice(300, 340))
    assert np.array_equal(after[cup], before[cup])


def test_a_named_part_changes_alone() -> None:
    before = _edited({}, coffee()).picture
    after = _edited({"region.top.warmth": -0.8, "region.left.colour": "#2f62a8"}, coffee()).picture
    height, width = before.shape[:2]
    assert np.array_equal(
        after[round(0.56 * height) :, round(0.56 * width) :], before[round(0.56 * height) :, round(0.56 * width) :]
    )
    assert after[:100, 400:].mean((0, 1))[2] > before[:100, 400:].mean((0, 1))[2] + 5
    assert after[300:, :150].mean((0, 1))[2] > before[300:, :150].mean((0, 1))[2] + 20


@pytest.mark.parametrize(
    ("field", "by"),
    [("tone.contrast", 0.5), ("tone.saturation", 0.5), ("tone.shadows", 0.8), ("tone.highlights", -0.8)],
)
def test_tone_moves_what_it_says(field: str, by: float) -> None:
    before, after = (_edited(changes, coffee()).picture.astype(float) for changes in ({}, {field: by}))
    grey, tuned = before.mean(-1), after.mean(-1)
    measured = {
        "tone.contrast": tuned.std() - grey.std(),
        "tone.saturation": np.ptp(after, axis=-1).mean() - np.ptp(before, axis=-1).mean(),
        "tone.shadows": (tuned - grey)[grey < 60].mean(),
        "tone.highlights": (grey - tuned)[grey > 210].mean(),
    }
    assert measured[field] > 3
    if field == "tone.shadows":
        assert abs((tuned - grey)[grey > 210].mean()) < 6


def test_blur_grows_with_distance_from_the_foot() -> None:
    share = np.zeros((200, 300), np.float32)
    share[40:150, 100:200] = 1
    far = blur.distance(share)[:, 20]
    assert far[150] < 0.2 < far[90] < far[20]
    share[150:] = 1  # cut off by the frame: nothing shows where it stands
    assert (blur.distance(share) == 1).all()


def test_blur_casts_no_halo(plain: Picture) -> None:
    after = _edited({"background.blur": 0.9}, photograph()).picture
    size = OWN.pixels("3:2", "512")
    ring = _disc(size, 1.35) & ~_disc(size, 1.06)
    assert np.abs(after[ring].astype(int) - plain[ring]).max() < 14  # one colour stays one colour


def _hole(size: tuple[int, int], share: float) -> NDArray[np.bool_]:
    width, height = size
    y, x = np.mgrid[:height, :width]
    return np.asarray(np.hypot(x - 0.88 * width, y - 0.55 * height) < (share * width * height / np.pi) ** 0.5)


@pytest.mark.parametrize("size", ["512", "1K"])
def test_removal_changes_the_hole_alone_and_leaves_no_trace(size: str) -> None:
    shape = OWN.pixels("3:2", size)
    clean = _edited({}, coffee(), size).picture
    hole = _hole(shape, 0.008)
    soiled = clean.copy()
    soiled[hole] = (20, 200, 40)
    filled = remove.fill(soiled, hole, None)
    assert np.array_equal(filled.picture[~hole], clean[~hole])
    assert np.array_equal(filled.picture, remove.fill(soiled, hole, None).picture)
    inside = filled.picture[hole].astype(float)
    assert (inside[:, 1] < inside[:, 0]).mean() > 0.98  # wood, no green
    around = cv2.dilate(hole.astype(np.uint8), np.ones((25, 25), np.uint8)).astype(bool) & ~hole
    assert np.abs(inside.mean(0) - clean[around].mean(0)).max() < 25
    # Its grain is the photograph's own, not a smear.
    fine = np.abs(cv2.Laplacian(filled.picture[..., 1], cv2.CV_32F))
    inner = cv2.erode(hole.astype(np.uint8), np.ones((9, 9), np.uint8)).astype(bool)
    assert fine[inner].mean() > 0.5 * fine[around].mean()


def test_a_removed_thing_is_not_filled_with_the_subject() -> None:
    ground = np.full((300, 450, 3), (120, 130, 140), np.uint8)
    ground[:, :, 0] += np.random.default_rng(2).integers(0, 6, (300, 450)).astype(np.uint8)
    subject = np.zeros((300, 450), np.float32)
    subject[100:220, 120:200] = 1
    ground[subject > 0] = (220, 30, 30)
    hole = np.zeros((300, 450), bool)
    hole[130:170, 210:250] = True
    filled = remove.fill(ground, hole, subject)
    assert filled.picture[hole].max(0)[0] < 160


@pytest.mark.parametrize(("share", "state"), [(0.02, ""), (0.05, "partly"), (0.12, "refused")])
def test_holes_are_filled_guessed_at_or_refused_by_their_size(share: float, state: str) -> None:
    size = OWN.pixels("3:2", "512")
    photo = edits.decode(coffee())
    edited = edits.render(_recipe({"remove.on": True}), photo, *size, {"remove.on": _hole(size, share)})
    assert ("remove.on" in edited.problems) == (state == "refused")
    assert any("guess" in note.note for note in edited.notes) == (state == "partly")
    if state == "refused":
        assert np.array_equal(edited.picture, _edited({}, coffee()).picture)


def test_without_a_mask_nothing_is_removed_and_the_next_mask_still_works() -> None:
    drawn = drawing.draw(_recipe({"remove.on": True}), "512", coffee())
    assert "mark" in drawn.problems["remove.on"]
    assert drawn.recipe.fields["remove.on"] is False


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
    data = _png(marked)
    name = hashlib.sha256(data).hexdigest()
    base = _pixels(drawing.draw(_recipe({}), size, coffee()).png)
    layer = Layer(name, changes)
    after = _pixels(drawing.draw(_recipe({}, layers=(layer,)), size, coffee(), marked={name: data}).png)
    width, height = OWN.pixels("3:2", size)
    outside = cv2.resize(marked, (width, height), interpolation=cv2.INTER_LINEAR) == 0
    assert np.array_equal(after[outside], base[outside])
    assert (after[~outside] != base[~outside]).any()


def test_a_marked_place_is_recoloured_by_its_own_hue_not_the_subjects() -> None:
    size = OWN.pixels("3:2", "512")
    photo = edits.decode(coffee())
    where = _hole(size, 0.02)  # on the table
    after = edits.render(_recipe({"subject.colour": "#2f62a8"}), photo, *size, {"subject.colour": where}).picture
    before = _edited({}, coffee()).picture
    assert after[where].mean(0)[2] > before[where].mean(0)[2] + 30
    cup = (slice(200, 240), slice(300, 340))
    assert np.array_equal(after[cup], before[cup])


@pytest.mark.parametrize("style", _STYLES)
def test_styles_look_the_same_at_every_size(style: str) -> None:
    small = _edited({"style.name": style}, coffee(), "512").picture
    large = _edited({"style.name": style}, coffee(), "1K").picture
    # Dots are finer than the pixels of the smaller picture: what they add up to is compared.
    dotted = style in ("halftone", "popart")
    if dotted:
        small, large = (cv2.GaussianBlur(each, (0, 0), blur) for each, blur in ((small, 5), (large, 10)))
    assert similarity(small, large) > 0.8


def test_styles_differ_from_each_other_and_from_the_photograph(plain: Picture) -> None:
    shown = [_edited({"style.name": style}, photograph()).picture for style in _STYLES]
    for place, one in enumerate([plain, *shown]):
        for other in shown[place:]:
            assert np.abs(one.astype(int) - other).mean() > 4


def test_styles_work_on_drawn_pictures_without_a_subject() -> None:
    picture = np.full((240, 320, 3), (200, 210, 220), np.uint8)
    picture[60:180, 100:220] = (40, 70, 50)
    for style in _STYLES:
        after = restyle.apply(style, restyle.Source(picture, picture, None))
        assert after.shape == picture.shape
        assert not np.array_equal(after, picture)
        assert np.array_equal(after, restyle.apply(style, restyle.Source(picture, picture, None)))


def test_duotone_uses_the_inks_that_were_named() -> None:
    changes: dict[str, Value] = {"style.name": "duotone", "style.ink": "#0000ff", "style.paper": "#ffff00"}
    after = _edited(changes, coffee()).picture
    grey = cv2.cvtColor(_edited({}, coffee()).picture, cv2.COLOR_RGB2GRAY)
    lights, shadows = (after[where].mean(0) for where in (grey > 252, grey < 3))
    assert np.abs(lights - (255, 255, 0)).max() < 8
    assert np.abs(shadows - (0, 0, 255)).max() < 8


def test_more_room_is_added_and_nothing_is_stretched() -> None:
    place = extend.canvas((600, 400), (160, 90), "left", 0.0)
    assert (place.left, place.top, place.height) == (111, 0, 400)
    roomy = extend.canvas((600, 400), (100, 100), "", 0.2)
    assert roomy.width == roomy.height == 720
    photo = edits.decode(photograph((600, 400)))
    grown = extend.carried_on(photo, place)
    assert np.array_equal(grown[:, 111:], photo)
    assert np.abs(grown[:, :111].astype(int) - photo[0, 0]).max() < 6  # a plain ground goes on plain


def test_a_busy_edge_is_said_or_refused() -> None:
    busy = _edited({"frame.extend": True}, coffee(), ratio="16:9")
    assert any("made up" in note.note for note in busy.notes)
    assert not busy.problems
    checks = np.where(np.random.default_rng(1).random((40, 60, 1)) > 0.5, 255, 0).astype(np.uint8).repeat(3, -1)
    loud = cv2.resize(checks, (600, 400), interpolation=cv2.INTER_NEAREST)
    loud[100:300, 200:400] = (176, 36, 40)
    assert "frame.extend" in _edited({"frame.extend": True}, _png(loud), ratio="16:9").problems


def test_a_subject_that_runs_out_of_the_frame_is_not_made_up() -> None:
    photo = np.full((200, 300, 3), 128, np.uint8)
    share = np.zeros((200, 300), np.float32)
    share[40:160, :120] = 1
    assert extend.judge(photo, extend.canvas((300, 200), (160, 90), "", 0.0), share).refused


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
        after = edits.render(_recipe({**every, "style.name": style}), photo, *OWN.pixels("3:2", "512"))
        assert after.picture.shape[:2] == OWN.pixels("3:2", "512")[::-1]


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_a_picture_of_nothing_has_no_subject(shade: int) -> None:
    with pytest.raises(mask.NoMask):
        mask.subject(np.full((200, 300, 3), shade, np.uint8))
    blank = _png(np.full((200, 300, 3), shade, np.uint8))
    edited = _edited({"background.scene": "valley", "light.neutral": True}, blank)
    assert "no clear subject" in edited.problems["background.scene"]
    assert edited.picture.min() == edited.picture.max()


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nnothing", photograph()[:200], b"GIF89a" + bytes(40)])
def test_what_is_no_photograph_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        edits.decode(data)


@pytest.mark.parametrize(
    ("prompt", "wanted"),
    [
        ("swap the background for a misty valley", {"background.scene": "valley"}),
        ("put it on a beach at sunset", {"background.scene": "beach", "background.hour": "dusk"}),
        ("cut it out on white", {"background.scene": "plain", "background.colour": "#ffffff"}),
        ("cut the cup out on navy", {"background.scene": "plain", "background.colour": "#1c2b4f"}),
        (
            "replace the background with a pink gradient",
            {"background.scene": "gradient", "background.colour": "#e59ab0"},
        ),
        ("make the table blue", {"background.dye": "#2f62a8"}),
        ("make the background blue", {"background.colour": "#2f62a8"}),
        ("tint the background green", {"background.dye": "#2f7a4a"}),
        ("remove the spoon", {"remove.on": True}),
        ("get rid of the logo on the wall", {"remove.on": True}),
        ("remove the background", {"background.scene": "plain", "background.colour": "#ffffff"}),
        ("make it look like a watercolour", {"style.name": "watercolour"}),
        ("turn it into a pen drawing", {"style.name": "line"}),
        ("black & white", {"style.name": "mono"}),
        ("more contrast", {"tone.contrast": 0.3}),
        ("less saturated", {"tone.saturation": -0.3}),
        ("open up the shadows", {"tone.shadows": 0.4}),
        ("recover the highlights", {"tone.highlights": -0.4}),
        ("make the top half warmer", {"region.top.warmth": 0.45}),
        ("brighten the left side", {"region.left.level": 0.5}),
        ("make the upper left corner blue", {"region.top-left.colour": "#2f62a8"}),
        ("bokeh", {"background.blur": 0.6}),
        ("slightly blur the background", {"background.blur": 0.3}),
        ("outpaint", {"frame.extend": True}),
        ("more room on the left", {"frame.extend": True, "frame.room": "left", "frame.margin": 0.15}),
    ],
)
def test_photographs_understand(prompt: str, wanted: dict[str, Value]) -> None:
    adjusted = apply(_recipe({}), prompt)
    start = fields.DEFAULTS["photo"]
    changed = {name: value for name, value in adjusted.recipe.fields.items() if value != start[name]}
    assert changed == wanted
    assert [outcome.clause.state for outcome in adjusted.outcomes] == ["done"]


@pytest.mark.parametrize(
    "prompt", ["extend to 16:9", "extend it to 16:9", "outpaint to 16:9", "expand the picture to 16:9"]
)
def test_extending_to_a_ratio_is_no_crop(prompt: str) -> None:
    adjusted = apply(_recipe({}), prompt, ratio="16:9")
    assert adjusted.recipe.fields["frame.extend"] is True
    assert adjusted.outcomes[0].clause.state == "done"


def test_two_parts_keep_their_own_light() -> None:
    first = apply(_recipe({}), "make the top half warmer").recipe
    second = apply(first, "make the bottom half cooler").recipe
    assert (second.fields["region.top.warmth"], second.fields["region.bottom.warmth"]) == (0.45, -0.45)
