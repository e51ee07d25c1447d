"""Every exercise that is named exists: easier, harder, substitutes, caution forms, conditions, programmes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.engine.library import Library
from backwise.engine.model import CautionForm

from ..files import Files
from ..findings import Finding, unknown
from ..layout import CONDITION, EXERCISE, MOVEMENT, PROGRAMME


def check(library: Library, files: Files) -> Iterable[Finding]:
    for file, key, exercise in _named(library):
        if exercise not in library.exercises:
            yield unknown(file, key, exercise, "exercise", library.exercises)


def _named(library: Library) -> Iterator[tuple[str, str, str]]:
    """(file, key, exercise) wherever an exercise is pointed at."""
    for exercise in library.exercises.values():
        for key in ("easier", "harder", "substitutes"):
            yield from ((EXERCISE.path(exercise.id), key, other) for other in getattr(exercise, key))
    for movement in library.movements.values():
        yield from _form(MOVEMENT.path(movement.id), "caution", movement.caution)
    for condition in library.conditions.values():
        path = CONDITION.path(condition.id)
        yield from ((path, "exercises", other) for other in condition.exercise_verdicts)
        for tag, form in condition.forms.items():
            yield from _form(path, f"forms.{tag}", form)
    for programme in library.programmes.values():
        for place, entry in enumerate(programme.entries):
            yield PROGRAMME.path(programme.id), f"entries[{place}].exercise", entry.exercise


def _form(path: str, key: str, form: CautionForm | None) -> Iterator[tuple[str, str, str]]:
    for exercise in form.exercises if form else ():
        yield path, f"{key}.exercises", exercise
