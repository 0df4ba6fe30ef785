"""A spooled reply becomes pictures in files, or a failure that says what it cost; nothing broken passes for good."""

from __future__ import annotations

import base64
import hashlib
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor import imaging
from editor.render import receive
from editor.render.receive import Received
from tests.conftest import picture
from tests.imaging.pngs import png

Take = Callable[..., Received]
BILL = {"promptTokenCount": 9, "candidatesTokenCount": 1120, "totalTokenCount": 1129}
GOOD = picture(80, 60)
NOISY = png(8, 2, (90, 70)).written()


def row(data: bytes, **more: Any) -> dict[str, Any]:
    return {"inlineData": {"mimeType": "image/png", "data": base64.b64encode(data).decode()}, **more}


def body(*parts: dict[str, Any], **more: Any) -> bytes:
    candidate = {"content": {"role": "model", "parts": list(parts)}, "finishReason": "STOP"}
    return json.dumps({"candidates": [candidate], "responseId": "resp-7", "modelVersion": "m", **more}).encode()


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Decodes an answer as the imaging process does, there and back between processes."""

    def decode(answer: bytes) -> Received:
        spool = tmp_path / "answer.json"
        spool.write_bytes(answer)
        found = pickle.loads(pickle.dumps(receive.decode(str(spool))))  # noqa: S301  our own bytes
        assert isinstance(found, Received)
        return found

    return decode


def left_beside(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".webp")


def test_a_picture_is_written_hashed_and_measured(take: Take, tmp_path: Path) -> None:
    found = take(body({"text": "Here."}, row(NOISY, thoughtSignature="s"), usageMetadata=BILL))
    assert found.failure is None
    assert found.result is not None
    assert (found.result.width_px, found.result.height_px, found.result.byte_count) == (90, 70, len(NOISY))
    assert found.result.sha256 == hashlib.sha256(NOISY).hexdigest() == imaging.sha256_of(Path(found.result.path))
    assert Path(found.result.path).read_bytes() == NOISY
    assert (found.text, found.response_id, found.model_version, found.usage) == ("Here.", "resp-7", "m", BILL)
    assert [(part["kind"], part["signature"], part["sha256"]) for part in found.parts] == [
        ("text", "", ""),
        ("picture", "s", found.result.sha256),
    ]
    assert left_beside(tmp_path) == ["answer.json", "answer.json.1"]


@pytest.mark.parametrize("data", [GOOD, NOISY])
def test_thought_pictures_are_never_written(take: Take, tmp_path: Path, data: bytes) -> None:
    found = take(body(row(data, thought=True), row(b"no picture at all" * 99, thought=True), row(NOISY)))
    assert found.failure is None
    assert len(found.parts) == len(found.pictures) == 1
    assert left_beside(tmp_path) == ["answer.json", "answer.json.0"]


def test_of_two_pictures_the_last_is_the_result_and_both_are_kept(take: Take) -> None:
    found = take(body(row(GOOD), row(NOISY)))
    assert [each.sha256 for each in found.pictures] == [hashlib.sha256(data).hexdigest() for data in (GOOD, NOISY)]
    assert found.result == found.pictures[1]


def test_a_broken_draft_is_left_out_and_the_result_stands(take: Take) -> None:
    found = take(body(row(NOISY[:-40]), row(GOOD)))
    assert found.failure is None
    assert len(found.parts) == len(found.pictures) == 1


TEXT = base64.b64encode(NOISY).decode()
BROKEN = {
    "cut": row(NOISY[: len(NOISY) // 2]),
    "cut at its end": row(NOISY[:-5]),
    "one byte wrong": row(NOISY[:3000] + bytes([NOISY[3000] ^ 1]) + NOISY[3001:]),
    "base64 cut": {"inlineData": {"data": TEXT[: len(TEXT) // 2 + 1]}},
    "base64 wrong": {"inlineData": {"data": TEXT[:3000] + "*" + TEXT[3001:]}},
    "a head and nothing": row(b"\x89PNG\r\n\x1a\n"),
    "a small head and words": row(b"\xff\xd8\xff" + b"words" * 30),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize(("usage", "billed"), [(BILL, "yes"), ({}, "maybe")])
def test_a_broken_picture_is_never_a_result_and_says_what_it_cost(
    take: Take, name: str, usage: dict[str, int], billed: str
) -> None:
    found = take(body(BROKEN[name], usageMetadata=usage))
    assert found.result is None
    assert found.pictures == []
    assert found.failure is not None
    failure = found.failure
    assert (failure.kind, failure.reason, failure.billed, failure.retryable) == (
        "BadReply",
        "BAD_PICTURE",
        billed,
        True,
    )
    assert failure.sentence == "The picture arrived damaged and was not shown."
    assert failure.words
    assert failure.advice
    assert (found.usage, found.response_id) == (usage, "resp-7")


@pytest.mark.parametrize(("usage", "billed"), [(BILL, "yes"), ({}, "maybe")])
@pytest.mark.parametrize("data", [b"GIF89a" + b"\0" * 2000, b"<html>", b"%PDF-1.7" * 300])
def test_bytes_that_are_no_picture_are_not_written(
    take: Take, tmp_path: Path, data: bytes, usage: dict[str, int], billed: str
) -> None:
    found = take(body(row(data), usageMetadata=usage))
    assert found.failure is not None
    assert (found.failure.reason, found.failure.billed) == ("NOT_A_PICTURE", billed)
    assert left_beside(tmp_path) == ["answer.json"]


def test_a_declared_type_is_no_proof(take: Take) -> None:
    found = take(body(row(picture(kind="JPEG"))))
    assert found.result is not None
    assert found.result.media_type == found.parts[0]["media_type"] == "image/jpeg"


def test_a_refusal_keeps_its_words_and_its_bill(take: Take) -> None:
    answer = {"candidates": [{"finishReason": "IMAGE_SAFETY", "finishMessage": "No."}], "usageMetadata": BILL}
    found = take(json.dumps(answer).encode())
    assert found.failure is not None
    assert (found.failure.kind, found.failure.words, found.failure.billed) == ("Refused", "No.", "yes")
    assert (found.failure.retryable, found.finish_reason) == (False, "IMAGE_SAFETY")


def test_a_refused_picture_is_not_written(take: Take, tmp_path: Path) -> None:
    found = take(body(row(NOISY)).replace(b'"STOP"', b'"IMAGE_SAFETY"'))
    assert found.failure is not None
    assert (found.result, found.pictures) == (None, [])
    assert left_beside(tmp_path) == ["answer.json"]


@pytest.mark.parametrize("answer", [b"", b"{", b"[]", body(row(NOISY))[:-1], body(row(NOISY))[:2000]])
def test_half_an_answer_is_a_failure(take: Take, answer: bytes) -> None:
    found = take(answer)
    assert found.failure is not None
    assert (found.failure.kind, found.failure.billed, found.result) == ("BadReply", "maybe", None)


def test_a_large_picture_comes_with_its_previews(take: Take, tmp_path: Path) -> None:
    data = picture(2800, 2300)
    found = take(body(row(data + b"\0" * receive.LARGE_BYTES)))
    assert found.result is not None
    assert sorted(found.result.previews) == [256, 1600]
    assert found.result.byte_count > receive.LARGE_BYTES
