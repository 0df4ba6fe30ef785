"""Uploads: judged by decoding, kept as they are or stood upright, and never lost by a crash."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.contrib.auth.models import User
from PIL import Image

from editor import imaging
from editor.render import pipeline, settle, submit
from editor.render.errors import BadAsk
from sessions.errors import FenceLost
from sessions.models import Action, Session, Status, Turn
from sessions.services import assets, jobs
from tests import factories
from tests.conftest import picture
from tests.test_imaging import encoded, header_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_waits() -> Iterator[None]:
    yield
    for path in waiting():
        path.unlink()


def waiting() -> list[Path]:
    return list((Path(settings.SPOOL_DIR) / "uploads").glob("*"))


def brought(user: User, data: bytes) -> Turn:
    return submit.start(user, key=factories.key(), file=factories.file(data))


def carry(turn: Turn) -> Turn:
    pipeline.render(factories.lease(turn))
    return Turn.objects.with_picture().get(pk=turn.pk)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_picture_is_kept_byte_for_byte(alice: User, kind: str) -> None:
    data = picture(80, 60, kind=kind)
    turn = carry(brought(alice, data))
    assert (turn.status, turn.action, turn.width_px, turn.height_px) == (Status.DONE, Action.UPLOAD, 80, 60)
    assert turn.output is not None
    assert assets.read(turn.output) == data
    assert waiting() == []
    assert Session.objects.get().head == turn
    assert factories.stages(turn) == ["waiting", "checking", "done"]


def test_turned_photograph_stands_upright_and_says_so(alice: User) -> None:
    exif = Image.Exif()
    exif[imaging.ORIENTATION] = 6
    turn = carry(brought(alice, encoded("JPEG", exif=exif)))
    assert (turn.width_px, turn.height_px) == (30, 40)
    assert turn.notes == [{"kind": "upload", "text": "The picture was turned upright."}]
    assert waiting() == []


def test_same_picture_twice_is_one_asset(alice: User) -> None:
    data = picture(50, 50, colour=(5, 5, 5))
    first, second = (carry(brought(alice, data)) for _ in range(2))
    assert first.output == second.output


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"not a picture at all", "not a PNG, JPEG or WebP"),
        (b"GIF89a" + b"\0" * 60, "not a PNG, JPEG or WebP"),
        (header_of(20_000, 20_000), "says 400 megapixels"),
    ],
)
def test_what_the_header_gives_away_is_refused_in_the_form(alice: User, data: bytes, words: str) -> None:
    with pytest.raises(BadAsk, match=words):
        brought(alice, data)
    assert (Session.objects.count(), waiting()) == (0, [])


def test_file_over_the_limit_is_refused(alice: User, settings: LazySettings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    with pytest.raises(BadAsk, match=r"This file has 1\.0 MB\. The limit is 1 MB"):
        brought(alice, b"\0" * (1024 * 1024 + 1))


def test_truncated_picture_fails_with_a_sentence(alice: User) -> None:
    turn = carry(brought(alice, encoded("JPEG", size=(200, 200))[:9000]))
    assert (turn.status, turn.output) == (Status.FAILED, None)
    assert "cut off or damaged" in turn.message
    assert waiting() == []
    with pytest.raises(BadAsk, match="Choose the picture again"):
        submit.retry(alice, turn, key="again")


def test_double_sent_upload_is_one_turn(alice: User) -> None:
    first, second = (submit.start(alice, key="once", file=factories.file(picture())) for _ in range(2))
    assert first == second
    assert (Turn.objects.count(), len(waiting())) == (1, 1)


def test_picture_with_words_is_two_turns_and_the_ratio_is_the_pictures(alice: User) -> None:
    turn = submit.start(
        alice, key="k", ask=factories.ask(aspect_ratio="", surface="", model=""), file=factories.file(picture(160, 90))
    )
    assert turn.parent is not None
    assert (turn.action, turn.parent.action, turn.aspect_ratio) == (Action.ADJUST, Action.UPLOAD, "16:9")


@pytest.mark.parametrize("data", [picture(33, 44), encoded("JPEG", "CMYK", size=(33, 44))], ids=["plain", "changed"])
def test_killed_between_the_store_and_the_record(alice: User, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    turn = brought(alice, data)
    lease = factories.lease(turn, "in-process-1")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt  # what no handler of ours catches

    with monkeypatch.context() as patched:
        patched.setattr(settle.jobs, "end", killed)
        with pytest.raises(KeyboardInterrupt):
            pipeline.render(lease)
    assert Turn.objects.get().status == Status.RUNNING
    jobs.take_over("in-process")
    again = carry(turn)
    assert (again.status, again.width_px, again.height_px) == (Status.DONE, 33, 44)
    assert assets.read(again.output)  # type: ignore[arg-type]
    assert waiting() == []


def test_cancelled_upload_is_not_taken_in(alice: User) -> None:
    turn = brought(alice, picture())
    lease = factories.lease(turn)
    submit.cancel(alice, turn)
    pipeline.render(lease)
    with pytest.raises(FenceLost):
        jobs.end(lease)
    assert Turn.objects.get().output is None


def test_upload_into_a_session_is_a_second_root(alice: User) -> None:
    session = factories.session(alice)
    turn = carry(submit.upload(alice, session, factories.file(picture()), key="k"))
    assert (turn.session, turn.parent, turn.status) == (session, None, Status.DONE)


def test_name_of_the_file_leads_nowhere(alice: User) -> None:
    data = io.BytesIO(picture()).getvalue()
    turn = submit.start(alice, key="k", file=factories.file(data, "../../../etc/passwd.png"))
    assert turn.brief["file_name"] == "passwd.png"
    assert settle.upload_path(turn).parent == Path(settings.SPOOL_DIR) / "uploads"
