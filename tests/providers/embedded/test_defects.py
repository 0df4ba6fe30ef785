"""The engine never raises: malformed bodies, defects of its own, and a machine without the drawing library."""

import base64
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.providers.embedded import conversation, fields, signature
from editor.providers.embedded.engine import answer
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.sound import sound
from tests.providers.embedded.exchange import PATH, Chat, ask, inline, send

_NAMES = st.sampled_from(
    ["contents", "role", "parts", "text", "inlineData", "inline_data", "data", "mimeType", "thoughtSignature",
     "thought", "generationConfig", "imageConfig", "aspectRatio", "imageSize", "seed", "systemInstruction", "x"]
)  # fmt: skip
_LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.just("\ud800 dog"),
    st.sampled_from(["user", "model", "1:1", "512", "a dog", "iVBORw0KGgo=", "\ud83d"]),
)  # fmt: skip
_JSON = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=4), max_leaves=14
)


@st.composite
def _bodies(draw: st.DrawFn) -> dict[str, Any]:
    """Bodies that look right down to a random depth, so that every check is reached."""
    part = draw(st.dictionaries(st.sampled_from(["text", "thoughtSignature", "thought", "inlineData"]), _JSON))
    turn = {"role": draw(_LEAVES), "parts": draw(st.one_of(st.just([part]), _JSON))}
    image = {"aspectRatio": draw(_LEAVES), "imageSize": "512"}
    config = {"imageConfig": draw(st.one_of(st.just(image), _JSON)), "seed": draw(_LEAVES)}
    return {"contents": draw(st.one_of(st.just([turn]), _JSON)), "generationConfig": config}


@settings(max_examples=150, deadline=None)
@given(st.one_of(_bodies(), _JSON))
def test_any_json_is_answered_in_googles_shape(body: Any) -> None:
    status, content = answer(PATH, json.dumps(body).encode())
    reply = json.loads(content)
    assert status in (200, 400)
    assert ("candidates" in reply) if status == 200 else reply["error"]["code"] == status


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=60), st.text(max_size=20))
def test_any_bytes_at_any_path_are_answered(body: bytes, path: str) -> None:
    assert answer(PATH, body)[0] == 400
    assert answer(path, body)[0] in (400, 404)


def test_a_defect_is_an_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "answer", lambda path, body: 1 / 0)
    status, content = answer(PATH, b"{}")
    assert status == 500
    assert json.loads(content)["error"]["status"] == "INTERNAL"


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe("castle", "1:1", 1, {}), Recipe("product", "7:3", 1, {}), Recipe("product", "1:1", 1, {}),
        Recipe("landscape", "1:1", 1, {"fog.amount": "thick", "dragons": True}),
    ],
)  # fmt: skip
def test_a_recipe_this_engine_never_wrote_does_no_harm(recipe: Recipe) -> None:
    chat = Chat()
    picture = chat.say("a red mug").png
    part = {**inline(picture), "thoughtSignature": signature.sign(recipe)}
    turns = [
        chat.contents[0],
        {"role": "model", "parts": [part]},
        {"role": "user", "parts": [{"text": "warmer light"}]},
    ]
    assert send(turns).candidate["finishReason"] == "STOP"


def test_without_the_drawing_library_pop_art_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "skia", None)
    reply = ask("Pop-art portrait of a woman with red hair")
    assert reply.candidate["finishReason"] == "NO_IMAGE"
    assert "sudo apt-get install libgl1 libegl1" in reply.candidate["finishMessage"]
    assert not reply.png
    assert {clause.state for clause in reply.clauses} == {"not possible"}
    labelled = ask('Green bottle with a label that reads "SOL"')
    assert "sudo apt-get install libgl1 libegl1" in labelled.candidate["finishMessage"]


def test_without_the_drawing_library_the_other_families_are_drawn() -> None:
    body = {
        "contents": [{"parts": [{"text": "a red mug"}]}],
        "generationConfig": {"imageConfig": {"imageSize": "512"}},
    }
    code = (
        "import sys; sys.modules['skia'] = None\n"
        "from editor.providers.embedded.engine import answer\n"
        f"status, reply = answer({PATH!r}, {json.dumps(body).encode()!r})\n"
        "print(status, b'inlineData' in reply)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["200", "True"]


def test_fields_of_a_signature_are_those_of_its_scene() -> None:
    recipe = sound(Recipe("product", "1:1", 1, {"body.colour": "#112233", "body.material": 3}))
    assert recipe is not None
    assert recipe.fields == fields.DEFAULTS["product"] | {"body.colour": "#112233"}
    assert base64.b64decode(signature.sign(recipe))
