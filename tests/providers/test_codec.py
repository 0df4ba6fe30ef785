"""Replies of every shape are read, and nothing is lost on an echo."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor.providers import catalogue, codec, errors, inline, outgoing
from editor.providers.messages import Content, ImageRequest, PicturePart, Reply, TextPart

Capture = Callable[[str], list[dict[str, Any]]]

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(251, 256)) * 3
FLASH = "gemini-3.1-flash-image-preview"


def reply_with(*parts: dict[str, Any], **candidate: Any) -> bytes:
    content = {"role": "model", "parts": list(parts)}
    return json.dumps({"candidates": [{"content": content, "finishReason": "STOP", **candidate}]}).encode()


def picture_row(data: bytes = PNG, **more: Any) -> dict[str, Any]:
    return {"inlineData": {"mimeType": "image/png", "data": base64.b64encode(data).decode()}, **more}


def test_picture_alone_is_read(capture: Capture) -> None:
    reply = codec.parse(json.dumps(capture("20")[0]["response"]["body"]).encode())
    picture = codec.outcome(reply)
    assert picture.media_type == "image/png"
    assert picture.signature == "c2lnbmF0dXJlLWEx"
    assert (reply.text, reply.model_version, reply.response_id) == ("", "gemini-3.1-flash-image", "resp-0001")
    assert (reply.usage.prompt_tokens, reply.usage.output_tokens, reply.usage.total_tokens) == (20, 1120, 1140)
    assert reply.usage.detail["candidatesTokensDetails"] == [{"modality": "IMAGE", "tokenCount": 1120}]


def test_text_around_a_picture_is_kept(capture: Capture) -> None:
    reply = codec.parse(json.dumps(capture("21")[0]["response"]["body"]).encode())
    assert reply.text == "Here you go. Enjoy."
    assert codec.outcome(reply).data.startswith(b"\x89PNG")


def test_thoughts_are_kept_and_are_not_the_result(capture: Capture) -> None:
    reply = codec.parse(json.dumps(capture("04")[0]["response"]["body"]).encode())
    assert [part.thought for part in reply.parts] == [True, True, False, False]
    assert reply.text == "Here it is."
    assert codec.outcome(reply) is reply.parts[3]


def test_the_last_picture_is_the_result() -> None:
    reply = codec.parse(reply_with(picture_row(PNG + b"1"), picture_row(PNG + b"2"), picture_row(PNG, thought=True)))
    assert codec.outcome(reply).data == PNG + b"2"


def test_snake_case_and_string_counts_are_read() -> None:
    part = {"inline_data": {"mime_type": "image/png", "data": base64.b64encode(PNG).decode()}, "thought_signature": "s"}
    body = {
        "candidates": [{"content": {"parts": [part]}, "finish_reason": "STOP", "finish_message": "m"}],
        "usage_metadata": {"prompt_token_count": "7", "thoughts_token_count": 3},
        "model_version": "v",
        "response_id": "r",
    }
    reply = codec.parse(json.dumps(body).encode())
    assert codec.outcome(reply) == PicturePart("image/png", PNG, "s")
    assert (reply.finish_reason, reply.finish_message, reply.model_version, reply.response_id) == (
        "STOP",
        "m",
        "v",
        "r",
    )
    assert (reply.usage.prompt_tokens, reply.usage.thought_tokens) == (7, 3)


@pytest.mark.parametrize("padded", [True, False])
def test_the_url_safe_alphabet_is_read(padded: bool) -> None:
    text = base64.urlsafe_b64encode(PNG + b"\xff\xfe").decode()
    assert "-" in text or "_" in text
    row = {"inlineData": {"mimeType": "image/png", "data": text if padded else text.rstrip("=")}}
    assert codec.outcome(codec.parse(reply_with(row))).data == PNG + b"\xff\xfe"


LONG = PNG + bytes(range(256)) * 20


@pytest.mark.parametrize("spaced", [True, False])
@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_long_pictures_are_taken_from_the_bytes_of_the_answer(encode: Callable[[bytes], bytes], spaced: bool) -> None:
    rows: list[dict[str, Any]] = [{"text": '"data": "' + "A" * 2000}]
    rows += [{"inlineData": {"data": encode(LONG + end).decode().rstrip("=")}} for end in (b"1", b"22", b"333")]
    body = json.dumps(json.loads(reply_with(*rows)), separators=(" , ", " : ") if spaced else (",", ":")).encode()
    reply = codec.parse(body)
    assert [part.data for part in reply.parts if isinstance(part, PicturePart)] == [
        LONG + b"1",
        LONG + b"22",
        LONG + b"333",
    ]
    assert reply.text == rows[0]["text"]


def test_escaped_base64_is_read() -> None:
    body = reply_with(picture_row(LONG)).replace(b"=", b"\\u003d").replace(b"/", b"\\/").replace(b"image\\/", b"image/")
    assert b"\\u003d" in body
    assert codec.outcome(codec.parse(body)).data == LONG


def test_a_spooled_answer_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    path.write_bytes(reply_with(picture_row(LONG, thoughtSignature="s"), picture_row(PNG)))
    large, small = (part for part in codec.load(path).parts if isinstance(part, PicturePart))
    assert (large.media_type, large.data, large.signature, large.byte_count) == ("image/png", b"", "s", len(LONG))
    with large.open() as stream:
        assert stream.read() == LONG
    assert small == PicturePart("image/png", PNG)


def test_an_answer_that_stops_early_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    whole = reply_with(picture_row(LONG))
    for length in (0, 1, 60, 3000, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(errors.BadReply, match="not complete"):
            codec.load(path)


def test_a_broken_spooled_picture_is_found_by_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    text = base64.b64encode(LONG).decode()
    row = {"inlineData": {"data": text[:3000] + "*" + text[3001:]}}
    path.write_bytes(reply_with(row))
    part = codec.load(path).picture
    assert part is not None
    with part.open() as stream, pytest.raises(ValueError):  # noqa: PT011  (binascii's own words)
        stream.read()
    path.write_bytes(reply_with({"inlineData": {"data": "*" + text}}))
    with pytest.raises(errors.BadReply, match="a picture is malformed"):
        codec.load(path)


def test_a_malformed_answer_is_billed_by_its_token_counts() -> None:
    body = {"candidates": [{"content": "x"}], "usageMetadata": {"candidatesTokenCount": 1120}}
    with pytest.raises(errors.BadReply) as caught:
        codec.parse(json.dumps(body).encode())
    assert caught.value.billed == "yes"


def test_an_answer_of_endless_words_is_not_taken() -> None:
    with pytest.raises(errors.BadReply, match="beside its pictures"):
        codec.parse(reply_with({"text": "A" * (inline.WORDS_MAX_BYTES + 1)}))


def test_one_wrong_character_breaks_a_long_picture() -> None:
    text = base64.b64encode(LONG).decode()
    for wrong in (text[:1500] + "*" + text[1501:], text[:-8] + "=" + text[-7:]):
        with pytest.raises(errors.BadReply, match="a picture is malformed"):
            codec.parse(reply_with({"inlineData": {"data": wrong}}))


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(PNG, "image/png"), (b"\xff\xd8\xff\xe0jpeg", "image/jpeg"), (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp")],
)
def test_the_type_comes_from_the_bytes(data: bytes, media_type: str) -> None:
    row = picture_row(data)
    row["inlineData"]["mimeType"] = "image/gif"
    assert codec.outcome(codec.parse(reply_with(row))).media_type == media_type


def test_a_signature_that_comes_alone_is_kept() -> None:
    reply = codec.parse(reply_with(picture_row(), {"thoughtSignature": "late"}, {"executableCode": {}}))
    assert reply.parts[1:] == (TextPart("", "late"),)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"<html>busy</html>",
        b'{"candidates": 1}',
        b'{"candidates": [1]}',
        b'{"candidates": [{"content": "x"}]}',
        b'{"candidates": [{"content": {"parts": {}}}]}',
        b'{"candidates": [{"content": {"parts": ["x"]}}]}',
        b'{"candidates": [{"content": {"parts": [{"inlineData": {"mimeType": "image/png"}}]}}]}',
        b'{"candidates": [{"content": {"parts": [{"inlineData": {"data": "iVBO*w0K"}}]}}]}',
        b'{"candidates": [{"content": {"parts": [{"inlineData": {"data": 0}}]}}]}',
        b'{"candidates": [{"content": {"parts": [{"inlineData": {"data": "\xc3\xa9"}}]}}]}',
        b"[" * 100_000,
    ],
)
def test_a_malformed_answer_is_a_bad_reply(body: bytes) -> None:
    with pytest.raises(errors.BadReply) as caught:
        codec.parse(body)
    assert caught.value.retryable
    assert caught.value.billed == "maybe"


def test_an_error_inside_a_200_is_that_error() -> None:
    with pytest.raises(errors.Overloaded, match="overloaded") as caught:
        codec.parse(b'{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}')
    assert caught.value.words == "The model is overloaded."
    with pytest.raises(errors.BadReply) as bad:
        codec.parse(b'{"error":"upstream said no"}')
    assert bad.value.words == "upstream said no"


def test_a_picture_survives_the_round_trip_through_a_request() -> None:
    part = PicturePart("image/png", PNG, "sig/+==", thought=True)
    sent = json.loads(bytes(outgoing.encode(ImageRequest(FLASH, (Content("model", (part,)),)), catalogue.model(FLASH))))
    assert codec.parse(reply_with(*sent["contents"][0]["parts"])).parts == (part,)


def test_a_reply_does_not_print_its_picture() -> None:
    assert "PNG" not in repr(Reply(parts=(PicturePart("image/png", PNG),)))
