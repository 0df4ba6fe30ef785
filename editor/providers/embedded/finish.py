"""From linear light to a labelled PNG: tone curve, film grain, encoding and metadata."""

import struct
import zlib

import cv2
import numpy as np

from editor.providers.embedded.arrays import Picture, Plane

SOFTWARE = "Overpaint embedded engine"
DESCRIPTION = "Made by the embedded engine"
RECIPE_KEY = "overpaint:recipe"

_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_GRAIN_ROWS = 64
_PNG_HEAD = 33  # signature and IHDR


def tone(light: Plane) -> Plane:
    """Linear light to display values: straight to 0.75, then a shoulder that never clips hard."""
    over = np.maximum(light - np.float32(0.75), 0)
    shoulder = np.float32(0.25) * (1 - np.exp(-over * np.float32(4)))
    shaped = np.minimum(np.maximum(light, 0), np.float32(0.75)) + shoulder
    return np.asarray(np.power(shaped, np.float32(1 / 2.2)))


def filmic(light: Plane) -> Plane:
    """Linear light to display values by the rational ACES fit, for scenes with a sun in them."""
    x = np.maximum(light, 0)
    x = (
        x
        * (np.float32(2.51) * x + np.float32(0.03))
        / (x * (np.float32(2.43) * x + np.float32(0.59)) + np.float32(0.14))
    )
    return np.asarray(np.power(np.clip(x, 0, 1), np.float32(1 / 2.2)))


def grain(width: int, top: int, bottom: int, seed: int) -> Plane:
    """Unit-variance grain for rows `top`..`bottom`; the same however the picture is cut into bands."""
    blocks = []
    for block in range(top // _GRAIN_ROWS, (bottom - 1) // _GRAIN_ROWS + 1):
        draw = np.random.default_rng((seed, block))
        blocks.append(draw.standard_normal((_GRAIN_ROWS, width), dtype=np.float32))
    first = top - top // _GRAIN_ROWS * _GRAIN_ROWS
    return np.vstack(blocks)[first : first + bottom - top]


def film(width: int, height: int, top: int, bottom: int, seed: int) -> Plane:
    """Visible film grain for rows `top`..`bottom` of a picture `height` rows tall: the same clumps at every size.

    The clumps lie on a lattice of 1,400 cells over the height, so that a final shows the grain of its preview.
    """
    cells = 1400
    columns = max(2, round(cells * width / height))
    if columns > 6000:
        cells, columns = max(2, round(6000 * height / width)), 6000
    lattice = np.random.default_rng((seed, 77)).standard_normal((cells, columns), dtype=np.float32)
    across = (np.arange(width, dtype=np.float32) + np.float32(0.5)) * np.float32(columns / width) - np.float32(0.5)
    down = (np.arange(top, bottom, dtype=np.float32) + np.float32(0.5)) * np.float32(cells / height) - np.float32(0.5)
    first, last = max(0, int(down[0]) - 2), min(cells, int(down[-1]) + 3)
    piece = np.ascontiguousarray(lattice[first:last])
    if cells > height:  # several cells fall into one pixel: their mean, as a lens would give it
        piece = cv2.GaussianBlur(piece, (0, 0), 0.5 * cells / height)
    x, y = np.meshgrid(across, down - np.float32(first))
    return np.asarray(cv2.remap(piece, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def to_bytes(display: Plane, noise: Plane | None = None, strength: float = 0.0) -> Picture:
    """Display values 0..1 to 8 bits, with grain of the given strength (standard deviation in display values)."""
    shown = display if noise is None else display + (noise * np.float32(strength))[..., None]
    return (np.clip(shown, 0, 1) * 255 + np.float32(0.5)).astype(np.uint8)


def png(picture: Picture, recipe: bytes, own_scene: bool) -> bytes:
    """An RGB picture as PNG, its maker, its source type and its recipe written into it."""
    ok, encoded = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_PNG_COMPRESSION, 1])
    if not ok:
        raise RuntimeError("OpenCV could not encode the picture as PNG")
    body = encoded.tobytes()
    source = "algorithmicMedia" if own_scene else "compositeSynthetic"
    texts = [
        _text("Software", SOFTWARE),
        _text("Description", DESCRIPTION),
        _text("XML:com.adobe.xmp", _xmp(source)),
        _text(RECIPE_KEY, recipe.decode(), packed=True),
    ]
    return b"".join([body[:_PNG_HEAD], *texts, body[_PNG_HEAD:]])


def recipe_in(data: bytes) -> bytes | None:
    """The recipe written into one of our own PNGs, or None."""
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        return None
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"IDAT":
            return None
        content = data[at + 8 : at + 8 + length]
        if kind == b"iTXt" and content.startswith(RECIPE_KEY.encode() + b"\0"):
            return _unpacked(content[len(RECIPE_KEY) + 1 :])
        at += length + 12
    return None


def _unpacked(rest: bytes) -> bytes | None:
    # compression flag, method, language, translated keyword, text
    if len(rest) < 4 or rest[0] != 1:
        return None
    try:
        return zlib.decompress(rest[4:])
    except zlib.error:
        return None


def _text(key: str, value: str, packed: bool = False) -> bytes:
    text = zlib.compress(value.encode(), 9) if packed else value.encode()
    body = b"iTXt" + key.encode() + b"\0" + (b"\1" if packed else b"\0") + b"\0\0\0" + text
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def _xmp(source: str) -> str:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmp:CreatorTool="{SOFTWARE}" Iptc4xmpExt:DigitalSourceType="{_SOURCE}{source}">'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{DESCRIPTION}</rdf:li></rdf:Alt></dc:description>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    )
