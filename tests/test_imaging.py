"""Untrusted bytes: what is taken, what is changed, and what is refused with a sentence. Nothing else may be raised."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from editor import imaging
from editor.imaging import BadPicture
from tests.imaging.pngs import Png, png

LIMIT = 50.0
Write = Callable[[bytes], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(data: bytes) -> str:
        path = tmp_path / "upload"
        path.write_bytes(data)
        return str(path)

    return to_file


def encoded(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (40, 30), **how: Any) -> bytes:
    image = Image.effect_noise(size, 60).convert(mode)
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def corners() -> Image.Image:
    """Red top left, green top right, blue bottom left, white bottom right; 40 x 20."""
    image = Image.new("RGB", (40, 20), "white")
    image.paste("red", (0, 0, 20, 10))
    image.paste("green", (20, 0, 40, 10))
    image.paste("blue", (0, 10, 20, 20))
    return image


def header_of(width: int, height: int) -> bytes:
    """A PNG whose header says these pixels, with next to no data."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("kind", "media_type", "how"),
    [
        ("PNG", "image/png", {}),
        ("JPEG", "image/jpeg", {}),
        ("JPEG", "image/jpeg", {"progressive": True}),
        ("WEBP", "image/webp", {}),
        ("WEBP", "image/webp", {"lossless": True}),
    ],
)
def test_plain_pictures_are_taken_as_they_are(write: Write, kind: str, media_type: str, how: dict[str, Any]) -> None:
    data = encoded(kind, **how)
    facts = imaging.take_in(write(data), LIMIT)
    assert (facts.width_px, facts.height_px, facts.media_type) == (40, 30, media_type)
    assert (facts.changed, facts.byte_count) == ("", len(data))
    assert Path(facts.path).read_bytes() == data


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "L"), ("PNG", "P"), ("JPEG", "L"), ("WEBP", "RGBA")]
)
def test_alpha_grey_and_palette_are_taken_as_they_are(write: Write, kind: str, mode: str) -> None:
    assert imaging.take_in(write(encoded(kind, mode)), LIMIT).changed == ""


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_stands_upright(write: Write, orientation: int) -> None:
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose that makes the file lie that way
    image = corners() if orientation == 1 else corners().transpose(Image.Transpose(undo[orientation]))
    exif = Image.Exif()
    exif[imaging.ORIENTATION] = orientation
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, exif=exif)
    path = write(out.getvalue())
    assert imaging.glance(Path(path), max_megapixels=LIMIT)[1:] == (40, 20)
    facts = imaging.take_in(path, LIMIT)
    assert (facts.width_px, facts.height_px) == (40, 20)
    assert facts.changed == ("" if orientation == 1 else "turned upright")
    with Image.open(facts.path) as upright:
        red, green, blue = (upright.convert("RGB").getpixel(at) for at in ((5, 5), (35, 5), (5, 15)))
    assert isinstance(red, tuple)
    assert isinstance(green, tuple)
    assert isinstance(blue, tuple)
    assert (red[0] > 200, green[1] > 100, blue[2] > 200) == (True, True, True)
    assert red[2] < 80


def test_turned_file_carries_no_orientation_any_more(write: Write) -> None:
    exif = Image.Exif()
    exif[imaging.ORIENTATION] = 6
    facts = imaging.take_in(write(encoded("JPEG", exif=exif)), LIMIT)
    with Image.open(facts.path) as upright:
        assert imaging.ORIENTATION not in upright.getexif()
    assert facts.sha256 == imaging.sha256_of(Path(facts.path))


@pytest.mark.parametrize(
    "exif",
    [
        b"Exif\0\0garbage",
        b"Exif\0\0II*\0\xff\xff\xff\x7f",
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x02\0\0\0\x03ab\0\0",
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x63\0\0",
    ],
)
def test_damaged_orientation_counts_as_upright(write: Write, exif: bytes) -> None:
    facts = imaging.take_in(write(encoded("JPEG", exif=exif)), LIMIT)
    assert (facts.width_px, facts.height_px, facts.changed) == (40, 30, "")


def test_cmyk_becomes_rgb(write: Write) -> None:
    facts = imaging.take_in(write(encoded("JPEG", "CMYK")), LIMIT)
    assert (facts.changed, facts.media_type) == ("converted from CMYK to 8-bit RGB", "image/png")
    with Image.open(facts.path) as plain:
        assert (plain.mode, plain.info.get("icc_profile")) == ("RGB", None)


def test_cmyk_with_a_broken_profile_is_still_taken(write: Write) -> None:
    facts = imaging.take_in(write(encoded("JPEG", "CMYK", icc_profile=b"not a profile")), LIMIT)
    with Image.open(facts.path) as plain:
        assert "icc_profile" not in plain.info


def test_profile_of_a_turned_rgb_picture_stays(write: Write) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[imaging.ORIENTATION] = 3
    facts = imaging.take_in(write(encoded("JPEG", exif=exif, icc_profile=profile)), LIMIT)
    with Image.open(facts.path) as upright:
        assert upright.info["icc_profile"] == profile


def sixteen_bit() -> bytes:
    """A grey ramp from black to white."""
    ramp = b"".join(struct.pack("<H", x * 65535 // 255) for x in range(256)) * 8
    out = io.BytesIO()
    Image.frombytes("I;16", (256, 8), ramp).save(out, "PNG")
    return out.getvalue()


def test_sixteen_bit_grey_is_scaled_not_cut_off(write: Write, tmp_path: Path) -> None:
    facts = imaging.take_in(write(sixteen_bit()), LIMIT)
    assert facts.changed == "converted from I;16 to 8-bit RGB"
    with Image.open(facts.path) as plain:
        assert [plain.getpixel((x, 0)) for x in (0, 128, 255)] == [(0,) * 3, (128,) * 3, (255,) * 3]
    made = imaging.thumbnails(write(sixteen_bit()), str(tmp_path), (64,))
    with Image.open(made[64]) as small:
        middle = small.convert("L").getpixel((32, 1))
    assert isinstance(middle, int)
    assert 100 < middle < 160


def test_sixteen_bit_colour_is_taken(write: Write) -> None:
    rows = b"".join(b"\0" + b"\xff\xff\0\0\x80\0" * 4 for _ in range(4))
    head = struct.pack(">IIBBBBB", 4, 4, 16, 2, 0, 0, 0)
    data = header_of(1, 1)[:8]
    for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")):
        data += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    assert imaging.take_in(write(data), LIMIT).width_px == 4


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_first_frame_of_an_animation_is_taken(write: Write, kind: str) -> None:
    frames = [Image.new("RGB", (8, 6), shade) for shade in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], lossless=True)
    facts = imaging.take_in(write(out.getvalue()), LIMIT)
    assert facts.changed == "first frame taken"
    with Image.open(facts.path) as still:
        assert getattr(still, "n_frames", 1) == 1
        assert still.convert("RGB").getpixel((0, 0)) == (255, 0, 0)


def test_what_was_brought_stays_until_it_is_recorded(write: Write) -> None:
    path = write(encoded("JPEG", "CMYK"))
    first, second = (imaging.take_in(path, LIMIT) for _ in range(2))
    assert Path(path).exists()
    assert first == second


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a" + b"\0" * 40, b"<svg/>", b"%PDF-1.7", b"BM" + b"\0" * 90, b"\0" * 4096]
)
def test_other_bytes_are_refused(write: Write, data: bytes) -> None:
    with pytest.raises(BadPicture, match="Choose another"):
        imaging.take_in(write(data), LIMIT)


def test_gif_is_refused_whatever_its_name(write: Write) -> None:
    with pytest.raises(BadPicture, match="not a PNG, JPEG or WebP"):
        imaging.take_in(write(encoded("GIF", "P")), LIMIT)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_truncated_pictures_are_refused(write: Write, kind: str, part: float) -> None:
    data = encoded(kind, size=(200, 200))
    with pytest.raises(BadPicture):
        imaging.take_in(write(data[: int(len(data) * part)]), LIMIT)


def test_bomb_is_refused_by_its_header(write: Write) -> None:
    path = write(header_of(20_000, 20_000))
    with pytest.raises(BadPicture, match="says 400 megapixels"):
        imaging.glance(Path(path), max_megapixels=LIMIT)
    with pytest.raises(BadPicture, match="The limit is 50"):
        imaging.take_in(path, LIMIT)


def test_header_that_promises_more_than_there_is(write: Write) -> None:
    path = write(header_of(5_000, 5_000))
    assert imaging.glance(Path(path), max_megapixels=LIMIT) == ("PNG", 5_000, 5_000)
    with pytest.raises(BadPicture):
        imaging.take_in(path, LIMIT)


def test_palette_colours_without_a_palette_are_refused(write: Write) -> None:
    made = png(8, 3, (40, 30))
    path = write(Png(made.head, b"", made.rows).written())
    for look in (
        lambda: imaging.inspect(path),
        lambda: imaging.thumbnails(path, "", (16,)),
        lambda: imaging.take_in(path, LIMIT),
    ):
        with pytest.raises(BadPicture, match="damaged at its start"):
            look()


def test_polyglot_is_only_ever_a_picture(write: Write) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("index.html", "<script>alert(1)</script>")
    facts = imaging.take_in(write(encoded() + archive.getvalue()), LIMIT)
    assert facts.media_type == "image/png"
    with pytest.raises(BadPicture):
        imaging.take_in(write(archive.getvalue() + encoded()), LIMIT)


def test_inspect_never_changes_a_models_picture(write: Write) -> None:
    data = encoded("JPEG", "CMYK")
    facts = imaging.inspect(write(data))
    assert (facts.byte_count, facts.changed) == (len(data), "")


def test_inspect_makes_the_strips_thumbnail_in_the_same_decode(write: Write) -> None:
    facts = imaging.inspect(write(encoded("PNG", "RGB", (1024, 512))))
    assert list(facts.previews) == [256]
    with Image.open(facts.previews[256]) as small:
        assert (small.format, small.size) == ("WEBP", (256, 128))


def test_thumbnails_are_small_webp_of_the_right_shape(write: Write, tmp_path: Path) -> None:
    made = imaging.thumbnails(write(encoded("PNG", "RGBA", (400, 100))), str(tmp_path), (96, 256))
    sizes = {}
    for edge, path in made.items():
        with Image.open(path) as small:
            sizes[edge] = (small.format, small.size)
    assert sizes == {96: ("WEBP", (96, 24)), 256: ("WEBP", (256, 64))}


def test_thumbnail_of_a_see_through_palette_keeps_its_holes(write: Write, tmp_path: Path) -> None:
    image = Image.new("P", (8, 8), 0)
    out = io.BytesIO()
    image.save(out, "PNG", transparency=0)
    made = imaging.thumbnails(write(out.getvalue()), str(tmp_path), (96,))
    with Image.open(made[96]) as small:
        assert small.mode == "RGBA"


def test_flipped_bytes_are_taken_or_refused_and_nothing_else(write: Write, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[imaging.ORIENTATION] = 6
    seeds = [
        encoded(),
        encoded(mode="P"),
        encoded(mode="LA"),
        encoded("JPEG", exif=exif),
        encoded("JPEG", "CMYK"),
        encoded("WEBP"),
        encoded(exif=exif),
        encoded("JPEG", progressive=True),
    ]
    dice = random.Random(20)
    for _ in range(600):
        data = bytearray(dice.choice(seeds))
        for _ in range(dice.choice((1, 2, 9))):
            data[dice.randrange(min(len(data), dice.choice((60, 10**6))))] = dice.randrange(256)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                facts = imaging.take_in(write(bytes(data)), LIMIT)
                imaging.thumbnails(facts.path, str(tmp_path), (16,))
            except BadPicture:
                continue
