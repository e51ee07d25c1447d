"""The programme: what to do today and why, what changed, what is left out; and the programmes as printed to choose from."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from backwise.care.programme import PERSONAL, choose_programme, current_programme
from backwise.care.screening import status_of
from backwise.care.visit import Visit
from backwise.engine.bars import Bars
from backwise.engine.model import Level, PrintedProgramme
from backwise.engine.prescribe import bars_for
from backwise.engine.replay import PersonState

from .visiting import Arrival, onward, visiting
from .words import advice, cards, changes, danger_stops, left_out, pregnancy_signs

SECTION = attrgetter("section")


@visiting
def programme(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Your programme."""
    visit, status = arrival.visit, status_of(arrival.visit, arrival.state)
    if status.cleared is None:
        return onward(status)
    state = current_programme(visit, status.state, status.cleared)
    context = _shown(visit, state) | {
        "restricted": status.cleared.level is Level.RESTRICTED,
        "saved": request.GET.get("saved", ""),
        "expires": status.cleared.expires_on,
        "here": "programme",
        "stops": danger_stops(visit.library),
        "pregnancy": pregnancy_signs(visit.library) if status.facts.values.get("pregnant") is True else (),
    }
    return render(request, "person/programme.html", context)


def _shown(visit: Visit, state: PersonState) -> dict[str, Any]:
    library, made = visit.library, state.programme
    if made is None:
        raise Http404
    tell, found = advice(made["advice"], library)
    printed = made["id"] in library.programmes
    key = f"programme.{made['id']}"
    return {
        "id": made["id"],
        "name": library.texts.get(f"{key}.name", made["id"]),
        "printed": printed,
        "stage": library.texts.get(f"{key}.about" if printed else f"why.stage.{made['stage']}", ""),
        "stop_rule": library.texts.get(f"{key}.stop_rule", "") if printed else "",
        "minutes": made["minutes"],
        "times": made["sessions_per_day"],
        "groups": [(section, list(members)) for section, members in groupby(cards(made, library), SECTION)],
        "left_out": left_out(made["left_out"], library),
        "count_out": len(made["left_out"]),
        "tell": tell,
        "advice": found,
        "changes": changes(state.programme_reasons, made, library) if state.programme_day == visit.day else [],
    }


@visiting
def programmes(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """The personal programme and those of the leaflets, with how much of each is not for this person."""
    visit, status = arrival.visit, status_of(arrival.visit, arrival.state)
    if status.cleared is None:
        return onward(status)
    chosen = status.state.settings.get("programme", PERSONAL)
    if request.method == "POST":
        wanted = request.POST.get("programme", "")
        if wanted != PERSONAL and wanted not in visit.library.programmes:
            raise Http404
        if wanted != chosen:
            choose_programme(visit, status.state, status.cleared, wanted)
        return redirect("programme")
    bars = bars_for(status.cleared, visit.library)
    offers = [_offer(item, bars, visit) for item in visit.library.programmes.values()]
    context = {"offers": offers, "chosen": chosen, "personal": PERSONAL, "here": "programme"}
    return render(request, "person/programmes.html", context)


def _offer(printed: PrintedProgramme, bars: Bars, visit: Visit) -> dict[str, Any]:
    library = visit.library
    exercises = tuple(dict.fromkeys(entry.exercise for entry in printed.entries))
    source = library.sources.get(printed.source)
    return {
        "id": printed.id,
        "name": library.texts.get(f"programme.{printed.id}.name", printed.id),
        "about": library.texts.get(f"programme.{printed.id}.about", ""),
        "source": source.name if source else printed.source,
        "count": len(exercises),
        "barred": sum(not bars.standings[key].allowed for key in exercises),
        "times": printed.times_per_day[1] if printed.times_per_day else None,
    }
