"""Draw the pictures of the start page anew, after the engine has learnt to draw better."""

from __future__ import annotations

import base64
import json
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from PIL import Image

from editor.providers.embedded import conversation
from editor.providers.embedded.rules import OWN_MODEL
from editor.providers.embedded.starters import Starter, starters
from editor.web import starter_pictures

QUALITY: Final = 84


class Command(BaseCommand):
    help = "Draw the pictures of the start page with the embedded engine, into static/img/starters."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        for starter in starters():
            path = Path(settings.BASE_DIR, "static", starter_pictures.address(starter))
            with Image.open(BytesIO(drawn(starter))) as picture:
                picture.resize(starter_pictures.size_px(starter), Image.Resampling.LANCZOS).save(path, quality=QUALITY)
            self.stdout.write(f"{starter.title}: {path.stat().st_size:,} bytes")


def drawn(starter: Starter) -> bytes:
    """The PNG that the engine makes of a starter at 1K."""
    image = {"imageSize": "1K", "aspectRatio": starter.aspect_ratio}
    body = {
        "contents": [{"role": "user", "parts": [{"text": starter.prompt}]}],
        "generationConfig": {"imageConfig": image},
    }
    _, answer = conversation.answer(f"/v1beta/models/{OWN_MODEL}:generateContent", json.dumps(body).encode())
    parts = json.loads(answer)["candidates"][0]["content"]["parts"]
    found = [part["inlineData"]["data"] for part in parts if "inlineData" in part]
    if not found:
        raise CommandError(f"The engine makes no picture of the starter “{starter.title}”.")
    return base64.b64decode(found[-1])
