"""Doses start below their ceiling, and the ladder of their kind climbs from the one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from backwise.engine.doses import ladder
from backwise.engine.library import Library
from backwise.engine.model import Exercise

from ..build_content import DOSE_KINDS
from ..files import Files
from ..findings import Finding
from ..layout import EXERCISE

# Done for minutes on end; all other kinds are counted in sets and repetitions.
CONTINUOUS = ("relief", "aerobic")
LADDERS = "progression/ladders.toml"


def check(library: Library, files: Files) -> Iterable[Finding]:
    for kind in DOSE_KINDS:
        if kind not in library.ladders:
            yield Finding(LADDERS, f"ladders.{kind}", "is missing.", "Say how a dose of this kind rises.")
    for exercise in library.exercises.values():
        path = EXERCISE.path(exercise.id)
        yield from _kind(path, exercise)
        yield from _range(path, exercise)
        if exercise.dose.kind in library.ladders:
            yield from _climbs(path, exercise, library)


def _kind(path: str, exercise: Exercise) -> Iterator[Finding]:
    start, continuous = exercise.dose.start, exercise.dose.kind in CONTINUOUS
    if continuous and (start.minutes is None or start.repetitions is not None or start.sets is not None):
        yield Finding(path, "dose.start", f"is not in minutes, as {exercise.dose.kind} is.", "Use minutes only.")
    if not continuous and start.minutes is not None:
        mend = "Use sets and repetitions: minutes are for relief and aerobic."
        yield Finding(path, "dose.start.minutes", f"stands in a dose of the kind {exercise.dose.kind}.", mend)
    if not continuous and (start.repetitions is None or start.sets is None):
        yield Finding(path, "dose.start", "has no sets or no repetitions.", "Say both.")
    if not continuous and exercise.dose.out_seconds + exercise.dose.back_seconds < 1:
        yield Finding(path, "dose.out_seconds", "is missing.", "Say how long the movement out and back takes.")


def _range(path: str, exercise: Exercise) -> Iterator[Finding]:
    ceiling = asdict(exercise.dose.ceiling)
    for variable, value in asdict(exercise.dose.start).items():
        top = ceiling[variable]
        if value is not None and value < 1:
            yield Finding(path, f"dose.start.{variable}", f"is {value}.", "Start at 1 or more.")
        if value is not None and top is None and variable != "rest_seconds":
            yield Finding(path, f"dose.ceiling.{variable}", "is missing.", "Say how far it may rise.")
        if value is not None and top is not None and value > top and variable != "rest_seconds":
            what = f"is {value}, above the ceiling of {top}."
            yield Finding(path, f"dose.start.{variable}", what, "Start lower, or raise the ceiling with a source.")


def _climbs(path: str, exercise: Exercise, library: Library) -> Iterator[Finding]:
    highest = asdict(ladder(exercise, library.ladders[exercise.dose.kind])[-1])
    for variable, top in asdict(exercise.dose.ceiling).items():
        reached = highest[variable]
        if top is not None and variable != "rest_seconds" and reached is not None and reached < top:
            what = f"is {top}, but the ladder {exercise.dose.kind} ends at {reached}."
            yield Finding(
                path, f"dose.ceiling.{variable}", what, "Lower the ceiling, or let the ladder go on with a source."
            )
        if top is not None and variable != "rest_seconds" and reached is None:
            what = f"is {top}, but the ladder {exercise.dose.kind} never begins it."
            yield Finding(path, f"dose.ceiling.{variable}", what, "Take it out, or add a step to the ladder.")
