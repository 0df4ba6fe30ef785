"""`manage.py render`: the JSON object, the exit codes, and what it says when it cannot."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from PIL import Image

from editor.emulator.child import Emulator
from sessions.models import Action, Session, Turn
from tests import factories
from tests.conftest import picture

pytestmark = pytest.mark.django_db(transaction=True)
FIELDS = {
    "session", "turn", "status", "sha256", "width", "height", "model", "surface",
    "attempts", "cost_usd", "seconds", "file", "message", "clauses",
}  # fmt: skip
ROUTE = ["--model", factories.MODEL, "--surface", "gemini"]


def run(*arguments: str) -> tuple[int, dict[str, Any], str]:
    """Exit code, the JSON object, and what went to the error stream."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("render", *arguments, "--json", stdout=out, stderr=err)
    except SystemExit as end:
        code = int(str(end.code))
    return code, json.loads(out.getvalue()), err.getvalue()


def test_picture_from_words(stub: Emulator) -> None:
    code, told, _ = run("a bottle", "--ratio", "4:5", "--size", "1K", *ROUTE)
    assert (code, set(told)) == (0, FIELDS)
    assert (told["status"], told["width"], told["height"]) == ("done", 928, 1152)
    assert (told["model"], told["surface"], told["attempts"], told["cost_usd"]) == (*ROUTE[1::2], 1, "0.035854")
    assert Path(told["file"]).read_bytes().startswith(b"\x89PNG")
    assert told["message"] == ""
    assert told["seconds"] > 0


def test_copy_goes_where_it_was_asked(stub: Emulator, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    _, told, _ = run("a bottle", "--out", str(out), *ROUTE)
    assert told["file"] == str(out)
    with Image.open(out) as image:
        assert image.size == (1024, 1024)


def test_picture_from_a_file_alone(stub: Emulator, tmp_path: Path) -> None:
    source = tmp_path / "cat.jpg"
    source.write_bytes(picture(120, 90, kind="JPEG"))
    code, told, _ = run("--image", str(source))
    assert (code, told["width"], told["height"], told["attempts"]) == (0, 120, 90, 0)
    assert Turn.objects.get().action == Action.UPLOAD


def test_edit_of_a_file(stub: Emulator, tmp_path: Path) -> None:
    source = tmp_path / "cat.png"
    source.write_bytes(picture(120, 90))
    code, told, _ = run("make it green", "--image", str(source), "--ratio", "4:3", *ROUTE)
    assert (code, told["width"], stub.calls()[0]["pictures"]) == (0, 1200, 1)
    assert Session.objects.get().head == Turn.objects.get(pk=told["turn"])


def test_edit_of_a_turn_and_its_final(stub: Emulator) -> None:
    _, first, _ = run("a bottle", *ROUTE)
    _, second, _ = run("make it green", "--parent", str(first["turn"]))
    assert second["session"] == first["session"]
    assert Turn.objects.get(pk=second["turn"]).parent_id == first["turn"]
    code, final, _ = run("--parent", str(second["turn"]), "--finalize")
    assert (code, final["width"], final["height"]) == (0, 4096, 4096)
    assert Turn.objects.get(pk=final["turn"]).action == Action.FINALIZE


def test_refusal_is_exit_one_with_the_message(stub: Emulator) -> None:
    stub.script("finish-IMAGE_SAFETY")
    code, told, _ = run("a bottle", *ROUTE)
    assert (code, told["status"], told["sha256"], told["file"]) == (1, "refused", None, None)
    assert "safety" in told["message"]


def test_wrong_size_is_exit_one_and_kept_for_a_decision(stub: Emulator) -> None:
    stub.script({"fault": "wrong-size", "size": [512, 512]}, {"fault": "wrong-size", "size": [512, 512]})
    code, told, _ = run("a bottle", *ROUTE)
    assert (code, told["status"], told["width"], told["attempts"]) == (1, "needs_review", 512, 2)


def test_plain_words_without_json(stub: Emulator) -> None:
    out = io.StringIO()
    call_command("render", "a bottle", *ROUTE, stdout=out)
    assert "1024 x 1024, $0.036" in out.getvalue()


def test_plain_failure_goes_to_the_error_stream(stub: Emulator) -> None:
    stub.script("finish-IMAGE_SAFETY")
    err = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("render", "a bottle", *ROUTE, stderr=err)
    assert end.value.code == 1
    assert "v1: Refused." in err.getvalue()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Write what you want to see, or bring a picture"),
        (["x", "--finalize"], "--finalize needs --parent"),
        (["x", "--parent", "77"], "There is no turn 77"),
        (["x", "--size", "4K", *ROUTE], "4K is made at Finalize only"),
        (["x", "--size", "0.5K", *ROUTE], "does not make 0.5K"),
        (["x", "--ratio", "7:3", *ROUTE], "does not make 7:3"),
        (["x", "--model", "nobody", "--surface", "gemini"], "no model called nobody"),
        (["x", "--model", factories.MODEL, "--surface", "wisdom-gate"], "WISDOM_GATE_KEY"),
        (["--image", "/nowhere/cat.png"], "cannot be read"),
    ],
)
def test_what_cannot_be_asked_is_said(stub: Emulator, arguments: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("render", *arguments)
    assert stub.calls() == []


def test_parent_of_somebody_else_does_not_exist(stub: Emulator, bob: User) -> None:
    other = factories.done(factories.session(bob))
    with pytest.raises(CommandError, match="There is no turn"):
        call_command("render", "x", "--parent", str(other.pk))
