"""Base64 is found in any JSON and decoded in pieces, wherever a piece happens to end."""

from __future__ import annotations

import base64
import io
import json
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.providers import inline
from editor.providers.inline import Span, SpooledSource

Encode = Callable[[bytes], str]
BIG = random.Random(5).randbytes(inline.PIECE_BYTES + 1000)


def standard(data: bytes) -> str:
    return base64.b64encode(data).decode()


def url_safe(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


def unpadded(data: bytes) -> str:
    return standard(data).rstrip("=")


def answer(*texts: str, key: str = "data", separators: tuple[str, str] = (",", ":")) -> bytes:
    rows = [{"inlineData": {"mimeType": "image/png", key: text}} for text in texts]
    return json.dumps({"parts": rows, "after": 'say "data": "x"'}, separators=separators).encode()


def slashes_escaped(body: bytes) -> bytes:
    return body.replace(b"/", b"\\/")


def decoded(body: bytes) -> list[bytes]:
    file = io.BytesIO(body)
    return [b"".join(inline.pieces(file, span)) for span in inline.cut(file)[1]]


def of(text: bytes, *, is_escaped: bool = False) -> bytes:
    return b"".join(inline.pieces(io.BytesIO(text), Span(0, len(text), is_escaped)))


@pytest.mark.parametrize("encode", [standard, url_safe, unpadded])
@pytest.mark.parametrize("length", [1000, 1001, 1002, inline.PIECE_BYTES * 3 // 4, len(BIG) - 1, len(BIG)])
@pytest.mark.parametrize("escape", [bytes, slashes_escaped])
def test_every_spelling_and_length_is_decoded(encode: Encode, length: int, escape: Callable[[bytes], bytes]) -> None:
    data = BIG[:length]
    assert decoded(escape(answer(encode(data)))) == [data]


def test_two_pictures_are_kept_apart_and_the_rest_is_json() -> None:
    body = answer(standard(BIG), standard(BIG[::-1]), separators=(" , ", "\n : \t"))
    skeleton, spans = inline.cut(io.BytesIO(body))
    held = json.loads(skeleton)
    assert [row["inlineData"]["data"] for row in held["parts"]] == [0, 1]
    assert held["after"] == 'say "data": "x"'
    assert decoded(body) == [BIG, BIG[::-1]]
    assert [body[span.start - 1 : span.start] + body[span.end : span.end + 1] for span in spans] == [b'""', b'""']


def test_only_long_strings_named_data_are_taken_out() -> None:
    long = "A" * 5000
    for body in (answer(long, key="text"), answer(long, key='my\\"data'), answer("A" * (inline.CUT_MIN - 1))):
        skeleton, spans = inline.cut(io.BytesIO(body))
        assert (skeleton, spans) == (body, [])
    assert len(inline.cut(io.BytesIO(answer("A" * inline.CUT_MIN)))[1]) == 1


def test_a_string_that_speaks_json_is_a_string() -> None:
    row = {"text": '"data": "' + "A" * 3000 + '"\\', "data": "B" * 2000}
    skeleton, spans = inline.cut(io.BytesIO(json.dumps(row).encode()))
    assert json.loads(skeleton) == {"text": row["text"], "data": 0}
    assert len(spans) == 1


class Dripping(io.BytesIO):
    """A stream that gives a few bytes at a time, whatever is asked."""

    def __init__(self, data: bytes, count: int) -> None:
        super().__init__(data)
        self._count = count

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self._count if size is None or size < 0 else min(size, self._count))


JSON = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["data", "a", '"']), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(value=JSON, count=st.integers(1, 9))
def test_short_json_passes_unchanged_in_any_pieces(value: Any, count: int) -> None:
    body = json.dumps(value).encode()
    assert inline.cut(Dripping(body, count)) == (body, [])


@settings(max_examples=60, deadline=None)
@given(data=st.binary(min_size=900, max_size=1300), count=st.integers(1, 50), seed=st.integers(0, 99))
def test_a_picture_comes_out_of_any_pieces_and_escapes(data: bytes, count: int, seed: int) -> None:
    dice = random.Random(seed)
    spelled = {"/": ["/", "\\/", "\\u002f"], "=": ["=", "\\u003d"], "+": ["+", "\\u002B"]}
    text = "".join(dice.choice(spelled.get(char, [char])) for char in standard(data))
    body = Dripping(b'{"x":"\\\\","data":"' + text.encode() + b'"}', count)
    skeleton, spans = inline.cut(body)
    assert skeleton == b'{"x":"\\\\","data":0}'
    assert b"".join(inline.pieces(body, spans[0])) == data


def test_lines_of_base64_are_joined() -> None:
    wrapped = base64.encodebytes(BIG).decode()
    assert decoded(json.dumps({"data": wrapped}).encode()) == [BIG]


@pytest.mark.parametrize(
    "text",
    [
        b"AAA*",
        b"AAAAA",
        b"AA==AAAA",
        b"AAA=A",
        b"A===",
        b"====",
        b"AAAA=AAA",
        b"AA A",
        b"AAAA\n",
        "AAAé".encode(),
        b"A" * inline.PIECE_BYTES + b"=" + b"A" * 99,
        b"A" * (inline.FIRST_BYTES - 2) + b"==" + b"A" * 400,
    ],
)
def test_what_is_no_base64_raises(text: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (binascii's own words differ by release)
        of(text)


@pytest.mark.parametrize("text", [rb"AAA\x", rb"AAA\u00", rb"AAA\u00e9", rb"AAA\"", b"AAA\\"])
def test_wrong_escapes_raise(text: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        of(text, is_escaped=True)


def test_a_span_beyond_the_end_raises() -> None:
    with pytest.raises(ValueError, match="too soon"):
        list(inline.pieces(io.BytesIO(b"AAAA"), Span(0, 8)))


def test_more_words_than_any_answer_has_are_not_held() -> None:
    body = b'{"text":"' + b"A" * (inline.WORDS_MAX_BYTES + inline.PIECE_BYTES)
    with pytest.raises(inline.TooManyWords):
        inline.cut(io.BytesIO(body))


@pytest.mark.parametrize("escape", [bytes, slashes_escaped])
def test_a_spooled_picture_reads_as_a_file(tmp_path: Path, escape: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "answer"
    path.write_bytes(escape(answer(standard(BIG))))
    with path.open("rb") as file:
        source = SpooledSource(path, inline.cut(file)[1][0])
    assert source.byte_count == len(BIG)
    with source.open() as stream:
        assert stream.readable()
        assert stream.read(10) + stream.read(70_000) + stream.read() == BIG[:10] + BIG[10:]
        assert stream.read(1) == b""
    assert stream.closed


def test_a_large_answer_is_never_held(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    path.write_bytes(answer(standard(BIG * 40)))
    tracemalloc.start()
    with path.open("rb") as file:
        spans = inline.cut(file)[1]
    with SpooledSource(path, spans[0]).open() as stream:
        total = 0
        while piece := stream.read(100_000):
            total += len(piece)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == len(BIG) * 40
    assert peak < 6 * inline.PIECE_BYTES
