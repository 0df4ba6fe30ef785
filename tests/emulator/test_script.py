"""Which call meets which fault, and what the desk takes."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from editor.emulator import places
from editor.emulator.child import Emulator
from editor.emulator.faults import BATCH_FAULTS, FAULTS, MIX
from editor.emulator.script import Script, UnknownFault


def names(script: Script, count: int) -> list[str]:
    return [planned.fault.name if (planned := script.take()).fault else "" for _ in range(count)]


def script(*items: str | dict[str, Any]) -> Script:
    made = Script()
    made.add(items)
    return made


def test_faults_are_met_in_order_and_used_up() -> None:
    made = script("cut", "internal-500:2", {"fault": "stall", "times": 1})
    assert names(made, 5) == ["cut", "internal-500", "internal-500", "stall", ""]


def test_always_has_no_end() -> None:
    assert names(script("key-401:always"), 50) == ["key-401"] * 50


def test_arguments_stay_with_their_fault() -> None:
    planned = script({"fault": "limited-429-retry-info", "seconds": 3, "times": 2}).take()
    assert planned.arguments == {"seconds": 3}


def test_a_time_alone_is_no_fault() -> None:
    made = script({"latency_s": 3, "times": 2}, {"fault": "cut", "latency_s": 1})
    assert [(planned.fault, planned.latency_s) for planned in (made.take(), made.take())] == [(None, 3.0)] * 2
    assert made.take().latency_s == 1.0
    assert made.take().latency_s is None


def test_batches_have_faults_of_their_own() -> None:
    made = script("batch-failed", "cut", "batch-expired")
    assert names(made, 2) == ["cut", ""]
    assert [made.take_batch() for _ in range(3)] == ["FAILED", "EXPIRED", ""]


@pytest.mark.parametrize("item", ["nothing", "status", {"fault": "nothing"}, {}, "cut:0", "cut:-1", "cut:often"])
def test_what_is_not_known_is_refused_whole(item: str | dict[str, Any]) -> None:
    made = Script()
    with pytest.raises(UnknownFault):
        made.add(["cut", item])
    assert names(made, 1) == [""]


def test_the_mix_is_a_share_that_a_seed_repeats() -> None:
    made = Script()
    runs = []
    for seed in (1, 1, 2):
        made.mix(0.2, seed)
        runs.append(names(made, 2000))
    assert runs[0] == runs[1] != runs[2]
    assert 300 < sum(bool(name) for name in runs[0]) < 500
    assert {name for name in runs[0] if name} == {each["fault"] for each in MIX}


def test_what_is_planned_comes_before_the_mix() -> None:
    made = script("day-429")
    made.mix(1.0, 1)
    assert names(made, 1) == ["day-429"]
    made.clear()
    assert names(made, 20) == [""] * 20


def test_every_fault_says_what_it_does() -> None:
    assert all(fault.words and fault.name == name for name, fault in FAULTS.items())
    assert not set(FAULTS) & set(BATCH_FAULTS)
    assert {each["fault"] for each in MIX} <= set(FAULTS)


def test_what_answers_with_an_error_charges_nothing() -> None:
    assert not [fault.name for fault in FAULTS.values() if fault.bills and (fault.refuse or fault.page)]


@pytest.mark.parametrize(
    ("path", "surface", "verb", "model"),
    [
        ("/v1beta/models/m:generateContent", "gemini", "generateContent", "m"),
        ("/v1/models/m:streamGenerateContent", "gemini", "streamGenerateContent", "m"),
        ("/proxy/v1beta/models/m:generateContent", "gemini", "generateContent", "m"),
        ("/wisdom-gate/v1beta/models/m:generateContent", "wisdom-gate", "generateContent", "m"),
        ("/v1/projects/p/locations/l/publishers/google/models/m:generateContent", "vertex", "generateContent", "m"),
        ("/v1beta1/publishers/google/models", "vertex", "list", ""),
        ("/v1beta/models", "gemini", "list", ""),
        ("/v1beta/models/m", "gemini", "get", "m"),
        ("/v1beta/models/m:batchGenerateContent", "gemini", "batchGenerateContent", "m"),
        ("/v1beta/batches", "gemini", "batch-list", ""),
        ("/v1beta/batches/b", "gemini", "batch-get", ""),
        ("/v1beta/batches/b:cancel", "gemini", "batch-cancel", ""),
    ],
)
def test_paths_name_a_place(path: str, surface: str, verb: str, model: str) -> None:
    found = places.find(path)
    assert found is not None
    assert (found.surface, found.verb, found.model) == (surface, verb, model)


@pytest.mark.parametrize(
    "path",
    ["/", "/v2/models", "/v1beta1/models/m:generateContent", "/wisdom-gate/v1/models/m:generateContent", "/v1beta/m"],
)
def test_other_paths_are_no_place(path: str) -> None:
    assert places.find(path) is None


def test_the_desk_says_what_it_does_not_take(emulator: Emulator) -> None:
    with pytest.raises(ValueError, match="There is no fault called nothing"):
        emulator.script("nothing")
    for method, path, body in (
        ("POST", "latency", b"{}"),
        ("POST", "mix", b'{"share": "much"}'),
        ("POST", "script", b"{"),
    ):
        assert httpx.request(method, f"{emulator.url}/emulator/{path}", content=body).status_code == 400
    assert httpx.get(f"{emulator.url}/emulator/nothing").status_code == 404
