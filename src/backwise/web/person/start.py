"""The first page: what this is and what it is not; or straight on to the programme or the result."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from backwise.care.screening import status_of

from .visiting import Arrival, visiting


@visiting
def start(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Begin, go on, or be led to what is there already."""
    status = status_of(arrival.visit, arrival.state)
    if status.locked:
        return redirect("result")
    if status.cleared:
        return redirect("programme")
    context = {
        "begun": bool(status.state.answers),
        "returning": status.state.programme is not None and not status.screening,
    }
    return render(request, "person/start.html", context)
