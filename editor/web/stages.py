"""The stages of a turn as a person reads them: what is done, what goes on now, what is still ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from editor.providers import catalogue
from editor.providers.surfaces import EMBEDDED
from editor.templatetags.figures import percent
from editor.templatetags.studio import usd
from editor.web import calls, prices
from sessions.models import FINAL_STAGES, Action, Event, Stage, Turn

UPLOAD_STAGES = (Stage.WAITING, Stage.CHECKING, Stage.SAVING)
RENDER_STAGES = (Stage.WAITING, Stage.ASKING, Stage.RECEIVING, Stage.CHECKING, Stage.SAVING)
NAMES = {
    Stage.WAITING: "Waiting in line",
    Stage.ASKING: "Asking the model",
    Stage.RECEIVING: "Receiving",
    Stage.CHECKING: "Checking",
    Stage.SAVING: "Saving",
}
ENDS = {
    Stage.DONE: "is ready",
    Stage.NEEDS_REVIEW: "came back different from what was asked",
    Stage.REFUSED: "was refused",
    Stage.FAILED: "failed",
    Stage.CANCELLED: "was cancelled",
}
# What a drawing must have done before its pace says anything: a share, and seconds.
ENOUGH_SHARE = 0.08
ENOUGH_S = 0.9


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list: `state` is done, now or ahead; `seconds` how long it took, or has lasted so far.

    `left_s` is how long it still waits for its next try, in seconds.
    """

    label: str
    detail: str
    state: str
    seconds: float | None = None
    left_s: float | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a turn is, as its newest event (`event_id`, 0 for none) has it.

    `elapsed_s` counts seconds since the click; `cancel` says what cancelling would cost. `share` (0..1) of the drawing
    is done where that is reported, and at the pace so far it takes `left_s` seconds more; None where nobody knows.
    """

    turn: Turn
    stage: str
    headline: str
    short: str
    steps: tuple[Step, ...]
    elapsed_s: float
    cancel: str
    is_sent: bool
    is_between: bool
    event_id: int = 0
    share: float | None = None
    left_s: float | None = None

    @property
    def stop(self) -> str:
        """The word on the button that ends it: between two tries there is nothing to cancel, only to stop."""
        return "Stop" if self.is_between else "Cancel"

    @property
    def announcement(self) -> str:
        """What a screen reader says when the stage changes."""
        return f"v{self.turn.number}: {self.headline}"


def pixels(turn: Turn) -> tuple[int, int] | None:
    """Width and height in pixels that were asked for; None for an upload or a model that is gone."""
    item = catalogue.MODELS.get(turn.model_asked)
    size = next((size for size in item.sizes if size == turn.image_size), None) if item else None
    if item is None or size is None or turn.aspect_ratio not in item.ratios:
        return None
    return item.pixels(turn.aspect_ratio, size)


def progress(turn: Turn, events: Sequence[Event], now: datetime, held: str = "") -> Progress:
    """How far `turn` is, told by its `events`, oldest first. `held` says why a turn in line is not taken yet."""
    groups = _groups([event for event in events if event.stage not in FINAL_STAGES])
    ended = next((event for event in events if event.stage in FINAL_STAGES), None)
    newest = groups[-1][-1] if groups else None
    stage = ended.stage if ended else newest.stage if newest else Stage.WAITING.value
    data = newest.data if newest else {}
    # Between two tries nothing is under way: the call that was sent has ended.
    is_sent = any(event.stage == Stage.ASKING for event in events) and stage != Stage.WAITING
    is_between = len(groups) > 1 and stage == Stage.WAITING
    return Progress(
        turn=turn,
        stage=stage,
        headline=_headline(turn, stage, data, held),
        short=_short(turn, stage, data),
        steps=_steps(turn, groups, ended, now),
        elapsed_s=max(0.0, ((ended.created_at if ended else now) - turn.created_at).total_seconds()),
        cancel=_cancel(turn, is_sent=is_sent, is_between=is_between),
        is_sent=is_sent,
        is_between=is_between,
        event_id=(newest.pk or 0) if newest else 0,
        share=data.get("share"),
        left_s=_drawing_left_s(groups[-1], now) if groups and not ended else None,
    )


def _groups(events: Sequence[Event]) -> list[list[Event]]:
    """Neighbouring events of one stage belong together; a second try at asking is a step of its own."""
    groups: list[list[Event]] = []
    for event in events:
        goes_on = event.stage != Stage.ASKING or "share" in event.data
        if groups and groups[-1][-1].stage == event.stage and goes_on:
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups


def _steps(turn: Turn, groups: list[list[Event]], ended: Event | None, now: datetime) -> tuple[Step, ...]:
    begins = [group[0].created_at for group in groups]
    ends = [*begins[1:], ended.created_at if ended else now]
    steps = []
    for index, group in enumerate(groups):
        is_now = ended is None and index == len(groups) - 1
        seconds = max(0.0, (ends[index] - begins[index]).total_seconds())
        label, detail = _words(turn, group[-1], is_now=is_now)
        left_s = _left_s(group[-1], now) if is_now else None
        steps.append(Step(label, detail, "now" if is_now else "done", seconds, left_s))
    return (*steps, *(() if ended else _ahead(turn, groups)))


def _left_s(event: Event, now: datetime) -> float | None:
    """Seconds until the next try, where this stage waits for one."""
    if event.stage != Stage.WAITING or "again_in_s" not in event.data:
        return None
    return max(0.0, float(event.data["again_in_s"]) - (now - event.created_at).total_seconds())


def _drawing_left_s(group: list[Event], now: datetime) -> float | None:
    """Seconds that the rest of a drawing takes at its pace so far; None until it has come far enough to tell."""
    told = [event for event in group if "share" in event.data]
    if len(told) < 2:
        return None
    first, last = told[0], told[-1]
    share = float(last.data["share"])
    moved = share - float(first.data["share"])
    lasted_s = (last.created_at - first.created_at).total_seconds()
    if moved < ENOUGH_SHARE or lasted_s < ENOUGH_S:
        return None
    since_s = (now - last.created_at).total_seconds()
    return max(0.0, (1 - share) * lasted_s / moved - since_s)


def _ahead(turn: Turn, groups: list[list[Event]]) -> tuple[Step, ...]:
    order = UPLOAD_STAGES if turn.action == Action.UPLOAD else RENDER_STAGES
    current = groups[-1][-1].stage if groups else ""
    following = order[order.index(Stage(current)) + 1 :] if current in order else order
    return tuple(Step(NAMES[stage], "", "ahead") for stage in following)


def _words(turn: Turn, event: Event, *, is_now: bool) -> tuple[str, str]:
    data: dict[str, Any] = event.data
    match event.stage:
        case Stage.WAITING:
            if "again_in_s" in data:
                return ("Waiting for the next try" if is_now else "Waited"), ""
            place = data.get("place", 1)
            return NAMES[Stage.WAITING], f"number {place}" if is_now and place > 1 else ""
        case Stage.ASKING:
            tries = data.get("try", 1)
            where = data.get("surface_label") or "the model"
            said = [f"try {tries}"] if tries > 1 else []
            said += [f"{data['step']} {percent(data['share'])}"] if is_now and "share" in data else []
            return f"{'Asking' if is_now else 'Asked'} {where}", ", ".join(said)
        case Stage.RECEIVING:
            return ("Receiving" if is_now else "Received"), _bytes(data)
        case Stage.CHECKING:
            return ("Checking" if is_now else "Checked"), ""
        case _:
            return ("Saving" if is_now else "Saved"), ""


def _bytes(data: dict[str, Any]) -> str:
    got, total = data.get("bytes", 0), data.get("total")
    return f"{got / 1e6:.1f} of {total / 1e6:.1f} MB" if total else f"{got / 1e6:.1f} MB"


def _headline(turn: Turn, stage: str, data: dict[str, Any], held: str) -> str:
    if stage in ENDS:
        return ENDS[Stage(stage)]
    if stage == Stage.WAITING:
        if turn.parent and turn.parent.is_open:
            return f"Waits for v{turn.parent.number}"
        if "again_in_s" in data:
            return str(data.get("why") or "Waiting for the next try").rstrip(".")
        if held:
            return held
        place = data.get("place", 1)
        return "Next in line" if place <= 1 else f"Number {place} in line"
    if stage == Stage.ASKING:
        return "The engine is drawing" if turn.surface_asked == EMBEDDED else "The model is drawing"
    return {
        Stage.RECEIVING: "The picture is arriving",
        Stage.CHECKING: "Checking the picture",
    }.get(Stage(stage), "Saving the picture")


def _short(turn: Turn, stage: str, data: dict[str, Any]) -> str:
    if stage == Stage.WAITING and "again_in_s" in data:
        return "Waiting"
    if stage == Stage.ASKING and "share" in data:
        return f"Drawing {percent(data['share'])}"
    return {
        Stage.WAITING: "In line",
        Stage.ASKING: "Drawing",
        Stage.RECEIVING: "Receiving",
        Stage.CHECKING: "Checking",
        Stage.SAVING: "Saving",
    }.get(Stage(stage), turn.get_status_display())


def _cancel(turn: Turn, *, is_sent: bool, is_between: bool) -> str:
    if turn.action == Action.UPLOAD:
        return "Nothing is billed for an upload."
    if is_between:
        return _between(turn)
    if not is_sent:
        return "Not sent yet. Cancelling takes it out of the line; nothing is billed."
    if turn.surface_asked == EMBEDDED:
        return "The embedded engine costs nothing, so nothing is billed."
    return f"Already sent. Cancelling stops the wait; {prices.of(turn) or 'it'} may still be billed."


def _between(turn: Turn) -> str:
    """What stopping before the next try means, told by the calls that were made."""
    held, spent = calls.open_usd(turn), calls.spent_usd(turn)
    if held:
        return f"A call broke off and may have been billed ({usd(held)}). Stopping sends no other."
    return f"What was sent so far cost {usd(spent) if spent else 'nothing'}. Stopping sends no other."
