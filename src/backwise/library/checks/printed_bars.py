"""What a document itself bars for a condition, our bars bar too: our rules are never looser than their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.engine.bars import Present, bars_of
from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from ..layout import EXERCISE, PROGRAMME


def check(library: Library, files: Files) -> Iterable[Finding]:
    for exercise, condition, path, key in _printed(library, files):
        if exercise not in library.exercises or condition not in library.conditions:
            continue
        bars = bars_of((Present(library.rows[condition], True),), library)
        if bars.standings[exercise].allowed:
            what = f"bars {exercise} for {condition}, but our bars allow it."
            yield Finding(path, key, what, f"Give {exercise} the tag that {condition} bars, or bar it there by name.")


def _printed(library: Library, files: Files) -> Iterator[tuple[str, str, str, str]]:
    """(exercise, condition, file, key) of every bar that a document prints."""
    for exercise in library.exercises.values():
        for place, item in enumerate(exercise.described_in):
            if item.avoid is not None:
                yield exercise.id, item.avoid, EXERCISE.path(exercise.id), f"described_in[{place}].avoid"
    for key in library.programmes:
        path = PROGRAMME.path(key)
        for place, entry in enumerate(files.tables[path].get("entries", [])):
            if "avoid" in entry:
                yield str(entry.get("exercise")), str(entry["avoid"]), path, f"entries[{place}].avoid"
