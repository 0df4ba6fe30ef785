"""The official SDK, unchanged, against the emulator: what works there works here, and fails in the same words."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google import genai
from google.genai import errors, types
from google.oauth2 import service_account
from PIL import Image

from editor.emulator.child import Emulator
from editor.emulator.doors import SCOPE

FLASH, PRO, LITE, OLD = (
    "gemini-nano-banana-2.1",
    "gemini-3-pro-image",
    "gemini-3.1-flash-lite-image",
    "gemini-2.5-flash-image",
)
BOTTLE = "Matte black bottle on a grey seamless"
IMAGE_ONLY = types.GenerateContentConfig(response_modalities=["IMAGE"])


def client_of(emulator: Emulator, version: str | None = None) -> genai.Client:
    options = types.HttpOptions(base_url=emulator.url, api_version=version)
    return genai.Client(api_key="any", vertexai=False, http_options=options)


@pytest.fixture
def client(drawing: Emulator) -> Iterator[genai.Client]:
    made = client_of(drawing)
    yield made
    made.close()


@pytest.fixture
def vertex(drawing: Emulator, tmp_path: Path) -> Iterator[genai.Client]:
    file = drawing.vertex_env(tmp_path)["VERTEX_CREDENTIALS_FILE"]
    credentials = service_account.Credentials.from_service_account_file(file, scopes=[SCOPE])  # type: ignore[no-untyped-call]
    options = types.HttpOptions(base_url=drawing.url)
    made = genai.Client(
        vertexai=True, project="emulator-project", location="global", credentials=credentials, http_options=options
    )
    yield made
    made.close()


def pictures(answer: types.GenerateContentResponse) -> list[Image.Image]:
    found = []
    for part in answer.parts or []:
        if part.inline_data and not part.thought:
            image = Image.open(io.BytesIO(part.inline_data.data or b""))
            image.load()
            found.append(image)
    return found


def sized(ratio: str, size: str | None = None) -> types.GenerateContentConfig:
    image = types.ImageConfig(aspect_ratio=ratio, image_size=size)
    return types.GenerateContentConfig(response_modalities=["IMAGE"], image_config=image)


@pytest.mark.parametrize(("version", "path"), [(None, "v1"), ("v1beta", "v1beta")])
def test_text_to_image_under_both_versions(drawing: Emulator, version: str | None, path: str) -> None:
    with client_of(drawing, version) as client:
        answer = client.models.generate_content(model=FLASH, contents=BOTTLE, config=sized("16:9", "1K"))
    (picture,) = pictures(answer)
    assert (picture.size, picture.format) == ((1376, 768), "PNG")
    assert answer.model_version == FLASH
    assert drawing.calls()[-1]["path"] == f"/{path}/models/{FLASH}:generateContent"


@pytest.mark.parametrize(
    ("model", "ratio", "size", "pixels", "tokens"),
    [
        ("gemini-3.1-flash-image", "8:1", "512", (1536, 192), 747),
        ("gemini-3.1-flash-image-preview", "1:1", "512", (512, 512), 747),
        (PRO, "21:9", "2K", (3168, 1344), 1120),
        (LITE, "9:16", "1K", (768, 1376), 1120),
        (OLD, "4:5", None, (896, 1152), 1290),
        (FLASH, "1:4", "1K", (512, 2048), 1120),
    ],
)
def test_every_model_makes_its_own_pixels_and_counts_its_own_tokens(
    client: genai.Client, model: str, ratio: str, size: str | None, pixels: tuple[int, int], tokens: int
) -> None:
    answer = client.models.generate_content(model=model, contents=BOTTLE, config=sized(ratio, size))
    assert pictures(answer)[0].size == pixels
    usage = answer.usage_metadata
    assert usage is not None
    assert usage.candidates_tokens_details is not None
    assert [(each.modality, each.token_count) for each in usage.candidates_tokens_details] == [
        (types.MediaModality.IMAGE, tokens)
    ]


def test_an_edit_starts_from_the_picture_that_is_sent(client: genai.Client) -> None:
    first = client.models.generate_content(model=FLASH, contents=BOTTLE, config=sized("1:1", "1K"))
    (part,) = first.parts or []
    assert part.inline_data is not None
    sent = types.Part.from_bytes(data=part.inline_data.data or b"", mime_type="image/png")
    second = client.models.generate_content(model=FLASH, contents=[sent, "warm sand backdrop"], config=IMAGE_ONLY)
    assert pictures(second)[0].size == (1024, 1024)
    assert pictures(second)[0].tobytes() != pictures(first)[0].tobytes()
    assert second.usage_metadata is not None
    assert second.usage_metadata.prompt_token_count is not None
    assert second.usage_metadata.prompt_token_count > 1120


def test_three_turns_with_signatures(client: genai.Client) -> None:
    chat = client.chats.create(model=PRO)
    for number, words in enumerate((BOTTLE, "warm sand backdrop", "a red label with “ONE”"), start=1):
        answer = chat.send_message(words)
        spoken = [part for part in answer.parts or [] if not part.thought]
        assert spoken[0].thought_signature
        assert all(part.thought_signature for part in spoken if part.inline_data)
        assert len(pictures(answer)) == 1
        assert len(chat.get_history()) == 2 * number


def test_a_signature_of_another_model_is_corrupted(client: genai.Client) -> None:
    first = client.models.generate_content(model=PRO, contents=BOTTLE, config=IMAGE_ONLY)
    assert first.candidates is not None
    history: list[Any] = [BOTTLE, first.candidates[0].content, "warm sand backdrop"]
    assert pictures(client.models.generate_content(model=PRO, contents=history, config=IMAGE_ONLY))
    with pytest.raises(errors.ClientError, match="Corrupted thought signature"):
        client.models.generate_content(model=FLASH, contents=history, config=IMAGE_ONLY)


def test_a_picture_without_its_signature_is_named_by_its_place(client: genai.Client) -> None:
    first = client.models.generate_content(model=PRO, contents=BOTTLE, config=IMAGE_ONLY)
    assert first.candidates is not None
    assert first.parts is not None
    first.parts[0].thought_signature = None
    with pytest.raises(errors.ClientError) as caught:
        client.models.generate_content(model=PRO, contents=[BOTTLE, first.candidates[0].content, "brighter"])
    assert caught.value.message == ("Image part is missing a thought_signature in content position 2, part position 1.")


def test_the_oldest_model_neither_gives_nor_wants_signatures(client: genai.Client) -> None:
    chat = client.chats.create(model=OLD)
    first = chat.send_message(BOTTLE)
    assert not any(part.thought_signature for part in first.parts or [])
    assert pictures(chat.send_message("warm sand backdrop"))


def test_a_stream_brings_text_then_the_picture_then_the_end(client: genai.Client) -> None:
    chunks = list(client.models.generate_content_stream(model="gemini-3.1-flash-image", contents=BOTTLE))
    parts = [part for chunk in chunks for part in chunk.parts or []]
    assert [bool(part.inline_data) for part in parts] == [False] * (len(parts) - 1) + [True]
    ends = [chunk.candidates[0].finish_reason for chunk in chunks if chunk.candidates]
    assert ends == [None] * (len(chunks) - 1) + [types.FinishReason.STOP]
    assert all(chunk.usage_metadata for chunk in chunks)


@pytest.mark.parametrize(
    ("fault", "code", "status"),
    [
        ("signature-400", 400, "INVALID_ARGUMENT"),
        ("limited-429-retry-info", 429, "RESOURCE_EXHAUSTED"),
        ("retired-404", 404, "NOT_FOUND"),
        ("overloaded-503", 503, "UNAVAILABLE"),
    ],
)
@pytest.mark.parametrize("is_stream", [False, True])
def test_errors_carry_code_status_and_words(
    client: genai.Client, drawing: Emulator, fault: str, code: int, status: str, is_stream: bool
) -> None:
    drawing.script(fault)
    ask = client.models.generate_content_stream if is_stream else client.models.generate_content
    with pytest.raises(errors.APIError) as caught:
        list(ask(model=PRO, contents=BOTTLE))
    assert (caught.value.code, caught.value.status) == (code, status)
    assert caught.value.message
    assert isinstance(caught.value, errors.ClientError if code < 500 else errors.ServerError)


def test_a_wait_is_told_as_google_tells_it(client: genai.Client, drawing: Emulator) -> None:
    drawing.script({"fault": "limited-429-retry-info", "seconds": 21.5})
    with pytest.raises(errors.ClientError) as caught:
        client.models.generate_content(model=PRO, contents=BOTTLE)
    kinds = {row["@type"].rpartition(".")[2]: row for row in caught.value.details["error"]["details"]}
    assert set(kinds) == {"Help", "QuotaFailure", "RetryInfo"}
    assert kinds["RetryInfo"]["retryDelay"] == "21.5s"


def test_models_are_listed_by_the_page_and_told_apart(client: genai.Client) -> None:
    listed = [model.name for model in client.models.list(config={"page_size": 2})]
    assert len(listed) == len(set(listed))
    assert {f"models/{model}" for model in (FLASH, PRO, LITE, OLD)} <= set(listed)
    one = client.models.get(model=LITE)
    assert (one.name, one.input_token_limit, one.output_token_limit) == (f"models/{LITE}", 65536, 4096)
    with pytest.raises(errors.ClientError, match="is not found for API version v1"):
        client.models.get(model="gemini-9")


def finished(client: genai.Client, batch: types.BatchJob) -> tuple[types.BatchJob, list[str]]:
    """The batch once it has ended, and the states it went through."""
    assert batch.name is not None
    states = [batch.state.name if batch.state else ""]
    while states[-1] in ("JOB_STATE_PENDING", "JOB_STATE_RUNNING"):
        time.sleep(0.02)  # a poll, as the service wants it
        batch = client.batches.get(name=batch.name)
        state = batch.state.name if batch.state else ""
        states += [state] if state != states[-1] else []
    return batch, states


def requests(*sizes: str) -> list[types.InlinedRequest]:
    return [types.InlinedRequest(contents=BOTTLE, metadata={"key": size}, config=sized("1:1", size)) for size in sizes]


def test_a_batch_goes_through_its_states_and_brings_results_and_errors(client: genai.Client, drawing: Emulator) -> None:
    made = client.batches.create(model=FLASH, src=requests("1K", "512"), config={"display_name": "two"})
    batch, states = finished(client, made)
    assert states == ["JOB_STATE_PENDING", "JOB_STATE_RUNNING", "JOB_STATE_SUCCEEDED"]
    assert batch.display_name == "two"
    assert batch.dest is not None
    good, refused = batch.dest.inlined_responses or []
    assert (good.metadata, refused.metadata) == ({"key": "1K"}, {"key": "512"})
    assert good.response is not None
    assert pictures(good.response)[0].size == (1024, 1024)
    assert refused.error is not None
    assert refused.error.code == 3
    assert batch.name in [each.name for each in client.batches.list()]
    call = drawing.calls()[-1]
    assert (call["made"], call["ended"]) == (1, "complete")


@pytest.mark.parametrize(
    ("fault", "end"), [("batch-failed", "JOB_STATE_FAILED"), ("batch-expired", "JOB_STATE_EXPIRED")]
)
def test_a_batch_can_end_otherwise(client: genai.Client, drawing: Emulator, fault: str, end: str) -> None:
    drawing.script(fault)
    batch, states = finished(client, client.batches.create(model=FLASH, src=requests("1K")))
    assert states[-1] == end
    assert not (batch.dest and batch.dest.inlined_responses)
    assert drawing.calls()[-1]["billed_usd"] == "0.000000"


def test_a_batch_can_be_cancelled_and_deleted(client: genai.Client) -> None:
    made = client.batches.create(model=FLASH, src=requests("1K"))
    assert made.name is not None
    client.batches.cancel(name=made.name)
    assert finished(client, made)[1][-1] == "JOB_STATE_CANCELLED"
    client.batches.delete(name=made.name)
    with pytest.raises(errors.ClientError) as caught:
        client.batches.get(name=made.name)
    assert caught.value.code == 404


def test_vertex_with_a_service_account(vertex: genai.Client, drawing: Emulator) -> None:
    answer = vertex.models.generate_content(model=PRO, contents=BOTTLE, config=sized("1:1", "1K"))
    assert pictures(answer)[0].size == (1024, 1024)
    assert answer.create_time is not None
    assert answer.usage_metadata is not None
    assert answer.usage_metadata.traffic_type == types.TrafficType.ON_DEMAND
    call = drawing.calls()[-1]
    assert (call["surface"], call["model"]) == ("vertex", PRO)
    listed = [model.name for model in vertex.models.list(config={"query_base": True})]
    assert f"publishers/google/models/{PRO}" in listed


def test_vertex_streams_and_edits(vertex: genai.Client) -> None:
    chunks = list(vertex.models.generate_content_stream(model=PRO, contents=BOTTLE))
    assert [picture.size for chunk in chunks for picture in pictures(chunk)] == [(1024, 1024)]
    chat = vertex.chats.create(model=PRO)
    chat.send_message(BOTTLE)
    assert pictures(chat.send_message("warm sand backdrop"))


def test_vertex_answers_401_once_the_token_has_ended(vertex: genai.Client, drawing: Emulator) -> None:
    vertex.models.generate_content(model=PRO, contents=BOTTLE)
    drawing.expire_tokens()
    with pytest.raises(errors.ClientError) as caught:
        vertex.models.generate_content(model=PRO, contents=BOTTLE)
    assert (caught.value.code, caught.value.status) == (401, "UNAUTHENTICATED")


def test_thoughts_are_told_where_they_are_asked_for(client: genai.Client) -> None:
    thinking = types.ThinkingConfig(thinking_level=types.ThinkingLevel.HIGH, include_thoughts=True)
    answer = client.models.generate_content(
        model=FLASH, contents=BOTTLE, config=types.GenerateContentConfig(thinking_config=thinking)
    )
    assert answer.parts is not None
    assert answer.parts[0].thought
    assert not answer.parts[0].thought_signature
    assert answer.usage_metadata is not None
    assert answer.usage_metadata.thoughts_token_count


@pytest.mark.parametrize(
    ("model", "level", "words"),
    [
        (OLD, types.ThinkingLevel.HIGH, f"Thinking is not enabled for models/{OLD}"),
        (LITE, types.ThinkingLevel.LOW, "Thinking level LOW is not supported for this model."),
        ("gemini-3.1-flash-image", types.ThinkingLevel.MEDIUM, "Thinking level MEDIUM is not supported"),
    ],
)
def test_a_thinking_level_that_the_model_lacks_is_refused(
    client: genai.Client, model: str, level: types.ThinkingLevel, words: str
) -> None:
    config = types.GenerateContentConfig(thinking_config=types.ThinkingConfig(thinking_level=level))
    with pytest.raises(errors.ClientError, match=words):
        client.models.generate_content(model=model, contents=BOTTLE, config=config)


def test_the_pro_model_takes_a_level_and_ignores_it(client: genai.Client) -> None:
    config = types.GenerateContentConfig(thinking_config=types.ThinkingConfig(thinking_level=types.ThinkingLevel.LOW))
    assert pictures(client.models.generate_content(model=PRO, contents=BOTTLE, config=config))
