"""Three ways on from every end without a picture: what helps first, what it costs, never a model that has ended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client

from editor.providers.errors import ProviderError
from editor.web import ways
from editor.web.ways import Way
from sessions.models import Action, Outcome, Session, Status, Turn
from sessions.services import turns
from sessions.services.turns import Ending
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
ENDED_MODEL = "gemini-3.1-flash-image"  # its surface ended it on 29 October 2026


@pytest.fixture
def session(alice: User, settings: LazySettings) -> Session:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": "dummy"}
    return factories.session(alice)


@pytest.fixture
def first(session: Session) -> Turn:
    """A picture to go back to."""
    return factories.done(session)


def kinds(root: type[ProviderError] = ProviderError) -> list[type[ProviderError]]:
    """Every typed error, the branches of the tree included."""
    return [root, *(each for child in root.__subclasses__() for each in kinds(child))]


def failed(
    session: Session, parent: Turn | None, failure: str = "", status: Status = Status.FAILED, **how: Any
) -> Turn:
    """A turn that ended with one call that failed like this."""
    call = {name: how.pop(name) for name in ("is_retryable",) if name in how}
    turn = factories.opened(session, parent, **how)
    if failure:
        route = {"model": turn.model_asked, "surface": turn.surface_asked}
        factories.called(turn, Outcome.ERROR, "0", failure=failure, error="It failed.", **route, **call)
    return turns.finish(turn, Ending(status, message="It failed."))


def offered(turn: Turn) -> tuple[Way, Way, Way]:
    turn.session.refresh_from_db()
    return ways.ways(turn, list(turn.attempts.all()), turn.session.head, TODAY)


def labels(turn: Turn) -> list[str]:
    return [way.label for way in offered(turn)]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_every_error_leaves_exactly_three_ways_on(
    alices_browser: Client, session: Session, first: Turn, kind: type[ProviderError]
) -> None:
    turn = failed(session, first, kind.__name__)
    page = alices_browser.get(f"/sessions/{session.pk}?look={turn.pk}").content.decode()
    stage = page[page.index('id="stage"') : page.index('class="stat')]
    assert stage.count('class="b way"') == 3
    assert "<dt>Billed</dt><dd>$0.000</dd>" in stage
    assert len(set(labels(turn))) == 3
    assert labels(turn)[2] == "Go back and branch from v1"


@pytest.mark.parametrize(
    ("failure", "best"),
    [
        ("ConnectionBroken", "Use Nano Banana 2 Lite, $0.034"),
        ("Overloaded", "Use Nano Banana 2 Lite, $0.034"),
        ("QuotaUsedUp", "Use Nano Banana 2 Lite, $0.034"),
        ("Refused", "Rephrase"),
        ("NoPicture", "Rephrase"),
        ("BadReply", "Try again, $0.0"),
        ("SignatureLost", "Try again, $0.0"),
        ("", "Try again, $0.0"),
    ],
)
def test_what_helps_comes_first_with_its_price(session: Session, first: Turn, failure: str, best: str) -> None:
    assert labels(failed(session, first, failure))[0].startswith(best)


@pytest.mark.parametrize("failure", ["TimedOutWaiting", "TimedOutReceiving", "ReplyTooLarge"])
def test_what_was_too_much_is_made_smaller(session: Session, first: Turn, failure: str) -> None:
    way = offered(failed(session, first, failure, image_size="2K"))[0]
    assert way.label == "Make it at 1K, $0.034"
    assert ("image_size", "1K") in way.fields
    assert labels(failed(session, first, failure, image_size="1K"))[0].startswith("Try again")


def test_an_answer_that_may_differ_is_asked_for_again_first(session: Session, first: Turn) -> None:
    assert labels(failed(session, first, "NoPicture", is_retryable=True))[0].startswith("Try again")


def test_a_refusal_before_any_call_is_rephrased(session: Session, first: Turn) -> None:
    assert labels(failed(session, first, status=Status.REFUSED))[0] == "Rephrase"


def test_a_dead_model_names_its_successor_and_is_not_tried_again(session: Session, first: Turn) -> None:
    found = offered(failed(session, first, "RetiredModel", model=ENDED_MODEL))
    assert found[0].label == "Use Nano Banana 2.1, $0.034"
    assert ("choice", "gemini:gemini-nano-banana-2.1") in found[0].fields
    assert not any("again" in way.label for way in found)


def test_a_model_that_nobody_knows_any_more_is_not_tried_again(session: Session, first: Turn) -> None:
    assert not any("Try again" in label for label in labels(failed(session, first, "RetiredModel", model="gone-1")))


def test_another_model_takes_the_whole_request_along(alices_browser: Client, session: Session, first: Turn) -> None:
    brief = {"instruction": "warmer", "keep": ["label", "cap"], "change": ["backdrop"], "style": ""}
    turn = failed(session, first, "QuotaUsedUp", brief=brief, seed=7)
    way = offered(turn)[0]
    sent: dict[str, Any] = {"key": factories.key()}
    for name, value in way.fields:
        sent.setdefault(name, []).append(value)
    assert alices_browser.post(way.address, sent).status_code == 302
    made = session.turns.latest("number")
    assert (made.parent, made.model_asked, made.seed) == (first, "gemini-3.1-flash-lite-image", 7)
    assert (made.brief["keep"], made.brief["change"]) == (["label", "cap"], ["backdrop"])


def test_a_final_goes_elsewhere_as_a_final(alices_browser: Client, session: Session, first: Turn) -> None:
    turn = failed(session, first, "Overloaded", action=Action.FINALIZE, image_size="4K")
    way = offered(turn)[0]
    assert way.label == "Use Nano Banana Pro, $0.240"
    assert alices_browser.post(way.address, {"key": factories.key(), **dict(way.fields)}).status_code == 302
    made = session.turns.latest("number")
    assert (made.action, made.image_size, made.model_asked) == (Action.FINALIZE, "4K", "gemini-3-pro-image")


def test_a_final_may_be_made_smaller_only_as_a_turn_of_its_own(session: Session, first: Turn) -> None:
    turn = failed(session, first, "TimedOutReceiving", action=Action.FINALIZE, image_size="4K")
    way = offered(turn)[0]
    assert way.label.startswith("Make it at 2K")
    assert (way.address, way.fields) == (f"/turns/{first.pk}/rerender", (("image_size", "2K"),))


def test_the_embedded_engine_is_not_asked_the_same_twice(session: Session, first: Turn) -> None:
    assert labels(failed(session, first, "NoPicture", model=factories.EMBEDDED_MODEL, surface="embedded")) == [
        "Rephrase",
        "Bring another picture",
        "Go back and branch from v1",
    ]


def test_an_upload_that_failed_asks_for_another_picture(session: Session, first: Turn) -> None:
    turn = failed(session, None, action=Action.UPLOAD, model="", surface="", brief={"file_name": "cat.png"})
    assert labels(turn) == ["Bring another picture", "Ask for something else", "Go on from v1"]


def test_a_first_picture_that_failed_leads_to_another_session(session: Session) -> None:
    found = offered(failed(session, None, "BadReply"))
    assert (found[2].kind, found[2].address) == ("link", "/sessions/new")


def test_what_was_cancelled_is_made_again_at_its_price(session: Session, first: Turn) -> None:
    assert labels(failed(session, first, status=Status.CANCELLED))[0].startswith("Make it again, $0.0")


def test_a_price_that_the_seller_keeps_to_himself_is_at_most_the_list(session: Session, first: Turn) -> None:
    turn = failed(session, first, "BadReply", model="gemini-3.1-flash-image-preview", surface="wisdom-gate")
    assert labels(turn)[0] == "Try again, up to $0.067"


def test_no_way_leads_to_a_surface_without_its_key(session: Session, first: Turn, settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {}
    assert labels(failed(session, first, "RetiredModel", model=ENDED_MODEL))[0] == "Rephrase"
    assert labels(failed(session, first, "QuotaUsedUp"))[0].startswith("Try again")
