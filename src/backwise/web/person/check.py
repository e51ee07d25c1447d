"""The check: one page of questions after another, until nothing is open or something is urgent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from backwise.care.screening import AnswerError, Status, give_answers, settle, status_of
from backwise.care.steps import Step
from backwise.care.visit import Visit, change_setting
from backwise.engine.library import Library
from backwise.engine.safety import Cleared
from backwise.web import runtime

from . import unsure
from .problems import missing_sentence, sentences
from .questions import Draft
from .reading import read_form
from .sheets import Sheet, previous_page, sheet_of_page, sheet_of_post, sheet_of_step
from .visiting import Arrival, as_id, known_zone, onward, visiting

REGION_PAGE = "you"
WISH_PAGE = "wishes"
WISH_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Way:
    """Where a form is sent, and where its Back leads."""

    action: str
    back: str
    changing: bool = False


@visiting
def check(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """The next page that is open."""
    visit, status = arrival.visit, status_of(arrival.visit, arrival.state)
    if status.locked:
        return redirect("result")
    way = Way(reverse("check"), _back(status.step, status, visit.library))
    if request.method == "POST":
        return posted(request, visit, status, way)
    if status.step is None:
        if isinstance(status.result, Cleared) and not status.complete:
            status = settle(visit, status.state, [], status.screening)
        return onward(status) if status.cleared else redirect("answers")
    sheet = sheet_of_step(status.step, status, visit.library, Draft(status.facts.given))
    return show(request, visit, status, sheet, way)


@visiting
def check_page(request: HttpRequest, arrival: Arrival, page: str) -> HttpResponse:
    """A page that was passed already, with the person's own answers."""
    visit, status = arrival.visit, status_of(arrival.visit, arrival.state)
    chosen = visit.library.pages.get(page)
    if chosen is None:
        raise Http404
    if status.locked:
        return redirect("result")
    now = visit.library.pages.get(status.step.page) if status.step else None
    if now is not None and chosen.order > now.order:
        return redirect("check")
    sheet = sheet_of_page(chosen, status, visit.library, Draft(status.facts.given))
    way = Way(reverse("check-page", args=[page]), _back(Step(page, 0, "page", ()), status, visit.library))
    if request.method == "POST":
        return posted(request, visit, status, way)
    return show(request, visit, status, sheet, way)


def _back(step: Step | None, status: Status, library: Library) -> str:
    before = previous_page(step, status, library)
    return reverse("check-page", args=[before]) if before else reverse("start")


def posted(request: HttpRequest, visit: Visit, status: Status, way: Way) -> HttpResponse:
    """A form that was sent: one row asked alone, or all of it written."""
    action = request.POST.get("action", "")
    if action == "unsure":
        return unsure.which(request, visit, way.action)
    if "ask" in request.POST:
        return unsure.ask(request, visit, way.action)
    if action == "alone":
        answered = unsure.answered(request, visit, status, way.action)
        if isinstance(answered, QueryDict):
            return show_again(request, visit, status, way, answered, {})
        return answered
    if action == "again":
        return show_again(request, visit, status, way, request.POST, {})
    return _save(request, visit, status, way)


def _save(request: HttpRequest, visit: Visit, status: Status, way: Way) -> HttpResponse:
    form = read_form(request.POST, status.facts.given, visit.library)
    if form.missing:
        errors = {fact: missing_sentence(visit.library.facts[fact]) for fact in form.missing}
        return show_again(request, visit, status, way, request.POST, errors)
    if elsewhere := _said_elsewhere(request.POST, form.answers, status, visit.library):
        return show_again(request, visit, status, way, request.POST, elsewhere)
    visit = _save_settings(request.POST, visit)
    try:
        after = write(visit, form.answers, as_id(request.POST.get("base", "")))
    except AnswerError as error:
        return show_again(request, visit, status, way, request.POST, sentences(error.problems, visit))
    if way.changing and after.cleared:
        same = after.state.programme == status.state.programme
        return redirect(f"{reverse('programme')}?saved={'same' if same else 'changed'}")
    return onward(after)


def _said_elsewhere(post: QueryDict, answers: Mapping[str, Any], status: Status, library: Library) -> Mapping[str, str]:
    """A form that is older than a yes to a danger question (another tab, an old page) does not take it back in silence."""
    if post.get("after", status.state.last[1]) == status.state.last[1]:
        return {}
    given = status.facts.given
    return {
        fact: _("You said yes to this on another screen. If “no” is right, send this page again.")
        for fact, value in answers.items()
        if fact in library.danger_facts and value in (False, "no") and given.get(fact) not in (None, False, "no")
    }


def write(visit: Visit, answers: Mapping[str, Any], base: UUID | None) -> Status:
    """Give answers so that a form sent twice writes once, and a form sent again with other answers (the browser's own back
    button) is not taken for the first."""
    status = give_answers(visit, answers, base)
    if any(status.state.answers.get(fact) != value for fact, value in answers.items()):
        status = give_answers(visit, answers)
    return status


def _save_settings(post: QueryDict, visit: Visit) -> Visit:
    """What stands beside the questions: region and zone on the first page, the free wish on the last."""
    if "region" in post:
        region = visit.library.regions.get(post.get("region", ""))
        zone = known_zone(post.get("zone")) or (region and known_zone(region.time_zones[0])) or visit.zone
        visit = replace(visit, zone=zone)
        change_setting(visit, "zone", zone)
        change_setting(visit, "region", region.id if region else "")
    if "own-activity" in post:
        change_setting(visit, "own-activity", post.get("own-activity", "").strip()[:WISH_LENGTH])
    return visit


def show_again(
    request: HttpRequest, visit: Visit, status: Status, way: Way, post: QueryDict, errors: Mapping[str, str]
) -> HttpResponse:
    """The same screen with everything that was entered, and what is wrong with it."""
    sheet = sheet_of_post(post, visit.library, Draft(status.facts.given, post, errors))
    elsewhere = {fact: text for fact, text in errors.items() if fact not in {item.id for item in sheet.questions}}
    return show(request, visit, status, sheet, way, post, elsewhere)


def show(
    request: HttpRequest,
    visit: Visit,
    status: Status,
    sheet: Sheet,
    way: Way,
    post: QueryDict | None = None,
    elsewhere: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A screen of questions."""
    pages = max(page.number for page in visit.library.pages.values())
    settings = status.state.settings
    asked = {item.id for item in sheet.questions}
    asked |= {fact.id for fact in visit.library.facts_on(sheet.page)} if sheet.rows else set()
    context = {
        "sheet": sheet,
        "way": way,
        "base": runtime.new_id(),
        "after": status.state.last[1],
        "steps": range(1, pages + 1),
        "safety": not asked.isdisjoint(visit.library.danger_facts) and sheet.number > 1,
        "elsewhere": elsewhere or {},
        "regions": regions(visit.library, (post or settings).get("region", "")) if _has(sheet, REGION_PAGE) else (),
        "wish": (post or settings).get("own-activity", "") if _has(sheet, WISH_PAGE) else None,
    }
    return render(request, "person/check.html", context)


def _has(sheet: Sheet, page: str) -> bool:
    return sheet.page == page and sheet.kind == "page"


def regions(library: Library, chosen: str) -> list[dict[str, Any]]:
    """Every region by name; the browser suggests one from its time zone."""
    found = [
        {
            "id": region.id,
            "name": library.texts.get(f"region.{region.id}.name", region.id),
            "zones": " ".join(region.time_zones),
            "chosen": region.id == chosen,
        }
        for region in library.regions.values()
    ]
    return sorted(found, key=lambda item: item["name"])
