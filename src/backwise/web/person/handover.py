"""The one page to hand over to a doctor or physiotherapist, to show, print or save."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from backwise.care.handover import handover
from backwise.care.programme import current_programme
from backwise.care.screening import Status, status_of

from .visiting import Arrival, visiting, wall_clock
from .words import Group, cards, left_out


@visiting
def page(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """The page."""
    status = _status(arrival)
    programme = status.state.programme if status.cleared else None
    paper = handover(arrival.visit, status)
    context = {
        "paper": paper,
        "signs": paper["flags"],
        "made_on": wall_clock(arrival.visit),
        "cards": cards(programme, arrival.visit.library) if programme else [],
        "left_out": _each_once(left_out(programme["left_out"], arrival.visit.library)) if programme else [],
        "levels": arrival.visit.library.texts.get(f"level.{status.result.level}.short", str(status.result.level)),
        "here": "answers",
    }
    return render(request, "person/handover.html", context)


@visiting
def as_json(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """The same as JSON, to save."""
    paper = handover(arrival.visit, _status(arrival))
    response = JsonResponse(paper, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="backwise-handover.json"'
    return response


def _each_once(groups: list[Group]) -> list[tuple[str, list[str]]]:
    """(reason, exercises): on paper each exercise stands under the first of its reasons."""
    shown: set[str] = set()
    found = []
    for group in groups:
        names = [exercise.name for exercise, _ in group.exercises if exercise.id not in shown]
        shown |= {exercise.id for exercise, _ in group.exercises}
        if names:
            found.append((group.reason, names))
    return found


def _status(arrival: Arrival) -> Status:
    status = status_of(arrival.visit, arrival.state)
    if status.cleared is None:
        return status
    return status_of(arrival.visit, current_programme(arrival.visit, status.state, status.cleared))
