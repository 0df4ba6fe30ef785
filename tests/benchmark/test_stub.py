"""The stub provider, over real HTTP, read by the product's own codec."""

from __future__ import annotations

import io
from collections.abc import Iterator

import httpx
import pytest
from PIL import Image

from editor.benchmark.stub import Stub
from editor.providers import catalogue, codec, errors
from editor.providers.messages import Content, ImageRequest, TextPart

MODEL = "gemini-nano-banana-2.1"


@pytest.fixture(scope="module")
def stub() -> Iterator[Stub]:
    with Stub() as running:
        yield running


def ask(stub: Stub, ratio: str = "4:1") -> httpx.Response:
    request = ImageRequest(MODEL, (Content("user", (TextPart("a bottle"),)),), ratio, "1K")
    body = codec.encode(request, catalogue.model(MODEL))
    address = f"{stub.url}/v1beta/models/{MODEL}:generateContent"
    return httpx.post(address, content=body, headers={"x-goog-api-key": "dummy"}, timeout=30)


def test_answers_the_pixels_that_were_asked_with_a_signature(stub: Stub) -> None:
    reply = codec.parse(ask(stub).content)
    assert reply.picture is not None
    assert reply.picture.signature
    with Image.open(io.BytesIO(reply.picture.data)) as image:
        image.load()
        assert image.size == (2048, 512)
    assert reply.usage.output_tokens == 1290


def test_no_two_answers_have_the_same_bytes(stub: Stub) -> None:
    one, two = (codec.parse(ask(stub).content).picture for _ in range(2))
    assert one is not None
    assert two is not None
    assert one.data != two.data


def test_remembers_what_was_asked_and_whether_a_key_came(stub: Stub) -> None:
    stub.forget()
    ask(stub)
    (call,) = stub.calls()
    assert (call["model"], call["ratio"], call["size"], call["key_seen"]) == (MODEL, "4:1", "1K", True)
    assert call["answered_at"] >= call["at"]


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"finish": "IMAGE_SAFETY"}, errors.Refused),
        ({"block": "PROHIBITED_CONTENT"}, errors.Refused),
        ({"text_only": True}, errors.NoPicture),
        ({"garbage": True}, errors.BadReply),
    ],
)
def test_scripted_faults_are_used_up_one_per_call(
    stub: Stub, fault: dict[str, object], kind: type[errors.ProviderError]
) -> None:
    stub.script(fault)
    with pytest.raises(kind):
        codec.outcome(codec.parse(ask(stub).content))
    assert codec.outcome(codec.parse(ask(stub).content)).data


def test_tells_when_to_come_back(stub: Stub) -> None:
    stub.script({"status": 429, "retry_after_s": 1})
    answer = ask(stub)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")


def test_can_break_off_in_the_middle(stub: Stub) -> None:
    stub.script({"cut_after": 5000})
    with pytest.raises(httpx.RemoteProtocolError):
        ask(stub)


def test_can_answer_other_pixels(stub: Stub) -> None:
    stub.script({"size": [300, 200]})
    picture = codec.parse(ask(stub).content).picture
    assert picture is not None
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.size == (300, 200)
