"""Judge what a person brought: decode it, stand it upright, make it plain."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image

from editor.imaging import colour, opening
from editor.imaging.facts import Facts


def take_in(path: str, max_megapixels: float) -> Facts:
    """Judge an upload by decoding it; stand it upright and in plain sRGB if it is not.

    The bytes are kept as they are unless the picture lies on its side (EXIF orientation), is not 8-bit RGB, grey or
    RGBA, or has several frames: models and browsers disagree about those. The file itself stays as it is: a process
    that is killed before the result is recorded starts again from it. Raises BadPicture.
    """
    source = Path(path)
    with opening.open_picture(source) as image:
        opening.check_size(image, max_megapixels)
        name = str(image.format)
        opening.load(image)
        turned = opening.orientation(image, source)
        changed = _reasons(image, turned)
        width, height = opening.upright(image.size, turned)
        if not changed:
            digest, size = opening.sha256_of(source), source.stat().st_size
            return Facts(path, digest, width, height, opening.MEDIA_TYPES[name], size)
        flat = colour.to_srgb(opening.stand_up(image, turned), image.info.get("icc_profile"))
    target = source.with_suffix(".upright.png")
    flat.save(target, "PNG", compress_level=1)
    _sync(target)
    digest, size = opening.sha256_of(target), target.stat().st_size
    return Facts(str(target), digest, *flat.size, "image/png", size, ", ".join(changed))


def _reasons(image: Image.Image, turned: int) -> list[str]:
    found = []
    if turned != 1:
        found.append("turned upright")
    if image.mode not in ("RGB", "RGBA", "L", "P"):
        found.append(f"converted from {image.mode} to 8-bit RGB")
    if getattr(image, "n_frames", 1) > 1:
        found.append("first frame taken")
    return found


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
