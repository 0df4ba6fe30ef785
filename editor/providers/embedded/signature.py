"""Thought signatures: the recipe, packed so that any alteration shows."""

import base64
import binascii
import hashlib
import zlib

from editor.providers.embedded.recipe import Recipe, UnreadableRecipe, dump, load

_MAGIC = b"OVP1"
_CHECK_BYTES = 12


class CorruptedSignature(Exception):
    """The signature was altered, or is not one of ours."""


def sign(recipe: Recipe, seal: str = "") -> str:
    """The recipe as base64 text in the standard alphabet; `seal` ties it to a model, which must be named to read it."""
    packed = zlib.compress(dump(recipe), 9)
    return base64.b64encode(_MAGIC + _check(packed, seal) + packed).decode("ascii")


def read(signature: str, seal: str = "") -> Recipe:
    """The recipe in a signature, in either base64 alphabet; raises CorruptedSignature, also for another seal."""
    try:
        raw = unbase64(signature)
        packed = raw[len(_MAGIC) + _CHECK_BYTES :]
        if raw[: len(_MAGIC)] != _MAGIC or raw[len(_MAGIC) : len(_MAGIC) + _CHECK_BYTES] != _check(packed, seal):
            raise CorruptedSignature("checksum differs")
        return load(zlib.decompress(packed))
    except (binascii.Error, zlib.error, UnreadableRecipe) as error:
        raise CorruptedSignature(str(error)) from error


def unbase64(text: str) -> bytes:
    """Decode base64 in the standard or the URL-safe alphabet, padded or not; raises binascii.Error."""
    if not text.isascii():
        raise binascii.Error("not ASCII")
    plain = text.translate(str.maketrans("-_", "+/")).rstrip("=")
    return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)


def _check(packed: bytes, seal: str) -> bytes:
    return hashlib.sha256(_MAGIC + seal.encode() + packed).digest()[:_CHECK_BYTES]
