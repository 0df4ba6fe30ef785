"""Each edit of a photograph does what it claims, where it claims it, and leaves the rest as it was."""

import tracemalloc

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from editor.providers.embedded import drawing, edits
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.edits import blur, extend, mask, remove
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.rules import OWN
from tests.providers.embedded.exchange import coffee, photograph
from tests.providers.embedded.photos import edit, png, recipe, spot


def _disc(size: tuple[int, int], reach: float = 0.8) -> NDArray[np.bool_]:
    """Where the disc of `photograph` lies in a frame of (width, height), or well within it."""
    width, height = size
    y, x = np.mgrid[:height, :width]
    return np.asarray(np.hypot(x - width / 2, y - height / 2) < reach * height / 3)


@pytest.fixture(scope="module")
def plain() -> Picture:
    """The drawn photograph, only brought to size."""
    return edit({}, photograph()).picture


@pytest.mark.parametrize("ground", ["paper", "plain", "gradient", "studio"])
def test_a_new_ground_leaves_the_subject_as_it_was(ground: str, plain: Picture) -> None:
    after = edit({"background.scene": ground, "background.colour": "#d8c8aa"}, photograph()).picture
    inside = _disc(OWN.pixels("3:2", "512"))
    assert np.array_equal(after[inside], plain[inside])
    assert np.abs(after[:20].astype(int) - plain[:20]).mean() > 20


def test_a_cut_out_stands_on_the_very_colour() -> None:
    after = edit({"background.scene": "plain", "background.colour": "#ffffff"}, photograph()).picture
    assert (after[:20] == 255).all()


def test_no_rim_of_the_old_ground_is_left() -> None:
    """A red disc from blue-grey on white: along its edge nothing may be bluer than red mixed with white."""
    after = edit({"background.scene": "plain", "background.colour": "#ffffff"}, photograph((900, 600)), "1K").picture
    size = OWN.pixels("3:2", "1K")
    rim = (_disc(size, 1.03) & ~_disc(size, 0.97))[: size[1] // 2]  # above, where no shadow falls
    red, _, blue = (after[: size[1] // 2][rim].astype(int)[:, k] for k in range(3))
    assert np.quantile(blue - red, 0.999) < 14


def test_a_place_leans_the_subject_towards_its_light_only_when_it_is_to(plain: Picture) -> None:
    kept = edit({"background.scene": "valley", "background.match": 0.0}, photograph()).picture
    led = edit({"background.scene": "valley"}, photograph()).picture
    inside = _disc(OWN.pixels("3:2", "512"))
    assert np.array_equal(kept[inside], plain[inside])
    moved = np.abs(led[inside].astype(int) - plain[inside])
    assert 0 < moved.max() < 40


def test_a_colour_takes_the_place_of_a_place() -> None:
    both = edit({"background.scene": "valley", "background.colour": "#d8c8aa"}, photograph()).picture
    assert np.array_equal(both, edit({"background.colour": "#d8c8aa"}, photograph()).picture)


def test_the_ground_is_dyed_with_its_texture() -> None:
    before, after = edit({}, coffee()).picture, edit({"background.dye": "#2f62a8"}, coffee()).picture
    corner = (slice(150, 300), slice(520, 620))
    assert after[corner][..., 2].mean() > after[corner][..., 0].mean() + 20
    fine, dyed = (cv2.Laplacian(picture[corner][..., 1], cv2.CV_32F).std() for picture in (before, after))
    assert dyed > 0.5 * fine
    cup = (slice(200, 240), slice(300, 340))
    assert np.array_equal(after[cup], before[cup])


def test_a_named_part_changes_alone() -> None:
    before = edit({}, coffee()).picture
    after = edit({"region.top.warmth": -0.8, "region.left.colour": "#2f62a8"}, coffee()).picture
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
    before, after = (edit(changes, coffee()).picture.astype(float) for changes in ({}, {field: by}))
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


@pytest.mark.parametrize(("part", "other"), [("subject", "table"), ("background", "cup")])
@pytest.mark.parametrize(("what", "by"), [("level", -0.8), ("warmth", -0.8), ("saturation", -0.8)])
def test_light_on_the_subject_or_round_it_leaves_the_other_alone(part: str, other: str, what: str, by: float) -> None:
    before, after = edit({}, coffee()).picture, edit({f"{part}.{what}": by}, coffee()).picture
    places = {"cup": (slice(200, 240), slice(300, 340)), "table": (slice(150, 300), slice(540, 620))}
    (moved,) = (place for name, place in places.items() if name != other)
    assert np.array_equal(after[places[other]], before[places[other]])
    assert np.abs(after[moved].astype(int) - before[moved]).mean() > 5


def test_light_behind_the_subject_falls_on_a_new_ground() -> None:
    paper: dict[str, Value] = {"background.scene": "plain", "background.colour": "#1f7276"}
    before, after = edit(paper, photograph()).picture, edit(paper | {"background.level": 0.8}, photograph()).picture
    assert after[:20].mean() > before[:20].mean() + 15
    inside = _disc(OWN.pixels("3:2", "512"))
    assert np.array_equal(after[inside], before[inside])


def test_two_colours_make_a_gradient() -> None:
    after = edit({"background.colour": "#1c2b4f", "background.to": "#1f7276"}, photograph()).picture
    above, below = after[:10, :40].mean((0, 1)), after[-10:, :40].mean((0, 1))
    assert np.abs(above - (0x1C, 0x2B, 0x4F)).max() < 12
    assert np.abs(below - (0x1F, 0x72, 0x76)).max() < 16


def test_contrast_turns_about_the_light_that_was_asked_for() -> None:
    dark = edit({"light.level": -1.2}, coffee()).picture
    both = edit({"light.level": -1.2, "tone.contrast": 0.6}, coffee()).picture
    assert abs(float(np.median(both)) - float(np.median(dark))) < 10


def test_a_body_out_of_focus_belongs_to_the_subject_and_a_shadow_does_not() -> None:
    found = np.zeros((320, 320), np.float32)
    found[60:200, 100:220] = 1
    found[200:320, 90:230] = 0.25  # runs out of the frame
    found[100:190, 220:270] = 0.25  # lies beside it
    whole = mask._with_body(found)
    assert whole[240:318, 110:210].min() > 0.9
    assert whole[145, 255] < 0.3
    assert (whole[:50] == 0).all()


def test_blur_grows_with_distance_from_the_foot() -> None:
    share = np.zeros((200, 300), np.float32)
    share[40:150, 100:200] = 1
    far = blur.distance(share)[:, 20]
    assert far[150] < 0.2 < far[90] < far[20]
    share[150:] = 1  # cut off by the frame: nothing shows where it stands
    assert (blur.distance(share) == 1).all()


def test_blur_casts_no_halo(plain: Picture) -> None:
    after = edit({"background.blur": 0.9}, photograph()).picture
    size = OWN.pixels("3:2", "512")
    ring = _disc(size, 1.35) & ~_disc(size, 1.06)
    assert np.abs(after[ring].astype(int) - plain[ring]).max() < 14  # one colour stays one colour


@pytest.mark.parametrize("size", ["512", "1K"])
def test_removal_changes_the_hole_alone_and_leaves_no_trace(size: str) -> None:
    shape = OWN.pixels("3:2", size)
    clean = edit({}, coffee(), size).picture
    hole = spot(shape, 0.008)
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


def test_a_hole_across_the_border_of_two_things_is_a_guess() -> None:
    photo = np.asarray(cv2.resize(edits.decode(photograph()), (720, 480), interpolation=cv2.INTER_LINEAR))
    y, x = np.mgrid[:480, :720]
    plain, across = (np.hypot(x - at, y - 240) < 25 for at in (80, 200))
    assert not remove.fill(photo, plain, None).guessed
    assert remove.fill(photo, across, None).guessed


@pytest.mark.parametrize(("share", "state"), [(0.02, ""), (0.05, "partly"), (0.12, "refused")])
def test_holes_are_filled_guessed_at_or_refused_by_their_size(share: float, state: str) -> None:
    size = OWN.pixels("3:2", "512")
    photo = edits.decode(coffee())
    edited = edits.render(recipe({"remove.on": True}), photo, *size, {"remove.on": spot(size, share)})
    assert ("remove.on" in edited.problems) == (state == "refused")
    assert any("guess" in note.note for note in edited.notes) == (state == "partly")
    if state == "refused":
        assert np.array_equal(edited.picture, edit({}, coffee()).picture)


def test_without_a_mask_nothing_is_removed_and_the_next_mask_still_works() -> None:
    drawn = drawing.draw(recipe({"remove.on": True}), "512", coffee())
    assert "mark" in drawn.problems["remove.on"]
    assert drawn.recipe.fields["remove.on"] is False


def test_more_room_is_added_and_nothing_is_stretched() -> None:
    place = extend.canvas((600, 400), (160, 90), "left", 0.0)
    assert (place.left, place.top, place.height) == (111, 0, 400)
    roomy = extend.canvas((600, 400), (100, 100), "", 0.2)
    assert roomy.width == roomy.height == 720
    photo = edits.decode(photograph((600, 400)))
    grown = extend.carried_on(photo, place)
    assert np.array_equal(grown[:, 111:], photo)
    assert np.abs(grown[:, :111].astype(int) - photo[0, 0]).max() < 6  # a plain ground goes on plain


def test_a_seam_is_narrow_and_leaves_the_subject_out() -> None:
    photo = edits.decode(coffee())
    subject = np.zeros(photo.shape[:2], np.float32)
    subject[80:120, 280:] = 1
    place = extend.canvas((300, 200), (160, 90), "", 0.0)
    inside = extend.made_up(photo, place, subject)[:, place.left : place.left + 300]
    assert np.array_equal(inside[:, 15:-15], photo[:, 15:-15])
    assert np.array_equal(inside[subject > 0], photo[subject > 0])


def test_a_large_frame_is_filled_without_ever_lying_there_in_floats() -> None:
    photo = np.full((2304, 3200, 3), 120, np.uint8)
    place = extend.canvas((3200, 2304), (160, 90), "", 0.0)
    tracemalloc.start()
    extend.carried_on(photo, place)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 24 * place.width * place.height


def test_room_goes_where_the_subject_does_not_run_out_of_the_frame() -> None:
    photo = np.full((400, 600, 3), (96, 112, 132), np.uint8)
    cv2.circle(photo, (80, 200), 150, (176, 36, 40), -1)
    edited = edit({"frame.extend": True}, png(photo), ratio="16:9")
    assert "frame.extend" not in edited.problems
    assert any("at the right" in note.note for note in edited.notes)
    red = (edited.picture[..., 0].astype(int) - edited.picture[..., 2]) > 60
    assert red[red.shape[0] // 2, 0]  # it still begins at the left edge


def test_zoom_after_extending_stays_with_the_subject() -> None:
    photo = np.full((300, 600, 3), (96, 112, 132), np.uint8)
    cv2.circle(photo, (150, 150), 80, (176, 36, 40), -1)
    close = edit({"frame.extend": True, "frame.zoom": 2.0}, png(photo), ratio="1:1").picture
    red = (close[..., 0].astype(int) - close[..., 2]) > 60
    assert red[256, 256]
    assert abs(float(np.flatnonzero(red.any(0)).mean()) - 256) < 40


def test_a_busy_edge_is_said_or_refused() -> None:
    busy = edit({"frame.extend": True}, coffee(), ratio="16:9")
    assert any("made up" in note.note for note in busy.notes)
    assert not busy.problems
    checks = np.where(np.random.default_rng(1).random((40, 60, 1)) > 0.5, 255, 0).astype(np.uint8).repeat(3, -1)
    loud = cv2.resize(checks, (600, 400), interpolation=cv2.INTER_NEAREST)
    loud[100:300, 200:400] = (176, 36, 40)
    assert "frame.extend" in edit({"frame.extend": True}, png(loud), ratio="16:9").problems


def test_a_subject_that_runs_out_of_the_frame_is_not_made_up() -> None:
    photo = np.full((200, 300, 3), 128, np.uint8)
    share = np.zeros((200, 300), np.float32)
    share[40:160, :120] = 1
    assert extend.judge(photo, extend.canvas((300, 200), (160, 90), "", 0.0), share).refused
