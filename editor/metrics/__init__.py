"""Metrics in the Prometheus text format, counted from the record when they are asked for.

Counted, not kept in memory alone: several processes write the record, any of them may be killed, and a counter that
lives in one of them would start again at nothing. Labels are routes, sizes and outcomes: bounded, and nobody's name.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, generate_latest

from editor.metrics.families import Record

_RECORD = Record()  # what this process has read of rows that have ended, so that a scrape reads only the others


def text(record: Record = _RECORD) -> bytes:
    """All metrics in the text format, version 0.0.4."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(record)
    return generate_latest(registry)
