"""One exchange with the engine: from the request to what is drawn, or to a refusal that says why."""

import base64
import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any

from editor.providers.clauses import Clause, render
from editor.providers.embedded import drawing, fields, layers
from editor.providers.embedded.envelope import envelope
from editor.providers.embedded.finish import recipe_in
from editor.providers.embedded.parse import edits, limits, people, ratios, subject
from editor.providers.embedded.recipe import Recipe, UnreadableRecipe, load
from editor.providers.embedded.request import Request, check_path, parse
from editor.providers.embedded.rules import OWN, Rules
from editor.providers.embedded.signature import sign
from editor.providers.embedded.sound import sound
from editor.providers.embedded.spelling import WireError, bad

_CANNOT = (
    "The embedded engine draws " + "; ".join(fields.FAMILIES) + ". It edits uploaded photographs too. "
    "With a key every other subject opens."
)
_ENGLISH = "The embedded engine reads English."
_THINKING = "Reading the instruction against the picture so far."
_NOTHING = "The embedded engine can carry out nothing of this instruction. With a key, other models would."


@dataclass(frozen=True, slots=True)
class _Start:
    """What an instruction starts from: a recipe, the photograph it needs, and what has to be said about that."""

    recipe: Recipe | None
    photo: bytes = b""
    notes: tuple[Clause, ...] = ()
    mask: str = ""  # the mask that came with this instruction
    marked: dict[str, bytes] = field(default_factory=dict)  # it and those of the recipe's layers, by their SHA-256


def answer(path: str, body: bytes) -> tuple[int, bytes]:
    """HTTP status and JSON body for a POST of `body` to `path`; deterministic."""
    try:
        check_path(path)
    except WireError as error:
        return error.code, json.dumps(error.content).encode()
    return respond(body, OWN)


def respond(body: bytes, rules: Rules) -> tuple[int, bytes]:
    """HTTP status and JSON body, as the model of these rules would answer."""
    try:
        reply = _reply(parse(body, rules), hashlib.sha256(body).digest())
    except WireError as error:
        return error.code, json.dumps(error.content).encode()
    return 200, json.dumps(reply, ensure_ascii=False).encode()


def _reply(request: Request, digest: bytes) -> dict[str, Any]:
    prompt = _prompt(request)
    person = people.named_person(prompt)
    if person:
        sentence = (
            f"This asks for a likeness of a real person ({person}). The embedded engine draws nobody in particular."
        )
        refused = (Clause(f"likeness of {person}", "not possible", "no likeness of a named person is drawn"),)
        return _refusal(request, digest, "IMAGE_PROHIBITED_CONTENT", sentence, refused)
    start = _marked(_start(request), request)
    if start.recipe is None:
        family = subject.family(prompt)
        if not family:
            sentence = f"{_ENGLISH} {_CANNOT}" if limits.is_other_tongue(prompt) else _CANNOT
            return _refusal(request, digest, "NO_IMAGE", sentence, _unknown_subject(prompt))
        start = replace(start, recipe=_fresh(family, request, prompt))
        adjusted = _adjust(start, request, prompt, creating=True)
    else:
        adjusted = _adjust(start, request, prompt, creating=False)
    clauses = (*start.notes, *(outcome.clause for outcome in adjusted.outcomes))
    if not adjusted.carried_out:
        return _refusal(request, digest, "NO_IMAGE", _NOTHING, clauses)
    return _drawn(request, digest, start, adjusted)


def _prompt(request: Request) -> str:
    last = request.turns[-1]
    if last.role == "model":
        raise bad("Please ensure that the last content has role user.")
    return "\n".join(part.text for part in last.parts if part.text)


def _unknown_subject(prompt: str) -> tuple[Clause, ...]:
    text = prompt.strip().splitlines()[0][:120] if prompt.strip() else "an empty instruction"
    if limits.is_other_tongue(prompt):
        return (Clause(text, "not possible", "the embedded engine reads English"),)
    return (Clause(text, "not possible", f"not a subject of this engine; {edits.ELSEWHERE}"),)


def _fresh(family: str, request: Request, prompt: str) -> Recipe:
    seed = request.seed
    if seed is None:
        seed = int.from_bytes(hashlib.sha256(prompt.encode()).digest()[:3], "big")
    ratio = request.ratio or _asked(request, prompt) or "1:1"
    return Recipe(family, ratio, abs(seed), dict(fields.DEFAULTS[family]))


def _asked(request: Request, prompt: str) -> str:
    """A ratio that the words ask for, where the model makes it."""
    return ratios.asked(prompt, request.rules.ratios)


def _start(request: Request) -> _Start:
    """The newest picture on the path: one of ours with its recipe, or a photograph."""
    for turn in reversed(request.turns):
        for part in reversed(turn.parts) if turn.role == "model" else turn.parts:
            if not part.data or part.thought or part.mask:
                continue
            is_signed = turn.role == "model" and request.rules.signatures
            recipe = sound(part.recipe) if is_signed else _embedded_recipe(part.picture())
            others = _other_pictures(
                turn.role, [other for other in turn.parts if other.data and not other.mask and other is not part]
            )
            if recipe is None:
                return replace(_photograph(part.picture()), notes=others)
            found = _with_masks(_with_photo(recipe, request, part.picture), request, part.picture)
            return replace(found, notes=(*found.notes, *others))
    return _Start(None)


def _embedded_recipe(data: bytes) -> Recipe | None:
    text = recipe_in(data)
    try:
        return sound(load(text)) if text else None
    except UnreadableRecipe:
        return None


def _other_pictures(role: str, others: list[Any]) -> tuple[Clause, ...]:
    if role == "model" or not others:
        return ()
    count = f"{len(others)} more picture" + ("s" if len(others) > 1 else "")
    return (Clause(count, "not possible", f"this engine edits one picture at a time; {edits.ELSEWHERE}"),)


def _photograph(data: bytes) -> _Start:
    digest = hashlib.sha256(data).hexdigest()
    return _Start(Recipe("photo", "", 0, dict(fields.DEFAULTS["photo"]), base=digest), data)


def _with_photo(recipe: Recipe, request: Request, newest: Any) -> _Start:
    if recipe.scene != "photo":
        return _Start(recipe)
    for turn in request.turns:
        for part in turn.parts:
            if part.data and hashlib.sha256(picture := part.picture()).hexdigest() == recipe.base:
                return _Start(recipe, picture)
    note = Clause(
        "the photograph itself", "partly", "it was not sent along, so this edit starts from the last version of it"
    )
    return _flattened(recipe, newest(), note)


def _with_masks(start: _Start, request: Request, newest: Any) -> _Start:
    """The start with the masks of its layers, all of which were sent with the instructions they belong to."""
    if start.recipe is None or not any(_masks_of(start.recipe)):
        return start
    sent = [part.picture() for turn in request.turns for part in turn.parts if part.mask]
    known = {hashlib.sha256(data).hexdigest(): data for data in sent}
    if all(layer.mask in known for layer in start.recipe.layers):
        return replace(start, recipe=_reachable(start.recipe, set(known)), marked=known)
    note = Clause("the marked areas", "partly", "a mask was not sent along, so this edit starts from the last version")
    again = _flattened(start.recipe, newest(), note)
    return replace(again, notes=(*start.notes, note))


def _masks_of(recipe: Recipe) -> set[str]:
    """The masks of its layers, and of those that an "undo" would bring back."""
    back = (layer for step in recipe.past for layer in step.layers or ())
    return {layer.mask for layer in (*recipe.layers, *back)}


def _reachable(recipe: Recipe, known: set[str]) -> Recipe:
    """The recipe whose way back ends where a mask was not sent along."""
    past = recipe.past
    for k, step in enumerate(past, start=1):
        if any(layer.mask not in known for layer in step.layers or ()):
            past = recipe.past[k:]
    return replace(recipe, past=past)


def _flattened(recipe: Recipe, newest: bytes, note: Clause) -> _Start:
    """The newest picture as a photograph: what was made of it lies in its pixels, so it must not be made once more."""
    start = _photograph(newest)
    made = replace(recipe, scene="photo", fields=dict(fields.DEFAULTS["photo"]), layers=(), past=(), last=())
    return replace(start, recipe=replace(made, base=start.recipe.base if start.recipe else ""), notes=(note,))


def _marked(start: _Start, request: Request) -> _Start:
    """The start with the mask that came with the newest instruction, if one did."""
    data = next((part.picture() for part in reversed(request.turns[-1].parts) if part.mask), b"")
    if not data:
        return start
    mask = hashlib.sha256(data).hexdigest()
    return replace(start, mask=mask, marked={**start.marked, mask: data})


def _adjust(start: _Start, request: Request, prompt: str, creating: bool) -> edits.Adjusted:
    recipe = start.recipe
    if recipe is None:
        raise ValueError("nothing to adjust")
    if request.style:
        prompt = "\n".join([prompt, *(f"Style: {line}" for line in request.style.splitlines())])
    if creating:
        recipe = edits.with_kind(recipe, prompt)
    wanted = request.ratio or _asked(request, prompt) or _made(request, recipe.ratio)
    adjusted = layers.apply(recipe, prompt, creating, wanted, start.mask, request.size)
    if adjusted.recipe.ratio != recipe.ratio:
        return _reframed_back(request, adjusted)
    reframed = bool(recipe.ratio) and wanted != recipe.ratio and not adjusted.hopeless
    return replace(
        adjusted, recipe=replace(adjusted.recipe, ratio=wanted), carried_out=adjusted.carried_out or reframed
    )


def _reframed_back(request: Request, adjusted: edits.Adjusted) -> edits.Adjusted:
    """An instruction that leads back to another ratio; one that is set beside the prompt stays."""
    recipe = adjusted.recipe
    if request.ratio in ("", recipe.ratio):
        return replace(adjusted, recipe=replace(recipe, ratio=_made(request, recipe.ratio)))
    note = Clause(f"back to {recipe.ratio}", "not possible", f"the ratio is set beside the prompt: {request.ratio}")
    stays = replace(recipe, ratio=request.ratio, layers=())
    return replace(adjusted, recipe=stays, outcomes=(*adjusted.outcomes, edits.Outcome(note)))


def _made(request: Request, ratio: str) -> str:
    """The ratio, or the nearest one that the model makes."""
    rules = request.rules
    return ratio if not ratio or ratio in rules.ratios else rules.nearest(*OWN.pixels(ratio, "1K"))


def _drawn(request: Request, digest: bytes, start: _Start, adjusted: edits.Adjusted) -> dict[str, Any]:
    try:
        wanted = {layer.mask for layer in adjusted.recipe.layers}
        marked = {name: data for name, data in start.marked.items() if name in wanted}
        drawn = drawing.draw(adjusted.recipe, request.size, start.photo, request.rules, marked)
    except drawing.NoCanvas as error:
        return _refusal(request, digest, "NO_IMAGE", str(error), _undrawn(adjusted, str(error)))
    outcomes = edits.take_back(adjusted.outcomes, drawn.problems)
    if drawn.recipe.scene == "photo" and not any(o.clause.state != "not possible" for o in outcomes) and outcomes:
        sentence = "Nothing in this instruction could be carried out on this photograph."
        return _refusal(request, digest, "NO_IMAGE", sentence, (*start.notes, *(o.clause for o in outcomes)))
    clauses = (*start.notes, *(outcome.clause for outcome in outcomes), *drawn.notes)
    rules = request.rules
    signed = {"thoughtSignature": sign(drawn.recipe, rules.seal)} if rules.signatures else {}
    report = render(clauses) if request.wants_text else ""
    picture = {"mimeType": "image/png", "data": base64.b64encode(drawn.png).decode("ascii")}
    parts: list[dict[str, Any]] = [{"text": _THINKING, "thought": True}] if request.shows_thoughts else []
    parts += [{"text": report, **signed}] if report else []
    parts.append({"inlineData": picture, **signed})
    candidate = {"content": {"role": "model", "parts": parts}, "finishReason": "STOP", "index": 0}
    return envelope(request, digest, candidate, report, rules.tokens[request.size])


def _undrawn(adjusted: edits.Adjusted, sentence: str) -> tuple[Clause, ...]:
    """The report when nothing could be drawn at all."""
    return tuple(Clause(outcome.clause.text, "not possible", sentence) for outcome in adjusted.outcomes)


def _refusal(
    request: Request, digest: bytes, reason: str, sentence: str, clauses: tuple[Clause, ...]
) -> dict[str, Any]:
    text = render(clauses) or sentence
    candidate = {
        "content": {"role": "model", "parts": [{"text": text}]},
        "finishReason": reason,
        "finishMessage": sentence,
        "index": 0,
    }
    return envelope(request, digest, candidate, text, 0)
