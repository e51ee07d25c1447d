"""A movement tag that no exercise carries and no condition judges is a tag that somebody forgot."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.engine.library import Library
from backwise.engine.model import Verdict

from ..files import Files
from ..findings import Finding
from ..layout import MOVEMENT


def check(library: Library, files: Files) -> Iterable[Finding]:
    carried = {tag for exercise in library.exercises.values() for tag in exercise.tags}
    judged = {
        tag
        for condition in library.conditions.values()
        for tag, verdict in condition.verdicts.items()
        if verdict is not Verdict.OK
    }
    for tag in library.movements:
        if tag not in carried | judged:
            mend = "Give it to the exercises that do it, or take the tag out."
            yield Finding(MOVEMENT.path(tag), "-", "is carried by no exercise and judged by no condition.", mend)
