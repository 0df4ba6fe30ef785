"""Writes stages from another process, as a second worker would: the server finds them by looking.

python -m editor.benchmark.publisher RATE_PER_S SECONDS
"""

from __future__ import annotations

import os
import random
import sys
import time

import django


def publish(rate_per_s: float, seconds: float) -> int:
    """Append stages to random open turns, evenly spaced. Returns how many."""
    from sessions.models import OPEN, Stage, Turn  # here: Django must be set up first
    from sessions.services import events

    turns = list(Turn.objects.filter(status__in=OPEN))
    started = time.perf_counter()
    written = 0
    while (now := time.perf_counter() - started) < seconds:
        if now * rate_per_s < written:
            time.sleep(1 / rate_per_s)
            continue
        events.append(random.choice(turns), Stage.RECEIVING, bytes=written, total=None)  # noqa: S311  (no secret)
        written += 1
    return written


def main() -> None:
    """Publish, and print how many were written."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "editor.settings")
    django.setup()
    sys.stdout.write(f"{publish(float(sys.argv[1]), float(sys.argv[2]))}\n")


if __name__ == "__main__":
    main()
