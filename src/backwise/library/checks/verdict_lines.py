"""Every condition says something about every movement tag that has a column in the matrix."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from ..layout import CONDITION


def check(library: Library, files: Files) -> Iterable[Finding]:
    tags = [tag for tag, movement in library.movements.items() if movement.column]
    for condition in library.conditions.values():
        for tag in tags:
            if tag not in condition.verdicts:
                mend = f"Add the line {tag} = with never, caution or ok."
                yield Finding(CONDITION.path(condition.id), f"verdicts.{tag}", "is missing.", mend)
