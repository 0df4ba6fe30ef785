"""What can go wrong that is not the provider's fault.

RenderError         base; `sentence` is for the person, `status` the HTTP status
    BadAsk          the form asks for what cannot be made
    NotReady        the surface or model cannot be used now
    NothingToEdit   the parent has no picture
"""

from __future__ import annotations


class RenderError(Exception):
    """A request that ends before any provider is asked."""

    status = 422

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadAsk(RenderError):
    """The form asks for what cannot be made."""


class NotReady(RenderError):
    """The surface or model cannot be used now."""


class NothingToEdit(RenderError):
    """The parent has no picture."""

    status = 409
