"""The small versions of a large picture are those of a full decode, and a cut picture has none."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from editor import imaging
from editor.imaging import BadPicture, opening, previews
from editor.imaging.chunks import chunk
from tests.imaging.pngs import Png, png

EDGE_PX = 200


def photograph(mode: str, size: tuple[int, int]) -> Image.Image:
    """Soft shapes under grain."""
    grey = Image.radial_gradient("L").resize(size)
    noise = Image.effect_noise(size, 12)
    bands = [ImageChops.add(grey.rotate(turn), noise, 1, -128) for turn in (0, 90, 180, 45)]
    if mode in ("RGB", "RGBA", "CMYK", "LA"):
        return Image.merge(mode, bands[: len(Image.new(mode, (1, 1)).getbands())])
    return Image.merge("RGB", bands[:3]).convert(mode)


def saved(image: Image.Image, path: Path, kind: str = "PNG", **how: Any) -> Path:
    image.save(path, kind, **how)
    return path


def made(path: Path, folder: Path, whole_max_pixels: int) -> dict[int, Image.Image]:
    """The previews, held whole or not."""
    folder.mkdir(exist_ok=True)
    with opening.open_picture(path) as image:
        whole = previews.reduced(path, image, EDGE_PX, whole_max_pixels=whole_max_pixels)
        written = previews.shrink(whole, 1, f"{folder}/", (EDGE_PX, 64))
    return {edge: on_grey(Path(each)) for edge, each in written.items()}


def on_grey(path: Path) -> Image.Image:
    """As a page shows it: what colour lies under full transparency is nobody's business."""
    with Image.open(path) as image:
        ground = Image.new("RGBA", image.size, "grey")
        return Image.alpha_composite(ground, image.convert("RGBA"))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1"])
@pytest.mark.parametrize("size", [(900, 700), (401, 1003), (1600, 90)])
def test_previews_of_strips_are_those_of_a_full_decode(tmp_path: Path, mode: str, size: tuple[int, int]) -> None:
    path = saved(photograph(mode, size), tmp_path / "a.png")
    whole, strips = (made(path, tmp_path / str(limit), limit) for limit in (10**8, 0))
    for edge in (EDGE_PX, 64):
        assert strips[edge].size == whole[edge].size == previews.fitted(size, edge)
        assert strips[edge].tobytes() == whole[edge].tobytes()


def test_previews_of_a_drafted_jpeg_are_close_to_those_of_a_full_decode(tmp_path: Path) -> None:
    path = saved(photograph("RGB", (1700, 1300)), tmp_path / "a.jpg", "JPEG", quality=92)
    drafted = made(path, tmp_path / "b", 0)[EDGE_PX]
    with Image.open(path) as image:
        full = image.resize(drafted.size, Image.Resampling.BOX).convert("RGBA")
    assert max(ImageStat.Stat(ImageChops.difference(drafted, full)).mean) < 3


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("limit", [0, 10**8])
def test_a_jpeg_cut_anywhere_is_refused_at_any_scale(tmp_path: Path, mode: str, progressive: bool, limit: int) -> None:
    data = saved(photograph(mode, (1000, 800)), tmp_path / "a", "JPEG", progressive=progressive).read_bytes()
    path = tmp_path / "cut"
    for percent in range(5, 100, 5):
        path.write_bytes(data[: len(data) * percent // 100])
        with pytest.raises(BadPicture), opening.open_picture(path) as image:
            previews.reduced(path, image, EDGE_PX, whole_max_pixels=limit)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_cut_anywhere_are_refused(tmp_path: Path, kind: str) -> None:
    data = saved(photograph("RGB", (500, 400)), tmp_path / "a", kind).read_bytes()
    path = tmp_path / "cut"
    for percent in range(5, 100, 5):
        path.write_bytes(data[: len(data) * percent // 100])
        with pytest.raises(BadPicture):
            imaging.inspect(str(path))


@pytest.mark.parametrize("size", [(60, 40), (2600, 2400)])
def test_a_reply_that_lacks_only_its_end_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    path = saved(Image.new("RGB", size, "teal"), tmp_path / "a.png")
    data = path.read_bytes()
    assert imaging.inspect(str(path)).byte_count == len(data)
    for lost in (1, 4, 12):
        path.write_bytes(data[:-lost])
        with pytest.raises(BadPicture):
            imaging.inspect(str(path))


def test_a_large_picture_is_measured_and_shown_through_two_previews(tmp_path: Path) -> None:
    path = saved(photograph("RGB", (3000, 2100)), tmp_path / "a.png", compress_level=1)
    found = imaging.inspect(str(path))
    assert (found.width_px, found.height_px, found.sha256) == (3000, 2100, imaging.sha256_of(path))
    sizes = {}
    for edge, each in found.previews.items():
        with Image.open(each) as small:
            sizes[edge] = small.size
    assert sizes == {1600: (1600, 1120), 256: (256, 179)}
    assert imaging.inspect(str(path), sha256="known").sha256 == "known"


@pytest.mark.parametrize("size", [(400, 100), (3200, 2000)], ids=["held whole", "in strips"])
def test_exif_behind_the_pixels_turns_the_previews_too(tmp_path: Path, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[imaging.ORIENTATION] = 6
    width, height = size
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    path = tmp_path / "a.png"
    rows = bytes((1 + 3 * width) * height)
    path.write_bytes(Png(head, b"", rows, after=chunk(b"eXIf", exif.tobytes()[6:])).written())
    assert imaging.glance(path, max_megapixels=10) == ("PNG", height, width)
    found = imaging.inspect(str(path))
    assert (found.width_px, found.height_px) == (height, width)
    for edge, each in found.previews.items():
        with Image.open(each) as small:
            assert small.size == (edge * height // width, edge)


def test_xmp_orientation_counts_and_damaged_words_do_not(tmp_path: Path) -> None:
    xmp = b'XML:com.adobe.xmp\0\0\0\0\0<x tiff:Orientation="8"/>'
    path = tmp_path / "a.png"
    for extra, size in (
        (chunk(b"iTXt", xmp), (30, 40)),
        (chunk(b"iTXt", xmp)[:-1] + b"\0", (40, 30)),
        (chunk(b"eXIf", b"II*\0\xff\xff\xff\x7f"), (40, 30)),
        (chunk(b"iTXt", xmp + b"x" * 2_000_000), (40, 30)),
    ):
        plain = png(8, 2, (40, 30))
        path.write_bytes(Png(plain.head, b"", plain.rows, after=extra).written())
        assert imaging.glance(path, max_megapixels=1)[1:] == size


def test_glance_decodes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(8, 2, (40, 30)).written(b"these are no pixels"))
    assert imaging.glance(path, max_megapixels=1) == ("PNG", 40, 30)


def test_sixteen_bit_grey_is_scaled_in_strips_too(tmp_path: Path) -> None:
    ramp = b"".join(struct.pack("<H", x * 65535 // 255) for x in range(256)) * 200
    out = io.BytesIO()
    Image.frombytes("I;16", (256, 200), ramp).save(out, "PNG")
    path = tmp_path / "a.png"
    path.write_bytes(out.getvalue())
    whole, strips = (made(path, tmp_path / "b", limit)[EDGE_PX] for limit in (10**8, 0))
    assert all(high <= 3 for _, high in ImageChops.difference(whole, strips).getextrema())  # type: ignore[misc]


def test_fitted_keeps_the_shape_and_never_loses_an_edge() -> None:
    assert previews.fitted((4096, 4096), 1600) == (1600, 1600)
    assert previews.fitted((12288, 1536), 1600) == (1600, 200)
    assert previews.fitted((300, 200), 1600) == (300, 200)
    assert previews.fitted((10_000, 2), 100) == (100, 1)
