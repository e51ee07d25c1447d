"""Help: when to see someone, first aid, medicines, low mood, and what stands behind all this."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from backwise.care.screening import Status, status_of
from backwise.engine.library import Library
from backwise.engine.model import Card
from backwise.library.texts import lines

from .calls import lines_of, region_of
from .visiting import Arrival, visiting

FIRST_AID = ("first-aid", "heat-cold")
DAILY = ("daily",)
MEDICINES = ("medicines",)
FLARE = "first-aid-for-a-flare"
LOW_MOOD = "thoughts-of-self-harm"
REPORT = "report-an-error"


@visiting
def help_page(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Everything on one page, under headings."""
    visit, status = arrival.visit, status_of(arrival.visit, arrival.state)
    library = visit.library
    context = {
        "calls": lines_of(region_of(status, library)),
        "flare": _words("advice", FLARE, library),
        "first_aid": [item for item in _advice(FIRST_AID, status, library) if item["id"] != FLARE],
        "daily": _advice(DAILY, status, library),
        "medicines": _advice(MEDICINES, status, library),
        "low_mood": _words("advice", LOW_MOOD, library),
        "report": _words("advice", REPORT, library),
        "education": [_words("education", card.id, library) for card in _for(library.education, status)],
        "sources": sorted(library.sources.values(), key=lambda source: source.name.lower()),
        "version": library.version,
        "here": "help",
    }
    return render(request, "person/help.html", context)


def _for(cards: Mapping[str, Card], status: Status) -> list[Card]:
    return [card for card in cards.values() if card.when.evaluate(status.facts.values) is True]


def _advice(topics: tuple[str, ...], status: Status, library: Library) -> list[Mapping[str, Any]]:
    return [_words("advice", card.id, library) for card in _for(library.advice, status) if card.topic in topics]


def _words(kind: str, key: str, library: Library) -> Mapping[str, Any]:
    title = library.texts.get(f"{kind}.{key}.title", "")
    return {"id": key, "title": title, "lines": lines(f"{kind}.{key}.lines", library.texts)}
