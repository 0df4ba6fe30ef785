"""kill -9 at every moment of the pipeline, then a restart: every turn ends as it should have, nothing is paid twice."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.benchmark.server import tree_pids
from editor.emulator.child import Emulator
from tests import factories
from tests.conftest import picture
from tests.process.house import House, check, until

pytestmark = [pytest.mark.process]


@pytest.fixture(scope="module")
def stub_process() -> Iterator[Emulator]:
    with Emulator(prebuild=[(1024, 1024), (4096, 4096)]) as stub:
        yield stub


@pytest.fixture
def stub(stub_process: Emulator) -> Emulator:
    stub_process.forget()
    stub_process.latency(0)
    return stub_process


@pytest.fixture
def house(stub: Emulator, tmp_path: Path) -> Iterator[House]:
    found = House(tmp_path / "home", stub.env)
    found.start()
    yield found
    found.leave()


def kill_in_flight(house: House, stub: Emulator, turn_id: int, calls: int = 1) -> str:
    """Kill the server while the provider draws; the request id of the call."""
    until(lambda: len(stub.calls()) == calls, "the call is in flight")
    house.kill()
    query = "select request_id from edit_sessions_attempt where turn_id=? order by id desc"
    return str(house.value(query, turn_id))


def put_reply(house: House, request_id: str, data: bytes) -> None:
    (house.home / "spool" / f"{request_id}.json").write_bytes(factories.reply_body(data))


def test_while_turns_are_queued(house: House, stub: Emulator) -> None:
    stub.latency(4)
    made = [house.begin() for _ in range(40)]
    house.kill()
    sent = len(stub.calls())
    assert sent < 40
    stub.latency(0)
    house.start()
    assert {house.ended(turn_id) for turn_id in made} == {"done"}
    check(house, len(stub.calls()))
    assert len(stub.calls()) == 40 + sent


def test_claimed_before_any_attempt(house: House, stub: Emulator) -> None:
    stub.latency(3)
    turn_id = house.begin()
    kill_in_flight(house, stub, turn_id)
    with house.database() as database:  # as if the kill had come just before the attempt
        database.execute("delete from edit_sessions_ledgerentry")
        database.execute("delete from edit_sessions_attempt")
    stub.forget()
    stub.latency(0)
    house.start()
    assert house.ended(turn_id) == "done"
    assert house.outcomes(turn_id) == ["picture"]
    check(house, len(stub.calls()))


def test_call_in_flight(house: House, stub: Emulator) -> None:
    stub.latency(3)
    turn_id = house.begin()
    kill_in_flight(house, stub, turn_id)
    stub.latency(0)
    house.start()
    assert house.ended(turn_id) == "done"
    assert house.outcomes(turn_id) == ["unknown", "picture"]
    check(house, len(stub.calls()))


def test_call_in_flight_twice_is_not_made_a_third_time(house: House, stub: Emulator) -> None:
    stub.latency(3)
    turn_id = house.begin()
    kill_in_flight(house, stub, turn_id)
    house.start()
    kill_in_flight(house, stub, turn_id, calls=2)
    house.start()
    assert house.ended(turn_id) == "failed"
    assert "2 calls were cut off in flight" in house.value("select message from edit_sessions_turn where id=?", turn_id)
    assert house.outcomes(turn_id) == ["unknown", "unknown"]
    check(house, len(stub.calls()))


def test_reply_arrived_and_not_settled(house: House, stub: Emulator) -> None:
    stub.latency(3)
    turn_id = house.begin()
    request_id = kill_in_flight(house, stub, turn_id)
    put_reply(house, request_id, picture(1024, 1024))
    house.start()
    assert house.ended(turn_id) == "done"
    assert house.outcomes(turn_id) == ["picture"]
    check(house, 1)


def test_between_the_store_and_the_record(house: House, stub: Emulator) -> None:
    stub.latency(3)
    turn_id = house.begin()
    request_id = kill_in_flight(house, stub, turn_id)
    data = picture(1024, 1024, colour=(2, 4, 6))
    sha256 = hashlib.sha256(data).hexdigest()
    put_reply(house, request_id, data)
    (house.home / "spool" / f"{request_id}.json.0").write_bytes(data[:99])
    path = house.asset_path(sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    house.start()
    assert house.ended(turn_id) == "done"
    assert house.value("select sha256 from edit_sessions_asset") == sha256
    check(house, 1)
    assert house.spooled(f"{request_id}*") == []


def test_as_soon_as_the_reply_is_on_disk(house: House, stub: Emulator) -> None:
    """The real race, whichever side of the settling the kill falls on."""
    for number in range(1, 4):
        turn_id = house.begin()
        until(lambda: house.spooled() or house.status(turn_id) == "done", "the reply is on disk")  # noqa: B023
        house.kill()
        house.start()
        assert house.ended(turn_id) == "done"
        assert house.outcomes(turn_id) == ["picture"]
        check(house, number)


def test_during_a_final(house: House, stub: Emulator) -> None:
    turn_id = house.begin()
    assert house.ended(turn_id) == "done"
    stub.latency(3)
    in_flight = house.finalize(turn_id)
    kill_in_flight(house, stub, in_flight, calls=2)
    stub.latency(0)
    house.start()
    assert house.ended(in_flight) == "done"
    receiving = house.finalize(turn_id)
    until(lambda: house.spooled("*.part") or house.spooled(), "the 25 MB arrive")
    house.kill()
    house.start()
    assert house.ended(receiving) == "done"
    sizes = house.rows("select width_px, height_px from edit_sessions_turn where id in (?, ?)", in_flight, receiving)
    assert {tuple(row) for row in sizes} == {(4096, 4096)}
    check(house, len(stub.calls()))


def test_upload_between_the_store_and_the_record(house: House, stub: Emulator) -> None:
    """Taken in behind a queue that is held up; the state of the killed worker is then laid out on the disk."""
    house.kill()
    data = picture(321, 123)
    path = house.asset_path(hashlib.sha256(data).hexdigest())
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    with house.database() as database:  # every claim fails, so that the upload stays queued
        database.execute(
            "create trigger held before update on edit_sessions_job begin select raise(abort, 'held'); end"
        )
    house.start()
    house.post("/sessions/start", file=data)
    turn_id = int(house.value("select max(id) from edit_sessions_turn"))
    house.kill()
    with house.database() as database:
        database.execute("drop trigger held")
        database.execute("update edit_sessions_turn set status='running'")
        database.execute("update edit_sessions_job set state='leased', worker='in-process-1', fence=1")
    house.start()
    assert house.ended(turn_id) == "done"
    check(house, 0)
    # The file goes after the commit that ends the turn, so a page may see the end first.
    until(lambda: not list((house.home / "spool" / "uploads").iterdir()), "the upload is cleared away")


def test_while_the_embedded_engine_draws(house: House) -> None:
    words = "Matte black bottle on a grey seamless, soft studio light from the left, product photo"
    turn_id = house.begin(prompt=words, image_size="2K", choice="embedded:overpaint-embedded-1")
    until(lambda: house.outcomes(turn_id), "the engine was asked")
    workers = tree_pids(house.pid)[1:]
    house.kill()
    assert workers
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers), "no worker outlives the server", 20)
    house.start()
    assert house.ended(turn_id) == "done"
    assert house.outcomes(turn_id)[-1] == "picture"
    assert set(house.outcomes(turn_id)[:-1]) <= {"error"}
    check(house, 0)


@pytest.mark.parametrize("seed", [1, 2])
def test_at_any_moment(house: House, stub: Emulator, seed: int) -> None:
    dice = random.Random(seed)
    stub.latency(0.4)
    made = [house.begin() for _ in range(6)]
    for _ in range(4):
        time.sleep(dice.uniform(0.0, 0.9))  # the moment itself is what is tried
        house.kill()
        house.start()
        made.append(house.begin())
    stub.latency(0)
    ends = [house.ended(turn_id) for turn_id in made]
    assert set(ends) <= {"done", "failed"}
    for turn_id, end in zip(made, ends, strict=True):
        assert (end == "failed") == (house.outcomes(turn_id) == ["unknown", "unknown"])
    attempts = int(house.value("select count(*) from edit_sessions_attempt where surface='gemini'"))
    unknown = int(house.value("select count(*) from edit_sessions_attempt where outcome='unknown'"))
    # An attempt is written before its call leaves: a kill in between leaves one that nobody received.
    assert 0 <= attempts - len(stub.calls()) <= unknown
    check(house, attempts)
