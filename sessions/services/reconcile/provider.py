"""Our calls held against the provider's own list of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q

from sessions.errors import TurnConflict
from sessions.models import Attempt, Outcome
from sessions.services import attempts
from sessions.services.reconcile.difference import CHUNK, Difference, chunked, usd
from sessions.services.reconcile.invoice import Charge, Invoice

NOTE = "From the provider's list of calls"


def compare(invoice: Invoice, *, surface: str = "") -> Iterator[Difference]:
    """Calls that only one side has, and calls on whose price the sides do not agree.

    Of ours, those on `surface` count, else those on every surface that the list has a call of; and only in the time
    that the list covers.
    """
    surfaces = {surface} if surface else set[str]()
    for request_ids in chunked(each for each in invoice if each):
        ours = Attempt.objects.filter(request_id__in=request_ids).in_bulk(field_name="request_id")
        surfaces |= {attempt.surface for attempt in ours.values()} if not surface else set()
        for request_id in request_ids:
            for words in _of_charge(invoice[request_id], ours.get(request_id)):
                yield Difference("provider", f"Call {request_id}", words)
    nameless = invoice.get("")
    if nameless and nameless.billed_usd:
        words = f"{nameless.times} without a request id, {usd(nameless.billed_usd)} in all."
        yield Difference("provider", "Calls that the provider lists", words)
    yield from _unlisted(invoice, surfaces)


def _of_charge(charge: Charge, ours: Attempt | None) -> Iterator[str]:
    if charge.times > 1:
        yield f"the provider received it {charge.times} times."
    billed = "" if charge.billed_usd is None else f", billed {usd(charge.billed_usd)}"
    if ours is None:
        yield f"the provider lists it ({charge.model or 'no model'}{billed}), we never made it."
    elif ours.outcome == Outcome.NOT_SENT:
        yield f"we say that it never left, the provider lists it{billed}."
    elif ours.outcome != Outcome.UNKNOWN and charge.billed_usd is not None:
        price = ours.price_usd or Decimal(0)
        if charge.billed_usd != price:
            yield f"the provider billed {usd(charge.billed_usd)}, we have {usd(price)}."


def _unlisted(invoice: Invoice, surfaces: set[str]) -> Iterator[Difference]:
    """Calls of ours that were answered or paid for, which the provider does not list."""
    answered = Attempt.objects.filter(Q(http_status__isnull=False) | Q(price_usd__gt=0), surface__in=surfaces)
    times = [charge.at for charge in invoice.values() if charge.at]
    if times:
        answered = answered.filter(started_at__range=(min(times), max(times)))
    rows = answered.exclude(outcome=Outcome.UNKNOWN).order_by("pk").values_list("request_id", "outcome", "price_usd")
    for request_id, outcome, price_usd in rows.iterator(CHUNK):
        if request_id not in invoice:
            words = f"it ended as {outcome} ({usd(price_usd or Decimal(0))}), the provider does not list it."
            yield Difference("provider", f"Call {request_id}", words)


def remarks(invoice: Invoice) -> Iterator[str]:
    """What the list says about calls whose outcome we do not know."""
    for attempt in Attempt.objects.filter(outcome=Outcome.UNKNOWN).order_by("started_at"):
        charge = invoice.get(attempt.request_id)
        if charge is None:
            said = "does not list it. It may never have arrived"
        elif charge.billed_usd is None:
            said = "lists it without a price"
        else:
            said = f"billed {usd(charge.billed_usd)}"
        yield f"Call {attempt.request_id}: outcome unknown, the provider {said}."


def apply(invoice: Invoice) -> list[Charge]:
    """Resolve every unknown call that the list has a price for, and return those. Calls still under way are left."""
    resolved = []
    for attempt in Attempt.objects.filter(outcome=Outcome.UNKNOWN).order_by("started_at"):
        charge = invoice.get(attempt.request_id)
        if charge is None or charge.billed_usd is None:
            continue
        try:
            is_billed = charge.billed_usd > 0
            attempts.resolve(attempt, actor=None, billed=is_billed, amount_usd=charge.billed_usd, note=NOTE)
        except TurnConflict:  # still under way: its own answer comes first
            continue
        resolved.append(charge)
    return resolved
