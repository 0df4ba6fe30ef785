"""Asset: a stored picture, named by the SHA-256 of its bytes."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone

SUFFIX = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


class Asset(models.Model):
    """Immutable facts of stored bytes: width x height in pixels, media type, length in bytes."""

    sha256 = models.CharField(max_length=64, unique=True)
    width_px = models.PositiveIntegerField()
    height_px = models.PositiveIntegerField()
    media_type = models.CharField(max_length=20)
    byte_count = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def suffix(self) -> str:
        """File name suffix for the media type, without a dot."""
        return SUFFIX[self.media_type]

    @property
    def url(self) -> str:
        """Where the bytes are served, for ever the same: the hash names them."""
        return reverse("asset", args=[self.sha256, self.suffix])

    def thumb_url(self, edge_px: int = 256) -> str:
        """Where a WebP thumbnail is served whose longer edge is at most `edge_px` pixels."""
        return reverse("asset-thumb", args=[self.sha256, edge_px])

    @property
    def thumb(self) -> str:
        """Thumbnail for strips and lists (256 px)."""
        return self.thumb_url(256)

    @property
    def preview(self) -> str:
        """Screen-sized picture for 4K originals (1600 px); smaller originals are shown themselves."""
        return self.thumb_url(1600) if max(self.width_px, self.height_px) > 2752 else self.url
