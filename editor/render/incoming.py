"""Uploads: keep the bytes, look at the header. The full judgement is a job."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from editor import imaging
from editor.render.errors import BadAsk


@dataclass(frozen=True, slots=True)
class Incoming:
    """Uploaded bytes that wait on disk. Width x height in pixels as the header says, standing upright."""

    spool_name: str
    file_name: str
    width_px: int
    height_px: int


def forget(incoming: Incoming) -> None:
    """Remove a second copy of a file that was sent twice."""
    (settings.SPOOL_DIR / "uploads" / incoming.spool_name).unlink(missing_ok=True)


def receive(file: UploadedFile[Any]) -> Incoming:
    """Keep the uploaded bytes on disk and look at the header. Raises BadAsk."""
    limit = settings.UPLOAD_MAX_BYTES
    if (file.size or 0) > limit:
        raise BadAsk(f"This file has {(file.size or 0) / 1048576:,.1f} MB. The limit is {limit // 1048576} MB.")
    if not file.size:
        raise BadAsk("This file is empty. Choose another.")
    folder = settings.SPOOL_DIR / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / uuid.uuid4().hex
    with path.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    try:
        _, width, height = imaging.glance(path, max_megapixels=settings.UPLOAD_MAX_MEGAPIXELS)
    except imaging.BadPicture as problem:
        path.unlink()
        raise BadAsk(problem.sentence) from problem
    return Incoming(path.name, Path(file.name or "").name[:120], width, height)
