"""Doses: the lowest start, what limits make of it, the rungs above it, and the minutes that it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .model import NO_LIMITS, Dose, Exercise, LadderStep, Limits

CHANGE_OF_POSITION_SECONDS = 20
SIDES = 2
LEAST_MINUTES = 2
LEAST_REPETITIONS = 3


def limited(exercise: Exercise, dose: Dose, limits: Limits) -> Dose:
    """The dose of this exercise under these ceilings. Never raises anything; a hold ceiling of 0 takes the hold away.

    A ceiling in minutes ("on your back for 3 minutes at most") also takes repetitions away until their time is within it.
    """
    if limits == NO_LIMITS:
        return dose
    capped = Dose(
        dose.sets,
        _at_most(dose.repetitions, limits.repetitions),
        _at_most(dose.hold_seconds, limits.hold_seconds),
        dose.rest_seconds,
        _at_most(dose.minutes, limits.minutes),
    )
    if limits.minutes is None:
        return capped
    while seconds_of(exercise, capped) > limits.minutes * 60 and max(capped.sets or 1, capped.repetitions or 1) > 1:
        capped = _one_less(capped)
    return capped


def _one_less(dose: Dose) -> Dose:
    """A set less, or with one set a repetition less."""
    if (dose.sets or 1) > 1:
        return replace(dose, sets=(dose.sets or 1) - 1)
    return replace(dose, repetitions=(dose.repetitions or 1) - 1)


def _at_most(value: int | None, ceiling: int | None) -> int | None:
    return value if value is None or ceiling is None else min(value, ceiling)


def capped(dose: Dose, most: Dose) -> Dose:
    """The dose with no variable above `most`; where `most` is silent it stays."""
    return Dose(
        _at_most(dose.sets, most.sets),
        _at_most(dose.repetitions, most.repetitions),
        _at_most(dose.hold_seconds, most.hold_seconds),
        dose.rest_seconds,
        _at_most(dose.minutes, most.minutes),
    )


def ladder(exercise: Exercise, steps: Sequence[LadderStep]) -> tuple[Dose, ...]:
    """Every dose from the start to the ceiling, one variable changing at each rung (clinical D1)."""
    dose = exercise.dose.start
    rungs = [dose]
    for step in steps:
        # Days a week and a harder variant are steps too, but no part of a dose.
        top = getattr(exercise.dose.ceiling, step.variable, None)
        if top is None:
            continue
        top = top if step.until is None else min(top, step.until)
        while (getattr(dose, step.variable) or 0) < top:
            value = min((getattr(dose, step.variable) or 0) + step.by, top)
            dose = replace(dose, **{step.variable: value})
            rungs.append(dose)
    return tuple(rungs)


def seconds_of(exercise: Exercise, dose: Dose) -> int:
    """Time for one session of one exercise: sets x repetitions x (out + hold + back) x sides + rests (DESIGN 5)."""
    if dose.minutes is not None:
        return dose.minutes * 60
    sets, repetitions = dose.sets or 1, dose.repetitions or 1
    one = exercise.dose.out_seconds + (dose.hold_seconds or 0) + exercise.dose.back_seconds
    sides = SIDES if exercise.per_side else 1
    rests = (dose.rest_seconds or 0) * max(sets * sides - 1, 0)
    return sets * repetitions * one * sides + rests


def session_seconds(entries: Iterable[tuple[Exercise, Dose]]) -> int:
    """Time for a whole session, changes of position included."""
    total = 0
    before: str | None = None
    for exercise, dose in entries:
        total += seconds_of(exercise, dose)
        if before is not None and exercise.positions[0] != before:
            total += CHANGE_OF_POSITION_SECONDS
        before = exercise.positions[0]
    return total


def shortened(dose: Dose) -> Dose:
    """One step less for a person with few minutes: a minute or a repetition, never under 2 minutes or 3 repetitions."""
    if dose.minutes is not None:
        minutes = max(min(dose.minutes, 2), dose.minutes - 1)
        return Dose(dose.sets, dose.repetitions, dose.hold_seconds, dose.rest_seconds, minutes)
    if dose.repetitions is None:
        return dose
    fewer = max(min(dose.repetitions, 3), dose.repetitions - 1)
    return Dose(dose.sets, fewer, dose.hold_seconds, dose.rest_seconds)
