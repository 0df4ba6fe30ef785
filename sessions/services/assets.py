"""Assets: put bytes once, under their hash."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sessions import blobs
from sessions.models import Asset
from sessions.models.asset import SUFFIX


@dataclass(frozen=True, slots=True)
class Measured:
    """A decoded picture that waits in a file: hash of its bytes, width x height in pixels, media type, length."""

    path: Path
    sha256: str
    width_px: int
    height_px: int
    media_type: str
    byte_count: int


def blob_name(asset: Asset) -> str:
    """Where the store keeps the asset's bytes."""
    return blobs.name_of(asset.sha256, asset.suffix)


def store(measured: Measured) -> None:
    """Move the bytes into the store. Do this before the transaction that writes the row."""
    blobs.put_file(measured.path, blobs.name_of(measured.sha256, SUFFIX[measured.media_type]))


def record(measured: Measured) -> Asset:
    """The row of stored bytes, made once per hash. Call inside the settling transaction."""
    asset, _ = Asset.objects.get_or_create(
        sha256=measured.sha256,
        defaults={
            "width_px": measured.width_px,
            "height_px": measured.height_px,
            "media_type": measured.media_type,
            "byte_count": measured.byte_count,
        },
    )
    return asset


def read(asset: Asset) -> bytes:
    """The asset's bytes. Raises AssetMissing."""
    with open_asset(asset) as file:
        return file.read()


def open_asset(asset: Asset) -> IO[bytes]:
    """Open the asset's bytes. Raises AssetMissing."""
    return blobs.open_blob(blob_name(asset))
