"""Part 2: prescribe once for each thing that differs, and look at every programme that comes out.

What can differ: what is allowed and under which limits, the stage, the pattern, the equipment, the minutes, whether balance is
due, and the programme (the personal one and each one as printed).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from backwise.engine.bars import Bars
from backwise.engine.library import Library
from backwise.engine.model import Stage
from backwise.engine.prescribe import bars_for
from backwise.engine.safety import Cleared
from backwise.engine.selection import ALWAYS_THERE

from .cases import ability_sets, equipment_sets
from .counter_example import smallest
from .people import ABILITIES, Answers, baseline, person_of, person_with, reassured, today
from .programme_laws import ENOUGH_MINUTES, PERSONAL, Client, broken_by_personal, broken_by_printed, client_of, unsteady
from .report import Findings

PART = "programmes"
MINUTES = (ENOUGH_MINUTES, 15, 10, 5)
RESTRICTING_ANSWER = {"lost-height": True}
OLD = 70
LOCKED = "people who are locked, left out here"


def people_of(conditions: tuple[str, ...], library: Library, findings: Findings) -> dict[str, Answers]:
    """Everybody with these conditions, by what is allowed to them: one set of answers for each that differs."""
    found: dict[str, Answers] = {}
    person = person_with([library.conditions[key] for key in conditions], library, {})
    if person is None:
        findings.counts["sets of conditions that exclude each other"] += 1
        return found
    for cannot in ability_sets():
        abilities = {fact: fact not in cannot for fact in ABILITIES}
        for more in ({}, RESTRICTING_ANSWER):
            answers = {**person.answers, **abilities, **more}
            result = person_of(answers, library).result
            findings.counts["people"] += 1
            if isinstance(result, Cleared):
                bars = bars_for(result, library)
                found.setdefault(_digest(bars.allowed, bars), answers)
            else:
                findings.counts[LOCKED] += 1
    return found


def _digest(usable: Iterable[str], bars: Bars, *more: str) -> str:
    """What decides a programme: what is usable and under which limits, and whether balance is due."""
    limits = [(key, bars.standings[key].verdict, bars.standings[key].limits) for key in sorted(usable)]
    return hashlib.sha256(repr((limits, unsteady(bars), more)).encode()).hexdigest()


def wishes_of_all(people: Iterable[Answers], library: Library) -> list[Answers]:
    """Everybody with every pattern and every equipment, once for each that differs."""
    found: dict[str, Answers] = {}
    for answers in people:
        client = client_of(answers, library)
        if client is None:
            continue
        for pattern in library.personal.patterns.values():
            avoided = library.mask(pattern.leave_out)
            open_to = [key for key in client.bars.allowed if not library.exercise_masks[key] & avoided]
            for equipment in equipment_sets():
                usable = [key for key in open_to if library.exercises[key].equipment <= equipment]
                owned = {"equipment": tuple(sorted(equipment - ALWAYS_THERE)), "worse-with": pattern.id}
                found.setdefault(_digest(usable, client.bars, pattern.id), {**answers, **owned})
    return list(found.values())


def check_wishes(answers: Mapping[str, Any], library: Library, findings: Findings) -> None:
    """The personal programme of one person at every stage, with many minutes and with few."""
    client = client_of(answers, library)
    for minutes in MINUTES:
        timed = client_of({**answers, "minutes-a-day": minutes}, library, client)
        if timed is not None:
            _check_stages(timed, library, findings)


def _check_stages(client: Client, library: Library, findings: Findings) -> None:
    for stage in Stage:
        findings.counts["programmes"] += 1
        for broken in broken_by_personal(stage, client, library):
            _report(client.answers, PERSONAL, stage, broken, library, findings)


def check_person(answers: Mapping[str, Any], library: Library, findings: Findings) -> None:
    """One person with more years (balance is due then), and every programme as printed."""
    older = client_of({**answers, "birth-year": today().year - OLD, "minutes-a-day": ENOUGH_MINUTES}, library)
    if older is None:
        findings.counts[LOCKED] += 1
    else:
        _check_stages(older, library, findings)
    client = client_of(answers, library)
    if client is None:
        return
    for programme in library.programmes:
        findings.counts["programmes"] += 1
        for broken in broken_by_printed(programme, client, library):
            _report(answers, programme, None, broken, library, findings)


def _report(
    answers: Mapping[str, Any],
    programme: str,
    stage: Stage | None,
    broken: tuple[str, str],
    library: Library,
    findings: Findings,
) -> None:
    """Take away every answer that is not needed; follow-up questions are answered anew."""
    plain = baseline(library)
    items = [(fact, value) for fact, value in answers.items() if plain.get(fact) != value]
    if findings.known(*broken, len(items)):
        findings.counts["violations"] += 1
        return
    breaks = partial(_breaks, programme, stage, broken, library)
    kept = dict(smallest(items, breaks) if breaks(items) else items)
    shown = {"stage": str(stage)} if stage else {}
    findings.break_law(*broken, {**kept, "programme": programme, **shown})


def _breaks(
    programme: str, stage: Stage | None, broken: tuple[str, str], library: Library, some: Sequence[tuple[str, Any]]
) -> bool:
    client = client_of(reassured({**baseline(library), **dict(some)}, library).answers, library)
    if client is None:
        return False
    if stage is None:
        return broken in broken_by_printed(programme, client, library)
    return broken in broken_by_personal(stage, client, library)
