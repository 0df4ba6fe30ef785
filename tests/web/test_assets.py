"""Pictures, thumbnails and downloads: for their owner, cached by hash, streamed."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import AsyncClient, Client
from PIL import Image

from editor.web.assets import PIECE_BYTES, file_name
from sessions.models import Asset, Turn
from tests.conftest import picture
from tests.web import rows


@pytest.fixture
def turn(alice: User) -> Turn:
    return rows.turn(rows.session(alice, "Nocturne"), rows.asset(80, 60))


@pytest.fixture
def asset(turn: Turn) -> Asset:
    assert turn.output is not None
    return turn.output


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_owner_gets_the_very_bytes(alices_browser: Client, asset: Asset) -> None:
    answer = alices_browser.get(asset.url)
    assert content(answer) == picture(80, 60)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Length"] == str(asset.byte_count)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_picture_may_be_kept_for_ever_by_this_browser_only(alices_browser: Client, asset: Asset) -> None:
    answer = alices_browser.get(asset.url)
    answer.close()
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["ETag"] == f'"{asset.sha256}"'


@pytest.mark.parametrize("part", ["url", "thumb"])
def test_stranger_gets_a_404(bobs_browser: Client, asset: Asset, part: str) -> None:
    assert bobs_browser.get(getattr(asset, part)).status_code == 404


def test_stranger_learns_nothing_from_an_etag(bobs_browser: Client, asset: Asset) -> None:
    assert bobs_browser.get(asset.url, headers={"If-None-Match": f'"{asset.sha256}"'}).status_code == 404


def test_same_bytes_in_two_accounts_are_seen_by_both(bobs_browser: Client, asset: Asset, bob: User) -> None:
    rows.turn(rows.session(bob), rows.asset(80, 60))
    assert content(bobs_browser.get(asset.url)) == picture(80, 60)


def test_signed_out_is_sent_to_sign_in(client: Client, asset: Asset) -> None:
    assert client.get(asset.url).status_code == 302


def test_known_picture_is_not_sent_again(alices_browser: Client, asset: Asset) -> None:
    answer = alices_browser.get(asset.url, headers={"If-None-Match": f'"{asset.sha256}"'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["Cache-Control"].startswith("private")


def test_suffix_must_be_the_pictures_own(alices_browser: Client, asset: Asset) -> None:
    assert alices_browser.get(asset.url.replace(".png", ".html")).status_code == 404


def test_head_tells_the_length_alone(alices_browser: Client, asset: Asset) -> None:
    answer = alices_browser.head(asset.url)
    assert (answer.status_code, answer.headers["Content-Length"]) == (200, str(asset.byte_count))
    assert answer.content == b""


def test_reader_who_leaves_early_leaves_no_open_file(alices_browser: Client, asset: Asset) -> None:
    answer = alices_browser.get(asset.url)
    next(iter(answer))
    answer.close()  # an unclosed file would be a ResourceWarning, and warnings are errors here
    assert answer.closed


def test_post_is_not_a_way_to_a_picture(alices_browser: Client, asset: Asset) -> None:
    assert alices_browser.post(asset.url).status_code == 405


def test_missing_bytes_are_a_problem_not_a_picture(alices_browser: Client, asset: Asset, alice: User) -> None:
    gone = Asset.objects.create(sha256="0" * 64, width_px=1, height_px=1, media_type="image/png", byte_count=9)
    rows.turn(rows.session(alice), gone)
    alices_browser.raise_request_exception = False
    assert alices_browser.get(gone.url).status_code in (410, 500)


@pytest.mark.django_db(transaction=True)
async def test_large_picture_comes_in_small_pieces(alice: User) -> None:
    noise = Image.effect_noise((900, 900), 90)
    out = io.BytesIO()
    noise.save(out, "PNG")
    data = out.getvalue()
    assert len(data) > PIECE_BYTES
    asset = await _drawn(alice, data)
    browser = AsyncClient()
    await browser.aforce_login(alice)
    answer = await browser.get(asset.url)
    pieces = [piece async for piece in answer.streaming_content]
    assert b"".join(pieces) == data
    assert max(map(len, pieces)) <= PIECE_BYTES


async def _drawn(owner: User, data: bytes) -> Asset:
    from asgiref.sync import sync_to_async

    asset = await sync_to_async(rows.asset)(900, 900, data=data)
    session = await sync_to_async(rows.session)(owner)
    await sync_to_async(rows.turn)(session, asset)
    return asset


@pytest.mark.parametrize("edge_px", [96, 256])
def test_thumbnail_is_a_small_webp(alices_browser: Client, alice: User, edge_px: int) -> None:
    asset = rows.asset(600, 300)
    rows.turn(rows.session(alice), asset)
    answer = alices_browser.get(asset.thumb_url(edge_px))
    image = Image.open(io.BytesIO(content(answer)))
    assert (image.format, image.size) == ("WEBP", (edge_px, edge_px // 2))
    assert answer.headers["ETag"] == f'"{asset.sha256}-{edge_px}"'


@pytest.mark.parametrize("edge_px", [0, 95, 1601, 99999])
def test_other_thumbnail_sizes_are_not_made(alices_browser: Client, asset: Asset, edge_px: int) -> None:
    assert alices_browser.get(asset.thumb_url(edge_px)).status_code == 404


def test_download_names_the_file(alices_browser: Client, turn: Turn) -> None:
    answer = alices_browser.get(f"/turns/{turn.pk}/download")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Nocturne-v1-embedded-engine-80x60.png"'
    assert content(answer) == picture(80, 60)


def test_download_name_survives_other_scripts(alices_browser: Client, alice: User) -> None:
    turn = rows.turn(rows.session(alice, "Été: “Kühl” / 夏"), rows.asset(8, 8))
    answer = alices_browser.get(f"/turns/{turn.pk}/download")
    answer.close()
    header = answer.headers["Content-Disposition"]
    assert header.startswith("attachment; filename*=utf-8''%C3%89t%C3%A9")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc passwd-v1-embedded-engine-8x8.png"),
        ('a"b\r\nX: y', "a b X y-v1-embedded-engine-8x8.png"),
        ("...", "overpaint-v1-embedded-engine-8x8.png"),
        ("x" * 120, "x" * 80 + "-v1-embedded-engine-8x8.png"),
    ],
)
def test_file_name_holds_nothing_that_file_systems_refuse(alice: User, title: str, name: str) -> None:
    turn = rows.turn(rows.session(alice, title), rows.asset(8, 8))
    assert turn.output is not None
    assert file_name(turn, turn.output) == name


def test_turn_without_a_picture_has_no_download(alices_browser: Client, alice: User) -> None:
    turn = rows.turn(rows.session(alice), None)
    assert alices_browser.get(f"/turns/{turn.pk}/download").status_code == 404


def test_stranger_cannot_download(bobs_browser: Client, turn: Turn) -> None:
    assert bobs_browser.get(f"/turns/{turn.pk}/download").status_code == 404


def test_health_answers_without_a_sign_in(client: Client) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
