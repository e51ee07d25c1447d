"""The result when someone should be seen first, and the two ways on from there: a wrong tap, and having been seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backwise.care.clearing import CLINICIANS, clear_seen, clear_wrong_tap, items_behind
from backwise.care.handover import handover
from backwise.care.screening import AnswerError, Status, status_of, to_plain
from backwise.care.visit import Visit
from backwise.engine.explain import maternity_first, what_to_do
from backwise.engine.facts import facts_from
from backwise.engine.library import DANGER_LEVELS, Library
from backwise.engine.safety import Fired
from backwise.library.texts import say
from backwise.web import runtime

from .calls import lines_of, placeholders, region_of
from .problems import missing_sentence, sentences
from .questions import Draft
from .reading import read_question
from .sheets import sheet_of_facts
from .visiting import Arrival, as_id, onward, visiting, wall_clock

# As the fields stand on the page.
SEEN_ORDER = ("by", "seen_on", "exercise_allowed", "flags")


@visiting
def result(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """What to do first, whom to call, what to show the doctor."""
    visit, status = arrival.visit, status_of(arrival.visit, arrival.state)
    if not status.locked:
        return onward(status)
    library, region = visit.library, region_of(status, visit.library)
    paper = handover(visit, status)
    shown = paper["flags"]
    pregnancy = maternity_first(status.result.flags, status.facts.values, library)
    context = {
        "level": str(status.result.level),
        "words": _words(status, pregnancy, placeholders(region, library), library),
        "pregnancy": pregnancy,
        "calls": lines_of(region),
        "flags": [_flag(flag, library) for flag in status.result.flags if flag.level in DANGER_LEVELS],
        "also": [flag for flag in shown if flag["level"] not in DANGER_LEVELS],
        "paper": paper,
        "signs": [flag for flag in shown if flag["level"] in DANGER_LEVELS],
        "pain": [item for item in paper["pain"] if status.facts.given.get(item["fact"]) is not None],
        "answered": wall_clock(visit),
        "can_ask_again": bool(items_behind(status)),
    }
    return render(request, "person/result.html", context)


def _words(status: Status, pregnancy: bool, values: Mapping[str, str], library: Library) -> Mapping[str, str]:
    prefix = f"level.{status.result.level}" + (".pregnancy" if pregnancy else "")
    return {part: library.texts.get(f"{prefix}.{part}", "").format(**values) for part in ("title", "lead", "body")}


def _flag(flag: Fired, library: Library) -> Mapping[str, Any]:
    texts = {part: library.texts.get(f"red-flag.{flag.flag}.{part}", "") for part in ("title", "why")}
    return {"id": flag.flag, "level": str(flag.level), "do": say(what_to_do(flag, library), library.texts), **texts}


@visiting
def wrong_tap(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Each answer behind the lock is asked again, with nothing preselected."""
    visit, status = arrival.visit, status_of(arrival.visit, arrival.state)
    if not status.locked:
        return onward(status)
    if request.method != "POST":
        return _ask_again(request, visit, status, Draft({}))
    items = [visit.library.facts[fact] for fact in items_behind(status)]
    answers = {fact.id: value for fact in items if (value := read_question(fact, request.POST)) is not None}
    answers |= _settled(status, answers, visit)
    errors = {fact.id: missing_sentence(fact) for fact in items if fact.id not in answers}
    if not errors:
        try:
            return onward(clear_wrong_tap(visit, answers, as_id(request.POST.get("base", ""))))
        except AnswerError as error:
            errors = dict(sentences(error.problems, visit))
    return _ask_again(request, visit, status, Draft({}, request.POST, errors))


def _settled(status: Status, answers: Mapping[str, Any], visit: Visit) -> Mapping[str, Any]:
    """Items that need no new answer: the others already say no to every rule that reads them ("how did the weakness come?"
    after "no weak leg"). They keep the answer that they had."""
    given, library = status.facts.given, visit.library
    values = facts_from({**given, **answers}, library.facts, visit.today).values
    standing = {item.flag for item in status.state.standing}
    loud = [
        library.red_flags[flag].when for flag in standing if library.red_flags[flag].when.evaluate(values) is not False
    ]
    still_asked = frozenset().union(*(rule.facts() for rule in loud))
    return {
        fact: to_plain(given[fact])
        for fact in items_behind(status)
        if fact not in answers and fact not in still_asked and given.get(fact) is not None
    }


def _ask_again(request: HttpRequest, visit: Visit, status: Status, draft: Draft) -> HttpResponse:
    facts = [visit.library.facts[fact] for fact in items_behind(status)]
    sheet = sheet_of_facts("", facts, visit.library, draft)
    return render(request, "person/wrong_tap.html", {"sheet": sheet, "base": runtime.new_id()})


@visiting
def seen(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Who has seen the person, when, and that exercise is all right."""
    visit, status = arrival.visit, status_of(arrival.visit, arrival.state)
    if not status.locked or not status.state.standing:
        return onward(status)
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        try:
            return onward(_cleared(request, visit))
        except AnswerError as error:
            keys = [problem.key for problem in error.problems]
            errors = {key: _seen_sentence(key, status) for key in sorted(keys, key=SEEN_ORDER.index)}
    context = {
        "errors": errors,
        "entered": request.POST,
        "clinicians": CLINICIANS,
        "first_day": _first_day(status).isoformat(),
        "today": visit.day,
        "base": runtime.new_id(),
    }
    return render(request, "person/seen.html", context)


def _first_day(status: Status) -> date:
    """A visit before the last warning cannot have been about it."""
    return date.fromisoformat(max(item.day for item in status.state.standing))


def _cleared(request: HttpRequest, visit: Visit) -> Status:
    return clear_seen(
        visit,
        by=request.POST.get("by", ""),
        seen_on=_day(request.POST.get("seen_on", "")),
        exercise_allowed=request.POST.get("exercise_allowed") == "yes",
        base=as_id(request.POST.get("base", "")),
    )


def _day(text: str) -> date:
    """The day of a date field. One that cannot be read lies before every warning, so it is refused with the same words."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


def _seen_sentence(key: str, status: Status) -> str:
    if key == "by":
        return _("Please choose who has seen you.")
    if key == "exercise_allowed":
        return _("Exercise can start again only when they said that it is all right. If you are not sure, ask them.")
    if key == "seen_on":
        day = date_format(_first_day(status), "j F Y")
        return _("Please choose the day on which you were seen: from %(day)s until today.") % {"day": day}
    return _("There is nothing to open here. Please go back to the first page.")
