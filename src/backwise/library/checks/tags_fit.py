"""An exercise carries the tags that its position and dose bring with them, so that no bar can miss it (contracts 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.engine.library import Library
from backwise.engine.model import Exercise

from ..files import Files
from ..findings import Finding
from ..layout import EXERCISE

# position -> one of these must stand among the movements
BRINGS = {
    "supine": ("lying", "floor-only"),
    "prone": ("lying", "floor-only"),
    "side-lying": ("lying", "floor-only"),
    "kneeling": ("floor-only",),
    "quadruped": ("floor-only",),
}
LEANS = ("weight-through-hands", "forearm-support")
# The matrix speaks of muscle work that is held for 6 seconds or more.
HELD_SECONDS = 6
HELD_KINDS = ("strength", "control")


def check(library: Library, files: Files) -> Iterable[Finding]:
    for exercise in library.exercises.values():
        path = EXERCISE.path(exercise.id)
        for position in exercise.positions:
            yield from _brings(path, exercise, position)
        if "in-water" in exercise.positions and "pool" not in exercise.equipment:
            yield Finding(path, "equipment", "has no pool, but is done in water.", "Add pool.")
        hold = exercise.dose.ceiling.hold_seconds or 0
        if exercise.dose.kind in HELD_KINDS and hold >= HELD_SECONDS and "held-muscle-work" not in exercise.movements:
            what = f"lacks held-muscle-work, but holds up to {hold} seconds."
            yield Finding(path, "movements", what, "Add held-muscle-work, or lower the ceiling to 5 seconds.")


def _brings(path: str, exercise: Exercise, position: str) -> Iterator[Finding]:
    needed = BRINGS.get(position, ())
    if needed and not set(needed) & set(exercise.movements):
        yield Finding(path, "movements", f"lacks what {position} brings.", f"Add {' or '.join(needed)}.")
    if position == "quadruped" and not set(LEANS) & set(exercise.movements):
        yield Finding(path, "movements", f"lacks what {position} brings.", f"Add {' or '.join(LEANS)}.")
