"""Equipment that an exercise needs can be answered, so that nobody misses it unasked."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding, unknown
from ..layout import EXERCISE, FACT


def check(library: Library, files: Files) -> Iterable[Finding]:
    asked = library.facts.get("equipment")
    if asked is None:
        yield Finding(FACT.path("equipment"), "-", "is missing.", "Add the question which equipment there is.")
        return
    for exercise in library.exercises.values():
        for item in sorted(exercise.equipment - set(asked.options)):
            yield unknown(EXERCISE.path(exercise.id), "equipment", item, "option of the fact equipment", asked.options)
