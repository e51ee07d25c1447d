"""Every condition that is named exists, and what switches a condition on is a level that can."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.engine.library import Library
from backwise.engine.model import Level

from ..files import Files
from ..findings import Finding, unknown
from ..layout import CONDITION, EXERCISE, PROGRAMME


def check(library: Library, files: Files) -> Iterable[Finding]:
    for exercise in library.exercises.values():
        for place, item in enumerate(exercise.described_in):
            if item.avoid is not None and item.avoid not in library.conditions:
                yield unknown(
                    EXERCISE.path(exercise.id),
                    f"described_in[{place}].avoid",
                    item.avoid,
                    "condition",
                    library.conditions,
                )
    for key in library.programmes:
        path = PROGRAMME.path(key)
        for place, entry in enumerate(files.tables[path].get("entries", [])):
            avoid = entry.get("avoid")
            if avoid is not None and avoid not in library.conditions:
                yield unknown(path, f"entries[{place}].avoid", str(avoid), "condition", library.conditions)
    for condition in library.conditions.values():
        if condition.switched_on_by not in ("", Level.RESTRICTED):
            what = f"is {condition.switched_on_by!r}, which switches nothing on."
            yield Finding(CONDITION.path(condition.id), "switched_on_by", what, "Use restricted, or take it out.")
