"""Every movement tag that is named exists, and positions and movements are not mixed up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.engine.library import Library

from ..build_content import PERSONAL
from ..files import Files
from ..findings import Finding, unknown
from ..layout import CONDITION, EXERCISE


def check(library: Library, files: Files) -> Iterable[Finding]:
    for exercise in library.exercises.values():
        path = EXERCISE.path(exercise.id)
        if not exercise.positions:
            yield Finding(path, "positions", "is empty.", "Name the position in which the exercise is done.")
        yield from _of_kind(path, "positions", exercise.positions, "position", library)
        yield from _of_kind(path, "movements", exercise.movements, "movement", library)
    for condition in library.conditions.values():
        for key, tags in (("verdicts", condition.verdicts), ("forms", condition.forms)):
            yield from _exist(CONDITION.path(condition.id), key, tags, library)
    for pattern in library.personal.patterns.values():
        yield from _exist(PERSONAL, f"patterns.{pattern.id}", sorted(pattern.leave_out | pattern.lean), library)
    yield from _order(library)


def _exist(path: str, key: str, tags: Iterable[str], library: Library) -> Iterator[Finding]:
    yield from (
        unknown(path, key, tag, "movement tag", library.movements) for tag in tags if tag not in library.movements
    )


def _of_kind(path: str, key: str, tags: Iterable[str], kind: str, library: Library) -> Iterator[Finding]:
    for tag in tags:
        if tag not in library.movements:
            yield unknown(path, key, tag, "movement tag", library.movements)
        elif library.movements[tag].kind != kind:
            yield Finding(path, key, f"names {tag!r}, which is not a {kind}.", "Move it to the other list.")


def _order(library: Library) -> Iterator[Finding]:
    """A session is sorted by position, so that every position needs a place."""
    order = library.personal.position_order
    yield from _of_kind(PERSONAL, "position_order", order, "position", library)
    for tag, movement in library.movements.items():
        if movement.kind == "position" and order.count(tag) != 1:
            what = f"names {tag!r} {order.count(tag)} times."
            yield Finding(PERSONAL, "position_order", what, "Name each position once, in the order of a session.")
