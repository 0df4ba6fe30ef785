"""The emulator with flat pictures, over real HTTP, read by the product's own codec."""

from __future__ import annotations

import io
from collections.abc import Iterator

import httpx
import pytest
from PIL import Image

from editor.emulator.child import Emulator
from editor.providers import catalogue, codec, errors, outcomes, outgoing
from editor.providers.messages import Content, ImageRequest, TextPart

MODEL = "gemini-nano-banana-2.1"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


def ask(emulator: Emulator, ratio: str = "4:1") -> httpx.Response:
    request = ImageRequest(MODEL, (Content("user", (TextPart("a bottle"),)),), ratio, "1K")
    body = bytes(outgoing.encode(request, catalogue.model(MODEL)))
    address = f"{emulator.url}/v1beta/models/{MODEL}:generateContent"
    return httpx.post(address, content=body, headers={"x-goog-api-key": "dummy"}, timeout=30)


def test_answers_the_pixels_that_were_asked_with_a_signature(emulator: Emulator) -> None:
    reply = codec.parse(ask(emulator).content)
    assert reply.picture is not None
    assert reply.picture.signature
    with Image.open(io.BytesIO(reply.picture.data)) as image:
        image.load()
        assert image.size == (2048, 512)
    assert reply.usage.output_tokens == 1120


def test_no_two_answers_have_the_same_bytes(emulator: Emulator) -> None:
    one, two = (codec.parse(ask(emulator).content).picture for _ in range(2))
    assert one is not None
    assert two is not None
    assert one.data != two.data


def test_remembers_what_was_asked_and_whether_a_key_came(emulator: Emulator) -> None:
    emulator.forget()
    ask(emulator)
    (call,) = emulator.calls()
    assert (call["model"], call["ratio"], call["size"], call["key_seen"]) == (MODEL, "4:1", "1K", True)
    assert call["answered_at"] >= call["at"]


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("finish-IMAGE_SAFETY", errors.Refused),
        ("blocked-PROHIBITED_CONTENT", errors.Refused),
        ("no-picture", errors.NoPicture),
        ("malformed-json", errors.BadReply),
    ],
)
def test_scripted_faults_are_used_up_one_per_call(
    emulator: Emulator, fault: str, kind: type[errors.ProviderError]
) -> None:
    emulator.script(fault)
    with pytest.raises(kind):
        outcomes.outcome(codec.parse(ask(emulator).content))
    assert outcomes.outcome(codec.parse(ask(emulator).content)).data


def test_tells_when_to_come_back(emulator: Emulator) -> None:
    emulator.script({"status": 429, "retry_after_s": 1})
    answer = ask(emulator)
    detail = answer.json()["error"]["details"][0]
    assert (answer.status_code, detail["retryDelay"]) == (429, "1s")


def test_can_break_off_in_the_middle(emulator: Emulator) -> None:
    emulator.script({"fault": "cut", "after": 5000})
    with pytest.raises(httpx.RemoteProtocolError):
        ask(emulator)


def test_can_answer_other_pixels(emulator: Emulator) -> None:
    emulator.script({"fault": "wrong-size", "size": [300, 200]})
    picture = codec.parse(ask(emulator).content).picture
    assert picture is not None
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.size == (300, 200)
