"""Every fault of the table as it arrives over real HTTP, and what the emulator writes down about it."""

from __future__ import annotations

import base64
import io
import json
import socket
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from PIL import Image

from editor.emulator.child import Emulator
from editor.emulator.faults import BLOCK_REASONS, FAULTS, FINISH_REASONS, MIX
from editor.providers.outcomes import media_type_of

MODEL = "gemini-nano-banana-2.1"
# 1120 tokens of picture, 300 of thinking and 3 of input at the list price (facts: wire format section 6).
PICTURE_USD = Decimal("0.0336") + Decimal(300 * 7.5 + 3 * 1.5) / 1_000_000
NO_PICTURE_USD = Decimal(300 * 7.5 + 3 * 1.5) / 1_000_000
BODY = {
    "contents": [{"role": "user", "parts": [{"text": "a bottle"}]}],
    "generationConfig": {"responseModalities": ["IMAGE"], "imageConfig": {"aspectRatio": "1:1", "imageSize": "1K"}},
}


def post(emulator: Emulator, timeout_s: float = 10, verb: str = "generateContent", **more: Any) -> httpx.Response:
    address = f"{emulator.url}/v1beta/models/{MODEL}:{verb}"
    headers = {"x-goog-api-key": "any", "x-request-id": "call-1"}
    return httpx.post(address, json=BODY | more, headers=headers, timeout=timeout_s)


def breaks(emulator: Emulator, timeout_s: float = 10) -> str:
    """The name of what ended the call, or nothing where it ended well."""
    try:
        post(emulator, timeout_s)
    except httpx.HTTPError as problem:
        return type(problem).__name__
    return ""


def last(emulator: Emulator, until: Callable[[dict[str, Any]], bool] = lambda call: bool(call["ended"])) -> Any:
    """The newest call of the account, once it reads as wanted: the emulator learns a moment later that we left."""
    deadline = time.monotonic() + 5
    while not until(call := emulator.calls()[-1]):
        assert time.monotonic() < deadline, call
    return call


def parts_of(answer: httpx.Response) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer.json()["candidates"][0]["content"]["parts"]
    return found


def data_of(part: dict[str, Any]) -> bytes:
    return base64.b64decode(part["inlineData"]["data"])


def size_of(data: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image.size


def test_without_a_fault_the_picture_is_charged_by_its_tokens(emulator: Emulator) -> None:
    answer = post(emulator)
    assert [size_of(data_of(part)) for part in parts_of(answer)] == [(1024, 1024)]
    call = last(emulator)
    assert (call["request_id"], call["status"], call["fault"], call["ended"]) == ("call-1", 200, "", "complete")
    assert Decimal(call["billed_usd"]) == PICTURE_USD.quantize(Decimal("0.000001"))


@pytest.mark.parametrize(
    ("name", "code", "status"),
    [
        ("signature-400", 400, "INVALID_ARGUMENT"),
        ("key-400", 400, "INVALID_ARGUMENT"),
        ("region-400", 400, "FAILED_PRECONDITION"),
        ("key-401", 401, "UNAUTHENTICATED"),
        ("forbidden-403", 403, "PERMISSION_DENIED"),
        ("retired-404", 404, "NOT_FOUND"),
        ("too-large-413", 413, "INVALID_ARGUMENT"),
        ("limited-429", 429, "RESOURCE_EXHAUSTED"),
        ("limited-429-retry-info", 429, "RESOURCE_EXHAUSTED"),
        ("day-429", 429, "RESOURCE_EXHAUSTED"),
        ("internal-500", 500, "INTERNAL"),
        ("overloaded-503", 503, "UNAVAILABLE"),
        ("deadline-504", 504, "DEADLINE_EXCEEDED"),
    ],
)
def test_errors_have_googles_shape_and_cost_nothing(emulator: Emulator, name: str, code: int, status: str) -> None:
    emulator.script(name)
    answer = post(emulator)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["status"]) == (code, code, status)
    assert error["message"]
    call = last(emulator)
    assert (call["status"], call["fault"], call["ended"], call["made"]) == (code, name, "complete", 0)
    assert Decimal(call["billed_usd"]) == 0
    assert not FAULTS[name].bills


def test_a_day_s_quota_is_told_from_a_minute_s_by_its_id(emulator: Emulator) -> None:
    emulator.script("limited-429-retry-info", "day-429", "limited-429")
    minute, day, capacity = (post(emulator).json()["error"] for _ in range(3))
    ids = [
        [row["quotaId"] for detail in error["details"] for row in detail.get("violations", [])]
        for error in (minute, day)
    ]
    assert ["PerDay" in ids[0][0], "PerDay" in ids[1][0]] == [False, True]
    assert "details" not in capacity


def test_a_proxy_s_page_is_no_json(emulator: Emulator) -> None:
    emulator.script("bad-gateway-502")
    answer = post(emulator)
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=utf-8")
    assert "<title>502 Bad Gateway</title>" in answer.text


def test_any_status_can_be_told(emulator: Emulator) -> None:
    emulator.script({"status": 418, "message": "short and stout", "retry_after_s": 1.5})
    answer = post(emulator)
    assert (answer.status_code, answer.headers["retry-after"]) == (418, "2")
    assert answer.json()["error"]["message"] == "short and stout"
    assert answer.json()["error"]["details"][0]["retryDelay"] == "1.5s"


@pytest.mark.parametrize("reason", FINISH_REASONS)
def test_every_finish_reason_comes_without_a_picture(emulator: Emulator, reason: str) -> None:
    emulator.script(f"finish-{reason}")
    answer = post(emulator).json()
    (candidate,) = answer["candidates"]
    assert candidate["finishReason"] == reason
    assert "content" not in candidate
    usage = answer["usageMetadata"]
    assert usage["candidatesTokenCount"] == usage["thoughtsTokenCount"] == 300
    assert usage["totalTokenCount"] == usage["promptTokenCount"] + 300
    call = last(emulator)
    assert (call["made"], Decimal(call["billed_usd"])) == (0, NO_PICTURE_USD.quantize(Decimal("0.000001")))


@pytest.mark.parametrize("reason", BLOCK_REASONS)
def test_every_block_reason_comes_without_candidates(emulator: Emulator, reason: str) -> None:
    emulator.script(f"blocked-{reason}")
    answer = post(emulator).json()
    assert answer["promptFeedback"] == {"blockReason": reason}
    assert "candidates" not in answer
    assert answer["usageMetadata"]["totalTokenCount"] == answer["usageMetadata"]["promptTokenCount"]


def test_words_can_come_instead_of_a_picture(emulator: Emulator) -> None:
    emulator.script("no-picture")
    answer = post(emulator).json()
    assert answer["candidates"][0]["finishReason"] == "STOP"
    assert [list(part) for part in answer["candidates"][0]["content"]["parts"]] == [["text"]]
    assert last(emulator)["made"] == 0


def test_pictures_can_be_no_pictures_or_end_early(emulator: Emulator) -> None:
    emulator.script("not-a-picture", "truncated-picture")
    no_picture, cut_short = (data_of(parts_of(post(emulator))[-1]) for _ in range(2))
    assert media_type_of(no_picture) is None
    assert media_type_of(cut_short) == "image/png"
    with pytest.raises(OSError, match="truncated"):
        size_of(cut_short)


def test_pictures_can_have_other_pixels(emulator: Emulator) -> None:
    emulator.script("wrong-size", {"fault": "wrong-size", "size": [300, 200]})
    assert [size_of(data_of(parts_of(post(emulator))[-1])) for _ in range(2)] == [(512, 512), (300, 200)]


def test_pictures_can_be_declared_as_what_they_are_not(emulator: Emulator) -> None:
    emulator.script("wrong-type")
    (part,) = parts_of(post(emulator))
    assert (part["inlineData"]["mimeType"], media_type_of(data_of(part))) == ("image/jpeg", "image/png")


def test_a_draft_can_come_first_and_is_charged(emulator: Emulator) -> None:
    emulator.script("two-pictures")
    answer = post(emulator)
    assert [size_of(data_of(part)) for part in parts_of(answer)] == [(512, 512), (1024, 1024)]
    assert all(part["thoughtSignature"] for part in parts_of(answer))
    assert answer.json()["usageMetadata"]["candidatesTokensDetails"] == [{"modality": "IMAGE", "tokenCount": 2240}]
    call = last(emulator)
    assert call["made"] == 2
    assert Decimal(call["billed_usd"]) == (PICTURE_USD + Decimal("0.0336")).quantize(Decimal("0.000001"))


def test_thought_pictures_are_marked_unsigned_and_free(emulator: Emulator) -> None:
    emulator.script("thought-pictures")
    parts = parts_of(post(emulator))
    thoughts = [part for part in parts if part.get("thought")]
    assert [("inlineData" in part, "thoughtSignature" in part) for part in thoughts] == [
        (False, False),
        (True, False),
        (True, False),
    ]
    assert size_of(data_of(parts[-1])) == (1024, 1024)
    assert Decimal(last(emulator)["billed_usd"]) == PICTURE_USD.quantize(Decimal("0.000001"))


def test_json_can_stop_short_though_its_length_is_right(emulator: Emulator) -> None:
    emulator.script("malformed-json")
    answer = post(emulator)
    assert len(answer.content) == int(answer.headers["content-length"])
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    assert last(emulator)["ended"] == "complete"


def test_the_body_can_be_cut(emulator: Emulator) -> None:
    emulator.script({"fault": "cut", "after": 5000})
    with pytest.raises(httpx.RemoteProtocolError, match="received 5000 bytes"):
        post(emulator)
    assert last(emulator)["ended"] == "cut"


def read_until_reset(line: socket.socket) -> bytes:
    """Everything that arrives before the reset; fails where the line is closed without one."""
    received = b""
    try:
        while piece := line.recv(1 << 16):
            received += piece
    except ConnectionResetError:
        return received
    raise AssertionError("The line was closed in order.")


def test_the_line_can_be_reset_in_the_middle_of_the_body(emulator: Emulator) -> None:
    emulator.script({"fault": "reset", "after": 5000})
    host, port = emulator.url.removeprefix("http://").split(":")
    text = json.dumps(BODY)
    head = f"POST /v1beta/models/{MODEL}:generateContent HTTP/1.1\r\nhost: x\r\nx-goog-api-key: any\r\n"
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(f"{head}content-length: {len(text)}\r\n\r\n{text}".encode())
        received = read_until_reset(line)
    assert received.startswith(b"HTTP/1.1 200")
    assert len(received.partition(b"\r\n\r\n")[2]) == 5000
    assert last(emulator)["ended"] == "cut"


def test_the_body_can_stall_until_the_caller_leaves(emulator: Emulator) -> None:
    emulator.script("stall")
    with pytest.raises(httpx.ReadTimeout):
        post(emulator, timeout_s=0.5)
    call = last(emulator, lambda call: call["ended"] == "client left")
    assert (call["made"], Decimal(call["billed_usd"])) == (1, PICTURE_USD.quantize(Decimal("0.000001")))


def test_the_first_byte_can_be_slow(emulator: Emulator) -> None:
    emulator.script({"fault": "slow-first-byte", "seconds": 0.6}, "slow-first-byte")
    started = time.monotonic()
    assert post(emulator).status_code == 200
    assert time.monotonic() - started >= 0.6
    with pytest.raises(httpx.ReadTimeout):
        post(emulator, timeout_s=0.3)
    assert last(emulator)["ended"] == "client left"


@pytest.mark.parametrize("name", ["slow-first-byte", "stall", "reset", "cut", "malformed-json", "truncated-picture"])
def test_a_picture_that_was_made_is_charged_though_it_never_arrives(emulator: Emulator, name: str) -> None:
    emulator.script(name)
    assert breaks(emulator, timeout_s=0.5) != "ConnectError"
    assert Decimal(last(emulator)["billed_usd"]) == PICTURE_USD.quantize(Decimal("0.000001"))
    assert FAULTS[name].bills


@pytest.mark.parametrize("name", sorted(FAULTS.keys() - {"status", "slow-first-byte", "stall"}))
def test_every_fault_is_used_up_by_one_call(emulator: Emulator, name: str) -> None:
    emulator.script(name)
    assert breaks(emulator) == {"reset": "ReadError", "cut": "RemoteProtocolError"}.get(name, "")
    assert size_of(data_of(parts_of(post(emulator))[-1])) == (1024, 1024)
    assert [call["fault"] for call in emulator.calls()] == [name, ""]


def test_streams_fail_in_their_own_ways(emulator: Emulator) -> None:
    emulator.script("overloaded-503", "finish-IMAGE_SAFETY", {"fault": "cut", "after": 2000})
    assert post(emulator, verb="streamGenerateContent").json()[0]["error"]["status"] == "UNAVAILABLE"
    (chunk,) = post(emulator, verb="streamGenerateContent").json()
    assert chunk["candidates"][0]["finishReason"] == "IMAGE_SAFETY"
    with pytest.raises(httpx.RemoteProtocolError):
        post(emulator, verb="streamGenerateContent")


@pytest.mark.parametrize("name", ["truncated-picture", "wrong-size", "two-pictures"])
def test_an_answer_without_a_picture_has_none_to_spoil(drawing: Emulator, name: str) -> None:
    drawing.script(name)
    answer = post(drawing, contents=[{"role": "user", "parts": [{"text": "a chord of C major"}]}])
    assert answer.json()["candidates"][0]["finishReason"] == "NO_IMAGE"


def test_drawn_pictures_can_be_spoilt_too(drawing: Emulator) -> None:
    drawing.script("truncated-picture", "wrong-size")
    contents = [{"role": "user", "parts": [{"text": "Matte black bottle on a grey seamless"}]}]
    cut_short, small = (data_of(parts_of(post(drawing, contents=contents))[-1]) for _ in range(2))
    with pytest.raises(OSError, match="truncated"):
        size_of(cut_short)
    assert size_of(small) == (512, 512)


def test_a_seed_gives_the_same_mix_again(emulator: Emulator) -> None:
    """The line's own faults are left out of the comparison: they take time, and they are in the mix all the same."""
    met = []
    for _ in range(2):
        emulator.forget()
        emulator.mix(1.0, seed=4)
        for _ in range(8):
            breaks(emulator, timeout_s=0.2)
        met.append([call["fault"] for call in emulator.calls()])
    emulator.mix(0, seed=4)
    assert met[0] == met[1]
    assert set(met[0]) <= {each["fault"] for each in MIX}
    assert len(set(met[0])) > 2
