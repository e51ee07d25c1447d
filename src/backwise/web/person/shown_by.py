"""Who shows the exercises: different people, or one of them always. Kept by this device alone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from backwise.web.figures.addresses import LOOK_COOKIE, OWN, look_of, looks, still

from .visiting import Arrival, visiting

ONE_YEAR = 365 * 24 * 60 * 60
# Sitting still: the whole person from near, so that face, hair, clothes and build are seen.
SHOWN_IN = "seated-march"


@visiting
def shown_by(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Choose, with a picture of each."""
    if request.method == "POST":
        wanted = request.POST.get("look", "")
        if wanted != OWN and wanted not in looks():
            raise Http404
        response = redirect("exercises")
        response.set_cookie(LOOK_COOKIE, wanted, ONE_YEAR, httponly=True, samesite="Lax")
        return response
    texts = arrival.visit.library.texts
    people = [
        {"id": look, "name": texts.get(f"figure.look.{look}", look), "picture": still(SHOWN_IN, "start", "thumb", look)}
        for look in looks()
    ]
    context = {"people": people, "chosen": look_of(request), "own": OWN, "here": "exercises"}
    return render(request, "person/shown_by.html", context)
