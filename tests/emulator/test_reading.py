"""What a request may say, by the rules of each model; and the words in which it is refused otherwise."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from editor.emulator import models
from editor.providers import catalogue
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.request import Request, parse
from editor.providers.embedded.rules import Rules
from editor.providers.embedded.signature import sign
from editor.providers.embedded.spelling import WireError
from tests.conftest import picture

FLASH, PRO, LITE, OLD = (
    "gemini-nano-banana-2.1",
    "gemini-3-pro-image",
    "gemini-3.1-flash-lite-image",
    "gemini-2.5-flash-image",
)
WORDS = {"role": "user", "parts": [{"text": "a bottle"}]}


def rules(model: str, surface: str = "gemini") -> Rules:
    return models.rules_of(catalogue.model(model).on(surface), surface)


def read(model: str = FLASH, surface: str = "gemini", contents: Any = None, **config: Any) -> Request:
    body = {"contents": contents or [WORDS], "generationConfig": config}
    return parse(json.dumps(body).encode(), rules(model, surface))


def refused(model: str = FLASH, surface: str = "gemini", contents: Any = None, **config: Any) -> WireError:
    with pytest.raises(WireError) as caught:
        read(model, surface, contents, **config)
    return caught.value


def image(data: bytes, media_type: str = "image/png", **more: Any) -> dict[str, Any]:
    return {"inlineData": {"mimeType": media_type, "data": base64.b64encode(data).decode()}, **more}


def model_turn(*parts: dict[str, Any]) -> list[dict[str, Any]]:
    return [WORDS, {"role": "model", "parts": list(parts)}, WORDS]


@pytest.mark.parametrize("item", [each for each in catalogue.models() if each.id != "overpaint-embedded-1"])
def test_every_model_takes_exactly_its_ratios_and_sizes(item: catalogue.ImageModel) -> None:
    taken = rules(item.id)
    assert set(taken.ratios) == set(item.ratios)
    assert set(taken.sizes) == {models.WIRE_SIZES[size] for size in item.sizes}
    for size in item.sizes:
        assert taken.tokens[models.WIRE_SIZES[size]] == item.output_tokens[size]
        assert taken.pixels("16:9", models.WIRE_SIZES[size]) == item.pixels("16:9", size)


@pytest.mark.parametrize(
    ("model", "size"), [(FLASH, "512"), (FLASH, "2k"), (FLASH, "1k"), (LITE, "2K"), (OLD, "4K"), (PRO, "8K")]
)
def test_a_size_that_the_model_lacks_is_refused(model: str, size: str) -> None:
    assert "image_config.image_size" in refused(model, imageConfig={"imageSize": size}).message


@pytest.mark.parametrize(("model", "ratio"), [(PRO, "1:8"), (OLD, "4:1"), (FLASH, "7:3")])
def test_a_ratio_that_the_model_lacks_is_refused(model: str, ratio: str) -> None:
    assert "image_config.aspect_ratio" in refused(model, imageConfig={"aspectRatio": ratio}).message


def test_unknown_fields_are_named_with_their_place() -> None:
    error = refused(aspectRatio="16:9", resolution="2K")
    first = "Invalid JSON payload received. Unknown name \"aspectRatio\" at 'generation_config': Cannot find field."
    second = first.replace("aspectRatio", "resolution")
    assert (error.code, error.status, error.message) == (400, "INVALID_ARGUMENT", f"{first}\n{second}")
    (detail,) = error.details
    assert detail["@type"] == "type.googleapis.com/google.rpc.BadRequest"
    assert [each["description"] for each in detail["fieldViolations"]] == [first, second]
    assert {each["field"] for each in detail["fieldViolations"]} == {"generation_config"}


@pytest.mark.parametrize(
    "body",
    [
        {"contents": [WORDS], "negativePrompt": "text"},
        {"contents": [WORDS], "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "level": 1}]},
        {"contents": [WORDS], "tools": [{"imageSearch": {}}]},
        {"contents": [{"role": "user", "parts": [{"text": "x", "mask": "y"}]}]},
        {"contents": [{"role": "user", "parts": [image(picture()) | {"inlineData": {"mime": "image/png"}}]}]},
        {"contents": [WORDS], "generationConfig": {"responseFormat": {"image": {"aspectRatio": "16:9"}}}},
        {"contents": [WORDS], "generationConfig": {"imageConfig": {"personGeneration": "ALLOW_ADULT"}}},
    ],
)
def test_no_unknown_name_passes_anywhere(body: dict[str, Any]) -> None:
    with pytest.raises(WireError, match="Unknown name"):
        parse(json.dumps(body).encode(), rules(FLASH))


def test_vertex_alone_knows_some_fields() -> None:
    asked = {"personGeneration": "ALLOW_ADULT", "imageOutputOptions": {"mimeType": "image/png"}, "aspectRatio": "4:5"}
    assert read(PRO, "vertex", imageConfig=asked).ratio == "4:5"


def test_either_spelling_and_either_alphabet_are_read() -> None:
    data = picture(48, 48)
    signature = sign(Recipe("plain", "", 1), FLASH)
    plain = model_turn(image(data, thoughtSignature=signature))
    snake = json.dumps(plain).replace("inlineData", "inline_data").replace("mimeType", "mime_type")
    snake = snake.replace("thoughtSignature", "thought_signature")
    for text in (base64.b64encode(data).decode(), signature):
        snake = snake.replace(text, text.translate(str.maketrans("+/", "-_")))
    one = read(contents=plain, imageConfig={"aspectRatio": "4:5"})
    other = read(contents=json.loads(snake), image_config={"aspect_ratio": "4:5"})
    assert one.ratio == other.ratio == "4:5"
    (part,), (same,) = one.turns[1].parts, other.turns[1].parts
    assert part.picture() == same.picture() == data
    assert part.recipe == same.recipe is not None


@pytest.mark.parametrize(
    ("data", "declared", "words"),
    [
        (picture(), "image/jpeg", "Unhandled generated data mime type: image/png"),
        (picture(kind="JPEG"), "image/png", "Unhandled generated data mime type: image/jpeg"),
        (picture(), "image/jpg", "Unsupported MIME type: image/jpg"),
        (b"GIF89a and so on, long enough to look at", "image/gif", "Unsupported MIME type: image/gif"),
        (b"no picture at all, though it says it is one", "image/png", "Unable to process input image."),
    ],
)
def test_the_declared_type_is_the_type_of_the_bytes(data: bytes, declared: str, words: str) -> None:
    assert refused(contents=[{"parts": [image(data, declared)]}]).message == words


def test_vertex_takes_no_picture_above_its_limit() -> None:
    large = [{"parts": [image(picture() + bytes(7_000_000))]}]
    assert "larger than 7 MB" in refused(PRO, "vertex", large).message
    assert read(PRO, "gemini", large).pictures == 1


def test_words_that_open_a_model_turn_are_signed_too() -> None:
    signature = sign(Recipe("plain", "", 1), PRO)
    part = image(picture(), thoughtSignature=signature)
    error = refused(PRO, contents=model_turn({"text": "Here it is."}, part))
    assert error.message == "Text part is missing a thought_signature in content position 2, part position 1."
    assert read(PRO, contents=model_turn({"text": "Here.", "thoughtSignature": signature}, part, {"text": "Done."}))


def test_thoughts_are_echoed_without_signatures() -> None:
    signed = image(picture(), thoughtSignature=sign(Recipe("plain", "", 1), PRO))
    thought = image(picture(), thought=True)
    assert read(PRO, contents=model_turn({"text": "Planning.", "thought": True}, thought, signed)).pictures == 2


@pytest.mark.parametrize(
    ("surface", "words"),
    [
        ("gemini", "Corrupted thought signature."),
        ("vertex", "Unable to submit request because Thought signature is not valid"),
    ],
)
@pytest.mark.parametrize("signature", [sign(Recipe("plain", "", 1), FLASH), sign(Recipe("plain", "", 1)), "c2ln", "%"])
def test_a_signature_that_is_not_this_models_is_corrupted(surface: str, words: str, signature: str) -> None:
    assert refused(PRO, surface, model_turn(image(picture(), thoughtSignature=signature))).message == words


def test_the_oldest_model_reads_no_signatures() -> None:
    assert read(OLD, contents=model_turn(image(picture()))).pictures == 1
    assert read(OLD, contents=model_turn(image(picture(), thoughtSignature="c2ln"))).pictures == 1


@pytest.mark.parametrize(
    ("model", "config", "tokens"),
    [
        (FLASH, {}, 300),
        (FLASH, {"thinkingLevel": "MINIMAL"}, 0),
        (FLASH, {"thinking_level": "high"}, 900),
        (PRO, {"thinkingLevel": "LOW"}, 600),
        (LITE, {}, 0),
    ],
)
def test_thinking_is_counted_by_its_level(model: str, config: dict[str, Any], tokens: int) -> None:
    assert read(model, thinkingConfig=config).thoughts == tokens


@pytest.mark.parametrize(
    ("modalities", "wants"),
    [(None, True), (["IMAGE"], False), (["Image"], False), (["TEXT", "IMAGE"], True)],
)
def test_words_come_unless_pictures_alone_are_asked_for(modalities: list[str] | None, wants: bool) -> None:
    config = {} if modalities is None else {"responseModalities": modalities}
    assert read(**config).wants_text is wants


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"responseModalities": ["VIDEO"]}, "response_modalities"),
        ({"candidateCount": 2}, "Only one candidate"),
        ({"seed": 2**31}, "TYPE_INT32"),
        ({"thinkingConfig": {"level": "HIGH"}}, 'Unknown name "level"'),
    ],
)
def test_other_settings_are_checked(config: dict[str, Any], words: str) -> None:
    assert words in refused(**config).message
