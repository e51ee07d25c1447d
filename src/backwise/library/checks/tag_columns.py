"""A movement tag reads a column of the matrix, or says why it reads none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from ..layout import MOVEMENT

COLUMN = re.compile(r"[A-Z][A-Z0-9]")


def check(library: Library, files: Files) -> Iterable[Finding]:
    for tag, movement in library.movements.items():
        path, reason = MOVEMENT.path(tag), movement.no_column_because.strip()
        if movement.column and reason:
            yield Finding(path, "no_column_because", "stands beside a column.", "Keep one of the two.")
        if not movement.column and not reason:
            mend = "Name its column of the matrix, or say in no_column_because why it has none."
            yield Finding(path, "column", "is missing.", mend)
        if movement.column and not COLUMN.fullmatch(movement.column):
            yield Finding(path, "column", f"is {movement.column!r}.", "Use the two letters of the matrix, such as FE.")
        if movement.column and movement.caution is None:
            yield Finding(path, "caution", "is missing.", "Say what a caution at this tag means: add [caution].")
