"""Graphic layouts: infographics, storyboards, gradients and patterns, with their words set natively."""

from editor.providers.embedded.scenes.layout.render import render

__all__ = ["render"]
