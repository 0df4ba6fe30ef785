"""Join the parts of a brief in their fixed order."""

from __future__ import annotations

from editor.prompt.brief import Brief

RERENDER = "Render this same picture again at {size}. Change nothing."


def build(brief: Brief) -> str:
    """The exact text that is sent. Empty parts leave no line."""
    lines = [brief.instruction.strip()]
    if brief.change:
        lines.append("Change: " + "; ".join(brief.change))
    if brief.keep:
        lines.append("Keep: " + "; ".join(brief.keep))
    if brief.style.strip():
        lines.append("Style: " + " ".join(brief.style.split()))
    return "\n".join(line for line in lines if line)
