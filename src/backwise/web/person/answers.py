"""All answers, page by page, each with a way to change it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from backwise.care.handover import answer_text
from backwise.care.screening import Status, status_of
from backwise.engine.library import Library
from backwise.engine.model import FactDefinition, Page

from .check import Way, posted, show
from .questions import Draft
from .reading import no_of
from .sheets import asked_now, sheet_of_facts, sheet_of_page
from .visiting import Arrival, visiting

# Asked here and not on the way to the first exercise (contracts 2).
ASKED_HERE = ("equipment",)


@visiting
def answers(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """What was answered."""
    visit, status = arrival.visit, status_of(arrival.visit, arrival.state)
    library, settings = visit.library, status.state.settings
    region = str(settings.get("region", ""))
    sections = [_section(page, status, library) for page in library.pages.values()]
    context = {
        "sections": [section for section in sections if section["lines"] or section["rest"]],
        "extra": [_line(library.facts[fact], status, library) for fact in ASKED_HERE if fact in library.facts],
        "region": library.texts.get(f"region.{region}.name", ""),
        "zone": visit.zone,
        "wish": settings.get("own-activity", ""),
        "locked": status.locked,
        "open": status.step is not None,
        "here": "answers",
    }
    return render(request, "person/answers.html", context)


def _section(page: Page, status: Status, library: Library) -> dict[str, Any]:
    """The answers of a page: those that say something first, the plain "no" together at the end."""
    facts = [fact for fact in asked_now(page, status, library) if status.facts.given.get(fact.id) is not None]
    return {
        "page": page.id,
        "title": library.texts.get(f"page.{page.id}.title", page.id),
        "lines": [_line(fact, status, library) for fact in facts if _tells(fact, status)],
        "rest": [_line(fact, status, library) for fact in facts if not _tells(fact, status)],
        "abilities": page.next == "i-can-do-all",
        "has_region": page.id == "you",
        "has_wish": page.id == "wishes",
    }


def _tells(fact: FactDefinition, status: Status) -> bool:
    row = fact.asked is not None and fact.asked.style == "row"
    return not row or status.facts.given.get(fact.id) != no_of(fact)


def _line(fact: FactDefinition, status: Status, library: Library) -> dict[str, Any]:
    short = fact.asked is not None and fact.asked.style == "row" and not fact.asked.inverted
    label = library.texts.get(f"fact.{fact.id}.{'row' if short else 'question'}", fact.id)
    return {
        "fact": fact.id,
        "label": label,
        "answer": answer_text(fact.id, status.facts.given.get(fact.id), library),
    }


@visiting
def change_page(request: HttpRequest, arrival: Arrival, page: str) -> HttpResponse:
    """A whole page again, with the person's own answers."""
    visit, status = arrival.visit, status_of(arrival.visit, arrival.state)
    chosen = visit.library.pages.get(page)
    if chosen is None:
        raise Http404
    if status.locked:
        return redirect("answers")
    way = Way(reverse("change-page", args=[page]), reverse("answers"), changing=True)
    if request.method == "POST":
        return posted(request, visit, status, way)
    sheet = sheet_of_page(chosen, status, visit.library, Draft(status.facts.given))
    return show(request, visit, status, sheet, way)


@visiting
def change_one(request: HttpRequest, arrival: Arrival, fact: str) -> HttpResponse:
    """One question again, with the person's own answer."""
    visit, status = arrival.visit, status_of(arrival.visit, arrival.state)
    chosen = visit.library.facts.get(fact)
    if chosen is None or not (chosen.asked or fact in ASKED_HERE):
        raise Http404
    if status.locked:
        return redirect("answers")
    way = Way(reverse("change-one", args=[fact]), reverse("answers"), changing=True)
    if request.method == "POST":
        return posted(request, visit, status, way)
    page = chosen.asked.page if chosen.asked else ""
    sheet = sheet_of_facts(page, [chosen], visit.library, Draft(status.facts.given))
    return show(request, visit, status, sheet, way)
