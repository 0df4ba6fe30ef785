"""The sizes the engine draws: the same table as the Gemini 3 image family."""

_ONE_K: dict[str, tuple[int, int]] = {
    "1:1": (1024, 1024), "2:3": (848, 1264), "3:2": (1264, 848), "3:4": (896, 1200), "4:3": (1200, 896),
    "4:5": (928, 1152), "5:4": (1152, 928), "9:16": (768, 1376), "16:9": (1376, 768), "21:9": (1584, 672),
    "1:4": (512, 2048), "4:1": (2048, 512), "1:8": (384, 3072), "8:1": (3072, 384),
}  # fmt: skip
_SCALE: dict[str, float] = {"512": 0.5, "1K": 1, "2K": 2, "4K": 4}

RATIOS = tuple(_ONE_K)
SIZES = tuple(_SCALE)

# What the real family bills for one picture, by size.
TOKENS: dict[str, int] = {"512": 747, "1K": 1120, "2K": 1680, "4K": 2520}


def pixels(ratio: str, size: str) -> tuple[int, int]:
    """Width and height in pixels of a ratio at a size (`512`, `1K`, `2K` or `4K`)."""
    width, height = _ONE_K[ratio]
    return int(width * _SCALE[size]), int(height * _SCALE[size])


def nearest(width: int, height: int) -> str:
    """The ratio that comes nearest to a picture of these pixels."""
    shape = width / height
    return min(_ONE_K, key=lambda ratio: abs(_ONE_K[ratio][0] / _ONE_K[ratio][1] / shape - 1))
