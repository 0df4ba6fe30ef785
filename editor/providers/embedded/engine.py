"""The embedded engine's door: a generateContent request in, the same JSON as the real service out."""


def answer(path: str, body: bytes) -> tuple[int, bytes]:
    """HTTP status and JSON body for a POST of `body` to `path`; the same request gives the same bytes.

    Everything else is imported on the first call, so that the web process can name this function without paying for it.
    """
    from editor.providers.embedded import conversation

    return conversation.answer(path, body)
