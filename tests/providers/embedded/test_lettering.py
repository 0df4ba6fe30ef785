"""Text in every script: shaped, inside its box, the same at every size, readable over any picture."""

import numpy as np
import pytest

from editor.benchmark.showcase import PHOTOGRAPHS
from editor.providers.embedded import colours, edits, lettering, pixels
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.lettering import blocks, legible, over, scripts, shaping, typefaces
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.common import AFTER
from tests.providers.embedded import photos

_SCRIPTS = {
    "Latin": "Slow mornings, Ärger, façade",
    "Vietnamese": "Buổi sáng chậm rãi",
    "Cyrillic": "Медленное утро в горах",
    "Greek": "Ήσυχο πρωινό στα βουνά",
    "Arabic": "بطء الصباح الجميل!",
    "Persian": "صبح آرام با گرمای چای",
    "Hebrew": "בוקר שקט בעמק",
    "Devanagari": "क्षत्रिय विद्यार्थी हिन्दी",
    "Thai": "เช้าที่เชื่องช้าและน่ารื่นรมย์",
    "Simplified Chinese": "慢享清晨时光，每周二新鲜烘焙",
    "Traditional Chinese": "慢享清晨時光，體驗臺灣咖啡",
    "Japanese": "静かな朝のコーヒー、ゆっくり淹れる",
    "Korean": "느린 아침의 커피 한 잔",
}


def _fields(words: str, sub: str = "", **more: Value) -> dict[str, Value]:
    changed = {f"text.{name}": value for name, value in more.items()}
    return {**AFTER, "text.words": words, "text.sub": sub, **changed}


@pytest.mark.parametrize("script", _SCRIPTS)
def test_every_script_is_set_from_the_faces_that_come_along(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typefaces, "_installed", lambda cluster, weight: "")
    text = _SCRIPTS[script]
    assert lettering.can_set(text)
    for weight in (lettering.REGULAR, lettering.BOLD):
        path = lettering.outline(text, 100, weight=weight)
        # Every word leaves ink of its own: an empty box or a missing letter would shorten the line.
        assert path.computeTightBounds().width() > 30 * len(text.split())
        assert path.countVerbs() > 12 * len(typefaces.clusters(text)) * 0.5


@pytest.mark.parametrize("face", lettering.NAMES)
def test_every_face_has_both_weights_and_they_differ(face: str) -> None:
    light, heavy = (lettering.outline("Hamburg", 100, face=face, weight=weight) for weight in (400, 700))
    assert light.getBounds() != heavy.getBounds()


@pytest.mark.parametrize("text", ["\U0001f600", "ok \ue000", "\U00012000", "a\U0010ffff"])
def test_what_no_face_holds_is_not_set(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typefaces, "_installed", lambda cluster, weight: "")
    assert not lettering.can_set(text)


def test_arabic_letters_join() -> None:
    """Joined, the word is narrower than its letters one by one, and hangs together in fewer outlines."""
    word = "مستقبل"
    joined = lettering.outline(word, 100)
    alone = sum(lettering.outline(letter, 100).computeTightBounds().width() for letter in word)
    assert joined.computeTightBounds().width() < 0.85 * alone


def test_arabic_reads_from_right_to_left_with_its_mark_at_the_left() -> None:
    with_mark, without = lettering.outline("مرحبا!", 100), lettering.outline("مرحبا", 100)
    spare = with_mark.computeTightBounds().width() - without.computeTightBounds().width()
    assert spare > 8
    contours = _contours("مرحبا!")
    left = min(box.x for box in contours)
    marks = [box for box in contours if box.right < left + 0.3]  # the stroke and its dot: too narrow for a letter
    assert len(marks) == 2
    assert max(box.height for box in marks) > 0.4


def _contours(text: str) -> list[blocks.Box]:
    paragraph = shaping._laid(text, shaping.Manner(weight=400), 1e6)
    bounds = [each.computeTightBounds() for each in shaping._contours(paragraph)]
    return [blocks.Box(b.left() / 1000, b.top() / 1000, b.width() / 1000, b.height() / 1000) for b in bounds]


def test_devanagari_forms_conjuncts() -> None:
    """क + ् + ष is one letter, not two with a mark between them."""
    together = lettering.outline("क्ष", 100).computeTightBounds().width()
    apart = sum(lettering.outline(letter, 100).computeTightBounds().width() for letter in "कष")
    assert together < 0.85 * apart


def test_thai_marks_stand_over_their_letter() -> None:
    """A tone mark over a vowel sign is raised above it and adds no width."""
    plain, marked, higher = (lettering.outline(text, 100).computeTightBounds() for text in ("ท", "ที", "ที่"))
    assert higher.top() < marked.top() < plain.top() - 5
    assert higher.width() - plain.width() < 12


def test_latin_ligatures_and_kerning_are_kept() -> None:
    pair = lettering.outline("AV", 100).computeTightBounds().width()
    assert pair < sum(lettering.outline(letter, 100).computeTightBounds().width() for letter in "AV")


def test_han_letters_take_the_shapes_of_their_language() -> None:
    assert [scripts.language(text) for text in ("静かな", "今日は", "直角", "臺灣", "커피", "Brew")] == [
        "ja", "ja", "zh-Hans", "zh-Hant", "ko", "en",
    ]  # fmt: skip
    assert not np.array_equal(_ink("骨"), _ink("骨の")[:, : _ink("骨").shape[1]])


def _ink(text: str) -> np.ndarray[tuple[int, ...], np.dtype[np.floating]]:
    found = blocks.block(text, blocks.Box(10, 10, 380, 100), 80, blocks.Setting(align="left"))
    return np.asarray(found.coverage(1, 90, 120))


def test_a_brand_in_japanese_is_set_in_latin() -> None:
    """The Latin letters are those of the Latin face, in the same line."""
    alone = lettering.outline("Brew", 100)
    line = blocks.block("朝の「Brew」です", blocks.Box(0, 0, 2000, 200), 100)
    assert lettering.can_set("朝の「Brew」です")
    assert line.ink.width > alone.computeTightBounds().width() + 500


@pytest.mark.parametrize("script", _SCRIPTS)
def test_lines_never_touch(script: str) -> None:
    text = " ".join([_SCRIPTS[script]] * 3)
    found = blocks.block(text, blocks.Box(0, 0, 520, 4000), 80, blocks.Setting(leading=0.8))
    assert len(found.lines) > 2
    for above, below in zip(found.lines, found.lines[1:], strict=False):
        assert below.y - above.bottom > 0.02 * found.size


@pytest.mark.parametrize("script", _SCRIPTS)
@pytest.mark.parametrize("box", [(400, 300), (120, 700), (900, 60)])
def test_a_block_lies_inside_its_box(script: str, box: tuple[int, int]) -> None:
    where = blocks.Box(50, 40, *box)
    for upright in ("top", "middle", "bottom"):
        for align in ("left", "centre", "right", "start"):
            ink = blocks.block(_SCRIPTS[script], where, 90, blocks.Setting(align=align, upright=upright)).ink
            assert ink.x >= where.x - 1e-3
            assert ink.right <= where.right + 1e-3
            assert ink.y >= where.y - 1e-3
            assert ink.bottom <= where.bottom + 1e-3


def test_words_are_made_smaller_rather_than_cut() -> None:
    found = blocks.block("Donaudampfschifffahrtsgesellschaft", blocks.Box(0, 0, 300, 300), 80)
    assert len(found.lines) == 1
    assert found.size < 30


@pytest.mark.parametrize(
    "text", ["  ", "\u0301", "\n\n", "\u202eabc\u0000", "a\u200d\u2028b", "W" * 80, "مط" * 30, "한" * 60]
)
def test_any_text_fits_any_box(text: str) -> None:
    """Nothing that a person may paste leaves its box or stops the drawing."""
    for wide, tall in ((5, 5), (5, 900), (900, 5)):
        ink = blocks.block(text, blocks.Box(0, 0, wide, tall), 300).ink
        assert min(ink.x, ink.y) >= -1e-3
        assert ink.right <= wide + 1e-3
        assert ink.bottom <= tall + 1e-3


def test_lines_are_balanced() -> None:
    found = blocks.block("A headline of just too many words here", blocks.Box(0, 0, 1500, 900), 100)
    widths = [line.width for line in found.lines]
    assert len(widths) == 2
    assert min(widths) > 0.75 * max(widths)


def test_start_is_right_for_hebrew_and_left_for_latin() -> None:
    where, start = blocks.Box(0, 0, 1000, 200), blocks.Setting(align="start")
    assert blocks.block("Hello", where, 60, start).ink.x < 1
    assert blocks.block("שלום", where, 60, start).ink.right > 999


@pytest.mark.parametrize("ratio", pixels.RATIOS)
@pytest.mark.parametrize("place", over.PLACES)
def test_words_over_a_picture_stay_inside_every_frame(ratio: str, place: str) -> None:
    width, height = pixels.pixels(ratio, "1K")
    for words in ("Slow mornings in the valley of the last mountain", "क्षत्रिय विद्यार्थी"):
        copy = over.arranged(width / height, _fields(words, "A line below it, somewhat longer", place=place, size=1.6))
        assert copy is not None
        assert copy.ink.x >= 20
        assert copy.ink.y >= 20
        assert copy.ink.right <= copy.frame.width - 20
        assert copy.ink.bottom <= copy.frame.height - 20


@pytest.mark.parametrize("place", over.PLACES)
def test_a_place_is_where_it_says(place: str) -> None:
    copy = over.arranged(16 / 9, _fields("Slow mornings", "in the valley", place=place))
    assert copy is not None
    x, y = copy.ink.x + copy.ink.width / 2, copy.ink.y + copy.ink.height / 2
    across = -1 if x < copy.frame.width * 0.4 else 1 if x > copy.frame.width * 0.6 else 0
    down = -1 if y < copy.frame.height * 0.4 else 1 if y > copy.frame.height * 0.6 else 0
    assert across == (-1 if "left" in place else 1 if "right" in place else 0)
    assert down == (-1 if "top" in place else 1 if "bottom" in place else 0)


@pytest.mark.parametrize("ratio", ["1:1", "16:9", "9:16", "8:1"])
def test_the_lines_are_the_same_at_every_size(ratio: str) -> None:
    fields = _fields("静かな朝のコーヒーと a quiet morning", "Small-batch, roasted on Tuesdays")
    shapes = []
    for size in ("512", "1K", "4K"):
        width, height = pixels.pixels(ratio, size)
        copy = over.arranged(width / height, fields)
        assert copy is not None
        shapes.append([(round(line.x, 6), round(line.y, 6)) for each in copy.blocks for line in each.lines])
    assert shapes[0] == shapes[1] == shapes[2]


def _plain(colour: str, width: int = 480, height: int = 320) -> Picture:
    return np.full((height, width, 3), [round(part * 255) for part in colours.rgb(colour)], np.uint8)


@pytest.mark.parametrize("colour", ["#ffffff", "#101418", "#d8c8aa", "#1f4f37", "#7d7d7d"])
def test_the_ink_reads_on_a_plain_picture(colour: str) -> None:
    shown = lettering.overlay(_plain(colour), _fields("Slow mornings", "in the valley"))
    light = np.power(shown / 255, 2.2) @ [0.2126, 0.7152, 0.0722]
    ground = np.median(light)
    ink = max((light.min(), light.max()), key=lambda value: legible.contrast(float(value), float(ground)))
    assert legible.contrast(float(ink), float(ground)) >= 4.4


def test_a_busy_picture_is_veiled_and_a_plain_one_is_not() -> None:
    plain = _plain("#f4f1ea")
    shown = lettering.overlay(plain, _fields("Slow mornings"))
    assert np.array_equal(shown[200:], plain[200:])
    busy = plain.copy()
    busy[:, ::40] = busy[:, 1::40] = busy[:, 2::40] = busy[:, 3::40] = busy[:, 4::40] = busy[:, 5::40] = 0
    veiled = lettering.overlay(busy, _fields("Slow mornings"))
    assert np.abs(veiled[2].astype(int) - busy[2]).mean() > 20
    assert np.array_equal(veiled[-20:], busy[-20:])


def test_a_colour_that_was_asked_for_is_used() -> None:
    shown = lettering.overlay(_plain("#ffffff"), _fields("Slow mornings", colour="#b3262b"))
    assert (np.abs(shown.astype(int) - [0xB3, 0x26, 0x2B]).sum(axis=2) < 6).sum() > 200


@pytest.mark.parametrize("place", ["right", "left", "bottom-left", "middle"])
def test_both_lines_read_over_a_busy_photograph(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = edits.decode((PHOTOGRAPHS / "coffee.png").read_bytes())
    picture = edits.render(photos.recipe({}, "16:9"), photo, 688, 384).picture
    found = []

    def measured(shown: Picture, words: blocks.Block, colour: str, unit: float) -> None:
        box = [int(side * unit) for side in (words.ink.y, words.ink.bottom, words.ink.x, words.ink.right)]
        light = np.power(shown[max(0, box[0]) : box[1], max(0, box[2]) : box[3]] / 255, 2.2)
        ends = np.percentile(light @ np.array(colours.LUMINANCE), [5, 95])
        found.append(min(legible.contrast(colours.luminance(colour), float(end)) for end in ends))

    monkeypatch.setattr(over, "_set_over", measured)
    over.overlay(picture, _fields("Good morning", "Coffee served from seven", place=place))
    assert min(found) > 3.5


@pytest.mark.parametrize("kind", ["shadow", "plate"])
def test_a_shade_lies_behind_the_words_alone(kind: str) -> None:
    grey = np.full((256, 384, 3), 110, np.uint8)
    plain, shaded = (over.overlay(grey, _fields("SLOW", place="middle", shade=shade)) for shade in ("", kind))
    darker = plain[..., 1].astype(int) - shaded[..., 1]
    assert darker.max() > 40
    assert not darker[:30].any()
    assert not darker[:, :20].any()


def test_no_words_change_nothing() -> None:
    picture = _plain("#336699")
    assert lettering.overlay(picture, _fields("")) is picture


def test_letters_of_joined_scripts_are_not_spaced_out() -> None:
    assert lettering.outline("سلام", 100, 0.3).getBounds() == lettering.outline("سلام", 100).getBounds()
    assert (
        lettering.outline("ROMA", 100, 0.3).getBounds().width()
        > lettering.outline("ROMA", 100).getBounds().width() + 80
    )
