"""Derivatives: WebP thumbnails, made in other processes, kept beside the store and always re-creatable."""

from __future__ import annotations

import os
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
# Decoding more bytes than this takes long enough to hold up an edit, so the slow process does it.
LARGE_BYTES = 6_000_000


def name_of(asset: Asset, edge_px: int) -> str:
    """Where the store keeps this thumbnail."""
    return _name(asset.sha256, edge_px)


def _name(sha256: str, edge_px: int) -> str:
    return f"thumbs/{sha256[:2]}/{sha256}-{edge_px}.webp"


def ensure(asset: Asset, edge_px: int) -> str:
    """Name of the thumbnail in the store, made now if it is missing. Raises ValueError for an edge not in EDGES_PX."""
    if edge_px not in EDGES_PX:
        raise ValueError(f"Thumbnails are made at {EDGES_PX} pixels")
    if not default_storage.exists(name_of(asset, edge_px)):
        _make(asset, (edge_px,))
    return name_of(asset, edge_px)


def adopt(facts: imaging.Facts) -> None:
    """Store the previews that were made while a picture was decoded. Re-creatable, so a local store need not sync."""
    for edge, path in facts.previews.items():
        name = _name(facts.sha256, edge)
        local = blobs.local_path(name)
        if local is None:
            blobs.put_file(Path(path), name)
        elif not local.exists():
            local.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, local)


def prepare(asset: Asset) -> None:
    """Make what the studio shows of a new picture: the strip's thumbnail, and the screen-sized view of a large one."""
    is_screen_sized = asset.preview == asset.url
    wanted = (256,) if is_screen_sized else (256, 1600)
    missing = tuple(edge for edge in wanted if not default_storage.exists(name_of(asset, edge)))
    if missing:
        _make(asset, missing)


def _make(asset: Asset, edges_px: tuple[int, ...]) -> None:
    settings.SPOOL_DIR.mkdir(parents=True, exist_ok=True)
    worker = pool.final if asset.byte_count > LARGE_BYTES else pool.imaging
    with tempfile.TemporaryDirectory(dir=settings.SPOOL_DIR) as folder:
        made = worker.run(imaging.thumbnails, _local_path(asset, Path(folder)), folder, edges_px)
        for edge, path in made.items():
            with Path(path).open("rb") as file:
                default_storage.save(name_of(asset, edge), File(file))


def _local_path(asset: Asset, folder: Path) -> str:
    """A path that another process can read: the store's own, or a copy when the store is remote."""
    local = blobs.local_path(assets.blob_name(asset))
    if local is None:
        local = folder / f"original.{asset.suffix}"
        local.write_bytes(assets.read(asset))
    return str(local)
