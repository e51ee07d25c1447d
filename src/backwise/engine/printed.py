"""A leaflet's own programme, minus what the person's conditions bar, each omission with its reason."""

from __future__ import annotations

from dataclasses import replace

from .bars import Bars, Standing, reasons
from .doses import capped, limited
from .explain import advice_for
from .library import Library
from .messages import Message
from .model import Dose, Exercise, Level, PrintedEntry, PrintedProgramme
from .prescribe import Entry, LeftOut, Programme, bars_for, minutes_of, stage_of
from .safety import Cleared


def prescribe_printed(cleared: Cleared, library: Library, programme: str, bars: Bars | None = None) -> Programme:
    """The printed programme `programme` for this person.

    Doses are the lowest that the document prints (our own start where it is silent), under the person's limits and never above
    our ceiling; under restrictions never above our start (contracts 1). What is barred is left out; what a caution replaces is
    shown as its substitute. Raises KeyError for an unknown programme.
    """
    printed = library.programmes[programme]
    restricted = cleared.level is Level.RESTRICTED
    bars = bars or bars_for(cleared, library)
    entries: list[Entry] = []
    out: list[LeftOut] = []
    for line in printed.entries:
        standing = bars.standings[line.exercise]
        if standing.allowed:
            entries.append(_entry(line, library.exercises[line.exercise], standing, printed, restricted))
            continue
        why = reasons(library.exercises[line.exercise], bars, library)
        out.append(LeftOut(line.exercise, why, standing.substitute))
        if standing.substitute is not None:
            entries.append(_substitute(line, standing.substitute, bars, printed, library))
    kept = _once(entries)
    times = printed.times_per_day[1] if printed.times_per_day else 1
    return Programme(
        programme, stage_of(cleared.facts), times, minutes_of(kept, library), kept, tuple(out),
        advice_for(cleared.facts.values, cleared.flags, library), library.version, cleared.facts.today,
    )  # fmt: skip


def _entry(
    line: PrintedEntry, exercise: Exercise, standing: Standing, printed: PrintedProgramme, restricted: bool
) -> Entry:
    asked = printed_dose(line, exercise)
    dose = capped(asked, exercise.dose.start if restricted else exercise.dose.ceiling)
    why = [Message("why.as-printed", {"name": line.as_printed}, (printed.source,))]
    if dose != asked:
        why.append(Message("why.less-than-printed"))
    dose = limited(exercise, dose, standing.limits)
    return Entry(exercise.id, best_role(exercise), dose, 7, tuple(why), standing.instructions)


def _substitute(line: PrintedEntry, key: str, bars: Bars, printed: PrintedProgramme, library: Library) -> Entry:
    exercise, standing = library.exercises[key], bars.standings[key]
    dose = limited(exercise, exercise.dose.start, standing.limits)
    why = (Message("why.instead-of-printed", {"name": line.as_printed}, (printed.source,)),)
    return Entry(key, best_role(exercise), dose, 7, why, standing.instructions)


def _once(entries: list[Entry]) -> tuple[Entry, ...]:
    """An exercise stands once, where it first came: a substitute may be in the programme already."""
    return tuple(
        {entry.exercise: entry for entry in reversed(entries)}[key]
        for key in dict.fromkeys(entry.exercise for entry in entries)
    )


def printed_dose(line: PrintedEntry, exercise: Exercise) -> Dose:
    """The lowest printed value of each variable; the exercise's own start where the document is silent."""
    start = exercise.dose.start
    return replace(
        start,
        sets=line.sets[0] if line.sets else start.sets,
        repetitions=line.repetitions[0] if line.repetitions else start.repetitions,
        hold_seconds=line.hold_seconds[0] if line.hold_seconds else start.hold_seconds,
    )


def best_role(exercise: Exercise) -> str:
    """The role that the exercise fills best."""
    return min(exercise.roles, key=lambda role: (exercise.roles[role], role))
