"""The showcase as a page that opens from the disk: every cell with its words, report, figures and recipe."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from django.template.loader import render_to_string

from editor.benchmark.cells import Cell
from editor.benchmark.figures import Report


def write(folder: Path, found: Sequence[Cell], report: Report) -> Path:
    """<folder>/index.html, beside the pictures that it shows."""
    path = folder / "index.html"
    families = [(family, list(group)) for family, group in groupby(found, key=lambda cell: cell.family)]
    path.write_text(render_to_string("benchmark/engine.html", {"families": families, "report": report}), "utf-8")
    return path
