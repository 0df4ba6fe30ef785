"""Turn -> Plan: the exact conversation, the route, the pixels that are expected and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, BinaryIO, cast

from editor.prompt import Brief, build
from editor.providers import catalogue, surfaces
from editor.providers.catalogue import ImageModel
from editor.providers.messages import SIZES, Content, ImageRequest, Part, PicturePart, Size, TextPart
from editor.render import detours
from editor.render.errors import NothingToEdit
from editor.resilience.steps import Place
from editor.resilience.tries import Route
from sessions.models import Action, Asset, Reply, Turn
from sessions.services import assets, tree

# Base64 makes three bytes four; the rest of a request is small.
BASE64 = 4 / 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of the conversation, pictures by their stored asset."""

    text: str = ""
    asset: Asset | None = None
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the conversation: who said it, and its pieces."""

    role: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """A picture of the store, read in pieces while it is sent."""

    asset: Asset

    @property
    def byte_count(self) -> int:
        return self.asset.byte_count

    def open(self) -> BinaryIO:
        """A stream of its bytes. Raises AssetMissing."""
        return cast(BinaryIO, assets.open_asset(self.asset))


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything relevant to one picture. Pixels width x height; `price_usd` is its list price in USD."""

    turn: Turn
    model: ImageModel
    surface: str
    prompt: str
    messages: tuple[Message, ...]
    aspect_ratio: str
    image_size: Size
    expected_px: tuple[int, int]
    price_usd: Decimal
    notes: list[dict[str, str]] = field(default_factory=list)

    @property
    def reserve_usd(self) -> Decimal:
        """What the call may cost: the picture, and an upper estimate of what is sent. Thoughts are not foreseen."""
        rates = self.model.token_prices
        sent = catalogue.tokens_of(_text(self.messages), len(self.input_sha256), self.model)
        return self.price_usd + (sent * rates.input_usd / 1_000_000 if rates else Decimal(0))

    @property
    def input_sha256(self) -> list[str]:
        """Hashes of the pictures that leave with the request."""
        return [p.asset.sha256 for message in self.messages for p in message.pieces if p.asset]


def make(turn: Turn, at: Place | None = None) -> Plan:
    """Plan an open turn where it stands; without a place, as it was asked. The conversation is its ancestor path.

    Raises NothingToEdit when the parent did not end with a picture.
    """
    at = at or Place(Route(turn.model_asked, turn.surface_asked), turn.image_size)
    surface = at.route.surface
    model = catalogue.model(at.route.model).on(surface)
    size = next(size for size in SIZES if size == at.size)
    prompt = build(Brief.from_json(turn.brief))
    messages, notes = _conversation(at, _past(turn), prompt)
    return Plan(
        turn=turn,
        model=model,
        surface=surface,
        prompt=prompt,
        messages=messages,
        aspect_ratio=turn.aspect_ratio,
        image_size=size,
        expected_px=model.pixels(turn.aspect_ratio, size),
        price_usd=model.price_usd(size, surface) or model.price_usd(size) or Decimal(0),
        notes=[*notes, *detours.notes(turn, at)],
    )


def request(plan: Plan) -> ImageRequest:
    """The plan as a request, whose pictures are read from the store while it is sent. Raises AssetMissing."""
    contents = tuple(_content(message) for message in plan.messages)
    return ImageRequest(
        plan.model.id,
        contents,
        plan.aspect_ratio,
        plan.image_size if plan.model.supports_size else None,
        plan.turn.seed,
    )


def _content(message: Message) -> Content:
    return Content("model" if message.role == "model" else "user", tuple(_part(piece) for piece in message.pieces))


def _part(piece: Piece) -> Part:
    if piece.asset is None:
        return TextPart(piece.text, piece.signature)
    source = Stored(piece.asset)
    source.open().close()  # a picture that is missing is found before anything is sent
    return PicturePart(piece.asset.media_type, signature=piece.signature, source=source)


def _past(turn: Turn) -> list[Turn]:
    """The ancestors, oldest first. Raises NothingToEdit when the nearest one did not end well."""
    if turn.parent is None:
        return []
    if turn.parent.waits_for_person:
        raise NothingToEdit(
            f"v{turn.parent.number} came back different and waits for your decision. Keep it, then try this edit again."
        )
    if not turn.parent.is_usable:
        raise NothingToEdit(
            f"v{turn.parent.number} did not end with a picture, so there is nothing to edit. "
            f"Try v{turn.parent.number} again, or continue from another version."
        )
    ids = tree.ancestor_ids(turn.parent.pk)
    found = Turn.objects.with_picture().select_related("reply").in_bulk(ids)
    return [found[pk] for pk in ids]


def _conversation(at: Place, past: list[Turn], prompt: str) -> tuple[tuple[Message, ...], list[dict[str, str]]]:
    full = _full(past, prompt)
    reason = _why_collapse(at, past, full)
    if not reason:
        return full, []
    last = next((each.output for each in reversed(past) if each.output), None)
    pieces = ([Piece(asset=last)] if last else []) + [Piece(text=prompt)]
    return (Message("user", tuple(pieces)),), [{"kind": "collapsed", "text": reason}]


def _full(past: list[Turn], prompt: str) -> tuple[Message, ...]:
    """Pictures that people brought ride in the next user message; model messages are echoed verbatim."""
    messages: list[Message] = []
    waiting: list[Piece] = []
    stored = _stored(past)
    for each in past:
        if each.action == Action.CRITIQUE:
            continue
        if each.action == Action.UPLOAD:
            waiting.append(Piece(asset=each.output))
            continue
        messages.append(Message("user", (*waiting, Piece(text=each.prompt))))
        messages.append(Message("model", _echo(each, stored)))
        waiting = []
    messages.append(Message("user", (*waiting, Piece(text=prompt))))
    return tuple(messages)


def _stored(past: list[Turn]) -> dict[str, Asset]:
    """The assets of every echoed picture, by hash, in one look-up."""
    wanted = {part["sha256"] for each in past for part in _reply_parts(each) if part["sha256"]}
    return Asset.objects.in_bulk(list(wanted), field_name="sha256")


def _echo(turn: Turn, stored: dict[str, Asset]) -> tuple[Piece, ...]:
    return tuple(
        Piece(text=part["text"], asset=stored.get(part["sha256"]), signature=part["signature"] or None)
        for part in _reply_parts(turn)
    )


def _reply_parts(turn: Turn) -> list[dict[str, Any]]:
    try:
        parts: list[dict[str, Any]] = turn.reply.parts
    except Reply.DoesNotExist:
        return []
    return [part for part in parts if not part["thought"]]


def _why_collapse(at: Place, past: list[Turn], full: tuple[Message, ...]) -> str:
    """Why the whole path cannot be sent (facts: wire format section 2, signatures; section 5, limits); else empty."""
    made = [(each.model_used, each.surface_used) for each in past if each.model_used]
    here = (at.route.model, at.route.surface)
    if any(route != here for route in made):
        others = ", ".join(sorted({_named(route, here) for route in made if route != here}))
        return f"Earlier versions were made by {others}: only the last picture and this instruction were sent."
    if at.is_bare:
        label = surfaces.SURFACES[at.route.surface].label
        return (
            f"{label} could not pick up from the earlier turns: only the last picture and this instruction were sent."
        )
    size = sum(p.asset.byte_count for message in full for p in message.pieces if p.asset) * BASE64
    limit = surfaces.SURFACES[at.route.surface].inline_limit_bytes
    if size > limit * 0.95:
        megabytes = limit // 1_000_000
        return f"The history would pass {megabytes} MB: only the last picture and this instruction were sent."
    model = catalogue.model(at.route.model).on(at.route.surface)
    pictures = sum(1 for message in full for piece in message.pieces if piece.asset)
    if catalogue.tokens_of(_text(full), pictures, model) > model.input_token_limit:
        limit = model.input_token_limit
        return f"The history would pass {limit:,} tokens: only the last picture and this instruction were sent."
    return ""


def _text(messages: tuple[Message, ...]) -> str:
    return "".join(piece.text for message in messages for piece in message.pieces)


def _named(route: tuple[str, str], here: tuple[str, str]) -> str:
    """The model, and its surface where that is all that differs."""
    model, surface = route
    known = surfaces.SURFACES.get(surface)
    return f"{model} on {known.label if known else surface}" if model == here[0] else model
