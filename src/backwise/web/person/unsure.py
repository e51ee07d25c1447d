"""“Not sure about one”: which row, then its question alone; the ticks made so far travel along in hidden fields."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from backwise.care.screening import Status, give_answers
from backwise.care.visit import Visit
from backwise.engine.facts import facts_from

from .problems import missing_sentence
from .questions import Draft
from .reading import CARRIED, alone, is_emergency, no_of, read_question, to_word
from .rows import rows_to_ask
from .sheets import sheet_of_facts
from .visiting import onward

CONTROLS = frozenset(("csrfmiddlewaretoken", "action", "ask", "alone"))


def which(request: HttpRequest, visit: Visit, action: str) -> HttpResponse:
    """Which row?"""
    rows = rows_to_ask(request.POST, visit)
    return render(request, "person/unsure_which.html", {"rows": rows, "action": action, "kept": kept(request.POST)})


def ask(
    request: HttpRequest, visit: Visit, action: str, row: str = "", errors: dict[str, str] | None = None
) -> HttpResponse:
    """The question of one row by itself."""
    row = row or request.POST["ask"]
    facts = alone(row, request.POST, visit.library)
    draft = Draft({}, request.POST if errors else None, errors)
    sheet = sheet_of_facts(request.POST.get("page", ""), facts, visit.library, draft)
    without = frozenset(fact.id for fact in facts)
    context = {"sheet": sheet, "row": row, "action": action, "kept": kept(request.POST, without)}
    return render(request, "person/unsure_ask.html", context)


def answered(request: HttpRequest, visit: Visit, status: Status, action: str) -> HttpResponse | QueryDict:
    """The answer to a row that was asked alone: written at once if it is an emergency, else kept with the page's ticks."""
    row, library = request.POST.get("alone", ""), visit.library
    facts = alone(row, request.POST, library)
    answers = {fact.id: read_question(fact, request.POST) for fact in facts}
    errors = {fact.id: missing_sentence(fact) for fact in facts if answers[fact.id] is None}
    if errors:
        return ask(request, visit, action, row, errors)
    if is_emergency(facts_from({**status.facts.given, **answers}, library.facts, visit.today).values, library):
        return onward(give_answers(visit, answers))
    post = request.POST.copy()
    post.setlist("tick", [item for item in post.getlist("tick") if item != row])
    for fact in facts:
        post.pop(CARRIED + fact.id, None)
    if len(facts) == 1 and isinstance(answers[facts[0].id], bool):
        if answers[facts[0].id] != no_of(facts[0]):
            post.appendlist("tick", row)
    elif any(answers[fact.id] != no_of(fact) for fact in facts):
        for fact in facts:
            post[CARRIED + fact.id] = to_word(answers[fact.id])
    return post


def kept(post: QueryDict, without: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Everything else that the form held."""
    return [(key, value) for key, values in post.lists() if key not in CONTROLS | without for value in values]
