"""All exercises: to look through, to search, and to narrow down by what they serve, position, equipment and the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backwise.care.screening import status_of
from backwise.engine.bars import Bars, reasons
from backwise.engine.library import Library
from backwise.engine.model import Exercise
from backwise.engine.prescribe import bars_for

from .catalogue import NOTHING_NEEDED, Catalogue, Choice, Options, catalogue, choices
from .visiting import Arrival, visiting
from .words import entries, reasons_together

# The filter that depends on the person. One of its options, or everything.
SHOW = "show"
ALL, MINE, ALLOWED, BARRED = "all", "mine", "allowed", "barred"
LONGEST_SEARCH = 100
SERVES = {
    "mobility": gettext_lazy("Moving the back gently"),
    "deep-control": gettext_lazy("Deep tummy muscles"),
    "abdominal": gettext_lazy("Tummy muscles"),
    "back-extensor": gettext_lazy("Back muscles"),
    "hip-and-leg": gettext_lazy("Hips and legs"),
    "stretch": gettext_lazy("Stretching"),
    "relief": gettext_lazy("Easing pain"),
    "aerobic": gettext_lazy("Stamina"),
    "balance": gettext_lazy("Balance"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: the words, and the chosen options of each filter."""

    text: str
    chosen: Mapping[str, frozenset[str]]

    @property
    def narrowed(self) -> bool:
        """Is any filter in use?"""
        return any(options for name, options in self.chosen.items() if name != SHOW) or ALL not in self.chosen[SHOW]


@visiting
def exercises(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """The exercises that are looked for, or every one under its position."""
    status, library = status_of(arrival.visit, arrival.state), arrival.visit.library
    all_of_them = catalogue(library)
    bars = bars_for(status.cleared, library) if status.cleared else None
    mine = frozenset(entries(status))
    filters = {SHOW: _by_person(all_of_them, mine, bars), **all_of_them.options}
    wanted = _wanted(request, filters)
    left, counted = choices(filters, wanted.chosen, all_of_them.search(wanted.text))
    found = all_of_them.by_name_first(left, wanted.text) if wanted.text else list(all_of_them.inside(left))
    context = {
        "text": wanted.text,
        "narrowed": wanted.narrowed,
        "count": len(found),
        "total": len(all_of_them.exercises),
        "filters": [_filter(name, counted[name], library) for name in filters if bars or name != SHOW],
        "groups": _groups(found, bool(wanted.text), library),
        "cards": {item.id: _card(item, bars, mine, library) for item in found},
        "known": bars is not None,
        "here": "exercises",
    }
    return render(request, "person/exercises.html", context)


def _by_person(all_of_them: Catalogue, mine: frozenset[str], bars: Bars | None) -> Options:
    """What only this person's answers can say; nothing before they are known."""
    everything = {ALL: all_of_them.everything}
    if bars is None:
        return everything
    allowed = all_of_them.mask(lambda item: bars.standings[item.id].allowed)
    return everything | {
        MINE: all_of_them.mask(lambda item: item.id in mine),
        ALLOWED: allowed,
        BARRED: all_of_them.everything & ~allowed,
    }


def _wanted(request: HttpRequest, filters: Mapping[str, Options]) -> Wanted:
    """What the form says; options that do not exist are left out."""
    chosen = {name: frozenset(request.GET.getlist(name)) & options.keys() for name, options in filters.items()}
    chosen[SHOW] = chosen[SHOW] or frozenset((ALL,))
    return Wanted(" ".join(request.GET.get("q", "")[:LONGEST_SEARCH].split()), chosen)


def _filter(name: str, counted: Iterable[Choice], library: Library) -> dict[str, Any]:
    titles = {
        "serves": _("What it is for"),
        "position": _("Position"),
        "needs": _("What you need"),
        SHOW: _("For you"),
    }
    options = [{"id": item.option, "text": _option(name, item.option, library), "item": item} for item in counted]
    return {"name": name, "title": titles[name], "options": options, "one": name == SHOW}


def _option(name: str, option: str, library: Library) -> str:
    if name == "serves":
        return str(SERVES.get(option, option))
    if name == SHOW:
        words = {ALL: _("All"), MINE: _("In my programme"), ALLOWED: _("Allowed for me"), BARRED: _("Not for me now")}
        return words[option]
    if option == NOTHING_NEEDED:
        return _("Nothing")
    key = f"movement.{option}.name" if name == "position" else f"fact.equipment.options.{option}"
    return library.texts.get(key, option)


def _groups(found: Iterable[Exercise], searched: bool, library: Library) -> list[tuple[str, list[Exercise]]]:
    """Under their positions; what a search found stands in one list, best first."""
    if searched:
        return [("", list(found))]
    texts = library.texts
    return [
        (texts.get(f"movement.{position}.name", position), list(members))
        for position, members in groupby(found, key=lambda item: item.positions[0])
    ]


def _card(exercise: Exercise, bars: Bars | None, mine: frozenset[str], library: Library) -> dict[str, Any]:
    barred = bars is not None and not bars.standings[exercise.id].allowed
    why = reasons_together(reasons(exercise, bars, library), library) if bars and barred else []
    return {
        "name": library.texts.get(f"exercise.{exercise.id}.name", exercise.id),
        "purpose": library.texts.get(f"exercise.{exercise.id}.purpose", ""),
        "mine": exercise.id in mine,
        "barred": barred,
        "why": why[0] if why else None,
        "more": len(why) - 1,
    }
