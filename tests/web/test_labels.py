"""Wherever a picture of the embedded engine is shown or saved, it says so; another model's or a person's does not."""

from __future__ import annotations

import io
import re
import uuid
from pathlib import Path

import cv2
import numpy as np
import pytest
from django.contrib.auth.models import User
from django.test import Client
from PIL import Image, ImageDraw

from editor import imaging
from editor.providers.embedded import finish
from editor.templatetags.studio import by_engine
from editor.web.assets import file_name
from sessions.models import Action, Asset, Session, Stage, Turn
from sessions.services import events, turns
from sessions.services.turns import Ending, Opening
from tests import factories
from tests.web import rows

LABEL = re.compile(r"embedded engine", re.IGNORECASE)
IMAGE = re.compile(r"<img\b[^>]*>")
HTMX = {"HX-Request": "true"}


def drawn(width: int = 96, height: int = 96) -> bytes:
    """A picture as the engine writes it, with a shape that only this size has."""
    image = Image.new("RGB", (width, height), (40, 70, 90))
    ImageDraw.Draw(image).ellipse((8, 8, width - 20, height - 8), (200, 120, 60))
    return finish.png(np.asarray(image), b'{"scene":"product"}', own_scene=True)


@pytest.fixture
def asset() -> Asset:
    return rows.asset(96, 96, data=drawn())


@pytest.fixture
def session(alice: User, asset: Asset) -> Session:
    """Two pictures of the engine, the second made from the first."""
    made = rows.session(alice)
    rows.turn(made, rows.asset(96, 128, data=drawn(96, 128)), parent=rows.turn(made, asset))
    return made


def under_way(session: Session, **how: str) -> Turn:
    asked = {"model": "overpaint-embedded-1", "surface": "embedded", "aspect_ratio": "1:1", "image_size": "1K", **how}
    parent = session.turns.order_by("number").last()
    opening = Opening(
        Action.ADJUST, session.owner, uuid.uuid4().hex, parent=parent, brief={"instruction": "redder"}, **asked
    )
    turn = turns.open_turn(session, opening)
    events.append(turn, Stage.ASKING, **{"try": 1, "surface_label": "x"})
    return turn


def piece(html: str, opening: str, closing: str) -> str:
    """The first part of a page between two marks."""
    start = html.index(opening)
    return html[start : html.index(closing, start)]


def words(html: str) -> str:
    """What can be read on the screen: no tags, no attributes."""
    return re.sub(r"<[^>]*>", " ", html)


def test_stage_strip_and_activity_of_the_studio_say_it(alices_browser: Client, session: Session) -> None:
    page = alices_browser.get(f"/sessions/{session.pk}").content.decode()
    assert LABEL.search(words(piece(page, 'id="stage"', "</main>")))
    strip = piece(page, 'id="strip"', "</nav>")
    assert strip.count(">Embedded<") == 2
    assert len(re.findall(r'aria-label="v\d[^"]*, embedded engine', strip)) == 2
    happened = re.findall(r'<a class="act".*?</a>', page, re.DOTALL)
    assert [len(LABEL.findall(words(each))) for each in happened] == [1, 1]


def test_the_tree_says_it_of_each(alices_browser: Client, session: Session) -> None:
    tree = alices_browser.get(f"/sessions/{session.pk}/tree", headers=HTMX).content.decode()
    assert len(LABEL.findall(words(tree))) == len(IMAGE.findall(tree)) == 2
    assert len(re.findall(r'aria-label="version[^"]*, embedded engine', tree)) == 2


def test_the_picture_before_says_it(alices_browser: Client, session: Session) -> None:
    page = alices_browser.get(f"/sessions/{session.pk}").content.decode()
    assert 'data-before-alt="v1, made by the embedded engine"' in page
    under_way(session)
    page = alices_browser.get(f"/sessions/{session.pk}").content.decode()
    assert LABEL.search(words(piece(page, '<figure class="start', "</figure>")))


def test_a_picture_that_is_being_made_is_announced_with_its_label(alices_browser: Client, session: Session) -> None:
    turn = under_way(session)
    page = alices_browser.get(f"/sessions/{session.pk}?look={turn.pk}").content.decode()
    assert LABEL.search(words(piece(page, 'class="stat', "</main>")))


def test_the_list_of_sessions_says_it_also_where_only_some_are(
    alices_browser: Client, alice: User, session: Session
) -> None:
    page = alices_browser.get("/sessions").content.decode()
    assert LABEL.search(words(piece(page, "<tbody>", "</tbody>")))
    assert "partly" not in page
    turn = under_way(session, model="gemini-nano-banana-2.1", surface="gemini")
    done = Ending(
        turns.Status.DONE, model_used="gemini-nano-banana-2.1", surface_used="gemini", output=rows.asset(8, 8)
    )
    turns.finish(turn, done)
    page = alices_browser.get("/sessions").content.decode()
    assert "partly embedded engine" in words(piece(page, "<tbody>", "</tbody>"))


def test_the_examples_to_begin_with_say_it(alices_browser: Client) -> None:
    page = alices_browser.get("/sessions/new").content.decode()
    assert "made by the embedded engine" in words(piece(page, '<div class="starters">', "</section>"))


@pytest.mark.parametrize("address", ["/models", "/costs", "/status"])
def test_pages_about_models_and_money_show_no_picture(alices_browser: Client, session: Session, address: str) -> None:
    assert not IMAGE.findall(alices_browser.get(address).content.decode())


def test_others_are_not_labelled_so(alices_browser: Client, alice: User) -> None:
    made = rows.session(alice)
    turn = factories.queued(made)
    turns.finish(
        turn, Ending(turns.Status.DONE, model_used=turn.model_asked, surface_used="gemini", output=rows.asset(8, 8))
    )
    assert not by_engine(Turn.objects.get(pk=turn.pk))
    page = alices_browser.get(f"/sessions/{made.pk}?look={turn.pk}").content.decode()
    assert not LABEL.search(words(piece(page, 'id="stage"', "</main>")))
    assert "Embedded" not in words(piece(page, 'id="strip"', "</nav>"))


def test_a_download_is_the_file_itself_and_named_so(alices_browser: Client, session: Session, asset: Asset) -> None:
    turn = session.turns.get(number=1)
    assert file_name(turn, asset) == "Bottle-v1-embedded-engine-96x96.png"
    for address in (f"/turns/{turn.pk}/download", asset.url):
        data = b"".join(alices_browser.get(address).streaming_content)
        assert data == drawn()
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            assert image.info["Software"] == finish.SOFTWARE
            assert image.info["Description"] == finish.DESCRIPTION
            assert b"digitalsourcetype/algorithmicMedia" in image.info["xmp"]
    assert cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR).shape == (96, 96, 3)


@pytest.mark.parametrize("size", [(1400, 700), (4096, 2048)])
def test_a_preview_large_enough_to_keep_says_who_made_it(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(drawn(*size))
    made = imaging.thumbnails(str(path), str(tmp_path), (96, 512, 1600))
    found = {edge: b"algorithmicMedia" in Path(each).read_bytes() for edge, each in made.items()}
    assert found == {96: False, 512: True, 1600: True}
