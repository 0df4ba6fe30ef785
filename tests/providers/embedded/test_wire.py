"""The engine speaks generateContent: accepted spellings, errors in Google's shape, signatures, usage."""

import base64
import json
import subprocess
import sys
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from editor.providers.embedded import pixels, signature
from editor.providers.embedded.engine import answer
from tests.providers.embedded.exchange import PATH, Chat, ask, inline, post, send

PROMPT = "Matte black bottle on a grey seamless"


def _error(status: int, reply_status: int, content: dict[str, Any]) -> str:
    assert reply_status == content["error"]["code"] == status
    assert content["error"]["status"] == {400: "INVALID_ARGUMENT", 404: "NOT_FOUND"}[status]
    return str(content["error"]["message"])


def test_naming_the_engine_imports_nothing_heavy() -> None:
    heavy = "{'numpy', 'cv2', 'skia', 'PIL'}"
    code = (
        f"import sys; from editor.providers.embedded import engine, starters; print(sorted({heavy} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_reply_has_the_real_shape() -> None:
    reply = ask(PROMPT)
    text, picture = reply.turn["parts"]
    assert reply.candidate["finishReason"] == "STOP"
    assert text["text"].startswith("[done] Matte black bottle")
    assert picture["inlineData"]["mimeType"] == "image/png"
    assert text["thoughtSignature"] == picture["thoughtSignature"]
    usage = reply.content["usageMetadata"]
    assert usage["candidatesTokensDetails"] == [{"modality": "IMAGE", "tokenCount": 747}]
    assert usage["totalTokenCount"] == usage["promptTokenCount"] + usage["candidatesTokenCount"]
    assert reply.content["modelVersion"] == "overpaint-embedded-1"
    assert reply.content["responseId"]


def test_same_request_same_bytes() -> None:
    body = {
        "contents": [{"role": "user", "parts": [{"text": PROMPT}]}],
        "generationConfig": {"imageConfig": {"imageSize": "512"}},
    }
    assert answer(PATH, json.dumps(body).encode()) == answer(PATH, json.dumps(body).encode())


def test_snake_case_and_the_url_safe_alphabet_are_accepted() -> None:
    first = ask(PROMPT)
    image = first.turn["parts"][1]
    data = base64.urlsafe_b64encode(first.png).decode()
    sign = image["thoughtSignature"].translate(str.maketrans("+/", "-_"))
    body = {
        "contents": [
            {"role": "user", "parts": [{"text": PROMPT}]},
            {
                "role": "model",
                "parts": [{"inline_data": {"mime_type": "image/png", "data": data}, "thought_signature": sign}],
            },
            {"role": "user", "parts": [{"text": "warm sand backdrop"}]},
        ],
        "generation_config": {
            "image_config": {"aspect_ratio": "1:1", "image_size": "512"},
            "response_modalities": ["IMAGE"],
        },
    }
    assert post(body).candidate["finishReason"] == "STOP"


@pytest.mark.parametrize("field", ["aspectRatio", "resolution", "foo"])
def test_unknown_config_field_is_refused(field: str) -> None:
    reply = ask(PROMPT, **{field: "16:9"})
    assert f'Unknown name "{field}"' in _error(400, reply.status, reply.content)


@pytest.mark.parametrize(("ratio", "size"), [("7:3", "1K"), ("1:1", "2k"), ("1:1", "8K")])
def test_unknown_ratio_or_size_is_refused(ratio: str, size: str) -> None:
    reply = ask(PROMPT, ratio, size)
    assert "Invalid value" in _error(400, reply.status, reply.content)


@pytest.mark.parametrize(
    "path", ["/v1beta/models/other:generateContent", "/v1/models/overpaint-embedded-1:countTokens", "/"]
)
def test_unknown_model_or_method_is_not_found(path: str) -> None:
    reply = post({"contents": [{"parts": [{"text": PROMPT}]}]}, path)
    assert "is not found for API version" in _error(404, reply.status, reply.content)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"contents": 3}', b'{"contents": []}', b"\xff\xfe"])
def test_malformed_body_is_refused(body: bytes) -> None:
    status, content = answer(PATH, body)
    _error(400, status, json.loads(content))


def test_picture_without_signature_is_named_by_its_place() -> None:
    chat = Chat()
    chat.say(PROMPT)
    del chat.contents[1]["parts"][1]["thoughtSignature"]
    reply = chat.say("warm sand backdrop")
    message = _error(400, reply.status, reply.content)
    assert message == "Image part is missing a thought_signature in content position 2, part position 2."


@pytest.mark.parametrize("place", [0, 6, 20, -3])
def test_altered_signature_is_corrupted(place: int) -> None:
    chat = Chat()
    chat.say(PROMPT)
    part = chat.contents[1]["parts"][1]
    raw = bytearray(base64.b64decode(part["thoughtSignature"]))
    raw[place] ^= 1
    part["thoughtSignature"] = base64.b64encode(raw).decode()
    reply = chat.say("warm sand backdrop")
    assert _error(400, reply.status, reply.content) == "Corrupted thought signature."


def test_signature_round_trip() -> None:
    sign = ask("Pop-art portrait with blue hair, “ХА!”").turn["parts"][1]["thoughtSignature"]
    recipe = signature.read(sign)
    assert signature.sign(recipe) == sign
    assert recipe.scene == "portrait"
    assert recipe.fields["word.text"] == "ХА!"


def test_seed_outside_int32_is_refused() -> None:
    assert _error(400, *_pair(ask(PROMPT, seed=2**40))).startswith("Invalid value at 'generation_config.seed'")


def _pair(reply: Any) -> tuple[int, dict[str, Any]]:
    return reply.status, reply.content


def test_broken_upload_is_refused() -> None:
    reply = send([{"role": "user", "parts": [inline(b"not a picture"), {"text": "warmer light"}]}])
    assert "Unable to process input image" in _error(400, reply.status, reply.content)


def test_last_turn_must_be_the_users() -> None:
    chat = Chat()
    chat.say(PROMPT)
    reply = send(chat.contents)
    assert "last content" in _error(400, reply.status, reply.content)


def test_collapsed_history_continues_from_the_picture_alone() -> None:
    chat = Chat()
    first = chat.say(PROMPT)
    direct = chat.say("warm sand backdrop")
    collapsed = send([{"role": "user", "parts": [inline(first.png), {"text": "warm sand backdrop"}]}])
    assert collapsed.png == direct.png


def test_metadata_says_who_made_it() -> None:
    with Image.open(BytesIO(ask(PROMPT).png)) as image:
        image.load()
        assert image.info["Software"] == "Overpaint embedded engine"
        assert image.info["Description"] == "Made by the embedded engine"
        assert "digitalsourcetype/algorithmicMedia" in image.info["XML:com.adobe.xmp"]


@pytest.mark.parametrize("ratio", pixels.RATIOS)
@pytest.mark.parametrize("family", ["product", "portrait"])
def test_every_ratio_has_exactly_its_pixels(ratio: str, family: str) -> None:
    prompt = {"product": "a red mug", "portrait": 'pop-art portrait, "WOW!"'}[family]
    reply = ask(prompt, ratio)
    with Image.open(BytesIO(reply.png)) as image:
        assert image.size == pixels.pixels(ratio, "512")


def test_the_pixel_table_is_the_familys() -> None:
    assert pixels.pixels("21:9", "512") == (792, 336)
    assert pixels.pixels("21:9", "4K") == (6336, 2688)
    assert pixels.pixels("2:3", "512") == (424, 632)
    assert pixels.pixels("1:8", "4K") == (1536, 12288)
