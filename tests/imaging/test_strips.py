"""Strips give what the full decode gives, pixel for pixel, and never take what it refuses."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from editor.imaging import BadPicture, colour, opening, previews, strips
from editor.imaging.chunks import SIGNATURE, chunk
from tests.imaging.pngs import KINDS, Png, png

Write = Callable[[bytes], Path]
EDGE_PX = 16


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(data: bytes) -> Path:
        path = tmp_path / "picture.png"
        path.write_bytes(data)
        return path

    return to_file


def whole(data: bytes) -> Image.Image:
    """Pillow's own full decode, in plain colour."""
    image = Image.open(io.BytesIO(data), formats=("PNG",))
    image.load()
    return colour.plain(image)


def joined(path: Path, *, multiple: int = 3, strip_bytes: int = 2000) -> Image.Image:
    """The strips put together again."""
    with opening.open_picture(path) as image:
        head = strips.header(path)
        assert strips.fits(image, head)
        found: Image.Image | None = None
        row = 0
        for strip in strips.strips(path, image, head, multiple=multiple, strip_bytes=strip_bytes):
            flat = colour.plain(strip)
            found = found or Image.new(flat.mode, image.size)
            found.paste(flat, (0, row))
            row += flat.height
        assert found is not None
        assert row == image.height
        return found


def in_strips(path: Path, edge_px: int = EDGE_PX) -> previews.Reduced:
    """What `inspect` does with a picture that is too large to hold."""
    with opening.open_picture(path) as image:
        opening.check_size(image, 1)
        return previews.reduced(path, image, edge_px, whole_max_pixels=0)


def difference(one: Image.Image, other: Image.Image) -> int:
    """The largest difference of a sample."""
    assert (one.mode, one.size) == (other.mode, other.size)
    extremes = ImageChops.difference(one, other).getextrema()
    return max(int(high) for _, high in extremes)  # type: ignore[misc]  # several bands, so a pair each


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind[0]}-bit-colour-{kind[1]}")
@pytest.mark.parametrize("size", [(1, 1), (7, 3), (40, 90), (33, 101)])
def test_every_kind_of_png_comes_out_as_from_a_full_decode(
    write: Write, kind: tuple[int, int], size: tuple[int, int]
) -> None:
    data = png(*kind, size, seed=size[0]).written()
    # 16-bit grey is scaled by a full decode; the upper byte of a sample is at most one level off.
    allowed = 1 if kind == (16, 0) else 0
    assert difference(joined(write(data)), whole(data)) <= allowed


@pytest.mark.parametrize("strip_bytes", [1, 300, 5000, 10**6])
@pytest.mark.parametrize("multiple", [1, 2, 7])
def test_the_height_of_the_strips_changes_nothing(write: Write, strip_bytes: int, multiple: int) -> None:
    data = png(8, 2, (31, 64)).written()
    assert difference(joined(write(data), multiple=multiple, strip_bytes=strip_bytes), whole(data)) == 0


@pytest.mark.parametrize("depth", [1, 2, 4, 8])
def test_a_see_through_palette_keeps_its_holes(write: Write, depth: int) -> None:
    data = png(depth, 3, (50, 40), see_through=b"\x80" * 2).written()
    found = joined(write(data))
    assert found.mode == "RGBA"
    assert difference(found, whole(data)) == 0


@pytest.mark.parametrize("idat_bytes", [1, 13, 10**6])
def test_pixels_may_be_cut_into_any_chunks(write: Write, idat_bytes: int) -> None:
    made = png(8, 6, (20, 30))
    data = Png(made.head, made.before, made.rows, idat_bytes).written()
    assert difference(joined(write(data)), whole(data)) == 0


def test_one_see_through_colour_frames_and_interlace_are_decoded_whole(write: Write) -> None:
    frames = [Image.new("RGB", (8, 6), shade) for shade in ("red", "green")]
    animated = io.BytesIO()
    frames[0].save(animated, "PNG", save_all=True, append_images=frames[1:])
    made = png(8, 2, (8, 6))
    interlaced = Png(made.head[:-1] + b"\1", b"", b"\0" * 400).written()
    for data in (
        png(8, 2, (8, 6), see_through=b"\0\1" * 3).written(),
        png(8, 0, (8, 6), see_through=b"\0\1").written(),
        animated.getvalue(),
        interlaced,
    ):
        path = write(data)
        with opening.open_picture(path) as image:
            assert not strips.fits(image, strips.header(path))
            assert previews.reduced(path, image, EDGE_PX, whole_max_pixels=0).image.size == (8, 6)


def test_memory_never_holds_the_pixels(write: Write) -> None:
    flat = zlib.compress(b"\0" * (1 + 4000 * 3) * 3000, 9)  # 36 MB from 35 KB, in one chunk
    data = SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 4000, 3000, 8, 2, 0, 0, 0))
    path = write(data + chunk(b"IDAT", flat) + chunk(b"IEND", b""))
    tracemalloc.start()
    with opening.open_picture(path) as image:
        assert previews.reduced(path, image, 256).size == (4000, 3000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * strips.STRIP_BYTES


def test_fewer_rows_more_rows_and_an_open_end_are_refused(write: Write) -> None:
    made = png(8, 2, (30, 40))
    step = len(made.rows) // 40
    packed = zlib.compress(made.rows)
    for broken in (zlib.compress(made.rows[:-step]), zlib.compress(made.rows + b"\0" * step), packed[:-5], b""):
        with pytest.raises(BadPicture):
            in_strips(write(made.written(broken)))
    assert in_strips(write(made.written(packed))).size == (30, 40)


def test_a_filter_that_does_not_exist_is_refused(write: Write) -> None:
    made = png(8, 2, (30, 40))
    step = len(made.rows) // 40
    rows = bytearray(made.rows)
    rows[step * 39] = 5
    with pytest.raises(BadPicture):
        in_strips(write(made.written(zlib.compress(bytes(rows)))))


def test_every_cut_is_refused(write: Write) -> None:
    data = png(8, 2, (30, 40)).written()
    for length in [*range(8, len(data), 97), *range(len(data) - 40, len(data))]:
        with pytest.raises(BadPicture):
            in_strips(write(data[:length]))


def test_what_follows_the_end_is_passed_over(write: Write) -> None:
    data = png(8, 2, (30, 40)).written()
    assert in_strips(write(data + b"PK\x03\x04")).size == (30, 40)


def refused_by_pillow(data: bytes) -> bool:
    try:
        whole(data)
    except Exception:  # noqa: BLE001  whatever it is, it is a refusal
        return True
    return False


def test_flipped_bytes_never_pass_where_the_full_decode_refuses(write: Write) -> None:
    dice = random.Random(31)
    seeds = [png(*kind, (40, 50), seed=9) for kind in KINDS]
    taken = 0
    for number in range(700):
        made = dice.choice(seeds)
        if number % 2:  # behind right checksums: the compressed pixels themselves are hit
            packed = bytearray(zlib.compress(made.rows, dice.choice((0, 1, 9))))
            packed[dice.randrange(len(packed))] = dice.randrange(256)
            data = made.written(bytes(packed))
        else:
            hit = bytearray(made.written())
            hit[dice.randrange(min(len(hit), dice.choice((60, 10**6))))] = dice.randrange(256)
            data = bytes(hit)
        try:
            in_strips(write(data))
        except BadPicture:
            continue
        taken += 1
        assert not refused_by_pillow(data)
    assert taken  # a byte may be hit by its own value
