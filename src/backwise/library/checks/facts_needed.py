"""No question is asked for nothing: a rule, a condition or a card reads it, or its file says what does."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.engine.library import Library
from backwise.engine.safety import SINCE_SEEN

from ..expressions import expressions
from ..files import Files
from ..findings import Finding
from ..layout import FACT


def check(library: Library, files: Files) -> Iterable[Finding]:
    needed = frozenset().union(*(node.facts() for _, _, node in expressions(library)))
    for key in library.facts:
        path = FACT.path(key)
        reason = files.tables.get(path, {}).get("needed_because", "")
        if key in needed or key.startswith(SINCE_SEEN) or reason.strip():
            continue
        mend = "Take the question out, or say what reads it in needed_because."
        yield Finding(path, "-", "is read by no rule, condition or card.", mend)
