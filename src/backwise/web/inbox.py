"""`POST /events`: what a device logged, once or twice, late, in any order (contracts 4 and 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from backwise.care.screening import current_screening, settle
from backwise.care.visit import Visit, begin
from backwise.engine.events import Event, EventType
from backwise.engine.replay import PersonState

from . import problems, runtime
from .incoming import Impossible, Receiver, read_event, read_lines
from .store import DjangoStore

# What makes the screening look again: a danger sign that was logged offline locks at once.
WEIGHED = frozenset((EventType.ANSWER_GIVEN, EventType.FLAG_RAISED))


@require_POST
def take_events(request: HttpRequest) -> HttpResponse:
    """Keep what is possible. The reply names what is stored: only then may the device forget it."""
    if request.content_type not in problems.JSON_TYPES:
        return problems.foreign_form(request)
    try:
        items = read_lines(request.body)
    except Impossible as error:
        return JsonResponse({"error": error.what, "what": error.what, "mend": error.mend}, status=400)
    person = runtime.the_person()
    state = DjangoStore().state_of(person)
    events, refused = _read(items, Receiver(person, runtime.library(), runtime.now(), dict(state.answers)))
    if events:
        _keep(events, state)
    status = 400 if refused and not events else 200
    return JsonResponse({"stored": [event.id for event in events], "refused": refused}, status=status)


def _read(items: Sequence[Any], receiver: Receiver) -> tuple[list[Event], list[dict[str, Any]]]:
    """The events that are possible, each beside the answers before it, and what is wrong with the others."""
    events, refused = [], []
    for place, item in enumerate(items):
        try:
            event = read_event(item, receiver)
        except Impossible as error:
            sent = item.get("id") if isinstance(item, dict) else None
            refused.append({"place": place, "id": sent, "what": error.what, "mend": error.mend})
            continue
        events.append(event)
        if event.type == EventType.ANSWER_GIVEN:
            answers = {**receiver.answers, event.data["fact"]: event.data["value"]}
            receiver = replace(receiver, answers=answers)
    return events, refused


def _keep(events: Sequence[Event], state: PersonState) -> None:
    """Append, with everything that follows, as one write."""
    last = events[-1]
    visit = Visit(
        person=last.person,
        device=last.device,
        zone=last.zone,
        now=runtime.now(),
        store=DjangoStore(),
        library=runtime.library(),
        new_id=runtime.new_id,
    )
    with transaction.atomic():
        if not state.person:
            begin(visit)
        state = visit.store.append(visit.person, events)
        if not WEIGHED.isdisjoint(event.type for event in events):
            settle(visit, state, [], current_screening(state, visit))
