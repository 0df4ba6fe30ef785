"""Derivatives: WebP thumbnails, made in the imaging processes, kept beside the store and always re-creatable."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from editor import imaging, pool
from sessions import blobs
from sessions.models import Asset
from sessions.services import assets

EDGES_PX = (96, 256, 512, 1600)


def name_of(asset: Asset, edge_px: int) -> str:
    """Where the store keeps this thumbnail."""
    return f"thumbs/{asset.sha256[:2]}/{asset.sha256}-{edge_px}.webp"


def ensure(asset: Asset, edge_px: int) -> str:
    """Name of the thumbnail in the store, made now if it is missing. Raises ValueError for an edge not in EDGES_PX."""
    if edge_px not in EDGES_PX:
        raise ValueError(f"Thumbnails are made at {EDGES_PX} pixels")
    name = name_of(asset, edge_px)
    if not default_storage.exists(name):
        _make(asset, edge_px, name)
    return name


def _make(asset: Asset, edge_px: int, name: str) -> None:
    settings.SPOOL_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.SPOOL_DIR) as folder:
        target = Path(folder) / "thumb.webp"
        pool.imaging.run(imaging.thumbnail, _local_path(asset, Path(folder)), str(target), edge_px)
        with target.open("rb") as file:
            default_storage.save(name, File(file))


def _local_path(asset: Asset, folder: Path) -> str:
    """A path that a worker process can read: the store's own, or a copy when the store is remote."""
    local = blobs.local_path(assets.blob_name(asset))
    if local is None:
        local = folder / f"original.{asset.suffix}"
        local.write_bytes(assets.read(asset))
    return str(local)
