"""Brief in, exact prompt out. Pure."""

from editor.prompt.brief import Brief, Pin, critique_instruction
from editor.prompt.build import RERENDER, build

__all__ = ["RERENDER", "Brief", "Pin", "build", "critique_instruction"]
