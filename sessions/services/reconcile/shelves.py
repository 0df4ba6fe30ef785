"""The store and the spool: is every picture there, whole? What lies there that nobody needs?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from sessions import blobs
from sessions.errors import AssetMissing
from sessions.models import OPEN, Action, Asset, Attempt, Outcome, Turn
from sessions.models.asset import SUFFIX
from sessions.services import assets
from sessions.services.reconcile.difference import Difference, by_key, chunked

PICTURE_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/([0-9a-f]{64})[.](?:" + "|".join(SUFFIX.values()) + ")")
HALF_WRITTEN = ".writing-"


def differences(*, deep: bool = False) -> Iterator[Difference]:
    """Pictures that the store does not hold as they were written. `deep` reads and hashes them all again."""
    for first, last in by_key(Asset.objects.all()):
        for asset in Asset.objects.filter(pk__range=(first, last)).order_by("pk"):
            words = _of_asset(asset, deep=deep)
            if words:
                yield Difference("asset", f"Picture {asset.sha256[:12]}", words)


def _of_asset(asset: Asset, *, deep: bool) -> str:
    """What is wrong with one picture; empty when nothing is."""
    if asset.media_type not in SUFFIX:
        return f"its type {asset.media_type} is none that is stored."
    length = blobs.size_of(assets.blob_name(asset))
    if length is None:
        return "the store does not hold it."
    if length != asset.byte_count:
        return f"its row says {asset.byte_count:,} bytes, the store holds {length:,}."
    return "the bytes in the store have another hash." if deep and _hash(asset) != asset.sha256 else ""


def _hash(asset: Asset) -> str:
    """SHA-256 of the stored bytes; empty when they went away meanwhile."""
    try:
        with assets.open_asset(asset) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    except AssetMissing:
        return ""


def left_over() -> Iterator[str]:
    """Files that no row names, in words. They cost room and nothing else."""
    yield from _left_in_store()
    yield from _left_in_spool()


def _left_in_store() -> Iterator[str]:
    """Pictures without a row, and what a kill left half-written. Thumbnails can be made again, so they do not count."""
    for names in chunked(blobs.names()):
        pictures = {found[1]: name for name in names if (found := PICTURE_NAME.fullmatch(name))}
        known = set(Asset.objects.filter(sha256__in=pictures).values_list("sha256", flat=True))
        yield from (f"Store: {name} belongs to no picture." for sha256, name in pictures.items() if sha256 not in known)
        yield from (f"Store: {name} was never finished." for name in names if HALF_WRITTEN in name)


def _left_in_spool() -> Iterator[str]:
    """Replies and uploads that nobody waits for any more."""
    folder = Path(settings.SPOOL_DIR)
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    for paths in chunked(files):
        awaited = _awaited({_stem(path) for path in paths})
        left = (path for path in paths if _stem(path) not in awaited)
        yield from (f"Spool: nobody waits for {path.relative_to(folder)}." for path in left)


def _awaited(stems: set[str]) -> set[str]:
    """Those of these files' stems that somebody may still read: calls under way, and uploads to be taken in."""
    calls = Attempt.objects.filter(request_id__in=stems).values_list("request_id", "outcome", "turn__status")
    open_calls = {name for name, outcome, status in calls if outcome == Outcome.UNKNOWN or status in OPEN}
    uploads = Turn.objects.filter(action=Action.UPLOAD, status__in=OPEN).values_list("brief", flat=True)
    return open_calls | {str(brief.get("spool")) for brief in uploads}


def _stem(path: Path) -> str:
    return path.name.split(".")[0]
