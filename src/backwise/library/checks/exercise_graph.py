"""Easier and harder never contradict each other: nobody climbs in a circle, and harder never means a lower level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from backwise.engine.library import Library

from ..build_content import LEVELS
from ..files import Files
from ..findings import Finding
from ..layout import EXERCISE

MEND = "Mend easier and harder of one of them."


def check(library: Library, files: Files) -> Iterable[Finding]:
    for exercise in library.exercises.values():
        for key in ("easier", "harder", "substitutes"):
            if exercise.id in getattr(exercise, key):
                yield Finding(EXERCISE.path(exercise.id), key, "names the exercise itself.", "Take it out.")
    above = _above(library)
    for circle in _circles(above):
        yield Finding(EXERCISE.path(circle[0]), "harder", f"goes in a circle: {' → '.join(circle)}.", MEND)
    for lower, uppers in above.items():
        for upper in uppers:
            if _level(lower, library) > _level(upper, library):
                what = (
                    f"puts {upper} ({library.exercises[upper].level}) above {lower} ({library.exercises[lower].level})."
                )
                yield Finding(EXERCISE.path(lower), "harder", what, "Mend the levels, or easier and harder.")


def _above(library: Library) -> Mapping[str, tuple[str, ...]]:
    """For each exercise the harder ones, whichever of the two says so."""
    above: dict[str, set[str]] = {key: set() for key in library.exercises}
    for exercise in library.exercises.values():
        for harder in exercise.harder:
            above[exercise.id].add(harder)
        for easier in exercise.easier:
            above.setdefault(easier, set()).add(exercise.id)
    known = library.exercises.keys()
    return {key: tuple(sorted(uppers & known - {key})) for key, uppers in above.items() if key in known}


def _circles(above: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Each circle once, beginning with its first id."""
    found: set[frozenset[str]] = set()
    for start in sorted(above):
        paths = [[start]]
        seen = {start}
        while paths:
            path = paths.pop(0)
            for upper in above[path[-1]]:
                if upper == start and frozenset(path) not in found:
                    found.add(frozenset(path))
                    yield [*path, start]
                elif upper not in seen:
                    seen.add(upper)
                    paths.append([*path, upper])


def _level(key: str, library: Library) -> int:
    return LEVELS.index(library.exercises[key].level)
