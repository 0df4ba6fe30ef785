"""Requests equal the official SDK's, and leave in pieces, however large their pictures are."""

from __future__ import annotations

import base64
import io
import json
import re
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import httpx
import pytest

from editor.providers import catalogue, codec, errors, outgoing, surfaces
from editor.providers.messages import Content, ImageRequest, Part, PicturePart, Size, TextPart
from editor.providers.surfaces import Key
from editor.providers.tokens import KeyHeader
from tests.providers.sources import FileSource

Capture = Callable[[str], list[dict[str, Any]]]

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(251, 256)) * 3
FLASH = "gemini-3.1-flash-image-preview"
PRO = "gemini-3-pro-image-preview"
X = (Content("user", (TextPart("x"),)),)

# What we never send, whatever the SDK was told to send in a capture: the provider's defaults are what we want.
NEVER_SENT = {"safetySettings", "labels", "serviceTier"}
NEVER_SET = {"temperature", "topP", "candidateCount", "maxOutputTokens"}
VERTEX_ONLY = {"personGeneration", "prominentPeople", "imageOutputOptions"}


def normal(value: Any, name: str = "") -> Any:
    """One spelling for what proto3 JSON lets a sender spell in several ways: names, base64, and false for absent."""
    if isinstance(value, dict):
        rows = {camel(key): normal(item, camel(key)) for key, item in value.items()}
        return {key: item for key, item in rows.items() if item is not False}
    if isinstance(value, list):
        return [normal(item) for item in value]
    if name in {"data", "thoughtSignature"}:
        return base64.b64decode(value.replace("-", "+").replace("_", "/"))
    return value


def camel(name: str) -> str:
    return re.sub("_([a-z])", lambda found: found[1].upper(), name)


def ours(request: ImageRequest) -> Any:
    return normal(json.loads(bytes(outgoing.encode(request, catalogue.model(request.model)))))


def theirs(exchange: dict[str, Any]) -> Any:
    """What the SDK sent. We always ask for the picture alone, where captures ask for text beside it or say nothing:
    a text that comes anyway is kept, but nobody is to pay for one.
    """
    body = normal(exchange["request"]["body"])
    body.setdefault("generationConfig", {})["responseModalities"] = ["IMAGE"]
    return body


def without(body: dict[str, Any], *names: set[str]) -> dict[str, Any]:
    """The body less what we never send; each name must have been there, so that none is listed in vain."""
    found = set()
    for row in (body, body["generationConfig"], body["generationConfig"].get("imageConfig", {})):
        for name in set.union(*names) & set(row):
            found.add(name)
            del row[name]
    assert found == set.union(*names)
    return body


def echo(exchange: dict[str, Any]) -> Content:
    return codec.parse(json.dumps(exchange["response"]["body"]).encode()).content


def user_pictures(exchange: dict[str, Any], content: int) -> list[PicturePart]:
    parts = normal(exchange["request"]["body"])["contents"][content]["parts"]
    rows = [part["inlineData"] for part in parts if "inlineData" in part]
    return [PicturePart(row["mimeType"], row["data"]) for row in rows]


def test_text_to_image_equals_the_sdk(capture: Capture) -> None:
    contents = (Content("user", (TextPart("A lighthouse at dusk"),)),)
    assert ours(ImageRequest(FLASH, contents, "16:9", "2K")) == theirs(capture("01")[0])


def test_edit_equals_the_sdk(capture: Capture) -> None:
    exchange = capture("02")[0]
    contents = (Content("user", (*user_pictures(exchange, 0), TextPart("Make the background blue"))),)
    assert ours(ImageRequest(FLASH, contents)) == theirs(exchange)


def test_labelled_references_equal_the_sdk(capture: Capture) -> None:
    exchange = capture("03")[0]
    body = theirs(exchange)
    labels = [part["text"] for part in body["contents"][0]["parts"] if "text" in part]
    parts: list[Part] = []
    for label, picture in zip(labels[:3], user_pictures(exchange, 0), strict=True):
        parts += [TextPart(label), picture]
    config = body["generationConfig"].get("imageConfig", {})
    size: Size | None = config.get("imageSize")
    request = ImageRequest(PRO, (Content("user", (*parts, TextPart(labels[3]))),), config.get("aspectRatio"), size)
    assert ours(request) == body


def test_chat_echoes_model_turns_as_the_sdk_does(capture: Capture) -> None:
    first, second, third = capture("04")
    contents = (
        Content("user", (TextPart("Draw a cup"),)),
        echo(first),
        Content("user", (*user_pictures(second, 2), TextPart("Use this colour"))),
        echo(second),
        Content("user", (TextPart("Now larger"),)),
    )
    for length, exchange in ((1, first), (3, second), (5, third)):
        assert ours(ImageRequest(PRO, contents[:length])) == theirs(exchange)


def test_signatures_leave_as_they_came_and_on_their_own_part(capture: Capture) -> None:
    came = [part for part in echo(capture("04")[0]).parts if part.signature]
    body = json.loads(bytes(outgoing.encode(ImageRequest(PRO, (Content("model", tuple(came)),)), catalogue.model(PRO))))
    left = body["contents"][0]["parts"]
    assert [part["thoughtSignature"] for part in left] == [part.signature for part in came]
    assert ["inlineData" in part for part in left] == [isinstance(part, PicturePart) for part in came]


def test_system_instruction_and_seed_equal_the_sdk(capture: Capture) -> None:
    contents = (Content("user", (TextPart("A red fox"),)),)
    request = ImageRequest(FLASH, contents, seed=42, system_instruction="You are a careful photo retoucher.")
    assert ours(request) == without(theirs(capture("05")[0]), NEVER_SENT, NEVER_SET)


SIZES_SENT: tuple[tuple[int, str, str, Size], ...] = (
    (0, "gemini-2.5-flash-image", "4:5", "1K"),
    (1, FLASH, "8:1", "0.5K"),
    (2, "gemini-3.1-flash-image", "21:9", "4K"),
    (3, PRO, "16:9", "4K"),
    (4, "gemini-3-pro-image", "1:1", "1K"),
    (5, "gemini-nano-banana-2.1", "1:4", "2K"),
)


@pytest.mark.parametrize(("index", "model", "ratio", "size"), SIZES_SENT)
def test_ratio_and_size_equal_the_sdk(capture: Capture, index: int, model: str, ratio: str, size: Size) -> None:
    exchange = capture("07")[index]
    assert f"/{model}:" in exchange["request"]["path"]
    assert ours(ImageRequest(model, X, ratio, size)) == theirs(exchange)


def test_lite_is_sent_no_size(capture: Capture) -> None:
    body = theirs(capture("07")[6])
    del body["generationConfig"]["imageConfig"]["imageSize"]  # 1K, the only one, which the model takes by itself
    assert ours(ImageRequest("gemini-3.1-flash-lite-image", X, "9:16", "1K")) == body


@pytest.mark.parametrize("index", [0, 1, 2])
def test_thinking_levels_equal_the_sdk(capture: Capture, index: int) -> None:
    exchange = capture("31")[index]
    body = theirs(exchange)
    thinking = body["generationConfig"]["thinkingConfig"]
    model = exchange["request"]["path"].split("/")[-1].partition(":")[0]
    # We never ask to see thoughts: they are billed either way, and a thought picture is megabytes for nobody.
    thinking.pop("includeThoughts", None)
    assert ours(ImageRequest(model, X, thinking=thinking["thinkingLevel"].lower())) == body


@pytest.mark.parametrize(("model", "level"), [("gemini-2.5-flash-image", "high"), (FLASH, "medium"), (FLASH, None)])
def test_a_model_is_sent_no_thinking_that_it_refuses(model: str, level: str | None) -> None:
    assert "thinkingConfig" not in ours(ImageRequest(model, X, thinking=level))["generationConfig"]


def signed(name: str, env: dict[str, str], model: str) -> httpx.Request:
    """The request line and the headers that a surface would be sent."""
    place = surfaces.surface(name, env)
    request = httpx.Request("POST", place.url(model))
    return next(KeyHeader(place.header, Key("dummy")).auth_flow(request))


@pytest.mark.parametrize(("index", "base_url"), [(1, "http://gateway"), (3, "http://gateway/proxy")])
@pytest.mark.parametrize("name", ["wisdom-gate", "gemini"])
def test_gateway_paths_and_key_header_equal_the_sdk(capture: Capture, name: str, index: int, base_url: str) -> None:
    """Exchanges 0, 2 and 4 are the SDK's own choice of /v1, which is another service on Wisdom Gate."""
    theirs = capture("12")[index]["request"]
    sent = signed(name, {surfaces.SURFACES[name].base_url_env: base_url}, PRO)
    assert (sent.method, sent.url.path) == (theirs["method"], theirs["path"])
    assert "x-goog-api-key" in theirs["headers"]
    assert sent.headers["x-goog-api-key"] == "dummy"
    assert "authorization" not in {*sent.headers, *theirs["headers"]}


@pytest.mark.parametrize(("index", "location"), [(0, "global"), (1, "us-central1")])
def test_vertex_paths_and_body_equal_the_sdk(capture: Capture, index: int, location: str) -> None:
    exchange = capture("10")[index]
    env = {"VERTEX_PROJECT": "demo-project", "VERTEX_LOCATION": location}
    assert httpx.URL(surfaces.surface("vertex", env).url("gemini-3-pro-image")).path == exchange["request"]["path"]
    assert exchange["request"]["headers"]["authorization"].startswith("Bearer ")
    parts = (*user_pictures(exchange, 0), TextPart("edit"))
    request = ImageRequest(
        "gemini-3-pro-image", (Content("user", parts),), "16:9", "2K", seed=7, system_instruction="Be careful"
    )
    assert ours(request) == without(theirs(exchange), {"safetySettings", "labels"}, VERTEX_ONLY)


def test_smallest_request_never_changes() -> None:
    assert bytes(outgoing.encode(ImageRequest(FLASH, X, "1:1", "1K"), catalogue.model(FLASH))) == (
        b'{"contents":[{"parts":[{"text":"x"}],"role":"user"}],"generationConfig":{"responseModalities":["IMAGE"],'
        b'"imageConfig":{"aspectRatio":"1:1","imageSize":"1K"}}}'
    )


@pytest.mark.parametrize("length", [0, 1, 2, 3, outgoing.READ_BYTES - 1, outgoing.READ_BYTES, outgoing.READ_BYTES + 1])
def test_the_announced_length_is_the_length(tmp_path: Path, length: int) -> None:
    data = (b"\xfb\xff\xfe" * (length // 3 + 1))[:length]
    (tmp_path / "picture").write_bytes(data)
    held, lying = PicturePart("image/png", data), PicturePart("image/png", source=FileSource(tmp_path / "picture"))
    for picture in (held, lying):
        body = outgoing.encode(ImageRequest(PRO, (Content("user", (picture,)),)), catalogue.model(PRO))
        assert body.byte_count == len(bytes(body)) == sum(len(piece) for piece in body)
        sent = json.loads(bytes(body))["contents"][0]["parts"][0]["inlineData"]["data"]
        assert base64.b64decode(sent, validate=True) == data
        assert body.largest_file_bytes == length


def test_a_body_can_be_read_again() -> None:
    body = outgoing.encode(
        ImageRequest(PRO, (Content("user", (PicturePart("image/png", PNG),)),)), catalogue.model(PRO)
    )
    assert bytes(body) == bytes(body)


def test_words_that_look_like_json_stay_words() -> None:
    text = '"}],"role":"model"}, é \x00 \U0001f600 {"inlineData":{"data":"AAAA"}}'
    marked = PicturePart('image/"png', PNG, 'si"g', thought=True)
    contents = (Content("model", (TextPart(text, "sig", thought=True), marked)), Content("user", (TextPart(text),)))
    request = ImageRequest(PRO, contents, system_instruction=text)
    body = json.loads(bytes(outgoing.encode(request, catalogue.model(PRO))))
    written, picture = body["contents"][0]["parts"]
    assert written == {"text": text, "thought": True, "thoughtSignature": "sig"}
    assert (picture["thoughtSignature"], picture["inlineData"]["mimeType"]) == ('si"g', 'image/"png')
    assert body["contents"][1]["parts"] == [{"text": text}]
    assert body["systemInstruction"]["parts"] == [{"text": text}]


@dataclass(frozen=True)
class Slow:
    """A source whose reads give what they have, as sockets and some stores do."""

    data: bytes
    announced: int

    @property
    def byte_count(self) -> int:
        return self.announced

    def open(self) -> BinaryIO:
        held = io.BytesIO(self.data)

        class Dripping(io.RawIOBase):
            def read(self, _size: int = -1) -> bytes:
                return held.read(1000)

        return Dripping()  # type: ignore[return-value]


def body_of(source: Slow | FileSource) -> outgoing.Body:
    picture = PicturePart("image/png", source=source)
    return outgoing.encode(ImageRequest(PRO, (Content("user", (picture,)),)), catalogue.model(PRO))


def test_short_reads_leave_no_padding_inside() -> None:
    data = bytes(range(256)) * 50
    sent = json.loads(bytes(body_of(Slow(data, len(data)))))["contents"][0]["parts"][0]["inlineData"]["data"]
    assert base64.b64decode(sent, validate=True) == data


@pytest.mark.parametrize("announced", [2999, 3001, 6000])
def test_a_picture_that_changed_meanwhile_is_noticed(announced: int) -> None:
    with pytest.raises(errors.PictureUnreadable, match="changed while it was sent") as caught:
        bytes(body_of(Slow(b"x" * 3000, announced)))
    assert (caught.value.billed, caught.value.retryable) == ("no", False)


def test_a_picture_that_is_gone_is_noticed_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(errors.PictureUnreadable, match="cannot be read") as caught:
        body_of(FileSource(tmp_path / "none"))
    (tmp_path / "picture").write_bytes(b"x")
    body = body_of(FileSource(tmp_path / "picture"))
    (tmp_path / "picture").unlink()
    with pytest.raises(errors.PictureUnreadable, match="cannot be read"):
        bytes(body)
    assert str(tmp_path) not in f"{caught.value} {vars(caught.value)}"


def test_no_picture_is_held_whole_while_it_is_sent(tmp_path: Path) -> None:
    with (tmp_path / "picture").open("wb") as file:
        file.truncate(40_000_000)
    tracemalloc.start()
    sent = sum(len(piece) for piece in body_of(FileSource(tmp_path / "picture")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sent > 53_000_000
    assert peak < 2_000_000
