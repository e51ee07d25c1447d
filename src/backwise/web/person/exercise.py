"""One exercise: everything that is known about it, and what this person's answers say about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from backwise.care.screening import Status, status_of
from backwise.engine.bars import reasons
from backwise.engine.library import Library
from backwise.engine.model import Description, Exercise, Verdict
from backwise.engine.prescribe import bars_for
from backwise.library.texts import lines
from backwise.web.figures.addresses import drawn, look_of

from .visiting import Arrival, visiting
from .words import card, entries, named, notes, reasons_together

if TYPE_CHECKING:
    from backwise.web.figures.shown import Shown

DOSE_KEYS = frozenset(("hold_seconds", "repetitions", "sets", "minutes", "times_per_day"))


@visiting
def exercise(request: HttpRequest, arrival: Arrival, exercise: str) -> HttpResponse:
    """One exercise. What is barred for this person says so first."""
    visit, status = arrival.visit, status_of(arrival.visit, arrival.state)
    library = visit.library
    known = library.exercises.get(exercise)
    if known is None:
        return render(request, "person/exercise_unknown.html", {"here": "exercises"}, status=404)
    context = _known(known, library) | _for_person(known, status, library)
    context |= {"here": "exercises", "locked": status.locked, "figure": _figure(known, request, library)}
    return render(request, "person/exercise.html", context)


def _figure(known: Exercise, request: HttpRequest, library: Library) -> Shown | None:
    """What the page shows of its drawing; None where there is none."""
    if known.id not in drawn():
        return None
    # Only here: other pages do not wait for the motion model to be loaded.
    from backwise.web.figures.shown import shown

    return shown(known.id, look_of(request), library)


def _known(known: Exercise, library: Library) -> dict[str, Any]:
    key, texts = f"exercise.{known.id}", library.texts
    sources = (*known.sources, *(item.source for item in known.described_in))
    return {
        "exercise": known,
        "name": texts.get(f"{key}.name", known.id),
        "purpose": texts.get(f"{key}.purpose", ""),
        "needs": [texts.get(f"fact.equipment.options.{item}", item) for item in sorted(known.equipment)],
        "positions": [texts.get(f"movement.{item}.name", item) for item in known.positions],
        "steps": lines(f"{key}.steps", texts),
        "cues": lines(f"{key}.cues", texts),
        "mistakes": lines(f"{key}.mistakes", texts),
        "breathing": texts.get(f"{key}.breathing", ""),
        "feel": texts.get(f"{key}.feel", ""),
        "stop": lines(f"{key}.safety.lines", texts),
        "not_with": _conditions(known, library, Verdict.NEVER),
        "care_with": _conditions(known, library, Verdict.CAUTION),
        "easier": [named(item, library) for item in known.easier],
        "harder": [named(item, library) for item in known.harder],
        "described": [_described(item, library) for item in known.described_in],
        "elsewhere": [_elsewhere(item, library) for item in known.doses_elsewhere if DOSE_KEYS & item.keys()],
        "sources": [library.sources[item] for item in dict.fromkeys(sources) if item in library.sources],
        "start": known.dose.start,
    }


def _conditions(known: Exercise, library: Library, verdict: Verdict) -> list[str]:
    """The conditions that bar it, or ask for care."""
    mask, found = library.exercise_masks[known.id], []
    for row in library.rows.values():
        condition = row.condition
        barred = bool(mask & row.never) or condition.exercise_verdicts.get(known.id) is Verdict.NEVER
        hit = barred if verdict is Verdict.NEVER else not barred and bool(mask & row.caution)
        if hit:
            found.append(library.texts.get(f"condition.{condition.id}.name", condition.id))
    return found


def _for_person(known: Exercise, status: Status, library: Library) -> dict[str, Any]:
    """What this person's answers say about it: in the programme, allowed, or not for them and why."""
    if status.cleared is None:
        return {}
    bars = bars_for(status.cleared, library)
    standing, entry = bars.standings[known.id], entries(status).get(known.id)
    if standing.allowed:
        return {"mine": card(entry, library) if entry else None, "notes": notes(standing.instructions, library)}
    why = reasons_together(reasons(known, bars, library), library)
    return {"barred": why, "instead": named(standing.substitute, library) if standing.substitute else None}


def _described(item: Description, library: Library) -> dict[str, Any]:
    """What one leaflet prints, in its own words."""
    source = library.sources.get(item.source)
    return {
        "source": source.name if source else item.source,
        "name": item.name,
        "name_local": item.name_local,
        "local_language": language_of(item.name_local or ""),
        "level": item.level,
        "hold": item.hold_seconds,
        "repetitions": item.repetitions,
        "sets": item.sets,
        "times": item.times_per_day,
    }


def _elsewhere(item: Mapping[str, Any], library: Library) -> dict[str, Any]:
    source = library.sources.get(item["source"])
    return {
        "source": source.name if source else item["source"],
        "hold": item.get("hold_seconds"),
        "repetitions": item.get("repetitions"),
        "sets": item.get("sets"),
        "times": item.get("times_per_day"),
        "minutes": item.get("minutes"),
        "checked": item.get("evidence") == "checked",
    }


def language_of(text: str) -> str:
    """The language of a name in a local script, for screen readers and fonts; "" when it is Latin."""
    if any("\u0e00" <= sign <= "\u0e7f" for sign in text):
        return "th"
    return "zh-Hant" if any("\u4e00" <= sign <= "\u9fff" for sign in text) else ""
