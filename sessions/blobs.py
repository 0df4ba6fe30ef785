"""Content-addressed files through Django's storage API.

The default backend writes to a temporary name, syncs, then renames: a crash leaves no half file. Another backend (S3
and its kin through django-storages) is a setting, `OVERPAINT_STORAGE`; everything here uses only the storage API.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.deconstruct import deconstructible

from sessions.errors import AssetMissing


@deconstructible(path="sessions.blobs.DurableStorage")
class DurableStorage(FileSystemStorage):
    """File system storage whose writes are atomic and on disk before they are named."""

    def _save(self, name: str, content: File[Any]) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".writing-", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o644)
            os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        sync_folder(target.parent)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name is the hash of the content, so writing it again writes the same bytes."""
        return name

    def adopt(self, source: Path, name: str) -> None:
        """Rename `source` (already synced, same file system) into the store without copying its bytes."""
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        os.chmod(source, 0o644)
        os.replace(source, target)
        sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def name_of(sha256: str, suffix: str) -> str:
    """Sharded path of a picture: ab/cd/<hash>.<suffix>."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}.{suffix}"


def put_file(source: Path, name: str) -> None:
    """Store the bytes of `source` under `name`, once. `source` is gone afterwards."""
    if default_storage.exists(name):
        source.unlink(missing_ok=True)
        return
    adopt = getattr(default_storage, "adopt", None)
    if adopt is not None:
        adopt(source, name)
        return
    with source.open("rb") as file:
        default_storage.save(name, File(file))
    source.unlink(missing_ok=True)


def open_blob(name: str) -> IO[bytes]:
    """Open stored bytes for reading.

    Raises AssetMissing when the store does not hold them.
    """
    try:
        return default_storage.open(name, "rb")
    except FileNotFoundError as problem:
        raise AssetMissing(f"The store does not hold {name}") from problem


def size_of(name: str) -> int | None:
    """Length of stored bytes; None when the store does not hold them."""
    try:
        return default_storage.size(name)
    except FileNotFoundError:
        return None


def names() -> Iterator[str]:
    """Every file of the store, folder by folder."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        folders, files = _listed(folder)
        waiting += [f"{folder}{each}/" for each in sorted(folders, reverse=True)]
        yield from (f"{folder}{each}" for each in sorted(files))


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """What lies in a folder of the store, which may not exist before the first picture."""
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def local_path(name: str) -> Path | None:
    """Where the bytes lie on this machine; None when the store is remote."""
    try:
        return Path(default_storage.path(name))
    except NotImplementedError:
        return None
